/**
 * Assembles the papers of a set. It answers *found*, *impossible* (proven for
 * every set), *contradiction* (the blueprint cannot be met by any bank) or
 * *not finished*. Bounded by nodes and passes, never by seconds, and blind to
 * the order of the pool: the same pool, blueprint and seed give the same papers.
 */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { type Contradiction, type ResolvedBlueprint, resolveBlueprint } from '../blueprint/resolve.ts'
import { type Breach, check, type Report } from '../check/check.ts'
import { type Random, seededRandom } from '../random.ts'
import { poolContradictions } from './contradictions.ts'
import { placementContradictions, targetContradictions, unreachable } from './contradictions-named.ts'
import type { Rung } from './counts.ts'
import type { Draft } from './draft.ts'
import { eligible } from './eligible.ts'
import type { Pool } from './pool.ts'
import { type PoolInput, prepared } from './prepare.ts'
import { makeProblem } from './problem.ts'
import { type AssembleOptions, ENGINE_VERSION, type SearchResult, searchDisjoint } from './search.ts'
import { searchShared } from './sharing.ts'
import { findShortage, type Shortage } from './shortage.ts'
import { hasBands } from './targets.ts'

export type Found = {
  outcome: 'found'
  /** Item ids of each paper, by section, inside a section in a seeded order. */
  papers: string[][]
  report: Report
  /** `used`: different items in the set; `refined`: whether points and enemies had to be part of the model. */
  statistics: { items: number; classes: number; rung: Rung; refined: boolean; used: number }
  engine: string
  poolDigest: string
}

export type Assembly =
  | Found
  | { outcome: 'impossible'; shortage: Shortage }
  | { outcome: 'contradiction'; contradictions: Contradiction[] }
  | { outcome: 'not-finished'; reason: string; breaches: Breach[] }

/**
 * Assembles `papers` papers of `blueprint`, and its spare papers after them, from
 * `pool`; or says why not. A found set has passed the judge.
 */
export async function assemble(pool: PoolInput, blueprint: Blueprint, asked: AssembleOptions): Promise<Assembly> {
  const resolution = resolveBlueprint(blueprint)
  if (!resolution.ok) return { outcome: 'contradiction', contradictions: resolution.contradictions }
  const resolved = resolution.blueprint
  const options = { ...asked, papers: asked.papers + resolved.spare }
  const whole = prepared(pool)
  const usable = eligible(whole, resolved)
  const contradictions = contradictionsIn(usable, resolved, options.papers)
  if (contradictions.length > 0) return { outcome: 'contradiction', contradictions }

  const made = await search(usable, resolved, options)
  if (made.status === 'contradiction') return { outcome: 'contradiction', contradictions: made.contradictions }
  if (made.status === 'unfinished') return { outcome: 'not-finished', reason: made.reason, breaches: [] }
  if (made.status === 'infeasible') return whyNot(usable, resolved, options)
  const papers = idsOf(made.draft, seededRandom(options.seed, 'order'))
  const report = check(whole.items, resolved, papers)
  // A solver can be wrong: what the judge refuses is never handed out.
  if (!report.holds) return { outcome: 'not-finished', reason: 'judge', breaches: report.breaches }
  const { rung, refined, draft } = made
  const used = new Set(papers.flat()).size
  return {
    outcome: 'found',
    papers,
    report,
    statistics: { items: usable.items.length, classes: draft.problem.classes.length, rung, refined, used },
    engine: ENGINE_VERSION,
    poolDigest: whole.digest,
  }
}

/** What no search could give, told before any. */
export const contradictionsIn = (usable: Pool, blueprint: ResolvedBlueprint, papers: number): Contradiction[] => [
  ...poolContradictions(usable.items, blueprint),
  ...placementContradictions(usable.items, blueprint, papers),
  ...targetContradictions(usable, blueprint),
]

/** What is missing; where only the numbers of the items there are stand in the way, writing more is no answer and that is said. */
async function whyNot(pool: Pool, blueprint: ResolvedBlueprint, options: AssembleOptions): Promise<Assembly> {
  options.onProgress?.({ rung: 'shortage', papers: 0, of: options.papers })
  const quiet = { ...options, onProgress: undefined }
  if (hasBands(blueprint)) {
    const free = { ...blueprint, targets: [] }
    const without = await search(pool, free, quiet)
    if (without.status !== 'infeasible') return { outcome: 'contradiction', contradictions: unreachable(blueprint) }
    return whyNot(pool, free, options)
  }
  // With items to share, "infeasible" means that not even one paper exists: that is what the numbers are for.
  const papers = blueprint.overlap > 0 ? 1 : options.papers
  const shortage = await findShortage(pool, blueprint, { ...quiet, papers })
  return shortage.outcome === 'contradiction'
    ? { outcome: 'contradiction', contradictions: shortage.contradictions }
    : { outcome: 'impossible', shortage: shortage.shortage }
}

/** Papers without a common item; where the blueprint lets papers share and there are none, papers that share. */
export async function search(
  pool: Pool,
  blueprint: ResolvedBlueprint,
  options: AssembleOptions,
): Promise<SearchResult> {
  const disjoint = await searchDisjoint(makeProblem(pool, blueprint, options.papers), options)
  if (blueprint.overlap === 0 || disjoint.status === 'found') return disjoint
  const single = await searchDisjoint(makeProblem(pool, { ...blueprint, pinned: [], excluded: [] }, 1), {
    ...options,
    papers: 1,
    onProgress: undefined,
  })
  if (single.status === 'infeasible') return single
  return searchShared(pool, blueprint, options)
}

/** Ids by paper and section, items of a section in a seeded order. */
function idsOf({ problem, slots }: Draft, random: Random): string[][] {
  const shelves = Array.from({ length: problem.papers }, () => problem.blueprint.sections.map((): string[] => []))
  for (const { paper, section, item } of slots) shelves[paper]![section]!.push(problem.pool.items[item]!.id)
  return shelves.map((sections) => sections.flatMap((ids) => random.shuffle(ids.sort())))
}
