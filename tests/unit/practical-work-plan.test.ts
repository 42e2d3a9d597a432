import { expect, test } from 'vitest'
import { assemblePractical } from '../../core/assembly/practical.ts'
import { defenseWorkPlan, practicalWorkPlan } from '../../core/assembly/practical-work-plan.ts'
import type { PracticalBlueprint, TaskChoice } from '../../core/blueprint/practical.ts'

const tasksOf = (module: string, n: number): TaskChoice[] =>
  Array.from({ length: n }, (_, at) => ({ id: `${module}${at}`, module, halfMarks: 100, minutes: 45 }))
const rules: PracticalBlueprint = {
  modules: [
    { module: 'A', mode: 'mandatory', weight: 50, minutes: 60 },
    { module: 'B', mode: 'drawn', count: 2, weight: 50 },
  ],
  marks: 'scaled',
}

test('what is written suffices, and there is no plan of fewer tasks', async () => {
  const tasks = [...tasksOf('A', 2), ...tasksOf('B', 3)]
  const plan = await practicalWorkPlan(tasks, rules, 20)
  expect(plan).toMatchObject({ found: 6, wanted: 20, stopped: null })
  const written = plan.modules.reduce((sum, { write }) => sum + write, 0)
  // (2 + a) × C(3 + b, 2) ≥ 20 by the fewest a + b.
  const fewest = Math.min(
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((a) =>
      [0, 1, 2, 3, 4].flatMap((b) => (((2 + a) * (3 + b) * (2 + b)) / 2 >= 20 ? [a + b] : [])),
    ),
  )
  expect(written).toBe(fewest)
  const all = [
    ...tasks,
    ...plan.modules.flatMap(({ module, write, halfMarks, minutes }) =>
      Array.from({ length: write }, (_, at) => ({ id: `new${module}${at}`, module, halfMarks, minutes })),
    ),
  ]
  expect(await assemblePractical(all, rules, { papers: 20, seed: 'x' })).toMatchObject({ outcome: 'found' })
})

test('a cap on reuse ends the yield where it does, module by module', async () => {
  const plan = await practicalWorkPlan([...tasksOf('A', 1), ...tasksOf('B', 8)], { ...rules, maxUse: 1 }, 4)
  expect(plan).toMatchObject({ found: 1, modules: [{ module: 'A', write: 3, minutes: 45 }], stopped: null })
})

test('marks that must be exact and minutes are those of a task that fits; nothing lacks, nothing is written', async () => {
  const exact = { ...rules, marks: 'exact' as const }
  const plan = await practicalWorkPlan([], exact, 1)
  expect(plan).toMatchObject({
    found: 0,
    modules: [
      { module: 'B', write: 2, halfMarks: 50 },
      { module: 'A', write: 1, halfMarks: 100, minutes: 30 },
    ],
    stopped: null,
  })
  expect(await practicalWorkPlan([...tasksOf('A', 2), ...tasksOf('B', 3)], rules, 6)).toMatchObject({ modules: [] })
})

test('rules that contradict themselves stop the plan in words', async () => {
  const wrong = { ...rules, modules: [{ ...rules.modules[0]!, weight: 90 }] }
  const { stopped } = await practicalWorkPlan([], wrong, 1)
  expect(stopped).toMatchObject([{ zh: expect.stringContaining('100') }])
})

test('defense topics are written until there are so many different papers', async () => {
  const topics = [1, 2].map((n) => ({ id: `t${n}`, scope: 'A', minutes: 20 }))
  expect(await defenseWorkPlan(topics, { topics: 2 }, 6)).toMatchObject({
    found: 1,
    modules: [{ write: 2, minutes: 20 }],
    stopped: null,
  })
})
