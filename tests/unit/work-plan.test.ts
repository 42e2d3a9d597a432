/** What to write first, and what ends a bank's yield, over small pools that can be counted by hand. */
import { expect, test } from 'vitest'
import { practicalYield, theoryYield } from '../../core/assembly/scarce.ts'
import { bestFirst, workPlan } from '../../core/assembly/work-plan.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import type { PracticalBlueprint, TaskChoice } from '../../core/blueprint/practical.ts'
import { poolItem } from '../support/pools.ts'

/** Each paper takes three items of scope A and one of scope B. */
const blueprint: Blueprint = {
  sections: [{ type: 'single', count: 4, marks: 1 }],
  scopes: [
    { scope: 'A', count: 3 },
    { scope: 'B', count: 1 },
  ],
}
const items = (scope: string, count: number): PoolItem[] =>
  Array.from({ length: count }, (_, at) => poolItem({ id: `${scope}${at}`, scope }))

test('the yield is exact here, and the scarce cell is the scope that runs out first', async () => {
  const found = await theoryYield([...items('A', 12), ...items('B', 2)], blueprint, 50)
  expect(found).toMatchObject({ found: 2, upper: 2 })
  expect(found.scarce!.zh).toMatch(/B.*3套需3题，现有2题/)
})

test('at the limit nothing is said to be scarce', async () => {
  expect(await theoryYield([...items('A', 12), ...items('B', 4)], blueprint, 2)).toMatchObject({
    found: 2,
    scarce: null,
  })
})

test('the plan writes what unlocks most papers per item: two cheap papers before a dear one', async () => {
  // Four papers' worth of A, two of B: papers 3 and 4 cost one item each, paper 5 costs four.
  const plan = await workPlan([...items('A', 12), ...items('B', 2)], blueprint, 5)
  expect(plan).toMatchObject({ found: 2, wanted: 5, stopped: null })
  const steps = plan.steps.map(({ from, to, write, cells }) => [
    from,
    to,
    write,
    cells.map((cell) => cell.scope).sort(),
  ])
  expect(steps).toEqual([
    [2, 3, 1, ['B']],
    [3, 4, 1, ['B']],
    [4, 5, 4, ['A', 'B']],
  ])
})

test('a dear paper that makes the next ones cheap is one step with them, its cells summed', () => {
  const cell = (scope: string, write: number) => ({ type: 'single' as const, scope, needs: write, has: 0, write })
  const steps = [
    { from: 0, to: 1, write: 2, cells: [cell('A', 2)] },
    { from: 1, to: 2, write: 9, cells: [cell('A', 4), cell('B', 5)] },
    { from: 2, to: 3, write: 1, cells: [cell('B', 1)] },
  ]
  const joined = bestFirst(steps)
  expect(joined).toMatchObject([
    { from: 0, to: 1, write: 2 },
    { from: 1, to: 3, write: 10 },
  ])
  expect(joined[1]!.cells.map(({ scope, write }) => [scope, write])).toEqual([
    ['B', 6],
    ['A', 4],
  ])
  expect(bestFirst([steps[1]!, steps[2]!, { from: 3, to: 4, write: 3, cells: [] }])).toMatchObject([
    { from: 1, to: 4, write: 13 },
  ])
})

test('a bank that is enough needs no plan, and pins and sharing do not make it so', async () => {
  const pool = [...items('A', 6), ...items('B', 2)]
  expect((await workPlan(pool, blueprint, 2)).steps).toEqual([])
  const shared = { ...blueprint, overlap: { withinSet: 4 }, pinned: [{ item: 'A0', paper: 1 }] }
  expect((await workPlan(pool, shared, 3)).steps).toMatchObject([{ from: 2, to: 3, write: 4 }])
})

test('a blueprint that contradicts itself is told as such', async () => {
  const plan = await workPlan(items('A', 9), { ...blueprint, scopes: [{ scope: 'A', count: 9 }] }, 2)
  expect(plan).toMatchObject({ found: 0, steps: [] })
  expect(plan.stopped).not.toEqual([])
})

const tasks = (module: string, count: number): TaskChoice[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${module}${at}`, module, halfMarks: 100, minutes: 60 }))
const modules: PracticalBlueprint = {
  modules: [
    { module: 'A', mode: 'pick_one', weight: 50 },
    { module: 'B', mode: 'pick_one', weight: 50 },
  ],
  marks: 'scaled',
}

test('practical combinations are counted; a reuse cap ends them earlier', async () => {
  expect(await practicalYield([...tasks('A', 3), ...tasks('B', 2)], modules, 50)).toMatchObject({ found: 6, upper: 6 })
  const capped = await practicalYield([...tasks('A', 3), ...tasks('B', 2)], { ...modules, maxUse: 1 }, 50)
  expect(capped).toMatchObject({ found: 2, upper: 2 })
  expect(capped.scarce!.zh).toContain('模块')
  expect(await practicalYield(tasks('A', 3), modules, 50)).toMatchObject({ found: 0, upper: 0 })
})
