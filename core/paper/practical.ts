/**
 * The practical paper (操作技能试卷): the preparation notice goes out before the
 * sitting, the task sheets to candidates, the marking records to assessors, so
 * they are three values. After the official form of the national skill tests.
 */
import { type PracticalTask, PreparationRow } from '../item.ts'
import { closed, HalfMarks, nullable, type Static, Text, Type } from '../schema.ts'
import { type HeadInput, headOf, PaperHead, type PositionMap } from './head.ts'

const number = Type.Integer({ minimum: 1 })
const title = Type.String({ minLength: 1 })

export const PreparationNotice = closed({
  kind: Type.Literal('preparation-notice'),
  head: PaperHead,
  tasks: Type.Array(closed({ number, title, site: Type.Array(PreparationRow), candidate: Type.Array(PreparationRow) })),
})
export type PreparationNotice = Static<typeof PreparationNotice>

export const TaskSheets = closed({
  kind: Type.Literal('task-sheets'),
  head: PaperHead,
  minutes: Type.Integer({ minimum: 1 }),
  total: Type.Integer({ minimum: 1, description: 'half marks' }),
  tasks: Type.Array(
    closed({
      number,
      title,
      module: nullable(Type.String()),
      marks: HalfMarks,
      preparationMinutes: Type.Integer({ minimum: 0 }),
      workingMinutes: Type.Integer({ minimum: 1 }),
      requirements: Text,
      criticalFailures: Type.Array(Type.String()),
    }),
  ),
})
export type TaskSheets = Static<typeof TaskSheets>

/** `weight` is the percentage a task's score counts in the whole; null when the marks of the tasks simply add up. */
export const MarkingRecords = closed({
  kind: Type.Literal('marking-records'),
  head: PaperHead,
  total: Type.Integer({ minimum: 1, description: 'half marks' }),
  tasks: Type.Array(
    closed({
      number,
      title,
      marks: HalfMarks,
      weight: nullable(Type.Number({ minimum: 0, maximum: 100 })),
      rows: Type.Array(
        closed({ element: title, requirement: Type.String(), marks: HalfMarks, rules: Type.Array(title) }),
      ),
      criticalFailures: Type.Array(Type.String()),
    }),
  ),
})
export type MarkingRecords = Static<typeof MarkingRecords>

export type PickedTask = {
  id: string
  digest: string
  content: PracticalTask
  /** Name of the task's module. */
  module?: string
  weight?: number
}
export type PracticalInput = HeadInput & { tasks: readonly PickedTask[] }

/** A cell's rules, one a line or parted by "；" outside brackets, without the numbers or marks they may begin with. */
const rulesOf = (rule: string): string[] =>
  rule
    .split(/\n|；(?![^（）]*）)/)
    .map((line) => line.replace(/^\s*(?:[（(]?\d{1,2}[)）.．、]|[①-⑳]|[•·●-])\s*(?!\d)/, '').trim())
    .filter((line) => line !== '')

/** The documents of one practical paper, tasks in the order given. Throws for a paper without tasks. */
export function practicalPaper(input: PracticalInput): {
  preparation: PreparationNotice
  tasks: TaskSheets
  marking: MarkingRecords
  positions: PositionMap
} {
  if (input.tasks.length === 0) throw new Error('A practical paper needs a task.')
  const numbered = input.tasks.map((task, at) => ({ ...task, number: at + 1 }))
  const total = numbered.reduce((sum, { content }) => sum + content.marks, 0)
  const minutes = numbered.reduce((sum, { content }) => sum + content.preparationMinutes + content.workingMinutes, 0)
  return {
    preparation: {
      kind: 'preparation-notice',
      head: headOf(input, '操作技能考核准备通知单'),
      tasks: numbered.map(({ number, content: { title, site, candidate } }) => ({ number, title, site, candidate })),
    },
    tasks: {
      kind: 'task-sheets',
      head: headOf(input, '操作技能考核试卷'),
      minutes,
      total,
      tasks: numbered.map(({ number, module, content }) => ({
        number,
        title: content.title,
        module: module ?? null,
        marks: content.marks,
        preparationMinutes: content.preparationMinutes,
        workingMinutes: content.workingMinutes,
        requirements: content.requirements,
        criticalFailures: content.criticalFailures,
      })),
    },
    marking: {
      kind: 'marking-records',
      head: headOf(input, '操作技能考核评分记录表'),
      total,
      tasks: numbered.map(({ number, weight, content }) => ({
        number,
        title: content.title,
        marks: content.marks,
        weight: weight ?? null,
        rows: content.marking.map(({ rule, ...row }) => ({ ...row, rules: rulesOf(rule) })),
        criticalFailures: content.criticalFailures,
      })),
    },
    positions: {
      kind: 'positions',
      id: input.paperId,
      form: '',
      positions: numbered.map(({ number, id, digest }) => ({ number, item: id, digest })),
    },
  }
}
