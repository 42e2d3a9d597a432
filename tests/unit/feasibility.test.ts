/** The light beside a blueprint that is being written: how many papers there are, and what is short. */
import { expect, test } from 'vitest'
import { BEYOND } from '../../core/assembly/beyond.ts'
import { defenseFeasibility, feasibility, practicalFeasibility } from '../../core/assembly/feasibility.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import type { PracticalBlueprint } from '../../core/blueprint/practical.ts'
import { poolItem } from '../support/pools.ts'

const many = (count: number, fields: Partial<PoolItem>, prefix: string): PoolItem[] =>
  Array.from({ length: count }, (_, n) => poolItem({ id: `${prefix}${n}`, ...fields }))
const singles = (count: number): Blueprint => ({ sections: [{ type: 'single', count, marks: 1 }] })
const answered = async (pool: PoolItem[], blueprint: Blueprint, papers: number) => {
  const { found, upper, why, ...rest } = Object.assign(
    { found: -1, upper: -1, why: [] as { en: string }[] },
    await feasibility(pool, blueprint, { papers }),
  )
  return { outcome: rest.outcome, found, upper, why: why.map(({ en }) => en).join('; ') }
}

test('enough: the papers asked for, spare ones included, and a bound above them', async () => {
  const pool = many(30, {}, 'i')
  expect(await answered(pool, singles(5), 4)).toEqual({ outcome: 'answered', found: 4, upper: 6, why: '' })
  expect(await answered(pool, { ...singles(5), spare: 2 }, 4)).toMatchObject({ found: 6, upper: 6 })
  expect(await answered(pool, { ...singles(5), spare: 3 }, 4)).toMatchObject({ found: 6, upper: 6 })
})

test('short: by itself, by points, and across two rules', async () => {
  const pool = [...many(20, { scope: 'A', difficulty: 1 }, 'a'), ...many(20, { scope: 'B', difficulty: 2 }, 'b')]
  const scopes = [{ scope: 'A', count: 3 }]
  const alone = await answered(pool, { ...singles(5), scopes }, 8)
  expect(alone).toMatchObject({ outcome: 'answered', found: 6, upper: 6 })
  expect(alone.why).toMatch(/scope A: exactly 3 items; 8 papers need 24, the bank has 20/)

  const onPoints = pool.map((item, index) => ({ ...item, point: `P${index % 4}` }))
  const points = await answered(onPoints, { ...singles(5), perPoint: { max: 1 } }, 2)
  expect(points).toMatchObject({ found: 0, upper: 0 })
  expect(points.why).toMatch(/assessment point.*needs 10, has 8/)

  const crossed = { ...singles(5), scopes: [{ scope: 'A', min: 4 }], difficulty: [{ level: 2, min: 2 }] }
  const cross = await answered(pool, crossed, 2)
  expect(cross).toMatchObject({ found: 0, upper: 0 })
  expect(cross.why).toMatch(/scope A.*; .*difficulty 2.*needs 2, has 0/)
})

test('pins are for a paper, and papers that share are more than those that do not', async () => {
  const pool = [...many(10, {}, 'i'), ...many(2, { enemies: ['e1'] }, 'e')]
  const pinned = (items: string[]) => ({ ...singles(3), pinned: items.map((item) => ({ item, paper: 1 })) })
  expect(await answered(pool, pinned(['i1', 'i2']), 3)).toMatchObject({ outcome: 'answered', found: 3 })
  expect(await answered(pool, pinned(['e0', 'e1']), 3)).toMatchObject({ outcome: 'contradiction' })
  const grouped = pool.map((item, index) => (index < 3 ? { ...item, group: 'g' } : item))
  expect(await answered(grouped, pinned(['i0', 'i5']), 3)).toMatchObject({
    found: 0,
    why: expect.stringMatching(/pinned items/),
  })

  expect(await answered(pool, singles(6), 3)).toMatchObject({ found: 2, upper: 2 })
  expect(await answered(pool, { ...singles(6), overlap: { withinSet: 4 } }, 3)).toMatchObject({ found: 3, why: '' })
  expect(await answered(pool, { ...singles(6), overlap: { withinSet: 1 } }, 9)).toMatchObject({
    outcome: 'contradiction',
  })
  expect(await answered(pool, { ...singles(13), overlap: { withinSet: 4 } }, 3)).toMatchObject({ found: 0, upper: 0 })
})

test('a blueprint that contradicts itself is told so', async () => {
  const blueprint = { ...singles(5), scopes: [{ scope: 'A', min: 4 }], difficulty: [{ level: 1, count: 9 }] }
  expect(await feasibility(many(30, {}, 'i'), blueprint, { papers: 2 })).toMatchObject({ outcome: 'contradiction' })
})

test('practical: as many as there are different combinations, or as the tasks may be used; what is short by module', async () => {
  const tasks = (['A', 'B'] as const).flatMap((module) =>
    Array.from({ length: module === 'A' ? 2 : 3 }, (_, n) => ({
      id: `${module}${n}`,
      module,
      halfMarks: 100,
      minutes: 30,
    })),
  )
  const rules: PracticalBlueprint = {
    modules: [
      { module: 'A', mode: 'pick_one', weight: 50 },
      { module: 'B', mode: 'pick_one', weight: 50 },
    ],
    marks: 'exact',
  }
  const tried = (papers: number, more: Partial<PracticalBlueprint> = {}) =>
    practicalFeasibility(tasks, { ...rules, ...more }, { papers })
  expect(await tried(6)).toEqual({ outcome: 'answered', papers: 6, found: 6, upper: 6, why: [] })
  expect(await tried(7)).toMatchObject({ found: 6, upper: 6 })
  const capped = await tried(5, { maxUse: 2 })
  expect(capped).toMatchObject({ outcome: 'answered', found: 4, upper: 4 })
  expect(JSON.stringify(capped)).toMatch(/module A: 5 papers need 3 fitting tasks, has 2, write 1/)
  const light = [{ module: 'A', mode: 'pick_one' as const, weight: 50 }]
  expect(await tried(1, { modules: light })).toMatchObject({ outcome: 'contradiction' })
})

test('defense: enough for two neighbours is enough for everybody', () => {
  const topics = (many: number) => Array.from({ length: many }, (_, n) => ({ id: `t${n}`, scope: 'A', minutes: 5 }))
  const tried = (many: number, papers: number) => defenseFeasibility(topics(many), { topics: 3 }, { papers })
  expect(tried(6, 40)).toEqual({ outcome: 'answered', papers: 40, found: 40, upper: BEYOND, why: [] })
  expect(tried(5, 40)).toMatchObject({ found: 1, upper: 1, why: [{ en: expect.stringContaining('write 1') }] })
  expect(tried(3, 1)).toMatchObject({ found: 1, why: [] })
  expect(tried(2, 1)).toMatchObject({ found: 0, upper: 0 })
  expect(tried(0, 1)).toMatchObject({ found: 0, upper: 0 })
  const often = defenseFeasibility(topics(9), { topics: 3, maxUse: 2 }, { papers: 8 })
  expect(often).toMatchObject({ found: 6, upper: 6, why: [{ en: expect.stringContaining('write 3') }] })
})
