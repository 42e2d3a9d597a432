/** Delimited text: encoding and delimiter found, quotes as spreadsheet programs write them. */
import { parse } from 'csv-parse/sync'
import { limits, tooLarge, unreadable, wrong } from './limits.ts'
import { rowSender, type Sink } from './protocol.ts'

/** Sends the text of `bytes` as one sheet. */
export async function readCsv(bytes: Buffer, sheet: string, sink: Sink): Promise<void> {
  if (bytes.length > limits.textBytes) throw tooLarge('its text is larger than 64 MiB', '文本超过 64 MiB')
  const text = decodeText(bytes)
  const sender = rowSender(sink)
  await sink({ is: 'sheet', name: sheet, hidden: false })
  let count = 0
  for (const [index, record] of records(text).entries()) {
    const cells = record.map(withoutGuard)
    while (cells.at(-1) === '') cells.pop()
    if (!cells.some((cell) => cell.trim() !== '')) continue
    if (++count > limits.rows) throw tooLarge('it has more than 200,000 rows', '行数超过 20 万')
    if (cells.length > limits.columns)
      throw wrong(
        `Row ${index + 1} has more than 256 columns. Check the delimiter and the quotes.`,
        `第 ${index + 1} 行超过 256 列。请检查分隔符和引号。`,
      )
    if (cells.some((cell) => cell.length > limits.cellLength))
      throw wrong(
        `A cell of row ${index + 1} holds more than 100,000 characters: a quotation mark is probably missing.`,
        `第 ${index + 1} 行有单元格超过 10 万字符，可能缺少引号。`,
      )
    await sender.add({ number: index + 1, cells })
  }
  await sender.flush()
}

const UTF8 = 'utf-8'

/** The text in the encoding its first bytes name, else UTF-8 if it is valid, else GB18030. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes)
  if (bytes.includes(0)) throw notText()
  try {
    return new TextDecoder(UTF8, { fatal: true }).decode(bytes)
  } catch {
    return decode('gb18030', bytes)
  }
}

function decode(encoding: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw notText(error)
  }
}

const notText = (cause?: unknown) =>
  unreadable(
    'The file is neither a workbook nor text in UTF-8, UTF-16 or GB18030. Save it as .xlsx or as CSV in UTF-8.',
    '文件既不是工作簿，也不是 UTF-8、UTF-16 或 GB18030 文本。请另存为 .xlsx 或 UTF-8 编码的 CSV。',
    cause,
  )

function records(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      bom: true,
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? String(error.lines) : '?'
    throw unreadable(
      `The quotation marks of the text do not match, up to line ${line}. Mend the line, or save the file as .xlsx.`,
      `文本中的引号不成对（至第 ${line} 行）。请修正，或另存为 .xlsx。`,
      error,
    )
  }
}

/** The delimiter that parts the leading lines into the most columns, outside quotes. */
export function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/gu, '')
  const lines = head.split(/\r\n|\r|\n/u, 20).filter((line) => line.trim() !== '')
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    return counts.filter((count) => count > 0).length * 1000 + Math.min(999, Math.max(0, ...counts))
  }
  return [',', '\t', ';'].reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best))
}

/** Undoes the apostrophe with which an export keeps a text from being taken for a formula. */
const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell)
