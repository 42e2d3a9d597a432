/**
 * A set being made: slots (paper, section, class) with an item in each. Swapping
 * items of one class changes no count, so every rule that classes carry stays
 * met; what is left to mend are groups (points, enemies).
 */
import type { Random } from '../random.ts'
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
  const draft: Draft = { problem, slots, slotsOf, spares: [], inGroup: new Uint16Array(counts.length * groups.length) }
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
  { useRank }: Problem,
  items: readonly number[],
  random: Random,
  wanted = items.length,
): number[] {
  const rank = useRank[items[0]!]
  if (items.every((item) => useRank[item] === rank)) return drawn(items, random, wanted)
  const order = drawn(items, random, items.length)
  return order.sort((a, b) => useRank[a]! - useRank[b]!).slice(0, wanted)
}

/** `wanted` of `items` in a random order: Fisher–Yates, stopped early. */
function drawn(items: readonly number[], random: Random, wanted: number): number[] {
  const order = items.slice()
  const size = Math.min(wanted, order.length)
  for (let at = 0; at < size; at++) {
    const other = at + random.below(order.length - at)
    const held = order[at]!
    order[at] = order[other]!
    order[other] = held
  }
  order.length = size
  return order
}

/** How many group caps putting `item` into `paper` would break. */
export function cost({ problem, inGroup }: Draft, paper: number, item: number): number {
  let broken = 0
  const { groups } = problem
  for (const group of problem.groupsOf[item]!)
    if (inGroup[paper * groups.length + group]! >= groups[group]!.cap) broken++
  return broken
}

/** Puts `item` into an empty slot. */
export function place(draft: Draft, slot: number, item: number): void {
  const { problem, inGroup } = draft
  const held = draft.slots[slot]!
  held.item = item
  for (const group of problem.groupsOf[item]!) inGroup[held.paper * problem.groups.length + group]! += 1
}

/** Empties a slot and returns what was in it. */
export function lift(draft: Draft, slot: number): number {
  const { problem, inGroup } = draft
  const held = draft.slots[slot]!
  const { item } = held
  for (const group of problem.groupsOf[item]!) inGroup[held.paper * problem.groups.length + group]! -= 1
  held.item = -1
  return item
}
