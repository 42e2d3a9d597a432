/**
 * The assembly problem over classes. Items with equal traits are one class; a
 * *group* is a set of items of which one paper takes at most `cap`: the items on
 * an assessment point, or items that are enemies of each other (enemy pairs are
 * covered by cliques, so a clone family is one group). Without its groups a
 * problem is coarse and its size does not grow with the bank; refined, classes
 * are split by groups and the groups are rows, and then it is exact. What people
 * say of single items (pins, anchors, items that enter together) is rows too, see
 * `placements.ts`.
 */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { isInOrder } from '../blueprint/by-id.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import { enemyGroups, pointGroups } from './groups.ts'
import { placed, type Single, singles } from './placements.ts'
import { covers, type Trait, traitSpace } from './traits.ts'
import { useRanks } from './use-ranks.ts'

/**
 * `items` index into the pool; `perPaper` is the most one paper can take; `supply`
 * the uses the set can make of it, `least` those it must. A class with a `marker`
 * holds no item: it stands in the paper of that number.
 */
export type ItemClass = {
  trait: Trait
  items: readonly number[]
  perPaper: number
  supply: number
  least: number
  groups: readonly number[]
  anchor?: boolean
  marker?: number
}

/** How many items of one class go into one section; a marker's section is -1. */
export type Column = { class: number; section: number }

/** A linear rule over columns that holds in every paper; sums over n papers meet n times the bounds. `rule` indexes the blueprint's rules. */
export type Row = { rule: number | null; lower: number; upper: number; columns: number[]; values: number[] }

export type Group = { cap: number; items: readonly number[] }

export type Problem = {
  pool: readonly PoolItem[]
  blueprint: ResolvedBlueprint
  papers: number
  classes: readonly ItemClass[]
  columns: readonly Column[]
  rows: readonly Row[]
  groups: readonly Group[]
  /** Groups of each pool item. */
  groupsOf: readonly (readonly number[])[]
  /** Class of each pool item, -1 for one that no section takes. */
  classOf: Int32Array
  /** How worn each pool item is, see `useRanks`. */
  useRank: Int32Array
  /** Items that rules name one by one, each a class of its own. */
  singles: ReadonlyMap<number, Single>
}

const NONE: readonly number[] = []

/** The pool in its canonical order, by id, so that the order it came in cannot matter. */
export function inOrder(pool: readonly PoolItem[]): readonly PoolItem[] {
  return isInOrder(pool) ? pool : pool.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** The coarse problem for `papers` papers; `uses` is how often the set may use one item. `pool` is in order. */
export function makeProblem(
  pool: readonly PoolItem[],
  blueprint: ResolvedBlueprint,
  papers: number,
  uses = 1,
): Problem {
  const space = traitSpace(blueprint)
  // Doubles: with many attributes the product of their values passes 2^31.
  const keys = new Float64Array(pool.length)
  const own = singles(pool, blueprint)
  const members = new Map<number, number[]>()
  const alone: [number, number][] = []
  for (let index = 0; index < pool.length; index++) {
    const key = space.keyOf(pool[index]!)
    keys[index] = key
    if (key < 0) continue
    if (own.size > 0 && own.has(index)) {
      alone.push([key, index])
      continue
    }
    const list = members.get(key)
    if (list) list.push(index)
    else members.set(key, [index])
  }
  const taken = (index: number) => keys[index]! >= 0
  const points = pointGroups(pool, taken, blueprint.perPoint)
  const groups = [...points, ...(blueprint.enemies ? enemyGroups(pool, taken) : [])]
  const groupsOf: (readonly number[])[] = new Array(pool.length).fill(NONE)
  for (const [group, { items }] of groups.entries()) {
    const alone = [group]
    for (const item of items) groupsOf[item] = groupsOf[item] === NONE ? alone : [...groupsOf[item]!, group]
  }
  const classes = [...members]
    .sort(([a], [b]) => a - b)
    .map(([key, items]): ItemClass => {
      const perPaper = mostOnPoints(items, groupsOf, points)
      return { trait: space.traitOf(key), items, perPaper, supply: items.length * uses, least: 0, groups: [] }
    })
  for (const [key, item] of alone) {
    const { anchor, pinned } = own.get(item)!
    const supply = anchor ? papers : uses
    classes.push({
      trait: space.traitOf(key),
      items: [item],
      perPaper: 1,
      supply,
      least: pinned ? 1 : 0,
      groups: [],
      anchor,
    })
  }
  const useRank = useRanks(pool)
  return placed(shape({ pool, blueprint, papers, groups, groupsOf, useRank, singles: own }, classes))
}

/** The same problem with classes split by the groups of their items and the groups as rows. */
export function refine(problem: Problem): Problem {
  const { pool, blueprint, groups, groupsOf } = problem
  const classes = problem.classes.flatMap((whole): ItemClass[] => {
    const { trait, items, supply, least, anchor = false } = whole
    if (items.length === 1) return [{ ...whole, groups: groupsOf[items[0]!]! }]
    const parts = new Map<string, number[]>()
    for (const item of items) {
      const key = groupsOf[item]!.join(' ')
      const list = parts.get(key)
      if (list) list.push(item)
      else parts.set(key, [item])
    }
    const uses = supply / items.length
    return [...parts.values()].map((part) => {
      const own = groupsOf[part[0]!]!
      const perPaper = own.reduce((least, group) => Math.min(least, groups[group]!.cap), part.length)
      return { trait, items: part, perPaper, supply: part.length * uses, least, groups: own, anchor }
    })
  })
  const refined = placed(shape(problem, classes))
  const memberColumns: number[][] = groups.map(() => [])
  for (const [column, { class: of }] of refined.columns.entries())
    for (const group of refined.classes[of]!.groups) memberColumns[group]!.push(column)
  const rows = memberColumns.map((columns, group): Row => {
    return { rule: null, lower: 0, upper: groups[group]!.cap, columns, values: columns.map(() => 1) }
  })
  const binding = rows.filter(({ columns, upper }) => {
    const most = columns.reduce((sum, column) => sum + refined.classes[refined.columns[column]!.class]!.perPaper, 0)
    return most > upper
  })
  return { ...refined, pool, blueprint, rows: [...refined.rows, ...binding] }
}

type Frame = Pick<Problem, 'pool' | 'blueprint' | 'papers' | 'groups' | 'groupsOf' | 'useRank' | 'singles'>

function shape(
  { pool, blueprint, papers, groups, groupsOf, useRank, singles: own }: Frame,
  classes: readonly ItemClass[],
): Problem {
  const columns: Column[] = []
  const classOf = new Int32Array(pool.length).fill(-1)
  for (const [index, { trait, items }] of classes.entries()) {
    for (const item of items) classOf[item] = index
    for (const [section, { type }] of blueprint.sections.entries())
      if (type === trait.type) columns.push({ class: index, section })
  }
  return {
    pool,
    blueprint,
    papers,
    classes,
    columns,
    rows: rowsOf(blueprint, classes, columns),
    groups,
    groupsOf,
    classOf,
    useRank,
    singles: own,
  }
}

/** The blueprint's rules as linear rows over columns. */
export function rowsOf(
  blueprint: ResolvedBlueprint,
  classes: readonly Pick<ItemClass, 'trait'>[],
  columns: readonly Column[],
): Row[] {
  return blueprint.rules.flatMap((rule, index): Row[] => {
    const own: number[] = []
    for (const [column, { class: of, section }] of columns.entries())
      if (covers(rule, classes[of]!.trait, section)) own.push(column)
    const upper = rule.max ?? Number.POSITIVE_INFINITY
    if (rule.measure !== 'mean-difficulty') {
      const weigh = (column: number) =>
        rule.measure === 'items' ? 1 : blueprint.sections[columns[column]!.section]!.halfMarks
      return [{ rule: index, lower: rule.min, upper, columns: own, values: own.map(weigh) }]
    }
    // A mean in a band, made linear: the sum of (difficulty - bound) over items of known difficulty has a sign.
    const rated = own.filter((column) => typeof classes[columns[column]!.class]!.trait.difficulty === 'number')
    const above = (bound: number) =>
      rated.map((column) => Number(classes[columns[column]!.class]!.trait.difficulty) * 100 - bound)
    return [
      { rule: index, lower: 0, upper: Number.POSITIVE_INFINITY, columns: rated, values: above(rule.min) },
      { rule: index, lower: Number.NEGATIVE_INFINITY, upper: 0, columns: rated, values: above(upper) },
    ]
  })
}

/** Items of one class that fit into one paper under the caps of `points`, which are the first of all groups. */
function mostOnPoints(
  items: readonly number[],
  groupsOf: readonly (readonly number[])[],
  points: readonly Group[],
): number {
  if (points.length === 0) return items.length
  const onPoint = new Int32Array(points.length)
  let most = 0
  for (const item of items) {
    const group = groupsOf[item]![0] ?? points.length
    if (group < points.length && onPoint[group]! >= points[group]!.cap) continue
    if (group < points.length) onPoint[group]! += 1
    most++
  }
  return most
}
