/** Practical tasks → the workbook people fill in: tasks, preparation notices, marking records. */
import { writeFile } from 'node:fs/promises'
import type { ElementTable } from '../../core/element-table.ts'
import type { PracticalTask } from '../../core/item.ts'
import { LINE_IN_ENTRY } from '../../core/row/forms.ts'
import {
  attributeCells,
  attributeColumn,
  attributeNames,
  type CellValue,
  commonInstructions,
  commonLists,
  difficultyWord,
  markerColumn,
  type WorkbookPlan,
} from './plan.ts'
import { workbookBytes } from './write-workbook.ts'

/** `id` is the task's number, by which the rows of the other sheets refer to it. */
export type PracticalRow = { id: string; content: PracticalTask }

/** Writes tasks into `file`. With a table, the drop-down of modules holds its scopes. */
export async function writePracticalWorkbook(
  file: string,
  rows: readonly PracticalRow[],
  { table = null }: { table?: ElementTable | null } = {},
): Promise<void> {
  await writeFile(file, await workbookBytes(practicalPlan(rows, { table, examples: false })))
}

const groupNames = { material: '材料', equipment: '设备', tool: '工量卡具', venue: '考场' } as const

/** Entries of a list, one a line. */
export const entryLines = (entries: readonly string[]): string =>
  entries.map((entry) => entry.replaceAll('\n', LINE_IN_ENTRY)).join('\n')

/** The plan; with `examples` every row is marked as an example. */
export function practicalPlan(
  rows: readonly PracticalRow[],
  { table, examples }: { table: ElementTable | null; examples: boolean },
): WorkbookPlan {
  const mark = examples ? '示例' : ''
  const modules: Record<string, readonly string[]> = table ? { modules: table.scopes.map(({ code }) => code) } : {}
  const preparation = rows.flatMap(({ id, content }) =>
    (['site', 'candidate'] as const).flatMap((audience) =>
      content[audience].map(({ group, name, spec, unit, count, note }): CellValue[] => [
        mark,
        id,
        audience === 'site' ? '考场' : '考生',
        groupNames[group],
        name,
        spec,
        unit,
        count,
        note,
      ]),
    ),
  )
  const marking = rows.flatMap(({ id, content }) =>
    content.marking.map(({ element, requirement, marks, rule }): CellValue[] => [
      mark,
      id,
      element,
      requirement,
      marks / 2,
      rule,
    ]),
  )
  const attributes = attributeNames(rows.map(({ content }) => content))
  const tasks = rows.map(({ id, content }): CellValue[] => [
    mark,
    id,
    content.title,
    content.module ?? '',
    content.marks / 2,
    content.preparationMinutes,
    content.workingMinutes,
    difficultyWord(content.difficulty),
    content.requirements,
    entryLines(content.criticalFailures),
    content.source,
    ...attributeCells(content, attributes),
  ])
  const count = (all: readonly unknown[]) => (examples ? all.length : 0)
  return {
    template: 'practical-tasks',
    title: { zh: '操作技能试题导入模板', en: 'Practical tasks' },
    instructions: [...commonInstructions, ...instructions],
    lists: {
      marker: commonLists.marker,
      difficulty: commonLists.difficulty,
      audiences: ['考场', '考生'],
      groups: Object.values(groupNames),
      ...modules,
    },
    sheets: [
      {
        name: '任务',
        columns: [...taskColumns(table !== null), ...attributes.map(attributeColumn)],
        rows: tasks,
        examples: count(tasks),
      },
      { name: '准备通知单', columns: preparationColumns, rows: preparation, examples: count(preparation) },
      { name: '评分记录表', columns: markingColumns, rows: marking, examples: count(marking) },
    ],
  }
}

const taskNumber = { zh: '任务编号', en: 'Task', width: 14 }

const taskColumns = (listed: boolean) => [
  markerColumn,
  taskNumber,
  { zh: '名称', en: 'Title', width: 34 },
  { zh: '模块代码', en: 'Module', width: 12, ...(listed ? { list: 'modules' } : {}) },
  { zh: '配分', en: 'Marks', width: 8, number: true },
  { zh: '准备时间(分钟)', en: 'Preparation minutes', width: 12, number: true },
  { zh: '操作时间(分钟)', en: 'Working minutes', width: 12, number: true },
  { zh: '难度', en: 'Difficulty', width: 10, list: 'difficulty' },
  { zh: '考核要求', en: 'Requirements', width: 60 },
  { zh: '否定项(每行一条)', en: 'Critical failures', width: 40 },
  { zh: '出处', en: 'Source', width: 20 },
]

const preparationColumns = [
  markerColumn,
  taskNumber,
  { zh: '用途', en: 'Audience', width: 10, list: 'audiences' },
  { zh: '类别', en: 'Group', width: 12, list: 'groups' },
  { zh: '名称', en: 'Name', width: 30 },
  { zh: '规格', en: 'Specification', width: 30 },
  { zh: '单位', en: 'Unit', width: 8 },
  { zh: '数量', en: 'Count', width: 10 },
  { zh: '备注', en: 'Note', width: 24 },
]

const markingColumns = [
  markerColumn,
  taskNumber,
  { zh: '考核要素', en: 'Element', width: 24 },
  { zh: '考核要求', en: 'Requirement', width: 44 },
  { zh: '配分', en: 'Marks', width: 8, number: true },
  { zh: '评分标准', en: 'Marking rule', width: 50 },
]

const instructions = [
  {
    zh: '“任务”每行一道试题；任务编号必填且不重复，另外两张表用它指明所属任务。再次导入同一编号会更新原来的试题。',
    en: 'The sheet 任务 has a task a row. The task number is required and stands once; the other two sheets refer to it. Importing the same number again updates the task.',
  },
  {
    zh: '模块代码是操作技能细目表中的范围代码。',
    en: 'The module is the code of a scope in the practical element table.',
  },
  {
    zh: '“准备通知单”每行一件物品：用途写“考场”或“考生”，类别写材料、设备、工量卡具或考场。',
    en: 'The sheet 准备通知单 has a thing a row: for 考场 (site) or 考生 (candidate); 材料 material, 设备 equipment, 工量卡具 tool or 考场 venue.',
  },
  {
    zh: '“评分记录表”每行一个考核要素；同一任务各行配分之和必须等于任务的配分。',
    en: 'The sheet 评分记录表 has an element a row; the marks of a task’s rows must sum to the marks of the task.',
  },
  {
    zh: '否定项每行一条（单元格内换行：Alt+Enter）。',
    en: 'Critical failures stand one a line (Alt+Enter makes a new line in a cell).',
  },
] as const
