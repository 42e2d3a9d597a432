import { expect, test } from 'vitest'
import { assemblePractical } from '../../core/assembly/practical.ts'
import type { PracticalBlueprint, TaskChoice } from '../../core/blueprint/practical.ts'
import { checkPractical } from '../../core/check/practical.ts'

const task = (id: string, module: string, minutes = 60, halfMarks = 80): TaskChoice => ({
  id,
  module,
  minutes,
  halfMarks,
})
const tasks = ['A', 'B', 'C'].flatMap((module) => [1, 2, 3, 4].map((n) => task(`${module}${n}`, `P-${module}`, 50 + n)))
const rules: PracticalBlueprint = {
  modules: [
    { module: 'P-A', mode: 'mandatory', weight: 40, minutes: 60 },
    { module: 'P-B', mode: 'pick_one', weight: 30 },
    { module: 'P-C', mode: 'drawn', count: 2, weight: 30 },
  ],
  marks: 'scaled',
}

const papersOf = async (seed: string, fields: Partial<PracticalBlueprint> = {}, from = tasks, papers = 10) => {
  const made = await assemblePractical(from, { ...rules, ...fields }, { papers, seed })
  if (made.outcome !== 'found') throw new Error(JSON.stringify(made))
  return made.papers
}

test('ten different papers, module by module, every task used as evenly as possible', async () => {
  const papers = await papersOf('one')
  expect(papers.map((ids) => ids.map((id) => id[0]).join(''))).toEqual(new Array(10).fill('ABCC'))
  expect(new Set(papers.map((ids) => [...ids].sort().join())).size).toBe(10)
  const uses = (module: string) =>
    tasks.filter(({ id }) => id[0] === module).map(({ id }) => papers.flat().filter((other) => other === id).length)
  expect(Math.max(...uses('A'), ...uses('B'))).toBe(3)
  expect(Math.max(...uses('C'))).toBe(5)
})

test('the same seed gives the same papers in any order of tasks, another seed others', async () => {
  expect(await papersOf('one', {}, [...tasks].reverse())).toEqual(await papersOf('one'))
  expect(await papersOf('two')).not.toEqual(await papersOf('one'))
})

test('minutes of a module and of the paper hold', async () => {
  const papers = await papersOf(
    'time',
    { minutes: 208, modules: rules.modules.with(0, { ...rules.modules[0]!, minutes: 52 }) },
    tasks,
    6,
  )
  const minutes = new Map(tasks.map((one) => [one.id, one.minutes]))
  for (const ids of papers) {
    expect(ids.reduce((sum, id) => sum + minutes.get(id)!, 0)).toBeLessThanOrEqual(208)
    expect(minutes.get(ids[0]!)).toBeLessThanOrEqual(52)
  }
})

test('exact marks take only tasks whose own marks sum to the weight', async () => {
  const exact: PracticalBlueprint = {
    modules: [{ module: 'P', mode: 'drawn', count: 2, weight: 100 }],
    marks: 'exact',
  }
  const own = [task('a', 'P', 60, 80), task('b', 'P', 60, 120), task('c', 'P', 60, 100), task('d', 'P', 60, 100)]
  const papers = await assemblePractical(own, exact, { papers: 2, seed: 's' })
  expect(papers).toMatchObject({ outcome: 'found' })
  if (papers.outcome === 'found') expect(papers.papers.map((ids) => ids.join('')).sort()).toEqual(['ab', 'cd'])
  expect(await assemblePractical(own, exact, { papers: 3, seed: 's' })).toMatchObject({
    outcome: 'impossible',
    shortage: { maxPapers: 2 },
  })
})

test('too few tasks under a reuse cap are a shortage with the number to write', async () => {
  const made = await assemblePractical(tasks, { ...rules, maxUse: 2 }, { papers: 10, seed: 's' })
  expect(made).toMatchObject({
    outcome: 'impossible',
    shortage: {
      modules: [
        { module: 'P-A', needs: 5, has: 4, write: 1 },
        { module: 'P-B', needs: 5, has: 4, write: 1 },
        { module: 'P-C', needs: 10, has: 4, write: 6 },
      ],
      maxPapers: 4,
      sentences: expect.arrayContaining([
        { zh: expect.stringMatching(/需补写 6 项/), en: expect.stringMatching(/write 6/) },
      ]),
    },
  })
})

test('weights that sum to 97 and modules inside each other are contradictions', async () => {
  const modules = [rules.modules[0]!, { ...rules.modules[1]!, module: 'P-A-B', weight: 57 }]
  const made = await assemblePractical(tasks, { ...rules, modules }, { papers: 1, seed: 's' })
  expect(made).toMatchObject({
    outcome: 'contradiction',
    contradictions: [{ place: 'modules' }, { place: 'modules[1]' }],
  })
})

test('a bank too large to list every combination still gives papers', async () => {
  const large = ['A', 'B', 'C'].flatMap((module) =>
    Array.from({ length: 60 }, (_, n) => task(`${module}${n}`, `P-${module}`)),
  )
  const papers = await papersOf('large', {}, large, 20)
  expect(new Set(papers.flat()).size).toBeGreaterThan(60)
  // A sample proves nothing, the tasks' number does: 60 tasks used once give no 61 papers.
  expect(await assemblePractical(large, { ...rules, maxUse: 1 }, { papers: 61, seed: 's' })).toMatchObject({
    outcome: 'impossible',
    shortage: { maxPapers: 30 },
  })
})

test('the judge names each breach', () => {
  const breaches = (papers: string[][], fields: Partial<PracticalBlueprint> = {}) =>
    checkPractical(tasks, { ...rules, ...fields }, papers).breaches.map(
      ({ rule, paper }) => `${rule}@${paper ?? 'set'}`,
    )
  const good = ['A1', 'B1', 'C1', 'C2']
  expect(breaches([good])).toEqual([])
  expect(breaches([['A1', 'B1', 'C1', 'B2']])).toEqual(['module.P-B@1', 'module.P-C@1'])
  expect(breaches([good, ['B1', 'A1', 'C2', 'C1']])).toEqual(['distinct@set'])
  expect(breaches([['A1', 'B1', 'C1', 'C1']])).toEqual(['repeated-items@set'])
  expect(breaches([good, ['A1', 'B1', 'C3', 'C4']], { maxUse: 1 })).toEqual(['max-use@set'])
  expect(breaches([good], { minutes: 100 })).toEqual(['minutes@1'])
  expect(breaches([[...good.slice(0, 3), 'x']])).toEqual(['module.P-C@1', 'known-items@set'])
})

test('pick-n modules take their number, and minutes fit exactly when a least is stated too', async () => {
  const tasks = [10, 20, 30, 40].flatMap((minutes, at) =>
    ['A', 'B'].map((module) => ({ id: `${module}${at}`, module, halfMarks: 100, minutes })),
  )
  const rules = {
    modules: [
      { module: 'A', mode: 'pick_n' as const, count: 2, weight: 60 },
      { module: 'B', mode: 'drawn' as const, weight: 40, minMinutes: 20 },
    ],
    marks: 'scaled' as const,
    minutes: 70,
    minMinutes: 70,
  }
  const made = await assemblePractical(tasks, rules, { papers: 3, seed: 's' })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  const minutesOf = new Map(tasks.map(({ id, minutes }) => [id, minutes]))
  for (const ids of made.papers) {
    expect(ids.map((id) => id[0]).join('')).toBe('AAB')
    expect(ids.reduce((sum, id) => sum + minutesOf.get(id)!, 0)).toBe(70)
  }
  const judged = checkPractical(tasks, rules, [['A0', 'A1', 'B0']])
  expect(judged.breaches.map(({ rule }) => rule)).toEqual(['least-minutes.B', 'least-minutes'])
})
