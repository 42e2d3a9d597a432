/** What a bank holds against the filing rules and the further checks, over plain values. */
import { expect, test } from 'vitest'
import type { CoveredItem } from '../../core/coverage/counts.ts'
import { type CoverageInput, coverageOf } from '../../core/coverage/coverage.ts'
import { matrixOf } from '../../core/coverage/matrix.ts'
import { type AssessmentPlan, planClauses, planDifferences } from '../../core/coverage/plan.ts'
import { judgeRules, strictRules } from '../../core/coverage/rules.ts'
import { useCounts } from '../../core/coverage/use.ts'
import type { ElementTable } from '../../core/element-table.ts'

const plan: AssessmentPlan = {
  ways: [
    { way: 'theory', weight: 30, pass: 60, minutes: 90 },
    { way: 'practical', weight: 50, pass: 60, minutes: 120 },
    { way: 'review', weight: 20, pass: 60, minutes: 30 },
  ],
  rule: 'each',
  pass: 60,
  note: '',
}

/** 200 points, X 80 %, Y 15 %, Z 5 %: 10 under 职业道德, which weighs 5. */
const table: ElementTable = {
  kind: 'theory',
  edition: '2026',
  scopes: [
    { code: 'A', name: '职业道德', weight: 5 },
    { code: 'B', name: '相关知识', weight: 95 },
  ],
  points: Array.from({ length: 200 }, (_, at) => ({
    code: at < 10 ? `A-${at}` : `B-${at}`,
    name: `点${at}`,
    importance: at % 20 < 16 ? ('X' as const) : at % 20 < 19 ? ('Y' as const) : ('Z' as const),
  })),
}

const item = (changes: Partial<CoveredItem> = {}): CoveredItem => ({
  kind: 'theory',
  state: 'approved',
  type: 'single',
  place: null,
  difficulty: 3,
  since: 100,
  superseded: false,
  ...changes,
})

/** Six items on each of 200 points, ten topics, ten papers of each kind: nothing is missing at Level 2. */
const sound: CoverageInput = {
  level: 2,
  theory: table,
  practical: null,
  editions: [],
  items: [
    ...table.points.flatMap(({ code }) => Array.from({ length: 6 }, () => item({ place: code }))),
    ...Array.from({ length: 10 }, () => item({ kind: 'defense', type: null })),
  ],
  papers: {
    theory: { made: 10, sealed: 10 },
    practical: { made: 10, sealed: 10 },
    defense: { made: 0, sealed: 0 },
  },
  rules: strictRules,
  standard: { name: '电工国家职业技能标准', code: '6-31-01-03', edition: '2018年版', filingNumber: null },
  plan,
  blueprints: [{ name: '理论', minutes: 90, pass: 60 }],
  people: { writers: 3, reviewers: 2 },
  updates: [],
  updatedLately: 5,
  openRelations: 0,
  old: { before: 50, months: 36 },
}

const open = (changes: Partial<CoverageInput>) => {
  const { rules, checks } = coverageOf({ ...sound, ...changes })
  return [
    ...rules.flatMap(({ id, met, source }) => (met ? [] : [[id, source.zh]])),
    ...checks.flatMap(({ id, holds, rule }) => (holds ? [] : [[id, rule.zh]])),
  ]
}

test('a sound bank meets every rule and every check', () => {
  expect(open({})).toEqual([])
  expect(coverageOf(sound).met).toBe(true)
})

test('a bank made deficient in twelve ways shows all twelve, each with the sentence of its rule', () => {
  const deficient: Partial<CoverageInput> = {
    theory: {
      ...table,
      // Ethics weighs 6 with ten points, importance is Y throughout, one point is gone.
      scopes: [
        { code: 'A', name: '职业道德', weight: 6 },
        { code: 'B', name: '相关知识', weight: 94 },
      ],
      points: table.points.slice(0, 199).map((point) => ({ ...point, importance: 'Y' as const })),
    },
    // 199 items: none on the first point, one on every other, one without a point and on an old table.
    items: [
      ...table.points.slice(1, 199).map(({ code }) => item({ place: code })),
      item({ superseded: true }),
      ...Array.from({ length: 9 }, () => item({ kind: 'defense', type: null })),
    ],
    papers: {
      theory: { made: 9, sealed: 0 },
      practical: { made: 0, sealed: 0 },
      defense: { made: 0, sealed: 0 },
    },
    blueprints: [{ name: '理论', minutes: 60, pass: 50 }],
  }
  const shown = new Map(open(deficient) as [string, string][])
  const sentences: Record<string, RegExp> = {
    'theory-items': /不少于1200道/,
    'theory-papers': /不少于10套/,
    'practical-papers': /技能操作卷库不少于10套/,
    'defense-topics': /答辩或技术评审题目各不少于10道/,
    importance: /X ≥ 80%，Y ≤ 15%，Z ≤ 5%/,
    points: /不少于200个/,
    'points-per-weight': /不少于其比重的2倍/,
    ethics: /职业道德的比重为5%/,
    'bare-points': /每个鉴定点都有试题/,
    'theory-minutes': /不少于90分钟/,
    pass: /60分（含）以上为合格/,
    superseded: /依据现行细目表/,
  }
  for (const [id, sentence] of Object.entries(sentences)) expect(shown.get(id), id).toMatch(sentence)
  expect(Object.keys(sentences)).toHaveLength(12)
})

test.each<[string, Partial<CoverageInput>, string[]]>([
  ['no table', { theory: null }, ['element-table']],
  ['an item without a point', { items: [...sound.items, item()] }, ['unassigned']],
  ['near-duplicates open', { openRelations: 2 }, ['near-duplicates']],
  ['nothing new for a year', { updatedLately: 0 }, ['updates']],
  ['no standard', { standard: null }, ['standard']],
  ['no plan', { plan: null }, ['plan']],
  ['no blueprint at all', { blueprints: [] }, []],
  ['a draft, which is not counted', { items: [...sound.items, item({ state: 'draft' })] }, []],
])('%s', (_, changes, ids) => {
  expect(open(changes).map(([id]) => id)).toEqual(ids)
})

test('counts go up the scopes, by difficulty, beside the weights', () => {
  const { theory } = coverageOf({
    ...sound,
    items: [item({ place: 'A-0' }), item({ place: 'A-0', difficulty: null }), item({ place: 'B-11', difficulty: 5 })],
  })
  expect(theory.scopes).toMatchObject([
    { code: 'A', weight: 5, share: 66.7, items: 2, points: 10, pointsWith: 1, byDifficulty: [0, 0, 1, 0, 0, 1] },
    { code: 'B', weight: 95, share: 33.3, items: 1, points: 190, pointsWith: 1, byDifficulty: [0, 0, 0, 0, 1, 0] },
  ])
  expect(theory.pointsWithOne).toEqual(['B-11'])
  expect(theory.pointsWithout).toHaveLength(198)
  expect(theory.importance).toMatchObject([{ level: 'X', points: 160, pointShare: 80, items: 3, share: 100 }, {}, {}])
})

test('items written before the day asked for count as old', () => {
  const { old } = coverageOf({ ...sound, items: [item({ since: 49 }), item({ since: 50 })] })
  expect(old).toEqual({ months: 36, items: 1 })
})

test('read as "or", items or papers are enough for theory, and nothing else changes', () => {
  const holds = { 'theory-items': 1199, 'theory-papers': 10, 'practical-papers': 9, 'defense-topics': 0 }
  const met = (reading: 'and' | 'or', level = 3) =>
    judgeRules({ ...strictRules, reading }, level, holds).map((rule) => rule.met)
  expect(met('and')).toEqual([false, true, false])
  expect(met('or')).toEqual([true, true, false])
  expect(met('or', 2)).toEqual([true, true, false, false])
})

test('use is told in numbers', () => {
  expect(useCounts([0, 0, 1, 3, 4], 3)).toEqual({ approved: 5, never: 2, overused: 2, often: 3 })
})

const kept = (changes: Partial<AssessmentPlan>, level = 2) =>
  planClauses({ ...plan, ...changes }, level).flatMap(({ id, met }) => (met ? [] : [id]))
const [theory, practical, review] = plan.ways as [
  AssessmentPlan['ways'][0],
  AssessmentPlan['ways'][0],
  AssessmentPlan['ways'][0],
]

test.each<[string, Partial<AssessmentPlan>, number, string[]]>([
  ['a sound plan', {}, 2, []],
  ['weights of 90', { ways: [theory, { ...practical, weight: 40 }, review] }, 2, ['sum']],
  ['no theory', { ways: [{ ...practical, weight: 80 }, review] }, 2, ['theory']],
  ['theory of no weight', { ways: [{ ...theory, weight: 0 }, { ...practical, weight: 80 }, review] }, 2, ['theory']],
  ['no practical', { ways: [{ ...theory, weight: 80 }, review] }, 2, ['practical']],
  ['theory twice', { ways: [{ ...theory, weight: 15 }, { ...theory, weight: 15 }, practical, review] }, 2, ['twice']],
  ['no review at Level 2', { ways: [{ ...theory, weight: 50 }, practical] }, 2, ['review']],
  ['a review at Level 3', {}, 3, ['review']],
  ['theory of an hour', { ways: [{ ...theory, minutes: 60 }, practical, review] }, 2, ['theory-minutes']],
  ['practical without a time', { ways: [theory, { ...practical, minutes: null }, review] }, 2, ['practical-minutes']],
  ['70 to pass', { ways: [{ ...theory, pass: 70 }, practical, review] }, 2, ['pass']],
])('the standard’s clauses: %s', (_, changes, level, broken) => {
  expect(kept(changes, level)).toEqual(broken)
})

test('a blueprint differs from its plan in time, in marks, or in a way that the plan lacks', () => {
  expect(planDifferences(plan, 'theory', { minutes: 90, pass: 60 })).toEqual([])
  expect(planDifferences(plan, 'theory', { minutes: 100, pass: 55 })).toHaveLength(2)
  expect(planDifferences({ ...plan, ways: [theory, practical] }, 'review', {})).toMatchObject([
    { en: expect.stringContaining('comprehensive review') },
  ])
})

test('the matrix: red names the rules not met, amber what else is missing, green nothing', () => {
  const bank = {
    bank: 'b',
    occupationCode: '6-31-01-03',
    occupation: '电工',
    level: 3,
    holds: { 'theory-items': 1200, 'theory-papers': 10, 'practical-papers': 10, 'defense-topics': 0 },
    rules: strictRules,
    points: { all: 200, bare: 0 },
    hasPlan: true,
    hasStandard: true,
  }
  const matrix = matrixOf([
    { ...bank, level: 2 },
    bank,
    { ...bank, level: 4, points: { all: 200, bare: 3 } },
    { ...bank, occupationCode: '4-01-02-03', occupation: '厨师', points: null, hasPlan: false, hasStandard: false },
  ])
  expect(matrix).toMatchObject({ banks: 4, lights: { red: 1, amber: 2, green: 1 } })
  const told = matrix.rows.map(({ occupation, cells }) => [
    occupation,
    ...cells.map(({ level, light, reasons }) => [level, light, reasons.length]),
  ])
  expect(told).toEqual([
    ['厨师', [3, 'amber', 3]],
    ['电工', [4, 'amber', 1], [3, 'green', 0], [2, 'red', 1]],
  ])
  expect(matrix.rows[1]!.cells[2]!.reasons[0]!.zh).toMatch(/答辩.*0，应有10/)
})
