/**
 * An import, whole (read, understood, compared, staged, published), against the
 * bare read of the same file in the same run.
 *
 *   node --import tsx tests/bench/import.ts [rows, comma-separated]
 *
 * Medians of three runs. Each import goes into an empty bank, but for the last
 * case, which shows what a large one costs; all are banks
 * of one running program, which has imported a file before, as a service
 * has, and which meanwhile commits an entry of the log now and then, as a
 * service does. The bare read is the same file through the same process, its
 * rows thrown away where the import would begin to work.
 *
 * Both are given in time by the clock and in processor time of the program and
 * its child: on a machine with other work the clock is noise, and the ratio of
 * processor time is the one that holds. "Peak" is the resident memory of the
 * process that reads the file; "block" the longest time the service's event
 * loop stood still during the import without waiting for a processor, beside
 * the same figure for three seconds of those entries alone. Linux only: all of it is read
 * from /proc.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { logStore } from '../../server/access/store.ts'
import { createBank } from '../../server/banks/create.ts'
import { act } from '../../server/by.ts'
import { type Deps, openDeps } from '../../server/deps.ts'
import { importFile } from '../../server/imports/import-file.ts'
import type { Message } from '../../server/imports/read/protocol.ts'
import { writeItemWorkbook } from '../support/item-workbook.ts'
import { fillBank, LARGE_BANK } from '../support/large-bank.ts'

const ENTRY = fileURLToPath(new URL('../../server/imports/read/entry.mjs', import.meta.url))
/** How often the loop is looked at, and how often the service writes meanwhile, in ms. */
const LOOK_MS = 5
const WRITE_MS = 100
const IDLE_MS = 3000
/** The kernel counts processor time in these, in ms. */
const TICK_MS = 10
const RUNS = 3
/** Items of the bank that the last case imports into. */
const HELD = 100_000
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Processor time of this process, all its threads and its children that have ended, in ms. */
function cpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS
}

/** How long this thread has been ready to run and was given no processor, in ms. */
const waitedMs = () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6

/** Time and peak MiB of reading the file in its process, rows thrown away. */
function bareRead(path: string): Promise<{ ms: number; cpu: number; peak: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const cpu = cpuMs()
    let ms = 0
    const child = fork(ENTRY, [], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=512'],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let peak = 0
    const look = () => {
      try {
        const found = /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
        peak = Math.max(peak, Number(found ?? 0) / 1024)
      } catch {
        // No such process any more, or no /proc on this system.
      }
    }
    const timer = setInterval(look, 20)
    child.on('message', (message: Message) => {
      if (message.is === 'refused' || message.is === 'failed') reject(new Error(JSON.stringify(message)))
      if (message.is !== 'done') return
      look()
      clearInterval(timer)
      ms = performance.now() - started
    })
    // Its processor time counts once it has ended.
    child.once('exit', () => resolve({ ms, cpu: cpuMs() - cpu, peak }))
    child.send({ path, name: 'items.xlsx' })
  })
}

const by = { actor: 'bench', at: Date.now() }
let banks = 0

/** The longest time the event loop stood still during `work` for a reason of its own, in ms. */
async function blocked<T>(work: () => Promise<T>): Promise<[T, number]> {
  let longest = 0
  let [at, waited] = [performance.now(), waitedMs()]
  const look = setInterval(() => {
    const [now, ready] = [performance.now(), waitedMs()]
    longest = Math.max(longest, now - at - LOOK_MS - (ready - waited))
    ;[at, waited] = [now, ready]
  }, LOOK_MS)
  const result = await work()
  clearInterval(look)
  return [result, longest]
}

/** Commits an entry of the log every so often until told to stop; tells how long one had to wait, and how many were given up. */
function keepWriting({ db }: Deps): () => Promise<{ wait: number; lost: number }> {
  const found = { wait: 0, lost: 0 }
  let writing: Promise<void> = Promise.resolve()
  const entry = act(by, '', 'bench.read', 'an entry as a read makes one')
  const write = async () => {
    const started = performance.now()
    await db.tx(async (q) => logStore(q).append(entry)).catch(() => found.lost++)
    found.wait = Math.max(found.wait, performance.now() - started)
  }
  const timer = setInterval(() => {
    writing = writing.then(write)
  }, WRITE_MS)
  return async () => {
    clearInterval(timer)
    await writing
    return found
  }
}

async function emptyBank({ db }: Deps): Promise<string> {
  const occupationCode = `6-31-02-${String(++banks).padStart(2, '0')}`
  const bank = { occupationCode, occupation: '电工', trade: null, level: 3, standard: '' }
  return (await createBank(db, bank, by)).id
}

async function wholeImport(deps: Deps, path: string, bank: string) {
  const stop = keepWriting(deps)
  const [started, cpu] = [performance.now(), cpuMs()]
  const [{ counts }, block] = await blocked(() => importFile(deps, bank, path, { mostRows: 1000 }, by))
  const spent = { ms: performance.now() - started, cpu: cpuMs() - cpu }
  return { ...spent, ...(await stop()), counts, block }
}

const sizes = (process.argv[2] ?? '1000,10000,100000').split(',').map(Number)
const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-import-'))
const deps = await openDeps({ dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined })
try {
  console.log(`import: 12 columns; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`)
  const warm = join(dir, 'warm.xlsx')
  writeItemWorkbook(warm, 2000)
  await wholeImport(deps, warm, await emptyBank(deps))
  const stop = keepWriting(deps)
  const [, idle] = await blocked(() => new Promise((resolve) => setTimeout(resolve, IDLE_MS)))
  await stop()
  for (const rows of sizes) {
    const path = join(dir, `${rows}.xlsx`)
    writeItemWorkbook(path, rows)
    const bare: Awaited<ReturnType<typeof bareRead>>[] = []
    const whole: Awaited<ReturnType<typeof wholeImport>>[] = []
    for (let run = 0; run < RUNS; run++) {
      bare.push(await bareRead(path))
      whole.push(await wholeImport(deps, path, await emptyBank(deps)))
    }
    if (whole.some(({ counts }) => counts.added !== rows)) throw new Error('not every row was added')
    const compare = (of: 'ms' | 'cpu') => {
      const [all, read] = [median(whole.map((one) => one[of])), median(bare.map((one) => one[of]))]
      return `whole ${all.toFixed(0)} ms, bare read ${read.toFixed(0)} ms, ratio ${(all / read).toFixed(2)}`
    }
    const peak = Math.max(...bare.map((one) => one.peak))
    const block = Math.max(...whole.map((one) => one.block))
    const wait = Math.max(...whole.map((one) => one.wait))
    const lost = whole.reduce((sum, one) => sum + one.lost, 0)
    console.log(`${rows} rows`)
    console.log(`  processor: ${compare('cpu')}`)
    console.log(`  clock:     ${compare('ms')}`)
    console.log(
      `  reader's peak ${peak.toFixed(0)} MiB, longest block ${block.toFixed(1)} ms (without an import ${idle.toFixed(1)} ms)`,
    )
    console.log(`  an entry of the log waited for the import ${wait.toFixed(0)} ms at most, ${lost} were given up`)
  }
  // What a file is compared with should cost by the file, not by the bank.
  await fillBank(deps.db, HELD)
  const [full, empty]: [number[], number[]] = [[], []]
  for (let run = 0; run < RUNS; run++) {
    const path = join(dir, `more-${run}.xlsx`)
    writeItemWorkbook(path, 2000, run * 2000)
    for (const [into, bank] of [[empty, await emptyBank(deps)] as const, [full, LARGE_BANK] as const]) {
      const { ms, counts } = await wholeImport(deps, path, bank)
      if (counts.added !== 2000) throw new Error('not every row was added')
      into.push(ms)
    }
  }
  console.log(
    `2000 rows into a bank of ${HELD} items: ${median(full).toFixed(0)} ms, into an empty one ${median(empty).toFixed(0)} ms, ratio ${(median(full) / median(empty)).toFixed(2)}`,
  )
} finally {
  await deps.close()
  rmSync(dir, { recursive: true, force: true })
}
