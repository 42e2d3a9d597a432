/**
 * What a blueprint can tell items apart by. Two items with equal traits have the
 * same column in every rule, so they are interchangeable.
 */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint, Rule } from '../blueprint/resolve.ts'
import { type Importance, isWithin, parentOf } from '../element-table.ts'
import type { TheoryType } from '../item.ts'

/** `scope` is the innermost scope the rules name around the item, null outside of all; 'other' is any level no rule names. */
export type Trait = {
  type: TheoryType
  scope: string | null
  difficulty: number | null | 'other'
  importance: Importance | null | 'other'
}

export type TraitSpace = {
  /** A number for the trait of an item, equal for equal traits; -1 when no section takes its type. */
  keyOf(item: PoolItem): number
  /** The trait behind a key. */
  traitOf(key: number): Trait
  /** The keys of every declared cell, empty ones included. */
  cells(): number[]
}

/** The traits that the rules of `blueprint` can see. */
export function traitSpace(blueprint: ResolvedBlueprint): TraitSpace {
  const types = [...new Set(blueprint.sections.map(({ type }) => type))].sort()
  const named = <K extends 'scope' | 'difficulty' | 'importance'>(field: K) =>
    blueprint.rules.flatMap(({ where }) =>
      where[field] === undefined ? [] : [where[field] as NonNullable<(typeof where)[K]> | null],
    )
  const scopes = [null, ...[...new Set(named('scope'))].sort()]
  const everyLevel = blueprint.rules.some(({ measure }) => measure === 'mean-difficulty')
  const difficulties = levels([1, 2, 3, 4, 5, null], everyLevel ? [1, 2, 3, 4, 5, null] : named('difficulty'))
  const importances = levels<Importance | null>(['X', 'Y', 'Z', null], named('importance'))

  const scopeIndex = new Map(scopes.map((scope, index) => [scope, index]))
  const innermost = new Map<string, number>()
  const scopeOf = (scope: string) => {
    let index = innermost.get(scope)
    if (index === undefined) {
      let around: string | undefined = scope
      while (around !== undefined && !scopeIndex.has(around)) around = parentOf(around)
      index = scopeIndex.get(around ?? null)!
      innermost.set(scope, index)
    }
    return index
  }
  const typeIndex = new Map(types.map((type, index) => [type, index]))
  const sizes = { scope: scopes.length, difficulty: difficulties.values.length, importance: importances.values.length }
  const key = (type: number, scope: number, difficulty: number, importance: number) =>
    ((type * sizes.scope + scope) * sizes.difficulty + difficulty) * sizes.importance + importance
  return {
    keyOf(item) {
      const type = typeIndex.get(item.type)
      if (type === undefined) return -1
      return key(type, scopeOf(item.scope), difficulties.indexOf(item.difficulty), importances.indexOf(item.importance))
    },
    traitOf(code) {
      const importance = importances.values[code % sizes.importance]!
      const rest = Math.floor(code / sizes.importance)
      const difficulty = difficulties.values[rest % sizes.difficulty]!
      const outer = Math.floor(rest / sizes.difficulty)
      const scope = scopes[outer % sizes.scope]!
      return { type: types[Math.floor(outer / sizes.scope)]!, scope, difficulty, importance }
    },
    cells: () => Array.from({ length: types.length * sizes.scope * sizes.difficulty * sizes.importance }, (_, i) => i),
  }
}

/** The levels some rule names, then 'other' for the rest, if there is a rest. */
function levels<Level extends number | string | null>(all: readonly Level[], named: readonly (Level | null)[]) {
  const own = all.filter((level) => named.includes(level))
  const values: (Level | 'other')[] = own.length === all.length ? [...own] : [...own, 'other']
  const index = new Map<Level | null, number>(own.map((level, at) => [level, at]))
  return { values, indexOf: (level: Level | null) => index.get(level) ?? values.length - 1 }
}

/** True when items of `trait`, placed in section `section`, are those `where` looks at. */
export function covers({ where }: Rule, trait: Trait, section: number): boolean {
  return (
    (where.section === undefined || where.section === section) &&
    (where.scope === undefined || (trait.scope !== null && isWithin(trait.scope, where.scope))) &&
    (where.difficulty === undefined || where.difficulty === trait.difficulty) &&
    (where.importance === undefined || where.importance === trait.importance)
  )
}
