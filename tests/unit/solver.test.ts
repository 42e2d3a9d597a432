import { afterAll, expect, test } from 'vitest'
import { moduleAt } from '#built'
import { assemble } from '../../core/assembly/assemble.ts'
import type { AssembleProgress } from '../../core/assembly/search.ts'
import { Model, solve } from '../../core/assembly/solver.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { SolverJobs } from '../../server/workers/solver.ts'
import { referenceBlueprint, referencePool } from '../support/pools.ts'

const threads = startPool<SolverJobs>(moduleAt('workers/solver'))
afterAll(() => threads.close())

test('a thread gives the same bytes as this process, and tells its progress', async () => {
  const pool = referencePool(600, { points: 150 })
  const blueprint = { ...referenceBlueprint, perPoint: { max: 1 } }
  const options = { papers: 5, seed: 'thread' }
  const progress: AssembleProgress[] = []
  const there = await threads.call(
    'assemble',
    { pool, blueprint, options },
    { onProgress: (one) => progress.push(one) },
  )
  const here = await assemble(pool, blueprint, options)
  expect(there.outcome).toBe('found')
  expect(JSON.stringify(there)).toBe(JSON.stringify(here))
  expect(progress[0]).toEqual({ rung: 'totals', papers: 0, of: 5 })
})

test('a thread answers yield and practical sets too', async () => {
  expect(await threads.call('yieldOf', { pool: referencePool(300), blueprint: referenceBlueprint })).toMatchObject({
    found: 3,
    upper: 3,
  })
  const topics = Array.from({ length: 6 }, (_, n) => ({ id: `d${n}`, scope: '', minutes: 20 }))
  expect(
    await threads.call('defensePapers', { topics, rules: { topics: 2 }, options: { papers: 3, seed: 's' } }),
  ).toMatchObject({ outcome: 'found' })
})

/** `rows` are lower, upper, then one coefficient per column; all columns are whole numbers from 0 to 10. */
const modelOf = (costs: number[], rows: [number, number, ...number[]][]): Model => {
  const model = new Model()
  for (const cost of costs) model.column(cost, 0, 10)
  for (const [lower, upper, ...values] of rows) model.row(lower, upper, [...values.keys()], values)
  return model
}

test('the solver tells an optimum with its bound, infeasible and empty models apart', async () => {
  const options = { seed: 1, nodes: 100 }
  const best = await solve(modelOf([1, 3], [[7, 10, 2, 3]]), options)
  expect(best).toMatchObject({ status: 'solved', cost: 4, bound: 4 })
  expect(await solve(modelOf([1], [[1, 1, 2]]), options)).toEqual({ status: 'infeasible' })
  const none = new Model()
  none.row(1, 1, [])
  expect(await solve(none, options)).toEqual({ status: 'infeasible' })
})

test('what the solver cannot take comes back as unfinished, and the next call works', async () => {
  expect(await solve(modelOf([Number.NaN], [[0, 1, 1]]), { seed: 1, nodes: 100 })).toMatchObject({
    status: 'unfinished',
  })
  expect(await solve(modelOf([1], [[3, 3, 1]]), { seed: 1, nodes: 100 })).toMatchObject({ status: 'solved', cost: 3 })
})
