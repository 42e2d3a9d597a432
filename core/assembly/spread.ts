/** A draft whose papers may share items: who holds what, and how many items each two papers share. */
import { cost, type Draft, lift, place } from './draft.ts'

/** A broken point or enemy weighs more than a shared item too many. */
const GROUP_WEIGHT = 3

/** `shared[a * papers + b]` items stand in both a and b, anchors not counted; `holders` are the papers of an item. */
export type Spread = { draft: Draft; shared: Uint16Array; holders: Map<number, number[]> }

const NOBODY: readonly number[] = []
/** The papers that hold an item. */
export const holdersOf = ({ holders }: Spread, item: number): readonly number[] => holders.get(item) ?? NOBODY

/** Puts `item` into an empty slot. */
export function put(spread: Spread, slot: number, item: number): void {
  const { draft, shared, holders } = spread
  const { paper } = draft.slots[slot]!
  const { papers } = draft.problem
  const others = holders.get(item) ?? []
  for (const other of isAnchor(draft, item) ? NOBODY : others) {
    shared[paper * papers + other]! += 1
    shared[other * papers + paper]! += 1
  }
  holders.set(item, [...others, paper])
  place(draft, slot, item)
}

/** Empties a slot and returns what was in it. */
export function take(spread: Spread, slot: number): number {
  const { draft, shared, holders } = spread
  const { paper } = draft.slots[slot]!
  const { papers } = draft.problem
  const item = lift(draft, slot)
  const others = holders.get(item)!.filter((other) => other !== paper)
  holders.set(item, others)
  for (const other of isAnchor(draft, item) ? NOBODY : others) {
    shared[paper * papers + other]! -= 1
    shared[other * papers + paper]! -= 1
  }
  return item
}

/** What putting `item` into `paper` would break: pairs of papers above the cap, and groups. */
export function harm(spread: Spread, paper: number, item: number, cap: number): number {
  const { draft, shared } = spread
  let sum = GROUP_WEIGHT * cost(draft, paper, item)
  if (isAnchor(draft, item)) return sum
  for (const other of holdersOf(spread, item)) if (shared[paper * draft.problem.papers + other]! >= cap) sum++
  return sum
}

/** Anchors stand in every paper and are no overlap. */
const isAnchor = ({ problem }: Draft, item: number): boolean => problem.classes[problem.classOf[item]!]!.anchor === true
