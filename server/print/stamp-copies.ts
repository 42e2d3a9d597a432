/** Stamping many copies in the printer's thread: some at a time, so that other printing comes in between. */
import { AppError } from '../../core/errors.ts'
import type { Pool } from '../workers/pool.ts'
import type { PrinterJobs } from '../workers/printer.ts'
import type { Stamp } from './stamp.ts'

export type StampOptions = {
  onProgress?: ((done: number, of: number) => void) | undefined
  /** Stops after the copies at work. */
  signal?: AbortSignal | undefined
}

/** Copies of one call; between two the thread prints what else waits, and cancelling is looked at. */
const BATCH = 50

/** The file once for each stamp, in their order. Throws as `stamper` and what it returns, and `work.cancelled`. */
export async function stampCopies(
  printer: Pool<PrinterJobs>,
  pdf: Uint8Array,
  stamps: readonly Stamp[],
  { onProgress, signal }: StampOptions = {},
): Promise<Buffer[]> {
  const copies: Buffer[] = []
  for (let from = 0; from < stamps.length; from += BATCH) {
    if (signal?.aborted) throw new AppError('work.cancelled', 'The work was cancelled. / 已取消。')
    onProgress?.(from, stamps.length)
    const behind = await printer.call('stamp', { pdf, stamps: stamps.slice(from, from + BATCH) })
    for (const part of behind) copies.push(Buffer.concat([pdf, part]))
  }
  onProgress?.(stamps.length, stamps.length)
  return copies
}
