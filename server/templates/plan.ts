/** A workbook to write, as plain values: what the templates and exports describe and `write-workbook.ts` puts into a file. */
import type { TemplateName } from '../../core/row/sheet.ts'

export type CellValue = string | number | null

/** `width` in characters; `list` names a drop-down; `number` columns hold numbers, all others text that no program reinterprets. */
export type ColumnPlan = { zh: string; en: string; width: number; list?: string; number?: boolean }

/** A range to merge; rows count from 0 below the header, columns from 0. */
export type MergePlan = { row: number; column: number; rows: number }

/** Pictures stand side by side in one cell, in this order. */
export type PicturePlan = { row: number; column: number; images: readonly Uint8Array[] }

export type SheetPlan = {
  name: string
  columns: readonly ColumnPlan[]
  rows: readonly (readonly CellValue[])[]
  /** How many of the first rows are examples. */
  examples: number
  merges?: readonly MergePlan[]
  pictures?: readonly PicturePlan[]
}

export type WorkbookPlan = {
  template: TemplateName
  title: { zh: string; en: string }
  /** Lines of the instruction sheet. */
  instructions: readonly { zh: string; en: string }[]
  /** Drop-down lists by name; they stand on a hidden sheet. */
  lists: Readonly<Record<string, readonly string[]>>
  sheets: readonly SheetPlan[]
}

/** The version of the templates' layout; raised when a column changes its meaning. */
export const TEMPLATE_VERSION = 1

export const markerColumn: ColumnPlan = { zh: '标记', en: 'Mark', width: 8, list: 'marker' }

/** Lists that several templates use. */
export const commonLists = {
  marker: ['示例'],
  difficulty: ['易', '较易', '中等', '较难', '难', '无'],
  yesNo: ['是', '否'],
} as const

/** Difficulty as the word a person picks; '' when unknown. */
export const difficultyWord = (level: number | null): string =>
  level === null ? '' : (commonLists.difficulty[level - 1] ?? '')

/** Lines that every template's instructions begin with. */
export const commonInstructions = [
  {
    zh: '第一行是表头，请不要改动列名；列的先后可以调整，不用的列可以留空。',
    en: 'Row 1 is the header: keep the column names. Columns may be moved, and those you do not need may stay empty.',
  },
  {
    zh: '“标记”列写有“示例”的行只供参考，导入时一律跳过；可以删除，也可以保留。',
    en: 'Rows marked 示例 (example) in the first column are skipped on import; delete or keep them.',
  },
  {
    zh: '带下拉箭头的单元格请从列表中选择。',
    en: 'Cells with an arrow have a list to choose from.',
  },
  {
    zh: '难度：易、较易、中等、较难、难（或 1–5）；不知道时留空或选“无”，系统不会替您假定。',
    en: 'Difficulty: 易 1, 较易 2, 中等 3, 较难 4, 难 5; leave it empty or choose 无 when unknown: nothing is assumed.',
  },
  {
    zh: '公式写在两个 $ 之间，如 $\\frac{U}{R}$；要写 $ 本身，请写 \\$。',
    en: 'Formulas stand between two $, such as $\\frac{U}{R}$; write \\$ for the sign itself.',
  },
] as const

/** Names of the attributes that any of the contents carries, in order. */
export const attributeNames = (contents: readonly { attributes?: Record<string, string> }[]): string[] =>
  [...new Set(contents.flatMap(({ attributes }) => Object.keys(attributes ?? {})))].sort()

/** The column of an attribute that a body keeps of its own. */
export const attributeColumn = (name: string): ColumnPlan => ({ zh: `属性:${name}`, en: 'Attribute', width: 14 })

/** An item's attributes in the order of `names`. */
export const attributeCells = (
  { attributes = {} }: { attributes?: Record<string, string> },
  names: readonly string[],
): string[] => names.map((name) => attributes[name] ?? '')
