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
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import { type Groups, groupsIn, groupsOf } from './groups.ts'
import { placed, type Single, singles } from './placements.ts'
import type { Pool } from './pool.ts'
import { covers, type Trait, traitSpace } from './traits.ts'

/**
 * `items` index into the pool; `perPaper` is the most one paper can take; `supply`
 * the uses the set can make of it, `least` those it must. A class with a `marker`
 * holds no item: it stands in the paper of that number.
 */
export type ItemClass = {
  trait: Trait
  items: Int32Array
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

export type Problem = {
  pool: Pool
  blueprint: ResolvedBlueprint
  papers: number
  classes: readonly ItemClass[]
  columns: readonly Column[]
  rows: readonly Row[]
  groups: Groups
  /** Class of each pool item, -1 for one that no section takes. */
  classOf: Int32Array
  /** Items that rules name one by one, each a class of its own. */
  singles: ReadonlyMap<number, Single>
}

/** The coarse problem for `papers` papers; `uses` is how often the set may use one item. */
export function makeProblem(pool: Pool, blueprint: ResolvedBlueprint, papers: number, uses = 1): Problem {
  const space = traitSpace(blueprint)
  const { keys, kindOf } = space.kindsOf(pool)
  const own = singles(pool, blueprint)
  const groups = groupsIn(pool, blueprint, (item) => kindOf[item]! >= 0)
  const alone = [...own.keys()].flatMap((item) => (kindOf[item]! < 0 ? [] : [{ item, key: keys[kindOf[item]!]! }]))
  for (const { item } of alone) kindOf[item] = -1
  const mostOnPoints = pointCounter(groups)
  const classes = members(kindOf, keys.length).flatMap((items, kind): ItemClass[] => {
    if (items.length === 0) return []
    const perPaper = mostOnPoints(items)
    const trait = space.traitOf(keys[kind]!)
    return [{ trait, items, perPaper, supply: items.length * uses, least: 0, groups: [] }]
  })
  for (const { key, item } of alone) {
    const { anchor, pinned } = own.get(item)!
    const supply = anchor ? papers : uses
    classes.push({
      trait: space.traitOf(key),
      items: Int32Array.of(item),
      perPaper: 1,
      supply,
      least: pinned ? 1 : 0,
      groups: [],
      anchor,
    })
  }
  // Without items of their own the kinds are the classes.
  const classOf = alone.length === 0 ? kindOf : classesOf(classes, pool.items.length)
  return placed(shape({ pool, blueprint, papers, groups, classOf, singles: own }, classes))
}

/** The items of each of `kinds` kinds, ascending; -1 is of none. */
function members(kindOf: Int32Array, kinds: number): Int32Array[] {
  const ends = new Int32Array(kinds + 1)
  for (let item = 0; item < kindOf.length; item++) if (kindOf[item]! >= 0) ends[kindOf[item]! + 1]! += 1
  for (let kind = 0; kind < kinds; kind++) ends[kind + 1]! += ends[kind]!
  // Until its items are in, ends[k] is where the next item of kind k goes.
  const sorted = new Int32Array(ends[kinds]!)
  for (let item = 0; item < kindOf.length; item++) {
    const kind = kindOf[item]!
    if (kind < 0) continue
    sorted[ends[kind]!] = item
    ends[kind]! += 1
  }
  return Array.from({ length: kinds }, (_, kind) => sorted.subarray(kind === 0 ? 0 : ends[kind - 1]!, ends[kind]!))
}

/** The class of each of `size` items, -1 for those in none. */
function classesOf(classes: readonly ItemClass[], size: number): Int32Array {
  const classOf = new Int32Array(size).fill(-1)
  for (const [of, { items }] of classes.entries()) for (const item of items) classOf[item] = of
  return classOf
}

/** The same problem with classes split by the groups of their items and the groups as rows. */
export function refine(problem: Problem): Problem {
  const { groups } = problem
  const classes = problem.classes.flatMap((whole): ItemClass[] => {
    const { trait, items, supply, least, anchor = false } = whole
    if (items.length === 1) return [{ ...whole, groups: groupsOf(groups, items[0]!) }]
    const parts = new Map<number, number[]>()
    for (const item of items) {
      const key = groups.listOf[item]!
      const list = parts.get(key)
      if (list) list.push(item)
      else parts.set(key, [item])
    }
    const uses = supply / items.length
    return [...parts].map(([list, part]) => {
      const own = groups.lists[list]!
      const perPaper = own.reduce((most, group) => Math.min(most, groups.caps[group]!), part.length)
      return { trait, items: Int32Array.from(part), perPaper, supply: part.length * uses, least, groups: own, anchor }
    })
  })
  const refined = placed(shape({ ...problem, classOf: classesOf(classes, problem.classOf.length) }, classes))
  const memberColumns: number[][] = groups.caps.map(() => [])
  for (const [column, { class: of }] of refined.columns.entries())
    for (const group of refined.classes[of]!.groups) memberColumns[group]!.push(column)
  const rows = memberColumns.map((columns, group): Row => {
    return { rule: null, lower: 0, upper: groups.caps[group]!, columns, values: columns.map(() => 1) }
  })
  const binding = rows.filter(({ columns, upper }) => {
    const most = columns.reduce((sum, column) => sum + refined.classes[refined.columns[column]!.class]!.perPaper, 0)
    return most > upper
  })
  return { ...refined, rows: [...refined.rows, ...binding] }
}

type Frame = Pick<Problem, 'pool' | 'blueprint' | 'papers' | 'groups' | 'classOf' | 'singles'>

function shape(
  { pool, blueprint, papers, groups, classOf, singles: own }: Frame,
  classes: readonly ItemClass[],
): Problem {
  const columns: Column[] = []
  for (const [index, { trait }] of classes.entries())
    for (const [section, { type }] of blueprint.sections.entries())
      if (type === trait.type) columns.push({ class: index, section })
  const rows = rowsOf(blueprint, classes, columns)
  return { pool, blueprint, papers, classes, columns, rows, groups, classOf, singles: own }
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

/** Counts the items of one class that fit into one paper under the caps of points. */
function pointCounter({ caps, points, listOf, lists }: Groups): (items: Int32Array) => number {
  // -1 for a list of groups without a point.
  const pointOf = Int32Array.from(lists, ([first = -1]) => (first < points ? first : -1))
  const onPoint = new Int32Array(points)
  return (items) => {
    if (points === 0) return items.length
    onPoint.fill(0)
    let most = 0
    for (let at = 0; at < items.length; at++) {
      const point = pointOf[listOf[items[at]!]!]!
      if (point >= 0 && onPoint[point]! >= caps[point]!) continue
      if (point >= 0) onPoint[point]! += 1
      most++
    }
    return most
  }
}
