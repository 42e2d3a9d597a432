/** Checkpoints in a thread of their own, for as long as somebody writes much. */
import { moduleAt } from '#built'
import type { Config } from '../config.ts'
import type { CheckpointerJobs } from './checkpointer.ts'
import { startPool } from './pool.ts'

/** Starts them and returns what ends them. Should the thread fail, whoever writes does it themselves, later. */
export function startCheckpoints(config: Config): () => Promise<void> {
  const pool = startPool<CheckpointerJobs>(moduleAt('workers/checkpointer'))
  const stop = new SharedArrayBuffer(4)
  const done = pool.call('keepUp', { config, stop }).catch(() => undefined)
  return async () => {
    const flag = new Int32Array(stop)
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
    await done
    await pool.close()
  }
}
