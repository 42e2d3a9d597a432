/** The solver's thread: assembly, editing, yield and practical sets, so that nothing blocks the service. */
import { assemble } from '../../core/assembly/assemble.ts'
import { blueprintOfBank } from '../../core/assembly/carry.ts'
import { defensePapers } from '../../core/assembly/defense.ts'
import { type EditSource, editSet, type SetState } from '../../core/assembly/edit.ts'
import type { EditStep } from '../../core/assembly/edit-step.ts'
import { comparePapers, equivalents } from '../../core/assembly/equivalents.ts'
import { defenseFeasibility, feasibility, practicalFeasibility } from '../../core/assembly/feasibility.ts'
import { assemblePractical } from '../../core/assembly/practical.ts'
import { defenseWorkPlan, practicalWorkPlan } from '../../core/assembly/practical-work-plan.ts'
import { practicalYield, theoryYield } from '../../core/assembly/scarce.ts'
import type { AssembleOptions, AssembleProgress } from '../../core/assembly/search.ts'
import { workPlan } from '../../core/assembly/work-plan.ts'
import { type YieldOptions, yieldOf } from '../../core/assembly/yield.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint, TaskChoice, TopicChoice } from '../../core/blueprint/practical.ts'
import { serveJobs } from './jobs.ts'

type Set = { papers: number; seed: string }
type Pool = { pool: readonly PoolItem[]; blueprint: Blueprint }

const jobs = {
  assemble: (
    { pool, blueprint, options }: Pool & { options: Omit<AssembleOptions, 'onProgress'> },
    report: (progress: AssembleProgress) => void,
  ) => assemble(pool, blueprint, { ...options, onProgress: report }),
  editSet: (
    { source, state, steps }: { source: EditSource; state: SetState; steps: EditStep[] },
    report: (progress: AssembleProgress) => void,
  ) => editSet(source, state, steps, report),
  equivalents: ({
    pool,
    blueprint,
    papers,
    wanted,
  }: Pool & { papers: string[][]; wanted: Parameters<typeof equivalents>[3] }) =>
    equivalents(pool, blueprint, papers, wanted),
  comparePapers: ({ pool, blueprint, papers, pair }: Pool & { papers: string[][]; pair: [number, number] }) =>
    comparePapers(pool, blueprint, papers, pair),
  blueprintOfBank: ({ pool, options }: { pool: PoolItem[]; options: Parameters<typeof blueprintOfBank>[1] }) =>
    blueprintOfBank(pool, options),
  theoryYield: ({ pool, blueprint, limit }: Pool & { limit: number }) => theoryYield(pool, blueprint, limit),
  practicalYield: ({ tasks, rules, limit }: { tasks: TaskChoice[]; rules: PracticalBlueprint; limit: number }) =>
    practicalYield(tasks, rules, limit),
  workPlan: ({ pool, blueprint, papers }: Pool & { papers: number }) => workPlan(pool, blueprint, papers),
  feasibility: ({ pool, blueprint, papers }: Pool & { papers: number }) => feasibility(pool, blueprint, { papers }),
  practicalFeasibility: ({
    tasks,
    rules,
    papers,
  }: {
    tasks: TaskChoice[]
    rules: PracticalBlueprint
    papers: number
  }) => practicalFeasibility(tasks, rules, { papers }),
  defenseFeasibility: ({ topics, rules, papers }: { topics: TopicChoice[]; rules: DefenseBlueprint; papers: number }) =>
    defenseFeasibility(topics, rules, { papers }),
  practicalWorkPlan: ({ tasks, rules, papers }: { tasks: TaskChoice[]; rules: PracticalBlueprint; papers: number }) =>
    practicalWorkPlan(tasks, rules, papers),
  defenseWorkPlan: ({ topics, rules, papers }: { topics: TopicChoice[]; rules: DefenseBlueprint; papers: number }) =>
    defenseWorkPlan(topics, rules, papers),
  yieldOf: ({ pool, blueprint, options }: Pool & { options?: YieldOptions }) => yieldOf(pool, blueprint, options),
  assemblePractical: ({ tasks, rules, options }: { tasks: TaskChoice[]; rules: PracticalBlueprint; options: Set }) =>
    assemblePractical(tasks, rules, options),
  defensePapers: ({ topics, rules, options }: { topics: TopicChoice[]; rules: DefenseBlueprint; options: Set }) =>
    defensePapers(topics, rules, options),
}
export type SolverJobs = typeof jobs
export const run = serveJobs(jobs)
