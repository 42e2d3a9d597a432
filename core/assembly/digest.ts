/** What a pool was, in one hash. */
import { createHash } from 'node:crypto'
import type { PoolItem } from '../blueprint/blueprint.ts'

/** Hex SHA-256 over the pool's items in the order given (by id, see `inOrder`): a fixed list of fields, one JSON line each. */
export function poolDigest(pool: readonly PoolItem[]): string {
  const hash = createHash('sha256').update('juanku-pool/v1\n')
  for (let from = 0; from < pool.length; from += 1000) {
    let lines = ''
    for (const item of pool.slice(from, from + 1000)) {
      const { id, type, scope, point, difficulty, importance, seconds, enemies, used, lastUsed } = item
      const fields: unknown[] = [
        id,
        type,
        scope,
        point,
        difficulty,
        importance,
        seconds,
        enemies.toSorted(),
        used,
        lastUsed,
      ]
      if (item.setsAgo !== undefined || item.group !== undefined || item.attributes !== undefined) {
        const attributes = Object.entries(item.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
        fields.push(item.setsAgo ?? null, item.group ?? null, attributes.flat())
      }
      lines += `${JSON.stringify(fields)}\n`
    }
    hash.update(lines)
  }
  return hash.digest('hex')
}
