/**
 * What a blueprint can tell items apart by. Two items with equal traits have the
 * same column in every rule, so they are interchangeable.
 */
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Rule } from '../blueprint/rule.ts'
import { type Importance, isWithin, parentOf } from '../element-table.ts'
import type { TheoryType } from '../item.ts'
import type { Pool } from './pool.ts'

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
  /** The keys of the traits that occur in `pool`, ascending, and which of them each item has: -1 when no section takes its type. */
  kindsOf(pool: Pool): { keys: number[]; kindOf: Int32Array }
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
  const innermost = (scope: string | null) => {
    let around = scope ?? undefined
    while (around !== undefined && !scopeIndex.has(around)) around = parentOf(around)
    return scopeIndex.get(around ?? null)!
  }
  const typeIndex = new Map<string | null, number>(types.map((type, index) => [type, index]))
  const sizes = { scope: scopes.length, difficulty: difficulties.values.length, importance: importances.values.length }
  const combinations = attributes.reduce((product, { values }) => product * (values.length + 1), 1)
  const size = types.length * sizes.scope * sizes.difficulty * sizes.importance * combinations
  return {
    kindsOf(pool) {
      const { items, texts, type, scope, difficulty, importance } = pool
      const [typeAt, scopeAt, importanceAt] = [asked(texts), asked(texts), asked(texts)]
      const difficultyAt = Int32Array.from([null, 0, 1, 2, 3, 4, 5], (level) => difficulties.indexOf(level))
      const numbering = firstSeen(size, items.length)
      const kindOf = new Int32Array(items.length)
      for (let at = 0; at < kindOf.length; at++) {
        const t = type[at]!
        if (typeAt[t] === UNASKED) typeAt[t] = typeIndex.get(texts[t]!) ?? -1
        const own = typeAt[t]!
        if (own < 0) {
          kindOf[at] = -1
          continue
        }
        const s = scope[at]!
        const i = importance[at]!
        if (scopeAt[s] === UNASKED) scopeAt[s] = innermost(texts[s]!)
        if (importanceAt[i] === UNASKED) importanceAt[i] = importances.indexOf(texts[i] as Importance | null)
        const level = difficultyAt[difficulty[at]! + 1]!
        // A double: with many attributes the product of their values passes 2^31.
        let key = ((own * sizes.scope + scopeAt[s]!) * sizes.difficulty + level) * sizes.importance + importanceAt[i]!
        // 0 stands for any value that no rule names.
        for (const { name, values } of attributes)
          key = key * (values.length + 1) + values.indexOf(items[at]!.attributes?.[name] ?? '') + 1
        kindOf[at] = numbering.numberOf(key)
      }
      const keys = numbering.keys.toSorted((a, b) => a - b)
      const rank = new Int32Array(keys.length)
      for (const [kind, key] of keys.entries()) rank[numbering.numberOf(key)] = kind
      for (let at = 0; at < kindOf.length; at++) if (kindOf[at]! >= 0) kindOf[at] = rank[kindOf[at]!]!
      return { keys, kindOf }
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
    cells: () => Array.from({ length: size }, (_, key) => key),
  }
}

/** What is worked out once for each text that occurs. */
const asked = (texts: Pool['texts']): Int32Array => new Int32Array(texts.length).fill(UNASKED)
const UNASKED = -2

/** A table of up to so many entries for each look-up is quicker than a hash map. */
const ENTRIES_FOR_ONE = 8

/** Numbers keys below `size` from 0 as they first come; `lookUps` are expected. */
function firstSeen(size: number, lookUps: number): { keys: number[]; numberOf: (key: number) => number } {
  const keys: number[] = []
  if (size <= ENTRIES_FOR_ONE * lookUps) {
    // One more than the number, 0 for a key that has not come yet.
    const table = new Int32Array(size)
    return {
      keys,
      numberOf: (key) => {
        if (table[key] === 0) table[key] = keys.push(key)
        return table[key]! - 1
      },
    }
  }
  const numbers = new Map<number, number>()
  return {
    keys,
    numberOf: (key) => {
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, keys.length)
      return keys.push(key) - 1
    },
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
