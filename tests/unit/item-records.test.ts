/** The records of items' life: what the database keeps whatever the program does, and what an older database brings. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { assignEvenly } from '../../core/review-assign.ts'
import { type Db, openDb } from '../../server/db/open.ts'
import * as schema from '../../server/db/schema-items.ts'
import { decodePicture } from '../../server/items/decode-picture.ts'
import { testConfig, testDb, testFolder } from '../support/database.ts'
import { picture, png } from '../support/papers.ts'

let db: Db
const run = (statement: string) => db.tx(async (q) => q.run(sql.raw(statement)))
const fill = [
  `INSERT INTO banks VALUES ('b', '6-31-01-03', '电工', NULL, 3, '', 1)`,
  `INSERT INTO items (id, bank, kind, number, code, state, revision, approved, type, point, difficulty, fingerprint, at)
   VALUES ('i', 'b', 'theory', 1, NULL, 'submitted', 1, NULL, NULL, NULL, NULL, 'f', 1)`,
  `INSERT INTO revisions VALUES ('i', 1, '{}', 'd', 'ann', '', 1)`,
]
beforeAll(async () => {
  db = await testDb()
  for (const statement of fill) await run(statement)
  await run(`INSERT INTO tasks VALUES ('t', 'i', 'review', 'bob', 9, 'head', 1, NULL)`)
  await run(`INSERT INTO comments VALUES ('c', 'i', 1, 'stem', 'text', 'bob', 1)`)
  await run(`INSERT INTO quarantines VALUES ('q', 'i', 'why', 'head', 1, 2, 'head', 'well')`)
  await run(`INSERT INTO retirements VALUES ('r', 'i', 'why', 'head', 1)`)
  await run(`INSERT INTO review_policies VALUES ('p', 'b', 1, '{}', 'head', 1)`)
})

test('the tables are those the program knows', () => {
  for (const table of Object.values(schema) as SQLiteTable[]) {
    const { name, columns } = getTableConfig(table)
    const found = db.read.all<{ name: string; notnull: number }>(
      sql`SELECT name, "notnull" FROM pragma_table_info(${name})`,
    )
    expect([name, found.map((c) => [c.name, c.notnull === 1])]).toEqual([name, columns.map((c) => [c.name, c.notNull])])
  }
})

const verdict = (reviewer: string, revision = 1) =>
  `INSERT INTO verdicts VALUES ('${reviewer}', 'i', ${revision}, '${reviewer}', 'approved', '', 1, '[]')`

test.each([
  ['a verdict by the author', verdict('ann'), /by the author/],
  ['a verdict on another revision', verdict('cai', 2), /not submitted/],
  ['a review by the author', `INSERT INTO tasks VALUES ('x', 'i', 'review', 'ann', 9, 'head', 1, NULL)`, /two people/],
  ['the reviewer as writer', `INSERT INTO tasks VALUES ('x', 'i', 'write', 'bob', 9, 'head', 1, NULL)`, /two people/],
  ['one task twice', `INSERT INTO tasks VALUES ('x', 'i', 'review', 'bob', 9, 'head', 1, NULL)`, /UNIQUE/],
  ['a task given to another', `UPDATE tasks SET person = 'cai', ended = 5`, /only ended/],
  ['a removed task', `DELETE FROM tasks`, /records/],
  ['a changed comment', `UPDATE comments SET text = ''`, /immutable/],
  ['a removed comment', `DELETE FROM comments`, /immutable/],
  ['a quarantine ended twice', `UPDATE quarantines SET ended = 7`, /only ended/],
  ['a removed quarantine', `DELETE FROM quarantines`, /records/],
  ['a changed retirement', `UPDATE retirements SET reason = 'other'`, /records/],
  ['a removed retirement', `DELETE FROM retirements`, /records/],
  ['a changed policy', `UPDATE review_policies SET reviewers = 2`, /immutable/],
  ['three reviewers', `INSERT INTO review_policies VALUES ('x', 'b', 3, '{}', 'head', 1)`, /CHECK/],
  ['a retirement without a reason', `INSERT INTO retirements VALUES ('x', 'i', ' ', 'head', 1)`, /CHECK/],
  ['a removed item', `DELETE FROM items`, /not removed/],
  ['an approved item with nothing in use', `UPDATE items SET state = 'approved'`, /contradict/],
  ['an approval without a verdict', `UPDATE items SET state = 'approved', approved = 1`, /without a verdict/],
  ['a use of what is not approved', `INSERT INTO uses VALUES ('s', 'i')`, /not approved/],
])('the database refuses %s', async (_, statement, message) => {
  const error = await run(statement).then(
    () => undefined,
    (cause: Error) => cause,
  )
  expect((error?.cause as Error | undefined)?.message).toMatch(message)
})

test('an older database keeps its verdicts, and its approved items stay approved', async () => {
  const dir = join(testFolder(), 'migrations')
  mkdirSync(dir)
  const shipped = new URL('../../migrations/', import.meta.url)
  const copy = (name: string) => copyFileSync(new URL(name, shipped), join(dir, name))
  copy('0000_first.sql')
  const config = testConfig()
  const folder = pathToFileURL(`${dir}/`)
  const older = await openDb(config, folder)
  for (const statement of [
    ...fill,
    `INSERT INTO verdicts VALUES ('v', 'i', 1, 'bob', 'approved', 'good', 2)`,
    `UPDATE items SET state = 'approved', approved = 1`,
  ])
    await older.tx(async (q) => q.run(sql.raw(statement)))
  await older.close()
  copy('0001_items.sql')
  const newer = await openDb(config, folder)
  expect(newer.read.all(sql`SELECT * FROM verdicts`)).toEqual([
    { id: 'v', item: 'i', revision: 1, reviewer: 'bob', verdict: 'approved', reasons: 'good', at: 2, checked: '[]' },
  ])
  expect(newer.read.get(sql`SELECT state, approved FROM items`)).toEqual({ state: 'approved', approved: 1 })
  await newer.close()
})

test('shares differ by one at most, the least loaded first; who is barred gets nothing', () => {
  const items = Array.from({ length: 20 }, (_, at) => ({ id: `i${at}`, wants: 2, barred: at < 10 ? ['ann'] : ['bob'] }))
  const people = ['ann', 'bob', 'cai', 'dan']
  const { assigned, short } = assignEvenly(items, people, new Map([['dan', 1]]))
  expect([assigned.length, short]).toEqual([40, []])
  for (const { item, person } of assigned) expect(items.find(({ id }) => id === item)?.barred).not.toContain(person)
  for (const { id } of items)
    expect(new Set(assigned.filter(({ item }) => item === id).map(({ person }) => person)).size).toBe(2)
  const loads = people.map((name) => assigned.filter(({ person }) => person === name).length + (name === 'dan' ? 1 : 0))
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
  expect(assignEvenly(items.slice(0, 1), ['ann', 'bob']).short).toEqual(['i0'])
})

test('no share can be evened out by passing items on', () => {
  const people = ['ann', 'bob', 'cai', 'dan']
  const item = fc.record({ wants: fc.integer({ min: 1, max: 2 }), barred: fc.subarray(people, { maxLength: 2 }) })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 7 }), (drawn) => {
      const items = drawn.map((it, at) => ({ id: `i${at}`, ...it }))
      const { assigned, short } = assignEvenly(items, people)
      expect(short).toEqual([])
      for (const { id, wants, barred } of items) {
        const chosen = assigned.filter(({ item }) => item === id).map(({ person }) => person)
        expect([new Set(chosen).size, chosen.filter((person) => barred.includes(person))]).toEqual([wants, []])
      }
      const squares = (list: readonly string[]) =>
        people.reduce((sum, name) => sum + list.filter((it) => it === name).length ** 2, 0)
      expect(squares(assigned.map(({ person }) => person))).toBe(leastSquares(items, people, squares))
    }),
    { numRuns: 60 },
  )
})

/** The least sum of squared loads over every way to assign, by trying all: the evenest there is. */
function leastSquares(
  items: readonly { wants: number; barred: readonly string[] }[],
  people: readonly string[],
  squares: (list: readonly string[]) => number,
  given: readonly string[] = [],
): number {
  const [item, ...rest] = items
  if (!item) return squares(given)
  const able = people.filter((person) => !item.barred.includes(person))
  const ways =
    item.wants === 1
      ? able.map((person) => [person])
      : able.flatMap((one, at) => able.slice(at + 1).map((two) => [one, two]))
  return Math.min(...ways.map((way) => leastSquares(rest, people, squares, [...given, ...way])))
}

/** A whole JPEG of 1 × 1 pixel. */
const JPEG = Buffer.from(
  'ffd8ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ffd9',
  'hex',
)

test('pictures are told by their bytes, whole', () => {
  expect(decodePicture(picture)).toEqual({ mediaType: 'image/png', width: 240, height: 120 })
  expect(decodePicture(JPEG)).toEqual({ mediaType: 'image/jpeg', width: 1, height: 1 })
  for (const wrong of [
    JPEG.subarray(0, -2),
    Buffer.concat([JPEG, Buffer.from('<script>')]),
    JPEG.subarray(2),
    Buffer.from(png(10, 10)).subarray(0, 50),
    Buffer.from('GIF89a'),
  ])
    expect(() => decodePicture(wrong)).toThrow(expect.objectContaining({ code: 'picture.refused' }))
})
