/** What is wrong, or worth knowing, about a row: where, what was seen, how to mend it, in both languages. */
import type { Words } from '../words.ts'
import { issueWords } from './issue-words.ts'
import { columnLetter } from './sheet.ts'

/** An 'error' refuses the row, a 'warning' lets it in and says what was decided. */
export type Severity = 'error' | 'warning'

export type Column = { letter: string; header: string }

/** `column` is null when the whole row is meant. `value` is what the cell showed, cut at 40 characters. */
export type Issue = {
  sheet: string
  row: number
  column: Column | null
  code: IssueCode
  value: string
  message: Words
  severity: Severity
}

const VALUE_LENGTH = 40

/** Cuts a value so that an issue shows where to look and not the item. */
export function shortValue(text: string): string {
  const signs = [...text]
  return signs.length <= VALUE_LENGTH ? text : `${signs.slice(0, VALUE_LENGTH - 1).join('')}…`
}

/** The column at `index` (from 0) under `header`. */
export const columnAt = (index: number, header: string): Column => ({ letter: columnLetter(index), header })

export type IssueCode = keyof typeof issueWords

/** Collects the issues of one row. */
export type RowIssues = {
  list: Issue[]
  /** True once an 'error' was added. */
  refused: boolean
  add<Code extends IssueCode>(
    severity: Severity,
    code: Code,
    column: Column | null,
    value: string,
    ...named: Parameters<(typeof issueWords)[Code]>
  ): void
}

/** An empty collection for `row` of `sheet`. */
export function rowIssues(sheet: string, row: number): RowIssues {
  const issues: RowIssues = {
    list: [],
    refused: false,
    add(severity, code, column, value, ...named) {
      const words = issueWords[code] as (...named: unknown[]) => Words
      issues.list.push({ sheet, row, column, code, value: shortValue(value), message: words(...named), severity })
      if (severity === 'error') issues.refused = true
    },
  }
  return issues
}
