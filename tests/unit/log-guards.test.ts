import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Act } from '../../core/log.ts'
import { budgetOf, DAY_MS, DEFAULT_READING, unusualReading } from '../../core/reading.ts'
import { readAnchors } from '../../server/access/anchor.ts'
import { checkLog } from '../../server/access/guards.ts'
import { anchorIfDue, anchorsFile, keepAnchor, keptAnchors } from '../../server/access/keep-anchors.ts'
import { readLog, readOwn } from '../../server/access/read-log.ts'
import { record } from '../../server/access/record.ts'
import { setSettings } from '../../server/access/settings.ts'
import { verifyLog } from '../../server/access/verify.ts'
import { act } from '../../server/by.ts'
import { openDb } from '../../server/db/open.ts'
import { testConfig, testDb } from '../support/database.ts'

const entry = (to: string, changes: Partial<Act> = {}) => ({
  ...act({ actor: 'ada', at: 1 }, 'bank', 'item.read', to),
  ...changes,
})

test.each([
  ['nothing', [], undefined],
  ['a trigger dropped', ['DROP TRIGGER log_no_update'], 'log_no_update'],
  [
    'a trigger weakened',
    ['DROP TRIGGER log_no_delete', 'CREATE TRIGGER log_no_delete BEFORE DELETE ON log WHEN 0 BEGIN SELECT 1; END'],
    'log_no_delete',
  ],
  ['a trigger added', ['CREATE TRIGGER mine AFTER INSERT ON log BEGIN SELECT 1; END'], 'mine'],
])('at start the triggers are read word for word: %s', async (_, statements, named) => {
  const db = await testDb()
  await record(db, entry('a'))
  await db.tx(async (q) => {
    for (const statement of statements) q.run(sql.raw(statement))
  })
  if (named === undefined) await expect(checkLog(db.read)).resolves.toBeUndefined()
  else await expect(checkLog(db.read)).rejects.toThrow(named)
})

test.each([
  ['an entry changed', "UPDATE log SET actor = 'eve' WHERE seq = 2", 'Entry 2 was changed'],
  ['an entry gone', 'DELETE FROM log WHERE seq = 2', 'Entry 2 is missing'],
  ['the first entry gone', 'DELETE FROM log WHERE seq = 1', 'Entry 1 is missing'],
])('at start the end of the chain is checked: %s', async (_, statement, told) => {
  const db = await testDb()
  await record(db, entry('a'), entry('b'), entry('c'))
  const guards = db.read.all<{ name: string; sql: string }>(
    sql`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'`,
  )
  await db.tx(async (q) => {
    for (const { name } of guards) q.run(sql.raw(`DROP TRIGGER ${name}`))
    q.run(sql.raw(statement))
    for (const { sql: text } of guards) q.run(sql.raw(text))
  })
  await expect(checkLog(db.read)).rejects.toMatchObject({ code: 'log.broken', message: expect.stringContaining(told) })
})

test('anchors are kept by entries, by minutes and on demand, in a file of their own', async () => {
  const config = testConfig()
  const db = await testDb(config)
  const kept = { db, config }
  await setSettings(db, { ...DEFAULT_READING, anchorEntries: 3, anchorMinutes: 10 }, { actor: 'admin', at: 1 })
  await keepAnchor(kept, 1000)
  expect(await anchorIfDue(kept, 1000 + 600_000)).toBeUndefined()
  await record(db, entry('a'))
  expect(await anchorIfDue(kept, 2000)).toBeUndefined()
  expect(await anchorIfDue(kept, 1000 + 600_000)).toMatchObject({ size: 2 })
  await record(db, entry('b'), entry('c'), entry('d'))
  expect(await anchorIfDue(kept, 1000 + 600_001)).toMatchObject({ size: 5 })
  expect(keptAnchors(config).map(({ size }) => size)).toEqual([1, 2, 5])
  expect(statSync(anchorsFile(config)).mode & 0o077).toBe(0)
  expect((await verifyLog(db, keptAnchors(config))).broken).toBeUndefined()
  const text = readFileSync(anchorsFile(config), 'utf8')
  writeFileSync(anchorsFile(config), text.replace('"size":2', '"size":3'))
  expect(() => keptAnchors(config)).toThrow('does not hold')
  expect(() => readAnchors('')).toThrow('no log anchor')
})

test('the log is read by person, bank, object and time, a page at a time, and the reading is on record', async () => {
  const db = await testDb()
  const by = { actor: 'supervisor', at: 100 }
  await record(db, ...Array.from({ length: 7 }, (_, at) => entry(`item-${at}`, { at })))
  await record(db, entry('item-3 item-4', { actor: 'eve', bank: 'other', at: 50 }))
  const tos = async (filter: object) =>
    (await readLog(db, { limit: 500, ...filter }, by)).entries.map(({ to }) => to).filter((to) => to.startsWith('item'))
  expect(await tos({ actor: 'eve' })).toEqual(['item-3 item-4'])
  expect(await tos({ bank: 'bank' })).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `item-${n}`))
  expect(await tos({ object: 'item-4' })).toEqual(['item-3 item-4', 'item-4'])
  expect(await tos({ from: 2, to: 3 })).toEqual(['item-3', 'item-2'])
  const first = await readLog(db, { actor: 'ada', limit: 4 }, by)
  const second = await readLog(db, { actor: 'ada', limit: 4, before: first.next! }, by)
  expect([...first.entries, ...second.entries].map(({ to }) => to)).toEqual(
    [6, 5, 4, 3, 2, 1, 0].map((n) => `item-${n}`),
  )
  expect(second.next).toBeNull()
  const own = await readOwn(db, { limit: 100 }, by)
  expect(own.entries.map(({ did }) => did)).toEqual(Array(6).fill('log.read'))
  expect(own.entries.at(0)!.to).toBe(`actor:ada before:${first.next}`)
})

const id = (n: number) => `01a20244-e800-7a91-b75c-${String(n).padStart(12, '0')}`
/** Noon in China on the nth day. */
const noon = (day: number) => day * DAY_MS + 4 * 3_600_000

test('what stands out: many in an hour, odd hours, another bank, items under seal', () => {
  const settings = { ...DEFAULT_READING, many: 3 }
  const read = (actor: string, at: number, to: string, bank = 'a', did = 'item.list') =>
    act({ actor, at }, bank, did, to)
  const acts = [
    read('ada', noon(1), `${id(1)} ${id(2)}`),
    read('ada', noon(2), `${id(1)} ${id(2)} ${id(3)}`),
    read('eve', noon(1), id(1)),
    read('eve', noon(3), id(9), 'b', 'item.read'),
    read('bob', noon(2) + 12 * 3_600_000, id(1)),
    read('cat', noon(2), id(7), 'a', 'item.content'),
    { ...read('dan', noon(2) + 12 * 3_600_000, id(7)), result: 'refused access.denied' },
    read('fay', noon(2) + 12 * 3_600_000, id(7), 'a', 'item.submit'),
  ]
  const found = unusualReading(acts, settings, (item) => item === id(7))
  expect(found.map(({ kind, person, bank, count }) => [kind, person, bank, count])).toEqual([
    ['bank', 'eve', 'b', 1],
    ['hours', 'bob', 'a', 1],
    ['many', 'ada', 'a', 3],
    ['sealed', 'cat', 'a', 1],
  ])
})

test("a budget is a person's own, else the strictest of their roles', else everybody's", () => {
  const budgets = [
    { person: null, role: null, soft: 100, hard: 200 },
    { person: null, role: 'writer', soft: 10, hard: 50 },
    { person: null, role: 'reviewer', soft: null, hard: 40 },
    { person: 'ada', role: null, soft: null, hard: null },
  ]
  expect(budgetOf({ budgets }, 'eve', [])).toEqual({ soft: 100, hard: 200 })
  expect(budgetOf({ budgets }, 'eve', ['writer', 'reviewer'])).toEqual({ soft: 10, hard: 40 })
  expect(budgetOf({ budgets }, 'ada', ['writer'])).toEqual({ soft: null, hard: null })
  expect(budgetOf({ budgets: [] }, 'ada', [])).toEqual({ soft: null, hard: null })
})

test('settings that cannot be are refused: terms below the rules, a limit above its own', async () => {
  const db = await testDb()
  const by = { actor: 'admin', at: 1 }
  for (const wrong of [
    { electronicYears: 4 },
    { paperYears: 2 },
    { dayFrom: 20, dayTo: 8 },
    { budgets: [{ person: null, role: null, soft: 9, hard: 3 }] },
  ])
    await expect(setSettings(db, { ...DEFAULT_READING, ...wrong }, by)).rejects.toMatchObject({ code: 'input.invalid' })
  expect(await setSettings(db, { ...DEFAULT_READING, electronicYears: 10 }, by)).toBe(1)
  await expect(db.tx(async (q) => q.run(sql`UPDATE reading_settings SET author = 'eve'`))).rejects.toThrow()
})

test('a damaged file ends the program in order: nothing is written from then on, and it is said', async () => {
  const config = testConfig()
  const db = await openDb(config)
  await record(db, ...Array.from({ length: 200 }, (_, at) => entry(`item-${at}`)))
  db.read.all(sql`PRAGMA wal_checkpoint`)
  await db.close()
  const file = join(config.dataDir, 'juanku.db')
  const again = await openDb(config)
  const bytes = readFileSync(file)
  // Every page but the first: the connection is open, its pages are not read yet.
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]))
  await expect(record(again, entry('late'))).rejects.toMatchObject({ code: 'log.unwritable' })
  const failed = await Promise.race([again.failed, new Promise((resolve) => setTimeout(resolve, 500, 'still running'))])
  expect(failed).toMatchObject({ code: 'log.unwritable' })
  await expect(again.tx(async () => 1)).rejects.toMatchObject({ code: 'log.unwritable' })
  await again.close()
})
