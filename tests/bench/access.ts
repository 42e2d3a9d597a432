/**
 * Audited reads of single items over HTTP, against the same route of the same
 * program whose log is not written, in one run; and verifying a long log.
 *
 *   node --import tsx tests/bench/access.ts [entries]
 *
 * 1, 10 and 50 clients, each asking again as soon as it is answered, on
 * connections kept open, from a process of their own; 3 s each after 1 s of
 * warming up, audited and bare in turn, median of three. 1,000,000 entries are
 * verified from the database and, by the verifier that stands alone, from an
 * export. To reach: 1,000 audited reads a second at p99 ≤ 50 ms with 50 clients,
 * 0.5 of the bare route, 1,000,000 entries in 10 s.
 */

import { fork } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { roles } from '../../core/accounts/rights.ts'
import { EMPTY } from '../../core/log.ts'
import { logStore } from '../../server/access/store.ts'
import { verifyLog } from '../../server/access/verify.ts'
// @ts-expect-error: a file for plain Node, without types of its own
import { verifyLog as verifyAlone } from '../../server/access/verify-alone.mjs'
import { buildApp } from '../../server/app.ts'
import { type Deps, openDeps } from '../../server/deps.ts'
import type { Identify } from '../../server/plugins/rights.ts'
import { addDrafts, electricians, theoryItem } from '../support/banks.ts'

type Job = { port: number; token: string; path: string; ids: string[]; clients: number; ms: number }
type Rate = { perSecond: number; p99: number }

const BANK = '6-31-01-03.3'
const TOKEN = 'bench'
/** Whoever holds the token, with every role: what is measured is the log, not who may. */
const asBench: Identify = async ({ headers }) =>
  headers.authorization === `Bearer ${TOKEN}`
    ? {
        name: 'bench',
        account: 'bench',
        session: 'bench',
        door: 'service',
        grants: roles.map((role) => ({ role, scope: '*' })),
        stepped: Number.MAX_SAFE_INTEGER,
        pending: undefined,
      }
    : undefined
const [cpu] = cpus()

if (process.send) {
  process.on('message', (job: Job) => void hammer(job).then((rate) => process.send!(rate)))
} else await main()

/** The clients' side: requests answered in `ms`, and the 99th percentile of their times. */
async function hammer({ port, token, path, ids, clients, ms }: Job): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const headers = { authorization: `Bearer ${token}`, 'juanku-reason': 'bench' }
  const ask = (id: string) =>
    new Promise<void>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: `${path}/${id}`, agent, headers }, (reply) => {
        if (reply.statusCode !== 200) reject(new Error(`status ${reply.statusCode}`))
        reply.resume().once('end', resolve)
      }).once('error', reject)
    })
  const run = async (for_: number) => {
    const times: number[] = []
    const end = performance.now() + for_
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let n = client; performance.now() < end; n += clients) {
          const start = performance.now()
          await ask(ids[n % ids.length]!)
          times.push(performance.now() - start)
        }
      }),
    )
    return times.sort((a, b) => a - b)
  }
  await run(1000)
  const times = await run(ms)
  agent.destroy()
  return { perSecond: (times.length * 1000) / ms, p99: times[Math.floor(times.length * 0.99)]! }
}

async function main(): Promise<void> {
  console.log(
    `access: Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)}`,
  )
  const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-'))
  const deps = await openDeps({ dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined })
  const clients = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'] })
  try {
    await reads(deps, clients)
    await verifying(deps, dir, Number(process.argv[2] ?? 1_000_000))
  } finally {
    clients.kill()
    await deps.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function reads(deps: Deps, child: ReturnType<typeof fork>): Promise<void> {
  const by = { actor: 'bench', at: 1 }
  await electricians(deps.db, by)
  const stems = Array.from({ length: 200 }, (_, at) => theoryItem({ stem: `第${at}题：三相异步电动机的额定电流。` }))
  const ids = await addDrafts(deps.db, BANK, stems, by)
  const options = { identify: asBench, version: 'bench', requestsPerMinute: 100_000_000 }
  const audited = await buildApp(deps, options)
  const bare = await buildApp({ ...deps, db: { ...deps.db, tx: async () => EMPTY as never } }, options)
  for (const app of [audited, bare]) await app.listen({ host: '127.0.0.1', port: 0 })
  const rate = (app: typeof audited, clients: number) =>
    new Promise<Rate>((resolve) => {
      const { port } = app.server.address() as AddressInfo
      child.once('message', (found) => resolve(found as Rate))
      child.send({ port, token: TOKEN, path: `/api/banks/${BANK}/items`, ids, clients, ms: 3000 } satisfies Job)
    })
  const middle = (rates: Rate[]) => rates.toSorted((a, b) => a.perSecond - b.perSecond)[1]!
  for (const clients of [1, 10, 50]) {
    const [with_, without]: Rate[][] = [[], []]
    for (let turn = 0; turn < 3; turn++) {
      with_!.push(await rate(audited, clients))
      without!.push(await rate(bare, clients))
    }
    const [one, other] = [middle(with_!), middle(without!)]
    console.log(
      `${String(clients).padStart(2)} clients: ${one.perSecond.toFixed(0)} audited reads a second, p99 ${one.p99.toFixed(1)} ms; bare ${other.perSecond.toFixed(0)}, p99 ${other.p99.toFixed(1)} ms; ratio ${(one.perSecond / other.perSecond).toFixed(2)}`,
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
    await db.tx((q) => logStore(q).append(...acts))
  const start = performance.now()
  const { head, broken } = await verifyLog(db, [])
  const ms = performance.now() - start
  if (broken) throw new Error('the log does not hold')
  const file = join(dir, 'log.jsonl')
  await pipeline(async function* () {
    for await (const link of logStore(db.read).links()) yield `${JSON.stringify(link)}\n`
  }, createWriteStream(file))
  const again = performance.now()
  const alone = await verifyAlone(createInterface({ input: createReadStream(file, 'utf8') }), [])
  const aloneMs = performance.now() - again
  if (alone.size !== head.size) throw new Error('the verifiers disagree')
  console.log(
    `verified ${head.size} entries in ${(ms / 1000).toFixed(1)} s from the database; standing alone, from an export, in ${(aloneMs / 1000).toFixed(1)} s`,
  )
}
