import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText, sha256 } from '../../core/canonical.ts'
import { EMPTY, type Link, link } from '../../core/log.ts'
import { record } from '../../server/access/record.ts'
import { logStore } from '../../server/access/store.ts'
import { withTrail } from '../../server/access/trail.ts'
import { verifyLog } from '../../server/access/verify.ts'
import { act } from '../../server/by.ts'
import { type Db, openDb } from '../../server/db/open.ts'
import { testConfig, testDb } from '../support/database.ts'

const entry = (to: string, actor = 'ada') => act({ actor, at: 1 }, 'bank', 'item.read', to)
async function links(db: Db): Promise<Link[]> {
  const all: Link[] = []
  for await (const found of logStore(db.read).links()) all.push(found)
  return all
}

test('an entry is hashed in its RFC 8785 form', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 })
  const acts = fc.record({ at: fc.nat(), actor: text, bank: text, did: text, to: text, why: text, result: text })
  fc.assert(
    fc.property(acts, (act) => {
      const { hash, ...made } = link(EMPTY, act)
      expect(hash).toBe(sha256(`juanku-access-log/v1\n${canonicalText({ previous: EMPTY.hash, ...made })}`))
    }),
  )
})

test('callers who wait together are one transaction, in the order they came', async () => {
  const db = await testDb()
  let transactions = 0
  const counted = {
    ...db,
    tx: <T>(work: Parameters<typeof db.tx<T>>[0]) => {
      transactions++
      return db.tx(work)
    },
  }
  await Promise.all(Array.from({ length: 50 }, (_, at) => record(counted, entry(String(at)))))
  expect(transactions).toBe(1)
  expect((await links(db)).map(({ to }) => to)).toEqual(Array.from({ length: 50 }, (_, at) => String(at)))
  await record(counted, entry('later'))
  expect(transactions).toBe(2)
  expect((await verifyLog(db, [])).broken).toBeUndefined()
})

test("an entry does not vanish with another's rollback, nor take others with it", async () => {
  const db = await testDb()
  const undone = db.tx(async (q) => {
    await logStore(q).append(entry('undone'))
    throw new Error('rolled back')
  })
  const kept = record(db, entry('kept'))
  await expect(undone).rejects.toThrow('rolled back')
  await kept
  const refused = record(db, { ...entry('x'), actor: 'a'.repeat(201) })
  const surrogate = record(db, entry('\ud800'))
  const nothing = record(db, entry('\0'))
  const good = record(db, entry('good “\n\\u0000 𠮷'))
  await expect(refused).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(nothing).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(surrogate).rejects.toMatchObject({ code: 'input.invalid' })
  await good
  expect((await links(db)).map(({ to }) => to)).toEqual(['kept', 'good “\n\\u0000 𠮷'])
  expect((await verifyLog(db, [])).broken).toBeUndefined()
})

test('each caller finds only its own entries on its trail, with the reason of its task', async () => {
  const db = await testDb()
  const trails = ['one', 'two'].map((why) => ({ why, acts: [] }))
  await Promise.all(trails.map((trail) => withTrail(trail, () => record(db, entry(trail.why)))))
  expect(trails.map(({ acts }) => acts)).toEqual([[{ ...entry('one'), why: 'one' }], [{ ...entry('two'), why: 'two' }]])
})

test('a second process writes on the same chain', async () => {
  const config = testConfig()
  const db = await openDb(config)
  const at = (path: string) => JSON.stringify(new URL(`../../server/${path}`, import.meta.url).href)
  const other = `const { openDb } = await import(${at('db/open.ts')}); const { record } = await import(${at('access/record.ts')})
    const db = await openDb(${JSON.stringify(config)})
    for (let n = 0; n < 40; n++) await record(db, { at: 1, actor: 'other', bank: '', did: 'test', to: String(n), why: '', result: 'done' })
    await db.close()`
  let done = false
  const mine = (async () => {
    let written = 0
    while (!done) {
      await record(db, entry(String(written++)))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return written
  })()
  await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', other])
  done = true
  const written = await mine
  const { head, broken } = await verifyLog(db, [])
  expect(broken).toBeUndefined()
  expect(head.size).toBe(40 + written)
  await db.close()
})

test('a log that refuses to be written refuses by its name, and what it would record does not happen', async () => {
  const db = await testDb()
  await db.tx(async (q) => {
    q.run(sql`CREATE TABLE marks (n INTEGER) STRICT`)
    q.run(sql`CREATE TRIGGER no_more BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'full'); END`)
  })
  await expect(record(db, entry('a'))).rejects.toMatchObject({ code: 'log.unwritable' })
  const changed = db.tx(async (q) => {
    q.run(sql`INSERT INTO marks VALUES (1)`)
    await logStore(q).append(entry('a'))
  })
  await expect(changed).rejects.toMatchObject({ code: 'log.unwritable' })
  expect(db.read.all(sql`SELECT * FROM marks`)).toEqual([])
})
