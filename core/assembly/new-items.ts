/** Items that are not written yet: every cell they could fall in, their columns beside those of the bank, and stand-ins for them. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Rule } from '../blueprint/rule.ts'
import { type Problem, rowsOf } from './problem.ts'
import type { ShortCell } from './shortage-words.ts'
import { type Trait, traitSpace } from './traits.ts'

/** A cell of the blueprint; `cost` prefers one to another where totals are equal. */
export type Cell = { trait: Trait; cost: number }

/**
 * Every declared cell; one costs less the more the rules ask of its type, scope,
 * difficulty and importance, so that equal totals prefer what papers need most of.
 */
export function cellsOf(blueprint: ResolvedBlueprint): Cell[] {
  const space = traitSpace(blueprint)
  const share = (trait: Trait) => {
    const asked = blueprint.sections.reduce((sum, { type, count }) => sum + (type === trait.type ? count : 0), 0)
    const shares = blueprint.rules.flatMap(({ where, measure, min }) => {
      const own =
        (where.scope !== undefined && where.scope === trait.scope) ||
        (where.difficulty !== undefined && where.difficulty === trait.difficulty) ||
        (where.importance !== undefined && where.importance === trait.importance) ||
        (where.attribute !== undefined && trait.attributes[where.attribute.name] === where.attribute.value)
      return own ? [min / (measure === 'half-marks' ? blueprint.halfMarks : blueprint.items)] : []
    })
    return (asked / blueprint.items + shares.reduce((sum, n) => sum + n, 0)) / 4
  }
  return space.cells().map((key) => {
    const trait = space.traitOf(key)
    return { trait, cost: Math.max(0, 1 - share(trait)) }
  })
}

/** The fields of a trait that the blueprint looks at. */
export function declared(trait: Trait, { rules }: ResolvedBlueprint): Omit<ShortCell, 'needs' | 'has' | 'write'> {
  const looks = (field: 'scope' | 'difficulty' | 'importance' | 'attribute') =>
    rules.some(
      ({ where, measure }) => where[field] !== undefined || (field === 'difficulty' && measure === 'mean-difficulty'),
    )
  return {
    type: trait.type,
    ...(looks('scope') ? { scope: trait.scope } : {}),
    ...(looks('difficulty') ? { difficulty: trait.difficulty } : {}),
    ...(looks('importance') ? { importance: trait.importance } : {}),
    ...(looks('attribute') ? { attributes: trait.attributes } : {}),
  }
}

/** Columns and rows of new items alone: class index is the cell. */
export function newColumns(blueprint: ResolvedBlueprint, cells: readonly Cell[]) {
  const columns = cells.flatMap(({ trait }, cell) =>
    blueprint.sections.flatMap(({ type }, section) => (type === trait.type ? [{ class: cell, section }] : [])),
  )
  return { columns, rows: rowsOf(blueprint, cells, columns) }
}

/** The problem over new items alone, as many of each cell as a set could take. */
export function emptyWithCells({ papers, blueprint }: Problem, cells: readonly Cell[]) {
  const classes = cells.map(({ trait }) => {
    return {
      trait,
      items: new Int32Array(0),
      perPaper: blueprint.items,
      supply: blueprint.items * papers,
      least: 0,
      groups: [],
    }
  })
  return { classes, ...newColumns(blueprint, cells) }
}

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
