/**
 * The element table (鉴定要素细目表) of a bank and kind: scopes in one to three
 * levels whose sibling weights sum to their parent's, the whole to 100, and
 * below the lowest scopes the assessment points.
 */
import { Code } from './item.ts'
import { closed, type Static, Type } from './schema.ts'
import { parentOf } from './scope-code.ts'

export { isWithin, parentOf } from './scope-code.ts'

export const Importance = Type.Union([Type.Literal('X'), Type.Literal('Y'), Type.Literal('Z')])
export type Importance = Static<typeof Importance>

/** How the tasks of a practical module are chosen: 必考, 任选一项, 抽考. */
export const SelectionMode = Type.Union([Type.Literal('mandatory'), Type.Literal('pick_one'), Type.Literal('drawn')])
export type SelectionMode = Static<typeof SelectionMode>

/** `weight` is in percent of the whole paper; `mode` and `minutes` belong to practical modules. */
export const Scope = closed({
  code: Code,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  weight: Type.Number({ minimum: 0, maximum: 100 }),
  mode: Type.Optional(SelectionMode),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })),
})
export type Scope = Static<typeof Scope>

export const AssessmentPoint = closed({
  code: Code,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  importance: Importance,
})
export type AssessmentPoint = Static<typeof AssessmentPoint>

export const ElementTable = closed({
  kind: Type.Union([Type.Literal('theory'), Type.Literal('practical')]),
  edition: Type.String({ minLength: 1, maxLength: 100 }),
  scopes: Type.Array(Scope, { minItems: 1, maxItems: 2000 }),
  points: Type.Array(AssessmentPoint, { maxItems: 20_000 }),
})
export type ElementTable = Static<typeof ElementTable>

/** The scopes that have no scope below them, in the table's order: where points and items stand. */
export function lowestScopes(table: Pick<ElementTable, 'scopes'>): Scope[] {
  const parents = new Set(table.scopes.map(({ code }) => parentOf(code)))
  return table.scopes.filter(({ code }) => !parents.has(code))
}

/** A scope or a point with the names from the top scope down to its own. */
export type Place = { code: string; sort: 'scope' | 'point'; names: string[] }

/** Every scope and point of a table with its path of names, scopes first, in the table's order. */
export function placesOf(table: Pick<ElementTable, 'scopes' | 'points'>): Place[] {
  const names = new Map(table.scopes.map(({ code, name }) => [code, name]))
  const above = (code: string): string[] => {
    const parent = parentOf(code)
    return parent === undefined ? [] : [...above(parent), names.get(parent) ?? '']
  }
  return [
    ...table.scopes.map(({ code, name }) => ({ code, sort: 'scope' as const, names: [...above(code), name] })),
    ...table.points.map(({ code, name }) => ({ code, sort: 'point' as const, names: [...above(code), name] })),
  ]
}

/** The table in the order of a walk down its tree, siblings as they stand: what a workbook needs. */
export function inTreeOrder(table: ElementTable): ElementTable {
  const below = new Map<string, Scope[]>()
  for (const scope of table.scopes) {
    const parent = parentOf(scope.code) ?? ''
    below.set(parent, [...(below.get(parent) ?? []), scope])
  }
  const walk = (parent: string): Scope[] => (below.get(parent) ?? []).flatMap((scope) => [scope, ...walk(scope.code)])
  const scopes = walk('')
  const rank = new Map(scopes.map(({ code }, index) => [code, index]))
  const rankOf = ({ code }: AssessmentPoint) => rank.get(parentOf(code) ?? '') ?? scopes.length
  return { ...table, scopes, points: table.points.toSorted((a, b) => rankOf(a) - rankOf(b)) }
}

/** How many levels of scopes a table may have; workbooks have columns for as many. */
export const MAX_LEVELS = 3

/** What is wrong with a table, in words; empty when it holds together. Weights are compared to a thousandth. */
export function tableFaults(table: ElementTable): TableFault[] {
  const faults: TableFault[] = []
  const scopes = new Map<string, Scope>()
  for (const scope of table.scopes) {
    if (scopes.has(scope.code)) faults.push({ what: 'scope-twice', code: scope.code })
    scopes.set(scope.code, scope)
  }
  const below = new Map<string, number>()
  for (const { code, weight } of table.scopes) {
    const parent = parentOf(code)
    if (parent !== undefined && !scopes.has(parent)) faults.push({ what: 'no-parent', code })
    if (code.split('-').length > MAX_LEVELS) faults.push({ what: 'too-deep', code })
    below.set(parent ?? '', (below.get(parent ?? '') ?? 0) + weight)
  }
  for (const [parent, sum] of below) {
    const weight = parent === '' ? 100 : scopes.get(parent)?.weight
    if (weight !== undefined && Math.abs(sum - weight) > 0.001)
      faults.push({ what: 'weights', code: parent, sum: Number(sum.toFixed(3)), expected: weight })
  }
  const lowest = new Set(lowestScopes(table).map(({ code }) => code))
  const points = new Set<string>()
  for (const { code } of table.points) {
    if (points.has(code)) faults.push({ what: 'point-twice', code })
    points.add(code)
    if (!lowest.has(parentOf(code) ?? '')) faults.push({ what: 'no-scope', code })
  }
  return faults
}

export type TableFault =
  | { what: 'scope-twice' | 'no-parent' | 'point-twice' | 'no-scope' | 'too-deep'; code: string }
  | { what: 'weights'; code: string; sum: number; expected: number }
