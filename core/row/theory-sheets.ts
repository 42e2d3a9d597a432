/** The sheets of a theory workbook: blocks under headers, flowing text, section headings, example rows, pictures. */
import type { TheoryItem } from '../item.ts'
import { counted } from '../words.ts'
import { flowItems, sectionType } from './flow.ts'
import { type Issue, rowIssues } from './issue.ts'
import { stemNumber } from './key.ts'
import { visibleSheets } from './kind.ts'
import { theoryBlocks } from './layout.ts'
import {
  type BlockMapping,
  type CellsView,
  cleanText,
  endOf,
  type Mapping,
  type RowView,
  type Side,
  sideOf,
  viewer,
} from './mapping.ts'
import { indexPoints, type PointIndex } from './points.ts'
import type { Reading, ReadOptions } from './read.ts'
import { type RowResult, skipped } from './result.ts'
import { filledDown, type Picture, type Row, type Sheet, type Workbook } from './sheet.ts'
import { type PartRow, partRow, theoryRow } from './theory.ts'
import { withCellPictures } from './theory-pictures.ts'
import { groupRows, type RowGroup, startsOption, textFields, textView, unfolded } from './unfold.ts'
import { isExample, isFooter, levelFields, type NamedType, typeNamed } from './words.ts'

type Context = {
  own: boolean
  points: PointIndex | null
  pictures: ReadonlyMap<number, Picture[]>
  /** Takes what belongs to no row's result. */
  issues: Issue[]
}
type Result = RowResult<TheoryItem>

/** Reads every visible sheet in which theory items are recognised, or those a mapping names. */
export function readTheorySheets(
  workbook: Workbook,
  { table, mapping }: ReadOptions<'theory'>,
): Omit<Reading<TheoryItem>, 'certain'> {
  const points = table ? indexPoints(table) : null
  const reading = { rows: [] as Result[], issues: [] as Issue[], notes: [] as Reading['notes'] }
  const blocks: BlockMapping[] = []
  const places = picturePlaces(workbook)
  for (const sheet of visibleSheets(workbook)) {
    if (sheet.rows.length === 0) continue
    const found = mapping
      ? mapping.blocks.filter((block) => block.sheet === sheet.name)
      : theoryBlocks(sheet, workbook.stamp !== null)
    if (found.length === 0) {
      if (!workbook.stamp) reading.notes.push(passedOver(sheet))
      continue
    }
    for (const block of found) blocks.push(block)
    const pictures = places.get(sheet) ?? new Map<number, Picture[]>()
    const rows = sheetRows(sheet, found, {
      own: workbook.stamp !== null,
      points,
      pictures,
      issues: reading.issues,
    })
    for (const row of rows) reading.rows.push(row)
    reading.issues.push(...picturesAlone(sheet, rows, pictures))
  }
  return { ...reading, mapping: { kind: 'theory', blocks } satisfies Mapping }
}

const passedOver = ({ name, rows }: Sheet) => ({
  sheet: name,
  message: {
    zh: `工作表没有试题表头，其中 ${rows.length} 行没有读入。`,
    en: `The sheet has no header of items; its ${counted(rows.length, 'row was', 'rows were')} not read.`,
  },
})

function sheetRows(sheet: Sheet, blocks: readonly BlockMapping[], context: Context): Result[] {
  const results: Result[] = []
  const first = blocks[0]?.headerRow ?? 0
  for (const row of sheet.rows) if (row.number < first) results.push(skipped(sheet.name, row.number, 'title'))
  for (const [index, block] of blocks.entries()) {
    const until = endOf(blocks, block)
    const beside = sideOf(blocks, block)
    const within = shared(sheet, block, context).filter(({ number }) => number > block.headerRow && number < until)
    if (block.headerRow > 0 && blocks[index - 1]?.headerRow !== block.headerRow)
      results.push(skipped(sheet.name, block.headerRow, 'header'))
    const own = beside ? { ...context, pictures: picturesWithin(context.pictures, beside) } : context
    const rows = beside ? within.map((row) => rowWithin(row, beside)) : within
    const read = block.layout === 'flow' ? flowRows(rows, block, own) : blockRows(rows, block, own)
    for (const result of read) results.push(result)
  }
  return results
}

const rowWithin = (row: Row, { from, to }: Side): Row => ({
  ...row,
  cells: row.cells.slice(0, Math.min(row.cells.length, to)).map((text, column) => (column < from ? '' : text)),
})

const picturesWithin = (pictures: Context['pictures'], { from, to }: Side): Context['pictures'] =>
  new Map([...pictures].map(([row, all]) => [row, all.filter(({ column }) => column >= from && column < to)] as const))

/** What stands once for several items when its cells are merged downwards. */
const SHARED = ['type', 'pointCode', 'pointName', ...levelFields, 'difficulty', 'marks', 'source']

/** The rows with merged types and points in every row that has a stem; options below a stem are not items. */
function shared(sheet: Sheet, block: BlockMapping, { own }: Context): Row[] {
  const columns = SHARED.map((field) => columnOf(block, field)).filter((column) =>
    sheet.merges.some(({ left, top, bottom }) => left === column && bottom > top),
  )
  if (own || columns.length === 0) return sheet.rows
  const stem = columnOf(block, 'stem')
  const filled = columns.map((column) => ({ column, rows: filledDown(sheet, column, column + 1) }))
  return sheet.rows.map((row, index) => {
    const text = row.cells[stem] ?? ''
    if (text.trim() === '' || startsOption(text)) return row
    const cells = [...row.cells]
    for (const { column, rows } of filled) {
      while (cells.length < column) cells.push('')
      cells[column] = rows[index]?.cells[column] ?? ''
    }
    return { ...row, cells }
  })
}

/** Items written as text: an item's further rows are parts of it. */
function flowRows(rows: readonly Row[], block: BlockMapping, context: Context): Result[] {
  const { items, titles, keysAlone } = flowItems(rows, block.type)
  const results: Result[] = titles.map((row) => skipped(block.sheet, row, 'title'))
  for (const { row, number } of keysAlone) {
    const found = rowIssues(block.sheet, row)
    found.add('warning', 'key-alone', null, '', number)
    context.issues.push(...found.list)
  }
  const taken = new Set(titles)
  for (const item of items) {
    const view = textView(block.sheet, item.row, textFields(item.text))
    const pictures = item.members.flatMap((row) => context.pictures.get(row) ?? [])
    results.push(theoryRow(view, { ...context, type: item.type ?? block.type, numbered: false, pictures }))
    for (const row of item.members) {
      if (row !== item.row && !taken.has(row)) results.push(skipped(block.sheet, row, 'part'))
      taken.add(row)
    }
  }
  for (const { number } of rows) if (!taken.has(number)) results.push(skipped(block.sheet, number, 'blank'))
  return results
}

function blockRows(rows: readonly Row[], block: BlockMapping, context: Context): Result[] {
  const { sheet } = block
  const view = viewer(sheet, block.columns)
  const reader = groupReader(block, context, numbersOf(rows, block))
  const results: Result[] = []
  let type: NamedType | null = block.type
  const groups = context.own ? rows.map((head) => ({ head, tail: [] })) : groupRows(rows, block)
  const passed = passer(block, context)
  const hasParts = columnOf(block, 'part') >= 0
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at]
    if (!group) continue
    const seen = view(group.head)
    const why = passed(seen)
    if (why !== null) {
      const passing = why === 'blank' || why === 'example' || why === 'footer'
      if (!passing) type = why
      if (why === 'footer') results.push(footer(seen))
      else results.push(skipped(sheet, group.head.number, passing ? why : 'title'))
    } else {
      const parts = hasParts ? partsBelow(groups, at, view, passed) : []
      for (const result of reader(group, seen, parts, type)) results.push(result)
      at += parts.length
      for (const { number } of parts.flatMap(({ tail }) => tail)) results.push(skipped(sheet, number, 'part'))
    }
    for (const { number } of group.tail) results.push(skipped(sheet, number, 'part'))
  }
  return results
}

/** A line that only counts is passed over, and said. */
function footer({ sheet, row }: RowView): Result {
  const issues = rowIssues(sheet, row)
  issues.add('warning', 'footer-row', null, '')
  return { sheet, row, issues: issues.list, outcome: 'skipped', why: 'footer' }
}

type Passing = 'blank' | 'example' | 'footer' | NamedType | null

/** Tells why a row of the block holds no item: blank, an example, a total, or a heading that gives the type of what follows; null when it does. */
function passer(block: BlockMapping, { own }: Context): (seen: CellsView) => Passing {
  const prepared = new Set(PREPARED.map((field) => columnOf(block, field)))
  return (seen) => {
    const filled = seen.cells.filter((text) => text !== '')
    if (filled.length === 0) return 'blank'
    if (isExample(seen.text('marker')) || isExample(seen.text('id'))) return 'example'
    if (!own && isFooter(filled)) return 'footer'
    const heading = filled.length === 1 && !own ? sectionType(filled[0] ?? '') : undefined
    if (heading) return heading
    // Prepared but unused: a running number or a type, and nothing else.
    const type = seen.text('type')
    const alone = seen.cells.every((text, at) => text === '' || prepared.has(at))
    return alone && (type === '' || typeNamed(type) !== undefined) ? 'blank' : null
  }
}

/** The rows of sub-items right below a case. */
function partsBelow(
  groups: readonly RowGroup[],
  at: number,
  view: (row: Row) => CellsView,
  passed: (seen: CellsView) => Passing,
): RowGroup[] {
  const parts: RowGroup[] = []
  if (isPart(groups[at], view)) return parts
  for (const group of groups.slice(at + 1, at + 1 + MOST_PARTS)) {
    if (!isPart(group, view) || passed(view(group.head)) !== null) break
    parts.push(group)
  }
  return parts
}

const MOST_PARTS = 20
const isPart = (group: RowGroup | undefined, view: (row: Row) => RowView): boolean =>
  group !== undefined && view(group.head).text('part') !== ''

type Numbers = { mostly: boolean; of: ReadonlyMap<number, number>; column: number }

/** Which stems begin with a running number; one that begins with "3、" may mean its 3, a sheet where most do is numbered. */
function numbersOf(rows: readonly Row[], block: BlockMapping): Numbers {
  const stem = columnOf(block, 'stem')
  const of = new Map<number, number>()
  for (const { number, cells } of rows) {
    const found = stemNumber(cleanText(cells[stem] ?? ''))
    if (found !== undefined) of.set(number, found)
  }
  return { mostly: of.size * 2 > rows.length && rows.length > 1, of, column: columnOf(block, 'number') }
}

const columnOf = (block: BlockMapping, field: string): number =>
  block.columns.find((column) => column.field === field)?.column ?? -1

/** Reads one item with its sub-items, each row a result of its own. */
function groupReader(block: BlockMapping, context: Context, numbers: Numbers) {
  const view = viewer(block.sheet, block.columns)
  return ({ head, tail }: RowGroup, seen: RowView, parts: readonly RowGroup[], type: NamedType | null): Result[] => {
    const own = numbers.of.get(head.number)
    const numbered =
      !context.own &&
      own !== undefined &&
      (numbers.mostly || String(own) === cleanText(head.cells[numbers.column] ?? ''))
    const picturesOf = (rows: readonly Row[]) =>
      context.pictures.size === 0 ? [] : rows.flatMap(({ number }) => context.pictures.get(number) ?? [])
    const full = context.own ? seen : unfolded(withCellPictures(seen, picturesOf([head])), tail, view)
    const about = { own: context.own, type, numbered, points: context.points, pictures: picturesOf([head, ...tail]) }
    if (seen.text('part') !== '') return [alone(seen)]
    const results: Result[] = []
    const read = parts.map(({ head: row, tail: below }, index): PartRow => {
      const { found, issues } = partRow(
        context.own ? view(row) : unfolded(view(row), below, view),
        { ...about, type: null, numbered: false, pictures: picturesOf([row]) },
        index,
      )
      const place = { sheet: block.sheet, row: row.number, issues: issues.list }
      results.push(found.part ? { ...place, outcome: 'skipped', why: 'part' } : { ...place, outcome: 'refused' })
      return found
    })
    return [theoryRow(full, about, read), ...results]
  }
}

function alone(view: RowView): Result {
  const issues = rowIssues(view.sheet, view.row)
  issues.add('error', 'part-alone', view.column('part'), view.text('part'))
  return { sheet: view.sheet, row: view.row, issues: issues.list, outcome: 'refused' }
}

/** What is filled in ahead for rows that are never used: it makes no item. */
const PREPARED = ['number', 'type', 'difficulty', 'marks', 'seconds', 'agreement', 'fixed']

function picturePlaces({ sheets, pictures }: Workbook): Map<Sheet, Map<number, Picture[]>> {
  const places = new Map<Sheet, Map<number, Picture[]>>()
  for (const picture of pictures) {
    const sheet = sheets[picture.sheet]
    if (!sheet) continue
    const byRow = places.get(sheet) ?? new Map<number, Picture[]>()
    places.set(sheet, byRow)
    const row = byRow.get(picture.row)
    if (row) row.push(picture)
    else byRow.set(picture.row, [picture])
  }
  return places
}

/** Pictures that no item row took: a person has to be told, or a figure is lost. */
function picturesAlone(sheet: Sheet, rows: readonly Result[], pictures: ReadonlyMap<number, Picture[]>): Issue[] {
  if (pictures.size === 0) return []
  const taken = new Set(
    rows.flatMap((row) => (row.outcome !== 'skipped' || row.why === 'example' || row.why === 'part' ? [row.row] : [])),
  )
  return [...pictures.keys()].flatMap((row) => {
    if (taken.has(row)) return []
    const issues = rowIssues(sheet.name, row)
    issues.add('warning', 'picture-alone', null, '')
    return issues.list
  })
}
