/** Items a set may take at all: what is excluded and what earlier sets keep out is gone before anything is counted. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { placesOf } from '../blueprint/by-id.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import { type Pool, partOf } from './pool.ts'

/** True when an earlier set keeps the item out. */
const keptOut = ({ earlier }: ResolvedBlueprint, { used, lastUsed, setsAgo }: PoolItem): boolean =>
  (earlier.maxUses !== null && used >= earlier.maxUses) ||
  (earlier.usedBefore !== null && lastUsed !== null && lastUsed.slice(0, 10) >= earlier.usedBefore) ||
  (earlier.lastSets !== null && setsAgo !== undefined && setsAgo <= earlier.lastSets)

/**
 * The items of `pool` that a paper may take. A group that lacks a member, because
 * it is out or because no section takes its type, is out as a whole: it could
 * never be taken whole.
 */
export function eligible(pool: Pool, blueprint: ResolvedBlueprint): Pool {
  const { items } = pool
  const excluded = blueprint.excluded.flatMap(({ item, paper }) => (paper === null ? [item] : []))
  const { lastSets, usedBefore, maxUses } = blueprint.earlier
  const looks = lastSets !== null || usedBefore !== null || maxUses !== null
  const grouped = blueprint.groups ? pool.grouped : []
  if (excluded.length === 0 && !looks && grouped.length === 0) return pool
  const out = new Uint8Array(items.length)
  for (const at of placesOf(items, excluded).values()) out[at] = 1
  if (looks) for (let at = 0; at < items.length; at++) if (keptOut(blueprint, items[at]!)) out[at] = 1
  const types = new Set(blueprint.sections.map(({ type }) => type))
  const broken = new Set<string>()
  for (const at of grouped) if (out[at] === 1 || !types.has(items[at]!.type)) broken.add(items[at]!.group!)
  for (const at of grouped) if (broken.has(items[at]!.group!)) out[at] = 1
  const kept = new Int32Array(items.length)
  let count = 0
  for (let at = 0; at < items.length; at++) if (out[at] === 0) kept[count++] = at
  return count === items.length ? pool : partOf(pool, kept.subarray(0, count))
}
