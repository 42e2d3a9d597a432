/**
 * How many items of each class each paper takes. A ladder, every rung tried when
 * the one before fails: totals of the set → paper by paper near the totals' even
 * share (box) → paper by paper with the rest of the set as one aggregate
 * (look-ahead; van der Linden & Adema 1998) → all papers in one model (joint).
 * Totals and joint are relaxations of every set, so their "infeasible" is a
 * proof; the joint model is the arbiter.
 */
import type { Random } from '../random.ts'
import type { Problem } from './problem.ts'
import { Model, type Solution, solve } from './solver.ts'

export type Rung = 'totals' | 'box' | 'look-ahead' | 'joint'

export type CountsOptions = {
  random: Random
  /** Branch-and-bound nodes for one model. */
  nodes: number
  onRung?: ((rung: Rung, papers: number) => void) | undefined
}

/** `counts[paper][column]`; 'infeasible' is proven for every set. */
export type Counts =
  | { status: 'found'; counts: number[][]; rung: Rung }
  | { status: 'infeasible'; rung: Rung }
  | { status: 'unfinished'; rung: Rung; reason: string }

/** Costs of being above the even share of a class; random costs stay below it so that they only break ties. */
const ABOVE_SHARE = 100
const RANDOM_COST = 20
/** How far from its even share a class may go before the totals are given up. */
const WIDEST = 2

/** Counts for every paper of `problem`, or why there are none. */
export async function solveCounts(problem: Problem, options: CountsOptions): Promise<Counts> {
  const { onRung } = options
  onRung?.('totals', 0)
  const totals = await solveTotals(problem, options)
  if (totals.status === 'infeasible') return { status: 'infeasible', rung: 'totals' }
  if (totals.status === 'solved') {
    const split = await splitTotals(problem, totals.values, options)
    if (split) return { status: 'found', ...split }
  }
  onRung?.('joint', 0)
  const joint = await solveJoint(problem, options)
  if (joint.status === 'infeasible') return { status: 'infeasible', rung: 'joint' }
  if (joint.status === 'unfinished') return { ...joint, rung: 'joint' }
  const width = problem.columns.length
  const counts = Array.from({ length: problem.papers }, (_, paper) =>
    Array.from(joint.values.subarray(paper * width, (paper + 1) * width)),
  )
  return { status: 'found', counts, rung: 'joint' }
}

/** The rows of `problem` over `columns` of the model, for the sum of `papers` papers. */
export function addRows(model: Model, { rows }: Pick<Problem, 'rows'>, papers: number, at = 0): void {
  if (papers === 0) return
  for (const { lower, upper, columns, values } of rows) {
    model.row(lower * papers, upper * papers, at === 0 ? columns : columns.map((column) => column + at), values)
  }
}

/** Columns of classes that stand in several sections share the class's supply: one row for each such class. */
export function addSharing(
  model: Model,
  problem: Problem,
  limit: (of: number) => number,
  offsets: readonly number[] = [0],
): void {
  for (const columns of columnsByClass(problem)) {
    if (columns.length * offsets.length < 2) continue
    const limited = problem.columns[columns[0]!]!.class
    model.row(
      0,
      limit(limited),
      offsets.flatMap((at) => columns.map((column) => column + at)),
    )
  }
}

/** What the set must take of a class, over all `offsets` together, less what is `spent`. */
export function addLeast(model: Model, problem: Problem, offsets: readonly number[], spent?: readonly number[]): void {
  if (!problem.classes.some(({ least }) => least > 0)) return
  for (const columns of columnsByClass(problem)) {
    const of = problem.columns[columns[0]!]!.class
    const least = problem.classes[of]!.least - (spent?.[of] ?? 0)
    if (least > 0)
      model.row(
        least,
        Number.POSITIVE_INFINITY,
        offsets.flatMap((at) => columns.map((column) => column + at)),
      )
  }
}

function columnsByClass({ columns, classes }: Problem): number[][] {
  const lists: number[][] = classes.map(() => [])
  for (const [column, { class: of }] of columns.entries()) lists[of]!.push(column)
  return lists.filter((list) => list.length > 0)
}

/** Most of a class that `papers` papers can take together. */
export const mostOf = ({ classes }: Problem, of: number, papers: number): number =>
  Math.min(classes[of]!.supply, classes[of]!.perPaper * papers)

async function solveTotals(problem: Problem, { random, nodes }: CountsOptions): Promise<Solution> {
  const { columns, papers, classes, blueprint } = problem
  const model = new Model()
  const usable = classes.reduce((sum, _, of) => sum + mostOf(problem, of, papers), 0)
  const share = (blueprint.items * papers) / Math.max(1, usable)
  // Up to its even share a class costs little, above it much: the set draws evenly on the whole bank.
  const most = columns.map((column) => mostOf(problem, column.class, papers))
  for (const limit of most) model.column(random.below(RANDOM_COST), 0, Math.floor(limit * share))
  for (const limit of most) model.column(ABOVE_SHARE + random.below(RANDOM_COST), 0, limit - Math.floor(limit * share))
  const width = columns.length
  for (const { lower, upper, columns: own, values } of problem.rows)
    model.row(lower * papers, upper * papers, [...own, ...own.map((column) => column + width)], [...values, ...values])
  if (blueprint.sections.length > new Set(blueprint.sections.map(({ type }) => type)).size)
    addSharing(model, problem, (of) => mostOf(problem, of, papers), [0, width])
  addLeast(model, problem, [0, width])
  const solution = await solve(model, { seed: random.below(2 ** 30), nodes, relativeGap: 0.02 })
  if (solution.status !== 'solved') return solution
  const values = solution.values.slice(0, width)
  for (let column = 0; column < width; column++) values[column]! += solution.values[column + width]!
  return { ...solution, values }
}

/** Splits totals into papers by box, and by look-ahead where the box is empty; undefined when both fail. */
export async function splitTotals(
  problem: Problem,
  totals: Float64Array,
  options: CountsOptions,
): Promise<{ counts: number[][]; rung: Rung } | undefined> {
  let rest = Array.from(totals)
  const spent = problem.classes.map(() => 0)
  const counts: number[][] = []
  let rung: Rung = 'box'
  for (let left = problem.papers; left > 0; left--) {
    options.onRung?.(rung, counts.length)
    let paper = left === 1 && sharesHold(problem, rest) ? rest : undefined
    for (let slack = 0; left > 1 && !paper && slack <= WIDEST; slack++)
      paper = await solveBox(problem, rest, left, slack, options)
    if (!paper) {
      rung = 'look-ahead'
      const both = await solveAhead(problem, spent, left, options)
      if (!both) return undefined
      paper = both.paper
      rest = both.rest
    } else {
      const taken = paper
      rest = rest.map((total, column) => total - taken[column]!)
    }
    for (const [column, n] of paper.entries()) spent[problem.columns[column]!.class]! += n
    counts.push(paper)
  }
  return { counts, rung }
}

/** True when one paper that takes all of `paper` respects what a paper can take of each class. */
const sharesHold = (problem: Problem, paper: readonly number[]): boolean =>
  columnsByClass(problem).every((columns) => {
    const limit = problem.classes[problem.columns[columns[0]!]!.class]!.perPaper
    return columns.reduce((sum, column) => sum + paper[column]!, 0) <= limit
  })

/** One paper within floor and ceiling of `rest / left`, give or take `slack`, such that the rows still hold for what it leaves. */
async function solveBox(
  problem: Problem,
  rest: readonly number[],
  left: number,
  slack: number,
  { random, nodes }: CountsOptions,
): Promise<number[] | undefined> {
  const model = new Model()
  for (const [column, total] of rest.entries()) {
    const limit = problem.classes[problem.columns[column]!.class]!.perPaper
    const low = Math.max(0, Math.floor(total / left) - slack, total - limit * (left - 1))
    const high = Math.min(limit, total, Math.ceil(total / left) + slack)
    model.column(random.below(RANDOM_COST), low, high)
  }
  for (const { lower, upper, columns, values } of problem.rows) {
    const sum = columns.reduce((total, column, k) => total + rest[column]! * values[k]!, 0)
    const low = Math.max(lower, sum - upper * (left - 1))
    const high = Math.min(upper, sum - lower * (left - 1))
    if (low > high) return undefined
    model.row(low, high, columns, values)
  }
  addSharing(model, problem, (of) => problem.classes[of]!.perPaper)
  const solution = await solve(model, { seed: random.below(2 ** 30), nodes, first: true })
  return solution.status === 'solved' ? Array.from(solution.values) : undefined
}

/** One paper and the totals of the `left - 1` after it, from what `spent` leaves. */
async function solveAhead(
  problem: Problem,
  spent: readonly number[],
  left: number,
  { random, nodes }: CountsOptions,
): Promise<{ paper: number[]; rest: number[] } | undefined> {
  const model = new Model()
  const width = problem.columns.length
  const { classes } = problem
  const supply = (of: number) => classes[of]!.supply - spent[of]!
  for (const papers of [1, left - 1])
    for (const { class: of } of problem.columns)
      model.column(random.below(RANDOM_COST), 0, Math.min(supply(of), classes[of]!.perPaper * papers))
  addRows(model, problem, 1)
  addRows(model, problem, left - 1, width)
  addSharing(model, problem, (of) => classes[of]!.perPaper)
  addSharing(model, problem, supply, [0, width])
  addLeast(model, problem, [0, width], spent)
  const solution = await solve(model, { seed: random.below(2 ** 30), nodes, first: true })
  if (solution.status !== 'solved') return undefined
  const values = Array.from(solution.values)
  return { paper: values.slice(0, width), rest: values.slice(width) }
}

async function solveJoint(problem: Problem, { random, nodes }: CountsOptions): Promise<Solution> {
  const model = new Model()
  const { classes, columns, papers } = problem
  const offsets = Array.from({ length: papers }, (_, paper) => paper * columns.length)
  for (const _ of offsets)
    for (const { class: of } of columns) model.column(random.below(RANDOM_COST), 0, classes[of]!.perPaper)
  for (const at of offsets) addRows(model, problem, 1, at)
  for (const list of columnsByClass(problem)) {
    const { perPaper, supply } = classes[columns[list[0]!]!.class]!
    if (list.length > 1)
      for (const at of offsets)
        model.row(
          0,
          perPaper,
          list.map((column) => column + at),
        )
    if (perPaper * papers > supply)
      model.row(
        0,
        supply,
        offsets.flatMap((at) => list.map((column) => column + at)),
      )
  }
  addLeast(model, problem, offsets)
  return solve(model, { seed: random.below(2 ** 30), nodes, first: true })
}
