/** What the child that reads a file tells its parent: the workbook in pieces small enough not to block either side. */
import type { ErrorCode } from '../../../core/errors.ts'
import type { Merge, Picture, Row } from '../../../core/row/sheet.ts'

/** What the parent asks for. `name` is the name a person gave the file; it only decides what to say about it. */
export type Request = { path: string; name: string }

/** `sheet` opens a sheet (`flow`: the text of a document); rows, merges and pictures that follow belong to the one opened last, or to their own index. */
export type Message =
  | { is: 'sheet'; name: string; hidden: boolean; flow?: boolean }
  | { is: 'rows'; rows: Row[] }
  | { is: 'merges'; merges: Merge[] }
  | { is: 'picture'; picture: Picture }
  | { is: 'done' }
  | { is: 'refused'; code: ErrorCode; message: string }
  /** The reader itself failed: a bug, or a file that a library stumbles over. */
  | { is: 'failed'; stack: string }

/** Where a reader puts what it finds. Awaiting it keeps the child no faster than its parent. */
export type Sink = (message: Message) => Promise<void>

export const ROWS_PER_MESSAGE = 500

/** Collects rows into messages and counts them over the whole workbook. */
export function rowSender(sink: Sink) {
  let waiting: Row[] = []
  return {
    async add(row: Row): Promise<void> {
      waiting.push(row)
      if (waiting.length >= ROWS_PER_MESSAGE) await this.flush()
    },
    async flush(): Promise<void> {
      if (waiting.length === 0) return
      const rows = waiting
      waiting = []
      await sink({ is: 'rows', rows })
    },
  }
}
