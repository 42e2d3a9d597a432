/**
 * The blueprint a bank can carry: sections, scopes and difficulty in the bank's own
 * proportions, as long as they can be for so many papers that share no item. For a
 * bank that has no plan yet.
 */
import type { Blueprint, PoolItem } from '../blueprint/blueprint.ts'
import { largestRemainder } from '../blueprint/rounding.ts'
import { type TheoryType, theoryTypes } from '../item.ts'
import { assemble } from './assemble.ts'
import { preparePool } from './prepare.ts'

/** Shares of the longest possible paper that are tried, longest first. */
const LENGTHS = [1, 0.97, 0.94, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5]
/** More scopes than this make a plan nobody reads: then those above them carry it. */
const MOST_SCOPES = 40

/** Null when the bank does not give `papers` papers of even one item. The blueprint has been tried: such a set exists. */
export async function blueprintOfBank(
  pool: readonly PoolItem[],
  { papers, perPoint }: { papers: number; perPoint?: number },
): Promise<Blueprint | null> {
  const whole = preparePool(pool)
  for (const length of LENGTHS) {
    const sections = theoryTypes.flatMap((type) => {
      const there = pool.filter((item) => item.type === type).length
      const count = Math.floor((there / papers) * length)
      return count > 0 ? [{ type: type as TheoryType, count, marks: 1 }] : []
    })
    if (sections.length === 0) return null
    const types = new Set(sections.map(({ type }) => type))
    const blueprint = planOf(
      pool.filter(({ type }) => types.has(type)),
      sections,
      perPoint,
    )
    const made = await assemble(whole, blueprint, { papers, seed: 'carry' })
    if (made.outcome === 'found') return blueprint
  }
  return null
}

function planOf(pool: readonly PoolItem[], sections: Blueprint['sections'], perPoint: number | undefined): Blueprint {
  const items = sections.reduce((sum, { count }) => sum + count, 0)
  // One item more or less of each: proportions are kept, and a whole number is always within.
  const around = <K>(values: readonly K[]) => {
    const counts = new Map<K, number>()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    const keys = [...counts.keys()].sort((a, b) => (String(a) < String(b) ? -1 : 1))
    const whole = largestRemainder(
      keys.map((key) => (counts.get(key)! * items) / values.length),
      items,
    )
    return keys.map((key, index) => ({ key, min: Math.max(0, whole[index]! - 1), max: whole[index]! + 1 }))
  }
  const scopes = scopesOf(pool)
  const known = pool.flatMap(({ difficulty }) => difficulty ?? [])
  return {
    sections,
    ...(scopes ? { scopes: around(scopes).map(({ key, ...bounds }) => ({ scope: key, ...bounds })) } : {}),
    ...(known.length === pool.length
      ? { difficulty: around(known).map(({ key, ...bounds }) => ({ level: key, ...bounds })) }
      : {}),
    ...(perPoint === undefined ? {} : { perPoint: { max: perPoint } }),
    overlap: { withinSet: 0 },
    balance: ['seconds'],
  }
}

/** Each item's scope at the lowest level that has few enough; undefined where items have none. */
function scopesOf(pool: readonly PoolItem[]): string[] | undefined {
  if (pool.some(({ scope }) => scope === '')) return undefined
  for (let depth = 3; depth > 0; depth--) {
    const scopes = pool.map(({ scope }) => scope.split('-').slice(0, depth).join('-'))
    if (new Set(scopes).size <= MOST_SCOPES) return scopes
  }
  return undefined
}
