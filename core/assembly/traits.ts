/**
 * What a blueprint can tell items apart by. Two items with equal traits have the
 * same column in every rule, so they are interchangeable.
 */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Rule } from '../blueprint/rule.ts'
import { type Importance, isWithin, parentOf } from '../element-table.ts'
import type { TheoryType } from '../item.ts'

/**
 * `scope` is the innermost scope the rules name around the item, null outside of
 * all; 'other' is any level no rule names, and null any value of an attribute
 * that no rule names.
 */
export type Trait = {
  type: TheoryType
  scope: string | null
  difficulty: number | null | 'other'
  importance: Importance | null | 'other'
  attributes: Readonly<Record<string, string | null>>
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
  const everyLevel =
    blueprint.rules.some(({ measure }) => measure === 'mean-difficulty') ||
    blueprint.targets.some(({ of, min, max }) => of === 'difficulty' && (min !== null || max !== null))
  const difficulties = levels([1, 2, 3, 4, 5, null], everyLevel ? [1, 2, 3, 4, 5, null] : named('difficulty'))
  const importances = levels<Importance | null>(['X', 'Y', 'Z', null], named('importance'))
  const attributes = attributeValues(blueprint.rules)

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
  const combinations = attributes.reduce((product, { values }) => product * (values.length + 1), 1)
  return {
    keyOf(item) {
      const type = typeIndex.get(item.type)
      if (type === undefined) return -1
      const difficulty = difficulties.indexOf(item.difficulty)
      const importance = importances.indexOf(item.importance)
      let key =
        ((type * sizes.scope + scopeOf(item.scope)) * sizes.difficulty + difficulty) * sizes.importance + importance
      // 0 stands for any value that no rule names.
      for (const { name, values } of attributes)
        key = key * (values.length + 1) + values.indexOf(item.attributes?.[name] ?? '') + 1
      return key
    },
    traitOf(key) {
      let rest = key
      const digit = (size: number) => {
        const value = rest % size
        rest = Math.floor(rest / size)
        return value
      }
      const own = attributes
        .toReversed()
        .map(({ name, values }) => [name, values[digit(values.length + 1) - 1] ?? null])
      const importance = importances.values[digit(sizes.importance)]!
      const difficulty = difficulties.values[digit(sizes.difficulty)]!
      const scope = scopes[digit(sizes.scope)]!
      return { type: types[rest]!, scope, difficulty, importance, attributes: Object.fromEntries(own.reverse()) }
    },
    cells: () =>
      Array.from(
        { length: types.length * sizes.scope * sizes.difficulty * sizes.importance * combinations },
        (_, key) => key,
      ),
  }
}

/** The attributes that rules name, each with the values they name; both in order. */
function attributeValues(rules: readonly Rule[]): { name: string; values: string[] }[] {
  const values = new Map<string, Set<string>>()
  for (const { where } of rules)
    if (where.attribute)
      values.set(where.attribute.name, (values.get(where.attribute.name) ?? new Set()).add(where.attribute.value))
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => ({ name, values: [...own].sort() }))
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
    (where.importance === undefined || where.importance === trait.importance) &&
    (where.attribute === undefined || trait.attributes[where.attribute.name] === where.attribute.value)
  )
}
