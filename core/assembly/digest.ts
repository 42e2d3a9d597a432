/** What a pool was, in one hash. */
import { createHash } from 'node:crypto'
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { Pool } from './pool.ts'

/** Items hashed at once: few enough for their columns to stay in the processor's cache. */
const BLOCK = 4096
const TEXTS = 5
const NUMBERS = 3

/**
 * Hex SHA-256 over the pool's items by id, in columns, block by block: ids as
 * JSON; type, scope, point, importance and last use as int32, each text numbered
 * when it first appears, 0 for none; difficulty, seconds and uses as float64, -1
 * for unknown, both little-endian; as JSON what only few items have. The numbered
 * texts come last. A JSON text tells its own end and the number of items comes
 * first, so no two pools are one text.
 */
export function poolDigest(pool: Pool): string {
  const { items, texts } = pool
  const hash = createHash('sha256').update(`juanku-pool/v2\n${items.length}\n`)
  const codes = new Int32Array(BLOCK * TEXTS)
  const numbers = new Float64Array(BLOCK * NUMBERS)
  for (let from = 0; from < items.length; from += BLOCK) {
    const size = Math.min(BLOCK, items.length - from)
    const ids: string[] = []
    const rest: unknown[] = []
    for (let at = 0; at < size; at++) {
      const row = from + at
      const text = at * TEXTS
      codes[text] = pool.type[row]!
      codes[text + 1] = pool.scope[row]!
      codes[text + 2] = pool.point[row]!
      codes[text + 3] = pool.importance[row]!
      codes[text + 4] = pool.lastUsed[row]!
      const number = at * NUMBERS
      numbers[number] = pool.difficulty[row]!
      numbers[number + 1] = Number.isNaN(pool.seconds[row]!) ? -1 : pool.seconds[row]!
      numbers[number + 2] = pool.used[row]!
      const { id, enemies, setsAgo, group, attributes } = items[row]!
      ids.push(id)
      if (enemies.length > 0 || setsAgo !== undefined || group !== undefined || attributes !== undefined)
        rest.push([at, enemies.toSorted(), setsAgo ?? null, group ?? null, sortedEntries(attributes)])
    }
    hash
      .update(JSON.stringify(ids))
      .update(codes.subarray(0, size * TEXTS))
      .update(numbers.subarray(0, size * NUMBERS))
      .update(JSON.stringify(rest))
  }
  return hash.update(JSON.stringify(texts)).digest('hex')
}

const sortedEntries = (attributes: PoolItem['attributes']) =>
  Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
