/** Rows of theory items for tests: a good one, changed where a test wants it, and what reading them gives. */
import type { ElementTable } from '../../core/element-table.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { Issue } from '../../core/row/issue.ts'
import { type Reading, readRows } from '../../core/row/read.ts'
import { sheetOf, workbookOf } from './workbooks.ts'

export const HEADER = [
  '题型',
  '题干',
  '选项A',
  '选项B',
  '选项C',
  '选项D',
  '答案',
  '难度',
  '分数',
  '鉴定点代码',
  '鉴定点名称',
]
export const GOOD = ['单选题', '下列属于导体的是（ ）。', '铜', '橡胶', '陶瓷', '玻璃', 'A', '易', '1', '', '']
/** The stamp of our own template. */
export const own = { template: 'theory-items', version: 1 } as const

/** Reads rows, the first of which is a header. */
export const read = (rows: readonly (readonly string[])[], more: Partial<{ table: ElementTable; name: string }> = {}) =>
  readRows(workbookOf([sheetOf(rows, more.name)]), { kind: 'theory', table: more.table ?? null })

/** The contents that were taken. */
export const contents = (reading: Reading<TheoryItem>) =>
  reading.rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
/** Every issue, of rows and of the workbook. */
export const issues = (reading: Reading): Issue[] => [...reading.issues, ...reading.rows.flatMap((row) => row.issues)]
/** Issues as `code@column`. */
export const codes = (reading: Reading) => issues(reading).map(({ code, column }) => `${code}@${column?.letter ?? ''}`)

/** GOOD with some columns changed, by header. */
export const row = (changes: Record<string, string>) => HEADER.map((name, index) => changes[name] ?? GOOD[index] ?? '')

/** A key as a person says it: letters of options, the truth, or the words. */
export const choiceOf = (key: TheoryItem['key']): string =>
  'options' in key ? key.options.join('').toUpperCase() : 'truth' in key ? String(key.truth) : key.text

/** An item in one line: type, stem, options, key. */
export const told = ({ type, stem, options, key }: TheoryItem): string =>
  [type, stem, options.map(({ text }) => text).join('/'), choiceOf(key)].filter((part) => part !== '').join(' | ')

/** A document as its reader gives it: texts are paragraphs, lists of rows are tables. */
export function documentOf(lines: readonly (string | readonly string[][])[]) {
  let number = 0
  let table = 0
  const rows = lines.flatMap((line) => {
    if (typeof line === 'string') return [{ number: ++number, cells: [line] }]
    table += 1
    return line.map((cells) => ({ number: ++number, cells, table }))
  })
  return workbookOf([{ name: '题库', hidden: false, merges: [], flow: true, rows }])
}
