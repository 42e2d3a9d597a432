/**
 * Who may not meet whom in one paper. Enemies are declared by groups, in which
 * each is an enemy of each other; families (variants of one item) grow
 * together: whoever shares a member is one family, and its members are enemies.
 */
import { Type } from './schema.ts'

/** What items can be to each other. */
export const RelationSort = Type.Enum(['enemies', 'family'])
export type RelationSort = 'enemies' | 'family'

/** An accepted relation; its items need not all be in the pool. */
export type Relation = { sort: RelationSort; items: readonly string[] }

/** A member of the pool; `family` is the clone family its content names. */
export type Kin = { id: string; family: string | null }

/**
 * The enemies of every item of a pool that has any, ids in ascending order:
 * symmetric, without the item itself. A family also holds together through
 * items that are not in the pool.
 */
export function enemyLists(pool: readonly Kin[], relations: readonly Relation[]): Map<string, string[]> {
  const here = new Set(pool.map(({ id }) => id))
  const enemies = new Map<string, Set<string>>()
  const part = (group: readonly string[]) => {
    const present = group.filter((id) => here.has(id))
    if (present.length < 2) return
    for (const id of present) {
      const own = enemies.get(id) ?? new Set()
      for (const other of present) if (other !== id) own.add(other)
      enemies.set(id, own)
    }
  }
  for (const { sort, items } of relations) if (sort === 'enemies') part(items)
  for (const family of families(pool, relations)) part(family)
  return new Map([...enemies].map(([id, own]) => [id, [...own].sort()]))
}

/** Families as whole groups: those that contents name and those that were declared, joined where they share a member. */
function families(pool: readonly Kin[], relations: readonly Relation[]): string[][] {
  const named = new Map<string, string[]>()
  for (const { id, family } of pool) {
    if (family === null) continue
    const group = named.get(family)
    if (group) group.push(id)
    else named.set(family, [id])
  }
  return joined([...named.values(), ...relations.flatMap(({ sort, items }) => (sort === 'family' ? [items] : []))])
}

/** Groups that share a member as one, by union-find; members and groups in ascending order. */
export function joined(groups: readonly (readonly string[])[]): string[][] {
  const above = new Map<string, string>()
  const root = (id: string): string => {
    let top = id
    for (let next = above.get(top); next !== undefined && next !== top; next = above.get(top)) top = next
    for (let at = id; at !== top; ) {
      const next = above.get(at) ?? top
      above.set(at, top)
      at = next
    }
    return top
  }
  for (const group of groups)
    for (const id of group) {
      if (!above.has(id)) above.set(id, id)
      above.set(root(id), root(group[0]!))
    }
  const whole = new Map<string, string[]>()
  for (const id of [...above.keys()].sort()) {
    const top = root(id)
    const members = whole.get(top)
    if (members) members.push(id)
    else whole.set(top, [id])
  }
  return [...whole.values()]
}
