/**
 * An import, whole (read, understood, compared, staged, published), against the
 * bare read of the same file in the same run.
 *
 *   node --import tsx tests/bench/import.ts [rows, comma-separated]
 *
 * Medians of three runs, one at 100,000 rows; each import goes into an empty
 * bank of one running program, which has imported a file before, as a service
 * has. "Peak" is the resident memory of the process that reads the file
 * (VmHWM, Linux only); "block" the longest time the service's event loop stood
 * still during the import, beside the same figure for a second of doing
 * nothing: what the machine's other work costs.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { createBank } from '../../server/banks/create.ts'
import { type Deps, openDeps } from '../../server/deps.ts'
import { importFile } from '../../server/imports/import-file.ts'
import type { Message } from '../../server/imports/read/protocol.ts'
import { writeItemWorkbook } from '../support/item-workbook.ts'

const ENTRY = fileURLToPath(new URL('../../server/imports/read/entry.mjs', import.meta.url))
const RESOLUTION_MS = 5
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Milliseconds and peak MiB of reading the file in its process, rows thrown away. */
function bareRead(path: string): Promise<{ ms: number; peak: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
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
      resolve({ ms: performance.now() - started, peak })
    })
    child.send({ path, name: 'items.xlsx' })
  })
}

const by = { actor: 'bench', at: Date.now() }
let banks = 0

/** The longest time the event loop stood still during `work`, in ms. */
async function blocked<T>(work: () => Promise<T>): Promise<[T, number]> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const result = await work()
  delay.disable()
  return [result, Math.max(0, delay.max / 1e6 - RESOLUTION_MS)]
}

async function wholeImport(deps: Deps, path: string) {
  const occupationCode = `6-31-01-${String(++banks).padStart(2, '0')}`
  const bank = await createBank(
    deps.db,
    { occupationCode, occupation: '电工', trade: null, level: 3, standard: '' },
    by,
  )
  const started = performance.now()
  const [{ counts }, block] = await blocked(() => importFile(deps, bank.id, path, { mostRows: 1000 }, by))
  return { ms: performance.now() - started, counts, block }
}

const sizes = (process.argv[2] ?? '1000,10000,100000').split(',').map(Number)
const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-import-'))
const deps = await openDeps({ dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined })
try {
  console.log(`import: 12 columns; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`)
  const warm = join(dir, 'warm.xlsx')
  writeItemWorkbook(warm, 2000)
  await wholeImport(deps, warm)
  const [, idle] = await blocked(() => new Promise((resolve) => setTimeout(resolve, 1000)))
  for (const rows of sizes) {
    const path = join(dir, `${rows}.xlsx`)
    writeItemWorkbook(path, rows)
    const runs = rows >= 100_000 ? 1 : 3
    const bare: { ms: number; peak: number }[] = []
    const whole: Awaited<ReturnType<typeof wholeImport>>[] = []
    for (let run = 0; run < runs; run++) {
      bare.push(await bareRead(path))
      whole.push(await wholeImport(deps, path))
    }
    if (whole.some(({ counts }) => counts.added !== rows)) throw new Error('not every row was added')
    const [read, all] = [median(bare.map(({ ms }) => ms)), median(whole.map(({ ms }) => ms))]
    const peak = Math.max(...bare.map((one) => one.peak))
    const block = Math.max(...whole.map((one) => one.block))
    console.log(
      `${rows} rows: whole ${all.toFixed(0)} ms, bare read ${read.toFixed(0)} ms, ratio ${(all / read).toFixed(2)}; reader's peak ${peak.toFixed(0)} MiB, longest block ${block.toFixed(1)} ms (idle ${idle.toFixed(1)} ms)`,
    )
  }
} finally {
  await deps.close()
  rmSync(dir, { recursive: true, force: true })
}
