/** Mappings that people confirmed, used again for sheets with the same header, and checked before they are used. */
import { AppError } from '../errors.ts'
import type { BlockMapping, Mapping } from './mapping.ts'
import type { Sheet, Workbook } from './sheet.ts'

const HEADER_ROWS = 15

/**
 * The mapping of a workbook by those kept for its bank: each sheet in which a
 * kept block's header stands word for word. Undefined unless every sheet with
 * text is known, so that what is new is never passed over.
 */
export function keptMapping(workbook: Workbook, kept: readonly Mapping[]): Mapping | undefined {
  const sheets = workbook.sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0)
  if (workbook.stamp || sheets.length === 0 || sheets.some(({ flow }) => flow)) return undefined
  for (const mapping of kept) {
    const blocks = sheets.map((sheet) => blocksIn(sheet, mapping.blocks))
    if (blocks.every((found) => found.length > 0)) return { kind: mapping.kind, blocks: blocks.flat() }
  }
  return undefined
}

function blocksIn(sheet: Sheet, blocks: readonly BlockMapping[]): BlockMapping[] {
  const found = new Map<number, readonly BlockMapping[]>()
  for (const beside of underOneHeader(blocks)) {
    const [block] = beside
    if (block?.headerRow === 0) {
      if (block.sheet === sheet.name) found.set(0, beside)
      continue
    }
    const rows = found.size === 0 ? sheet.rows.slice(0, HEADER_ROWS) : sheet.rows
    const row = rows.find(({ number, cells }) => !found.has(number) && sameHeader(cells, beside))
    if (row) found.set(row.number, beside)
  }
  return [...found]
    .sort(([one], [other]) => one - other)
    .flatMap(([headerRow, beside]) => beside.map((block) => ({ ...block, sheet: sheet.name, headerRow })))
}

/** The blocks by header, in their order: tables side by side share one. */
function underOneHeader(blocks: readonly BlockMapping[]): BlockMapping[][] {
  const headers = new Map<string, BlockMapping[]>()
  for (const block of blocks) {
    const key = `${block.headerRow} ${block.sheet}`
    headers.set(key, [...(headers.get(key) ?? []), block])
  }
  return [...headers.values()]
}

/** True when the row holds the headers of all these blocks, and nothing else. */
const sameHeader = (cells: readonly string[], blocks: readonly BlockMapping[]): boolean => {
  const filled = cells.flatMap((text, column) =>
    text.trim() === '' ? [] : [[column, text.trim().slice(0, 200)] as const],
  )
  const columns = blocks.flatMap((block) => block.columns).toSorted((one, other) => one.column - other.column)
  return (
    columns.length > 0 &&
    filled.length === columns.length &&
    columns.every(({ column, header }, index) => filled[index]?.[0] === column && filled[index]?.[1] === header)
  )
}

/** Refuses a mapping that does not fit the workbook: a sheet or a row that is not there, or a field given to two columns. */
export function checkMapping(workbook: Workbook, { blocks }: Mapping): void {
  for (const { sheet, headerRow, columns } of blocks) {
    const rows = workbook.sheets.find(({ name }) => name === sheet)?.rows
    if (!rows) throw unfit(`sheet "${sheet.slice(0, 40)}"`, `工作表“${sheet.slice(0, 40)}”不存在`)
    if (headerRow > 0 && !rows.some(({ number }) => number === headerRow))
      throw unfit(`row ${headerRow} as a header`, `第 ${headerRow} 行不能作表头`)
    const fields = columns.flatMap(({ field }) => field ?? [])
    const twice = fields.find((field, index) => fields.indexOf(field) !== index)
    if (twice !== undefined) throw unfit(`two columns for "${twice.slice(0, 40)}"`, `两列同为“${twice.slice(0, 40)}”`)
  }
}

const unfit = (en: string, zh: string): AppError =>
  new AppError('input.invalid', `The mapping does not fit this file: ${en}. / 列对应关系与文件不符：${zh}。`)
