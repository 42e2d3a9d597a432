/** As many different assessment points over a set as swaps inside classes can bring. */
import type { Problem } from './problem.ts'
import type { Board } from './settle.ts'

/** How often the set uses each point, kept up to date by whoever moves items. */
export type Variety = {
  /** Uses of an item's point; null for an item without one. */
  uses(item: number): number | null
  /** True when `next` in the place of `item` leaves the set with a point fewer. */
  loses(item: number, next: number): boolean
  exchange(item: number, next: number): void
}

export function varietyOf({ pool: { point, texts } }: Problem, slots: Board['slots']): Variety {
  const uses = new Int32Array(texts.length)
  const usesOf = (item: number) => (point[item] === 0 ? null : uses[point[item]!]!)
  const count = (item: number, step: 1 | -1) => {
    uses[point[item]!]! += step
  }
  for (const { item } of slots) count(item, 1)
  return {
    uses: usesOf,
    loses: (item, next) => usesOf(item) === 1 && point[item] !== point[next] && usesOf(next) !== 0,
    exchange(item, next) {
      count(item, -1)
      count(next, 1)
    },
  }
}

/** Puts items on points that the set has not used in the place of items whose point it has used twice or more; `free` are the items of a class that may come in. */
export function vary(board: Board, variety: Variety, free: (of: number) => Iterable<number>): void {
  for (const [slot, { class: of }] of board.slots.entries()) {
    if (variety.uses(board.slots[slot]!.item) === 1) continue
    for (const item of free(of)) {
      if (variety.uses(item) !== 0 || !board.canTake(slot, item)) continue
      board.take(slot, item)
      break
    }
  }
}
