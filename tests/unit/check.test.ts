import { expect, test } from 'vitest'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { check } from '../../core/check/check.ts'
import { poolItem } from '../support/pools.ts'

const blueprint: Blueprint = {
  sections: [
    { type: 'single', count: 2, marks: 0.5 },
    { type: 'true_false', count: 1, marks: 2 },
  ],
  scopes: [{ scope: 'A', marks: 2.5 }],
  difficulty: [{ level: 1, max: 1 }],
  meanDifficulty: { min: 1.5, max: 3 },
  importance: [{ level: 'X', min: 1 }],
  perPoint: { max: 1 },
}
const pool: PoolItem[] = [
  poolItem({ id: 's1', scope: 'A-B', point: 'P1', difficulty: 1, importance: 'X', seconds: 30 }),
  poolItem({ id: 's2', scope: 'B', point: 'P2', difficulty: 2 }),
  poolItem({ id: 's3', scope: 'AB', point: 'P1', difficulty: 1, enemies: ['t2'] }),
  poolItem({ id: 's4', scope: 'B', point: 'P3', difficulty: 2, importance: 'X' }),
  poolItem({ id: 's5', scope: 'A', point: 'P4', difficulty: 3 }),
  poolItem({ id: 't1', type: 'true_false', scope: 'A', difficulty: 2, seconds: 15 }),
  poolItem({ id: 't2', type: 'true_false', scope: 'A', difficulty: 3 }),
]

const judge = (papers: string[][], fields: Partial<Blueprint> = {}) => {
  const resolution = resolveBlueprint({ ...blueprint, ...fields })
  if (!resolution.ok) throw new Error('contradiction')
  return check(pool, resolution.blueprint, papers)
}
const breaches = (papers: string[][], fields: Partial<Blueprint> = {}) =>
  judge(papers, fields).breaches.map(({ rule, paper }) => `${rule}@${paper ?? 'set'}`)

test('a good set has no breach, and its certificate says what was measured without naming an item', () => {
  const report = judge([
    ['s1', 's2', 't1'],
    ['s4', 's5', 't2'],
  ])
  expect(report).toMatchObject({ holds: true, breaches: [] })
  expect(report.papers[0]).toEqual({ items: 3, marks: 3, meanDifficulty: 1.6667, seconds: 45, points: 2 })
  expect(report.rules.find(({ id }) => id === 'scope.A')).toMatchObject({
    measured: [2.5, 2.5],
    holds: [true, true],
    sentence: { en: 'scope A: exactly 2.5 marks' },
  })
  expect(report.rules.find(({ id }) => id === 'mean-difficulty')).toMatchObject({ measured: [1.6667, 2.6667] })
  expect(JSON.stringify(report)).not.toMatch(/"[st]\d"/)
})

const broken: [string, string[][], Partial<Blueprint>, string[]][] = [
  ['an item too few', [['s1', 't1']], {}, ['section.2@1', 'scope.A@1', 'section-types@set']],
  ['an item too many', [['s1', 's2', 't1', 's4']], {}, ['section-types@set']],
  ['sections in the wrong order', [['t1', 's1', 's2']], {}, ['scope.A@1', 'section-types@set']],
  ['a scope that only looks alike', [['s2', 's3', 't1']], { meanDifficulty: {} }, ['scope.A@1', 'importance.X@1']],
  [
    'a difficulty above its maximum',
    [['s1', 's3', 't1']],
    {},
    ['difficulty.1@1', 'mean-difficulty@1', 'per-point@set'],
  ],
  ['an enemy named by one side only', [['s3', 's5', 't2']], { importance: [] }, ['enemies@set']],
  ['one point twice', [['s1', 's3', 't1']], { difficulty: [], meanDifficulty: {} }, ['per-point@set']],
  [
    'an item in two papers',
    [
      ['s1', 's2', 't1'],
      ['s4', 's5', 't1'],
    ],
    {},
    ['overlap@set'],
  ],
  [
    'an item twice in one paper',
    [['s1', 's1', 't1']],
    { perPoint: { max: 2 }, scopes: [], difficulty: [], meanDifficulty: {} },
    ['repeated-items@set'],
  ],
  ['an item that is not in the pool', [['s1', 'x', 't1']], { scopes: [] }, ['section.1@1', 'known-items@set']],
]
test.each(broken)('%s is named', (_, papers, fields, expected) => {
  expect(breaches(papers, fields)).toEqual(expected)
})

test('two papers may share as many items as the blueprint says', () => {
  const shared = [
    ['s1', 's2', 't1'],
    ['s4', 's5', 't1'],
  ]
  expect(breaches(shared, { overlap: { withinSet: 1 } })).toEqual([])
  expect(judge(shared).set.find(({ id }) => id === 'overlap')).toMatchObject({ measured: 1, most: 0, holds: false })
})
