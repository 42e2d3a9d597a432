/** Element tables → the workbook people fill in: scope cells merged downwards, as in published tables. */
import { writeFile } from 'node:fs/promises'
import {
  type ElementTable,
  type Importance,
  isWithin,
  lowestScopes,
  parentOf,
  type Scope,
  type SelectionMode,
} from '../../core/element-table.ts'
import type { BankFacts } from '../../core/row/element-table.ts'
import {
  type CellValue,
  type ColumnPlan,
  commonInstructions,
  commonLists,
  type MergePlan,
  markerColumn,
  type SheetPlan,
  type WorkbookPlan,
} from './plan.ts'
import { workbookBytes } from './write-workbook.ts'

export const modeNames: Record<SelectionMode, string> = { mandatory: '必考', pick_one: '任选一项', drawn: '抽考' }

/** Writes the tables of a bank into `file`; scopes must stand in the order of a tree walk, points below the lowest scopes. */
export async function writeElementTableWorkbook(
  file: string,
  tables: readonly ElementTable[],
  { facts = {} }: { facts?: Partial<BankFacts> } = {},
): Promise<void> {
  const plan = elementTablePlan(tables, { edition: tables[0]?.edition ?? '', ...facts }, false)
  await writeFile(file, await workbookBytes(plan))
}

const levelColumns = ['一', '二', '三'].flatMap((level, index): ColumnPlan[] => [
  { zh: `${level}级名称`, en: `Scope ${index + 1} name`, width: 20 },
  { zh: `${level}级代码`, en: `Scope ${index + 1} code`, width: 10 },
  { zh: `${level}级比例(X:Y:Z)`, en: `Scope ${index + 1} X:Y:Z`, width: 14 },
  { zh: `${level}级比重(%)`, en: `Scope ${index + 1} weight`, width: 11, number: true },
])
const selectionColumns: ColumnPlan[] = [
  { zh: '选择方式', en: 'Selection', width: 12, list: 'modes' },
  { zh: '时间(分钟)', en: 'Minutes', width: 10, number: true },
]
const pointColumns: ColumnPlan[] = [
  { zh: '鉴定点代码', en: 'Point code', width: 12 },
  { zh: '鉴定点名称', en: 'Point name', width: 34 },
  { zh: '重要程度', en: 'Importance', width: 12, list: 'importance' },
]

/** The plan; with `examples` every row is marked as an example. */
export function elementTablePlan(
  tables: readonly ElementTable[],
  facts: Partial<BankFacts>,
  examples: boolean,
): WorkbookPlan {
  return {
    template: 'element-table',
    title: { zh: '鉴定要素细目表导入模板', en: 'Element table' },
    instructions: [...commonInstructions.slice(0, 3), ...instructions],
    lists: { marker: commonLists.marker, importance: ['X', 'Y', 'Z'], modes: Object.values(modeNames) },
    sheets: [factsSheet(facts), ...tables.map((table) => tableSheet(table, examples))],
  }
}

function factsSheet(facts: Partial<BankFacts>): SheetPlan {
  const rows: [string, string][] = [
    ['职业编码', facts.occupation ?? ''],
    ['职业名称', facts.name ?? ''],
    ['工种', facts.trade ?? ''],
    ['等级', facts.level ?? ''],
    ['标准名称', facts.standard ?? ''],
    ['版次', facts.edition ?? ''],
  ]
  const columns = [
    { zh: '项目', en: 'Item', width: 16 },
    { zh: '内容', en: 'Content', width: 50 },
  ]
  return { name: '基本信息', columns, rows, examples: 0 }
}

function tableSheet(table: ElementTable, examples: boolean): SheetPlan {
  const practical = table.kind === 'practical'
  const columns = [markerColumn, ...levelColumns, ...(practical ? selectionColumns : []), ...pointColumns]
  const scopes = new Map(table.scopes.map((scope) => [scope.code, scope]))
  const rows: CellValue[][] = []
  const merges: MergePlan[] = []
  let before: string[] = []
  for (const lowest of lowestScopes(table)) {
    const path = pathOf(lowest.code)
    const anew = path.findIndex((code, level) => before[level] !== code)
    const points = table.points.filter(({ code }) => parentOf(code) === lowest.code)
    const first = rows.length
    for (const index of points.length === 0 ? [0] : points.keys()) {
      const point = points[index]
      rows.push([
        examples ? '示例' : '',
        ...[0, 1, 2].flatMap((level) =>
          levelCells(index === 0 && level >= anew ? scopes.get(path[level] ?? '') : undefined, table),
        ),
        ...(practical ? selectionCells(index === 0 ? lowest : undefined) : []),
        ...(point ? [lastPart(point.code), point.name, point.importance] : ['', '', '']),
      ])
    }
    for (const [level, code] of path.entries())
      if (level >= anew) merges.push(...levelMerges(level, first, rowsWithin(table, code)))
    before = path
  }
  return { name: practical ? '操作技能' : '理论知识', columns, rows, examples: examples ? rows.length : 0, merges }
}

const LEVEL_WIDTH = 4

const levelMerges = (level: number, row: number, rows: number): MergePlan[] =>
  rows < 2
    ? []
    : Array.from({ length: LEVEL_WIDTH }, (_, index) => ({ row, column: 1 + level * LEVEL_WIDTH + index, rows }))

/** How many rows the scope takes: one for each point, and one for each lowest scope without points. */
function rowsWithin(table: ElementTable, code: string): number {
  return lowestScopes(table)
    .filter((scope) => isWithin(scope.code, code))
    .reduce(
      (sum, scope) => sum + Math.max(1, table.points.filter((point) => parentOf(point.code) === scope.code).length),
      0,
    )
}

const pathOf = (code: string): string[] => {
  const parts = code.split('-')
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'))
}

const lastPart = (code: string): string => code.slice(code.lastIndexOf('-') + 1)

function levelCells(scope: Scope | undefined, table: ElementTable): CellValue[] {
  return scope
    ? [scope.name, lastPart(scope.code), importanceRatio(table, scope.code), scope.weight]
    : ['', '', '', null]
}

/** "12:3:1": how many points of each importance stand in the scope. */
function importanceRatio(table: ElementTable, scope: string): string {
  const within = table.points.filter(({ code }) => isWithin(code, scope))
  const count = (level: Importance) => within.filter(({ importance }) => importance === level).length
  return within.length === 0 ? '' : `${count('X')}:${count('Y')}:${count('Z')}`
}

const selectionCells = (scope: Scope | undefined): CellValue[] => [
  scope?.mode ? modeNames[scope.mode] : '',
  scope?.minutes ?? null,
]

const instructions = [
  {
    zh: '“基本信息”写明职业编码、名称、等级和标准版次。',
    en: 'The sheet 基本信息 names the occupation (code, name), the level and the edition of the standard.',
  },
  {
    zh: '“理论知识”与“操作技能”各为一张细目表：每行一个鉴定点；范围可以合并单元格、逐行重复，或只写在第一行。',
    en: '理论知识 (theory) and 操作技能 (practical) are one table each: a point a row; scope cells may be merged downwards, repeated, or stand in their first row only.',
  },
  {
    zh: '范围代码用字母，在每个上级之下从 A 重新开始；鉴定点代码用三位数字，在每个最低一级范围之下从 001 重新开始。',
    en: 'Scope codes are letters that restart at A under each parent; point codes are three digits that restart at 001 under each lowest scope.',
  },
  {
    zh: '同级比重之和等于上级比重，一级比重之和为 100。',
    en: 'Weights of siblings sum to their parent’s, those of the top level to 100.',
  },
  {
    zh: '重要程度：X 核心、Y 一般、Z 辅助。比例 (X:Y:Z) 一栏不读入，由系统统计。',
    en: 'Importance: X core, Y general, Z auxiliary. The columns X:Y:Z are counted by the program and not read.',
  },
  {
    zh: '操作技能的模块写明选择方式（必考、任选一项、抽考）、比重和时间；没有鉴定点时可以不写。',
    en: 'Practical modules name how tasks are chosen (必考 mandatory, 任选一项 pick one, 抽考 drawn), weight and minutes; they need no points.',
  },
] as const
