/**
 * The thread that moves pages from the WAL into the database's file while
 * another one writes much: with encrypted pages that takes a third of writing.
 */
import { type Config, databaseFile, databaseKey } from '../config.ts'
import { connect, isBusy } from '../db/open.ts'
import { serveJobs } from './jobs.ts'

/** Between two looks at the WAL, in ms: what is written meanwhile is a few hundred pages. */
const PAUSE_MS = 25

/** Checkpoints until `stop` is set, and once more. Never waits for a writer and keeps none waiting. */
function keepUp({ config, stop }: { config: Config; stop: SharedArrayBuffer }): void {
  const flag = new Int32Array(stop)
  const connection = connect(databaseFile(config), databaseKey(config))
  try {
    for (let last = false; !last; ) {
      last = Atomics.wait(flag, 0, 0, PAUSE_MS) !== 'timed-out'
      try {
        connection.pragma('wal_checkpoint(PASSIVE)')
      } catch (error) {
        // Somebody else is at it.
        if (!isBusy(error)) throw error
      }
    }
  } finally {
    connection.close()
  }
}

const jobs = { keepUp }
export type CheckpointerJobs = typeof jobs
export const run = serveJobs(jobs)
