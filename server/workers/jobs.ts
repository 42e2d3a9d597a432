/** The thread's side of `pool.ts`. */
import type { MessagePort } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../core/errors.ts'

// biome-ignore lint/suspicious/noExplicitAny: a record of jobs has inputs and progress of any shape; callers see the exact ones.
export type Job = (input: any, report: (progress: any) => void) => unknown
export type Reply = { done: unknown } | { refused: { code: ErrorCode; message: string } }

/** What a worker module exports as `run`: refusals come back as values, since an error loses its class between threads. */
export const serveJobs =
  (jobs: Record<string, Job>) =>
  async (name: string, input: unknown, port: MessagePort): Promise<Reply> => {
    const job = jobs[name]
    if (!job) throw new Error(`No such job: ${name}`)
    try {
      return { done: await job(input, (progress) => port.postMessage(progress)) }
    } catch (error) {
      if (error instanceof AppError) return { refused: { code: error.code, message: error.message } }
      throw error
    } finally {
      port.close()
    }
  }
