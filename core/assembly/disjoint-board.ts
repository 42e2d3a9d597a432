/** Moves in a set whose papers share nothing: with another paper, or with a spare item used as often. */
import { cost, type Draft, lift, place } from './draft.ts'
import { groupsOf } from './groups.ts'
import type { Board } from './settle.ts'
import { varietyOf, vary } from './variety.ts'

/** Spare items of a class looked at for one slot. */
const SPARES = 40

/** The board of `draft`; where points are to vary, a spare never takes a point from the set. */
export function disjointBoard(draft: Draft): Board {
  const { problem, slots, slotsOf, spares } = draft
  const { groups } = problem
  const { useRank } = problem.pool
  const variety = problem.blueprint.points.vary ? varietyOf(problem, slots) : undefined
  const fits = (slot: number, next: number) => {
    const own = lift(draft, slot)
    const holds = cost(draft, slots[slot]!.paper, next) === 0
    place(draft, slot, own)
    return holds
  }
  const board: Board = {
    problem,
    slots,
    slotsOf,
    others: (slot) => spares[slots[slot]!.class]!.slice(0, SPARES),
    canTake(slot, next) {
      const { item } = slots[slot]!
      if (useRank[item] !== useRank[next]) return false
      return !variety?.loses(item, next) && fits(slot, next)
    },
    canSwap(slot, partner) {
      const [a, b] = [slots[slot]!, slots[partner]!]
      if (groupsOf(groups, a.item).length + groupsOf(groups, b.item).length === 0) return true
      const own = lift(draft, slot)
      const theirs = lift(draft, partner)
      const holds = cost(draft, a.paper, theirs) === 0 && cost(draft, b.paper, own) === 0
      place(draft, slot, own)
      place(draft, partner, theirs)
      return holds
    },
    take(slot, next) {
      const list = spares[slots[slot]!.class]!
      const own = lift(draft, slot)
      list[list.indexOf(next)] = own
      place(draft, slot, next)
      variety?.exchange(own, next)
    },
    swap(slot, partner) {
      const own = lift(draft, slot)
      const theirs = lift(draft, partner)
      place(draft, slot, theirs)
      place(draft, partner, own)
    },
  }
  // Every spare, not the few that `others` looks at: a point nobody has may stand anywhere.
  if (variety) vary(board, variety, (of) => spares[of]!)
  return board
}
