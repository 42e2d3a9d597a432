/**
 * Threads for what would block the service: the solver and the printer. A
 * worker module exports `jobs`, a record of async functions, and `run`, made by
 * `serveJobs`; `startPool` gives the same functions back, called in a thread.
 */
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { ROOT } from '#built'
import { AppError } from '../../core/errors.ts'
import type { Job } from './jobs.ts'

export type CallOptions<Progress> = {
  onProgress?: ((progress: Progress) => void) | undefined
  /** Ends the thread; the promise rejects with `work.cancelled`. */
  signal?: AbortSignal | undefined
}

export type Pool<Jobs extends Record<string, Job>> = {
  call<Name extends keyof Jobs & string>(
    name: Name,
    input: Parameters<Jobs[Name]>[0],
    options?: CallOptions<Parameters<Parameters<Jobs[Name]>[1]>[0]>,
  ): Promise<Awaited<ReturnType<Jobs[Name]>>>
  close(): Promise<void>
}

/** `module` is the URL of a worker module; threads stay warm for `idleMs`, a job is bounded by `memoryMb`. */
export function startPool<Jobs extends Record<string, Job>>(
  module: URL,
  { threads = 1, idleMs = 60_000, memoryMb = 4096 }: { threads?: number; idleMs?: number; memoryMb?: number } = {},
): Pool<Jobs> {
  let piscina: Piscina | undefined
  const start = () =>
    new Piscina({
      filename: new URL('server/workers/entry.mjs', ROOT).href,
      workerData: { module: module.href },
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      // Settings of the parent's loader must not reach the thread: the entry registers its own.
      execArgv: [],
    })
  return {
    async call(name, input, { onProgress, signal } = {}) {
      piscina ??= start()
      const { port1, port2 } = new MessageChannel()
      port1.unref()
      port1.on('message', (progress) => onProgress?.(progress))
      try {
        const reply = await piscina.run({ name, input, port: port2 }, { transferList: [port2], signal: signal ?? null })
        if (reply.refused) throw new AppError(reply.refused.code, reply.refused.message)
        return reply.done
      } catch (error) {
        if (error instanceof AppError) throw error
        if (signal?.aborted)
          throw new AppError('work.cancelled', 'The work was cancelled. / 已取消。', { cause: error })
        throw error
      } finally {
        port1.close()
      }
    },
    async close() {
      await piscina?.destroy()
      piscina = undefined
    },
  }
}
