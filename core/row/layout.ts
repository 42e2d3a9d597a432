/**
 * How a sheet of theory items is laid out: blocks under headers, a table
 * without a header, or text that flows. What was not named by the sheet itself
 * is a guess and marked as one.
 */
import type { TheoryType } from '../item.ts'
import { flowItems, sectionType } from './flow.ts'
import {
  type BlockMapping,
  type ColumnMapping,
  cleanText,
  findHeader,
  type HeaderWords,
  headerColumns,
} from './mapping.ts'
import type { Row, Sheet } from './sheet.ts'
import { textFields } from './unfold.ts'
import {
  difficultyNamed,
  type NamedType,
  optionFields,
  theoryFieldOf,
  theoryHints,
  truthNamed,
  typeNamed,
  typeWithin,
} from './words.ts'

/** A theory sheet has a stem and something that goes with one. */
export const theoryWords: HeaderWords = {
  fieldOf: theoryFieldOf,
  hints: theoryHints,
  required: [['stem'], ['key', 'options', 'type', ...optionFields]],
}

/** The blocks of a sheet in their order; empty when it holds no theory items. A workbook of ours (`own`) has headers or nothing. */
export function theoryBlocks(sheet: Sheet, own = false): BlockMapping[] {
  const headed = sheet.flow ? [] : headedBlocks(sheet)
  if (headed.length > 0 || own) return headed
  const alone = sheet.flow ? undefined : stemAlone(sheet)
  if (alone) return [alone]
  const guessed = sheet.flow ? undefined : guessedBlock(sheet)
  if (guessed) return [guessed]
  return flows(sheet) ? [{ ...common(sheet), layout: 'flow', columns: flowColumns(sheet) }] : []
}

/** True when a sheet holds theory items: what `theoryBlocks` finds, known by its first header where there is one. */
export const holdsTheory = (sheet: Sheet): boolean =>
  (!sheet.flow && findHeader(sheet.rows, theoryWords) !== undefined) || theoryBlocks(sheet).length > 0

/** `type` is what the sheet's name gives all its items ("多选题"). */
const common = (sheet: Sheet) => ({ sheet: sheet.name, headerRow: 0, type: typeWithin(sheet.name) ?? null })

/** The first header and every later row that is a header again. */
function headedBlocks(sheet: Sheet): BlockMapping[] {
  const first = findHeader(sheet.rows, theoryWords)
  if (!first) return []
  const blocks: BlockMapping[] = []
  for (const [index, row] of sheet.rows.entries()) {
    const columns = index === first.index ? first.columns : index > first.index ? laterHeader(row) : undefined
    if (!columns) continue
    const type = headingAbove(sheet.rows[index - 1]) ?? typeWithin(sheet.name) ?? null
    for (const side of sidesOf(columns))
      blocks.push({ sheet: sheet.name, headerRow: row.number, layout: 'rows', type, columns: side })
  }
  return blocks
}

/**
 * Two tables side by side have one header row, in which the first one's names
 * come again in their order: "题干 答案 题干 答案". Each repeats all of them, or
 * it is one table with a column twice.
 */
function sidesOf(columns: readonly ColumnMapping[]): ColumnMapping[][] {
  const [first] = columns
  const starts = columns.flatMap(({ header }, at) => (header === first?.header ? [at] : []))
  const sides = starts.map((at, index) => columns.slice(at, starts[index + 1]))
  const names = (side: readonly ColumnMapping[]) => side.map(({ header }) => header).join('\n')
  const alike = sides.every((side) => names(side) === names(sides[0] ?? []))
  if (sides.length < 2 || !alike || !sides[0]?.some(({ field }) => field === 'stem')) return [[...columns]]
  const fields = sides[0].map(({ field, certain }) => ({ field, certain }))
  return sides.map((side) => side.map((column, at) => ({ ...column, ...fields[at] })))
}

/** The type that a line right above a header gives the items below it ("二、判断题"). */
function headingAbove(row: Row | undefined): TheoryType | undefined {
  const filled = (row?.cells ?? []).map(cleanText).filter((text) => text !== '')
  const [only] = filled
  return only !== undefined && filled.length === 1 && only.length <= 40
    ? (definite(sectionType(only)) ?? typeWithin(only))
    : undefined
}

const definite = (type: NamedType | undefined) => (type === 'choice' ? undefined : type)

/** A header that names a stem and nothing else, above stems that carry their options or keys themselves. */
function stemAlone(sheet: Sheet): BlockMapping | undefined {
  const header = findHeader(sheet.rows, { fieldOf: theoryFieldOf, required: [['stem']] })
  const row = header && sheet.rows[header.index]
  if (!header || !row) return undefined
  const column = header.columns.find(({ field }) => field === 'stem')?.column ?? 0
  const stems = sheet.rows.slice(header.index + 1, header.index + 1 + SAMPLE).map(({ cells }) => cells[column] ?? '')
  const whole = stems.filter((text) => {
    const fields = textFields(cleanText(text))
    return (fields.get('key') ?? '') !== '' || fields.has('option-b')
  })
  if (whole.length === 0 || whole.length * 2 < stems.length) return undefined
  return { ...common(sheet), headerRow: row.number, layout: 'rows', columns: header.columns }
}

const STEM_WORD = /题[干目]|试题|问题|内容|stem|question|content/iu

/** A row below that is a header by at least three names, or that holds nothing but names: two blocks in one sheet. */
function laterHeader(row: Row): ColumnMapping[] | undefined {
  // Every name of the stem holds one of these: most rows need no closer look.
  if (!row.cells.some((text) => text.length <= 40 && STEM_WORD.test(text))) return undefined
  const columns = headerColumns(row, { ...theoryWords, hints: [] }, false)
  const named = columns?.filter(({ field }) => field !== null).length ?? 0
  return named > 2 || named === columns?.length ? columns : undefined
}

/** A document is what it is; a sheet that reads like one is a guess. */
const flowColumns = (sheet: Sheet): ColumnMapping[] =>
  sheet.flow ? [] : [{ column: 0, header: '', field: 'text', certain: false }]

function flows(sheet: Sheet): boolean {
  const { items } = flowItems(sheet.rows, typeWithin(sheet.name) ?? null)
  const lettered = items.filter(({ text }) => {
    const fields = textFields(text)
    return fields.has('option-b') || (fields.get('key') ?? '') !== ''
  })
  return items.length > 0 && lettered.length * 2 >= items.length
}

const SAMPLE = 300
const WIDEST = 40

type Profile = {
  column: number
  filled: number
  length: number
  types: number
  keys: number
  whole: number
  levels: number
}

/** A table without a header, or under one whose words say nothing. */
function guessedBlock(sheet: Sheet): BlockMapping | undefined {
  const columns = guessedColumns(sheet.rows)
  if (columns) return { ...common(sheet), layout: 'rows', columns }
  const [head, ...rest] = sheet.rows
  const below = head && guessedColumns(rest)
  if (!below) return undefined
  const named = below.map((one) => ({ ...one, header: (head.cells[one.column] ?? '').trim().slice(0, 200) }))
  return { ...common(sheet), headerRow: head.number, layout: 'rows', columns: named }
}

/** The columns of a table that names none, by what stands in them; undefined when it does not look like items. */
function guessedColumns(rows: readonly Row[]): ColumnMapping[] | undefined {
  const sample = rows.slice(0, SAMPLE)
  const width = Math.min(WIDEST, Math.max(0, ...sample.map(({ cells }) => cells.length)))
  if (sample.length < 2 || width < 2) return undefined
  const profiles = Array.from({ length: width }, (_, column) => profile(sample, column))
  const most = (share: (one: Profile) => number, least: number) =>
    profiles
      .filter((one) => one.filled > 0 && share(one) / one.filled >= least)
      .sort((one, other) => other.filled - one.filled || one.column - other.column)[0]
  const type = most(({ types }) => types, 0.8)
  const key = profiles
    .filter((one) => one !== type && one.filled >= sample.length * 0.6 && one.keys >= one.filled * 0.8)
    .sort((one, other) => other.keys - other.whole - (one.keys - one.whole))[0]
  const stem = profiles.find(
    (one) => one !== type && one !== key && one.filled >= sample.length * 0.8 && one.length >= one.filled * 6,
  )
  if (!key || !stem || key.keys <= key.whole) return undefined
  const fields = new Map<number, string>([
    [stem.column, 'stem'],
    [key.column, 'key'],
  ])
  if (type) fields.set(type.column, 'type')
  const level = profiles.find(({ column, filled, levels }) => !fields.has(column) && levels > 0 && levels === filled)
  if (level) fields.set(level.column, 'difficulty')
  let next = 0
  for (const { column, filled, whole, length } of profiles) {
    if (column < stem.column || fields.has(column) || filled === 0) continue
    const after = key.column > stem.column && column > key.column && next > 0
    if (!after && next < optionFields.length) fields.set(column, optionFields[next++] ?? '')
    else if (length > filled * 6 && whole < filled && ![...fields.values()].includes('rationale'))
      fields.set(column, 'rationale')
  }
  return profiles.flatMap(({ column, filled }) =>
    filled === 0 ? [] : [{ column, header: '', field: fields.get(column) ?? null, certain: false }],
  )
}

const KEY = /^[(（[【]?\s*[A-Ja-jＡ-Ｊ](?:[\s、,，;；]*[A-Ja-jＡ-Ｊ])*\s*[)）\]】]?$/u

function profile(rows: readonly Row[], column: number): Profile {
  const found: Profile = { column, filled: 0, length: 0, types: 0, keys: 0, whole: 0, levels: 0 }
  for (const { cells } of rows) {
    const text = cleanText(cells[column] ?? '')
    if (text === '') continue
    found.filled += 1
    found.length += text.length
    if (typeNamed(text) !== undefined) found.types += 1
    if (KEY.test(text) || truthNamed(text) !== undefined) found.keys += 1
    if (/^\d+$/u.test(text)) found.whole += 1
    else if (typeof difficultyNamed(text) === 'number') found.levels += 1
  }
  return found
}
