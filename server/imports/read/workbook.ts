/**
 * Reads a workbook file in a process of its own: a file that hangs, explodes
 * or crashes its reader costs that process and a message, never the service.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from '#built'
import { AppError } from '../../../core/errors.ts'
import { type Sheet, stampOf, type Workbook } from '../../../core/row/sheet.ts'
import { damaged, tooLarge, unreadable } from './limits.ts'
import type { Message, Request } from './protocol.ts'

export type ReadLimits = {
  /** The name a person gave the file, when `path` is not it. */
  name?: string
  /** Wall time for the whole file. */
  timeoutMs?: number
  /** Heap of the reading process. */
  memoryMb?: number
  /** Ends the reading; the promise rejects with `work.cancelled`. */
  signal?: AbortSignal
  /** Told how many rows have been read so far. */
  onRows?: (rows: number) => void
}

const ENTRY = fileURLToPath(new URL('server/imports/read/entry.mjs', ROOT))

/** The workbook at `path` as plain values. Throws `file.unreadable`, `file.wrong` or `work.cancelled`. */
export async function readWorkbook(
  path: string,
  { name = basename(path), timeoutMs = 60_000, memoryMb = 512, signal, onRows }: ReadLimits = {},
): Promise<Workbook> {
  if (signal?.aborted) throw cancelled()
  await access(path) // A path that leads nowhere is the caller's mistake, not a broken workbook.
  const child = fork(ENTRY, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryMb}`],
    // Nothing of the service's environment, where keys may be, reaches a process that reads a stranger's file.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const end = () => child.kill('SIGKILL')
  const timer = setTimeout(end, timeoutMs)
  signal?.addEventListener('abort', end, { once: true })
  const started = performance.now()
  try {
    const workbook = await gather(child, { path, name }, onRows)
    if (signal?.aborted) throw cancelled()
    if (workbook) return { ...workbook, stamp: stampOf(workbook.sheets) }
    if (performance.now() - started >= timeoutMs)
      throw unreadable(
        `Reading the file took longer than ${timeoutMs / 1000} seconds. Split it, or save it again as .xlsx.`,
        `读取文件超过 ${timeoutMs / 1000} 秒。请拆分文件，或重新另存为 .xlsx。`,
      )
    throw tooLarge(`reading it needs more than ${memoryMb} MiB of memory`, `读取需要超过 ${memoryMb} MiB 内存`)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
    end()
  }
}

const cancelled = () => new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')

type Gathered = Pick<Workbook, 'sheets' | 'pictures'>

const openSheet = ({ name, hidden, flow }: Extract<Message, { is: 'sheet' }>): Sheet => ({
  name,
  hidden,
  rows: [],
  merges: [],
  ...(flow ? { flow } : {}),
})

/** Puts the child's messages together; undefined when it died before the end. */
function gather(child: ChildProcess, request: Request, onRows?: (rows: number) => void): Promise<Gathered | undefined> {
  const workbook: Gathered = { sheets: [], pictures: [] }
  let count = 0
  let sheet: Sheet = { name: '', hidden: false, rows: [], merges: [] }
  return new Promise((resolve, reject) => {
    child.on('message', (message: Message) => {
      switch (message.is) {
        case 'sheet':
          sheet = openSheet(message)
          workbook.sheets.push(sheet)
          break
        case 'rows':
          for (const row of message.rows) sheet.rows.push(row)
          count += message.rows.length
          onRows?.(count)
          break
        case 'merges':
          for (const merge of message.merges) sheet.merges.push(merge)
          break
        case 'picture':
          workbook.pictures.push(message.picture)
          break
        case 'done':
          resolve(workbook)
          break
        case 'refused':
          reject(new AppError(message.code, message.message))
          break
        case 'failed':
          reject(damaged('the reader failed', new Error(message.stack)))
      }
    })
    child.once('error', reject)
    // Ctrl-C reaches every process of a terminal, this one perhaps before it has learned to leave that to its parent.
    child.once('exit', (_, signal) => (signal === 'SIGINT' ? reject(cancelled()) : resolve(undefined)))
    // A child that is gone by now cannot be told; its exit says so.
    child.send(request, () => {})
  })
}
