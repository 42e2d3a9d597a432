/**
 * Which column holds what. A mapping is a value that can be shown, kept and
 * used again; a column found by a hint and not by its name is marked as a guess.
 */
import { ItemKind, TheoryType } from '../item.ts'
import { closed, nullable, type Static, Type } from '../schema.ts'
import { type Column, columnAt } from './issue.ts'
import type { Row } from './sheet.ts'
import { plain } from './words.ts'

/** `column` counts from 0; `field` is null for a column that is not read. */
export const ColumnMapping = closed({
  column: Type.Integer({ minimum: 0, maximum: 16_383 }),
  header: Type.String({ maxLength: 200 }),
  field: nullable(Type.String({ maxLength: 80 })),
  certain: Type.Boolean(),
})
export type ColumnMapping = Static<typeof ColumnMapping>

/**
 * A block of rows under one header; `headerRow` is 0 where there is none.
 * `layout` is 'flow' where items are written as text, one below the other.
 * `type` is set when the sheet's name says what all its items are.
 */
export const BlockMapping = closed({
  sheet: Type.String({ maxLength: 200 }),
  headerRow: Type.Integer({ minimum: 0 }),
  layout: Type.Enum(['rows', 'flow']),
  columns: Type.Array(ColumnMapping, { maxItems: 16_384 }),
  type: nullable(TheoryType),
})
export type BlockMapping = Static<typeof BlockMapping>

export const Mapping = closed({ kind: ItemKind, blocks: Type.Array(BlockMapping, { maxItems: 10_000 }) })
export type Mapping = Static<typeof Mapping>

/** False when any column of the mapping is a guess that a person should confirm. */
export const isCertain = (mapping: Mapping): boolean =>
  mapping.blocks.every(({ columns }) => columns.every(({ certain }) => certain))

/** What makes a row a header: names by field, hints for guesses, and the fields without which it is none. */
export type HeaderWords = {
  fieldOf: ReadonlyMap<string, string>
  hints?: readonly (readonly [RegExp, string])[]
  /** Every group must be met by one of its fields. */
  required: readonly (readonly string[])[]
}

const HEADER_ROWS = 15
const HEADER_LENGTH = 60
const HINT_LENGTH = 30

/** A column of an attribute that a body keeps of its own: "属性:认知层次". */
const ATTRIBUTE = /^\s*(?:属性|attribute)\s*[:：]\s*(.{1,60}?)\s*$/isu

/** Fields of attributes begin with this, the attribute's name follows as written. */
export const ATTRIBUTE_FIELD = 'attribute:'

/** The field a header cell names: as a whole, by its first line, or without what stands in brackets. */
export function fieldNamed(header: string, fieldOf: ReadonlyMap<string, string>): string | undefined {
  const first = header.trimStart().split('\n', 1)[0] ?? ''
  const attribute = ATTRIBUTE.exec(first)?.[1]
  if (attribute !== undefined) return `${ATTRIBUTE_FIELD}${attribute}`
  if (header.length > HEADER_LENGTH) return undefined
  const bare = plain(first)
    .replace(/[([【*].*$/u, '')
    .replace(/[:*]$/u, '')
  return fieldOf.get(plain(header)) ?? fieldOf.get(plain(first)) ?? fieldOf.get(bare)
}

/** The columns of `row` if it is a header by these words; with `guess`, hints may stand in for names. */
export function headerColumns(row: Row, words: HeaderWords, guess: boolean): ColumnMapping[] | undefined {
  const taken = new Set<string>()
  const take = (field: string | undefined) => {
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  }
  const columns = row.cells.map((text, column) => {
    const header = text.trim().slice(0, 200)
    return { column, header, field: take(fieldNamed(text, words.fieldOf)), certain: true }
  })
  const met = () => words.required.every((group) => group.some((field) => taken.has(field)))
  if (!guess && !met()) return undefined
  for (const column of columns) {
    if (column.field !== null || column.header === '' || column.header.length > HEADER_LENGTH) continue
    // A sentence is a stem that speaks of 题目 or 答案, not the name of a column.
    if (column.header.length > HINT_LENGTH || /[。？?！!；;]|[（(]\s*[）)]/u.test(column.header)) continue
    // A column whose exact name was taken by another stays unread: a hint must not give it a second meaning.
    if (fieldNamed(column.header, words.fieldOf) !== undefined) continue
    const hint = words.hints?.find(([pattern, field]) => !taken.has(field) && pattern.test(plain(column.header)))
    if (!hint) continue
    column.field = take(hint[1])
    column.certain = false
  }
  return met() ? columns.filter(({ header }) => header !== '') : undefined
}

/** The first header in the leading rows: by names if one is there, by hints otherwise. `index` points into `rows`. */
export function findHeader(
  rows: readonly Row[],
  words: HeaderWords,
): { index: number; columns: ColumnMapping[] } | undefined {
  const leading = rows.slice(0, HEADER_ROWS)
  for (const guess of [false, true]) {
    if (guess && !words.hints) break
    for (const [index, row] of leading.entries()) {
      const columns = headerColumns(row, words, guess)
      if (columns) return { index, columns }
    }
  }
  return undefined
}

/** The row before which a block ends: the next header below it; blocks side by side have one header row. */
export const endOf = (blocks: readonly BlockMapping[], { sheet, headerRow }: BlockMapping): number =>
  Math.min(...blocks.flatMap((one) => (one.sheet === sheet && one.headerRow > headerRow ? [one.headerRow] : [])))

/** The columns of a block that has others beside it, `to` excluded. */
export type Side = { from: number; to: number }

/** The columns a block may look at; undefined when it has its rows to itself. */
export function sideOf(blocks: readonly BlockMapping[], block: BlockMapping): Side | undefined {
  const first = ({ columns }: BlockMapping) => Math.min(...columns.map(({ column }) => column))
  const beside = blocks.filter((one) => one !== block && one.sheet === block.sheet && one.headerRow === block.headerRow)
  if (beside.length === 0 || block.headerRow === 0) return undefined
  const from = first(block)
  return { from, to: Math.min(...beside.map(first).filter((column) => column > from)) }
}

/** A row read through its mapping. */
export type RowView = {
  sheet: string
  row: number
  /** The cell of a field, cleaned; '' when the field has no column or the cell is empty. */
  text(field: string): string
  /** The fields that have a column. */
  fields(): string[]
  /** Where the field stands, for issues; null when it has no column. */
  column(field: string): Column | null
}

/** A view that shows the row's cells too, all of them, cleaned. */
export type CellsView = RowView & { cells: readonly string[] }

/** Gives views of rows under one set of columns. */
export function viewer(sheet: string, columns: readonly ColumnMapping[]): (row: Row) => CellsView {
  const at = new Map(columns.flatMap((column) => (column.field === null ? [] : [[column.field, column] as const])))
  const fields = [...at.keys()]
  return (row) => {
    const cells = row.cells.map(cleanText)
    return {
      sheet,
      row: row.number,
      cells,
      text(field) {
        const column = at.get(field)?.column
        return column === undefined ? '' : (cells[column] ?? '')
      },
      fields() {
        return fields
      },
      column(field) {
        const column = at.get(field)
        return column ? columnAt(column.column, column.header) : null
      },
    }
  }
}

/** A double negation instead of a look-ahead: every cell is tested, some of them often. */
const UNCLEAN = /[^\P{Cc}\n\t]|[\u200B\u2060\uFEFF]/u

/** Text as it is kept: line ends made one, control and zero-width signs dropped, ends trimmed; all else as written. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text.trim()
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u200B\u2060\uFEFF]/gu, '')
    .trim()
}
