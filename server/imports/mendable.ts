/** Rows that a person may set right on the spot: their cells whole, as the file has them. */
import type { RowPlace } from '../../core/row/corrections.ts'
import { endOf, type Mapping } from '../../core/row/mapping.ts'
import { columnLetter, type Row, type Sheet, type Workbook } from '../../core/row/sheet.ts'
import type { ImportReport, Mendable, MendableCell } from './report.ts'

/** More than a person mends by hand; and a reply that carries their texts stays short. */
const MOST_ROWS = 300
const MOST_SIGNS = 300_000
/** Rows below an item's first that are shown with it: its options, its sub-items. */
const MOST_LINES = 12

/** The rows with something to mend, refused ones first, those that were corrected already among them. */
export function mendableRows(
  { sheets }: Workbook,
  mapping: Mapping,
  { rows, issues, corrected }: Pick<ImportReport, 'rows' | 'issues' | 'corrected'>,
): Mendable[] {
  const all = [...issues, ...rows.flatMap((row) => row.issues)]
  const refused = rows.filter(({ outcome }) => outcome === 'refused')
  const errors = all.filter(({ severity }) => severity === 'error')
  const places = new Map([...errors, ...refused, ...corrected, ...all].map((one) => [`${one.row} ${one.sheet}`, one]))
  const starts = startsOf(rows)
  const indexed = new Map<string, { sheet: Sheet; at: Map<number, number> }>()
  const found: Mendable[] = []
  let signs = 0
  for (const { sheet: name, row } of places.values()) {
    const known = indexed.get(name) ?? indexOf(sheets, name)
    const index = known?.at.get(row)
    if (!known || index === undefined) continue
    indexed.set(name, known)
    const lines = linesFrom(known.sheet, index, starts.get(name)).map(({ number, cells }) => ({
      row: number,
      cells: cellsOf(name, number, cells, mapping, number === row),
    }))
    signs += lines.reduce((sum, { cells }) => sum + cells.reduce((all, { text }) => all + text.length, 0), 0)
    if (found.length === MOST_ROWS || signs > MOST_SIGNS) break
    found.push({ sheet: name, row, lines })
  }
  return found
}

/** The first rows of items, by sheet. */
function startsOf(rows: readonly RowPlace[]): Map<string, Set<number>> {
  const starts = new Map<string, Set<number>>()
  for (const { sheet, row } of rows) {
    const known = starts.get(sheet)
    if (known) known.add(row)
    else starts.set(sheet, new Set([row]))
  }
  return starts
}

function indexOf(sheets: readonly Sheet[], name: string) {
  const sheet = sheets.find((one) => one.name === name)
  return sheet && { sheet, at: new Map(sheet.rows.map(({ number }, index) => [number, index])) }
}

/** An item's first row and those up to the next item; a row of a sheet without items stands alone. */
function linesFrom({ rows }: Sheet, from: number, starts: ReadonlySet<number> | undefined): Row[] {
  const some = rows.slice(from, from + (starts ? MOST_LINES : 1))
  const next = some.findIndex(({ number }, index) => index > 0 && starts?.has(number))
  return next < 0 ? some : some.slice(0, next)
}

/** The cells with a column that is read, empty ones in the `first` row only, and whatever else holds text. */
function cellsOf(
  sheet: string,
  row: number,
  texts: readonly string[],
  { blocks }: Mapping,
  first: boolean,
): MendableCell[] {
  const within = blocks.filter((block) => block.sheet === sheet && block.headerRow <= row && row < endOf(blocks, block))
  const columns = new Map(within.flatMap((block) => block.columns).map((column) => [column.column, column]))
  const width = Math.max(texts.length, ...[...columns.keys()].map((column) => column + 1))
  return Array.from({ length: width }, (_, at) => ({ at, text: texts[at] ?? '', column: columns.get(at) })).flatMap(
    ({ at, text, column }): MendableCell[] =>
      text !== '' || (first && column && column.field !== null)
        ? [{ column: columnLetter(at), header: column?.header ?? '', field: column?.field ?? null, text }]
        : [],
  )
}
