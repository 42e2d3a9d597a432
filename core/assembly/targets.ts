/**
 * Numeric targets as linear functionals of a paper: the sum over its items of a
 * number times the section's weight, within bounds. A mean is two of them, one
 * for each bound, since the sum of (number − bound) has a sign.
 */
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { ResolvedTarget } from '../blueprint/target-rules.ts'
import { numbersOf } from './pool.ts'
import type { Problem, Row } from './problem.ts'

/** `of[item]` times `weight[section]`, summed over a paper, lies in [`lower`, `upper`]; `scale` is a usual difference between two items. */
export type Functional = { of: Float64Array; weight: number[]; lower: number; upper: number; scale: number }

const OPEN = Number.POSITIVE_INFINITY

/** True when the blueprint keeps some number in a band. */
export const hasBands = ({ targets }: ResolvedBlueprint): boolean =>
  targets.some(({ min, max }) => min !== null || max !== null)

/** The bands of the blueprint's targets, over the pool of `problem`. */
export function bands({ pool, blueprint }: Problem): Functional[] {
  return blueprint.targets.flatMap((target): Functional[] => {
    const { of, measure, min, max } = target
    if (min === null && max === null) return []
    const weight = weights(target, blueprint)
    const numbers = numbersOf(pool, of)
    const less = (bound: number) => numbers.map((value) => (Number.isNaN(value) ? 0 : value - bound))
    const known = less(0)
    const scale = deviation(known)
    if (measure === 'sum') return [{ of: known, weight, lower: min ?? -OPEN, upper: max ?? OPEN, scale }]
    return [
      ...(min === null ? [] : [{ of: less(min), weight, lower: 0, upper: OPEN, scale }]),
      ...(max === null ? [] : [{ of: less(max), weight, lower: -OPEN, upper: 0, scale }]),
    ]
  })
}

/** What the blueprint wants evened out; an item without the number stands at the mean of those with one. */
export function evened({ pool, blueprint }: Problem): Functional[] {
  return blueprint.targets.flatMap((target): Functional[] => {
    if (!target.even) return []
    const numbers = numbersOf(pool, target.of)
    let [sum, known] = [0, 0]
    for (let item = 0; item < numbers.length; item++) {
      const value = numbers[item]!
      if (Number.isNaN(value)) continue
      sum += value
      known++
    }
    if (known === 0) return []
    const mean = sum / known
    const of = known === numbers.length ? numbers : numbers.map((value) => (Number.isNaN(value) ? mean : value))
    return [{ of, weight: weights(target, blueprint), lower: -OPEN, upper: OPEN, scale: deviation(of) }]
  })
}

const weights = ({ section, weighted }: ResolvedTarget, { sections }: ResolvedBlueprint): number[] =>
  sections.map(({ halfMarks }, index) => (section === null || section === index ? (weighted ? halfMarks : 1) : 0))

/** Standard deviation, 1 where all are equal. */
function deviation(values: Float64Array): number {
  let [sum, square] = [0, 0]
  for (let at = 0; at < values.length; at++) sum += values[at]!
  const mean = sum / Math.max(1, values.length)
  for (let at = 0; at < values.length; at++) square += (values[at]! - mean) ** 2
  return Math.sqrt(square / Math.max(1, values.length)) || 1
}

/**
 * Rows every set obeys: with the largest numbers of each class a paper reaches
 * `lower`, with the smallest it keeps below `upper`. So "infeasible" stays a proof.
 */
export function bounded(problem: Problem): Problem {
  if (!hasBands(problem.blueprint)) return problem
  const rows = bands(problem).flatMap((one): Row[] => [
    ...(one.lower === -OPEN ? [] : [rowOf(problem, one, 'largest', one.lower, OPEN)]),
    ...(one.upper === OPEN ? [] : [rowOf(problem, one, 'smallest', -OPEN, one.upper)]),
  ])
  return { ...problem, rows: [...problem.rows, ...rows] }
}

/** The same with the mean of each class: counts that obey these leave little to swap, but no set need obey them. */
export function guided(problem: Problem): Problem {
  const rows = bands(problem).map((one) => rowOf(problem, one, 'mean', one.lower, one.upper))
  return { ...problem, rows: [...problem.rows, ...rows] }
}

function rowOf(
  { classes, columns }: Problem,
  { of, weight }: Functional,
  stand: 'largest' | 'smallest' | 'mean',
  lower: number,
  upper: number,
): Row {
  const value = classes.map(({ items }) => {
    if (stand === 'mean') return items.reduce((sum, item) => sum + of[item]!, 0) / Math.max(1, items.length)
    const further = (best: number, item: number) => (of[item]! > best === (stand === 'largest') ? of[item]! : best)
    return items.reduce(further, items.length === 0 ? 0 : of[items[0]!]!)
  })
  const own = [...columns.keys()].filter(
    (column) => columns[column]!.section >= 0 && weight[columns[column]!.section]! > 0,
  )
  return {
    rule: null,
    lower,
    upper,
    columns: own,
    values: own.map((column) => value[columns[column]!.class]! * weight[columns[column]!.section]!),
  }
}
