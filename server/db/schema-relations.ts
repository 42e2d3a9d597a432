/** Tables of enemies and families, of the search for near-duplicates, and of re-mapping. */
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ElementTable } from '../../core/element-table.ts'
import type { RelationSort } from '../../core/enemies.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Choices, ItemMoveState } from '../../core/remap.ts'
import type { Why } from '../../core/similar.ts'
import { banks, elementTables, items } from './schema.ts'

const id = () => text('id').primaryKey()
/** Unix time in ms. */
const at = () => integer('at').notNull()
const bank = () =>
  text('bank')
    .notNull()
    .references(() => banks.id)

export type RelationState = 'proposed' | 'accepted' | 'refused' | 'withdrawn'
export type Decision = RelationSort | 'merge' | 'refuse'

/** What items are to each other; `sort` is what was proposed, `decision` what another person made of it. */
export const relations = sqliteTable(
  'relations',
  {
    id: id(),
    bank: bank(),
    kind: text('kind').$type<ItemKind>().notNull(),
    sort: text('sort').$type<RelationSort>().notNull(),
    state: text('state').$type<RelationState>().notNull(),
    origin: text('origin').$type<'person' | 'search'>().notNull(),
    /** The least similarity among the pairs that were found; null when a person proposed it. */
    similarity: real('similarity'),
    likeness: text('likeness').$type<Why>(),
    proposedBy: text('proposed_by').notNull(),
    reason: text('reason').notNull(),
    at: at(),
    decidedBy: text('decided_by'),
    decision: text('decision').$type<Decision>(),
    decisionReason: text('decision_reason'),
    decidedAt: integer('decided_at'),
    kept: text('kept').references(() => items.id),
    withdrawnBy: text('withdrawn_by'),
    withdrawalReason: text('withdrawal_reason'),
    withdrawnAt: integer('withdrawn_at'),
  },
  (t) => [index('relations_bank').on(t.bank, t.kind, t.state)],
)

/** The members of a relation; `revision` is what the item said when it was proposed. */
export const relationItems = sqliteTable(
  'relation_items',
  {
    relation: text('relation')
      .notNull()
      .references(() => relations.id),
    item: text('item').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [primaryKey({ columns: [t.relation, t.item] }), index('relation_items_item').on(t.item)],
)

/** Searches for near-duplicates; `changedSince` is null when the whole bank was compared with itself. */
export const similarRuns = sqliteTable(
  'similar_runs',
  {
    id: id(),
    bank: bank(),
    kind: text('kind').$type<ItemKind>().notNull(),
    threshold: real('threshold').notNull(),
    changedSince: integer('changed_since'),
    compared: integer('compared').notNull(),
    pairs: integer('pairs').notNull(),
    proposed: integer('proposed').notNull(),
    actor: text('actor').notNull(),
    at: at(),
  },
  (t) => [index('similar_runs_bank').on(t.bank, t.kind, t.at)],
)

export type RemapState = 'proposed' | 'applied' | 'undone' | 'withdrawn'

/** A plan to re-map a bank's items to an edition; `content` is that edition, in force or yet to be put in force by it. */
export const remaps = sqliteTable(
  'remaps',
  {
    id: id(),
    bank: bank(),
    kind: text('kind').$type<ElementTable['kind']>().notNull(),
    fromTable: text('from_table')
      .notNull()
      .references(() => elementTables.id),
    /** The edition's row once it is in force. */
    toTable: text('to_table').references(() => elementTables.id),
    /** Applying it puts the edition in force; else it was in force before. */
    enforces: integer('enforces', { mode: 'boolean' }).notNull(),
    edition: text('edition').notNull(),
    digest: text('digest').notNull(),
    content: text('content', { mode: 'json' }).$type<ElementTable>().notNull(),
    choices: text('choices', { mode: 'json' }).$type<{ places: Choices; items: Choices }>().notNull(),
    state: text('state').$type<RemapState>().notNull(),
    proposedBy: text('proposed_by').notNull(),
    reason: text('reason').notNull(),
    at: at(),
    appliedBy: text('applied_by'),
    appliedAt: integer('applied_at'),
    endedBy: text('ended_by'),
    endReason: text('end_reason'),
    endedAt: integer('ended_at'),
  },
  (t) => [index('remaps_bank').on(t.bank, t.kind, t.at)],
)

/** What a re-mapping did to each item; contents are there only while it is being applied. */
export const remapItems = sqliteTable(
  'remap_items',
  {
    remap: text('remap')
      .notNull()
      .references(() => remaps.id),
    item: text('item')
      .notNull()
      .references(() => items.id),
    fromPlace: text('from_place'),
    toPlace: text('to_place'),
    outcome: text('outcome').$type<ItemMoveState>().notNull(),
    beforeRevision: integer('before_revision').notNull(),
    beforeApproved: integer('before_approved'),
    afterRevision: integer('after_revision').notNull(),
    afterApproved: integer('after_approved'),
    undoRevision: integer('undo_revision'),
    undoApproved: integer('undo_approved'),
    content: text('content'),
    digest: text('digest'),
    approvedContent: text('approved_content'),
    approvedDigest: text('approved_digest'),
  },
  (t) => [primaryKey({ columns: [t.remap, t.item] }), index('remap_items_item').on(t.item, t.afterApproved)],
)
