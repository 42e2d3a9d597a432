/** What the actions work with; tests bring their own. */
import type { Config } from './config.ts'
import { type Db, openDb } from './db/open.ts'
import { sweepImports } from './imports/publish.ts'
import { sweepSets } from './sets/sweep.ts'
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
}

const worker = (name: string) => new URL(`workers/${name}.ts`, import.meta.url)

/** Opens everything a running program needs and clears what a kill left behind. */
export async function openDeps(
  config: Config,
  now: () => number = Date.now,
): Promise<Deps & { close: () => Promise<void> }> {
  const db = await openDb(config)
  await sweepSets(db, config, now())
  await sweepImports(db, now())
  const reader = startPool<ReaderJobs>(worker('reader'))
  const solver = startPool<SolverJobs>(worker('solver'))
  const printer = startPool<PrinterJobs>(worker('printer'))
  return {
    config,
    db,
    now,
    reader,
    solver,
    printer,
    async close() {
      await Promise.all([reader.close(), solver.close(), printer.close()])
      await db.close()
    },
  }
}
