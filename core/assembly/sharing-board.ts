/** Moves in a set whose papers may share items: with another paper, or with an item that as few papers hold. */
import type { Board } from './settle.ts'
import { harm, holdersOf, put, type Spread, take } from './spread.ts'
import { varietyOf, vary } from './variety.ts'

/** Items of a class looked at for one slot. */
const OTHERS = 40

/** The board of `spread`: no move breaks a group, a pair's cap, raises the total overlap or, where points are to vary, takes one from the set. */
export function sharingBoard(spread: Spread, cap: number): Board {
  const { problem, slots, slotsOf } = spread.draft
  const variety = problem.blueprint.points.vary ? varietyOf(problem, slots) : undefined
  const holds = (slot: number, item: number) =>
    !holdersOf(spread, item).includes(slots[slot]!.paper) && harm(spread, slots[slot]!.paper, item, cap) === 0
  const board: Board = {
    problem,
    slots,
    slotsOf,
    others(slot) {
      const { paper, item, class: of } = slots[slot]!
      const { items } = problem.classes[of]!
      const uses = holdersOf(spread, item).length - 1
      const free = (other: number) =>
        holdersOf(spread, other).length <= uses && !holdersOf(spread, other).includes(paper)
      // A different stretch for every slot, so that a large class is looked at as a whole.
      return Array.from({ length: Math.min(OTHERS, items.length) }, (_, k) => items[(slot + k) % items.length]!).filter(
        free,
      )
    },
    canTake(slot, item) {
      const { useRank } = problem.pool
      if (useRank[slots[slot]!.item] !== useRank[item] || variety?.loses(slots[slot]!.item, item)) return false
      const own = take(spread, slot)
      const fits = holds(slot, item)
      put(spread, slot, own)
      return fits
    },
    canSwap(slot, partner) {
      const own = take(spread, slot)
      const theirs = take(spread, partner)
      let fits = holds(slot, theirs)
      if (fits) {
        put(spread, slot, theirs)
        fits = holds(partner, own)
        take(spread, slot)
      }
      put(spread, slot, own)
      put(spread, partner, theirs)
      return fits
    },
    take(slot, item) {
      variety?.exchange(take(spread, slot), item)
      put(spread, slot, item)
    },
    swap(slot, partner) {
      const own = take(spread, slot)
      const theirs = take(spread, partner)
      put(spread, slot, theirs)
      put(spread, partner, own)
    },
  }
  // An item on a point nobody has stands in no paper, so it raises no overlap.
  if (variety) vary(board, variety, (of) => problem.classes[of]!.items)
  return board
}
