/** Why totals cannot be met: a smallest set of rules that exclude each other. */
import type { Words } from '../words.ts'
import { addRows, addSharing, mostOf } from './counts.ts'
import type { Problem, Row } from './problem.ts'
import { Model, solve } from './solver.ts'

/** Rules that exclude each other. */
export type Conflict = { rule: string; sentence: Words }[]

/** Rules beyond which looking for a smallest conflict takes too many solves. */
const MOST_RULES = 120
const NODES = 2000

/**
 * Rules that cannot be met together over the totals of the set, none of which
 * can be left out (deletion filter); empty when totals exist. `always` keeps the
 * sections in it as candidates too, for rules that no bank could meet.
 */
export async function conflictOf(problem: Problem, always: boolean): Promise<Conflict> {
  const { rules } = problem.blueprint
  if (rules.length > MOST_RULES && !always) return []
  let kept = new Set(rules.keys())
  if (await totalsHold(problem, kept)) return []
  for (const rule of rules.keys()) {
    const without = new Set(kept)
    without.delete(rule)
    if (!(await totalsHold(problem, without))) kept = without
  }
  return [...kept].map((index) => ({ rule: rules[index]!.id, sentence: rules[index]!.sentence }))
}

/** Two rules that exclude each other; `cross` is there when too few items meet both: at least `needs`, of which there are `has`. */
export type ConflictingPair = { rules: Conflict; cross: { needs: number; has: number } | null }

/**
 * Two rules that this bank cannot meet together, each of which it can meet
 * alone; a pair whose cross is short is preferred, because that says what to
 * write. Exact for the pair and the papers' length. O(rules² · items of the set).
 */
export function conflictingPair(problem: Problem): ConflictingPair | undefined {
  const { blueprint, papers, columns } = problem
  const length = blueprint.items * papers
  const rows = problem.rows.filter(({ rule }) => rule !== null && blueprint.rules[rule]!.measure === 'items')
  const most = problem.classes.map((_, of) => mostOf(problem, of, papers))
  const classesOf = rows.map((row) => new Set(row.columns.map((column) => columns[column]!.class)))
  const told = ({ rule }: Row) => ({ rule: blueprint.rules[rule!]!.id, sentence: blueprint.rules[rule!]!.sentence })
  let other: ConflictingPair | undefined
  for (const [j, b] of rows.entries())
    for (const [i, a] of rows.slice(0, j).entries()) {
      const room = { both: 0, a: 0, b: 0, none: 0 }
      for (const [of, n] of most.entries()) {
        const inA = classesOf[i]!.has(of)
        const inB = classesOf[j]!.has(of)
        room[inA ? (inB ? 'both' : 'a') : inB ? 'b' : 'none'] += n
      }
      if (pairHolds(room, length, scaled(a, papers), scaled(b, papers))) continue
      const needs = (a.lower + b.lower) * papers - length
      if (needs > room.both) return { rules: [told(a), told(b)], cross: { needs, has: room.both } }
      other ??= { rules: [told(a), told(b)], cross: null }
    }
  return other
}

/**
 * The cap of items on one point as the cause: with it the items that a rule looks
 * at (or, with `rule` null, all there are) do not reach what the papers need.
 */
export function pointsShort(problem: Problem): { rule: number | null; needs: number; has: number } | undefined {
  const { pool, blueprint, papers, classes, columns, rows } = problem
  if (blueprint.perPoint === null) return undefined
  const most = blueprint.perPoint * papers
  const reach = (own: Iterable<number>) => {
    const onPoint = new Int32Array(pool.texts.length)
    let sum = 0
    for (const of of own)
      for (const item of classes[of]!.items) {
        const point = pool.point[item]!
        if (point > 0 && onPoint[point]! >= most) continue
        onPoint[point]! += 1
        sum++
      }
    return sum
  }
  const all = { rule: null, needs: blueprint.items * papers, has: reach(classes.keys()) }
  if (all.has < all.needs) return all
  for (const { rule, lower, columns: own } of rows) {
    if (rule === null || blueprint.rules[rule]!.measure !== 'items' || lower <= 0) continue
    const has = reach(new Set(own.map((column) => columns[column]!.class)))
    if (has < lower * papers) return { rule, needs: lower * papers, has }
  }
  return undefined
}

type Range = { lower: number; upper: number }
const scaled = ({ lower, upper }: Range, papers: number): Range => ({ lower: lower * papers, upper: upper * papers })

/** True when some number of common items leaves room for both ranges and the total length. */
function pairHolds(
  room: { both: number; a: number; b: number; none: number },
  length: number,
  a: Range,
  b: Range,
): boolean {
  for (let both = 0; both <= Math.min(room.both, length); both++) {
    const [lowA, highA] = [Math.max(0, a.lower - both), Math.min(room.a, a.upper - both)]
    const [lowB, highB] = [Math.max(0, b.lower - both), Math.min(room.b, b.upper - both)]
    if (lowA > highA || lowB > highB) continue
    if (both + lowA + lowB <= length && both + highA + highB + room.none >= length) return true
  }
  return false
}

async function totalsHold(problem: Problem, kept: ReadonlySet<number>): Promise<boolean> {
  const { papers } = problem
  const model = new Model()
  for (const { class: of } of problem.columns) model.column(0, 0, mostOf(problem, of, papers))
  addRows(model, { rows: problem.rows.filter(({ rule }) => rule === null || kept.has(rule)) }, papers)
  addSharing(model, problem, (of) => mostOf(problem, of, papers))
  return (await solve(model, { seed: 1, nodes: NODES, first: true })).status !== 'infeasible'
}
