/** How worn items are: used more often, then used more lately, is a higher rank. */
import type { PoolItem } from '../blueprint/blueprint.ts'

type Use = Pick<PoolItem, 'used' | 'lastUsed'>

/** The rank of each item of `pool`; equal for items used as often and as lately, never used before any day. */
export function useRanks(pool: readonly PoolItem[]): Int32Array {
  const ranks = new Int32Array(pool.length)
  const kinds: Use[] = []
  const byUsed = new Map<number, Map<string | null, number>>()
  for (let at = 0; at < pool.length; at++) {
    const { used, lastUsed } = pool[at]!
    let byDay = byUsed.get(used)
    if (byDay === undefined) {
      byDay = new Map()
      byUsed.set(used, byDay)
    }
    let kind = byDay.get(lastUsed)
    if (kind === undefined) {
      kind = kinds.push({ used, lastUsed }) - 1
      byDay.set(lastUsed, kind)
    }
    ranks[at] = kind
  }
  const order = [...kinds.keys()].sort((a, b) => compare(kinds[a]!, kinds[b]!))
  const rankOf = new Int32Array(kinds.length)
  for (const [rank, kind] of order.entries()) rankOf[kind] = rank
  for (let at = 0; at < ranks.length; at++) ranks[at] = rankOf[ranks[at]!]!
  return ranks
}

function compare(a: Use, b: Use): number {
  const [earlier, later] = [a.lastUsed ?? '', b.lastUsed ?? '']
  return a.used - b.used || (earlier < later ? -1 : earlier > later ? 1 : 0)
}
