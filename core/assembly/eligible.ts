/** Items a set may take at all: what is excluded and what earlier sets keep out is gone before anything is counted. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'

/** True when an earlier set keeps the item out. */
export const keptOut = ({ earlier }: ResolvedBlueprint, { used, lastUsed, setsAgo }: PoolItem): boolean =>
  (earlier.maxUses !== null && used >= earlier.maxUses) ||
  (earlier.usedBefore !== null && lastUsed !== null && lastUsed.slice(0, 10) >= earlier.usedBefore) ||
  (earlier.lastSets !== null && setsAgo !== undefined && setsAgo <= earlier.lastSets)

/**
 * The items of `pool` that a paper may take, in the pool's order. A group that
 * lacks a member, because it is out or because no section takes its type, is out
 * as a whole: it could never be taken whole.
 */
export function eligible(pool: readonly PoolItem[], blueprint: ResolvedBlueprint): readonly PoolItem[] {
  const out = new Set(blueprint.excluded.flatMap(({ item, paper }) => (paper === null ? [item] : [])))
  const { lastSets, usedBefore, maxUses } = blueprint.earlier
  const looks = lastSets !== null || usedBefore !== null || maxUses !== null
  if (out.size === 0 && !looks && !(blueprint.groups && pool.some(({ group }) => group !== undefined))) return pool
  const types = new Set(blueprint.sections.map(({ type }) => type))
  const barred = (item: PoolItem) => out.has(item.id) || (looks && keptOut(blueprint, item))
  const broken = new Set<string>()
  for (const item of pool)
    if (blueprint.groups && item.group !== undefined && (!types.has(item.type) || barred(item))) broken.add(item.group)
  return pool.filter((item) => !barred(item) && (item.group === undefined || !broken.has(item.group)))
}
