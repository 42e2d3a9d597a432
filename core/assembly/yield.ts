/** How many papers that share no item a pool still gives. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { type ResolvedBlueprint, resolveBlueprint } from '../blueprint/resolve.ts'
import { addRows, addSharing, mostOf } from './counts.ts'
import { eligible } from './eligible.ts'
import type { Pool } from './pool.ts'
import { type PoolInput, prepared } from './prepare.ts'
import { makeProblem, type Problem, refine } from './problem.ts'
import { searchDisjoint } from './search.ts'
import { Model, solve } from './solver.ts'
import { bounded } from './targets.ts'

/** `found` papers were made; more than `upper` are impossible (proven). */
export type Yield = { found: number; upper: number }

export type YieldOptions = {
  /** Papers looked for at most; `found` never exceeds it. */
  limit?: number
  nodes?: number | undefined
}

/** Numbers of papers tried below the bound before larger steps are taken. */
const SMALL_STEPS = 5

/** The yield of `pool` under `blueprint`; [0, 0] for a blueprint that contradicts itself. */
export async function yieldOf(pool: PoolInput, blueprint: Blueprint, options: YieldOptions = {}): Promise<Yield> {
  const resolution = resolveBlueprint(blueprint)
  if (!resolution.ok) return { found: 0, upper: 0 }
  return resolvedYield(eligible(prepared(pool), resolution.blueprint), resolution.blueprint, options)
}

/** As `yieldOf`, over eligible items and resolved rules. */
export async function resolvedYield(
  pool: Pool,
  blueprint: ResolvedBlueprint,
  { limit = 50, nodes }: YieldOptions = {},
): Promise<Yield> {
  // Pins name papers of one set; how many papers there are is asked without them.
  const free = { ...blueprint, pinned: [], excluded: [] }
  let upper = await relaxedMost(bounded(refine(makeProblem(pool, free, limit))), limit)
  let papers = Math.min(upper, limit)
  for (let step = 0; papers > 0; step++) {
    const made = await searchDisjoint(makeProblem(pool, free, papers), { papers, seed: 'yield', nodes })
    if (made.status === 'found') return { found: papers, upper }
    // More papers contain fewer, so what is impossible for one number is so for all above it.
    if (made.status === 'infeasible') upper = papers - 1
    papers = step < SMALL_STEPS ? papers - 1 : Math.floor(papers * 0.8)
  }
  return { found: 0, upper }
}

/**
 * The largest number of papers whose totals exist in fractions: an upper bound,
 * and monotone, so bisection finds it. Stops looking above `limit`: then it is
 * what the size of the pool allows.
 */
async function relaxedMost(problem: Problem, limit: number): Promise<number> {
  // Anchors stand in every paper and use nothing up.
  const { anchors, items: length } = problem.blueprint
  const usable = problem.classes.reduce((sum, { items, anchor }) => sum + (anchor ? 0 : items.length), 0)
  const bySize = anchors.length < length ? Math.floor(usable / (length - anchors.length)) : limit
  if (bySize > limit && (await relaxedHolds(problem, limit))) return bySize
  let low = 0
  let high = Math.min(bySize, limit)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (await relaxedHolds(problem, middle)) low = middle
    else high = middle - 1
  }
  return low
}

async function relaxedHolds(problem: Problem, papers: number): Promise<boolean> {
  const model = new Model()
  for (const { class: of } of problem.columns) model.column(0, 0, mostOf(problem, of, papers), false)
  addRows(model, problem, papers)
  addSharing(model, problem, (of) => mostOf(problem, of, papers))
  const solution = await solve(model, { seed: 1, nodes: 1 })
  return solution.status !== 'infeasible'
}
