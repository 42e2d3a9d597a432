/**
 * Papers that may share items, up to a cap for every pair of papers. Counts are
 * solved for the least total overlap (which is also the proof when no set can
 * keep the cap), then items are spread so that no pair of papers shares too
 * many. Found or not finished, except where the bound proves it impossible.
 */
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import { type Random, seededRandom } from '../random.ts'
import { counted } from '../words.ts'
import { splitTotals } from './counts.ts'
import { cost, type Draft, leastUsedFirst, type Slot } from './draft.ts'
import { leastOverlap } from './least-overlap.ts'
import { inPlace } from './placements.ts'
import type { Pool } from './pool.ts'
import { makeProblem, type Problem } from './problem.ts'
import { type AssembleOptions, countsOptions, type SearchResult } from './search.ts'
import { settle } from './settle.ts'
import { sharingBoard } from './sharing-board.ts'
import { harm, holdersOf, put, type Spread, take } from './spread.ts'
import { bounded } from './targets.ts'

const PASSES = 400
const PARTNERS = 60
const SIDEWAYS = 0.3

/** Papers whose pairs share at most the blueprint's overlap. */
export async function searchShared(
  pool: Pool,
  blueprint: ResolvedBlueprint,
  options: AssembleOptions,
): Promise<SearchResult> {
  const { papers } = options
  const problem = bounded(makeProblem(pool, blueprint, papers, papers))
  const random = seededRandom(options.seed, 'sharing')
  const rungs = countsOptions(random, options)
  rungs.onRung?.('totals', 0)
  const totals = await leastOverlap(problem, rungs.nodes, random.below(2 ** 30))
  if (totals.status === 'infeasible') return { status: 'infeasible' }
  if (totals.status === 'unfinished') return totals
  const pairs = (papers * (papers - 1)) / 2
  const least = Math.ceil(totals.bound - 1e-6)
  if (least > blueprint.overlap * pairs)
    return { status: 'contradiction', contradictions: [capTooLow(least, pairs, options, blueprint, pool.items.length)] }
  const split = await splitTotals(problem, totals.values.slice(0, problem.columns.length), rungs)
  if (!split) return { status: 'unfinished', reason: 'counts' }
  const spread = startSpread(problem, inPlace(problem, split.counts), random)
  if (!untangle(spread, blueprint.overlap, random)) return { status: 'unfinished', reason: 'overlap' }
  if (!settle(sharingBoard(spread, blueprint.overlap))) return { status: 'unfinished', reason: 'targets' }
  return { status: 'found', draft: spread.draft, rung: split.rung, refined: false }
}

function capTooLow(
  least: number,
  pairs: number,
  { papers }: AssembleOptions,
  { overlap, items }: ResolvedBlueprint,
  size: number,
) {
  const needed = Math.ceil(least / pairs)
  return {
    place: 'overlap.withinSet',
    sentence: {
      zh: `${papers} 套、每套 ${items} 题、题库 ${size} 题，任意两卷合计至少共有 ${least} 题次；上限 ${overlap} 只容许 ${overlap * pairs}。上限应不低于 ${needed}，或补充题库、减少套数。`,
      en: `${papers} papers of ${counted(items, 'item')} from a pool of ${size} share at least ${counted(least, 'item')} over all pairs; a cap of ${overlap} allows ${overlap * pairs}. Raise it to ${needed} or more, add items, or ask for fewer papers.`,
    },
  }
}

function startSpread(problem: Problem, counts: readonly number[][], random: Random): Spread {
  const { classes, columns, papers, groups } = problem
  const slots: Slot[] = []
  const slotsOf: number[][] = classes.map(() => [])
  for (const [paper, own] of counts.entries())
    for (const [column, { class: of, section }] of columns.entries())
      for (let n = section < 0 ? 0 : own[column]!; n > 0; n--)
        slotsOf[of]!.push(slots.push({ paper, section, class: of, item: -1 }) - 1)
  const draft: Draft = { problem, slots, slotsOf, spares: [], inGroup: new Uint16Array(papers * groups.caps.length) }
  const spread: Spread = { draft, shared: new Uint16Array(papers * papers), holders: new Map() }
  for (const [of, { items }] of classes.entries()) {
    const order = leastUsedFirst(problem, items, random)
    for (const slot of random.shuffle(slotsOf[of]!)) {
      const { paper } = slots[slot]!
      const free = order.filter((item) => !holdersOf(spread, item).includes(paper))
      // Even use first, then the fewest broken groups: what is left is for `untangle`.
      const rank = (item: number) => holdersOf(spread, item).length * 100 + cost(draft, paper, item)
      put(
        spread,
        slot,
        free.reduce((best, item) => (rank(item) < rank(best) ? item : best)),
      )
    }
  }
  return spread
}

/** Replaces and exchanges items inside classes until no pair and no group is over its cap; false when stuck. */
function untangle(spread: Spread, cap: number, random: Random): boolean {
  const { slots } = spread.draft
  for (let pass = 0; pass < PASSES; pass++) {
    let clean = true
    for (const slot of random.shuffle([...slots.keys()])) {
      const { paper } = slots[slot]!
      const own = take(spread, slot)
      const before = harm(spread, paper, own, cap)
      if (before === 0) put(spread, slot, own)
      else {
        clean = false
        improve(spread, slot, own, before, cap, random)
      }
    }
    if (clean) return true
  }
  return false
}

/** Fills the empty `slot`: by another item of the class, by an exchange with another paper, or by `own` again. */
function improve(spread: Spread, slot: number, own: number, before: number, cap: number, random: Random): void {
  const { draft } = spread
  const { paper, class: of } = draft.slots[slot]!
  const { items } = draft.problem.classes[of]!
  let best: { gain: number; item?: number; partner?: number } | undefined
  const consider = (move: { gain: number; item?: number; partner?: number }) => {
    if (!best || move.gain > best.gain || (move.gain === best.gain && random.next() < 0.5)) best = move
  }
  const start = random.below(items.length)
  for (let k = 0; k < Math.min(PARTNERS, items.length); k++) {
    const item = items[(start + k) % items.length]!
    if (item === own || holdersOf(spread, item).includes(paper)) continue
    consider({ gain: before - harm(spread, paper, item, cap), item })
  }
  const partners = draft.slotsOf[of]!
  const from = random.below(partners.length)
  for (let k = 0; k < Math.min(PARTNERS, partners.length); k++) {
    const partner = partners[(from + k) % partners.length]!
    const other = draft.slots[partner]!
    if (other.paper === paper || holdersOf(spread, other.item).includes(paper)) continue
    if (holdersOf(spread, own).includes(other.paper)) continue
    const theirs = take(spread, partner)
    const after = harm(spread, paper, theirs, cap) + harm(spread, other.paper, own, cap)
    const gain = before + harm(spread, other.paper, theirs, cap) - after
    put(spread, partner, theirs)
    consider({ gain, partner })
  }
  const taken = best && (best.gain > 0 || (best.gain === 0 && random.next() < SIDEWAYS)) ? best : undefined
  if (taken?.item !== undefined) put(spread, slot, taken.item)
  else if (taken?.partner !== undefined) {
    const theirs = take(spread, taken.partner)
    put(spread, taken.partner, own)
    put(spread, slot, theirs)
  } else put(spread, slot, own)
}
