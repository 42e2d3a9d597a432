/** What could take an item's place in a set, and what that would change; and two papers side by side. */
import type { Blueprint, PoolItem } from '../blueprint/blueprint.ts'
import { placesOf } from '../blueprint/by-id.ts'
import { resolveBlueprint } from '../blueprint/resolve.ts'
import { check, type PaperFigures, type RuleReport } from '../check/check.ts'
import { eligible } from './eligible.ts'
import { poolOf } from './pool.ts'
import { traitSpace } from './traits.ts'

/** A change of one figure of the paper, in outside units. */
export type FigureChange = { figure: string; before: number | null; after: number | null }

/** An item that can stand in; `same` when no rule can tell the two apart. */
export type Equivalent = { item: string; same: boolean; used: number; changes: FigureChange[] }

/** Items of another kind that are judged at most: each is a judgement of the whole set. */
const OTHERS = 150

/**
 * Up to `limit` items that may take the place of `item` in paper `paper` (from 1)
 * without breaking a rule: those alike in every rule first, then others of its
 * type; each time the least used first. Empty when the item is not there.
 */
export function equivalents(
  pool: readonly PoolItem[],
  blueprint: Blueprint,
  papers: readonly (readonly string[])[],
  { paper, item, limit = 20 }: { paper: number; item: string; limit?: number },
): Equivalent[] {
  const resolution = resolveBlueprint(blueprint)
  const own = papers[paper - 1]
  const at = own?.indexOf(item) ?? -1
  if (!resolution.ok || !own || at < 0) return []
  const resolved = resolution.blueprint
  const all = poolOf(pool)
  const space = traitSpace(resolved)
  const { kindOf } = space.kindsOf(all)
  const place = placesOf(all.items, [item]).get(item)!
  const { type } = all.items[place]!
  const held = new Set(own)
  const elsewhere = new Set(papers.flat())
  const usable = new Set(eligible(all, resolved).items)
  const stands = (one: PoolItem) =>
    usable.has(one) && one.type === type && !held.has(one.id) && (resolved.overlap > 0 || !elsewhere.has(one.id))
  const free = all.items
    .flatMap((one, index) => (stands(one) ? [{ one, same: kindOf[index] === kindOf[place] }] : []))
    .sort(({ one: a }, { one: b }) => a.used - b.used || ((a.lastUsed ?? '') < (b.lastUsed ?? '') ? -1 : 1))
  const others = free.filter(({ same }) => !same).slice(0, OTHERS)
  const around = relevant(all.items, elsewhere)
  const before = check(around, resolved, papers)
  const found: Equivalent[] = []
  for (const { one, same } of [...free.filter((candidate) => candidate.same), ...others]) {
    if (found.length >= limit) break
    const after = check([...around, one], resolved, papers.with(paper - 1, own.with(at, one.id)))
    if (!after.holds) continue
    const changes = changesOf(before.papers[paper - 1]!, after.papers[paper - 1]!)
    found.push({ item: one.id, same, used: one.used, changes })
  }
  return found
}

/** The part of a pool that a judgement of these items can look at: themselves and the groups they are of. */
function relevant(pool: readonly PoolItem[], ids: ReadonlySet<string>): PoolItem[] {
  const groups = new Set(pool.flatMap(({ id, group }) => (ids.has(id) && group !== undefined ? [group] : [])))
  return pool.filter(({ id, group }) => ids.has(id) || (group !== undefined && groups.has(group)))
}

function changesOf(before: PaperFigures, after: PaperFigures): FigureChange[] {
  return (Object.keys(before) as (keyof PaperFigures)[]).flatMap((figure) =>
    before[figure] === after[figure] ? [] : [{ figure, before: before[figure], after: after[figure] }],
  )
}

/** Two papers rule by rule; `shared` items stand in both. */
export type Comparison = {
  shared: number
  figures: [PaperFigures, PaperFigures]
  rules: { id: string; sentence: RuleReport['sentence']; measured: [number | null, number | null] }[]
}

/** Compares papers `a` and `b` (from 1) of a set; undefined when there is no such paper. */
export function comparePapers(
  pool: readonly PoolItem[],
  blueprint: Blueprint,
  papers: readonly (readonly string[])[],
  [a, b]: readonly [number, number],
): Comparison | undefined {
  const resolution = resolveBlueprint(blueprint)
  const [first, second] = [papers[a - 1], papers[b - 1]]
  if (!resolution.ok || !first || !second) return undefined
  const free = { ...resolution.blueprint, pinned: [], excluded: [] }
  const report = check(pool, free, [first, second])
  return {
    shared: first.filter((id) => second.includes(id)).length,
    figures: [report.papers[0]!, report.papers[1]!],
    rules: report.rules.map(({ id, sentence, measured }) => ({
      id,
      sentence,
      measured: [measured[0] ?? null, measured[1] ?? null],
    })),
  }
}
