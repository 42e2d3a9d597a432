/**
 * What a person set right in a file without touching it: cells that read
 * otherwise, rows that stay out. A value that is sent with the file, applied
 * before its rows are understood.
 */
import { AppError } from '../errors.ts'
import type { ItemContent } from '../item.ts'
import { closed, type Static, Type } from '../schema.ts'
import { shortValue } from './issue.ts'
import { type RowResult, skipped } from './result.ts'
import { columnIndex, type Row, type Workbook } from './sheet.ts'

const place = { sheet: Type.String({ maxLength: 200 }), row: Type.Integer({ minimum: 0, maximum: 10_000_000 }) }

export const RowPlace = closed(place)
export type RowPlace = Static<typeof RowPlace>

/** `text` is the cell as the author should have written it; '' empties it. A cell of a workbook holds no more than 32,767 signs. */
export const CellCorrection = closed({
  ...place,
  column: Type.String({ pattern: '^[A-Z]{1,3}$', description: 'its letter, as issues name it' }),
  text: Type.String({ maxLength: 32_767 }),
})
export type CellCorrection = Static<typeof CellCorrection>

export const Corrections = closed({
  cells: Type.Array(CellCorrection, { maxItems: 5000 }),
  leftOut: Type.Array(RowPlace, { maxItems: 5000 }),
})
export type Corrections = Static<typeof Corrections>

/** A cell that was corrected; both texts are cut at 40 characters, as those of issues. */
export type Corrected = RowPlace & { column: string; before: string; after: string }

const LAST_COLUMN = 16_383

/** The workbook with these cells as they should read, and what that changed. Throws `input.invalid` for a cell the file has no row for. */
export function withCells(
  workbook: Workbook,
  cells: readonly CellCorrection[],
): { workbook: Workbook; corrected: Corrected[] } {
  if (cells.length === 0) return { workbook, corrected: [] }
  const corrected: Corrected[] = []
  const touched = new Map<string, Map<number, Row>>()
  for (const { sheet, row: number, column, text } of cells) {
    const at = columnIndex(column)
    const rows = touched.get(sheet) ?? rowsOf(workbook, sheet)
    touched.set(sheet, rows)
    const row = rows.get(number)
    if (!row || at > LAST_COLUMN) throw noCell(sheet, number, column)
    const before = row.cells[at] ?? ''
    if (before === text) continue
    const padded = Array.from({ length: Math.max(row.cells.length, at + 1) }, (_, index) => row.cells[index] ?? '')
    rows.set(number, { ...row, cells: padded.with(at, text) })
    corrected.push({ sheet, row: number, column, before: shortValue(before), after: shortValue(text) })
  }
  const sheets = workbook.sheets.map((sheet) => {
    const rows = touched.get(sheet.name)
    return rows ? { ...sheet, rows: sheet.rows.map((row) => rows.get(row.number) ?? row) } : sheet
  })
  return { workbook: { ...workbook, sheets }, corrected }
}

const rowsOf = ({ sheets }: Workbook, sheet: string): Map<number, Row> =>
  new Map(sheets.find(({ name }) => name === sheet)?.rows.map((row) => [row.number, row]))

const noCell = (sheet: string, row: number, column: string): AppError =>
  new AppError(
    'input.invalid',
    `A correction does not fit this file: there is no cell ${column}${row} with a row of its own in sheet "${sheet.slice(0, 40)}". / 改正与文件不符：工作表“${sheet.slice(0, 40)}”中没有 ${column}${row} 所在的行。`,
  )

/**
 * The results with these rows passed over. Throws `input.invalid` where a place
 * holds no item of its own, or two side by side: either would leave out what nobody named.
 */
export function withoutRows<Content extends ItemContent>(
  results: RowResult<Content>[],
  leftOut: readonly RowPlace[],
): RowResult<Content>[] {
  if (leftOut.length === 0) return results
  const out = new Map(leftOut.map((one) => [`${one.row} ${one.sheet}`, { ...one, found: 0 }]))
  const rest = results.map((result) => {
    const named = result.outcome === 'skipped' ? undefined : out.get(`${result.row} ${result.sheet}`)
    if (!named) return result
    named.found += 1
    return skipped(result.sheet, result.row, 'left-out')
  })
  for (const { sheet, row, found } of out.values()) if (found !== 1) throw notOne(sheet, row, found)
  return rest
}

const notOne = (sheet: string, row: number, found: number): AppError => {
  const [en, zh] =
    found === 0
      ? ['holds no item that could be left out', '没有可以不导入的试题']
      : ['holds two items side by side: empty the cells of one instead', '并排有两道试题，请改为清空其中一题的单元格']
  return new AppError(
    'input.invalid',
    `Row ${row} of sheet "${sheet.slice(0, 40)}" ${en}. / 工作表“${sheet.slice(0, 40)}”第 ${row} 行${zh}。`,
  )
}
