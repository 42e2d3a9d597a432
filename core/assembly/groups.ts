/** Sets of items of which one paper takes at most so many: points, and enemies as cliques. */
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Pool } from './pool.ts'

/**
 * `caps[g]` is the most one paper takes of group g; the first `points` groups are
 * assessment points. `lists[listOf[item]]` are the groups of an item, ascending;
 * items with the same groups have the same list, and list 0 is empty.
 */
export type Groups = { caps: number[]; points: number; listOf: Int32Array; lists: (readonly number[])[] }

/** The groups an item is of. */
export const groupsOf = ({ listOf, lists }: Groups, item: number): readonly number[] => lists[listOf[item]!]!

/** The groups of `pool` under `blueprint`. `taken` tells whether a section takes an item. */
export function groupsIn(
  pool: Pool,
  { perPoint, enemies }: Pick<ResolvedBlueprint, 'perPoint' | 'enemies'>,
  taken: (item: number) => boolean,
): Groups {
  const groups: Groups = { caps: [], points: 0, listOf: new Int32Array(pool.items.length), lists: [[]] }
  if (perPoint !== null) addPoints(groups, pool, taken, perPoint)
  if (!enemies) return groups
  const { caps, listOf, lists } = groups
  // Lists of several groups, by the list they grew from and the group that came to it.
  const grown = new Map<string, number>()
  for (const clique of enemyCliques(pool, taken)) {
    const group = caps.push(1) - 1
    const alone = lists.push([group]) - 1
    for (const item of clique) {
      const before = listOf[item]!
      const key = `${before} ${group}`
      const list = before === 0 ? alone : (grown.get(key) ?? lists.push([...lists[before]!, group]) - 1)
      if (before !== 0) grown.set(key, list)
      listOf[item] = list
    }
  }
  return groups
}

/** A group for each point with more items than a paper may take, in order of their first items. */
function addPoints(groups: Groups, { point, texts }: Pool, taken: (item: number) => boolean, cap: number): void {
  const { caps, lists, listOf } = groups
  const on = new Int32Array(texts.length)
  const seen: number[] = []
  for (let item = 0; item < point.length; item++) {
    const own = point[item]!
    if (own === 0 || !taken(item)) continue
    if (on[own] === 0) seen.push(own)
    on[own]! += 1
  }
  const listOn = new Int32Array(texts.length)
  for (const own of seen) if (on[own]! > cap) listOn[own] = lists.push([caps.push(cap) - 1]) - 1
  groups.points = caps.length
  for (let item = 0; item < point.length; item++) if (taken(item)) listOf[item] = listOn[point[item]!]!
}

/** Cliques that cover every enemy pair, greedily: each takes an uncovered pair and all that are enemies of its members. */
export function enemyCliques({ enemies }: Pick<Pool, 'enemies'>, taken: (item: number) => boolean): number[][] {
  const { items, starts, others } = enemies
  const live = (node: number) => taken(items[node]!)
  const near = (node: number) => Array.from(others.subarray(starts[node]!, starts[node + 1]!)).filter(live)
  const meet = (a: number, b: number) => {
    for (let k = starts[a]!; k < starts[a + 1]!; k++) if (others[k] === b) return true
    return false
  }
  const covered = new Map<number, Set<number>>()
  const cliques: number[][] = []
  for (let a = 0; a < items.length; a++) {
    if (!live(a)) continue
    // Most enemies are a pair and no more.
    const other = others[starts[a]!]!
    if (starts[a + 1]! - starts[a]! === 1 && starts[other + 1]! - starts[other]! === 1) {
      if (a < other && live(other)) cliques.push([items[a]!, items[other]!])
      continue
    }
    const around = near(a)
    for (const b of around) {
      if (covered.get(a)?.has(b)) continue
      const clique = [a, b]
      for (const c of around) if (!clique.includes(c) && clique.every((d) => meet(d, c))) clique.push(c)
      for (const x of clique) {
        const known = covered.get(x) ?? new Set<number>()
        for (const y of clique) if (y !== x) known.add(y)
        covered.set(x, known)
      }
      cliques.push(clique.sort((x, y) => x - y).map((node) => items[node]!))
    }
  }
  return cliques
}
