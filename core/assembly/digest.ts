/** What a pool was, in one hash. */
import { createHash } from 'node:crypto'
import type { PoolItem } from '../blueprint/blueprint.ts'

/** Items hashed at once: few enough for their columns to stay in the processor's cache. */
const BLOCK = 4096
const TEXTS = 5
const NUMBERS = 3

/**
 * Hex SHA-256 over the pool's items in the order given (by id, see `inOrder`), in
 * columns, block by block: ids as JSON; type, scope, point, importance and last
 * use as int32, each text numbered when it first appears, 0 for none; difficulty,
 * seconds and uses as float64, -1 for unknown, both little-endian; as JSON what
 * only few items have. The numbered texts come last. A JSON text tells its own
 * end and the number of items comes first, so no two pools are one text.
 */
export function poolDigest(pool: readonly PoolItem[]): string {
  const hash = createHash('sha256').update(`juanku-pool/v2\n${pool.length}\n`)
  const texts = new Map<string | null, number>([[null, 0]])
  const numberOf = (text: string | null) => {
    if (text === null) return 0
    const known = texts.get(text)
    if (known !== undefined) return known
    texts.set(text, texts.size)
    return texts.size - 1
  }
  const codes = new Int32Array(BLOCK * TEXTS)
  const numbers = new Float64Array(BLOCK * NUMBERS)
  for (let from = 0; from < pool.length; from += BLOCK) {
    const size = Math.min(BLOCK, pool.length - from)
    const ids: string[] = []
    const rest: unknown[] = []
    for (let at = 0; at < size; at++) {
      const item = pool[from + at]!
      ids.push(item.id)
      const text = at * TEXTS
      codes[text] = numberOf(item.type)
      codes[text + 1] = numberOf(item.scope)
      codes[text + 2] = numberOf(item.point)
      codes[text + 3] = numberOf(item.importance)
      codes[text + 4] = numberOf(item.lastUsed)
      const number = at * NUMBERS
      numbers[number] = item.difficulty ?? -1
      numbers[number + 1] = item.seconds ?? -1
      numbers[number + 2] = item.used
      const { enemies, setsAgo, group, attributes } = item
      if (enemies.length > 0 || setsAgo !== undefined || group !== undefined || attributes !== undefined)
        rest.push([at, enemies.toSorted(), setsAgo ?? null, group ?? null, sortedEntries(attributes)])
    }
    hash
      .update(JSON.stringify(ids))
      .update(codes.subarray(0, size * TEXTS))
      .update(numbers.subarray(0, size * NUMBERS))
      .update(JSON.stringify(rest))
  }
  return hash.update(JSON.stringify([...texts.keys()])).digest('hex')
}

const sortedEntries = (attributes: PoolItem['attributes']) =>
  Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
