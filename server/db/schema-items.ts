/** Tables of the life of items: review policies, tasks, comments, retirements, quarantine, readings; and of repeated requests. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ReviewPolicy } from '../../core/review.ts'
import { banks, items } from './schema.ts'

const id = () => text('id').primaryKey()
/** Unix time in ms. */
const at = () => integer('at').notNull()
const item = () =>
  text('item')
    .notNull()
    .references(() => items.id)

/** How a bank reviews; the newest holds. */
export const reviewPolicies = sqliteTable(
  'review_policies',
  {
    id: id(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    reviewers: integer('reviewers').notNull(),
    content: text('content', { mode: 'json' }).$type<ReviewPolicy>().notNull(),
    by: text('by').notNull(),
    at: at(),
  },
  (t) => [index('review_policies_bank').on(t.bank, t.at)],
)

/** Who is to write or review an item, until when; `ended` when the item was settled or the task taken away. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: id(),
    item: item(),
    task: text('task').$type<'write' | 'review'>().notNull(),
    person: text('person').notNull(),
    due: integer('due').notNull(),
    by: text('by').notNull(),
    at: at(),
    ended: integer('ended'),
  },
  (t) => [index('tasks_item').on(t.item), index('tasks_person').on(t.person, t.ended)],
)

/** What somebody says about a field of a revision. */
export const comments = sqliteTable(
  'comments',
  {
    id: id(),
    item: text('item').notNull(),
    revision: integer('revision').notNull(),
    field: text('field').notNull(),
    text: text('text').notNull(),
    author: text('author').notNull(),
    at: at(),
  },
  (t) => [index('comments_item').on(t.item, t.revision)],
)

/** Why an item was retired. */
export const retirements = sqliteTable(
  'retirements',
  { id: id(), item: item(), reason: text('reason').notNull(), by: text('by').notNull(), at: at() },
  (t) => [index('retirements_item').on(t.item)],
)

/** An item held back from papers; free again once `ended`. */
export const quarantines = sqliteTable(
  'quarantines',
  {
    id: id(),
    item: item(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: at(),
    ended: integer('ended'),
    endedBy: text('ended_by'),
    endReason: text('end_reason'),
  },
  (t) => [index('quarantines_item').on(t.item, t.ended)],
)

/** Who was shown which revision whole, when first: an approval in bulk takes only what its reviewer was shown. */
export const readings = sqliteTable(
  'readings',
  {
    item: text('item').notNull(),
    revision: integer('revision').notNull(),
    person: text('person').notNull(),
    at: at(),
  },
  (t) => [primaryKey({ columns: [t.item, t.revision, t.person] })],
)

/** Requests by their idempotency key; `status` and `reply` are null while one is at work. Kept for a day. */
export const requests = sqliteTable(
  'requests',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    digest: text('digest').notNull(),
    status: integer('status'),
    reply: text('reply'),
    at: at(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index('requests_at').on(t.at)],
)
