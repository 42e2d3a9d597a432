/**
 * The smallest thing to write when no set exists. The model of the counts gets a
 * column of new items for every declared cell, empty ones included, and takes as
 * few of them as it can; that number is checked by a set made with them, and one
 * fewer by the exact model.
 */
import type { Contradiction, ResolvedBlueprint } from '../blueprint/resolve.ts'
import { perPointWords } from '../blueprint/words.ts'
import { seededRandom } from '../random.ts'
import type { Words } from '../words.ts'
import { type Conflict, conflictingPair, conflictOf, pointsShort } from './conflict.ts'
import { addLeast, mostOf } from './counts.ts'
import { type Cell, cellsOf, declared, emptyWithCells, newColumns, newItems } from './new-items.ts'
import { type Pool, poolOf } from './pool.ts'
import { makeProblem, type Problem, type Row, refine } from './problem.ts'
import { insteadOf, type Relaxation, relaxationsOf } from './relaxation.ts'
import { type AssembleOptions, countsOptions, searchDisjoint } from './search.ts'
import { type RowShort, rowsShort, type ShortCell, shortageSentences } from './shortage-words.ts'
import { Model, solve } from './solver.ts'
import type { Trait } from './traits.ts'
import { resolvedYield } from './yield.ts'

/** `proven`: with `total` items fewer by one no set exists, whatever is written. Otherwise at least `total` are needed. */
export type Shortage = {
  papers: number
  /** Rules the bank cannot meet even one by one. */
  rows: RowShort[]
  /** What to write, by cell; one way of several with the same total. */
  cells: ShortCell[]
  total: number
  proven: boolean
  /** Papers the bank gives as it is: made, and the proven bound. */
  maxPapers: { found: number; upper: number }
  /** Rules that this bank cannot meet together, none of them to spare: any others could hold as far as totals tell. */
  conflict: Conflict
  /** When the conflict is that too few items meet its rules at once: how many must, and how many do. */
  cross: { needs: number; has: number } | null
  /** The least loosening of rules that would also do, all of it together, as far as totals tell. */
  relaxations: Relaxation[]
  /** Numbers of the set that would do loosened, each alone, as far as totals tell. */
  instead: Relaxation[]
  sentences: Words[]
}

export type ShortageResult =
  | { outcome: 'shortage'; shortage: Shortage }
  | { outcome: 'contradiction'; contradictions: Contradiction[] }

/** Totals above the proven least that are tried with the exact model. */
const STEPS = 20
/** New items of one cell that cost least, then more, then most: writers are given a spread, not twenty of one kind. */
const TIERS = [2, 6, Number.POSITIVE_INFINITY]

/** Explains why `pool` gives no `papers` papers; only asked when that is proven. */
export async function findShortage(
  pool: Pool,
  blueprint: ResolvedBlueprint,
  options: AssembleOptions,
): Promise<ShortageResult> {
  const coarse = makeProblem(pool, blueprint, options.papers)
  const refined = refine(coarse)
  const cells = cellsOf(blueprint)
  const least = await leastTotals(refined, cells, options)
  if (least === 'infeasible') {
    if (coarse.singles.size > 0 && (await withoutSingles(coarse, cells, options)))
      return { outcome: 'contradiction', contradictions: [namedItems] }
    const conflict = await conflictOf({ ...coarse, ...emptyWithCells(coarse, cells) }, true)
    return { outcome: 'contradiction', contradictions: conflict.map(({ sentence }) => excluded(sentence)) }
  }
  const { written, proven } = await settle(pool, refined, cells, least, options)
  const has = new Map<string, number>()
  for (const { trait, items } of coarse.classes)
    has.set(traitKey(trait), (has.get(traitKey(trait)) ?? 0) + items.length)
  const short = cells
    .map(({ trait }, index): ShortCell => {
      const write = written[index]!
      const there = has.get(traitKey(trait)) ?? 0
      return { ...declared(trait, blueprint), needs: there + write, has: there, write }
    })
    .filter(({ write }) => write > 0)
    .sort((a, b) => b.write - a.write)
  const total = short.reduce((sum, { write }) => sum + write, 0)
  const rows = rowsShort(coarse)
  const { found, upper } = await resolvedYield(pool, blueprint, { limit: options.papers - 1, nodes: options.nodes })
  // As many papers as were asked for are proven impossible.
  const maxPapers = { found, upper: Math.min(upper, options.papers - 1) }
  const why = await explain(coarse, rows, () => conflictOf(refined, false))
  const loosening = { relaxations: await relaxationsOf(refined), instead: await insteadOf(coarse) }
  const told = { papers: options.papers, rows, cells: short, total, proven, maxPapers, ...why, ...loosening }
  return { outcome: 'shortage', shortage: { ...told, sentences: shortageSentences(told) } }
}

/** The shortest explanation at hand: one rule short by itself, too few points, two rules that exclude each other, else what `smallest` finds. */
export async function explain(
  problem: Problem,
  rows: readonly RowShort[],
  smallest: () => Promise<Conflict>,
): Promise<Pick<Shortage, 'conflict' | 'cross'>> {
  const { rules, perPoint } = problem.blueprint
  const single = rules.find(({ id }) => id === rows[0]?.rule)
  if (single) return { conflict: [{ rule: single.id, sentence: single.sentence }], cross: null }
  const points = pointsShort(problem)
  if (points) {
    const { rule, ...cross } = points
    const own = rule === null ? [] : [{ rule: rules[rule]!.id, sentence: rules[rule]!.sentence }]
    return { conflict: [...own, { rule: 'per-point', sentence: perPointWords(perPoint!) }], cross }
  }
  const pair = conflictingPair(problem)
  if (pair) return { conflict: pair.rules, cross: pair.cross }
  return { conflict: await smallest(), cross: null }
}

const traitKey = ({ type, scope, difficulty, importance, attributes }: Trait) =>
  JSON.stringify([type, scope, difficulty, importance, attributes])

/** True when new items would do if nothing were said of single items. */
async function withoutSingles(problem: Problem, cells: readonly Cell[], options: AssembleOptions): Promise<boolean> {
  const { anchors: _, pinned: __, ...blueprint } = problem.blueprint
  const free = makeProblem(
    { ...problem.pool, grouped: new Int32Array(0) },
    { ...blueprint, anchors: [], pinned: [] },
    problem.papers,
  )
  return (await leastTotals(free, cells, options)) !== 'infeasible'
}

/** Said where single items stand in the way and not their number. */
export const namedItems: Contradiction = {
  place: 'pinned',
  sentence: {
    zh: '固定的试题、锚题与题组无法与其他规则同时满足，无论题库补写什么。',
    en: 'The pinned items, anchors and groups cannot be met together with the other rules, whatever is written.',
  },
}

const excluded = ({ zh, en }: Words): Contradiction => ({
  place: 'rules',
  sentence: {
    zh: `任何题库都无法同时满足的规则之一：${zh}`,
    en: `One of the rules that no bank can meet together: ${en}`,
  },
})

/** One row of old and new columns together; `rules` pairs the rows of both (refined rows beyond the rules have no new columns). */
const joined = (own: Row, fresh: Row | undefined, at: number, freshAt: readonly number[]) => ({
  columns: [...own.columns.map((c) => c + at), ...freshAt.flatMap((from) => fresh?.columns.map((c) => c + from) ?? [])],
  values: [...own.values, ...freshAt.flatMap(() => fresh?.values ?? [])],
})

/** Fewest new items of each cell as far as totals tell (a lower bound for every set); infeasible when no number will do. */
async function leastTotals(
  problem: Problem,
  cells: readonly Cell[],
  options: AssembleOptions,
): Promise<number[] | 'infeasible'> {
  const { papers, blueprint, columns, rows } = problem
  const fresh = newColumns(blueprint, cells)
  const model = new Model()
  const most = blueprint.items * papers
  for (const { class: of } of columns) model.column(0, 0, mostOf(problem, of, papers))
  const tie = (cost: number) => cost / (TIERS.length * (2 * most + 1))
  for (const [tier, wide] of TIERS.entries())
    for (const { class: cell } of fresh.columns)
      model.column(1 + tie(cells[cell]!.cost + tier), 0, Math.min(wide, most))
  const tiers = TIERS.map((_, tier) => columns.length + tier * fresh.columns.length)
  for (const [index, row] of rows.entries()) {
    const { columns: own, values } = joined(row, fresh.rows[index], 0, tiers)
    model.row(row.lower * papers, row.upper * papers, own, values)
  }
  addClassLimits(model, problem, [0], (of) => mostOf(problem, of, papers))
  addLeast(model, problem, [0])
  const { nodes } = countsOptions(seededRandom(options.seed, 'shortage'), options)
  // All tie-breaking costs together stay below a half: within 0.4 of the bound the number of items is the least.
  const solution = await solve(model, { seed: 1, nodes, gap: 0.4 })
  if (solution.status === 'infeasible') return 'infeasible'
  if (solution.status === 'unfinished') return cells.map(() => 0)
  return sumByCell(cells, fresh.columns, solution.values, tiers)
}

function sumByCell(
  cells: readonly Cell[],
  columns: readonly { class: number }[],
  values: Float64Array,
  offsets: readonly number[],
): number[] {
  const written = cells.map(() => 0)
  for (const at of offsets)
    for (const [column, { class: cell }] of columns.entries()) written[cell]! += values[at + column]!
  return written
}

function addClassLimits(
  model: Model,
  problem: Problem,
  offsets: readonly number[],
  limit: (of: number) => number,
): void {
  const columnsOf: number[][] = problem.classes.map(() => [])
  for (const [column, { class: of }] of problem.columns.entries()) columnsOf[of]!.push(column)
  for (const [of, list] of columnsOf.entries())
    if (list.length * offsets.length > 1)
      model.row(
        0,
        limit(of),
        offsets.flatMap((at) => list.map((column) => column + at)),
      )
}

/** The least number to write and where: by a set made with `least` added, else by the exact model, one more at a time. */
async function settle(
  pool: Pool,
  problem: Problem,
  cells: readonly Cell[],
  least: readonly number[],
  options: AssembleOptions,
): Promise<{ written: readonly number[]; proven: boolean }> {
  const bound = least.reduce((sum, n) => sum + n, 0)
  if (bound > 0) {
    const traits = cells.map(({ trait }) => trait)
    const extended = poolOf([...pool.items, ...newItems(pool.items, problem.blueprint.rules, traits, least)])
    const made = await searchDisjoint(makeProblem(extended, problem.blueprint, options.papers), {
      ...options,
      onProgress: undefined,
    })
    if (made.status === 'found') return { written: least, proven: true }
  }
  for (let total = Math.max(1, bound); total < bound + STEPS; total++) {
    const exact = await jointWith(problem, cells, total, options)
    if (exact === 'unfinished') break
    if (exact !== 'infeasible') return { written: exact, proven: true }
  }
  return { written: least, proven: false }
}

/** New items of each cell with which all papers exist, `total` at most; the exact model. */
async function jointWith(
  problem: Problem,
  cells: readonly Cell[],
  total: number,
  options: AssembleOptions,
): Promise<number[] | 'infeasible' | 'unfinished'> {
  const { papers, blueprint, columns, rows, classes } = problem
  const fresh = newColumns(blueprint, cells)
  const model = new Model()
  const width = columns.length + fresh.columns.length
  const offsets = Array.from({ length: papers }, (_, paper) => paper * width)
  for (const _ of offsets) {
    for (const { class: of } of columns) model.column(0, 0, classes[of]!.perPaper)
    for (const { class: cell } of fresh.columns) model.column(1 + cells[cell]!.cost / (2 * total + 1), 0, total)
  }
  for (const at of offsets) {
    for (const [index, row] of rows.entries()) {
      const { columns: own, values } = joined(row, fresh.rows[index], at, [at + columns.length])
      model.row(row.lower, row.upper, own, values)
    }
    addClassLimits(model, problem, [at], (of) => classes[of]!.perPaper)
  }
  addClassLimits(model, problem, offsets, (of) => classes[of]!.supply)
  addLeast(model, problem, offsets)
  model.row(
    0,
    total,
    offsets.flatMap((at) => fresh.columns.map((_, column) => at + columns.length + column)),
  )
  const { nodes } = countsOptions(seededRandom(options.seed, 'shortage'), options)
  const solution = await solve(model, { seed: 1, nodes, first: true })
  if (solution.status !== 'solved') return solution.status
  return sumByCell(
    cells,
    fresh.columns,
    solution.values,
    offsets.map((at) => at + columns.length),
  )
}
