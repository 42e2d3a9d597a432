import { expect, test } from 'vitest'
import { assemble } from '../../core/assembly/assemble.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { onDay } from '../../core/blueprint/on-day.ts'
import { resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { check } from '../../core/check/check.ts'
import { poolItem, referenceBlueprint, referencePool } from '../support/pools.ts'

const many = (count: number, fields: Partial<PoolItem>, prefix: string): PoolItem[] =>
  Array.from({ length: count }, (_, n) => poolItem({ id: `${prefix}${n}`, ...fields }))
const singles = (count: number): Blueprint => ({ sections: [{ type: 'single', count, marks: 1 }] })
const found = async (pool: PoolItem[], blueprint: Blueprint, papers = 1, seed = 's') => {
  const made = await assemble(pool, blueprint, { papers, seed })
  if (made.outcome !== 'found') throw new Error(JSON.stringify(made).slice(0, 500))
  return made
}
const breaches = (pool: PoolItem[], blueprint: Blueprint, papers: string[][]) => {
  const resolution = resolveBlueprint(blueprint)
  if (!resolution.ok) throw new Error('contradiction')
  return check(pool, resolution.blueprint, papers).breaches.map(({ rule }) => rule)
}

/**
 * One scene for each rule: without the rule the bank gives papers that break it,
 * with it none, and the judge names a set that does. `rule` switches it on.
 */
type Scene = {
  pool: PoolItem[]
  plan: Blueprint
  rule: Partial<Blueprint>
  papers?: number
  line: string
  wrong: string[][]
}
const scenes: Record<string, Scene> = {
  'items of a scope, at any depth': {
    pool: [...many(6, { scope: 'A-B' }, 'a'), ...many(2, { scope: 'A-C-D' }, 'd'), ...many(4, { scope: 'AC' }, 'c')],
    plan: singles(3),
    rule: { scopes: [{ scope: 'A-C', min: 1, max: 2 }] },
    line: 'scope.A-C',
    wrong: [['a0', 'a1', 'c0']],
  },
  'half marks of a scope': {
    pool: [
      ...many(4, { scope: 'A' }, 'a'),
      ...many(4, { scope: 'B' }, 'b'),
      ...many(4, { type: 'multiple', scope: 'B' }, 'm'),
      ...many(1, { type: 'multiple', scope: 'A' }, 'n'),
    ],
    plan: {
      sections: [
        { type: 'single', count: 2, marks: 0.5 },
        { type: 'multiple', count: 1, marks: 1 },
      ],
    },
    rule: { scopes: [{ scope: 'A', marks: 1.5 }] },
    line: 'scope.A',
    wrong: [['a0', 'a1', 'm0']],
  },
  'the weight of a scope': {
    pool: [...many(6, { scope: 'A' }, 'a'), ...many(6, { scope: 'B' }, 'b')],
    plan: singles(3),
    rule: {
      scopes: [
        { scope: 'A', weight: 34 },
        { scope: 'B', weight: 66 },
      ],
      off: ['scope.B'],
    },
    line: 'scope.A',
    wrong: [['a0', 'a1', 'b0']],
  },
  'items of a difficulty': {
    pool: [...many(6, { difficulty: 1 }, 'e'), ...many(2, { difficulty: null }, 'u')],
    plan: singles(3),
    rule: { difficulty: [{ level: 'unknown', count: 1 }] },
    line: 'difficulty.unknown',
    wrong: [['e0', 'e1', 'e2']],
  },
  'a share of a difficulty, with its tolerance': {
    pool: [...many(8, { difficulty: 1 }, 'e'), ...many(3, { difficulty: 4 }, 'h')],
    plan: singles(4),
    rule: {
      difficulty: [
        { level: 4, share: 50, tolerance: 25 },
        { level: 1, share: 50, tolerance: 25 },
      ],
      off: ['difficulty.1'],
    },
    line: 'difficulty.4',
    wrong: [['e0', 'e1', 'e2', 'e3']],
  },
  'the mean difficulty': {
    pool: [...many(8, { difficulty: 1 }, 'e'), ...many(3, { difficulty: 4 }, 'h')],
    plan: singles(3),
    rule: { meanDifficulty: { min: 2, max: 3 } },
    line: 'mean-difficulty',
    wrong: [['e0', 'e1', 'e2']],
  },
  'the mean difficulty of a section': {
    pool: [...many(4, { difficulty: 1 }, 'e'), ...many(4, { difficulty: 5 }, 'h')],
    plan: {
      sections: [
        { type: 'single', count: 2, marks: 1 },
        { type: 'single', count: 2, marks: 1 },
      ],
    },
    rule: { targets: [{ of: 'difficulty', measure: 'mean', section: 2, min: 3, max: 3 }] },
    line: 'target.difficulty.mean.2',
    wrong: [['e0', 'h0', 'h1', 'h2']],
  },
  'a share of an importance': {
    pool: [...many(8, { importance: 'X' }, 'x'), ...many(2, { importance: 'Z' }, 'z')],
    plan: singles(4),
    rule: {
      importance: [
        { level: 'Z', share: 25 },
        { level: 'X', share: 75 },
      ],
      off: ['importance.X'],
    },
    line: 'importance.Z',
    wrong: [['x0', 'x1', 'x2', 'x3']],
  },
  'items on one point': {
    pool: [...many(8, { point: 'P' }, 'p'), ...many(2, { point: 'Q' }, 'q')],
    plan: singles(3),
    rule: { perPoint: { max: 2 } },
    line: 'per-point',
    wrong: [['p0', 'p1', 'p2']],
  },
  'no item in two papers': {
    pool: many(6, {}, 'i'),
    plan: { ...singles(3), off: ['overlap'] },
    rule: { off: [] },
    papers: 2,
    line: 'overlap',
    wrong: [
      ['i0', 'i1', 'i2'],
      ['i2', 'i3', 'i4'],
    ],
  },
  'items that two papers share': {
    pool: many(8, {}, 'i'),
    plan: { ...singles(4), overlap: { withinSet: 2 }, off: ['overlap'] },
    rule: { off: [] },
    papers: 3,
    line: 'overlap',
    wrong: [
      ['i0', 'i1', 'i2', 'i3'],
      ['i0', 'i1', 'i2', 'i4'],
      ['i4', 'i5', 'i6', 'i7'],
    ],
  },
  'enemies and families': {
    pool: [...many(3, { enemies: ['f0', 'f1', 'f2'] }, 'f'), ...many(1, {}, 'i')],
    plan: { ...singles(2), off: ['enemies'] },
    rule: { off: [] },
    line: 'enemies',
    wrong: [['f0', 'f2']],
  },
  'difficulty within a section': {
    pool: [
      ...many(4, { difficulty: 1 }, 'e'),
      ...many(4, { difficulty: 5 }, 'h'),
      ...many(4, { type: 'true_false', difficulty: 5 }, 't'),
    ],
    plan: {
      sections: [
        { type: 'single', count: 2, marks: 1 },
        { type: 'true_false', count: 2, marks: 1 },
      ],
    },
    rule: {
      sections: [
        { type: 'single', count: 2, marks: 1, difficulty: [{ level: 5, count: 0 }] },
        { type: 'true_false', count: 2, marks: 1 },
      ],
    },
    line: 'section.1.difficulty.5',
    wrong: [['e0', 'h0', 't0', 't1']],
  },
  'scopes within a part of a section': {
    pool: [...many(4, { scope: 'A' }, 'a'), ...many(4, { scope: 'B' }, 'b')],
    plan: {
      sections: [
        { type: 'single', count: 2, marks: 1 },
        { type: 'single', count: 2, marks: 2 },
      ],
    },
    rule: {
      sections: [
        { type: 'single', count: 2, marks: 1, scopes: [{ scope: 'A', count: 2 }] },
        { type: 'single', count: 2, marks: 2, scopes: [{ scope: 'B', weight: 100 }] },
      ],
    },
    line: 'section.1.scope.A',
    wrong: [['b0', 'a0', 'b1', 'b2']],
  },
  'a further attribute': {
    pool: [
      ...many(6, { attributes: { 认知层次: '记忆' } }, 'm'),
      ...many(2, { attributes: { 认知层次: '应用' } }, 'a'),
    ],
    plan: singles(3),
    rule: { attributes: [{ name: '认知层次', value: '应用', min: 2 }] },
    line: 'attribute.认知层次.应用',
    wrong: [['m0', 'm1', 'a0']],
  },
  'a share of an attribute': {
    pool: [...many(6, { attributes: { image: 'no' } }, 'n'), ...many(2, { attributes: { image: 'yes' } }, 'y')],
    plan: singles(4),
    rule: { attributes: [{ name: 'image', value: 'yes', share: 50 }] },
    line: 'attribute.image.yes',
    wrong: [['n0', 'n1', 'n2', 'y0']],
  },
  'different points, at least': {
    pool: [...many(8, { point: 'P' }, 'p'), ...['Q', 'R', 'S'].map((point) => poolItem({ id: point, point }))],
    plan: singles(4),
    rule: { points: { min: 4 } },
    line: 'points',
    wrong: [['p0', 'p1', 'Q', 'R']],
  },
  'nothing from the last sets': {
    pool: [...many(6, { setsAgo: 2 }, 'o'), ...many(2, { setsAgo: 3 }, 'p')],
    plan: singles(2),
    rule: { overlap: { lastSets: 2 } },
    line: 'earlier.sets',
    wrong: [['o0', 'p0']],
  },
  'nothing used since a day': {
    pool: [...many(6, { lastUsed: '2026-05-22' }, 'o'), ...many(2, { lastUsed: '2026-05-21' }, 'p')],
    plan: singles(2),
    rule: { overlap: { usedBefore: '2026-05-22' } },
    line: 'earlier.day',
    wrong: [['o0', 'p0']],
  },
  'nothing used too often': {
    pool: [...many(6, { used: 2 }, 'o'), ...many(2, { used: 1 }, 'p')],
    plan: singles(2),
    rule: { overlap: { maxUses: 2 } },
    line: 'earlier.uses',
    wrong: [['o0', 'p0']],
  },
  anchors: {
    pool: many(9, {}, 'i'),
    plan: { ...singles(3), overlap: { withinSet: 2 } },
    rule: { anchors: ['i7', 'i8'] },
    papers: 3,
    line: 'anchors',
    wrong: [
      ['i7', 'i8', 'i0'],
      ['i7', 'i1', 'i2'],
      ['i7', 'i8', 'i3'],
    ],
  },
  'groups taken whole': {
    pool: [...many(3, { group: 'g' }, 'g'), ...many(2, {}, 'i')],
    plan: singles(3),
    rule: {},
    line: 'groups',
    wrong: [['g0', 'g1', 'i0']],
  },
  'an item pinned to a paper': {
    pool: many(9, {}, 'i'),
    plan: singles(2),
    rule: { pinned: [{ item: 'i8', paper: 3 }, { item: 'i7', paper: 3 }, { item: 'i6' }] },
    papers: 4,
    line: 'pinned',
    wrong: [
      ['i7', 'i8'],
      ['i6', 'i5'],
      ['i4', 'i3'],
      ['i2', 'i1'],
    ],
  },
  'items kept out of a paper and out of the set': {
    pool: many(9, {}, 'i'),
    plan: singles(2),
    rule: { excluded: [...[0, 1, 2, 3, 4, 5].map((n) => ({ item: `i${n}`, paper: 2 })), { item: 'i8' }] },
    papers: 4,
    line: 'excluded',
    wrong: [
      ['i0', 'i1'],
      ['i2', 'i3'],
      ['i4', 'i5'],
      ['i6', 'i7'],
    ],
  },
  'the share of true items': {
    pool: [
      ...many(8, { type: 'true_false', attributes: { answer: 'true' } }, 't'),
      ...many(2, { type: 'true_false', attributes: { answer: 'false' } }, 'f'),
    ],
    plan: { sections: [{ type: 'true_false', count: 4, marks: 1 }] },
    rule: { answers: { trueShare: { min: 40, max: 60 } } },
    line: 'answers.true',
    wrong: [['t0', 't1', 't2', 'f0']],
  },
  'multiple choice of different sizes': {
    pool: [
      ...many(8, { type: 'multiple', attributes: { answer: '3' } }, 't'),
      ...many(2, { type: 'multiple', attributes: { answer: '2' } }, 'd'),
    ],
    plan: { sections: [{ type: 'multiple', count: 4, marks: 1 }] },
    rule: { answers: { oneSize: 75 } },
    line: 'answers.size.3',
    wrong: [['t0', 't1', 't2', 't3']],
  },
  'a sum in a band': {
    pool: [...many(8, { seconds: 60 }, 's'), ...many(4, { seconds: 100 }, 'l')],
    plan: singles(4),
    rule: { targets: [{ of: 'seconds', measure: 'sum', min: 390, max: 400 }] },
    line: 'target.seconds.sum',
    wrong: [['s0', 's1', 'l0', 'l1']],
  },
  'a mean of an attribute in a band': {
    pool: [...many(8, { attributes: { facility: '0.9' } }, 'e'), ...many(4, { attributes: { facility: '0.3' } }, 'h')],
    plan: singles(4),
    rule: { targets: [{ of: 'facility', measure: 'mean', min: 0.45, max: 0.65 }] },
    line: 'target.facility.mean',
    wrong: [['e0', 'e1', 'e2', 'h0']],
  },
  'a mean weighted by marks': {
    pool: [...many(4, { difficulty: 2 }, 'e'), ...many(4, { difficulty: 4 }, 'h')],
    plan: {
      sections: [
        { type: 'single', count: 2, marks: 1 },
        { type: 'single', count: 2, marks: 3 },
      ],
    },
    rule: { targets: [{ of: 'difficulty', measure: 'mean', weighted: true, min: 3.5 }] },
    line: 'target.difficulty.mean.weighted',
    wrong: [['h0', 'h1', 'e0', 'e1']],
  },
}

test.each(Object.entries(scenes))('%s: kept when it is on, named by the judge when it is broken', async (_, scene) => {
  const { pool, plan, rule, papers = 1, line, wrong } = scene
  const blueprint = { ...plan, ...rule }
  for (const seed of ['a', 'b', 'c']) {
    const made = await found(pool, blueprint, papers, seed)
    expect(made.report.holds).toBe(true)
    expect([...made.report.rules, ...made.report.set].map(({ id }) => id)).toContain(line)
  }
  expect(breaches(pool, blueprint, wrong)).toEqual([line])
  expect(breaches(pool, { ...plan, off: [...(plan.off ?? []), 'groups'] }, wrong)).toEqual([])
})

test.each(Object.entries(scenes))('%s: switched off, neither kept nor judged', async (_, scene) => {
  const { pool, plan, rule, papers = 1, line, wrong } = scene
  const blueprint = { ...plan, ...rule }
  // The sizes of answers are one row each, and one switch.
  const rows = line.startsWith('answers.size') ? 'answers.size' : line
  const off = { ...blueprint, off: [...(blueprint.off ?? []), rows] }
  const made = await found(pool, off, papers)
  expect([...made.report.rules, ...made.report.set].map(({ id }) => id)).not.toContain(line)
  expect(breaches(pool, off, wrong)).toEqual([])
})

test('a switched-off row may contradict the others, and a weight that is off still counts', () => {
  const scopes = [
    { scope: 'A', weight: 40 },
    { scope: 'B', weight: 60 },
    { scope: 'C', count: 99 },
  ]
  const resolution = resolveBlueprint({
    ...singles(10),
    scopes,
    difficulty: [
      { level: 1, min: 8 },
      { level: 2, min: 8 },
    ],
    off: ['scope.B', 'scope.C', 'difficulty.2'],
  })
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.contradictions))
  expect(resolution.blueprint.rules.map(({ id, min }) => [id, min])).toEqual([
    ['section.1', 10],
    ['scope.A', 4],
    ['difficulty.1', 8],
  ])
})

test('a switch that names no rule is told, and so is one for the length of a section', () => {
  for (const rule of ['scope.Z', 'section.1'])
    expect(resolveBlueprint({ ...singles(1), off: [rule] })).toMatchObject({
      ok: false,
      contradictions: [{ place: 'off[0]', sentence: { en: expect.stringContaining(rule) } }],
    })
})

test('every sentence stands in both languages', () => {
  for (const { plan, rule, pool, wrong } of Object.values(scenes)) {
    const resolution = resolveBlueprint({ ...plan, ...rule })
    if (!resolution.ok) throw new Error('contradiction')
    const report = check(pool, resolution.blueprint, wrong)
    for (const { sentence } of [...report.rules, ...report.set]) {
      expect(sentence.zh).toMatch(/\p{Script=Han}/u)
      expect(sentence.en).toMatch(/[a-z]/)
    }
  }
})

const contradictions: [string, PoolItem[], Blueprint, RegExp][] = [
  [
    'more pins than places',
    many(9, {}, 'i'),
    {
      ...singles(1),
      pinned: [
        { item: 'i0', paper: 1 },
        { item: 'i1', paper: 1 },
      ],
    },
    /room for 1/,
  ],
  [
    'a pin that is excluded',
    many(9, {}, 'i'),
    { ...singles(1), pinned: [{ item: 'i0' }], excluded: [{ item: 'i0' }] },
    /both pinned and excluded/,
  ],
  ['a pin that is not there', many(9, {}, 'i'), { ...singles(1), pinned: [{ item: 'x' }] }, /not in the usable pool/],
  ['a pin beyond the papers', many(9, {}, 'i'), { ...singles(1), pinned: [{ item: 'i0', paper: 5 }] }, /beyond the 2/],
  [
    'an item pinned twice',
    many(9, {}, 'i'),
    {
      ...singles(1),
      pinned: [
        { item: 'i0', paper: 1 },
        { item: 'i0', paper: 2 },
      ],
    },
    /papers share no item/,
  ],
  [
    'enemies pinned together',
    [poolItem({ id: 'a', enemies: ['b'] }), ...many(5, {}, 'i'), poolItem({ id: 'b' })],
    {
      ...singles(2),
      pinned: [
        { item: 'a', paper: 1 },
        { item: 'b', paper: 1 },
      ],
    },
    /enemies/,
  ],
  ['more points than there are', many(9, { point: 'P' }, 'i'), { ...singles(3), points: { min: 2 } }, /are on 1/],
  [
    'a sum out of reach',
    many(9, { seconds: 10 }, 'i'),
    { ...singles(3), targets: [{ of: 'seconds', measure: 'sum', min: 31 }] },
    /from 30 to 30/,
  ],
  [
    'a band between whole numbers',
    many(9, { type: 'true_false' }, 'i'),
    { sections: [{ type: 'true_false', count: 3, marks: 1 }], answers: { trueShare: { min: 40, max: 60 } } },
    /No whole number/,
  ],
  ['months without a day', many(9, {}, 'i'), { ...singles(1), overlap: { months: 6 } }, /day to count from/],
]
test.each(contradictions)('%s is told before any search', async (_, pool, blueprint, words) => {
  const made = await assemble(pool, blueprint, { papers: 2, seed: 's' })
  if (made.outcome !== 'contradiction') throw new Error(made.outcome)
  expect(made.contradictions.map(({ sentence }) => sentence.en).join()).toMatch(words)
  for (const { sentence } of made.contradictions) expect(sentence.zh).toMatch(/\p{Script=Han}/u)
})

test('months back are a day, in short months the last one', () => {
  const on = (day: string, months: number) => onDay({ ...singles(1), overlap: { months } }, day).overlap
  expect(on('2026-11-22', 6)).toEqual({ usedBefore: '2026-05-22' })
  expect(on('2026-03-31', 1)).toEqual({ usedBefore: '2026-02-28' })
  expect(on('2024-03-31', 1)).toEqual({ usedBefore: '2024-02-29' })
  expect(on('2026-01-15', 13)).toEqual({ usedBefore: '2024-12-15' })
})

test('spare papers come after those asked for and share nothing with them', async () => {
  const made = await found(many(30, {}, 'i'), { ...singles(2), spare: 2 }, 10)
  expect(made.papers).toHaveLength(12)
  expect(new Set(made.papers.flat()).size).toBe(24)
})

test('the set stands on as many different points as it can', async () => {
  const pool = [
    ...many(40, { point: 'P' }, 'p'),
    ...Array.from({ length: 8 }, (_, n) => poolItem({ id: `q${n}`, point: `Q${n}` })),
  ]
  const made = await found(pool, { ...singles(5), points: { vary: true } }, 4)
  expect(made.report.points).toBe(9)
})

test('papers that have to share items stand on as many different points as they can, too', async () => {
  const pool = [
    ...many(40, { point: 'P' }, 'p'),
    ...Array.from({ length: 20 }, (_, n) => poolItem({ id: `q${n}`, point: `Q${n}` })),
    ...many(5, { type: 'true_false' }, 't'),
  ]
  const plan: Blueprint = {
    sections: [...singles(5).sections, { type: 'true_false', count: 2, marks: 1 }],
    overlap: { withinSet: 2 },
  }
  const made = await found(pool, { ...plan, points: { vary: true } }, 6)
  expect(made.report.set.find(({ id }) => id === 'overlap')?.measured).toBeGreaterThan(0)
  expect(made.report.points).toBe(21)
  expect((await found(pool, plan, 6)).report.points).toBeLessThan(21)
})

test('a mean in a narrow band holds for every paper of a large set, and seconds are still evened out', async () => {
  const pool = referencePool(1200, { points: 300 }).map((item, index) => ({
    ...item,
    attributes: { facility: String(((index * 37) % 100) / 100) },
  }))
  const blueprint: Blueprint = {
    ...referenceBlueprint,
    targets: [
      { of: 'facility', measure: 'mean', min: 0.49, max: 0.5 },
      { of: 'seconds', measure: 'sum', min: 6700, max: 7300, even: true },
    ],
  }
  const made = await found(pool, blueprint, 10)
  const seconds = made.report.papers.map((paper) => paper.seconds)
  expect(Math.max(...seconds) - Math.min(...seconds)).toBeLessThanOrEqual(4)
})

test('a target that other rules put out of reach is said to be that, not a shortage of items', async () => {
  const pool = [...many(6, { scope: 'A', seconds: 10 }, 'a'), ...many(6, { scope: 'B', seconds: 100 }, 'b')]
  const blueprint: Blueprint = {
    ...singles(3),
    scopes: [{ scope: 'A', count: 3 }],
    targets: [{ of: 'seconds', measure: 'sum', min: 200 }],
  }
  const made = await assemble(pool, blueprint, { papers: 1, seed: 's' })
  expect(made).toMatchObject({ outcome: 'contradiction', contradictions: [{ place: 'targets' }] })
})

test('ten papers of 190 from 1,200 items share little more than they must, and their time is even', async () => {
  const pool = [
    ...Array.from({ length: 880 }, (_, n) => poolItem({ id: `s${n}`, seconds: 20 + ((n * 37) % 90) })),
    ...Array.from({ length: 250 }, (_, n) =>
      poolItem({ id: `t${n}`, type: 'true_false', seconds: 10 + ((n * 13) % 40) }),
    ),
    ...Array.from({ length: 70 }, (_, n) => poolItem({ id: `m${n}`, type: 'multiple', seconds: 60 + ((n * 7) % 90) })),
  ]
  const plan: Blueprint = {
    sections: [
      { type: 'single', count: 140, marks: 0.5 },
      { type: 'true_false', count: 40, marks: 0.5 },
      { type: 'multiple', count: 10, marks: 1 },
    ],
    balance: ['seconds'],
  }
  // 1,400 single and 400 true/false uses of 880 and 250 items: 520 + 150 + 30 second uses over 45 pairs of papers.
  const least = Math.ceil((520 + 150 + 30) / 45)
  const made = await found(pool, { ...plan, overlap: { withinSet: least + 1 } }, 10)
  const shared = (a: string[], b: string[]) => a.filter((id) => b.includes(id)).length
  const total = made.papers.reduce(
    (sum, ids, at) => sum + made.papers.slice(0, at).reduce((n, other) => n + shared(ids, other), 0),
    0,
  )
  expect(total).toBeLessThanOrEqual(Math.ceil((520 + 150 + 30) * 1.02))
  const seconds = made.report.papers.map((paper) => paper.seconds)
  expect(Math.max(...seconds) - Math.min(...seconds)).toBeLessThanOrEqual(4)
})
