/**
 * Which block stands on which page: the division that leaves the least empty,
 * over all pages at once. As lines are broken in paragraphs by Knuth & Plass,
 * "Breaking Paragraphs into Lines" (1981): boxes, glue that stretches and
 * shrinks, a cost for each page, the cheapest sum by dynamic programming.
 */

/** Space in points: what it likes to be, and how far it gives. */
export type Glue = { natural: number; min: number; max: number }

/** A place for blocks on a sheet, in points from its top left. */
export type Frame = { x: number; y: number; width: number; height: number }

export type Block = {
  height: number
  /** Space above it, none at a frame's top. */
  before: Glue
  /** Room below that belongs to it. */
  tail?: Glue
  keepNext?: boolean
}

/** A block's place: its index, and its top from the frame's in points. */
export type Place = { block: number; y: number }

/** Costs: a page; all glue stretched; all glue shrunk; a page's whole height empty, squared; a last page all but empty. */
const COST = { page: 6, stretch: 1, shrink: 2, empty: 220, last: 14 }
/** A last page is too empty below this share of its height. */
const LAST = 0.3
/** A division that breaks what should stay together: only where there is no other. */
const FORCED = 1000

type Setting = { cost: number; ratio: number }

/** How blocks `from` to `to` (exclusive) fill one frame; undefined when they do not fit. */
function setting(sums: Sums, from: number, to: number, height: number, count: number): Setting | undefined {
  const of = (which: 'natural' | 'min' | 'max') =>
    sums.total[which][to]! - sums.total[which][from]! - sums.before[which][from]!
  const [natural, min, max] = [of('natural'), of('min'), of('max')]
  if (min > height + 0.01) return undefined
  if (natural > height) {
    const ratio = (natural - height) / Math.max(natural - min, 0.01)
    return { cost: COST.page + COST.shrink * ratio ** 2, ratio: -Math.min(1, ratio) }
  }
  if (to === count) {
    const missing = Math.max(0, LAST - natural / height) / LAST
    return { cost: COST.page + COST.last * missing ** 2, ratio: 0 }
  }
  const ratio = max > natural ? Math.min(1, (height - natural) / (max - natural)) : 0
  const empty = Math.max(0, height - max) / height
  return { cost: COST.page + COST.stretch * ratio ** 2 + COST.empty * empty ** 2, ratio }
}

/** Sums of heights and glue before each block, so that a page's is a difference. */
type Sums = { total: Record<keyof Glue, number[]>; before: Record<keyof Glue, number[]> }

function sumsOf(blocks: readonly Block[]): Sums {
  const row = (which: keyof Glue) => {
    const sums = [0]
    for (const { height, before, tail } of blocks)
      sums.push(sums.at(-1)! + before[which] + height + (tail?.[which] ?? 0))
    return sums
  }
  const before = (which: keyof Glue) => blocks.map((block) => block.before[which])
  return {
    total: { natural: row('natural'), min: row('min'), max: row('max') },
    before: { natural: before('natural'), min: before('min'), max: before('max') },
  }
}

/**
 * Divides blocks over frames of `height` points, in order. A block higher than
 * that, room included, stands alone and may reach over the frame's end with its
 * room. O(n · k) for n blocks, k of which fit a frame.
 */
export function paginate(blocks: readonly Block[], height: number): Place[][] {
  const count = blocks.length
  const sums = sumsOf(blocks)
  const best: { cost: number; from: number; ratio: number }[] = [{ cost: 0, from: 0, ratio: 0 }]
  for (let to = 1; to <= count; to++) {
    const broken = to < count && blocks[to - 1]!.keepNext === true ? FORCED : 0
    let found: { cost: number; from: number; ratio: number } | undefined
    for (let from = to - 1; from >= 0; from--) {
      const set = setting(sums, from, to, height, count) ?? (from === to - 1 ? { cost: FORCED, ratio: -1 } : undefined)
      if (!set) break
      const cost = best[from]!.cost + set.cost + broken
      if (!found || cost < found.cost) found = { cost, from, ratio: set.ratio }
    }
    best.push(found!)
  }
  const pages: Place[][] = []
  for (let to = count; to > 0; ) {
    const { from, ratio } = best[to]!
    pages.unshift(placed(blocks, from, to, ratio))
    to = from
  }
  return pages
}

/** A glue's size when stretched (ratio above 0) or shrunk (below). */
const set = ({ natural, min, max }: Glue, ratio: number): number =>
  natural + ratio * (ratio > 0 ? max - natural : natural - min)

function placed(blocks: readonly Block[], from: number, to: number, ratio: number): Place[] {
  const places: Place[] = []
  let y = 0
  for (let block = from; block < to; block++) {
    const { height, before, tail } = blocks[block]!
    if (block > from) y += set(before, ratio)
    places.push({ block, y })
    y += height + (tail ? set(tail, ratio) : 0)
  }
  return places
}
