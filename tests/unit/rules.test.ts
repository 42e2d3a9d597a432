/** Two pairs of eyes, kept by the database whatever the program does. */

import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { commonPolicy } from '../../core/review.ts'
import { bankStore } from '../../server/banks/store.ts'
import type { Db } from '../../server/db/open.ts'
import { items, revisions, verdicts } from '../../server/db/schema.ts'
import { approveItems } from '../../server/items/approve.ts'
import { itemStore } from '../../server/items/store.ts'
import { testDb } from '../support/database.ts'
import { judgement } from '../support/papers.ts'

const BANK = '6-31-01-03.3'
let db: Db

async function addItem(id: string, author: string, number: number) {
  const content = judgement(`statement ${id}`, true)
  const row = {
    id,
    bank: BANK,
    kind: 'theory' as const,
    number,
    code: null,
    state: 'submitted' as const,
    revision: 1,
    approved: null,
    type: 'true_false',
    point: null,
    difficulty: null,
    fingerprint: id,
    at: 1,
  }
  await db.tx((q) => itemStore(q).insert(row, { item: id, no: 1, content, digest: id, author, reason: '', at: 1 }))
}
const verdict = (item: string, reviewer: string) => ({
  id: `${item}-${reviewer}`,
  item,
  revision: 1,
  reviewer,
  verdict: 'approved' as const,
  reasons: '',
  at: 2,
})
const stateOf = async (id: string) => (await itemStore(db.read).find(BANK, id))?.state

beforeAll(async () => {
  db = await testDb()
  await db.tx((q) =>
    bankStore(q).insert({
      id: BANK,
      occupationCode: '6-31-01-03',
      occupation: '电工',
      trade: null,
      level: 3,
      standard: '',
      at: 1,
    }),
  )
  await addItem('own', 'ann', 1)
  await addItem('other', 'bob', 2)
})

const yes = async () => true

test('a page that the person says no to, or that changed while they looked, stays as it is', async () => {
  const seen: string[] = []
  const no = await approveItems(db, BANK, 'theory', { actor: 'ann', at: 3 }, async (page) => {
    seen.push(...page.map(({ id }) => id))
    return false
  })
  expect([no, seen]).toEqual([{ approved: 0, waiting: 0, left: 1, own: 1 }, ['other']])
  const edited = await approveItems(db, BANK, 'theory', { actor: 'ann', at: 3 }, async () => {
    const content = judgement('changed meanwhile', true)
    await db.tx(async (q) => {
      const store = itemStore(q)
      await store.insertRevision({ item: 'other', no: 2, content, digest: 'x', author: 'bob', reason: '', at: 2 })
      await store.update('other', { revision: 2 })
    })
    return true
  })
  expect(edited).toEqual({ approved: 0, waiting: 0, left: 1, own: 1 })
  expect(await stateOf('other')).toBe('submitted')
})

test('approving everything shows it whole, logs that, and leaves one’s own items to somebody else', async () => {
  expect(await approveItems(db, BANK, 'theory', { actor: 'ann', at: 3 }, yes)).toEqual({
    approved: 1,
    waiting: 0,
    left: 0,
    own: 1,
  })
  expect([await stateOf('own'), await stateOf('other')]).toEqual(['submitted', 'approved'])
  const entries = db.read.all(sql`SELECT did, "to" FROM log WHERE actor = 'ann' ORDER BY seq DESC LIMIT 2`)
  expect(entries).toEqual([
    { did: 'item.approve', to: 'theory other' },
    { did: 'item.content', to: 'other@2' },
  ])
  expect(await itemStore(db.read).verdicts('other')).toMatchObject([
    { revision: 2, checked: commonPolicy.checklist.map(({ id }) => id) },
  ])
})

test('approving one’s own item by name is refused and changes nothing', async () => {
  await expect(approveItems(db, BANK, 'theory', { actor: 'ann', at: 3 }, yes, { ids: ['own'] })).rejects.toMatchObject({
    code: 'item.same-person',
  })
  expect(await stateOf('own')).toBe('submitted')
})

test.each([
  [
    'a verdict by the author',
    (d: Db) => d.tx(async (q) => q.insert(verdicts).values(verdict('own', 'ann'))),
    /by the author/,
  ],
  [
    'an approval without a verdict',
    (d: Db) => d.tx(async (q) => q.update(items).set({ approved: 1 }).where(eq(items.id, 'own'))),
    /without a verdict/,
  ],
  ['a changed revision', (d: Db) => d.tx(async (q) => q.update(revisions).set({ author: 'x' })), /immutable/],
  ['a removed revision', (d: Db) => d.tx(async (q) => q.delete(revisions)), /immutable/],
  ['a changed verdict', (d: Db) => d.tx(async (q) => q.update(verdicts).set({ reviewer: 'x' })), /immutable/],
  [
    'a verdict on nothing',
    (d: Db) => d.tx(async (q) => q.insert(verdicts).values({ ...verdict('own', 'bob'), revision: 9 })),
    /not submitted/,
  ],
  ['a level that is none', (d: Db) => d.tx(async (q) => q.run(sql`UPDATE banks SET level = 9`)), /CHECK/],
])('the database refuses %s', async (_, work, message) => {
  const error = await work(db).then(
    () => undefined,
    (cause: Error) => cause,
  )
  expect(`${error?.message} ${(error?.cause as Error | undefined)?.message}`).toMatch(message)
})
