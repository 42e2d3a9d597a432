/**
 * Lists, filters and searches of a large bank against the bare query that
 * fetches the same rows, in one run; drafts saved a second.
 *
 *   node --import tsx tests/bench/items.ts [sizes]
 *
 * 100,000 items by default; 1,000,000 too when JUANKU_LONG is set. A page is 50
 * items with their titles, its log entry committed. Times are medians of nine
 * in a warm process, beside them the CPU time, which a busy machine changes
 * less; the bare query reads those rows by their ids on the same
 * connection, without the index, the log or the lines made of them. Items are
 * made by SQL and their words indexed by the program before the clock starts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { ItemSearch, ItemSort } from '../../core/item-search.ts'
import type { Config } from '../../server/config.ts'
import { type Db, openDb } from '../../server/db/open.ts'
import { searchItems } from '../../server/items/search.ts'
import { indexWaiting } from '../../server/items/search-index.ts'
import { addDrafts, addRevision, theoryItem } from '../support/banks.ts'
import { LARGE_BANK as BANK, fillBank, pointOf, TERMS } from '../support/large-bank.ts'

const REPEATS = 9
const SAVED = 300
const by = (at = 1) => ({ actor: 'bench', at })
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const ms = (value: number) => `${value.toFixed(1)} ms`

type Case = { name: string; search?: ItemSearch; sort?: ItemSort; deep?: boolean }
const down = (by: ItemSort['by']): ItemSort => ({ by, descending: true })
const up = (by: ItemSort['by']): ItemSort => ({ by, descending: false })
const CASES: Case[] = [
  { name: 'list by number' },
  { name: 'list by number, from the middle', deep: true },
  { name: 'list, last changed first', sort: down('changed') },
  { name: 'list by difficulty', sort: up('difficulty') },
  { name: 'list by point', sort: up('point') },
  { name: 'filter: type', search: { type: ['single'] } },
  {
    name: 'filter: type and difficulty, changed',
    search: { type: ['single'], difficulty: [3] },
    sort: down('changed'),
  },
  { name: 'filter: submitted, by point', search: { state: ['submitted'] }, sort: up('point') },
  { name: 'filter: submitted, changed', search: { state: ['submitted'] }, sort: down('changed') },
  { name: 'filter: scope, by difficulty', search: { within: 'A-B' }, sort: down('difficulty') },
  { name: 'filter: one point', search: { within: pointOf(7) } },
  { name: 'filter: importance Z', search: { importance: ['Z'] } },
  { name: 'filter: agreement unknown, held back', search: { agreement: [null], quarantined: true } },
  { name: 'filter: a source', search: { source: '来源17' }, sort: down('changed') },
  { name: 'filter: three that never meet', search: { type: ['single'], state: ['submitted'], within: pointOf(7) } },
  { name: 'filter: changed lately', search: { changedFrom: 999_000 }, sort: up('number') },
  { name: 'search: 电阻', search: { text: '电阻' } },
  { name: 'search: 绝缘电阻, changed', search: { text: '绝缘电阻' }, sort: down('changed') },
  { name: 'search: 步进 (rare), by point', search: { text: '步进' }, sort: up('point') },
  { name: 'search: two words', search: { text: '变频器 液压泵' } },
  { name: 'search: PLC梯形图 and type', search: { text: 'PLC', type: ['essay'] }, sort: up('difficulty') },
  { name: 'search: one character 锉', search: { text: '锉' } },
  { name: 'search: one character 电', search: { text: '电' } },
  { name: 'search: nothing found', search: { text: '离心压缩机' } },
  { name: 'search: 电阻, from the middle', search: { text: '电阻' }, deep: true },
]

async function measure(db: Db, config: Config, size: number, { name, search = {}, sort = up('number'), deep }: Case) {
  const request = { kind: 'theory' as const, search, sort, limit: 50, cursor: undefined as string | undefined }
  if (deep) {
    const { next } = await searchItems(
      { db, config },
      BANK,
      { ...request, search: { ...search, numberFrom: size / 2 } },
      by(),
    )
    if (next) {
      // The same place in the list of everything.
      const [value, id] = JSON.parse(Buffer.from(next, 'base64url').toString()) as [number, number, string]
      const first = await searchItems({ db, config }, BANK, request, by())
      const own = JSON.parse(Buffer.from(first.next!, 'base64url').toString()) as [number, number, string]
      request.cursor = Buffer.from(JSON.stringify([value, id, own[2]])).toString('base64url')
    }
  }
  const times: number[] = []
  const computed: number[] = []
  const bare: number[] = []
  let found = 0
  for (let run = 0; run < REPEATS; run++) {
    const [start, used] = [performance.now(), process.cpuUsage()]
    const { items } = await searchItems({ db, config }, BANK, request, by())
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(used)
    computed.push((user + system) / 1000)
    found = items.length
    const ids = JSON.stringify(items.map(({ id }) => id))
    const again = performance.now()
    db.read.all(sql`SELECT i.*, r.content FROM json_each(${ids}) wanted JOIN items i ON i.id = wanted.value
      JOIN revisions r ON r.item = i.id AND r.no = i.revision`)
    bare.push(performance.now() - again)
  }
  const [page, cpu, query] = [median(times), median(computed), median(bare)]
  console.log(
    `${name.padEnd(38)} ${String(found).padStart(3)} rows ${ms(page).padStart(9)}  CPU ${ms(cpu).padStart(9)}  worst ${ms(Math.max(...times)).padStart(9)}  ${(page / Math.max(query, 0.01)).toFixed(1)} × the bare query (${ms(query)})`,
  )
  return { page, cpu }
}

async function run(size: number): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-'))
  const config = { dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined }
  const db = await openDb(config)
  try {
    const indexed = await fillBank(db, size)
    console.log(`\n${size} items, indexed at ${((indexed / size) * 1000).toFixed(0)} µs each`)
    const pages: { page: number; cpu: number }[] = []
    for (const one of CASES) pages.push(await measure(db, config, size, one))
    const [took, cpu] = [pages.map(({ page }) => page), pages.map(({ cpu }) => cpu)]
    console.log(
      `median of all pages ${ms(median(took))} (CPU ${ms(median(cpu))}), slowest ${ms(Math.max(...took))} (CPU ${ms(Math.max(...cpu))})`,
    )
    await saving(db)
  } finally {
    await db.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** New drafts one by one, and revisions, against the same rows written without triggers or log in one table. */
async function saving(db: Db): Promise<void> {
  const timed = async (work: (at: number) => Promise<unknown>) => {
    const start = performance.now()
    for (let at = 0; at < SAVED; at++) await work(at)
    return (SAVED * 1000) / (performance.now() - start)
  }
  await db.tx(async (q) => q.run(sql`CREATE TABLE bare (id TEXT PRIMARY KEY, content TEXT) STRICT`))
  const content = theoryItem({ stem: TERMS.slice(0, 12).join('') })
  const bare = await timed((at) =>
    db.tx(async (q) => q.run(sql`INSERT INTO bare VALUES (${String(at)}, ${JSON.stringify(content)})`)),
  )
  const made: string[] = []
  const drafts = await timed(async (at) => made.push(...(await addDrafts(db, BANK, [content], by(2_000_000 + at)))))
  const revised = await timed((at) => addRevision(db, made[at]!, 2, { ...content, difficulty: 3 }, by(3_000_000)))
  const start = performance.now()
  await indexWaiting(db)
  const index = (performance.now() - start) / SAVED
  console.log(
    `saved a second: ${drafts.toFixed(0)} drafts, ${revised.toFixed(0)} revisions; ${(drafts / bare).toFixed(2)} and ${(revised / bare).toFixed(2)} of a bare row (${bare.toFixed(0)}); indexed later at ${index.toFixed(2)} ms each`,
  )
}

const [cpu] = cpus()
console.log(`items: pages of 50; Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`)
const sizes = process.argv[2] ?? (process.env['JUANKU_LONG'] === undefined ? '100000' : '100000,1000000')
for (const size of sizes.split(',').map(Number)) await run(size)
