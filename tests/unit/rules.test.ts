/** Two pairs of eyes, kept by the database whatever the program does. */

import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
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

test('approving everything leaves one’s own items to somebody else', async () => {
  expect(await approveItems(db, BANK, 'theory', { actor: 'ann', at: 3 })).toEqual({
    approved: 1,
    waiting: 0,
    own: 1,
  })
  expect([await stateOf('own'), await stateOf('other')]).toEqual(['submitted', 'approved'])
})

test('approving one’s own item by name is refused and changes nothing', async () => {
  await expect(approveItems(db, BANK, 'theory', { actor: 'ann', at: 3 }, ['own'])).rejects.toMatchObject({
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
