/** The sheets of a theory workbook: blocks under headers, section headings, example rows, pictures. */
import type { TheoryItem, TheoryType } from '../item.ts'
import { type Issue, rowIssues } from './issue.ts'
import { stemNumber } from './key.ts'
import { theoryWords, visibleSheets } from './kind.ts'
import { type BlockMapping, cleanText, findHeader, headerColumns, type Mapping, viewer } from './mapping.ts'
import { indexPoints, type PointIndex } from './points.ts'
import type { Reading, ReadOptions } from './read.ts'
import { type RowResult, skipped } from './result.ts'
import type { Picture, Row, Sheet, Workbook } from './sheet.ts'
import { theoryRow } from './theory.ts'
import { isExample, typeNamed } from './words.ts'

/** Reads every visible sheet that has a header of theory items. */
export function readTheorySheets(
  workbook: Workbook,
  { table, mapping }: ReadOptions<'theory'>,
): Omit<Reading<TheoryItem>, 'certain'> {
  const points = table ? indexPoints(table) : null
  const reading = { rows: [] as RowResult<TheoryItem>[], issues: [] as Issue[], notes: [] as Reading['notes'] }
  const blocks: BlockMapping[] = []
  for (const sheet of visibleSheets(workbook)) {
    if (sheet.rows.length === 0) continue
    const found = mapping ? mapping.blocks.filter((block) => block.sheet === sheet.name) : blocksOf(sheet)
    if (found.length === 0) {
      if (!workbook.stamp) reading.notes.push(passedOver(sheet))
      continue
    }
    blocks.push(...found)
    const pictures = picturesByRow(workbook, sheet)
    reading.rows.push(...sheetRows(sheet, found, { own: workbook.stamp !== null, points, pictures }))
    reading.issues.push(...picturesAlone(sheet, reading.rows, pictures))
  }
  return { ...reading, mapping: { kind: 'theory', blocks } satisfies Mapping }
}

const passedOver = ({ name, rows }: Sheet) => ({
  sheet: name,
  message: {
    zh: `工作表没有试题表头，其中 ${rows.length} 行没有读入。`,
    en: `The sheet has no header of items; its ${rows.length} rows were not read.`,
  },
})

/** The first header and every later row that is a header again. */
function blocksOf(sheet: Sheet): BlockMapping[] {
  const first = findHeader(sheet.rows, theoryWords)
  if (!first) return []
  const named = typeNamed(sheet.name)
  const type: TheoryType | null = named === undefined || named === 'choice' ? null : named
  const blocks: BlockMapping[] = []
  for (const [index, row] of sheet.rows.entries()) {
    const columns = index === first.index ? first.columns : index > first.index ? laterHeader(row) : undefined
    if (columns) blocks.push({ sheet: sheet.name, headerRow: row.number, columns, type })
  }
  return blocks
}

/** A row below that is a header by at least three names: two blocks in one sheet. */
function laterHeader(row: Row) {
  const columns = headerColumns(row, { ...theoryWords, hints: [] }, false)
  return columns && columns.filter(({ field }) => field !== null).length > 2 ? columns : undefined
}

type SheetContext = { own: boolean; points: PointIndex | null; pictures: ReadonlyMap<number, Picture[]> }

function sheetRows(sheet: Sheet, blocks: readonly BlockMapping[], context: SheetContext): RowResult<TheoryItem>[] {
  const results: RowResult<TheoryItem>[] = []
  const first = blocks[0]?.headerRow ?? 0
  for (const row of sheet.rows) if (row.number < first) results.push(skipped(sheet.name, row.number, 'title'))
  for (const [index, block] of blocks.entries()) {
    const until = blocks[index + 1]?.headerRow ?? Number.POSITIVE_INFINITY
    const rows = sheet.rows.filter(({ number }) => number > block.headerRow && number < until)
    results.push(skipped(sheet.name, block.headerRow, 'header'), ...blockRows(sheet.name, rows, block, context))
  }
  return results
}

function blockRows(sheet: string, rows: readonly Row[], block: BlockMapping, context: SheetContext) {
  const view = viewer(sheet, block.columns)
  const field = (name: string) => block.columns.find((column) => column.field === name)?.column ?? -1
  const stem = field('stem')
  const number = field('number')
  const numbers = rows.map((row) => stemNumber(cleanText(row.cells[stem] ?? '')))
  // One stem that begins with "3、" may mean its 3; a sheet where most do is numbered.
  const mostly = numbers.filter((found) => found !== undefined).length * 2 > rows.length && rows.length > 1
  let type = block.type
  return rows.map((row, index): RowResult<TheoryItem> => {
    const cells = row.cells.map(cleanText)
    const filled = cells.filter((text) => text !== '')
    if (filled.length === 0) return skipped(sheet, row.number, 'blank')
    const seen = view(row)
    if (isExample(seen.text('marker')) || isExample(seen.text('id'))) return skipped(sheet, row.number, 'example')
    const heading = filled.length === 1 && !context.own ? sectionType(filled[0] ?? '') : undefined
    if (heading) {
      type = heading
      return skipped(sheet, row.number, 'title')
    }
    if (isNumberAlone(cells, number, block)) return skipped(sheet, row.number, 'blank')
    const own = numbers[index]
    const numbered = !context.own && own !== undefined && (mostly || String(own) === cells[number])
    const { points, pictures } = context
    return theoryRow(seen, { own: context.own, type, numbered, points, pictures: pictures.get(row.number) ?? [] })
  })
}

/** Prepared but unused rows: a running number and nothing an item is made of. */
function isNumberAlone(cells: readonly string[], number: number, block: BlockMapping): boolean {
  return (
    number >= 0 && block.columns.every(({ column, field }) => field === 'number' || field === null || !cells[column])
  )
}

/** "一、单项选择题（每题 1 分）" above its items. */
function sectionType(text: string): TheoryType | undefined {
  const heading =
    /^\s*(?:第?[一二三四五六七八九十]+(?:部分|大题)?|[IVX]+|\d+)?\s*[、.．:：]?\s*([^\s(（,，:：。]{2,8}题)/u.exec(text)
  const named = heading?.[1] === undefined ? undefined : typeNamed(heading[1])
  return named === 'choice' ? undefined : named
}

function picturesByRow(workbook: Workbook, sheet: Sheet): Map<number, Picture[]> {
  const index = workbook.sheets.indexOf(sheet)
  const byRow = new Map<number, Picture[]>()
  for (const picture of workbook.pictures) {
    if (picture.sheet === index) byRow.set(picture.row, [...(byRow.get(picture.row) ?? []), picture])
  }
  return byRow
}

/** Pictures that no item row took: a person has to be told, or a figure is lost. */
function picturesAlone(
  sheet: Sheet,
  rows: readonly RowResult<TheoryItem>[],
  pictures: ReadonlyMap<number, Picture[]>,
): Issue[] {
  const taken = new Set(
    rows.filter((row) => row.sheet === sheet.name && row.outcome !== 'skipped').map(({ row }) => row),
  )
  const examples = new Set(
    rows.flatMap((row) =>
      row.sheet === sheet.name && row.outcome === 'skipped' && row.why === 'example' ? [row.row] : [],
    ),
  )
  return [...pictures.keys()].flatMap((row) => {
    if (taken.has(row) || examples.has(row)) return []
    const issues = rowIssues(sheet.name, row)
    issues.add('warning', 'picture-alone', null, '')
    return issues.list
  })
}
