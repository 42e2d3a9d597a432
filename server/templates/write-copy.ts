/** A person's workbook written afresh from its rows, with marks and comments; exceljs again only writes. */
import ExcelJS from 'exceljs'
import { columnLetter, type Merge, type Picture, type Row } from '../../core/row/sheet.ts'
import { pictureSize } from '../items/picture.ts'
import { textCell } from './write-workbook.ts'
import { packZip, unpackZip } from './zip.ts'

/** `row` from 1, `column` from 0. */
export type CopyNote = { row: number; column: number; text: string; error: boolean }

/** `lists` are columns with a drop-down: its list is a column of the hidden list sheet with `count` values. */
export type CopiedSheet = {
  name: string
  hidden: boolean
  rows: readonly Row[]
  merges: readonly Merge[]
  refused: ReadonlySet<number>
  notes: readonly CopyNote[]
  pictures: readonly Picture[]
  lists: readonly { column: number; source: number; count: number }[]
}

const WRITTEN = new Date('2000-01-01T00:00:00Z')
const MARKED = 'FFFCE4E4'
const WRONG = 'FFF8A5A5'
const PREPARED_ROWS = 5000
const WIDTHS = { least: 8, most: 60 }
/** Merges over more cells than this are a format's accident; they would cost more than they tell. */
const MOST_MERGED = 10_000

const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })

/** The bytes of an .xlsx in which every cell stands where it stood. */
export async function copyBytes(sheets: readonly CopiedSheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.created = WRITTEN
  book.modified = WRITTEN
  const names = sheetNames(sheets)
  for (const [index, sheet] of sheets.entries()) addSheet(book, names[index] ?? `Sheet${index + 1}`, sheet)
  if (sheets.length === 0) book.addWorksheet('Sheet1')
  return packZip(await unpackZip(Buffer.from(await book.xlsx.writeBuffer())))
}

/** Names as the format allows them: 31 characters without signs of formulas, each once. */
function sheetNames(sheets: readonly CopiedSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, index) => {
    const plain = name
      .replace(/[*?:\\/[\]]/gu, ' ')
      .replace(/^'|'$/gu, '')
      .slice(0, 31)
      .trim()
    const free = plain !== '' && !taken.has(plain.toLowerCase()) ? plain : `${plain.slice(0, 24)} (${index + 1})`
    taken.add(free.toLowerCase())
    return free
  })
}

function addSheet(book: ExcelJS.Workbook, name: string, sheet: CopiedSheet): void {
  const page = book.addWorksheet(name, { state: sheet.hidden ? 'veryHidden' : 'visible' })
  const wide: number[] = []
  for (const { number, cells } of sheet.rows) {
    const row = page.getRow(number)
    for (const [column, text] of cells.entries()) {
      if (text === '') continue
      const cell = row.getCell(column + 1)
      cell.value = textCell(text)
      // Text stays text: "001", "1/2" and "=5" are what the author saw.
      cell.numFmt = '@'
      cell.alignment = { vertical: 'top', wrapText: true }
      if (sheet.refused.has(number)) cell.fill = fill(MARKED)
      wide[column] = Math.min(WIDTHS.most, Math.max(wide[column] ?? WIDTHS.least, text.length * 1.5))
    }
  }
  for (const [column, width] of wide.entries()) page.getColumn(column + 1).width = width ?? WIDTHS.least
  for (const { row, column, text, error } of sheet.notes) {
    const cell = page.getRow(row).getCell(column + 1)
    if (error) cell.fill = fill(WRONG)
    cell.note = { texts: [{ text: textCell(text) }], margins: { insetmode: 'auto' } }
  }
  for (const { top, left, bottom, right } of sheet.merges)
    if ((bottom - top + 1) * (right - left + 1) <= MOST_MERGED && !overlaps(page, top, left, bottom, right))
      page.mergeCells(top, left + 1, bottom, right + 1)
  for (const picture of sheet.pictures) addPicture(book, page, picture)
  addLists(page, sheet)
}

function overlaps(page: ExcelJS.Worksheet, top: number, left: number, bottom: number, right: number): boolean {
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) if (page.getRow(row).getCell(column + 1).isMerged) return true
  return false
}

const HEIGHT = 96

function addPicture(book: ExcelJS.Workbook, page: ExcelJS.Worksheet, { row, column, media, bytes }: Picture): void {
  const extension = media === 'image/jpeg' ? 'jpeg' : media === 'image/gif' ? 'gif' : 'png'
  const { width, height } = pictureSize(media, bytes)
  const id = book.addImage({ base64: Buffer.from(bytes).toString('base64'), extension })
  page.addImage(id, {
    tl: { col: column, row: row - 1 },
    ext: { width: Math.round((width / height) * HEIGHT), height: HEIGHT },
    editAs: 'oneCell',
  })
}

function addLists(page: ExcelJS.Worksheet, { rows, lists }: CopiedSheet): void {
  const bottom = Math.max(PREPARED_ROWS, rows.at(-1)?.number ?? 0) + 1
  for (const { column, source, count } of lists) {
    const [letter, from] = [columnLetter(column), columnLetter(source)]
    // Its type leaves out ranges and this method, which the writer has.
    const validations = (
      page as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }
    ).dataValidations
    validations.add(`${letter}2:${letter}${bottom}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`_lists!$${from}$1:$${from}$${count}`],
      showErrorMessage: false,
    })
  }
}
