/**
 * What to write first: the cells that unlock most papers per item written. Paper
 * by paper, the shortage of one more is written (in thought) and the next one
 * asked; where a later paper is cheaper than an earlier one the two are one step,
 * so that steps come by papers per item, the best first.
 */
import type { Blueprint, PoolItem } from '../blueprint/blueprint.ts'
import { resolveBlueprint } from '../blueprint/resolve.ts'
import type { Words } from '../words.ts'
import { assemble } from './assemble.ts'
import { newItems } from './new-items.ts'
import { preparePool } from './prepare.ts'
import { cellWords, type ShortCell } from './shortage-words.ts'
import { yieldOf } from './yield.ts'

/** Writing `write` items of `cells` leads from `from` papers to `to`. */
export type WorkStep = { from: number; to: number; write: number; cells: ShortCell[] }

/** `found` papers exist as the bank is. `stopped` says why steps end before the papers wanted, null when they do not. */
export type WorkPlan = { found: number; wanted: number; steps: WorkStep[]; stopped: Words[] | null }

/** The steps from what `pool` gives to `wanted` papers without a common item; the same input gives the same plan. */
export async function workPlan(pool: readonly PoolItem[], blueprint: Blueprint, wanted: number): Promise<WorkPlan> {
  const free = disjointly(blueprint)
  const resolution = resolveBlueprint(free)
  if (!resolution.ok)
    return { found: 0, wanted, steps: [], stopped: resolution.contradictions.map(({ sentence }) => sentence) }
  const { rules } = resolution.blueprint
  let written = preparePool(pool)
  const { found } = await yieldOf(written, free, { limit: wanted })
  const steps: WorkStep[] = []
  for (let papers = found + 1; papers <= wanted; papers++) {
    const answer = await assemble(written, free, { papers, seed: 'work-plan' })
    if (answer.outcome === 'found') steps.push({ from: papers - 1, to: papers, write: 0, cells: [] })
    else if (answer.outcome === 'impossible') {
      const { cells, total } = answer.shortage
      const counts = cells.map(({ write }) => write)
      written = preparePool([...written.items, ...newItems(written.items, rules, cells, counts)])
      steps.push({ from: papers - 1, to: papers, write: total, cells })
    } else {
      const stopped = answer.outcome === 'contradiction' ? answer.contradictions.map(({ sentence }) => sentence) : []
      return { found, wanted, steps: bestFirst(steps), stopped: stopped.length > 0 ? stopped : [unfinished(papers)] }
    }
  }
  return { found, wanted, steps: bestFirst(steps), stopped: null }
}

/** Papers without a common item and nothing named: what a bank yields at all. */
export const disjointly = (blueprint: Blueprint): Blueprint => {
  const { pinned: _, excluded: __, spare: ___, ...rest } = blueprint
  return { ...rest, overlap: { ...blueprint.overlap, withinSet: 0 } }
}

const unfinished = (papers: number): Words => ({
  zh: `第${papers}套的缺口未能在限定步数内求出。`,
  en: `What paper ${papers} lacks was not found within the limit of steps.`,
})

const perPaper = ({ from, to, write }: WorkStep) => write / (to - from)

/** One step a paper → steps by papers per item, the best first: a step that costs more a paper than the next is one with it. */
export function bestFirst(steps: readonly WorkStep[]): WorkStep[] {
  const joined: WorkStep[] = []
  for (let step of steps) {
    for (let before = joined.at(-1); before && perPaper(before) > perPaper(step); before = joined.at(-1)) {
      joined.pop()
      const { to, write, cells } = step
      step = { from: before.from, to, write: before.write + write, cells: sumOf([...before.cells, ...cells]) }
    }
    joined.push(step)
  }
  return joined
}

/** One cell for each kind of cell, most to write first. */
function sumOf(cells: readonly ShortCell[]): ShortCell[] {
  const sums = new Map<string, ShortCell>()
  for (const cell of cells) {
    const key = cellWords(cell).zh
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, needs: Math.max(sum.needs, cell.needs), write: sum.write + cell.write } : cell)
  }
  return [...sums.values()].sort((a, b) => b.write - a.write)
}
