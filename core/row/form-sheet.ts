/** What the readers of practical and defense workbooks share: rows under a header, cells with limits, lists in cells. */

import { LINE_IN_ENTRY } from './forms.ts'
import type { RowIssues } from './issue.ts'
import {
  type BlockMapping,
  cleanText,
  findHeader,
  type HeaderWords,
  type Mapping,
  type RowView,
  viewer,
} from './mapping.ts'
import { type SkippedRow, skipped } from './result.ts'
import type { Sheet } from './sheet.ts'
import { isExample, plain } from './words.ts'

export type FormSheet = { block: BlockMapping; rows: RowView[]; skipped: SkippedRow[] }

/** The rows of the sheet under its header, or undefined when it has none of these words. A mapping takes the place of the words. */
export function formSheet(sheet: Sheet, words: HeaderWords, mapping?: Mapping): FormSheet | undefined {
  const header = mapping ? mappedHeader(sheet, words, mapping) : findHeader(sheet.rows, words)
  const headerRow = header && sheet.rows[header.index]
  if (!header || !headerRow) return undefined
  const view = viewer(sheet.name, header.columns)
  const form: FormSheet = {
    block: { sheet: sheet.name, headerRow: headerRow.number, layout: 'rows', columns: header.columns, type: null },
    rows: [],
    skipped: [],
  }
  for (const [index, row] of sheet.rows.entries()) {
    const why =
      index < header.index
        ? 'title'
        : index === header.index
          ? 'header'
          : row.cells.every((text) => cleanText(text) === '')
            ? 'blank'
            : isExample(view(row).text('marker'))
              ? 'example'
              : null
    if (why) form.skipped.push(skipped(sheet.name, row.number, why))
    else form.rows.push(view(row))
  }
  return form
}

/** The header that a mapping names, when its fields make it one of these. */
function mappedHeader(sheet: Sheet, { required }: HeaderWords, { blocks }: Mapping) {
  for (const { sheet: name, headerRow, columns } of blocks) {
    const fields = new Set(columns.map(({ field }) => field))
    const index = sheet.rows.findIndex(({ number }) => number === headerRow)
    if (name === sheet.name && index >= 0 && required.every((group) => group.some((field) => fields.has(field))))
      return { index, columns }
  }
  return undefined
}

/** A text of at most `most` characters; an empty one is an error when `needed`. */
export function fieldText(view: RowView, field: string, most: number, needed: boolean, issues: RowIssues): string {
  const text = view.text(field)
  if (needed && text === '') issues.add('error', 'field-empty', view.column(field), '')
  if (text.length > most) issues.add('error', 'field-long', view.column(field), text, most)
  return text
}

/** Whole minutes; `empty` is the value of an empty cell, undefined when it must be filled. */
export function fieldMinutes(
  view: RowView,
  field: string,
  { least, most, empty }: { least: number; most: number; empty?: number },
  issues: RowIssues,
): number {
  const text = view.text(field)
  if (text === '' && empty !== undefined) return empty
  const minutes = Number(text.normalize('NFKC').replace(/\s*分钟?$/u, ''))
  if (text !== '' && Number.isInteger(minutes) && minutes >= least && minutes <= most) return minutes
  issues.add('error', 'minutes-wrong', view.column(field), text, least, most)
  return least
}

/** The entries of a cell that holds one a line. */
export function fieldLines(
  view: RowView,
  field: string,
  { least, most, length }: { least: number; most: number; length: number },
  issues: RowIssues,
): string[] {
  const lines = view.text(field).split('\n').map(entryText)
  const entries = lines.filter((entry) => entry !== '')
  if (entries.length < least) issues.add('error', 'field-empty', view.column(field), '')
  if (entries.length > most) issues.add('error', 'field-many', view.column(field), '', most)
  const long = entries.find((entry) => entry.length > length)
  if (long !== undefined) issues.add('error', 'field-long', view.column(field), long, length)
  return entries
}

const entryText = (line: string): string => cleanText(line).replaceAll(LINE_IN_ENTRY, '\n')

/** The pattern of `Code` in core/item.ts. */
const CODE = /^[A-Z0-9]+(-[A-Z0-9]+)*$/u

/** A scope's code that the table knows, or null with the reason given. */
export function fieldScope(
  view: RowView,
  field: string,
  known: ReadonlySet<string> | null,
  issues: RowIssues,
): string | null {
  const text = view.text(field)
  if (text === '') return null
  const code = plain(text).toUpperCase().replace(/[.–—]/gu, '-')
  if (!CODE.test(code) || code.length > 40) {
    issues.add('error', 'code-wrong', view.column(field), text)
    return null
  }
  if (known?.has(code)) return code
  issues.add('warning', known ? 'scope-unknown' : 'table-missing', view.column(field), text)
  return null
}
