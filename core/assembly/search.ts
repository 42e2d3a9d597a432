/** The search for papers that share no item: coarse counts and repair first, refined counts when that is not enough. */
import type { Contradiction } from '../blueprint/resolve.ts'
import { type Random, seededRandom } from '../random.ts'
import { balanceSeconds } from './balance.ts'
import { type CountsOptions, type Rung, solveCounts } from './counts.ts'
import { type Draft, pick } from './draft.ts'
import { type Problem, refine } from './problem.ts'
import { repair } from './repair.ts'

/** Changes whenever the same pool, blueprint and seed would give other papers. */
export const ENGINE_VERSION = 'juanku-assembly/1'

export type AssembleOptions = {
  papers: number
  /** Any text; decides which of the valid sets it is. */
  seed: string
  /** Branch-and-bound nodes for one model; what is left open then is "not finished". */
  nodes?: number | undefined
  onProgress?: ((progress: AssembleProgress) => void) | undefined
}

/** Where the ladder stands: papers whose counts are settled, on which rung, in which try. */
export type AssembleProgress = { rung: Rung | 'pick' | 'shortage'; papers: number; of: number }

export type SearchResult =
  | { status: 'found'; draft: Draft; rung: Rung; refined: boolean }
  | { status: 'infeasible' }
  | { status: 'contradiction'; contradictions: Contradiction[] }
  | { status: 'unfinished'; reason: string }

/** Papers that share no item. "Infeasible" is proven. */
export async function searchDisjoint(problem: Problem, options: AssembleOptions): Promise<SearchResult> {
  const random = seededRandom(options.seed, 'assembly')
  const coarse = await solveCounts(problem, countsOptions(random, options))
  if (coarse.status === 'infeasible') return { status: 'infeasible' }
  if (coarse.status === 'found') {
    const draft = fill(problem, problem, coarse.counts, random)
    if (draft) return { status: 'found', draft, rung: coarse.rung, refined: false }
  }
  // Split by points and enemies the classes carry every rule: slower, and exact.
  const refined = refine(problem)
  const counts = await solveCounts(refined, countsOptions(random, options))
  if (counts.status === 'infeasible') return { status: 'infeasible' }
  if (counts.status === 'unfinished') return { status: 'unfinished', reason: counts.reason }
  const draft = fill(problem, refined, counts.counts, random)
  if (!draft) return { status: 'unfinished', reason: 'repair' }
  return { status: 'found', draft, rung: counts.rung, refined: true }
}

/** The draft of a refined problem over the coarse one: the same items, with larger classes to swap in. */
function coarsen(draft: Draft, problem: Problem): Draft {
  const slots = draft.slots.map((slot) => ({ ...slot, class: problem.classOf[slot.item]! }))
  const slotsOf: number[][] = problem.classes.map(() => [])
  for (const [index, slot] of slots.entries()) slotsOf[slot.class]!.push(index)
  const taken = new Set(slots.map(({ item }) => item))
  const spares = problem.classes.map(({ items }) => items.filter((item) => !taken.has(item)))
  return { problem, slots, slotsOf, spares, inGroup: draft.inGroup }
}

/** Items for the counts, groups mended and time evened out; undefined when groups cannot be mended. */
function fill(coarse: Problem, problem: Problem, counts: readonly number[][], random: Random): Draft | undefined {
  const picked = pick(problem, counts, random)
  if (!repair(picked, random)) return undefined
  const draft = coarse === problem ? picked : coarsen(picked, coarse)
  if (problem.blueprint.balance.includes('seconds')) balanceSeconds(draft)
  return draft
}

export const countsOptions = (random: Random, { nodes, onProgress, papers }: AssembleOptions): CountsOptions => ({
  random,
  nodes: nodes ?? 20_000,
  onRung: (rung, done) => onProgress?.({ rung, papers: done, of: papers }),
})
