/** Tables of imports beside `imports` and `import_rows`: kept mappings, and what was undone. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ItemKind } from '../../core/item.ts'
import type { Mapping } from '../../core/row/mapping.ts'
import { banks, imports } from './schema.ts'

/** A mapping that a person confirmed, used again for sheets with the same header. */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    id: text('id').primaryKey(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    kind: text('kind').$type<ItemKind>().notNull(),
    name: text('name').notNull(),
    mapping: text('mapping', { mode: 'json' }).$type<Mapping>().notNull(),
    actor: text('actor').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [uniqueIndex('import_mappings_name').on(t.bank, t.kind, t.name)],
)

/** `retired` new items were taken out of use, `restored` old ones say what they said before. */
export const importUndos = sqliteTable('import_undos', {
  import: text('import')
    .primaryKey()
    .references(() => imports.id),
  retired: integer('retired').notNull(),
  restored: integer('restored').notNull(),
  reason: text('reason').notNull(),
  actor: text('actor').notNull(),
  at: integer('at').notNull(),
})
