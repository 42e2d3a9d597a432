/** Sets of items of which one paper takes at most so many: points, and enemies as cliques. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { placesOf } from '../blueprint/by-id.ts'
import type { Group } from './problem.ts'

/** Items on one assessment point, where there are more than a paper may take. `taken` tells whether a section takes an item. */
export function pointGroups(pool: readonly PoolItem[], taken: (index: number) => boolean, cap: number | null): Group[] {
  if (cap === null) return []
  const onPoint = new Map<string, number[]>()
  for (let index = 0; index < pool.length; index++) {
    const { point } = pool[index]!
    if (point === null || !taken(index)) continue
    const list = onPoint.get(point)
    if (list) list.push(index)
    else onPoint.set(point, [index])
  }
  return [...onPoint.values()].filter((items) => items.length > cap).map((items) => ({ cap, items }))
}

/** Cliques that cover every enemy pair, greedily: each takes an uncovered pair and all that are enemies of its members. */
export function enemyGroups(pool: readonly PoolItem[], taken: (index: number) => boolean): Group[] {
  const naming: number[] = []
  for (let index = 0; index < pool.length; index++)
    if (pool[index]!.enemies.length > 0 && taken(index)) naming.push(index)
  const placeOf = placesOf(pool, new Set(naming.flatMap((index) => pool[index]!.enemies)))
  const enemies = new Map<number, Set<number>>()
  const link = (a: number, b: number) => {
    const known = enemies.get(a)
    if (known) known.add(b)
    else enemies.set(a, new Set([b]))
  }
  for (const index of naming) {
    for (const id of pool[index]!.enemies) {
      const other = placeOf.get(id)
      if (other === undefined || other === index || !taken(other)) continue
      link(index, other)
      link(other, index)
    }
  }
  const covered = new Map<number, Set<number>>()
  const groups: Group[] = []
  for (const a of [...enemies.keys()].sort((x, y) => x - y)) {
    const near = [...enemies.get(a)!].sort((x, y) => x - y)
    // Most enemies are a pair and no more: it is told once, by its first.
    if (near.length === 1 && enemies.get(near[0]!)!.size === 1) {
      if (a < near[0]!) groups.push({ cap: 1, items: [a, near[0]!] })
      continue
    }
    for (const b of near) {
      if (covered.get(a)?.has(b)) continue
      const clique = [a, b]
      for (const c of near) if (!clique.includes(c) && clique.every((d) => enemies.get(d)!.has(c))) clique.push(c)
      for (const x of clique) {
        const known = covered.get(x) ?? new Set<number>()
        for (const y of clique) if (y !== x) known.add(y)
        covered.set(x, known)
      }
      groups.push({ cap: 1, items: clique.sort((x, y) => x - y) })
    }
  }
  return groups
}
