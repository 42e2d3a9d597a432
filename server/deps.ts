/** What the actions work with; tests bring their own. */
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { moduleAt } from '#built'
import { checkLog } from './access/guards.ts'
import { anchorIfDue } from './access/keep-anchors.ts'
import { type Hasher, startHasher } from './accounts/hasher.ts'
import { type Config, privateDir } from './config.ts'
import type { Openings } from './custody/openings.ts'
import { type Db, openDb } from './db/open.ts'
import { sweepImports } from './imports/publish.ts'
import { sweepSets } from './sets/sweep.ts'
import type { CalculatorJobs } from './workers/calculator.ts'
import type { CheckerJobs } from './workers/checker.ts'
import { type Pool, startPool } from './workers/pool.ts'
import type { PrinterJobs } from './workers/printer.ts'
import type { ReaderJobs } from './workers/reader.ts'
import { type Solver, startSolver } from './workers/start-solver.ts'

export type Deps = {
  config: Config
  db: Db
  /** Unix time in ms. */
  now: () => number
  /** Time since this machine started, which no change of its clock moves: ms, and a name for that start. */
  uptime: () => { boot: string; uptime: number }
  /** What ceremonies at work in this process hold: shares, then what was opened. Never on disk. */
  openings: Openings
  hasher: Hasher
  reader: Pool<ReaderJobs>
  solver: Solver
  printer: Pool<PrinterJobs>
  checker: Pool<CheckerJobs>
  calculator: Pool<CalculatorJobs>
}

const worker = (name: string) => moduleAt(`workers/${name}`)

/** Linux names each start; elsewhere all starts have one name, and a restart shows by an uptime that fell. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return 'unnamed'
  }
}

/** The time since this machine started. */
export const machineUptime = (): ReturnType<Deps['uptime']> => ({ boot: bootId(), uptime: Math.round(uptime() * 1000) })

/** Opens everything a running program needs and clears what a kill left behind. */
export async function openDeps(
  config: Config,
  now: () => number = Date.now,
  // A clock that is not this machine’s is measured by itself.
  since: Deps['uptime'] = now === Date.now ? machineUptime : () => ({ boot: 'given', uptime: now() }),
): Promise<Deps & { close: () => Promise<void> }> {
  // Whoever made it wider meanwhile: looking into it (the doctor) changes nothing, starting does.
  privateDir(config.keysDir)
  const db = await openDb(config)
  await checkLog(db.read).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  await sweepSets(db, config, now())
  await sweepImports(db, now())
  const reader = startPool<ReaderJobs>(worker('reader'))
  const solver = startSolver()
  const printer = startPool<PrinterJobs>(worker('printer'))
  const checker = startPool<CheckerJobs>(worker('checker'), { memoryMb: 1024 })
  // Formulas are the one place where a person's text is computed: little memory, and a time limit on every call.
  const calculator = startPool<CalculatorJobs>(worker('calculator'), { memoryMb: 256 })
  return {
    config,
    db,
    now,
    uptime: since,
    openings: new Map(),
    hasher: startHasher(),
    reader,
    solver,
    printer,
    checker,
    calculator,
    async close() {
      await Promise.all([reader, solver, printer, checker, calculator].map((pool) => pool.close()))
      await anchorIfDue({ db, config }, now()).finally(() => db.close())
    },
  }
}
