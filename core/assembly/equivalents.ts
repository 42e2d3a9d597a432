/** What could take an item's place in a set, and what that would change; and two papers side by side. */
import type { Blueprint, PoolItem } from '../blueprint/blueprint.ts'
import { resolveBlueprint } from '../blueprint/resolve.ts'
import { check, type PaperFigures, type RuleReport } from '../check/check.ts'
import { eligible } from './eligible.ts'
import { inOrder } from './problem.ts'
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
  const all = inOrder(pool)
  const space = traitSpace(resolved)
  const there = all.find(({ id }) => id === item)!
  const held = new Set(own)
  const elsewhere = new Set(papers.flat())
  const key = space.keyOf(there)
  const free = eligible(all, resolved)
    .filter(({ id, type }) => type === there.type && !held.has(id) && (resolved.overlap > 0 || !elsewhere.has(id)))
    .sort((a, b) => a.used - b.used || ((a.lastUsed ?? '') < (b.lastUsed ?? '') ? -1 : 1))
  const same = free.filter((one) => space.keyOf(one) === key)
  const others = free.filter((one) => space.keyOf(one) !== key).slice(0, OTHERS)
  const around = relevant(all, elsewhere)
  const before = check(around, resolved, papers)
  const found: Equivalent[] = []
  for (const candidate of [...same, ...others]) {
    if (found.length >= limit) break
    const after = check([...around, candidate], resolved, papers.with(paper - 1, own.with(at, candidate.id)))
    if (!after.holds) continue
    const changes = changesOf(before.papers[paper - 1]!, after.papers[paper - 1]!)
    found.push({ item: candidate.id, same: space.keyOf(candidate) === key, used: candidate.used, changes })
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
