/** A pool in memory: read once, for any number of assemblies. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { poolDigest } from './digest.ts'
import { type Pool, poolOf } from './pool.ts'

/** `digest` is `poolDigest`. */
export type PreparedPool = Pool & { digest: string }

/** What an assembly is given: a prepared pool, or items, which are then prepared for it alone. */
export type PoolInput = readonly PoolItem[] | PreparedPool

/** Everything about `items` that no blueprint changes. They must not change after it. */
export function preparePool(items: readonly PoolItem[]): PreparedPool {
  const pool = poolOf(items)
  return { ...pool, digest: poolDigest(pool) }
}

/** `input`, prepared. */
export const prepared = (input: PoolInput): PreparedPool => ('digest' in input ? input : preparePool(input))
