/** The solver in a thread that stays warm; started with its first job. */
import { moduleAt } from '#built'
import { type Pool, startPool } from './pool.ts'
import type { SolverJobs } from './solver.ts'

export type Solver = Pool<SolverJobs>

export const startSolver = (): Solver => startPool<SolverJobs>(moduleAt('workers/solver'))
