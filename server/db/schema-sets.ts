/** What happens to a set between assembly and seal. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EditStep } from '../../core/assembly/edit-step.ts'
import { sets } from './schema.ts'

/** Steps of editing, in order, added to and never changed. Which items they name is in the draft alone. */
export const setSteps = sqliteTable(
  'set_steps',
  {
    set: text('set')
      .notNull()
      .references(() => sets.id),
    no: integer('no').notNull(),
    kind: text('kind').$type<EditStep['do']>().notNull(),
    actor: text('actor').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.set, t.no] })],
)

/** Sets that were assembled, judged and sealed with nobody seeing a paper. */
export const blindSets = sqliteTable('blind_sets', {
  set: text('set')
    .primaryKey()
    .references(() => sets.id),
  actor: text('actor').notNull(),
  at: integer('at').notNull(),
})
