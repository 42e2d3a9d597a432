/** A pool by the ids of its items: its order, and a few items of a large one. */
import type { PoolItem } from './blueprint.ts'

/** True when ids ascend and none stands twice. */
export function isInOrder(pool: readonly PoolItem[]): boolean {
  for (let at = 1; at < pool.length; at++) if (pool[at - 1]!.id >= pool[at]!.id) return false
  return true
}

/**
 * Where in `pool` each of `ids` stands; ids that are not there are left out. A
 * pool in order is searched by halves, because reading a million ids takes
 * longer than deciding on a set; any other pool is read through.
 */
export function placesOf(pool: readonly PoolItem[], ids: Iterable<string>): Map<string, number> {
  const places = new Map<string, number>()
  const missing = new Set<string>()
  for (const id of ids) {
    let [low, high] = [0, pool.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (pool[middle]!.id < id) low = middle + 1
      else high = middle
    }
    if (pool[low]?.id === id) places.set(id, low)
    else missing.add(id)
  }
  if (missing.size === 0 || isInOrder(pool)) return places
  for (const [at, { id }] of pool.entries()) if (missing.has(id)) places.set(id, at)
  return places
}
