/**
 * A set being made: slots (paper, section, class) with an item in each. Swapping
 * items of one class changes no count, so every rule that classes carry stays
 * met; what is left to mend are groups (points, enemies).
 */
import type { Random } from '../random.ts'
import { groupsOf } from './groups.ts'
import type { Problem } from './problem.ts'

/** Spare items of a class that are kept at hand: more than repair and balance ever look at. */
const MOST_SPARES = 200

export type Slot = { paper: number; section: number; class: number; item: number }

export type Draft = {
  problem: Problem
  slots: Slot[]
  /** Slots of each class. */
  slotsOf: number[][]
  /** Items of each class that no paper has taken, least used first. */
  spares: number[][]
  /** Items of each group in each paper: `inGroup[paper * groups + group]`. */
  inGroup: Uint16Array
}

/** Fills the counts with items: least used first, longest unused next, then by lot; group caps kept where a glance can. */
export function pick(problem: Problem, counts: readonly number[][], random: Random): Draft {
  const { classes, columns, groups } = problem
  const slots: Slot[] = []
  const slotsOf: number[][] = classes.map(() => [])
  for (const paper of random.shuffle(counts.map((_, index) => index)))
    for (const [column, { class: of, section }] of columns.entries())
      for (let n = section < 0 ? 0 : counts[paper]![column]!; n > 0; n--)
        slotsOf[of]!.push(slots.push({ paper, section, class: of, item: -1 }) - 1)
  const draft: Draft = {
    problem,
    slots,
    slotsOf,
    spares: [],
    inGroup: new Uint16Array(counts.length * groups.caps.length),
  }
  const spareItems = problem.blueprint.points.vary ? Number.POSITIVE_INFINITY : MOST_SPARES
  draft.spares = classes.map(({ items, anchor }, of) => {
    const order = leastUsedFirst(problem, items, random, slotsOf[of]!.length + spareItems)
    // An anchor is one item with a slot in every paper.
    const chosen = anchor ? slotsOf[of]!.map(() => order[0]!) : order.slice(0, slotsOf[of]!.length)
    for (const index of random.shuffle(slotsOf[of]!)) {
      const { paper } = slots[index]!
      const free = chosen.findIndex((item) => cost(draft, paper, item) === 0)
      place(draft, index, chosen.splice(Math.max(0, free), 1)[0]!)
    }
    return order.slice(slotsOf[of]!.length)
  })
  return draft
}

/**
 * The first `wanted` of `items` by how often they were used, then by last use
 * (never first), then by lot. Only those are drawn: a class may hold thousands.
 */
export function leastUsedFirst(
  { pool: { useRank, worn } }: Problem,
  items: Int32Array,
  random: Random,
  wanted = items.length,
): number[] {
  if (!worn) return drawn(items, random, wanted)
  const byRank = new Map<number, number[]>()
  for (let at = 0; at < items.length; at++) {
    const rank = useRank[items[at]!]!
    const list = byRank.get(rank)
    if (list) list.push(items[at]!)
    else byRank.set(rank, [items[at]!])
  }
  const order: number[] = []
  for (const [, list] of [...byRank].sort(([a], [b]) => a - b)) {
    if (order.length >= wanted) break
    for (const item of drawn(Int32Array.from(list), random, wanted - order.length)) order.push(item)
  }
  return order
}

/** `wanted` of `items` in a random order: Fisher–Yates, stopped early. */
function drawn(items: Int32Array, random: Random, wanted: number): number[] {
  const order = items.slice()
  const size = Math.min(wanted, order.length)
  for (let at = 0; at < size; at++) {
    const other = at + random.below(order.length - at)
    const held = order[at]!
    order[at] = order[other]!
    order[other] = held
  }
  return Array.from(order.subarray(0, size))
}

/** How many group caps putting `item` into `paper` would break. */
export function cost({ problem, inGroup }: Draft, paper: number, item: number): number {
  let broken = 0
  const { caps } = problem.groups
  for (const group of groupsOf(problem.groups, item))
    if (inGroup[paper * caps.length + group]! >= caps[group]!) broken++
  return broken
}

/** Puts `item` into an empty slot. */
export function place(draft: Draft, slot: number, item: number): void {
  const held = draft.slots[slot]!
  held.item = item
  tally(draft, held.paper, item, 1)
}

/** Empties a slot and returns what was in it. */
export function lift(draft: Draft, slot: number): number {
  const held = draft.slots[slot]!
  const { item } = held
  tally(draft, held.paper, item, -1)
  held.item = -1
  return item
}

function tally({ problem: { groups }, inGroup }: Draft, paper: number, item: number, step: 1 | -1): void {
  for (const group of groupsOf(groups, item)) inGroup[paper * groups.caps.length + group]! += step
}
