import { expect, test } from 'vitest'
import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import { blueprintFromTable } from '../../core/blueprint/from-table.ts'
import { resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { largestRemainder } from '../../core/blueprint/rounding.ts'
import type { ElementTable } from '../../core/element-table.ts'

const single100: Blueprint = { sections: [{ type: 'single', count: 100, marks: 1 }] }
const halves: Blueprint = {
  sections: [
    { type: 'single', count: 180, marks: 0.5 },
    { type: 'multiple', count: 10, marks: 1 },
  ],
}

const rulesOf = (blueprint: Blueprint) => {
  const resolution = resolveBlueprint(blueprint)
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.contradictions))
  return Object.fromEntries(resolution.blueprint.rules.map(({ id, measure, min, max }) => [id, { measure, min, max }]))
}

test('largest remainder keeps the total and stays within one of each share', () => {
  expect(largestRemainder([33.4, 33.3, 33.3], 100)).toEqual([34, 33, 33])
  expect(largestRemainder([0.5, 0.5, 1], 2)).toEqual([1, 0, 1])
  expect(largestRemainder([7.1 * 3, 78.7], 100)).toEqual([21, 79])
})

test('weights become items where all items carry the same marks, half marks where they differ', () => {
  const scopes = [
    { scope: 'A', weight: 33.3 },
    { scope: 'B', weight: 66.7 },
  ]
  expect(rulesOf({ ...single100, scopes })).toMatchObject({
    'scope.A': { measure: 'items', min: 33, max: 33 },
    'scope.B': { measure: 'items', min: 67, max: 67 },
  })
  expect(rulesOf({ ...halves, scopes })).toMatchObject({
    'scope.A': { measure: 'half-marks', min: 67, max: 67 },
    'scope.B': { measure: 'half-marks', min: 133, max: 133 },
  })
})

test('a parent weight is the sum of what lies below it', () => {
  const scopes = [
    { scope: 'A', weight: 60 },
    { scope: 'A-A', weight: 20.5 },
    { scope: 'A-B', weight: 39.5 },
    { scope: 'B', weight: 40 },
  ]
  expect(rulesOf({ ...single100, scopes })).toMatchObject({
    'scope.A': { min: 60 },
    'scope.A-A': { min: 21 },
    'scope.A-B': { min: 39 },
  })
})

test('shares with tolerance become ranges around their rounded share', () => {
  const difficulty = [
    { level: 1, share: 30, tolerance: 5 },
    { level: 2, share: 65, tolerance: 0 },
    { level: 'unknown' as const, share: 5, tolerance: 10 },
  ]
  expect(rulesOf({ ...single100, difficulty })).toMatchObject({
    'difficulty.1': { min: 25, max: 35 },
    'difficulty.2': { min: 65, max: 65 },
    'difficulty.unknown': { min: 0, max: 15 },
  })
})

const contradictory: [string, Partial<Blueprint>, string, RegExp][] = [
  [
    'weights that sum to 97',
    {
      scopes: [
        { scope: 'A', weight: 60 },
        { scope: 'B', weight: 37 },
      ],
    },
    'scopes',
    /sum to 97 instead of 100/,
  ],
  [
    'a minimum above the maximum',
    { importance: [{ level: 'X', min: 50, max: 40 }] },
    'importance[0]',
    /minimum 50 is above the maximum 40/,
  ],
  [
    'more minimum than the paper has',
    {
      difficulty: [
        { level: 1, min: 60 },
        { level: 2, min: 50 },
      ],
    },
    'difficulty',
    /at least 110 items/,
  ],
  [
    'more items of a scope than the paper has',
    { scopes: [{ scope: 'A', count: 101 }] },
    'scopes[0]',
    /asks for 101 items/,
  ],
  [
    'scopes that ask for more than the paper',
    {
      scopes: [
        { scope: 'A', count: 60 },
        { scope: 'B', min: 50 },
      ],
    },
    'scopes',
    /at least 110 items/,
  ],
  [
    'scopes inside a scope that ask for more than it',
    {
      scopes: [
        { scope: 'A', max: 10 },
        { scope: 'A-B', min: 6 },
        { scope: 'A-C', min: 5 },
      ],
    },
    'scopes',
    /at least 11 items together, but scope A/,
  ],
  [
    'a scope given twice',
    {
      scopes: [
        { scope: 'A', count: 5 },
        { scope: 'A', count: 5 },
      ],
    },
    'scopes[1]',
    /appears twice/,
  ],
  [
    'a scope by items and by marks',
    { scopes: [{ scope: 'A', count: 5, marks: 5 }] },
    'scopes[0]',
    /exactly one of them/,
  ],
  ['a scope by nothing', { scopes: [{ scope: 'A' }] }, 'scopes[0]', /exactly one of them/],
  ['count beside min', { difficulty: [{ level: 1, count: 5, min: 3 }] }, 'difficulty[0]', /not both/],
  [
    'shares that sum to 90',
    {
      difficulty: [
        { level: 1, share: 50 },
        { level: 2, share: 40 },
      ],
    },
    'difficulty',
    /sum to 90/,
  ],
  ['a mean band upside down', { meanDifficulty: { min: 4, max: 3 } }, 'meanDifficulty', /above the highest/],
  ['a pass mark above the total', { pass: 101 }, 'pass', /above the total of 100/],
  [
    'a parent weight unlike its parts',
    {
      scopes: [
        { scope: 'A', weight: 50 },
        { scope: 'A-B', weight: 100 },
      ],
    },
    'scopes',
    /sums to 100/,
  ],
]
test.each(contradictory)('%s is a contradiction with its place and both languages', (_, fields, place, en) => {
  const resolution = resolveBlueprint({ ...single100, ...fields })
  expect(resolution).toMatchObject({
    ok: false,
    contradictions: expect.arrayContaining([
      { place, sentence: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(en) } },
    ]),
  })
})

const table: ElementTable = {
  kind: 'theory',
  edition: '2026',
  scopes: [
    { code: 'A', name: '职业道德', weight: 5 },
    { code: 'B', name: '基础知识', weight: 95 },
    { code: 'B-A', name: '电工基础', weight: 33.3 },
    { code: 'B-B', name: '电子技术', weight: 61.7 },
  ],
  points: [],
}

test('a table and a plan make a blueprint, and the rounding is shown', () => {
  const { blueprint, unit, rounding } = blueprintFromTable(table, { name: 'single80-truefalse20' })
  expect(unit).toBe('items')
  expect(rounding.map(({ scope, exact, rounded }) => [scope, exact, rounded])).toEqual([
    ['A', 5, 5],
    ['B-A', 33.3, 33],
    ['B-B', 61.7, 62],
  ])
  expect(blueprint).toMatchObject({
    perPoint: { max: 1 },
    overlap: { withinSet: 0 },
    scopes: [{ count: 5 }, { count: 33 }, { count: 62 }],
  })
  expect(resolveBlueprint(blueprint)).toMatchObject({ ok: true, blueprint: { items: 100, halfMarks: 200 } })
})

test('where sections differ in marks, weights govern marks, to the half mark', () => {
  const { blueprint, unit } = blueprintFromTable(table, { name: 'single140-truefalse40-multiple10' })
  expect(unit).toBe('half-marks')
  expect(blueprint.scopes).toEqual([
    { scope: 'A', marks: 5 },
    { scope: 'B-A', marks: 33.5 },
    { scope: 'B-B', marks: 61.5 },
  ])
  expect(blueprintFromTable(table, { name: 'single140-truefalse40-multiple10', depth: 1 }).blueprint.scopes).toEqual([
    { scope: 'A', marks: 5 },
    { scope: 'B', marks: 95 },
  ])
})

test('a table whose weights do not sum to 100 is refused', () => {
  const scopes = table.scopes.with(0, { code: 'A', name: '职业道德', weight: 2 })
  expect(() => blueprintFromTable({ ...table, scopes }, { name: 'single80-truefalse20' })).toThrow(
    /sum to 97 instead of 100/,
  )
})
