/** Publishing an import of several batches: every item gets its own row's content, in the file's order. */
import { copyFileSync, readdirSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { fingerprint } from '../../core/compare.ts'
import { contentDigest, type ItemContent } from '../../core/item.ts'
import { logStore } from '../../server/access/store.ts'
import { bankStore } from '../../server/banks/store.ts'
import { act, type By, newIds } from '../../server/by.ts'
import { databaseFile } from '../../server/config.ts'
import { type Db, openDb } from '../../server/db/open.ts'
import type { Classified } from '../../server/imports/classify.ts'
import { MANY, type PublishOptions, publish } from '../../server/imports/publish.ts'
import { revisionOf, rowOf } from '../../server/items/revise.ts'
import { itemStore } from '../../server/items/store.ts'
import { startCheckpoints } from '../../server/workers/start-checkpointer.ts'
import { testConfig, testDb, testFolder } from '../support/database.ts'
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

const publishRows = (db: Db, rows: Classified[], options: PublishOptions = {}) =>
  publish(db, { bank: bank.id, kind: 'theory', fileName: 'x.xlsx', fileDigest: '', rows, pictures: [] }, by, options)

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

/** The import's own connection and the service's. */
async function twoConnections(): Promise<[Db, Db]> {
  const config = testConfig()
  const [db, service] = [await testDb(config), await testDb(config)]
  await db.tx((q) => bankStore(q).insert(bank))
  return [db, service]
}
const counts = (db: Db) =>
  db.read.get<
    Record<string, number>
  >(sql`SELECT (SELECT count(*) FROM items) AS items, (SELECT count(*) FROM item_rows) AS rows,
    (SELECT count(*) FROM revisions) AS revisions, (SELECT count(*) FROM import_rows) AS staged, (SELECT count(*) FROM imports) AS imports`)!
const many = (count: number) => Array.from({ length: count }, (_, n) => added(n))

test('others write between any two steps of an import, and see all of it or nothing', async () => {
  const [db, service] = await twoConnections()
  const seen: { items: number; rows: number }[] = []
  const writing: Promise<unknown>[] = []
  const { id } = await publishRows(db, many(ROWS), {
    onProgress(done) {
      writing.push(service.tx((q) => logStore(q).append(act(by, bank.id, 'bench.read', String(done)))))
      const { items, rows } = counts(service)
      seen.push({ items: items!, rows: rows! })
    },
  })
  await Promise.all(writing)
  expect(seen).toEqual([500, 1000, ROWS].map((rows) => ({ items: 0, rows })))
  expect(counts(service)).toMatchObject({ items: ROWS, rows: ROWS, revisions: ROWS })
  const entries: string[] = []
  for await (const { did, to } of logStore(db.read).links()) entries.push(did === 'import.publish' ? did : to)
  expect(entries).toEqual(['500', '1000', String(ROWS), 'import.publish'])
  expect(db.read.get(sql`SELECT state FROM imports WHERE id = ${id}`)).toEqual({ state: 'published' })
})

test.each([3, ROWS])('the step that publishes %i new items writes as little as for one', async (count) => {
  const db = await testDb()
  await db.tx((q) => bankStore(q).insert(bank))
  const changes = () => db.tx(async (q) => q.get<{ n: number }>(sql`SELECT total_changes() AS n`)!.n)
  let before: Promise<number> | undefined
  await publishRows(db, many(count), {
    onProgress(done, of) {
      if (done === of) before = changes()
    },
  })
  // The import's state, a note for the index of search, an entry of the log.
  expect((await changes()) - (await before!)).toBe(3)
})

test('an import that is cancelled half-way leaves nothing and keeps no number', async () => {
  const [db, service] = await twoConnections()
  const abort = new AbortController()
  const cancelled = publishRows(db, many(ROWS), { signal: abort.signal, onProgress: () => abort.abort() })
  await expect(cancelled).rejects.toMatchObject({ code: 'work.cancelled' })
  expect(counts(service)).toEqual({ items: 0, rows: 0, revisions: 0, staged: 0, imports: 0 })
  await publishRows(db, many(2))
  expect(newest(db).map(({ number }) => number)).toEqual([1, 2])
})

/** An item as somebody writes it by hand while an import is at work. */
async function writeMeanwhile(
  db: Db,
  code: string | null,
  content: ItemContent = choice('另一题（ ）。', ['甲', '乙']),
) {
  return db.tx(async (q) => {
    const number = (await itemStore(q).lastNumber(bank.id, 'theory')) + 1
    const life = { state: 'draft', revision: 1, approved: null } as const
    const item = {
      id: `other-${number}`,
      bank: bank.id,
      kind: 'theory',
      number,
      code,
      ...life,
      ...rowOf(content),
      at: 1,
    } as const
    await itemStore(q).insert(item, revisionOf(item.id, 1, content, '', by))
    return number
  })
}

test('what is written meanwhile gets a number beyond those kept for the import', async () => {
  const [db, service] = await twoConnections()
  let number: Promise<number> | undefined
  await publishRows(db, many(ROWS), {
    onProgress() {
      number ??= writeMeanwhile(service, null)
    },
  })
  expect(await number).toBe(ROWS + 1)
  expect(newest(db).map((one) => one.number)).toEqual(Array.from({ length: ROWS + 1 }, (_, n) => n + 1))
})

test.each<[string, string | null, ItemContent | undefined]>([
  ['an id of the file', 'X-900', undefined],
  ['a question of the file', null, added(2).content!],
])('an import is refused and leaves nothing when %s came into the bank meanwhile', async (_, code, content) => {
  const [db, service] = await twoConnections()
  const rows = many(ROWS).map((one, n) => ({ ...one, code: `X-${n}` }))
  let written: Promise<number> | undefined
  const refused = publishRows(db, rows, {
    onProgress() {
      written ??= writeMeanwhile(service, code, content)
    },
  })
  await expect(refused).rejects.toMatchObject({ code: 'import.refused' })
  await written
  expect(counts(service)).toEqual({ items: 1, rows: 1, revisions: 1, staged: 0, imports: 0 })
})

test('every item has its print, in whatever way it came, changed or went', async () => {
  const [db, service] = await twoConnections()
  const prints = () =>
    service.read.all(sql`SELECT bank, kind, fingerprint, item AS id FROM item_prints ORDER BY fingerprint, item`)
  const rows = () => service.read.all(sql`SELECT bank, kind, fingerprint, id FROM item_rows ORDER BY fingerprint, id`)
  await writeMeanwhile(service, null)
  expect([prints().length, prints()]).toEqual([1, rows()])
  await publishRows(db, many(ROWS))
  expect([prints().length, prints()]).toEqual([ROWS + 1, rows()])
  const first = newest(db)[1]!
  const other = choice('改写后的题干（ ）。', ['甲', '乙', '丙'])
  await publishRows(db, [row(1, { outcome: 'updated', item: first.item, revision: 1 }, other)])
  expect([prints().length, prints()]).toEqual([ROWS + 1, rows()])
  const abort = new AbortController()
  const more = Array.from({ length: ROWS }, (_, n) => added(n + 5000))
  await expect(publishRows(db, more, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toMatchObject({
    code: 'work.cancelled',
  })
  expect([prints().length, prints()]).toEqual([ROWS + 1, rows()])
})

test('items of a database that had no table of prints get theirs', async () => {
  const shipped = new URL('../../migrations/', import.meta.url)
  const earlier = pathToFileURL(`${testFolder()}/`)
  for (const name of readdirSync(shipped))
    if (name.endsWith('.sql') && name < '0021') copyFileSync(new URL(name, shipped), new URL(name, earlier))
  const config = testConfig()
  const old = await openDb(config, earlier)
  await old.tx((q) => bankStore(q).insert(bank))
  await writeMeanwhile(old, null)
  await old.close()
  const db = await testDb(config)
  expect(db.read.all(sql`SELECT bank, kind, fingerprint, item AS id FROM item_prints`)).toEqual(
    db.read.all(sql`SELECT bank, kind, fingerprint, id FROM item_rows`),
  )
  expect(db.read.get(sql`SELECT count(*) AS n FROM item_prints`)).toEqual({ n: 1 })
})

test('nothing but a staged import’s own items can be removed or hidden', async () => {
  const db = await testDb()
  await db.tx((q) => bankStore(q).insert(bank))
  await publishRows(db, many(2))
  await writeMeanwhile(db, null)
  const steps = [
    'DELETE FROM items',
    'DELETE FROM item_rows',
    'DELETE FROM revisions',
    "UPDATE item_rows SET import = 'x'",
  ]
  for (const step of steps) await expect(db.tx(async (q) => q.run(sql.raw(step)))).rejects.toThrow()
  expect(counts(db)).toMatchObject({ items: 3, rows: 3, revisions: 3 })
})

test('ids for many things made at once ascend and never meet', () => {
  const [one, other] = [newIds(by.at), newIds(by.at)]
  const ids = Array.from({ length: 2000 }, () => one())
  expect(ids).toEqual(ids.toSorted())
  expect(new Set([...ids, ...Array.from({ length: 2000 }, () => other())]).size).toBe(4000)
  const made = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)
  expect(made).toBe(by.at)
})

test.each([
  ['published', MANY, undefined],
  ['cancelled', MANY, 'work.cancelled'],
  ['too few to be worth it', MANY - 1, undefined],
])('checkpoints run beside an import of many rows and end with it: %s', async (_, count, code) => {
  const db = await testDb()
  await db.tx((q) => bankStore(q).insert(bank))
  const told: string[] = []
  const abort = new AbortController()
  const done = publishRows(db, many(count), {
    signal: abort.signal,
    onProgress: () => code && abort.abort(),
    checkpoints() {
      told.push('begun')
      return async () => void told.push(`ended, ${counts(db).items} items`)
    },
  })
  if (code) await expect(done).rejects.toMatchObject({ code })
  else await done
  expect(told).toEqual(count < MANY ? [] : ['begun', `ended, ${code ? 0 : count} items`])
})

test('checkpoints end with an import that could not even begin', async () => {
  // No bank: the first thing that is written is refused.
  const db = await testDb()
  const told: string[] = []
  const checkpoints = () => {
    told.push('begun')
    return async () => void told.push('ended')
  }
  await expect(publishRows(db, many(MANY), { checkpoints })).rejects.toThrow()
  expect(told).toEqual(['begun', 'ended'])
})

test('the thread that checkpoints moves into the file what others wrote', async () => {
  const config = testConfig()
  const db = await testDb(config)
  await db.tx((q) => bankStore(q).insert(bank))
  await publishRows(db, many(ROWS))
  await db.tx(async (q) => {
    q.get(sql`PRAGMA wal_autocheckpoint = 0`)
    q.run(sql`CREATE TABLE copies AS SELECT * FROM revisions`)
  })
  const size = () => statSync(databaseFile(config)).size
  const before = size()
  await startCheckpoints(config)()
  expect(size()).toBeGreaterThan(before + ROWS * 400)
})
