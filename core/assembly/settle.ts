/**
 * Numeric targets, different points and evenness by swaps inside classes: no swap
 * changes a count, so no rule that classes carry can break. What is broken weighs
 * far more than what is merely uneven.
 */
import type { Problem } from './problem.ts'
import { bands, evened, type Functional } from './targets.ts'

/** What may be exchanged in a draft; every move keeps groups, caps and the even use of items. */
export type Board = {
  problem: Problem
  slots: readonly { paper: number; section: number; class: number; item: number }[]
  slotsOf: readonly (readonly number[])[]
  /** Items not in the slot's paper that could stand in it, a bounded number. */
  others(slot: number): readonly number[]
  canTake(slot: number, item: number): boolean
  canSwap(slot: number, partner: number): boolean
  take(slot: number, item: number): void
  swap(slot: number, partner: number): void
}

/** Swaps at most; each brings the set closer, so this is a safety net. */
const SWAPS = 4000
/** A gain below this much of a square is not worth a swap. */
const LEAST_GAIN = 1e-5
/** One usual difference outside a band, or one point too few, against one unit of unevenness. */
const BROKEN = 1e6

type Move = { slot: number; partner?: number; item?: number; gain: number }

/** Sums of each functional and paper, and uses of each point in each paper. */
type Standing = {
  bands: Functional[]
  evened: Functional[]
  /** The set's mean of each evened sum. */
  means: number[]
  sums: Float64Array[]
  /** `of` is the point of each pool item by its code, 0 for none. */
  points: { of: Int32Array; count: number; inPaper: Uint16Array; distinct: Uint16Array; least: number } | null
}

/**
 * Moves while that mends or evens; true when every band and every least number of
 * points is met. Deterministic: the first best move wins. Each move looks at the
 * worst papers' slots, their partners and some spare items.
 */
export function settle(board: Board): boolean {
  const standing = standingOf(board)
  const { papers } = board.problem
  if (standing.bands.length + standing.evened.length === 0 && !standing.points) return true
  const slotsIn: number[][] = Array.from({ length: papers }, () => [])
  for (const [slot, { paper }] of board.slots.entries()) slotsIn[paper]!.push(slot)
  const stale = new Set<number>()
  for (let moves = 0; moves < SWAPS; moves++) {
    const order = Array.from({ length: papers }, (_, paper) => ({ paper, off: score(standing, paper) }))
      .filter(({ paper, off }) => off > LEAST_GAIN && !stale.has(paper))
      .sort((a, b) => b.off - a.off || a.paper - b.paper)
    let best: Move | undefined
    for (const { paper } of order) {
      best = bestMove(board, standing, slotsIn[paper]!)
      if (best) break
      // What has no move now may have one once another paper has changed.
      stale.add(paper)
    }
    if (!best) break
    stale.clear()
    apply(board, standing, best)
  }
  return Array.from({ length: papers }, (_, paper) => broken(standing, paper)).every((sum) => sum === 0)
}

function standingOf({ problem, slots }: Board): Standing {
  const { papers, blueprint, pool } = problem
  const standing: Standing = { bands: bands(problem), evened: evened(problem), means: [], sums: [], points: null }
  const all = [...standing.bands, ...standing.evened]
  standing.sums = all.map(() => new Float64Array(papers))
  for (const { paper, section, item } of slots)
    for (const [k, { of, weight }] of all.entries()) standing.sums[k]![paper]! += of[item]! * weight[section]!
  standing.means = standing.evened.map((_, k) => {
    const sums = standing.sums[standing.bands.length + k]!
    return sums.reduce((sum, value) => sum + value, 0) / papers
  })
  if (blueprint.points.min !== null) {
    const { point: of, texts } = pool
    const points = {
      of,
      count: texts.length,
      inPaper: new Uint16Array(papers * texts.length),
      distinct: new Uint16Array(papers),
      least: blueprint.points.min,
    }
    standing.points = points
    for (const { paper, item } of slots) count(points, paper, item, 1)
  }
  return standing
}

function count(points: NonNullable<Standing['points']>, paper: number, item: number, step: 1 | -1): void {
  const point = points.of[item]!
  if (point === 0) return
  const at = paper * points.count + point
  if (step === 1 ? points.inPaper[at] === 0 : points.inPaper[at] === 1) points.distinct[paper]! += step
  points.inPaper[at]! += step
}

/** How far a sum lies outside its band, in usual differences; a hair is rounding. */
function outside({ lower, upper, scale }: Functional, sum: number): number {
  const off = Math.max(lower - sum, sum - upper, 0)
  return off < 1e-7 * Math.max(1, Math.abs(sum)) ? 0 : off / scale
}

/** What a paper breaks, with sums and points changed by so much. */
function broken({ bands: own, sums, points }: Standing, paper: number, change?: Float64Array, points_ = 0): number {
  let sum = 0
  for (let k = 0; k < own.length; k++) sum += outside(own[k]!, sums[k]![paper]! + (change?.[k] ?? 0))
  return points ? sum + Math.max(0, points.least - points.distinct[paper]! - points_) : sum
}

/** What a paper breaks and how uneven it is. */
function score(standing: Standing, paper: number, change?: Float64Array, points = 0): number {
  let sum = broken(standing, paper, change, points) * BROKEN
  const from = standing.bands.length
  for (let k = 0; k < standing.evened.length; k++) {
    const off = standing.sums[from + k]![paper]! + (change?.[from + k] ?? 0) - standing.means[k]!
    sum += (off / standing.evened[k]!.scale) ** 2
  }
  return sum
}

function bestMove(board: Board, standing: Standing, own: readonly number[]): Move | undefined {
  const { slots, slotsOf } = board
  const functionals = standing.bands.length + standing.evened.length
  // Written anew for every move that is looked at: there are many thousands.
  const [change, theirs] = [new Float64Array(functionals), new Float64Array(functionals)]
  const scores = Array.from({ length: board.problem.papers }, (_, paper) => score(standing, paper))
  let best: Move | undefined
  for (const slot of own) {
    const { paper, section, item, class: of } = slots[slot]!
    const now = scores[paper]!
    for (const partner of slotsOf[of]!) {
      const other = slots[partner]!
      if (other.paper === paper || other.item === item) continue
      changed(standing, section, item, other.item, change)
      changed(standing, other.section, other.item, item, theirs)
      const after =
        score(standing, paper, change, pointsBy(standing, paper, item, other.item)) +
        score(standing, other.paper, theirs, pointsBy(standing, other.paper, other.item, item))
      const gain = now + scores[other.paper]! - after
      if (gain > (best?.gain ?? LEAST_GAIN) && board.canSwap(slot, partner)) best = { slot, partner, gain }
    }
    for (const candidate of board.others(slot)) {
      changed(standing, section, item, candidate, change)
      const gain = now - score(standing, paper, change, pointsBy(standing, paper, item, candidate))
      if (gain > (best?.gain ?? LEAST_GAIN) && board.canTake(slot, candidate)) best = { slot, item: candidate, gain }
    }
  }
  return best
}

/** By how much every sum changes when `next` takes the place of `item` in a section, written into `change`. */
function changed(
  { bands: kept, evened: even }: Standing,
  section: number,
  item: number,
  next: number,
  change: Float64Array,
): Float64Array {
  for (let k = 0; k < kept.length; k++)
    change[k] = (kept[k]!.of[next]! - kept[k]!.of[item]!) * kept[k]!.weight[section]!
  for (let k = 0; k < even.length; k++)
    change[kept.length + k] = (even[k]!.of[next]! - even[k]!.of[item]!) * even[k]!.weight[section]!
  return change
}

/** By how much the different points of a paper change. */
function pointsBy({ points }: Standing, paper: number, item: number, next: number): number {
  if (!points || points.of[item] === points.of[next]) return 0
  const uses = (one: number) => (points.of[one] === 0 ? -1 : points.inPaper[paper * points.count + points.of[one]!]!)
  return (uses(next) === 0 ? 1 : 0) - (uses(item) === 1 ? 1 : 0)
}

function apply(board: Board, standing: Standing, { slot, partner, item: next }: Move): void {
  const { paper, section, item } = board.slots[slot]!
  const change = new Float64Array(standing.sums.length)
  const shift = (own: number, change: Float64Array, from: number, to: number) => {
    for (const [k, by] of change.entries()) standing.sums[k]![own]! += by
    if (!standing.points) return
    count(standing.points, own, from, -1)
    count(standing.points, own, to, 1)
  }
  if (partner === undefined) {
    board.take(slot, next!)
    shift(paper, changed(standing, section, item, next!, change), item, next!)
    return
  }
  const other = { ...board.slots[partner]! }
  board.swap(slot, partner)
  shift(paper, changed(standing, section, item, other.item, change), item, other.item)
  shift(other.paper, changed(standing, other.section, other.item, item, change), other.item, item)
}
