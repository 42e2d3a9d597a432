/**
 * The coverage of one bank and the page over all of them, against the bare count
 * of the same rows in one run.
 *
 *   node --import tsx tests/bench/coverage.ts [banks]
 *
 * One bank of 12,000 approved items on 300 points: full report data, at most 1 s.
 * 500 banks of 2,000 items (1,000,000): the page over all, at most 2 s. Items are
 * made by SQL with the triggers of that database dropped. Times are medians of
 * five in a warm process, log entries committed; on a shared machine the CPU time
 * is the firm one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { ElementTable } from '../../core/element-table.ts'
import { createBank, setElementTable } from '../../server/banks/create.ts'
import type { Config } from '../../server/config.ts'
import { readCoverage } from '../../server/coverage/collect.ts'
import { readOverview } from '../../server/coverage/overview.ts'
import { readUse } from '../../server/coverage/use.ts'
import { type Db, openDb } from '../../server/db/open.ts'
import { theoryItem } from '../support/banks.ts'

const REPEATS = 5
const POINTS = 300
const by = { actor: 'bench', at: Date.UTC(2026, 10, 22) }
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const table: ElementTable = {
  kind: 'theory',
  edition: 'bench',
  scopes: [...'ABCDE'].map((code) => ({ code, name: code, weight: 20 })),
  points: Array.from({ length: POINTS }, (_, at) => ({
    code: `${'ABCDE'[at % 5]}-${String(at + 1).padStart(3, '0')}`,
    name: `点${at + 1}`,
    importance: (['X', 'X', 'X', 'X', 'Y'] as const)[at % 5]!,
  })),
}
const CODES = JSON.stringify(table.points.map(({ code }) => code))
const content = JSON.stringify(theoryItem({ stem: '导体能够导电。'.repeat(20) }))

async function dropTriggers(db: Db): Promise<void> {
  const names = db.read.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
  await db.tx(async (q) => {
    for (const { name } of names) q.run(sql.raw(`DROP TRIGGER "${name}"`))
  })
}

/** A bank with `size` approved items, each with its revision and verdict. */
async function addBank(db: Db, number: number, size: number): Promise<string> {
  const code = `6-31-${String(Math.floor(number / 100)).padStart(2, '0')}-${String(number % 100).padStart(2, '0')}`
  const fields = { occupationCode: code, occupation: `职业${number}`, trade: null, level: 3, standard: '' }
  const { id } = await createBank(db, fields, by)
  await setElementTable(db, id, table, by)
  await db.tx(async (q) => {
    q.run(sql`INSERT INTO item_rows (id, bank, kind, number, code, state, revision, approved, type, point, difficulty, fingerprint, at)
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${size})
      SELECT ${id} || '/' || i, ${id}, 'theory', i + 1, NULL, 'approved', 1, 1, 'single',
        json_extract(${CODES}, '$[' || (i % ${sql.raw(String(POINTS))}) || ']'), 1 + i % 5, 'f' || i, ${by.at} FROM n`)
    q.run(sql`INSERT INTO revisions (item, no, content, digest, author, reason, at)
      SELECT id, 1, ${content}, 'd', 'writer' || (number % 7), '', at - 86400000 * (number % 900) FROM items WHERE bank = ${id}`)
    q.run(sql`INSERT INTO verdicts (id, item, revision, reviewer, verdict, reasons, at, checked)
      SELECT id, id, 1, 'reviewer' || (number % 5), 'approved', '', at, '[]' FROM items WHERE bank = ${id}`)
  })
  return id
}

async function measured(name: string, work: () => Promise<unknown>, bare: () => unknown, most: number): Promise<void> {
  const times: number[] = []
  const cpuTimes: number[] = []
  const counts: number[] = []
  for (let run = 0; run < REPEATS; run++) {
    const start = performance.now()
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    cpuTimes.push((user + system) / 1000)
    const middle = performance.now()
    bare()
    times.push(middle - start)
    counts.push(performance.now() - middle)
  }
  const [took, count] = [median(times), median(counts)]
  console.log(
    `${name.padEnd(44)} ${took.toFixed(0).padStart(6)} ms (at most ${most}), CPU ${median(cpuTimes).toFixed(0)} ms  ${(took / count).toFixed(1)} × the bare count (${count.toFixed(1)} ms)${took > most ? '  TOO SLOW' : ''}`,
  )
}

const banks = Number(process.argv[2] ?? 500)
const [cpu] = cpus()
console.log(`coverage: Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`)
const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-'))
const config: Config = { dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined }
const db = await openDb(config)
try {
  await dropTriggers(db)
  const big = await addBank(db, 0, 12_000)
  const count = (where = sql`true`) =>
    db.read.get(sql`SELECT count(*) FROM items WHERE approved IS NOT NULL AND state <> 'retired' AND ${where}`)
  await measured(
    'one bank of 12,000 items, all report data',
    async () => {
      await readCoverage(db, big, by)
      await readUse(db, big, by)
    },
    () => count(sql`bank = ${big}`),
    1000,
  )
  for (let number = 1; number < banks; number++) await addBank(db, number, 2000)
  await measured(
    `${banks} banks, ${((banks - 1) * 2000 + 12_000).toLocaleString('en')} items, the page over all`,
    () => readOverview(db, by),
    () => count(),
    2000,
  )
} finally {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
}
