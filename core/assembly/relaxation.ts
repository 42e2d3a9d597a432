/**
 * What to loosen when no set exists: the least change of rows, all of it needed; and
 * single numbers (items on one point, items two papers share) of which each alone
 * would do. All as far as totals tell: a bound, no promise.
 */
import { amountWords, itemsUnit, marksUnit, overlapWords, perPointWords } from '../blueprint/words.ts'
import type { Words } from '../words.ts'
import { addRows, addSharing, mostOf } from './counts.ts'
import { leastOverlap } from './least-overlap.ts'
import { makeProblem, type Problem, refine } from './problem.ts'
import { Model, solve } from './solver.ts'
import { bounded } from './targets.ts'

/** New bounds for one rule, in the rule's unit, and both old and new in words. */
export type Relaxation = { rule: string; min: number; max: number | null; sentence: Words }

const NODES = 2000
/** More items on one point than this are no longer a loosening. */
const MOST_ON_POINT = 10
/** What a hundredth of one item's difficulty costs, against one item elsewhere: a whole level is an item. */
const MEAN_COST = 0.01

const loosened = (rule: string, min: number, max: number | null, was: Words, now: Words): Relaxation => ({
  rule,
  min,
  max,
  sentence: { zh: `可放宽“${was.zh}”为${now.zh}`, en: `loosen "${was.en}" to ${now.en}` },
})

/**
 * The least loosening of rules with which the totals exist, the paper's length
 * and the bank left as they are; empty when that cannot help.
 */
export async function relaxationsOf(problem: Problem): Promise<Relaxation[]> {
  const { papers, blueprint, rows } = problem
  const model = new Model()
  for (const { class: of } of problem.columns) model.column(0, 0, mostOf(problem, of, papers))
  const slack = rows.map(({ rule, values }) => {
    const own = rule === null ? undefined : blueprint.rules[rule]!
    if (!own || own.where.section !== undefined) return undefined
    const cost = { items: 1, 'half-marks': 0.5, 'mean-difficulty': MEAN_COST }[own.measure]
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    const most = blueprint.halfMarks * papers * largest
    return { under: model.column(cost, 0, most), over: model.column(cost, 0, most) }
  })
  for (const [index, { lower, upper, columns, values }] of rows.entries()) {
    const own = slack[index]
    const extra = own ? [own.under, own.over] : []
    model.row(lower * papers, upper * papers, [...columns, ...extra], [...values, ...(own ? [1, -1] : [])])
  }
  addSharing(model, problem, (of) => mostOf(problem, of, papers))
  const solution = await solve(model, { seed: 1, nodes: NODES })
  if (solution.status !== 'solved') return []
  const bounds = new Map<number, { min: number; max: number | null }>()
  for (const [row, { rule, columns }] of rows.entries()) {
    const own = slack[row]
    if (!own || rule === null) continue
    const { measure, min, max } = blueprint.rules[rule]!
    const rated = columns.reduce((sum, column) => sum + solution.values[column]!, 0)
    const shared = measure === 'mean-difficulty' ? Math.max(1, rated) : papers
    const low = Math.ceil(solution.values[own.under]! / shared - 1e-9)
    const high = Math.ceil(solution.values[own.over]! / shared - 1e-9)
    // A mean is two rows, one for each bound.
    const before = bounds.get(rule) ?? { min, max }
    bounds.set(rule, { min: before.min - low, max: before.max === null ? null : before.max + high })
  }
  return [...bounds].flatMap(([index, { min, max }]): Relaxation[] => {
    const { id, measure, sentence, ...rule } = blueprint.rules[index]!
    if (min === rule.min && max === rule.max) return []
    if (measure === 'mean-difficulty') {
      const [low, high] = [min / 100, (max ?? 500) / 100]
      return [loosened(id, min, max, sentence, { zh: `${low}–${high}`, en: `${low} to ${high}` })]
    }
    const [scale, unit] = measure === 'items' ? [1, itemsUnit] : [2, marksUnit]
    return [loosened(id, min, max, sentence, amountWords(min / scale, max === null ? null : max / scale, unit))]
  })
}

/** Numbers of the set of which each alone, loosened so far, would do. */
export async function insteadOf({ pool, blueprint, papers }: Problem): Promise<Relaxation[]> {
  return [...(await morePerPoint(pool, blueprint, papers)), ...(await moreShared(pool, blueprint, papers))]
}

type Args = [pool: Problem['pool'], blueprint: Problem['blueprint'], papers: number]

async function morePerPoint(...[pool, blueprint, papers]: Args): Promise<Relaxation[]> {
  const { perPoint } = blueprint
  if (perPoint === null) return []
  for (let cap = perPoint + 1; cap <= MOST_ON_POINT; cap++) {
    const problem = bounded(refine(makeProblem(pool, { ...blueprint, perPoint: cap }, papers)))
    if (!(await totalsExist(problem))) continue
    return [loosened('per-point', 0, cap, perPointWords(perPoint), { zh: `至多 ${cap} 题`, en: `at most ${cap}` })]
  }
  return []
}

/** The least cap that no set can do without; at the length of a paper all papers could be one. */
async function moreShared(...[pool, blueprint, papers]: Args): Promise<Relaxation[]> {
  if (papers < 2) return []
  const problem = bounded(makeProblem(pool, blueprint, papers, papers))
  const totals = await leastOverlap(problem, NODES, 1)
  if (totals.status !== 'solved') return []
  const cap = Math.ceil((totals.bound - 1e-6) / ((papers * (papers - 1)) / 2))
  if (cap <= blueprint.overlap || cap >= blueprint.items) return []
  const { zh, en } = overlapWords(blueprint.overlap)
  const sentence = { zh: `可放宽“${zh}”，上限至少为 ${cap} 题`, en: `raise the cap of "${en}" to at least ${cap}` }
  return [{ rule: 'overlap', min: 0, max: cap, sentence }]
}

async function totalsExist(problem: Problem): Promise<boolean> {
  const { papers } = problem
  const model = new Model()
  for (const { class: of } of problem.columns) model.column(0, 0, mostOf(problem, of, papers))
  addRows(model, problem, papers)
  addSharing(model, problem, (of) => mostOf(problem, of, papers))
  return (await solve(model, { seed: 1, nodes: NODES, first: true })).status === 'solved'
}
