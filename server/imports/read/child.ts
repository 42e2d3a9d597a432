/** The child's side: reads one file, tells the parent, ends. */
import { AppError } from '../../../core/errors.ts'
import { readFileAs } from './file.ts'
import type { Message, Request } from './protocol.ts'

const send = (message: Message): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()))
  })

/** Waits for the request, answers it and disconnects, which ends the process. */
export function serve(): void {
  // Ctrl-C on a terminal reaches every process of it: whoever started this one decides what it ends.
  process.on('SIGINT', () => {})
  process.once('message', (request: Request) => {
    void answer(request).finally(() => process.disconnect())
  })
}

async function answer(request: Request): Promise<void> {
  try {
    await readFileAs(request, send)
    await send({ is: 'done' })
  } catch (error) {
    if (error instanceof AppError) await send({ is: 'refused', code: error.code, message: error.message })
    else await send({ is: 'failed', stack: String(error instanceof Error ? error.stack : error) })
  }
}
