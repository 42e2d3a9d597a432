/** Giving people items to write or to review, one by one or evenly. */
import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { DAY_MS } from '../../core/reading.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { assignEvenly } from '../../core/review-assign.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { reviewPolicy } from '../banks/policy.ts'
import type { By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { items } from '../db/schema.ts'
import { tasks } from '../db/schema-items.ts'
import { Person } from '../plugins/person.ts'
import { allowed, attempt } from './attempt.ts'
import { type Living, lifeStore } from './life-store.ts'

const Ref = Type.String({ minLength: 1, maxLength: 60 })
const Due = Type.Optional(Type.Integer({ minimum: 0, description: 'Unix time in ms; the policy’s days by default' }))

export const NewTasks = Type.Union([
  closed({
    how: Type.Literal('by hand'),
    task: Type.Enum(['write', 'review']),
    pairs: Type.Array(closed({ item: Ref, person: Person }), { minItems: 1, maxItems: 200 }),
    due: Due,
  }),
  closed({
    how: Type.Literal('evenly'),
    items: Type.Array(Ref, { minItems: 1, maxItems: 200, uniqueItems: true }),
    people: Type.Array(Person, { minItems: 1, maxItems: 50, uniqueItems: true }),
    due: Due,
  }),
])
export type NewTasks = Static<typeof NewTasks>

export const Given = closed({
  given: Type.Array(closed({ item: Type.String(), number: Type.String(), person: Type.String() })),
  due: Type.Integer(),
})
export type Given = Static<typeof Given>

type Pair = { living: Living; person: string }

/** Gives all tasks or none. Evenly means reviews, as many for each item as the policy asks, by who has least open. */
export async function assignItems(db: Db, bank: string, wanted: NewTasks, by: By): Promise<Given> {
  const task = wanted.how === 'evenly' ? 'review' : wanted.task
  const to =
    wanted.how === 'evenly'
      ? `${task} ${wanted.items.join(' ')} among ${wanted.people.join(' ')}`
      : `${task} ${wanted.pairs.map(({ item, person }) => `${item}:${person}`).join(' ')}`
  return attempt(db, { bank, did: 'item.assign', to }, by, async (q) => {
    const policy = await reviewPolicy(q, bank)
    const due = wanted.due ?? by.at + policy.days * DAY_MS
    const pairs =
      wanted.how === 'evenly'
        ? await evenPairs(q, bank, wanted.items, wanted.people, policy.reviewers)
        : await handPairs(q, bank, wanted.pairs)
    for (const { living, person } of pairs) await give(q, living, task, person, due, by)
    return { given: pairs.map(({ living, person }) => ({ item: living.item.id, number: living.said, person })), due }
  })
}

async function give(
  q: Query,
  { item, life, said }: Living,
  task: 'write' | 'review',
  person: string,
  due: number,
  by: By,
) {
  const open = task === 'write' ? life.writers : life.reviewers
  if (open.includes(person)) return
  allowed(take(life, commonPolicy, { do: 'assign', task, person }, by.actor), said)
  await lifeStore(q).addTask(item.id, task, person, due, by)
}

async function handPairs(q: Query, bank: string, pairs: readonly { item: string; person: string }[]): Promise<Pair[]> {
  const once = new Set(pairs.map(({ item, person }) => `${item} ${person}`))
  if (once.size < pairs.length)
    throw new AppError('input.invalid', 'A person is named twice for one item. / 同一试题重复指派同一人。')
  const found = await lifeStore(q).many(
    bank,
    pairs.map(({ item }) => item),
  )
  return pairs.map(({ person }, at) => ({ living: found[at]!, person }))
}

async function evenPairs(
  q: Query,
  bank: string,
  refs: readonly string[],
  people: readonly string[],
  each: number,
): Promise<Pair[]> {
  const found = await lifeStore(q).many(bank, refs)
  const byId = new Map(found.map((living) => [living.item.id, living]))
  // Items that have their reviewers already count as served.
  const open = [...byId.values()].filter(({ life }) => life.reviewers.length < each)
  const assignable = open.map(({ item, life }) => ({
    id: item.id,
    wants: each - life.reviewers.length,
    barred: [...life.authors, ...life.writers, ...life.reviewers, ...life.approvals],
  }))
  const load = await loads(q, bank, people)
  const { assigned, short } = assignEvenly(assignable, people, load)
  if (short.length) {
    const numbers = short.map((id) => byId.get(id)?.said).join(', ')
    throw new AppError(
      'item.same-person',
      `Too few people who did not write them: ${numbers}. / 可审题人不足（命题人不能自审）：${numbers}。`,
    )
  }
  return assigned.map(({ item, person }) => ({ living: byId.get(item)!, person }))
}

/** How many reviews each person has open in this bank. */
async function loads(q: Query, bank: string, people: readonly string[]): Promise<Map<string, number>> {
  const rows = await q
    .select({ person: tasks.person, open: count() })
    .from(tasks)
    .innerJoin(items, eq(items.id, tasks.item))
    .where(and(eq(items.bank, bank), eq(tasks.task, 'review'), inArray(tasks.person, [...people]), isNull(tasks.ended)))
    .groupBy(tasks.person)
  return new Map(rows.map(({ person, open }) => [person, open]))
}
