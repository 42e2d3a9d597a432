/** The work plan for practical tasks and defense topics: how many of each module to write, as rows of the import template. */
import type { PracticalWorkPlan } from '../../core/assembly/practical-work-plan.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import type { ElementTable } from '../../core/element-table.ts'
import type { DefenseTopic, PracticalTask } from '../../core/item.ts'
import type { Words } from '../../core/words.ts'
import { bankStore } from '../banks/store.ts'
import type { BlueprintRow } from '../blueprints/store.ts'
import type { Deps } from '../deps.ts'
import { taskChoices, topicChoices, usableItems } from '../sets/pool.ts'
import { setStore } from '../sets/store.ts'
import { defensePlan } from '../templates/defense.ts'
import { practicalPlan } from '../templates/practical.ts'
import { workbookBytes } from '../templates/write-workbook.ts'

/** A plan for so many further papers; those that were made count as taken. `lines` are a sentence a module. */
export type TasksToWrite = { plan: PracticalWorkPlan; lines: Words[]; workbook: Buffer }

/** What practical or defense papers lack for `papers` further ones; `at` (Unix ms) makes the numbers of tasks new. */
export async function tasksToWrite(
  { db, solver }: Deps,
  { bank, kind, content }: BlueprintRow & { kind: 'practical' | 'defense' },
  papers: number,
  at: number,
): Promise<TasksToWrite> {
  const made = (await setStore(db.read).paperCounts(bank)).find((counts) => counts.kind === kind)?.made ?? 0
  const all =
    kind === 'practical'
      ? await solver.call('practicalWorkPlan', {
          tasks: taskChoices(await usableItems(db, bank, 'practical')),
          rules: content as PracticalBlueprint,
          papers: papers + made,
        })
      : await solver.call('defenseWorkPlan', {
          topics: topicChoices(await usableItems(db, bank, 'defense')),
          rules: content as DefenseBlueprint,
          papers: papers + made,
        })
  const plan = { ...all, found: Math.max(0, all.found - made), wanted: papers }
  const lines = plan.modules.map((module) => moduleLine(module, kind))
  const table = (await bankStore(db.read).table(bank, kind === 'practical' ? 'practical' : 'theory'))?.content ?? null
  return { plan, lines, workbook: await workbookOf(kind, plan, { table, lines, at }) }
}

const moduleLine = ({ module, write }: PracticalWorkPlan['modules'][number], kind: 'practical' | 'defense'): Words =>
  kind === 'practical'
    ? { zh: `模块 ${module}：补写${write}项任务。`, en: `Module ${module}: write ${write}.` }
    : { zh: `补写${write}个答辩题。`, en: `Defense topics: write ${write}.` }

const empty = { difficulty: null, source: '' }

/** Rows without words, module, marks and minutes filled in. */
function workbookOf(
  kind: 'practical' | 'defense',
  { modules }: PracticalWorkPlan,
  { table, lines, at }: { table: ElementTable | null; lines: readonly Words[]; at: number },
): Promise<Buffer> {
  const each = modules.flatMap(({ write, ...module }) => Array.from({ length: write }, () => module))
  const plan =
    kind === 'practical'
      ? practicalPlan(
          // A number that was used before would update that task at import.
          each.map((module, index) => ({ id: `${at.toString(36)}-${index + 1}`, content: taskToWrite(module) })),
          { table, examples: false },
        )
      : defensePlan(
          each.map(({ minutes }) => ({ id: null, content: topicToWrite(minutes) })),
          { table, examples: false },
        )
  return workbookBytes({
    ...plan,
    title:
      kind === 'practical'
        ? { zh: '待补写操作技能试题', en: 'Tasks to write' }
        : { zh: '待补写答辩题', en: 'Topics to write' },
    instructions: [...lines, ...plan.instructions],
  })
}

const taskToWrite = ({
  module,
  halfMarks,
  minutes,
}: Pick<PracticalWorkPlan['modules'][number], 'module' | 'halfMarks' | 'minutes'>): PracticalTask => ({
  kind: 'practical',
  title: '',
  module,
  marks: halfMarks,
  preparationMinutes: 0,
  workingMinutes: minutes,
  requirements: '',
  site: [],
  candidate: [],
  marking: [],
  criticalFailures: [],
  ...empty,
})

const topicToWrite = (minutes: number): DefenseTopic => ({
  kind: 'defense',
  title: '',
  scope: null,
  minutes,
  expectedPoints: [],
  scoringPoints: [],
  followUps: [],
  ...empty,
})
