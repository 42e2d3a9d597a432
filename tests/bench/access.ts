/**
 * Audited reads of single items over HTTP, against the same route of the same
 * program whose log is not written, in one run; and verifying a long log.
 *
 *   node --import tsx tests/bench/access.ts [reads | verify] [entries]
 *
 * 1, 10 and 50 clients, each a person of their own who asks again as soon as
 * they are answered, on connections kept open, from a process of their own; 3 s
 * each after 1 s of warming up, audited and bare in turn, median of three. Beside
 * the rate stands the service's CPU time per reply, which a busy machine changes
 * little. The limit on requests and the reading budget are lifted: they would end
 * the run, and are no part of what is measured. 1,000,000 entries are verified
 * from the database and, by the verifier that stands alone, from an export. To
 * reach: 1,000 audited reads a second at p99 ≤ 50 ms with 50 clients, 0.5 of the
 * bare route, 1,000,000 entries in 10 s.
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { roles } from '../../core/accounts/rights.ts'
import { EMPTY } from '../../core/log.ts'
import { DEFAULT_READING } from '../../core/reading.ts'
import { setSettings } from '../../server/access/settings.ts'
import { logStore } from '../../server/access/store.ts'
import { verifyLog } from '../../server/access/verify.ts'
// @ts-expect-error: a file for plain Node, without types of its own
import { verifyLog as verifyAlone } from '../../server/access/verify-alone.mjs'
import { buildApp } from '../../server/app.ts'
import { type Deps, openDeps } from '../../server/deps.ts'
import { REQUESTS_PER_MINUTE } from '../../server/plugins/hardening.ts'
import type { Identify } from '../../server/plugins/rights.ts'
import { addDrafts, electricians, theoryItem } from '../support/banks.ts'

type Job = { port: number; path: string; ids: string[]; clients: number; ms: number }
/** `replies` counts those of the warming up too, as the service's CPU time does. */
type Answered = { perSecond: number; p99: number; replies: number }
type Rate = Answered & { cpuMs: number }

const BANK = '6-31-01-03.3'
/** Lifts the limit of one address, from which all clients ask. */
const UNLIMITED = 100_000_000
const GRANTS = roles.map((role) => ({ role, scope: '*' }))
/** Client N is the person "bench N", with every role: what is measured is the log, not who may. */
const asBench: Identify = async ({ headers }) => {
  const name = /^Bearer (bench\d+)$/.exec(headers.authorization ?? '')?.[1]
  return name === undefined
    ? undefined
    : {
        name,
        account: name,
        session: name,
        door: 'service',
        grants: GRANTS,
        stepped: Number.MAX_SAFE_INTEGER,
        pending: undefined,
      }
}
const [cpu] = cpus()

if (process.send) {
  process.on('message', (job: Job) => void hammer(job).then((answered) => process.send!(answered)))
} else await main()

/** The clients' side: requests answered in `ms`, and the 99th percentile of their times. */
async function hammer({ port, path, ids, clients, ms }: Job): Promise<Answered> {
  // The service shares two cores with its clients: they must cost less than what is measured.
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: clients })
  const ask = async (client: number, id: string) => {
    const headers = { authorization: `Bearer bench${client}`, 'juanku-reason': 'bench' }
    const { statusCode, body } = await pool.request({ method: 'GET', path: `${path}/${id}`, headers })
    if (statusCode !== 200) throw new Error(`status ${statusCode}`)
    await body.dump()
  }
  const run = async (for_: number) => {
    const times: number[] = []
    const end = performance.now() + for_
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let n = client; performance.now() < end; n += clients) {
          const start = performance.now()
          await ask(client, ids[n % ids.length]!)
          times.push(performance.now() - start)
        }
      }),
    )
    return times.sort((a, b) => a - b)
  }
  const warming = await run(1000)
  const times = await run(ms)
  await pool.close()
  return {
    perSecond: (times.length * 1000) / ms,
    p99: times[Math.floor(times.length * 0.99)]!,
    replies: warming.length + times.length,
  }
}

async function main(): Promise<void> {
  console.log(
    `access: Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)}`,
  )
  const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-'))
  const deps = await openDeps({ dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined })
  const clients = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'] })
  const words = process.argv.slice(2)
  const only = words.find((word) => word === 'reads' || word === 'verify')
  const entries = Number(words.find((word) => /^\d+$/.test(word)) ?? 1_000_000)
  try {
    if (only !== 'verify') await reads(deps, clients)
    if (only !== 'reads') await verifying(deps, dir, entries)
  } finally {
    clients.kill()
    await deps.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** CPU time of this process since `before`, in ms. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function reads(deps: Deps, child: ReturnType<typeof fork>): Promise<void> {
  const by = { actor: 'bench', at: 1 }
  await electricians(deps.db, by)
  const stems = Array.from({ length: 200 }, (_, at) => theoryItem({ stem: `第${at}题：三相异步电动机的额定电流。` }))
  const ids = await addDrafts(deps.db, BANK, stems, by)
  const budgets = [{ person: null, role: null, soft: null, hard: null }]
  await setSettings(deps.db, { ...DEFAULT_READING, budgets }, by)
  const [usual] = DEFAULT_READING.budgets
  console.log(
    `lifted for this run: ${REQUESTS_PER_MINUTE} requests a minute and address (to ${UNLIMITED}), ${usual!.hard} items in 24 hours and person (to any number)`,
  )
  const options = { identify: asBench, version: 'bench', requestsPerMinute: UNLIMITED }
  const audited = await buildApp(deps, options)
  const bare = await buildApp({ ...deps, db: { ...deps.db, tx: async () => EMPTY as never } }, options)
  for (const app of [audited, bare]) await app.listen({ host: '127.0.0.1', port: 0 })
  const rate = async (app: typeof audited, clients: number): Promise<Rate> => {
    const { port } = app.server.address() as AddressInfo
    const before = process.cpuUsage()
    child.send({ port, path: `/api/banks/${BANK}/items`, ids, clients, ms: 3000 } satisfies Job)
    const [answered] = (await once(child, 'message')) as [Answered]
    return { ...answered, cpuMs: cpuMsSince(before) / answered.replies }
  }
  const middle = (rates: Rate[]) => rates.toSorted((a, b) => a.perSecond - b.perSecond)[1]!
  for (const clients of [1, 10, 50]) {
    const [with_, without]: Rate[][] = [[], []]
    for (let turn = 0; turn < 3; turn++) {
      with_!.push(await rate(audited, clients))
      without!.push(await rate(bare, clients))
    }
    const [one, other] = [middle(with_!), middle(without!)]
    console.log(
      `${String(clients).padStart(2)} clients: ${one.perSecond.toFixed(0)} audited reads a second, p99 ${one.p99.toFixed(1)} ms; bare ${other.perSecond.toFixed(0)}, p99 ${other.p99.toFixed(1)} ms; ratio ${(one.perSecond / other.perSecond).toFixed(2)}; CPU a read ${one.cpuMs.toFixed(2)} ms, bare ${other.cpuMs.toFixed(2)} ms, ratio ${(other.cpuMs / one.cpuMs).toFixed(2)}`,
    )
  }
  await audited.close()
  await bare.close()
}

async function verifying({ db }: Deps, dir: string, entries: number): Promise<void> {
  const id = '01a20244-e800-7a91-b75c-dda072ab9548'
  const acts = Array.from({ length: 500 }, (_, n) => ({
    at: 1_764_230_400_000 + n,
    actor: '王明',
    bank: BANK,
    did: 'item.read',
    to: id,
    why: n % 10 ? '' : '审题',
    result: 'done',
  }))
  for (let { size } = await logStore(db.read).head(); size < entries; size += acts.length)
    // Nothing is measured yet, so no disk is waited for.
    await db.tx((q) => logStore(q).append(...acts), { durable: false })
  const timed = async <T>(work: () => Promise<T>) => {
    const [start, before] = [performance.now(), process.cpuUsage()]
    const found = await work()
    const [s, cpuS] = [(performance.now() - start) / 1000, cpuMsSince(before) / 1000]
    return { found, took: `${s.toFixed(1)} s (${cpuS.toFixed(1)} s of CPU)` }
  }
  const own = await timed(() => verifyLog(db, []))
  const { head, broken } = own.found
  if (broken) throw new Error('the log does not hold')
  const file = join(dir, 'log.jsonl')
  await pipeline(async function* () {
    for await (const link of logStore(db.read).links()) yield `${JSON.stringify(link)}\n`
  }, createWriteStream(file))
  const alone = await timed(
    (): Promise<{ size: number }> => verifyAlone(createInterface({ input: createReadStream(file, 'utf8') }), []),
  )
  if (alone.found.size !== head.size) throw new Error('the verifiers disagree')
  console.log(
    `verified ${head.size} entries in ${own.took} from the database; standing alone, from an export, in ${alone.took}`,
  )
}
