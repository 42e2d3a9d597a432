/** Moves in a set whose papers share nothing: with another paper, or with a spare item used as often. */
import { cost, type Draft, lift, place } from './draft.ts'
import type { Board } from './settle.ts'

/** Spare items of a class looked at for one slot. */
const SPARES = 40

/** The board of `draft`; where points are to vary, a spare never takes a point from the set. */
export function disjointBoard(draft: Draft): Board {
  const { problem, slots, slotsOf, spares } = draft
  const { pool, blueprint, groupsOf, useRank } = problem
  const uses = new Map<string, number>()
  if (blueprint.points.vary)
    for (const { item } of slots) {
      const { point } = pool[item]!
      if (point !== null) uses.set(point, (uses.get(point) ?? 0) + 1)
    }
  const count = (item: number, step: number) => {
    const { point } = pool[item]!
    if (blueprint.points.vary && point !== null) uses.set(point, (uses.get(point) ?? 0) + step)
  }
  const losesPoint = (item: number, next: number) => {
    if (!blueprint.points.vary) return false
    const [own, other] = [pool[item]!.point, pool[next]!.point]
    return own !== null && uses.get(own) === 1 && own !== other && (other === null || (uses.get(other) ?? 0) > 0)
  }
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
      return !losesPoint(item, next) && fits(slot, next)
    },
    canSwap(slot, partner) {
      const [a, b] = [slots[slot]!, slots[partner]!]
      if (groupsOf[a.item]!.length + groupsOf[b.item]!.length === 0) return true
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
      count(own, -1)
      count(next, 1)
    },
    swap(slot, partner) {
      const own = lift(draft, slot)
      const theirs = lift(draft, partner)
      place(draft, slot, theirs)
      place(draft, partner, own)
    },
  }
  if (blueprint.points.vary) vary(board, uses, spares)
  return board
}

/** Puts spares on points that the set has not used in the place of items whose point it has used twice or more. */
function vary(board: Board, uses: ReadonlyMap<string, number>, spares: readonly (readonly number[])[]): void {
  const { pool } = board.problem
  for (const [slot, { class: of }] of board.slots.entries()) {
    const { point } = pool[board.slots[slot]!.item]!
    if (point !== null && uses.get(point) === 1) continue
    const unused = (item: number) => pool[item]!.point !== null && (uses.get(pool[item]!.point!) ?? 0) === 0
    const next = spares[of]!.find((item) => unused(item) && board.canTake(slot, item))
    if (next !== undefined) board.take(slot, next)
  }
}
