/**
 * With `write-copy.ts` the only file that calls exceljs, and only to write. The result depends on
 * the plan alone: exceljs stamps its zip with the clock, so the parts are
 * packed again.
 */
import ExcelJS from 'exceljs'
import { columnLetter, STAMP_SHEET, STAMP_WORD } from '../../core/row/sheet.ts'
import { mediaOf } from '../imports/read/drawings.ts'
import { pictureSize } from '../items/picture.ts'
import type { CellValue, SheetPlan, WorkbookPlan } from './plan.ts'
import { TEMPLATE_VERSION } from './plan.ts'
import { packZip, unpackZip } from './zip.ts'

/** A date of no meaning: the file must not depend on when it was made. */
const WRITTEN = new Date('2000-01-01T00:00:00Z')
const LIST_SHEET = '_lists'
/** Rows that get drop-downs, below the header. */
const PREPARED_ROWS = 5000

const font = { name: 'Microsoft YaHei', size: 10 }
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })
const border = { bottom: { style: 'thin' as const, color: { argb: 'FFBFBFBF' } } }

/** The bytes of an .xlsx. */
export async function workbookBytes(plan: WorkbookPlan): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.creator = 'Juanku'
  book.lastModifiedBy = 'Juanku'
  book.title = `${plan.title.zh} ${plan.title.en}`
  book.created = WRITTEN
  book.modified = WRITTEN
  addInstructions(book, plan)
  for (const sheet of plan.sheets) addSheet(book, sheet, plan.lists)
  addLists(book, plan.lists)
  addStamp(book, plan)
  return packZip(await unpackZip(Buffer.from(await book.xlsx.writeBuffer())))
}

/** The bytes of a workbook to read, not to fill in: sheets with their headers, no instructions, lists or stamp. */
export async function reportWorkbookBytes(title: string, sheets: readonly SheetPlan[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.creator = 'Juanku'
  book.title = title
  book.created = WRITTEN
  book.modified = WRITTEN
  for (const sheet of sheets) addSheet(book, sheet, {})
  // Printed, a sheet is as wide as a page and as long as it is.
  for (const page of book.worksheets)
    page.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  return packZip(await unpackZip(Buffer.from(await book.xlsx.writeBuffer())))
}

/** The bytes of a workbook without instructions, lists and stamp: rows as anybody might type them. */
export async function plainWorkbookBytes(sheet: string, rows: readonly (readonly CellValue[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.created = WRITTEN
  book.modified = WRITTEN
  const page = book.addWorksheet(sheet)
  for (const row of rows) page.addRow(row.map(cellValue))
  return packZip(await unpackZip(Buffer.from(await book.xlsx.writeBuffer())))
}

function addInstructions(book: ExcelJS.Workbook, { title, instructions }: WorkbookPlan): void {
  const page = book.addWorksheet('填写说明', { properties: { tabColor: { argb: 'FF7F7F7F' } } })
  page.columns = [{ width: 5 }, { width: 70 }, { width: 70 }]
  const head = page.addRow(['', title.zh, title.en])
  head.font = { ...font, size: 14, bold: true }
  page.addRow([])
  for (const [index, { zh, en }] of instructions.entries()) {
    const row = page.addRow([index + 1, zh, en])
    row.font = font
    row.alignment = { vertical: 'top', wrapText: true }
  }
}

function addSheet(book: ExcelJS.Workbook, plan: SheetPlan, lists: WorkbookPlan['lists']): void {
  const page = book.addWorksheet(plan.name, { views: [{ state: 'frozen', ySplit: 1, xSplit: 0 }] })
  page.columns = plan.columns.map(({ width, number }) => ({
    width,
    style: {
      font,
      alignment: { vertical: 'top', wrapText: true },
      // Text columns keep "001", "1/2" and "=5" as typed.
      numFmt: number ? 'General' : '@',
    },
  }))
  const header = page.addRow(plan.columns.map(({ zh, en }) => textCell(`${zh}\n${en}`)))
  header.height = 34
  header.eachCell((cell) => {
    cell.font = { ...font, bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = fill('FF2F5597')
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true }
    cell.border = border
  })
  for (const [index, values] of plan.rows.entries()) {
    const row = page.addRow(values.map(cellValue))
    if (index >= plan.examples) continue
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.fill = fill('FFF2F2F2')
      cell.font = { ...font, italic: true, color: { argb: 'FF7F7F7F' } }
    })
  }
  for (const { row, column, rows } of plan.merges ?? [])
    page.mergeCells(row + 2, column + 1, row + rows + 1, column + 1)
  for (const { row, column, images } of plan.pictures ?? []) addPictures(book, page, row + 2, column, images)
  addValidations(page, plan, lists)
}

/** A cell as exceljs takes it. Text is always a string cell, whatever it begins with, so that it is never a formula. */
function cellValue(value: CellValue): string | number | null {
  if (typeof value !== 'string') return value
  return value === '' ? null : textCell(value)
}

/** Text as a cell can hold it: what XML cannot hold is left out; what reads like an escape is escaped itself. */
export const textCell = (text: string): string =>
  text.replace(/[\uFFFE\uFFFF]/gu, '').replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')

const PICTURE_HEIGHT = 96

function addPictures(
  book: ExcelJS.Workbook,
  page: ExcelJS.Worksheet,
  row: number,
  column: number,
  images: readonly Uint8Array[],
): void {
  page.getRow(row).height = PICTURE_HEIGHT * 0.8
  for (const [index, bytes] of images.entries()) {
    const media = mediaOf(bytes)
    const extension = media === 'image/jpeg' ? 'jpeg' : media === 'image/gif' ? 'gif' : 'png'
    const size = pictureSize(media, bytes)
    const id = book.addImage({ base64: Buffer.from(bytes).toString('base64'), extension })
    page.addImage(id, {
      tl: { col: column + Math.min(0.95, index * 0.05), row: row - 1 },
      ext: { width: Math.round((size.width / size.height) * PICTURE_HEIGHT), height: PICTURE_HEIGHT },
      editAs: 'oneCell',
    })
  }
}

function addValidations(page: ExcelJS.Worksheet, plan: SheetPlan, lists: WorkbookPlan['lists']): void {
  const names = Object.keys(lists)
  const bottom = Math.max(PREPARED_ROWS, plan.rows.length) + 1
  for (const [index, { list }] of plan.columns.entries()) {
    if (list === undefined) continue
    const source = columnLetter(names.indexOf(list))
    const letter = columnLetter(index)
    // Its type leaves out ranges and this method, which the writer has.
    const validations = (
      page as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }
    ).dataValidations
    validations.add(`${letter}2:${letter}${bottom}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`${LIST_SHEET}!$${source}$1:$${source}$${lists[list]?.length ?? 1}`],
      // Other spellings are understood too, so the list helps and does not forbid.
      showErrorMessage: false,
    })
  }
}

function addLists(book: ExcelJS.Workbook, lists: WorkbookPlan['lists']): void {
  const page = book.addWorksheet(LIST_SHEET, { state: 'veryHidden' })
  for (const [index, values] of Object.values(lists).entries())
    for (const [row, value] of values.entries()) page.getCell(row + 1, index + 1).value = cellValue(value)
}

function addStamp(book: ExcelJS.Workbook, { template }: WorkbookPlan): void {
  book.addWorksheet(STAMP_SHEET, { state: 'veryHidden' }).addRow([STAMP_WORD, template, TEMPLATE_VERSION])
}
