/** A glance at a file's own rows, beside the columns they were understood as. */
import type { Mapping } from '../../core/row/mapping.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import type { Sample } from './report.ts'

const ROWS = 4
const BLOCKS = 40
const COLUMNS = 60
const SIGNS = 60

/** The first rows of each block that has columns, at most 40 blocks. */
export function samplesOf({ sheets }: Workbook, { blocks }: Mapping): Sample[] {
  return blocks
    .filter(({ layout }) => layout === 'rows')
    .slice(0, BLOCKS)
    .map(({ sheet, headerRow }) => {
      const rows = sheets.find(({ name }) => name === sheet)?.rows ?? []
      const below = rows.filter(({ number, hidden }) => number > headerRow && !hidden).slice(0, ROWS)
      return {
        sheet,
        headerRow,
        rows: below.map(({ number, cells }) => ({ row: number, cells: cells.slice(0, COLUMNS).map(short) })),
      }
    })
}

function short(text: string): string {
  const signs = [...text.slice(0, SIGNS * 2)]
  return signs.length <= SIGNS ? text : `${signs.slice(0, SIGNS - 1).join('')}…`
}
