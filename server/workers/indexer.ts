/** The thread that makes many items searchable at once, over a connection of its own: after an import, mostly. */
import type { Config } from '../config.ts'
import { openDb } from '../db/open.ts'
import { indexWaiting, THREAD_BATCH } from '../items/search-index.ts'
import { serveJobs } from './jobs.ts'

const jobs = {
  /** Resolves with how many items were brought up to date. */
  async index({ config }: { config: Config }): Promise<number> {
    const db = await openDb(config)
    try {
      return await indexWaiting(db, THREAD_BATCH)
    } finally {
      await db.close()
    }
  },
}
export type IndexerJobs = typeof jobs
export const run = serveJobs(jobs)
