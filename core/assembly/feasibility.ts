/**
 * Whether a bank gives the papers of a blueprint that is still being written: an
 * answer for while somebody types. It looks for papers and for a bound, and for the
 * shortest reason; the least to write is `findShortage`'s, and takes longer.
 */
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint, TaskChoice, TopicChoice } from '../blueprint/practical.ts'
import { type Contradiction, type ResolvedBlueprint, resolveBlueprint } from '../blueprint/resolve.ts'
import type { Words } from '../words.ts'
import { contradictionsIn, search } from './assemble.ts'
import { BEYOND } from './beyond.ts'
import { conflictOf } from './conflict.ts'
import { defenseDraw, mostCandidates } from './defense.ts'
import { eligible } from './eligible.ts'
import type { Pool } from './pool.ts'
import { assemblePractical } from './practical.ts'
import { type PoolInput, prepared } from './prepare.ts'
import { makeProblem } from './problem.ts'
import { mostCombinations } from './scarce.ts'
import { explain, namedItems } from './shortage.ts'
import { rowsShort, whyWords } from './shortage-words.ts'
import { resolvedYield } from './yield.ts'

/**
 * Of `papers` papers (spare ones included) `found` were made, and more than `upper`
 * are impossible (proven; it may exceed `papers`). `why` says what is short, as far as
 * it was found quickly; empty where nothing is, or it could not be told.
 */
export type Feasibility =
  | { outcome: 'contradiction'; contradictions: Contradiction[] }
  | { outcome: 'answered'; papers: number; found: number; upper: number; why: Words[] }

/** A seed of no meaning: whether papers exist does not depend on it. */
const SEED = 'feasibility'
/** Nodes for one model: this is asked again and again. */
const NODES = 2000

/** Looks for `papers` papers. Bounded by steps; the same input gives the same answer. */
export async function feasibility(
  input: PoolInput,
  blueprint: Blueprint,
  { papers: asked }: { papers: number },
): Promise<Feasibility> {
  const resolution = resolveBlueprint(blueprint)
  if (!resolution.ok) return { outcome: 'contradiction', contradictions: resolution.contradictions }
  const rules = resolution.blueprint
  const papers = asked + rules.spare
  const pool = eligible(prepared(input), rules)
  const contradictions = contradictionsIn(pool, rules, papers)
  if (contradictions.length > 0) return { outcome: 'contradiction', contradictions }
  const answer = (found: number, upper: number, why: Words[]): Feasibility => ({
    outcome: 'answered',
    papers,
    found,
    upper,
    why,
  })
  const apart = await resolvedYield(pool, rules, { limit: papers, nodes: NODES })
  if (apart.found < papers && rules.overlap === 0)
    return answer(apart.found, apart.upper, apart.upper < papers ? await reasons(pool, rules, papers) : [unfinished])
  // The yield knows neither which paper a pin is for, nor papers that share.
  if (apart.found === papers && rules.pinned.length + rules.excluded.length === 0)
    return answer(papers, apart.upper, [])
  const made = await search(pool, rules, { papers, seed: SEED, nodes: NODES })
  switch (made.status) {
    case 'found':
      return answer(papers, Math.max(papers, apart.upper), [])
    case 'contradiction':
      return { outcome: 'contradiction', contradictions: made.contradictions }
    case 'unfinished':
      return answer(0, Math.max(papers, apart.upper), [unfinished])
    case 'infeasible':
      // With items to share, this means that not even one paper exists.
      return apart.found < papers
        ? answer(0, 0, await reasons(pool, rules, 1))
        : answer(0, papers - 1, [namedItems.sentence])
  }
}

/** The same for practical papers: different combinations of tasks. */
export async function practicalFeasibility(
  tasks: readonly TaskChoice[],
  rules: PracticalBlueprint,
  { papers }: { papers: number },
): Promise<Feasibility> {
  const answer = (found: number, upper: number, why: Words[]): Feasibility => ({
    outcome: 'answered',
    papers,
    found,
    upper: Math.min(upper, BEYOND),
    why,
  })
  const made = await assemblePractical(tasks, rules, { papers, seed: SEED })
  switch (made.outcome) {
    case 'contradiction':
      return made
    case 'found':
      return answer(papers, mostCombinations(tasks, rules), [])
    case 'not-finished':
      return answer(0, mostCombinations(tasks, rules), [unfinished])
    case 'impossible': {
      const { maxPapers, sentences } = made.shortage
      const fewer = maxPapers > 0 && (await assemblePractical(tasks, rules, { papers: maxPapers, seed: SEED }))
      return answer(fewer && fewer.outcome === 'found' ? maxPapers : 0, maxPapers, sentences)
    }
  }
}

/** The same for a draw of topics; `papers` are candidates. */
export function defenseFeasibility(
  topics: readonly TopicChoice[],
  { topics: perCandidate, maxUse }: DefenseBlueprint,
  { papers }: { papers: number },
): Feasibility {
  const rules = { perCandidate, maxUse }
  const upper = Math.min(mostCandidates(topics.length, rules), BEYOND)
  const candidates = Array.from({ length: papers }, (_, at) => String(at))
  const made = defenseDraw(topics, candidates, { ...rules, seed: SEED })
  return {
    outcome: 'answered',
    papers,
    found: Math.min(papers, upper),
    upper,
    why: made.outcome === 'impossible' ? made.shortage.sentences : [],
  }
}

const unfinished: Words = {
  zh: '未能在限定步数内判明。',
  en: 'It could not be told within the limit of steps.',
}

async function reasons(pool: Pool, blueprint: ResolvedBlueprint, papers: number): Promise<Words[]> {
  const problem = makeProblem(pool, blueprint, papers)
  const rows = rowsShort(problem)
  return whyWords({ rows, ...(await explain(problem, rows, () => conflictOf(problem, false))) })
}
