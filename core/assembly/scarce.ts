/** How many papers a bank still gives, and which scarce cell ends it. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { PracticalBlueprint, TaskChoice } from '../blueprint/practical.ts'
import { tasksOf } from '../blueprint/practical-rules.ts'
import { isWithin } from '../element-table.ts'
import { counted, type Words } from '../words.ts'
import { assemble } from './assemble.ts'
import { assemblePractical, combinationsCount, mostByUse } from './practical.ts'
import { type PoolInput, prepared } from './prepare.ts'
import { cellWords } from './shortage-words.ts'
import { disjointly } from './work-plan.ts'
import { type Yield, yieldOf } from './yield.ts'

/** `scarce` is what is short for one paper more than `upper`; null when the limit was reached or it could not be told. */
export type ScarceYield = Yield & { scarce: Words | null }

/** Papers without a common item that `pool` gives, `limit` at most. */
export async function theoryYield(input: PoolInput, blueprint: Blueprint, limit: number): Promise<ScarceYield> {
  const pool = prepared(input)
  const free = disjointly(blueprint)
  const found = await yieldOf(pool, free, { limit })
  if (found.found >= limit) return { ...found, scarce: null }
  const papers = found.upper + 1
  const answer = await assemble(pool, free, { papers, seed: 'yield' })
  if (answer.outcome === 'contradiction') return { ...found, scarce: answer.contradictions[0]?.sentence ?? null }
  if (answer.outcome !== 'impossible') return { ...found, scarce: null }
  const [cell] = answer.shortage.cells
  if (!cell) return { ...found, scarce: answer.shortage.rows[0]?.sentence ?? null }
  const { zh, en } = cellWords(cell)
  return {
    ...found,
    scarce: {
      zh: `${zh}：${papers}套需${cell.needs}题，现有${cell.has}题`,
      en: `${en}: ${counted(papers, 'paper needs', 'papers need')} ${cell.needs}, has ${cell.has}`,
    },
  }
}

/** Different combinations of tasks that fit the blueprint, `limit` at most. */
export async function practicalYield(
  tasks: readonly TaskChoice[],
  rules: PracticalBlueprint,
  limit: number,
): Promise<ScarceYield> {
  const answer = await assemblePractical(tasks, rules, { papers: limit, seed: 'yield' })
  const upper = mostCombinations(tasks, rules)
  if (answer.outcome === 'found') return { found: limit, upper, scarce: null }
  if (answer.outcome === 'contradiction')
    return { found: 0, upper: 0, scarce: answer.contradictions[0]?.sentence ?? null }
  if (answer.outcome === 'not-finished') return { found: 0, upper, scarce: null }
  const { maxPapers, sentences } = answer.shortage
  const scarce = sentences[0] ?? null
  const made = maxPapers > 0 && (await assemblePractical(tasks, rules, { papers: maxPapers, seed: 'yield' }))
  return { found: made && made.outcome === 'found' ? maxPapers : 0, upper: maxPapers, scarce }
}

/** More papers than these are impossible: neither the combinations nor the cap on use allow them. */
export const mostCombinations = (tasks: readonly TaskChoice[], rules: PracticalBlueprint): number =>
  Math.min(combinationsOf(tasks, rules), mostByUse(tasks, rules))

/** Combinations when every task fits marks and minutes: none can be more. */
const combinationsOf = (tasks: readonly TaskChoice[], { modules }: PracticalBlueprint): number =>
  modules.reduce((product, module) => {
    const own = tasks.filter((task) => isWithin(task.module, module.module)).length
    return product * combinationsCount(own, tasksOf(module))
  }, 1)
