/** The solver in a thread that stays warm; started with its first job. */
import { type Pool, startPool } from './pool.ts'
import type { SolverJobs } from './solver.ts'

export type Solver = Pool<SolverJobs>

export const startSolver = (): Solver => startPool<SolverJobs>(new URL('solver.ts', import.meta.url))
