/**
 * Every pair of sets whose Jaccard similarity reaches a threshold, exactly.
 * A set's rarest elements are looked up first: two sets that are similar
 * enough share one of a short prefix of them, and where in both sets it stands
 * bounds what they can still share. After Xiao, Wang, Lin & Yu, "Efficient
 * Similarity Joins for Near Duplicate Detection" (WWW 2008, PPJoin). Nothing is
 * drawn by lot, nothing is missed; texts that are all alike are the worst case,
 * O(n²) in the number of different sets.
 */

/** A set as ranks, ascending: the rarer an element among all sets, the lower. */
export type Ranked = Uint32Array

/** Guards ceilings against a product that floating point puts a hair above a whole number. */
const HAIR = 1e-9
const OUT = -1

/** Sets of elements as ranks by how many sets hold an element; equal counts are ordered by the element itself. */
export function ranked(sets: readonly ReadonlySet<number>[]): Ranked[] {
  const holders = new Map<number, number>()
  for (const set of sets) for (const element of set) holders.set(element, (holders.get(element) ?? 0) + 1)
  const order = [...holders].sort(([a, many], [b, more]) => many - more || a - b)
  const rank = new Map(order.map(([element], index) => [element, index]))
  return sets.map((set) => Uint32Array.from(set, (element) => rank.get(element)!).sort())
}

/** How many elements two ranked sets share, or -1 once `least` can no longer be reached. */
function shared(a: Ranked, b: Ranked, least: number): number {
  let found = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (found + Math.min(a.length - i, b.length - j) < least) return -1
    const difference = a[i]! - b[j]!
    if (difference === 0) found++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return found < least ? -1 : found
}

/** Where a rank stands in the prefixes seen so far: set, place, set, place, … */
type Index = number[][]

const put = (index: Index, rank: number, set: number, at: number): void => {
  const list = index[rank]
  if (list) list.push(set, at)
  else index[rank] = [set, at]
}

export type JoinOptions = {
  /** Least similarity, above 0 and up to 1. */
  threshold: number
  /** Which sets are looked for; a pair of two others is not found. */
  wanted: (set: number) => boolean
  onPair: (a: number, b: number, similarity: number) => void
  onProgress?: ((done: number, of: number) => void) | undefined
}

/** Calls `onPair` once for every pair that is similar enough and has a wanted member; empty sets have no pairs. */
export function similarSets(sets: readonly Ranked[], { threshold, wanted, onPair, onProgress }: JoinOptions): void {
  // Short sets first: a set then meets only sets that are no longer than itself.
  const order = sets.map((_, index) => index).sort((a, b) => sets[a]!.length - sets[b]!.length || a - b)
  const [wantedIndex, otherIndex]: [Index, Index] = [[], []]
  /** How many elements of the prefixes a set shares with the one at hand; OUT once it cannot be similar enough. */
  const common = new Int32Array(sets.length)
  for (const [done, x] of order.entries()) {
    if (done % 500 === 0) onProgress?.(done, order.length)
    const set = sets[x]!
    const size = set.length
    if (size === 0) continue
    const shortest = Math.ceil(threshold * size - HAIR)
    const own = wanted(x)
    const met: number[] = []
    for (let i = 0; i <= size - shortest; i++)
      for (const index of own ? [wantedIndex, otherIndex] : [wantedIndex]) {
        const list = index[set[i]!]
        if (!list) continue
        for (let p = 0; p < list.length; p += 2) {
          const y = list[p]!
          const count = common[y]!
          const other = sets[y]!.length
          if (count === OUT || other < shortest) continue
          if (count === 0) met.push(y)
          const reach = count + 1 + Math.min(size - i - 1, other - list[p + 1]! - 1)
          common[y] = reach < needed(threshold, size, other) ? OUT : count + 1
        }
      }
    for (const y of met) {
      if (common[y] !== OUT) {
        const other = sets[y]!
        const both = shared(set, other, needed(threshold, size, other.length))
        const similarity = both < 0 ? 0 : both / (size + other.length - both)
        if (similarity >= threshold) onPair(x, y, similarity)
      }
      common[y] = 0
    }
    // Whoever meets this set is at least as long, so a shorter prefix of it is enough.
    const prefix = size - Math.ceil(((2 * threshold) / (1 + threshold)) * size - HAIR)
    for (let i = 0; i <= prefix; i++) put(own ? wantedIndex : otherIndex, set[i]!, x, i)
  }
  onProgress?.(order.length, order.length)
}

/** The least number of common elements for a similarity of `threshold`. */
const needed = (threshold: number, a: number, b: number): number =>
  Math.ceil((threshold / (1 + threshold)) * (a + b) - HAIR)
