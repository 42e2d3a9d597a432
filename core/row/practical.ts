/** The practical workbook: tasks, and in two more sheets the rows of their preparation notices and marking records. */

import { fingerprint } from '../compare.ts'
import type { MarkingRow, PracticalTask, PreparationRow } from '../item.ts'
import { marksText } from '../marks.ts'
import type { Static } from '../schema.ts'
import { type FormSheet, fieldLines, fieldMinutes, fieldScope, fieldText, formSheet } from './form-sheet.ts'
import { practicalWords } from './forms.ts'
import { type Issue, type RowIssues, rowIssues } from './issue.ts'
import { visibleSheets } from './kind.ts'
import type { HeaderWords, RowView } from './mapping.ts'
import type { Reading, ReadOptions } from './read.ts'
import type { RowResult } from './result.ts'
import type { Workbook } from './sheet.ts'
import { dollarsMatch } from './theory.ts'
import { readAttributes, readDifficulty, readMarks } from './theory-fields.ts'
import { plain } from './words.ts'

type Preparation = Static<typeof PreparationRow>
type Marking = Static<typeof MarkingRow>
type Attached = { site: Preparation[]; candidate: Preparation[]; marking: Marking[]; refused: boolean }

/** Reads tasks with the rows that belong to them. Modules are looked up in the practical table. */
export function readPracticalSheets(
  workbook: Workbook,
  { table, mapping }: ReadOptions<'practical'>,
): Omit<Reading<PracticalTask>, 'certain'> {
  const known = table ? new Set(table.scopes.map(({ code }) => code)) : null
  const sheets = visibleSheets(workbook)
  const formsOf = (words: HeaderWords) => sheets.flatMap((sheet) => formSheet(sheet, words, mapping) ?? [])
  // A marking record also has 配分 and 考核要求: what is one is not looked at as a list of tasks.
  const marking = formsOf(practicalWords.marking)
  const preparation = formsOf(practicalWords.preparation)
  const others = new Set([...marking, ...preparation].map(({ block }) => block.sheet))
  const tasks = formsOf(practicalWords.tasks).filter(({ block }) => !others.has(block.sheet))

  const issues: Issue[] = []
  const attached = attach(tasks, { preparation, marking }, issues)
  const blocks = [...tasks, ...preparation, ...marking].map(({ block }) => block)
  const rows = tasks.flatMap((form): RowResult<PracticalTask>[] => [
    ...form.skipped,
    ...form.rows.map((view) => taskRow(view, known, attached.get(view.text('task')))),
  ])
  return { mapping: { kind: 'practical', blocks }, rows, issues, notes: [] }
}

/** Gathers the rows of the other two sheets under their task. */
function attach(
  tasks: readonly FormSheet[],
  forms: { preparation: readonly FormSheet[]; marking: readonly FormSheet[] },
  issues: Issue[],
): Map<string, Attached> {
  const attached = new Map<string, Attached>()
  for (const view of tasks.flatMap(({ rows }) => rows))
    attached.set(view.text('task'), { site: [], candidate: [], marking: [], refused: false })
  const each = (form: FormSheet, read: (view: RowView, task: Attached, found: RowIssues) => void) => {
    for (const view of form.rows) {
      const found = rowIssues(view.sheet, view.row)
      const task = attached.get(view.text('task'))
      if (task) read(view, task, found)
      else found.add('error', 'task-unknown', view.column('task'), view.text('task'))
      if (task && found.refused) task.refused = true
      issues.push(...found.list)
    }
  }
  for (const form of forms.preparation)
    each(form, (view, task, found) => {
      const audience = audienceNamed(view.text('audience'))
      if (!audience) found.add('error', 'audience-unknown', view.column('audience'), view.text('audience'))
      const row = preparationRow(view, found)
      if (audience && row) task[audience].push(row)
    })
  for (const form of forms.marking)
    each(form, (view, task, found) => {
      const row = markingRow(view, found)
      if (row) task.marking.push(row)
    })
  return attached
}

function taskRow(
  view: RowView,
  known: ReadonlySet<string> | null,
  attached: Attached | undefined,
): RowResult<PracticalTask> {
  const issues = rowIssues(view.sheet, view.row)
  const id = fieldText(view, 'task', 100, true, issues)
  const module = fieldScope(view, 'module', known, issues)
  const marks = readMarks(view, 'marks', issues)
  if (view.text('marks') === '') issues.add('error', 'field-empty', view.column('marks'), '')
  const requirements = fieldText(view, 'requirements', 20_000, true, issues)
  if (!dollarsMatch(requirements)) issues.add('error', 'formula-unbalanced', view.column('requirements'), requirements)
  const { site = [], candidate = [], marking = [] } = attached ?? {}
  if (attached?.refused) issues.add('error', 'task-rows', null, id)
  else if (marking.length === 0) issues.add('error', 'marking-missing', null, id)
  else if (marks !== null) {
    const sum = marking.reduce((total, row) => total + row.marks, 0)
    if (sum !== marks)
      issues.add('error', 'marking-sum', view.column('marks'), view.text('marks'), marksText(sum), marksText(marks))
  }
  for (const [rows, most] of [
    [site, 200],
    [candidate, 200],
    [marking, 100],
  ] as const)
    if (rows.length > most) issues.add('error', 'field-many', null, id, most)
  const content: PracticalTask = {
    kind: 'practical',
    title: fieldText(view, 'title', 200, true, issues),
    module,
    marks: marks ?? 1,
    preparationMinutes: fieldMinutes(view, 'preparationMinutes', { least: 0, most: 600, empty: 0 }, issues),
    workingMinutes: fieldMinutes(view, 'workingMinutes', { least: 1, most: 1440 }, issues),
    requirements,
    site,
    candidate,
    marking,
    criticalFailures: fieldLines(view, 'criticalFailures', { least: 0, most: 30, length: 1000 }, issues),
    difficulty: readDifficulty(view, issues),
    source: fieldText(view, 'source', 500, false, issues),
    ...readAttributes(view, issues),
  }
  const place = { sheet: view.sheet, row: view.row, issues: issues.list }
  if (issues.refused) return { ...place, outcome: 'refused' }
  const point = {
    written: view.text('module'),
    by: module === null ? ('none' as const) : ('code' as const),
    code: module,
  }
  return { ...place, outcome: 'item', id, content, fingerprint: fingerprint(content), point, pictures: [] }
}

function audienceNamed(text: string): 'site' | 'candidate' | undefined {
  const word = plain(text)
  if (['考场', '考场准备', 'site'].includes(word)) return 'site'
  return ['考生', '考生准备', 'candidate'].includes(word) ? 'candidate' : undefined
}

const groups: Record<string, Preparation['group']> = {
  材料: 'material',
  设备: 'equipment',
  工量卡具: 'tool',
  '工、量、卡具': 'tool',
  工具: 'tool',
  工量具: 'tool',
  考场: 'venue',
  场地: 'venue',
}

function preparationRow(view: RowView, issues: RowIssues): Preparation | undefined {
  const group = groups[plain(view.text('group'))]
  if (!group) issues.add('error', 'group-unknown', view.column('group'), view.text('group'))
  const row = {
    name: fieldText(view, 'name', 200, true, issues),
    spec: fieldText(view, 'spec', 200, false, issues),
    unit: fieldText(view, 'unit', 40, false, issues),
    count: fieldText(view, 'count', 40, false, issues),
    note: fieldText(view, 'note', 200, false, issues),
  }
  return group && !issues.refused ? { group, ...row } : undefined
}

function markingRow(view: RowView, issues: RowIssues): Marking | undefined {
  const marks = readMarks(view, 'marks', issues)
  if (view.text('marks') === '') issues.add('error', 'field-empty', view.column('marks'), '')
  const row = {
    element: fieldText(view, 'element', 200, true, issues),
    requirement: fieldText(view, 'requirement', 2000, false, issues),
    rule: fieldText(view, 'rule', 4000, false, issues),
  }
  return marks !== null && !issues.refused ? { ...row, marks } : undefined
}
