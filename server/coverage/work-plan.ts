/** The work plan for writers: what to write first, and the workbook they write it in. */
import type { WorkStep } from '../../core/assembly/work-plan.ts'
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import type { ElementTable } from '../../core/element-table.ts'
import type { TheoryItem, TheoryType } from '../../core/item.ts'
import type { Words } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { bankStore } from '../banks/store.ts'
import { blueprintStore } from '../blueprints/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { theoryPool } from '../sets/pool.ts'
import { itemToWrite, rowsToWrite, writersWorkbook } from '../sets/shortage-workbook.ts'
import { tasksToWrite } from './practical-work-plan.ts'
import { requireTheoryBlueprint, unusedOf } from './use.ts'

/**
 * What to write for further papers. `steps` lead from one number of papers to another
 * with a sentence each; of practical and defense papers there is a step a module, and all
 * are needed. `bare` are points without an item that no step fills; the workbook has a row for each item to write.
 */
export type WorkToDo = {
  found: number
  wanted: number
  steps: { from: number; to: number; write: number; sentence: Words }[]
  stopped: Words[]
  bare: number
  workbook: Buffer
}

type Wanted = { blueprint: string; papers: number }

/** What to write for `papers` further papers of any kind. Throws `blueprint.missing`. */
export async function makeWorkPlan(deps: Deps, bank: string, wanted: Wanted, by: By): Promise<WorkToDo> {
  await requireBank(deps.db, bank)
  const row = await blueprintStore(deps.db.read).find(bank, wanted.blueprint)
  if (!row || row.kind === 'theory') return theoryWorkPlan(deps, bank, wanted, by)
  const { papers } = wanted
  const { plan, lines, workbook } = await tasksToWrite(deps, { ...row, kind: row.kind }, papers, by.at)
  const { found, modules, stopped } = plan
  const total = modules.reduce((sum, { write }) => sum + write, 0)
  await deps.db.tx((q) =>
    logStore(q).append(act(by, bank, 'coverage.work-plan', `${wanted.blueprint} ${papers} ${total}`)),
  )
  const steps = modules.map(({ write }, index) => ({ from: found, to: papers, write, sentence: lines[index]! }))
  return { found, wanted: papers, steps, stopped: stopped ?? [], bare: 0, workbook }
}

/** The best step first, then one item for each point that has none. */
async function theoryWorkPlan(deps: Deps, bank: string, wanted: Wanted, by: By): Promise<WorkToDo> {
  const blueprint = await requireTheoryBlueprint(deps.db, bank, wanted.blueprint, by)
  const pool = await theoryPool(deps.db, bank, { answers: blueprint.answers !== undefined })
  const plan = await deps.solver.call('workPlan', { pool: unusedOf(pool), blueprint, papers: wanted.papers })
  const table = (await bankStore(deps.db.read).table(bank, 'theory'))?.content ?? null
  const cells = plan.steps.flatMap((step) => step.cells)
  const forPapers = rowsToWrite(cells, pool, table)
  const bare = bareRows(table, pool, forPapers, blueprint.sections[0]!.type)
  const outcome = `${wanted.blueprint} ${wanted.papers} ${forPapers.length + bare.length}`
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'coverage.work-plan', outcome)))
  const lines = [...plan.steps.map(stepLine), ...(bare.length > 0 ? [bareLine(bare.length)] : [])]
  const steps = plan.steps.map((step, index) => {
    const { from, to, write } = step
    return { from, to, write, sentence: stepLine(step, index) }
  })
  return {
    found: plan.found,
    wanted: plan.wanted,
    steps,
    stopped: plan.stopped ?? [],
    bare: bare.length,
    workbook: await writersWorkbook([...forPapers, ...bare], table, lines),
  }
}

/** An item for each point that has none and gets none from `rows`. */
function bareRows(
  table: ElementTable | null,
  pool: readonly PoolItem[],
  rows: readonly TheoryItem[],
  type: TheoryType,
): TheoryItem[] {
  const has = new Set([...pool, ...rows].map(({ point }) => point))
  return (table?.points ?? []).filter(({ code }) => !has.has(code)).map(({ code }) => itemToWrite(type, code, null))
}

const bareLine = (rows: number): Words => ({
  zh: `其后的${rows}行：还没有试题的鉴定点，各一题。`,
  en: `The ${rows} rows after them: assessment points without an item, one each.`,
})

/** "优先 1：接下来的12行，写完可多组1套（共11套），平均每套12题。" */
function stepLine({ from, to, write }: WorkStep, index: number): Words {
  const papers = to - from
  const each = Math.round((write / papers) * 10) / 10
  return {
    zh: `优先 ${index + 1}：接下来的${write}行，写完可多组${papers}套（共${to}套），平均每套${each}题。`,
    en: `Priority ${index + 1}: the next ${write} rows give ${papers} more paper${papers > 1 ? 's' : ''} (${to} in all), ${each} items each.`,
  }
}
