/** Items as they would be once written: what a shortage adds to a pool to see whether it is enough. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { Rule } from '../blueprint/rule.ts'
import type { Trait } from './traits.ts'

/** What is known of an item to write; a field that no rule looks at may be left out. */
export type NewCell = Pick<Trait, 'type'> & Partial<Trait>

/** `counts[i]` items of `cells[i]`, without a point or an enemy in the way. Their ids stand behind every id of the pool (in order). */
export function newItems(
  pool: readonly PoolItem[],
  rules: readonly Rule[],
  cells: readonly NewCell[],
  counts: readonly number[],
): PoolItem[] {
  const difficulties = new Set<unknown>(rules.map(({ where }) => where.difficulty))
  const importances = new Set<unknown>(rules.map(({ where }) => where.importance))
  // 'other' is any level that no rule names.
  const other = {
    difficulty: ([null, 1, 2, 3, 4, 5] as const).find((level) => !difficulties.has(level)) ?? null,
    importance: ([null, 'X', 'Y', 'Z'] as const).find((level) => !importances.has(level)) ?? null,
  }
  const last = pool.at(-1)?.id ?? ''
  let next = 0
  return cells.flatMap(({ type, scope, difficulty = null, importance = null, attributes = {} }, cell) =>
    Array.from(
      { length: counts[cell]! },
      (): PoolItem => ({
        id: `${last}~${String(next++).padStart(9, '0')}`,
        type,
        scope: scope ?? '',
        point: null,
        difficulty: difficulty === 'other' ? other.difficulty : difficulty,
        importance: importance === 'other' ? other.importance : importance,
        attributes: Object.fromEntries(
          Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
        ),
        seconds: null,
        enemies: [],
        used: 0,
        lastUsed: null,
      }),
    ),
  )
}
