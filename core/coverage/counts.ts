/** What a bank's items are, counted along the element table. Pure; O(items + points × levels). */
import { type ElementTable, Importance, lowestScopes, parentOf } from '../element-table.ts'
import { type ItemKind, type ItemState, type TheoryType, theoryTypes } from '../item.ts'
import { closed, type Static, Type } from '../schema.ts'

/**
 * What coverage looks at in an item: of an approved one what is in use. `place` is a
 * point, a practical module or a defense topic's scope, null while unassigned.
 * `since` (Unix ms) is when what is in use was written; `superseded` says that
 * it was written for an element table no longer in force.
 */
export type CoveredItem = {
  kind: ItemKind
  state: ItemState
  type: TheoryType | null
  place: string | null
  difficulty: number | null
  since: number
  superseded: boolean
}

const Count = Type.Integer({ minimum: 0 })
const Counts = Type.Record(Type.String(), Count)
const Percent = Type.Number({ description: 'percent, one decimal' })

/** A scope with all below it. `byDifficulty` counts levels 1 to 5, then unknown. */
export const ScopeCounts = closed({
  code: Type.String(),
  name: Type.String(),
  depth: Type.Integer({ minimum: 1 }),
  lowest: Type.Boolean(),
  weight: Type.Number(),
  share: Percent,
  items: Count,
  points: Count,
  pointsWith: Count,
  byDifficulty: Type.Array(Count, { minItems: 6, maxItems: 6 }),
})
export type ScopeCounts = Static<typeof ScopeCounts>

/** An importance: its share of the points, and of the assigned items. */
const ImportanceCounts = closed({ level: Importance, points: Count, pointShare: Percent, items: Count, share: Percent })

/** A point with the approved items on it. */
const PointCounts = closed({ code: Type.String(), name: Type.String(), importance: Importance, items: Count })

export const TheoryCounts = closed({
  approved: Count,
  unassigned: Count,
  byType: Counts,
  byDifficulty: Counts,
  importance: Type.Array(ImportanceCounts),
  points: Count,
  pointsWithout: Type.Array(Type.String()),
  pointsWithOne: Type.Array(Type.String()),
  perPoint: Type.Array(PointCounts),
  scopes: Type.Array(ScopeCounts),
})
export type TheoryCounts = Static<typeof TheoryCounts>

export const PracticalCounts = closed({
  approved: Count,
  unassigned: Count,
  modules: Type.Array(closed({ code: Type.String(), name: Type.String(), weight: Type.Number(), tasks: Count })),
})

/** How many of each key there are; every key of `all` stands in it. */
export const tally = (keys: Iterable<string>, all: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = Object.fromEntries(all.map((key) => [key, 0]))
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10)

/** Approved theory items along the table in force. */
export function theoryCounts(table: ElementTable | null, items: readonly CoveredItem[]): TheoryCounts {
  const perPoint = new Map((table?.points ?? []).map(({ code }) => [code, 0]))
  const assigned = items.filter(({ place }) => place !== null && perPoint.has(place))
  for (const { place } of assigned) perPoint.set(place!, perPoint.get(place!)! + 1)
  return {
    approved: items.length,
    unassigned: items.length - assigned.length,
    byType: tally(
      items.map(({ type }) => type ?? 'unknown'),
      theoryTypes,
    ),
    byDifficulty: tally(
      items.map(({ difficulty }) => String(difficulty ?? 'unknown')),
      ['1', '2', '3', '4', '5', 'unknown'],
    ),
    importance: importanceCounts(table, perPoint, assigned.length),
    points: perPoint.size,
    pointsWithout: [...perPoint].filter(([, n]) => n === 0).map(([code]) => code),
    pointsWithOne: [...perPoint].filter(([, n]) => n === 1).map(([code]) => code),
    perPoint: (table?.points ?? []).map((point) => ({ ...point, items: perPoint.get(point.code)! })),
    scopes: table ? scopeCounts(table, perPoint, assigned) : [],
  }
}

function importanceCounts(
  table: ElementTable | null,
  perPoint: ReadonlyMap<string, number>,
  assigned: number,
): TheoryCounts['importance'] {
  const points = table?.points ?? []
  return (['X', 'Y', 'Z'] as const).map((level) => {
    const own = points.filter(({ importance }) => importance === level)
    const items = own.reduce((sum, { code }) => sum + perPoint.get(code)!, 0)
    return {
      level,
      points: own.length,
      pointShare: percent(own.length, points.length),
      items,
      share: percent(items, assigned),
    }
  })
}

/** The scopes a point lies in, the lowest first. */
function* above(point: string): Generator<string> {
  for (let code = parentOf(point); code !== undefined; code = parentOf(code)) yield code
}

function scopeCounts(
  table: ElementTable,
  perPoint: ReadonlyMap<string, number>,
  assigned: readonly CoveredItem[],
): ScopeCounts[] {
  const lowest = new Set(lowestScopes(table).map(({ code }) => code))
  const scopes = new Map(
    table.scopes.map(({ code, name, weight }): [string, ScopeCounts] => [
      code,
      {
        code,
        name,
        depth: code.split('-').length,
        lowest: lowest.has(code),
        weight,
        share: 0,
        items: 0,
        points: 0,
        pointsWith: 0,
        byDifficulty: [0, 0, 0, 0, 0, 0],
      },
    ]),
  )
  for (const [point, items] of perPoint)
    for (const code of above(point)) {
      const scope = scopes.get(code)
      if (!scope) continue
      scope.points += 1
      scope.items += items
      if (items > 0) scope.pointsWith += 1
    }
  for (const { place, difficulty } of assigned)
    for (const code of above(place!)) scopes.get(code)!.byDifficulty[(difficulty ?? 6) - 1]! += 1
  return [...scopes.values()].map((scope) => ({ ...scope, share: percent(scope.items, assigned.length) }))
}

/** Approved practical tasks by module. */
export function practicalCounts(
  table: ElementTable | null,
  tasks: readonly CoveredItem[],
): Static<typeof PracticalCounts> {
  const counts = tally(
    tasks.map(({ place }) => place ?? ''),
    [],
  )
  const modules = (table ? lowestScopes(table) : []).map(({ code, name, weight }) => ({
    code,
    name,
    weight,
    tasks: counts[code] ?? 0,
  }))
  const assigned = modules.reduce((sum, module) => sum + module.tasks, 0)
  return { approved: tasks.length, unassigned: tasks.length - assigned, modules }
}
