/** Tables of finding: the derived index, saved views, records of bulk changes. The full-text table itself is SQL only. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { BulkChange } from '../../core/bulk-change.ts'
import type { ItemKind, ItemState } from '../../core/item.ts'
import type { SearchView } from '../../core/item-search.ts'
import { banks, items } from './schema.ts'

/** One bank and kind: the upper half of its items' keys in the index. */
export const searchSpaces = sqliteTable(
  'search_spaces',
  { no: integer('no').primaryKey(), bank: text('bank').notNull(), kind: text('kind').$type<ItemKind>().notNull() },
  (t) => [uniqueIndex('search_spaces_name').on(t.bank, t.kind)],
)

/** What lists sort and count by, one row an item; `id` is also its row in the full-text table. */
export const searchItems = sqliteTable(
  'search_items',
  {
    id: integer('id').primaryKey(),
    space: integer('space').notNull(),
    item: text('item').notNull(),
    state: text('state').$type<ItemState>().notNull(),
    type: text('type').notNull(),
    point: text('point').notNull(),
    difficulty: integer('difficulty').notNull(),
    created: integer('created').notNull(),
    changed: integer('changed').notNull(),
  },
  (t) => [
    uniqueIndex('search_items_item').on(t.item),
    index('search_items_point').on(t.space, t.point, t.id),
    index('search_items_difficulty').on(t.space, t.difficulty, t.id),
    index('search_items_cell').on(t.space, t.difficulty, t.type, t.point),
    index('search_items_created').on(t.space, t.created, t.id),
    index('search_items_changed').on(t.space, t.changed, t.id),
  ],
)

/** Items that have changed since the index saw them; triggers fill it. */
export const searchWaiting = sqliteTable('search_waiting', { item: text('item').primaryKey() })

/** Imports whose items the index has not seen all of: those from the row `next` on are missing. A trigger fills it. */
export const searchImports = sqliteTable('search_imports', {
  import: text('import').primaryKey(),
  next: integer('next').notNull(),
})

/** A person's searches by name. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text('id').primaryKey(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    person: text('person').notNull(),
    name: text('name').notNull(),
    view: text('view', { mode: 'json' }).$type<SearchView>().notNull(),
    at: integer('at').notNull(),
  },
  (t) => [uniqueIndex('saved_views_name').on(t.bank, t.person, t.name)],
)

/** One change to many items; a trigger lets it be marked undone once and nothing else. */
export const bulkChanges = sqliteTable(
  'bulk_changes',
  {
    id: text('id').primaryKey(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    kind: text('kind').$type<ItemKind>().notNull(),
    person: text('person').notNull(),
    change: text('change', { mode: 'json' }).$type<BulkChange>().notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
    undoneBy: text('undone_by'),
    undoneAt: integer('undone_at'),
  },
  (t) => [index('bulk_changes_bank').on(t.bank, t.at)],
)

/** How each item of a bulk change stood before and after. */
export const bulkLines = sqliteTable(
  'bulk_lines',
  {
    bulk: text('bulk')
      .notNull()
      .references(() => bulkChanges.id),
    item: text('item')
      .notNull()
      .references(() => items.id),
    stateBefore: text('state_before').$type<ItemState>().notNull(),
    revisionBefore: integer('revision_before').notNull(),
    approvedBefore: integer('approved_before'),
    stateAfter: text('state_after').$type<ItemState>().notNull(),
    revisionAfter: integer('revision_after').notNull(),
    approvedAfter: integer('approved_after'),
  },
  (t) => [primaryKey({ columns: [t.bulk, t.item] })],
)
