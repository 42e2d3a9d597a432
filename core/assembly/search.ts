/** The search for papers that share no item: coarse counts and repair first, refined counts when that is not enough. */
import type { Contradiction } from '../blueprint/resolve.ts'
import { type Random, seededRandom } from '../random.ts'
import { type CountsOptions, type Rung, solveCounts } from './counts.ts'
import { disjointBoard } from './disjoint-board.ts'
import { type Draft, pick } from './draft.ts'
import { inPlace } from './placements.ts'
import { type Problem, refine } from './problem.ts'
import { repair } from './repair.ts'
import { settle } from './settle.ts'
import { bounded, guided, hasBands } from './targets.ts'

/** Changes whenever the same pool, blueprint and seed would give other papers. */
export const ENGINE_VERSION = 'juanku-assembly/5'

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

/** Counts tried near the targets before any counts are. */
const GUIDED_TRIES = 3

/** Papers that share no item. "Infeasible" is proven. */
export async function searchDisjoint(problem: Problem, options: AssembleOptions): Promise<SearchResult> {
  const random = seededRandom(options.seed, 'assembly')
  const coarse = await attempt(problem, problem, options, random)
  if (coarse.status !== 'stuck') return coarse
  // Split by points and enemies the classes carry every rule: slower, and exact.
  const refined = await attempt(problem, refine(problem), options, random)
  return refined.status === 'stuck' ? { status: 'unfinished', reason: refined.reason } : refined
}

type Attempt = Exclude<SearchResult, { status: 'unfinished' }> | { status: 'stuck'; reason: string }

/** Counts over `level`, the coarse problem or the refined one, and items for them. */
async function attempt(coarse: Problem, level: Problem, options: AssembleOptions, random: Random): Promise<Attempt> {
  const refined = coarse !== level
  const aimed = hasBands(level.blueprint) ? guided(level) : level
  for (let tries = 0; aimed !== level && tries < GUIDED_TRIES; tries++) {
    const counts = await solveCounts(aimed, countsOptions(random, options))
    if (counts.status !== 'found') break
    const { draft } = fill(coarse, level, counts.counts, random)
    if (draft) return { status: 'found', draft, rung: counts.rung, refined }
  }
  const counts = await solveCounts(bounded(level), countsOptions(random, options))
  if (counts.status === 'infeasible') return { status: 'infeasible' }
  if (counts.status === 'unfinished') return { status: 'stuck', reason: counts.reason }
  const { draft, reason } = fill(coarse, level, counts.counts, random)
  return draft ? { status: 'found', draft, rung: counts.rung, refined } : { status: 'stuck', reason }
}

/** The draft of a refined problem over the coarse one: the same items, with larger classes to swap in. */
function coarsen(draft: Draft, problem: Problem): Draft {
  const slots = draft.slots.map((slot) => ({ ...slot, class: problem.classOf[slot.item]! }))
  const slotsOf: number[][] = problem.classes.map(() => [])
  for (const [index, slot] of slots.entries()) slotsOf[slot.class]!.push(index)
  const taken = new Set(slots.map(({ item }) => item))
  const spares = problem.classes.map(({ items }) => Array.from(items.filter((item) => !taken.has(item))))
  return { problem, slots, slotsOf, spares, inGroup: draft.inGroup }
}

/** Items for the counts, groups mended, targets met and evened out; or what could not be mended by swaps. */
function fill(
  coarse: Problem,
  problem: Problem,
  counts: readonly number[][],
  random: Random,
): { draft: Draft; reason: '' } | { draft: undefined; reason: 'repair' | 'targets' } {
  const picked = pick(problem, inPlace(problem, counts), random)
  if (!repair(picked, random)) return { draft: undefined, reason: 'repair' }
  const draft = coarse === problem ? picked : coarsen(picked, coarse)
  return settle(disjointBoard(draft)) ? { draft, reason: '' } : { draft: undefined, reason: 'targets' }
}

export const countsOptions = (random: Random, { nodes, onProgress, papers }: AssembleOptions): CountsOptions => ({
  random,
  nodes: nodes ?? 20_000,
  onRung: (rung, done) => onProgress?.({ rung, papers: done, of: papers }),
})
