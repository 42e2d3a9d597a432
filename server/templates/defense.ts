/** Defense topics → the workbook people fill in. */
import { writeFile } from 'node:fs/promises'
import type { ElementTable } from '../../core/element-table.ts'
import type { DefenseTopic } from '../../core/item.ts'
import { marksText } from '../../core/marks.ts'
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
import { entryLines } from './practical.ts'
import { workbookBytes } from './write-workbook.ts'

/** `id` is the number the topic carries for later updates; null when it has none. */
export type DefenseRow = { id: string | null; content: DefenseTopic }

/** Writes topics into `file`. With a table, the drop-down of scopes holds its codes. */
export async function writeDefenseWorkbook(
  file: string,
  rows: readonly DefenseRow[],
  { table = null }: { table?: ElementTable | null } = {},
): Promise<void> {
  await writeFile(file, await workbookBytes(defensePlan(rows, { table, examples: false })))
}

/** The plan; with `examples` every row is marked as an example. */
export function defensePlan(
  rows: readonly DefenseRow[],
  { table, examples }: { table: ElementTable | null; examples: boolean },
): WorkbookPlan {
  const scopes: Record<string, readonly string[]> = table ? { scopes: table.scopes.map(({ code }) => code) } : {}
  const attributes = attributeNames(rows.map(({ content }) => content))
  const cells = rows.map(({ id, content }): CellValue[] => [
    examples ? '示例' : '',
    id ?? '',
    content.title,
    content.scope ?? '',
    content.minutes,
    difficultyWord(content.difficulty),
    entryLines(content.expectedPoints),
    entryLines(content.scoringPoints.map(({ text, marks }) => `${text} | ${marksText(marks)}`)),
    entryLines(content.followUps),
    content.source,
    ...attributeCells(content, attributes),
  ])
  const columns = [
    markerColumn,
    { zh: '编号', en: 'Id', width: 14 },
    { zh: '题目', en: 'Topic', width: 50 },
    { zh: '范围代码', en: 'Scope', width: 12, ...(table ? { list: 'scopes' } : {}) },
    { zh: '时间(分钟)', en: 'Minutes', width: 10, number: true },
    { zh: '难度', en: 'Difficulty', width: 10, list: 'difficulty' },
    { zh: '答题要点(每行一条)', en: 'Expected points', width: 50 },
    { zh: '评分要点(每行“要点|分”)', en: 'Scoring points', width: 50 },
    { zh: '追问(每行一条)', en: 'Follow-ups', width: 40 },
    { zh: '出处', en: 'Source', width: 20 },
    ...attributes.map(attributeColumn),
  ]
  return {
    template: 'defense-topics',
    title: { zh: '答辩题导入模板', en: 'Defense topics' },
    instructions: [...commonInstructions, ...instructions],
    lists: { marker: commonLists.marker, difficulty: commonLists.difficulty, ...scopes },
    sheets: [{ name: '答辩题', columns, rows: cells, examples: examples ? rows.length : 0 }],
  }
}

const instructions = [
  {
    zh: '每行一道答辩题；题目、时间、答题要点、评分要点必填。编号可以不填，填写后再次导入会更新原题。',
    en: 'One topic a row; topic, minutes, expected points and scoring points are required. With an id, importing again updates the topic.',
  },
  {
    zh: '答题要点、追问：每行一条（单元格内换行：Alt+Enter）。',
    en: 'Expected points and follow-ups stand one a line (Alt+Enter makes a new line in a cell).',
  },
  {
    zh: '评分要点：每行一条，要点和分数用竖线分开，如“说明检测方法 | 5”。',
    en: 'Scoring points stand one a line, text and marks parted by a bar: “说明检测方法 | 5”.',
  },
] as const
