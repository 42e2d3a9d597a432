/** Publishing an import of several batches: every item gets its own row's content, in the file's order. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { fingerprint } from '../../core/compare.ts'
import { contentDigest, type ItemContent } from '../../core/item.ts'
import { bankStore } from '../../server/banks/store.ts'
import { type By, newIds } from '../../server/by.ts'
import type { Db } from '../../server/db/open.ts'
import type { Classified } from '../../server/imports/classify.ts'
import { publish } from '../../server/imports/publish.ts'
import { testDb } from '../support/database.ts'
import { choice } from '../support/papers.ts'

const bank = {
  id: '6-31-01-03.3',
  occupationCode: '6-31-01-03',
  occupation: '电工',
  trade: null,
  level: 3,
  standard: '',
  at: 1,
}
const by: By = { actor: 'ann', at: 1_700_000_000_000 }
/** More than two batches, the last one not full. */
const ROWS = 1_203

const stem = (n: number) => `第${n}行：“绝缘电阻”\\n用（ ）测量。`
const added = (n: number): Classified => row(n, { outcome: 'added' }, choice(stem(n), ['兆欧表', '万用表', '钳形表']))
const refused = (n: number): Classified => row(n, { outcome: 'refused' })

function row(n: number, ended: Pick<Classified, 'outcome'> & Partial<Classified>, content: ItemContent | null = null) {
  const known = content ? { digest: contentDigest(content), fingerprint: fingerprint(content) } : null
  const place = { sheet: 'S', row: n + 2, issues: [], code: null, point: null, item: null, twin: null, revision: 0 }
  return { ...place, content, digest: null, fingerprint: null, ...known, ...ended }
}

const publishRows = (db: Db, rows: Classified[]) =>
  publish(db, { bank: bank.id, kind: 'theory', fileName: 'x.xlsx', fileDigest: '', rows, pictures: [] }, by)

const newest = (db: Db) =>
  db.read.all<{ item: string; number: number; content: string; digest: string; type: string; fingerprint: string }>(sql`
    SELECT v.item, i.number, v.content, v.digest, i.type, i.fingerprint FROM items i
    JOIN revisions v ON v.item = i.id AND v.no = i.revision ORDER BY i.number`)

test('each item has the content of its row over all batches, numbered in the order of the file', async () => {
  const db = await testDb()
  await db.tx((q) => bankStore(q).insert(bank))
  // Refused rows stand at the head of a batch too.
  const rows = Array.from({ length: ROWS }, (_, n) => (n % 7 === 3 || n === 500 ? refused(n) : added(n)))
  const { id, items } = await publishRows(db, rows)

  const stored = newest(db)
  const kept = rows.filter(({ outcome }) => outcome === 'added')
  expect(stored.map(({ content }) => JSON.parse(content))).toEqual(kept.map(({ content }) => content))
  expect(stored.map(({ digest }) => digest)).toEqual(kept.map(({ digest }) => digest))
  expect(stored.map(({ fingerprint: print }) => print)).toEqual(kept.map(({ fingerprint: print }) => print))
  expect(stored.map(({ number }) => number)).toEqual(kept.map((_, index) => index + 1))
  expect(stored.map(({ item }) => item)).toEqual([...items.values()])
  expect([...items.keys()]).toEqual(rows.flatMap(({ outcome }, index) => (outcome === 'added' ? [index] : [])))
  expect(new Set(stored.map(({ type }) => type))).toEqual(new Set(['single']))
  // What was staged is given back, and the rows know their items' numbers.
  const staged = sql`SELECT count(*) AS rows, count(content) AS contents, max(number) AS last FROM import_rows WHERE import = ${id}`
  expect(db.read.get(staged)).toEqual({ rows: ROWS, contents: 0, last: kept.length })
})

test('a later import numbers on, and its updated rows get their own content', async () => {
  const db = await testDb()
  await db.tx((q) => bankStore(q).insert(bank))
  await publishRows(
    db,
    Array.from({ length: 3 }, (_, n) => added(n)),
  )
  const second = newest(db)[1]!
  const other = choice('改写后的题干（ ）。', ['甲', '乙', '丙'])
  const update = row(600, { outcome: 'updated', item: second.item, revision: 1 }, other)
  const later = [...Array.from({ length: 600 }, (_, n) => added(n + 10)), update, added(900)]
  await publishRows(db, later)

  const stored = newest(db)
  expect(stored).toHaveLength(604)
  expect(JSON.parse(stored[1]!.content)).toEqual(other)
  expect(stored[1]).toMatchObject({ item: second.item, number: 2, fingerprint: fingerprint(other) })
  expect(stored.slice(3).map(({ number }) => number)).toEqual(Array.from({ length: 601 }, (_, index) => index + 4))
  expect(JSON.parse(stored.at(-1)!.content)).toEqual(added(900).content)
})

test('ids for many things made at once ascend and never meet', () => {
  const [one, other] = [newIds(by.at), newIds(by.at)]
  const ids = Array.from({ length: 2000 }, () => one())
  expect(ids).toEqual(ids.toSorted())
  expect(new Set([...ids, ...Array.from({ length: 2000 }, () => other())]).size).toBe(4000)
  const made = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)
  expect(made).toBe(by.at)
})
