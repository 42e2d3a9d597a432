/** Talking to a person at a terminal, or to a program through a pipe. */
import { createInterface } from 'node:readline/promises'
import { AppError } from '../../core/errors.ts'
import type { Words } from '../../core/words.ts'
import { trailHere } from '../access/trail.ts'

/** Chinese unless the environment says English: JUANKU_LANG, else the locale. */
const english = (process.env['JUANKU_LANG'] ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? '').startsWith('en')

/** The text in the user's language. */
export const say = (zh: string, en: string): string => (english ? en : zh)
export const words = ({ zh, en }: Words): string => say(zh, en)

// Whoever reads the output may have seen enough (`| head`): what is under way then ends without a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(1)
  throw error
})

/** What was printed by a command that has put nothing on record yet. */
let held = ''

/** A line of output. Until a command has an entry in the log, its lines wait for one (`letGo`). */
export const print = (line = ''): void => {
  held += `${line}\n`
  if (trailHere()?.acts.length !== 0) letGo()
}

/** What waits to be printed. */
export const heldBack = (): string => held

/** Prints what waits. */
export const letGo = (): void => {
  process.stdout.write(held)
  held = ''
}

/** Resolves once all that was printed has been taken; where nobody takes it, the program ends instead. */
export const flushed = (): Promise<void> => new Promise((resolve) => process.stdout.write('', () => resolve()))

/** JSON for programs, one line. */
export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** Notes for a person that must not stand in what a pipe reads. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** How wide a text stands on a terminal: Chinese characters take two columns. */
export const columns = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1),
    0,
  )

const pad = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - columns(text)))
  return right ? space + text : text + space
}

/** Rows in columns; numbers stand right. The first row is the head. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(String(row[i] ?? '')))))
  return rows
    .map((row) =>
      row
        .map((cell, i) => pad(String(cell), widths[i]!, typeof cell === 'number'))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A line that shows progress on a terminal and is silent in a pipe. */
export function progressLine(label: string): {
  show: (done: number, of: number, at?: string) => void
  end: () => void
} {
  const { stderr } = process
  let last = 0
  return {
    show(done, of, at = '') {
      const now = performance.now()
      if (!stderr.isTTY || (now - last < 80 && done < of)) return
      last = now
      const filled = of ? Math.round((done / of) * 24) : 0
      // Without an end in sight a bar would say nothing.
      const told = of ? `${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${done}/${of}` : done || '…'
      stderr.write(`\r\x1b[K${label} ${told} ${at}`.trimEnd())
    },
    end() {
      if (stderr.isTTY) stderr.write('\r\x1b[K')
    },
  }
}

/** What a person at a terminal answers to a question. */
export async function asked(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

let piped: AsyncIterator<string> | undefined

/** The next line of standard input when that is a pipe. Throws `input.invalid` at its end. */
async function pipedLine(): Promise<string> {
  piped ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const { value, done } = await piped.next()
  if (done)
    throw new AppError('input.invalid', 'Standard input ended before everything was read. / 标准输入的内容不足。')
  return value
}

/** A line typed at the terminal, seen; or the next of standard input when that is a pipe. */
export async function readLine(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) return pipedLine()
  const terminal = createInterface({ input: stdin, output: stderr })
  try {
    return await terminal.question(prompt)
  } finally {
    terminal.close()
  }
}

/** A passphrase typed unseen, or the next line of standard input when that is a pipe. Never from arguments. */
export async function readSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) return pipedLine()
  stderr.write(prompt)
  stdin.setRawMode(true)
  try {
    return await typed(stdin)
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

async function typed(stdin: NodeJS.ReadStream): Promise<string> {
  let text = ''
  for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
    for (const char of String(chunk)) {
      if (char === '\r' || char === '\n') return text
      if (char === '\u0003') throw new AppError('work.cancelled', 'Cancelled. / 已取消。')
      text = char === '\u007f' || char === '\b' ? [...text].slice(0, -1).join('') : text + char
    }
  }
  return text
}
