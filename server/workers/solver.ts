/** The solver's thread: assembly, yield and practical sets, so that nothing blocks the service. */
import { assemble } from '../../core/assembly/assemble.ts'
import { defensePapers } from '../../core/assembly/defense.ts'
import { assemblePractical } from '../../core/assembly/practical.ts'
import type { AssembleOptions, AssembleProgress } from '../../core/assembly/search.ts'
import { type YieldOptions, yieldOf } from '../../core/assembly/yield.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint, TaskChoice, TopicChoice } from '../../core/blueprint/practical.ts'
import { serveJobs } from './jobs.ts'

type Set = { papers: number; seed: string }

const jobs = {
  assemble: (
    {
      pool,
      blueprint,
      options,
    }: { pool: PoolItem[]; blueprint: Blueprint; options: Omit<AssembleOptions, 'onProgress'> },
    report: (progress: AssembleProgress) => void,
  ) => assemble(pool, blueprint, { ...options, onProgress: report }),
  yieldOf: ({ pool, blueprint, options }: { pool: PoolItem[]; blueprint: Blueprint; options?: YieldOptions }) =>
    yieldOf(pool, blueprint, options),
  assemblePractical: ({ tasks, rules, options }: { tasks: TaskChoice[]; rules: PracticalBlueprint; options: Set }) =>
    assemblePractical(tasks, rules, options),
  defensePapers: ({ topics, rules, options }: { topics: TopicChoice[]; rules: DefenseBlueprint; options: Set }) =>
    defensePapers(topics, rules, options),
}
export type SolverJobs = typeof jobs
export const run = serveJobs(jobs)
