/** Evens out total time over the papers of a set by swaps inside classes, so that no rule can break. */
import { cost, type Draft, lift, place } from './draft.ts'

/** Swaps at most; each brings the papers closer, so this is a safety net. */
const SWAPS = 2000
/** A gain below this many squared seconds is not worth a swap. */
const LEAST_GAIN = 0.01
/** Spare items of a class looked at for one slot. */
const SPARES = 40

/** An exchange with another paper's slot, or with a spare item. */
type Swap = { slot: number; partner?: number; spare?: number; gain: number }

/**
 * Swaps items of one class, between papers or with a spare item used as often,
 * while that brings the papers' total seconds closer to the set's mean (least sum
 * of squared deviations); items without a time stand at the mean of those with
 * one. Deterministic: the first best swap wins.
 */
export function balanceSeconds(draft: Draft): void {
  const { problem, slots } = draft
  const known = slots.flatMap(({ item }) => problem.pool[item]!.seconds ?? [])
  if (known.length === 0) return
  const mean = known.reduce((sum, seconds) => sum + seconds, 0) / known.length
  const seconds = (item: number) => problem.pool[item]!.seconds ?? mean
  const slotsIn: number[][] = Array.from({ length: problem.papers }, () => [])
  const totals = new Array<number>(problem.papers).fill(0)
  for (const [slot, { paper, item }] of slots.entries()) {
    slotsIn[paper]!.push(slot)
    totals[paper]! += seconds(item)
  }
  const target = totals.reduce((sum, total) => sum + total, 0) / problem.papers

  for (let swaps = 0; swaps < SWAPS; swaps++) {
    const order = totals
      .map((total, paper) => ({ paper, off: Math.abs(total - target) }))
      .sort((a, b) => b.off - a.off || a.paper - b.paper)
    let best: Swap | undefined
    for (const { paper } of order) {
      best = bestSwap(draft, slotsIn[paper]!, totals, target, seconds)
      if (best) break
    }
    if (!best) return
    exchange(draft, best, totals, seconds)
  }
}

/** The swap of one paper's slots that gains most; taking d seconds from p changes its square by d(2(tp − target) − d). */
function bestSwap(
  draft: Draft,
  own: readonly number[],
  totals: readonly number[],
  target: number,
  seconds: (item: number) => number,
): Swap | undefined {
  const { slots, slotsOf, spares } = draft
  let best: Swap | undefined
  for (const slot of own) {
    const { paper, item, class: of } = slots[slot]!
    const total = totals[paper]!
    for (const partner of slotsOf[of]!) {
      const other = slots[partner]!
      if (other.paper === paper) continue
      const moved = seconds(item) - seconds(other.item)
      const gain = 2 * moved * (total - totals[other.paper]! - moved)
      if (gain > (best?.gain ?? LEAST_GAIN) && swapHolds(draft, slot, partner)) best = { slot, partner, gain }
    }
    for (const [spare, candidate] of spares[of]!.slice(0, SPARES).entries()) {
      const moved = seconds(item) - seconds(candidate)
      const gain = moved * (2 * (total - target) - moved)
      if (gain > (best?.gain ?? LEAST_GAIN) && spareHolds(draft, slot, candidate)) best = { slot, spare, gain }
    }
  }
  return best
}

function exchange(
  draft: Draft,
  { slot, partner, spare }: Swap,
  totals: number[],
  seconds: (item: number) => number,
): void {
  const { slots, spares } = draft
  const { paper, class: of } = slots[slot]!
  const own = lift(draft, slot)
  let theirs: number
  if (partner === undefined) {
    theirs = spares[of]![spare!]!
    spares[of]![spare!] = own
  } else {
    theirs = lift(draft, partner)
    place(draft, partner, own)
    totals[slots[partner]!.paper]! += seconds(own) - seconds(theirs)
  }
  place(draft, slot, theirs)
  totals[paper]! += seconds(theirs) - seconds(own)
}

/** True when a spare may stand in for the slot's item: used as often and as lately, and no group cap broken. */
function spareHolds(draft: Draft, slot: number, spare: number): boolean {
  const { pool } = draft.problem
  const { paper, item } = draft.slots[slot]!
  if (pool[item]!.used !== pool[spare]!.used || pool[item]!.lastUsed !== pool[spare]!.lastUsed) return false
  const own = lift(draft, slot)
  const holds = cost(draft, paper, spare) === 0
  place(draft, slot, own)
  return holds
}

/** True when exchanging the items of two slots breaks no group cap. */
function swapHolds(draft: Draft, slot: number, partner: number): boolean {
  const { groupsOf } = draft.problem
  if (groupsOf[draft.slots[slot]!.item]!.length + groupsOf[draft.slots[partner]!.item]!.length === 0) return true
  const own = lift(draft, slot)
  const theirs = lift(draft, partner)
  const holds =
    cost(draft, draft.slots[slot]!.paper, theirs) === 0 && cost(draft, draft.slots[partner]!.paper, own) === 0
  place(draft, slot, own)
  place(draft, partner, theirs)
  return holds
}
