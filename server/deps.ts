/** What the actions work with; tests bring their own. */
import { checkLog } from './access/guards.ts'
import { anchorIfDue } from './access/keep-anchors.ts'
import type { Config } from './config.ts'
import { type Db, openDb } from './db/open.ts'
import { sweepImports } from './imports/publish.ts'
import { sweepSets } from './sets/sweep.ts'
import type { CalculatorJobs } from './workers/calculator.ts'
import type { CheckerJobs } from './workers/checker.ts'
import { type Pool, startPool } from './workers/pool.ts'
import type { PrinterJobs } from './workers/printer.ts'
import type { ReaderJobs } from './workers/reader.ts'
import type { SolverJobs } from './workers/solver.ts'

export type Deps = {
  config: Config
  db: Db
  /** Unix time in ms. */
  now: () => number
  reader: Pool<ReaderJobs>
  solver: Pool<SolverJobs>
  printer: Pool<PrinterJobs>
  checker: Pool<CheckerJobs>
  calculator: Pool<CalculatorJobs>
}

const worker = (name: string) => new URL(`workers/${name}.ts`, import.meta.url)

/** Opens everything a running program needs and clears what a kill left behind. */
export async function openDeps(
  config: Config,
  now: () => number = Date.now,
): Promise<Deps & { close: () => Promise<void> }> {
  const db = await openDb(config)
  await checkLog(db.read).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  await sweepSets(db, config, now())
  await sweepImports(db, now())
  const reader = startPool<ReaderJobs>(worker('reader'))
  const solver = startPool<SolverJobs>(worker('solver'))
  const printer = startPool<PrinterJobs>(worker('printer'))
  const checker = startPool<CheckerJobs>(worker('checker'), { memoryMb: 1024 })
  // Formulas are the one place where a person's text is computed: little memory, and a time limit on every call.
  const calculator = startPool<CalculatorJobs>(worker('calculator'), { memoryMb: 256 })
  return {
    config,
    db,
    now,
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
