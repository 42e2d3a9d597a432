/** Assembly by trying everything: the oracle for tiny pools. Judges single papers with the judge, never with the engine. */
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import type { ResolvedBlueprint } from '../../core/blueprint/resolve.ts'
import { check } from '../../core/check/check.ts'

/** True when `papers` papers exist that keep every rule, in some order of the papers. */
export function setExists(pool: readonly PoolItem[], blueprint: ResolvedBlueprint, papers: number): boolean {
  const alone = { ...blueprint, pinned: [], excluded: blueprint.excluded.filter(({ paper }) => paper === null) }
  const valid = [...everyPaper(pool, blueprint)].filter((ids) => check(pool, alone, [ids]).holds)
  const anchors = new Set(blueprint.anchors)
  const sets = valid.map((ids) => new Set(ids.filter((id) => !anchors.has(id))))
  const named = blueprint.pinned.length + blueprint.excluded.length > 0
  const search = (from: number, chosen: number[]): boolean => {
    if (chosen.length === papers)
      return (
        !named || permutations(chosen.map((index) => valid[index]!)).some((set) => check(pool, blueprint, set).holds)
      )
    for (let index = from; index < sets.length; index++) {
      const next = sets[index]!
      const meets = chosen.every((other) => [...sets[other]!].filter((id) => next.has(id)).length <= blueprint.overlap)
      // The same paper may stand twice when its whole length may be shared.
      if (meets && search(blueprint.overlap >= next.size ? index : index + 1, [...chosen, index])) return true
    }
    return false
  }
  return search(0, [])
}

const permutations = <T>(list: readonly T[]): T[][] =>
  list.length < 2
    ? [[...list]]
    : list.flatMap((first, at) => permutations(list.toSpliced(at, 1)).map((rest) => [first, ...rest]))

/** Every choice of items for the sections, each set of items once per placing. */
function* everyPaper(
  pool: readonly PoolItem[],
  blueprint: ResolvedBlueprint,
  at = 0,
  taken: readonly string[] = [],
): Generator<string[]> {
  const section = blueprint.sections[at]
  if (!section) {
    yield [...taken]
    return
  }
  const free = pool.filter(({ id, type }) => type === section.type && !taken.includes(id)).map(({ id }) => id)
  for (const own of subsets(free, section.count)) yield* everyPaper(pool, blueprint, at + 1, [...taken, ...own])
}

function* subsets(list: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let index = from; index <= list.length - size; index++)
    for (const rest of subsets(list, size - 1, index + 1)) yield [list[index]!, ...rest]
}
