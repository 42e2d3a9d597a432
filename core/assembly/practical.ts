/**
 * Practical sets: N different combinations of tasks, the use of tasks evened out.
 * All combinations that fit marks and minutes are listed and one model picks N of
 * them; where there are too many to list, a seeded sample of them is.
 */
import type { PracticalBlueprint, PracticalModule, TaskChoice } from '../blueprint/practical.ts'
import { practicalContradictions, tasksOf } from '../blueprint/practical-rules.ts'
import type { Contradiction } from '../blueprint/resolve.ts'
import { digestOf } from '../canonical.ts'
import { checkPractical, type PracticalReport } from '../check/practical.ts'
import { isWithin } from '../element-table.ts'
import { type Random, seededRandom } from '../random.ts'
import { counted, type Words } from '../words.ts'
import { ENGINE_VERSION } from './search.ts'
import { Model, solve } from './solver.ts'

/** What is missing: tasks of a module, for the papers asked for. */
export type ModuleShort = { module: string; needs: number; has: number; write: number }

export type PracticalShortage = { papers: number; modules: ModuleShort[]; maxPapers: number; sentences: Words[] }

export type PracticalAssembly =
  | { outcome: 'found'; papers: string[][]; report: PracticalReport; engine: string; poolDigest: string }
  | { outcome: 'impossible'; shortage: PracticalShortage }
  | { outcome: 'contradiction'; contradictions: Contradiction[] }
  | { outcome: 'not-finished'; reason: string }

/** Combinations listed at most; above it a sample stands for all, and "impossible" is no longer said. */
const MOST_COMBINATIONS = 5000
const SAMPLE = 1500
const NODES = 20_000

/** Assembles `papers` different papers (task ids, module by module); the same tasks, rules and seed give the same. */
export async function assemblePractical(
  tasks: readonly TaskChoice[],
  rules: PracticalBlueprint,
  { papers, seed }: { papers: number; seed: string },
): Promise<PracticalAssembly> {
  const contradictions = practicalContradictions(rules)
  if (contradictions.length > 0) return { outcome: 'contradiction', contradictions }
  const random = seededRandom(seed, 'practical')
  const ordered = tasks.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const choices = rules.modules.map((module) => choicesOf(ordered, module, rules, random))
  const { combinations, complete } = combine(
    choices.map(({ sets }) => sets),
    rules,
    random,
  )
  const whole = complete && choices.every((choice) => choice.complete)
  const picked = await pickCombinations(combinations, rules, papers, random)
  if (picked.status === 'unfinished') return { outcome: 'not-finished', reason: picked.reason }
  if (picked.status === 'infeasible') {
    // What a sample lacks proves nothing; more uses than the tasks of a module allow do.
    const byUse = mostByUse(ordered, rules)
    if (!whole && byUse >= papers) return { outcome: 'not-finished', reason: 'sample' }
    const maxPapers = whole ? await mostPapers(combinations, rules, papers) : byUse
    const sets = choices.map((choice) => choice.sets)
    return {
      outcome: 'impossible',
      shortage: shortageOf(ordered, rules, papers, sets, combinations.length, maxPapers),
    }
  }
  const found = random.shuffle(picked.chosen).map((index) => combinations[index]!.map(({ id }) => id))
  const report = checkPractical(tasks, rules, found)
  if (!report.holds) return { outcome: 'not-finished', reason: 'judge' }
  return {
    outcome: 'found',
    papers: found,
    report,
    engine: ENGINE_VERSION,
    poolDigest: digestOf('juanku-tasks/v1', ordered),
  }
}

type Choices = { sets: TaskChoice[][]; complete: boolean }

/** All sets of tasks that fill one module within its marks and minutes; a sample when there are too many. */
function choicesOf(
  tasks: readonly TaskChoice[],
  module: PracticalModule,
  rules: PracticalBlueprint,
  random: Random,
): Choices {
  const own = tasks.filter((task) => isWithin(task.module, module.module))
  const size = tasksOf(module)
  const fits = (set: readonly TaskChoice[]) => fitsModule(set, module, rules)
  if (combinationsCount(own.length, size) <= MOST_COMBINATIONS)
    return { sets: subsets(own, size).filter(fits), complete: true }
  const sets = new Map<string, TaskChoice[]>()
  for (let i = 0; i < SAMPLE; i++) {
    const set = random
      .shuffle([...own.keys()])
      .slice(0, size)
      .sort((a, b) => a - b)
      .map((index) => own[index]!)
    if (fits(set)) sets.set(JSON.stringify(set.map(({ id }) => id)), set)
  }
  return { sets: [...sets.values()], complete: false }
}

function fitsModule(
  set: readonly TaskChoice[],
  { weight, minutes, minMinutes = 0 }: PracticalModule,
  { marks }: PracticalBlueprint,
): boolean {
  const time = set.reduce((sum, task) => sum + task.minutes, 0)
  const halfMarks = set.reduce((sum, task) => sum + task.halfMarks, 0)
  const inTime = time >= minMinutes && (minutes === undefined || time <= minutes)
  return inTime && (marks === 'scaled' || Math.abs(halfMarks - weight * 2) < 0.001)
}

/** n choose k; Infinity where it is beyond counting. */
export function combinationsCount(n: number, k: number): number {
  let count = 1
  for (let i = 0; i < k; i++) count = (count * (n - i)) / (i + 1)
  return Math.round(Math.max(0, count))
}

function subsets<T>(list: readonly T[], size: number, from = 0): T[][] {
  if (size === 0) return [[]]
  return list
    .slice(from, list.length - size + 1)
    .flatMap((first, at) => subsets(list, size - 1, from + at + 1).map((rest) => [first, ...rest]))
}

/** Whole papers: one choice per module, within the paper's minutes. */
function combine(
  choices: readonly TaskChoice[][][],
  { minutes = Number.POSITIVE_INFINITY, minMinutes = 0 }: PracticalBlueprint,
  random: Random,
) {
  const count = choices.reduce((product, sets) => product * sets.length, 1)
  const fits = (paper: readonly TaskChoice[]) => {
    const time = paper.reduce((sum, task) => sum + task.minutes, 0)
    return time >= minMinutes && time <= minutes
  }
  if (count <= MOST_COMBINATIONS) {
    const all = choices.reduce<TaskChoice[][]>(
      (papers, sets) => papers.flatMap((paper) => sets.map((set) => [...paper, ...set])),
      [[]],
    )
    return { combinations: all.filter(fits), complete: true }
  }
  const papers = new Map<string, TaskChoice[]>()
  for (let i = 0; i < SAMPLE; i++) {
    const paper = choices.flatMap((sets) => sets[random.below(sets.length)]!)
    if (fits(paper)) papers.set(JSON.stringify(paper.map(({ id }) => id)), paper)
  }
  return { combinations: [...papers.values()], complete: false }
}

type Picked =
  | { status: 'found'; chosen: number[] }
  | { status: 'infeasible' }
  | { status: 'unfinished'; reason: string }

/** The uses of each task as rows: which combinations hold it. */
function usesOf(combinations: readonly TaskChoice[][]): Map<TaskChoice, number[]> {
  const uses = new Map<TaskChoice, number[]>()
  for (const [index, paper] of combinations.entries())
    for (const task of paper) {
      const list = uses.get(task)
      if (list) list.push(index)
      else uses.set(task, [index])
    }
  return uses
}

/** `papers` combinations such that the most used task of each module is used least; ties by lot. */
async function pickCombinations(
  combinations: readonly TaskChoice[][],
  { modules, maxUse }: PracticalBlueprint,
  papers: number,
  random: Random,
): Promise<Picked> {
  const model = new Model()
  for (const _ of combinations) model.column(random.next() / papers, 0, 1)
  const cap = Math.min(maxUse ?? papers, papers)
  const peaks = modules.map(() => model.column(10, 0, cap))
  for (const [task, columns] of usesOf(combinations)) {
    const module = modules.findIndex((one) => isWithin(task.module, one.module))
    model.row(Number.NEGATIVE_INFINITY, 0, [...columns, peaks[module]!], [...columns.map(() => 1), -1])
  }
  model.row(papers, papers, [...combinations.keys()])
  // Half the cost of one use more than needed: good enough, and far from proving which lot is cheapest.
  const solution = await solve(model, { seed: random.below(2 ** 30), nodes: NODES, gap: 5 })
  if (solution.status !== 'solved') return solution
  return { status: 'found', chosen: [...combinations.keys()].filter((index) => solution.values[index] === 1) }
}

/** Papers that the reuse cap allows, whatever the combinations. */
export const mostByUse = (tasks: readonly TaskChoice[], { modules, maxUse }: PracticalBlueprint): number =>
  modules.reduce((least, module) => {
    const own = tasks.filter((task) => isWithin(task.module, module.module)).length
    return maxUse === undefined ? least : Math.min(least, Math.floor((own * maxUse) / tasksOf(module)))
  }, Number.POSITIVE_INFINITY)

async function mostPapers(
  combinations: readonly TaskChoice[][],
  { maxUse }: PracticalBlueprint,
  papers: number,
): Promise<number> {
  const model = new Model()
  for (const _ of combinations) model.column(-1, 0, 1)
  for (const columns of usesOf(combinations).values()) model.row(0, Math.min(maxUse ?? papers, papers), columns)
  const solution = await solve(model, { seed: 1, nodes: NODES })
  // The cost of nothing is 0, and minus 0 is another number.
  return solution.status === 'solved' ? Math.max(0, Math.min(papers - 1, Math.round(-solution.cost))) : 0
}

function shortageOf(
  tasks: readonly TaskChoice[],
  rules: PracticalBlueprint,
  papers: number,
  choices: readonly TaskChoice[][][],
  combinations: number,
  maxPapers: number,
): PracticalShortage {
  const modules: ModuleShort[] = []
  const sentences: Words[] = []
  for (const [index, module] of rules.modules.entries()) {
    const own = tasks.filter((task) => isWithin(task.module, module.module))
    const fitting = new Set(choices[index]!.flat())
    const each = tasksOf(module)
    const needs = Math.max(each, rules.maxUse === undefined ? each : Math.ceil((papers * each) / rules.maxUse))
    const has = fitting.size
    if (own.length > 0 && has === 0)
      sentences.push({
        zh: `模块 ${module.module}：现有 ${own.length} 项任务的配分与时间都不合要求`,
        en: `module ${module.module}: none of its ${counted(own.length, 'task')} fits the marks and minutes`,
      })
    if (has >= needs) continue
    modules.push({ module: module.module, needs, has, write: needs - has })
    sentences.push({
      zh: `模块 ${module.module}：${papers} 套共需 ${needs} 项合用任务，现有 ${has} 项，需补写 ${needs - has} 项`,
      en: `module ${module.module}: ${counted(papers, 'paper needs', 'papers need')} ${counted(needs, 'fitting task')}, has ${has}, write ${needs - has}`,
    })
  }
  if (modules.length === 0)
    sentences.push({
      zh: `合乎配分与时间的组合只有 ${combinations} 种，${papers} 套需要 ${papers} 种且每项任务不超过规定次数`,
      en: `only ${counted(combinations, 'combination fits', 'combinations fit')} marks and minutes; ${counted(papers, 'paper needs', 'papers need')} ${counted(papers, 'different one')} within the reuse cap`,
    })
  sentences.push({
    zh: `现有任务最多可组 ${maxPapers} 套。`,
    en: `The tasks there are give ${counted(maxPapers, 'paper')} at most.`,
  })
  return { papers, modules, maxPapers, sentences }
}
