/**
 * A workbook as plain values: what a reader of files hands over, and all that
 * the importer knows of a file. Cells are text as the author saw it, so that
 * "17:30" stays a time and "50%" a share.
 */

/** Row `number` counts from 1 as the file shows it; `cells[0]` is column A; empty cells are ''. Blank rows are left out. `table` counts the tables of a document from 1; `hidden` is set on rows nobody sees. */
export type Row = { number: number; cells: string[]; table?: number; hidden?: true }

/** A merged range, rows and columns counted from 1 and 0 as in `Row`, both ends included. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** `flow` marks the text of a document: a paragraph a row, and between them the rows of its tables. */
export type Sheet = { name: string; hidden: boolean; rows: Row[]; merges: Merge[]; flow?: boolean }

/** What a picture is by its bytes, or why it cannot be kept. */
export type PictureMedia = 'image/png' | 'image/jpeg' | 'image/gif' | 'other' | 'too-large'

/** A picture anchored at a cell; `sheet` is the index in `Workbook.sheets`. `bytes` are empty unless `media` names an image. */
export type Picture = {
  sheet: number
  row: number
  column: number
  sha256: string
  media: PictureMedia
  bytes: Uint8Array
}

/** The mark of our own templates: which one, and the version of its layout. */
export type Stamp = { template: TemplateName; version: number }

export const templateNames = ['element-table', 'theory-items', 'practical-tasks', 'defense-topics'] as const
export type TemplateName = (typeof templateNames)[number]

export type Workbook = { sheets: Sheet[]; pictures: Picture[]; stamp: Stamp | null }

/** Name of the hidden sheet that carries the stamp, and the word in its first cell. */
export const STAMP_SHEET = '_juanku'
export const STAMP_WORD = 'juanku-template'

/** The stamp that the sheets carry, if any: row 1 of the stamp sheet is word, template, version. */
export function stampOf(sheets: readonly Sheet[]): Stamp | null {
  const cells = sheets.find(({ name }) => name === STAMP_SHEET)?.rows[0]?.cells
  const template = templateNames.find((name) => name === cells?.[1])
  const version = Number(cells?.[2])
  return cells?.[0] === STAMP_WORD && template && Number.isInteger(version) ? { template, version } : null
}

/** 0 → "A", 26 → "AA". */
export function columnLetter(column: number): string {
  const rest = column % 26
  const letter = String.fromCharCode(65 + rest)
  return column < 26 ? letter : columnLetter((column - rest) / 26 - 1) + letter
}

/** "A" → 0, "AA" → 26. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1

/**
 * The rows with the text of a merged range repeated down its first column, for
 * the columns from `from` to before `to`. A range that overlaps an earlier one
 * is left alone, which keeps the work linear in rows and columns.
 */
export function filledDown(sheet: Pick<Sheet, 'rows' | 'merges'>, from: number, to: number): Row[] {
  const rows = sheet.rows.map(({ number, cells }) => ({ number, cells: [...cells] }))
  const at = new Map(rows.map(({ number }, index) => [number, index]))
  const filledTo = new Map<number, number>()
  for (const merge of sheet.merges.toSorted((one, other) => one.top - other.top)) {
    const { top, left, bottom } = merge
    if (left < from || left >= to || bottom === top || top <= (filledTo.get(left) ?? 0)) continue
    filledTo.set(left, bottom)
    const first = at.get(top)
    const text = first === undefined ? '' : (rows[first]?.cells[left] ?? '')
    if (first === undefined || text === '') continue
    for (let index = first + 1; index < rows.length; index++) {
      const row = rows[index]
      if (!row || row.number > bottom) break
      while (row.cells.length < left) row.cells.push('')
      if (!row.cells[left]) row.cells[left] = text
    }
  }
  return rows
}
