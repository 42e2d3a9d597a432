/** How worn items are: used more often, then used more lately, is a higher rank. */

/** The columns of a pool that tell its use: `lastUsed` is numbers of `texts`. */
type Uses = { used: Float64Array; lastUsed: Int32Array; texts: readonly (string | null)[] }

/** The rank of each item; equal for items used as often and as lately, never used before any day. */
export function useRanks({ used, lastUsed, texts }: Uses): Int32Array {
  const ranks = new Int32Array(used.length)
  const kinds: { used: number; lastUsed: string }[] = []
  const byUsed = new Map<number, Map<number, number>>()
  for (let at = 0; at < ranks.length; at++) {
    let byDay = byUsed.get(used[at]!)
    if (byDay === undefined) {
      byDay = new Map()
      byUsed.set(used[at]!, byDay)
    }
    let kind = byDay.get(lastUsed[at]!)
    if (kind === undefined) {
      kind = kinds.push({ used: used[at]!, lastUsed: texts[lastUsed[at]!] ?? '' }) - 1
      byDay.set(lastUsed[at]!, kind)
    }
    ranks[at] = kind
  }
  const order = [...kinds.keys()].sort((a, b) => {
    const [one, other] = [kinds[a]!, kinds[b]!]
    return one.used - other.used || (one.lastUsed < other.lastUsed ? -1 : one.lastUsed > other.lastUsed ? 1 : 0)
  })
  const rankOf = new Int32Array(kinds.length)
  for (const [rank, kind] of order.entries()) rankOf[kind] = rank
  for (let at = 0; at < ranks.length; at++) ranks[at] = rankOf[ranks[at]!]!
  return ranks
}
