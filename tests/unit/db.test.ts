import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { bankStore } from '../../server/banks/store.ts'
import { act } from '../../server/by.ts'
import { readMigrations } from '../../server/db/migrate.ts'
import { openDb } from '../../server/db/open.ts'
import * as schema from '../../server/db/schema.ts'
import * as accountSchema from '../../server/db/schema-accounts.ts'
import * as custodySchema from '../../server/db/schema-custody.ts'
import * as filingSchema from '../../server/db/schema-filing.ts'
import * as itemSchema from '../../server/db/schema-items.ts'
import * as readingSchema from '../../server/db/schema-reading.ts'
import * as relationSchema from '../../server/db/schema-relations.ts'
import * as searchSchema from '../../server/db/schema-search.ts'
import * as setsSchema from '../../server/db/schema-sets.ts'
import * as sittingSchema from '../../server/db/schema-sittings.ts'
import { testConfig, testDb } from '../support/database.ts'

const bank = {
  id: '6-31-01-03.3',
  occupationCode: '6-31-01-03',
  occupation: '电工',
  trade: null,
  level: 3,
  standard: '',
  at: 1,
}
const by = { actor: 'ada', at: 1 }
const tables = Object.values({
  ...schema,
  ...itemSchema,
  ...readingSchema,
  ...relationSchema,
  ...searchSchema,
  ...setsSchema,
  ...accountSchema,
  ...filingSchema,
  ...custodySchema,
  ...sittingSchema,
} as Record<string, unknown>).filter((value): value is SQLiteTable => typeof value === 'object')

test('the migrated tables are those the program knows, each STRICT', async () => {
  const db = await testDb()
  expect(tables.length).toBeGreaterThan(12)
  for (const table of tables) {
    const { name, columns } = getTableConfig(table)
    // A view, which knows neither NOT NULL nor STRICT: its table does.
    if (table === schema.items) continue
    const found = db.read.all<{ name: string; type: string; notnull: number }>(
      sql`SELECT name, type, "notnull" FROM pragma_table_info(${name})`,
    )
    expect({ name, columns: found.map((c) => [c.name, c.type.toLowerCase(), c.notnull === 1]) }).toEqual({
      name,
      columns: columns.map((c) => [c.name, c.getSQLType(), c.notNull]),
    })
    expect(db.read.get(sql`SELECT strict FROM pragma_table_list WHERE name = ${name}`)).toEqual({ strict: 1 })
  }
})

test('the view of items shows every column of their table but the import', async () => {
  const db = await testDb()
  const columnsOf = (name: string) =>
    db.read.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${name})`).map((column) => column.name)
  expect(columnsOf('items')).toEqual(getTableConfig(schema.items).columns.map((column) => column.name))
  expect([...columnsOf('items'), 'import']).toEqual(columnsOf('item_rows'))
  expect(db.read.get(sql`SELECT type FROM sqlite_master WHERE name = 'items'`)).toEqual({ type: 'view' })
})

// A migration that shipped is never edited: databases out there have run it as it was.
test('shipped migrations keep their digests', () => {
  const shipped = JSON.parse(readFileSync(new URL('../fixtures/migrations.json', import.meta.url), 'utf8'))
  const found = readMigrations(new URL('../../migrations/', import.meta.url)).map(({ name, digest }) => [name, digest])
  expect(Object.fromEntries(found)).toEqual(shipped)
})

test('a transaction that throws leaves nothing, and the next one works', async () => {
  const db = await testDb()
  const failed = db.tx(async (q) => {
    await bankStore(q).insert(bank)
    throw new Error('stop')
  })
  await expect(failed).rejects.toThrow('stop')
  expect(await bankStore(db.read).all()).toEqual([])
  await db.tx((q) => bankStore(q).insert(bank))
  expect(await bankStore(db.read).all()).toEqual([bank])
})

test('transactions started together run one after another', async () => {
  const db = await testDb()
  await Promise.all(
    Array.from({ length: 50 }, (_, i) => db.tx((q) => logStore(q).append(act(by, '', 'test', String(i))))),
  )
  expect(await logStore(db.read).head()).toMatchObject({ size: 50 })
})

test('a commit waits for the disk unless it is said not to be durable, and the next one does again', async () => {
  const db = await testDb()
  const synchronous = (q: typeof db.read) => q.get<{ synchronous: number }>(sql`PRAGMA synchronous`)?.synchronous
  const [NORMAL, FULL] = [1, 2]
  expect(await db.tx(async (q) => synchronous(q))).toBe(FULL)
  expect(await db.tx(async (q) => synchronous(q), { durable: false })).toBe(NORMAL)
  expect(await db.tx(async (q) => synchronous(q))).toBe(FULL)
})

test('the reader cannot write', async () => {
  const db = await testDb()
  await expect(async () => bankStore(db.read).insert(bank)).rejects.toThrow()
})

test('the file is encrypted, its key readable by the owner alone, and another key is refused with a remedy', async () => {
  const config = testConfig()
  const db = await openDb(config)
  await db.tx((q) => bankStore(q).insert(bank))
  await db.close()
  for (const file of readdirSync(config.dataDir)) {
    const bytes = readFileSync(join(config.dataDir, file))
    expect(bytes.includes('电工') || bytes.includes('SQLite format')).toBe(false)
  }
  const keyFile = join(config.keysDir, 'database.key')
  expect([statSync(keyFile).mode & 0o777, statSync(config.keysDir).mode & 0o777]).toEqual([0o600, 0o700])
  const key = readFileSync(keyFile, 'utf8')
  writeFileSync(keyFile, 'f'.repeat(64))
  await expect(openDb(config)).rejects.toMatchObject({ code: 'database.key', message: expect.stringContaining('key') })
  const again = await openDb({ ...config, databaseKey: key.trim() })
  expect(await bankStore(again.read).all()).toEqual([bank])
  await again.close()
})

test('a database of a newer program is refused', async () => {
  const config = testConfig()
  const db = await openDb(config)
  await db.tx(async (q) => q.run(sql`INSERT INTO migrations VALUES ('9999_later.sql', '')`))
  await db.close()
  await expect(openDb(config)).rejects.toMatchObject({ code: 'database.newer' })
})

test.each([
  ['update', sql`UPDATE log SET actor = 'eve' WHERE seq = 1`],
  ['delete', sql`DELETE FROM log WHERE seq = 1`],
  ['replace', sql`INSERT OR REPLACE INTO log VALUES (1, 1, 'eve', '', '', '', '', '', '')`],
  ['gap', sql`INSERT INTO log VALUES (9, 1, 'eve', '', '', '', '', '', '')`],
])('the log refuses %s', async (_, statement) => {
  const db = await testDb()
  await db.tx((q) => logStore(q).append(act(by, '', 'test', 'a'), act(by, '', 'test', 'b')))
  await expect(db.tx(async (q) => q.run(statement))).rejects.toThrow()
  expect(await logStore(db.read).head()).toMatchObject({ size: 2 })
})

test('a second process that holds the write lock delays a transaction without freezing the loop', async () => {
  const config = testConfig()
  const db = await openDb(config)
  const key = readFileSync(join(config.keysDir, 'database.key'), 'utf8').trim()
  const other = new Database(join(config.dataDir, 'juanku.db'))
  other.pragma("cipher = 'sqlcipher'")
  other.pragma('legacy = 4')
  other.pragma(`key = "x'${key}'"`)
  other.exec('BEGIN IMMEDIATE')
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)
  const done = db.tx((q) => bankStore(q).insert(bank))
  // Were the loop frozen by the lock, no tick would come before the write gave up, and `done` would fail.
  while (ticks <= 10) await new Promise((resolve) => setTimeout(resolve, 20))
  other.exec('COMMIT')
  other.close()
  await done
  clearInterval(timer)
  expect(await bankStore(db.read).all()).toEqual([bank])
  await db.close()
})

test('what a large sort puts aside stays in memory: a temporary file has no key', async () => {
  const db = await testDb()
  const MEMORY = 2
  const place = (q: typeof db.read) => q.get<{ temp_store: number }>(sql`PRAGMA temp_store`)?.temp_store
  expect([place(db.read), await db.tx(async (q) => place(q))]).toEqual([MEMORY, MEMORY])
})

test('the key never stands in the name of a file', () => {
  const config = testConfig()
  execFileSync(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    `const { openDb } = await import(${JSON.stringify(new URL('../../server/db/open.ts', import.meta.url).href)});
     const db = await openDb(${JSON.stringify(config)}); await db.close()`,
  ])
  expect(readdirSync(config.dataDir).every((name) => name.startsWith('juanku.db'))).toBe(true)
})
