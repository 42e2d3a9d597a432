/** .xls, .et, .ods and .xlsb through the spreadsheet library, which reads them whole. */
import type { CellObject, WorkSheet } from 'xlsx'
import { damaged, limits, notAWorkbook, tooLarge, wrong } from './limits.ts'
import type { HiddenInSheet } from './ods-hidden.ts'
import { rowSender, type Sink } from './protocol.ts'

/** Sends the workbook in `bytes`. `unseen` is what is hidden in each sheet, where the library cannot tell. */
export async function readLegacy(bytes: Buffer, sink: Sink, unseen: readonly HiddenInSheet[] = []): Promise<void> {
  const XLSX = await import('xlsx')
  const book = parseBook(XLSX, bytes)
  const count = { rows: 0 }
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name]
    if (!sheet) throw damaged(`sheet ${index + 1} is missing`)
    await sink({
      is: 'sheet',
      name,
      hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0 || unseen[index]?.sheet === true,
    })
    await sendRows(sheet, count, sink, unseen[index]?.rows)
    const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      left: s.c,
      bottom: e.r + 1,
      right: e.c,
    }))
    if (merges.length > 0) await sink({ is: 'merges', merges })
  }
}

function parseBook({ read }: typeof import('xlsx'), bytes: Buffer) {
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: true,
      // Which rows are hidden is kept with the sizes and styles.
      cellStyles: true,
      dateNF: 'yyyy/m/d',
      // One more than is taken, so that too many are noticed; a false dimension costs no more than this.
      sheetRows: limits.rows + 1,
    })
  } catch (error) {
    if (error instanceof Error && /password/iu.test(error.message))
      throw wrong(
        'The file is protected by a password. Remove the password and save it again.',
        '文件有密码保护。请取消密码后重新保存。',
      )
    throw notAWorkbook(error)
  }
}

async function sendRows(
  sheet: WorkSheet,
  count: { rows: number },
  sink: Sink,
  unseen: ReadonlySet<number> = new Set(),
): Promise<void> {
  const sender = rowSender(sink)
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  // Rows may be missing in the list: only those that exist are visited.
  for (const key of Object.keys(rows)) {
    const index = Number(key)
    const cells = Array.from(rows[index] ?? [], cellText)
    while (cells.at(-1) === '') cells.pop()
    if (!cells.some((text) => text.trim() !== '')) continue
    count.rows += 1
    if (count.rows > limits.rows) throw tooLarge('it has more than 200,000 rows', '行数超过 20 万')
    if (cells.length > limits.columns)
      throw wrong(
        `Row ${index + 1} has text far to the right (beyond column IV). Delete the stray cells and save the file again.`,
        `第 ${index + 1} 行在很靠右处（IV 列之后）有内容。请删除这些多余的单元格后重新保存。`,
      )
    const isHidden = sheet['!rows']?.[index]?.hidden === true || unseen.has(index + 1)
    const hidden = isHidden ? { hidden: true as const } : {}
    await sender.add({ number: index + 1, cells, ...hidden })
  }
  await sender.flush()
}

/** A cell as shown; numbers in the general format keep the digits that were typed. */
function cellText(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.v === null) return ''
  if (cell.t === 'n' && (cell.z === undefined || cell.z === 'General'))
    return String(Number(Number(cell.v).toPrecision(15)))
  return (cell.w ?? String(cell.v)).slice(0, limits.cellLength)
}
