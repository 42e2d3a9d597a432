import { expect, test } from 'vitest'
import { assemble } from '../../core/assembly/assemble.ts'
import { yieldOf } from '../../core/assembly/yield.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { poolItem, referenceBlueprint, referencePool } from '../support/pools.ts'

const many = (count: number, fields: Partial<PoolItem>, prefix: string): PoolItem[] =>
  Array.from({ length: count }, (_, n) => poolItem({ id: `${prefix}${String(n).padStart(3, '0')}`, ...fields }))

const shortageOf = async (pool: PoolItem[], blueprint: Blueprint, papers: number) => {
  const made = await assemble(pool, blueprint, { papers, seed: 's' })
  if (made.outcome !== 'impossible') throw new Error(made.outcome)
  return made.shortage
}

const bank900 = (['single', 'multiple', 'true_false'] as const).flatMap((type) => many(300, { type }, type))
const plan190: Blueprint = {
  sections: [
    { type: 'single', count: 140, marks: 0.5 },
    { type: 'true_false', count: 40, marks: 0.5 },
    { type: 'multiple', count: 10, marks: 1 },
  ],
}

test('a bank of 900 gives two 190-item papers, and ten need 1,200 more items', async () => {
  expect(await yieldOf(bank900, plan190)).toEqual({ found: 2, upper: 2 })
  expect(await shortageOf(bank900, plan190, 10)).toMatchObject({
    rows: [
      { rule: 'section.1', needs: 1400, has: 300 },
      { rule: 'section.2', needs: 400, has: 300 },
    ],
    cells: [
      { type: 'single', needs: 1400, has: 300, write: 1100 },
      { type: 'true_false', needs: 400, has: 300, write: 100 },
    ],
    total: 1200,
    proven: true,
    maxPapers: { found: 2, upper: 2 },
    sentences: expect.arrayContaining([
      {
        zh: '单选：10 套共需 1400 题，现有 300 题，需补写 1100 题',
        en: 'single choice: needs 1400 over 10 papers, has 300, write 1100',
      },
      { zh: '现有题库最多可组 2 套。', en: 'The bank as it is gives 2 papers at most.' },
    ]),
  })
})

// Each scope and each type has enough by itself; 多选 of scope A is what is missing.
const crossed = [
  ...many(40, { type: 'single', scope: 'A' }, 'sa'),
  ...many(2, { type: 'multiple', scope: 'A' }, 'ma'),
  ...many(6, { type: 'single', scope: 'B' }, 'sb'),
  ...many(40, { type: 'multiple', scope: 'B' }, 'mb'),
]
const crossPlan: Blueprint = {
  sections: [
    { type: 'single', count: 4, marks: 1 },
    { type: 'multiple', count: 4, marks: 1 },
  ],
  scopes: [
    { scope: 'A', count: 6 },
    { scope: 'B', count: 2 },
  ],
}

test('a hidden shortage is explained by the cross of two rules', async () => {
  const shortage = await shortageOf(crossed, crossPlan, 5)
  expect(shortage.rows).toEqual([])
  expect(shortage.conflict.map(({ rule }) => rule)).toEqual(['section.2', 'scope.A'])
  expect(shortage).toMatchObject({
    cross: { needs: 10, has: 2 },
    cells: [{ type: 'multiple', scope: 'A', needs: 10, has: 2, write: 8 }],
    total: 8,
    proven: true,
    maxPapers: { found: 1, upper: 1 },
  })
  expect(shortage.sentences[0]!.en).toMatch(/cannot hold together: section 2 .*; scope A/)
  expect(shortage.relaxations.length).toBeGreaterThan(0)
})

test('too few points are named as the cause, with the numbers to loosen that would each do', async () => {
  const plan: Blueprint = { sections: [{ type: 'single', count: 4, marks: 1 }], perPoint: { max: 1 } }
  const pool = ['P', 'Q', 'R'].flatMap((point) => many(9, { point, scope: point }, point))
  const shortage = await shortageOf(pool, plan, 2)
  expect(shortage).toMatchObject({ rows: [], conflict: [{ rule: 'per-point' }], cross: { needs: 8, has: 6 } })
  expect(shortage.instead.map(({ rule, max }) => [rule, max])).toEqual([['per-point', 2]])
  expect(shortage.sentences.map(({ en }) => en)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/cannot hold: at most 1 item per assessment point.*needs 8, has 6/),
      expect.stringMatching(
        /^Or write nothing and loosen "at most 1 item per assessment point and paper" to at most 2/,
      ),
    ]),
  )
  // With a scope in it, the cross of the scope and the cap is the cause.
  const wide = [...pool, ...Array.from({ length: 20 }, (_, n) => poolItem({ id: `w${n}`, point: `w${n}` }))]
  const crossedWithScope = await shortageOf(wide, { ...plan, scopes: [{ scope: 'P', min: 2 }] }, 2)
  expect(crossedWithScope).toMatchObject({
    conflict: [{ rule: 'scope.P' }, { rule: 'per-point' }],
    cross: { needs: 4, has: 2 },
  })
})

test('a bank that is too small is told how many items papers would have to share', async () => {
  const plan: Blueprint = { sections: [{ type: 'single', count: 10, marks: 1 }] }
  const { instead, relaxations } = await shortageOf(many(25, {}, 'i'), plan, 3)
  expect(relaxations).toEqual([])
  // 30 places for 25 items: five second uses over three pairs of papers.
  expect(instead).toMatchObject([{ rule: 'overlap', max: 2 }])
  const shared = await assemble(many(25, {}, 'i'), { ...plan, overlap: { withinSet: 2 } }, { papers: 3, seed: 's' })
  expect(shared.outcome).toBe('found')
})

test('the least loosening of rules will do, a mean among them', async () => {
  const pool = [...many(8, { difficulty: 2 }, 'e'), ...many(2, { difficulty: 5 }, 'h')]
  const plan: Blueprint = { sections: [{ type: 'single', count: 5, marks: 1 }], meanDifficulty: { min: 4, max: 4.5 } }
  const { relaxations, sentences } = await shortageOf(pool, plan, 1)
  // Three of 2 and two of 5 have a mean of 3.2.
  expect(relaxations).toMatchObject([{ rule: 'mean-difficulty', min: 320, max: 450 }])
  expect(sentences.map(({ zh }) => zh)).toContainEqual(
    expect.stringMatching(/不补写也可以：可放宽“平均难度 4–4.5”为3.2–4.5/),
  )
  const loosened = await assemble(pool, { ...plan, meanDifficulty: { min: 3.2, max: 4.5 } }, { papers: 1, seed: 's' })
  expect(loosened.outcome).toBe('found')
})

test('what to write is spread over cells where any would do', async () => {
  const pool = referencePool(1200).filter(({ type }) => type !== 'multiple')
  const { cells, total } = await shortageOf(
    pool,
    { sections: referenceBlueprint.sections, scopes: referenceBlueprint.scopes! },
    2,
  )
  expect(total).toBe(30)
  expect(Math.max(...cells.map(({ write }) => write))).toBeLessThanOrEqual(8)
})

test('what a shortage says to write is enough', async () => {
  const pool = referencePool(300)
  const { cells, total, rows } = await shortageOf(pool, referenceBlueprint, 10)
  expect(rows).toContainEqual(expect.objectContaining({ rule: 'section.2', needs: 150, has: 45 }))
  expect(total).toBe(700)
  const written = cells.flatMap(({ write, needs: _, has: __, scope, difficulty, importance, type }, cell) =>
    many(
      write,
      { type, scope: scope!, difficulty: difficulty as number, importance: importance as 'X' },
      `new${cell}-`,
    ),
  )
  expect(await assemble([...pool, ...written], referenceBlueprint, { papers: 10, seed: 's' })).toMatchObject({
    outcome: 'found',
  })
})

test('points that cannot be told apart by counts are caught exactly', async () => {
  const plan: Blueprint = { sections: [{ type: 'single', count: 3, marks: 1 }], perPoint: { max: 1 } }
  const pool = [...many(5, { point: 'P1' }, 'a'), ...many(5, { point: 'P2' }, 'b'), ...many(1, { point: 'P3' }, 'c')]
  expect(await assemble(pool, plan, { papers: 1, seed: 's' })).toMatchObject({ outcome: 'found' })
  expect(await shortageOf(pool, plan, 2)).toMatchObject({
    total: 1,
    proven: true,
    cells: [{ type: 'single', write: 1 }],
  })
})

test('enemies are symmetric, unknown ids among them are ignored, and a family shares no paper', async () => {
  const plan: Blueprint = { sections: [{ type: 'single', count: 2, marks: 1 }] }
  const pair = [poolItem({ id: 'a', enemies: ['b', 'gone'] }), poolItem({ id: 'b' })]
  expect(await assemble(pair, plan, { papers: 1, seed: 's' })).toMatchObject({
    outcome: 'impossible',
    shortage: { total: 1, proven: true },
  })
  const family = ['a', 'b', 'c'].map((id) => poolItem({ id, enemies: ['a', 'b', 'c'].filter((other) => other !== id) }))
  const made = await assemble([...family, ...many(3, {}, 'free')], plan, { papers: 3, seed: 's' })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  expect(made.papers.map((ids) => ids.filter((id) => id.length === 1).length)).toEqual([1, 1, 1])
})

test('the least used items are taken first, then the longest unused', async () => {
  const pool = [
    ...many(5, { used: 1, lastUsed: '2026-05-01' }, 'recent'),
    ...many(5, { used: 1, lastUsed: '2024-05-01' }, 'older'),
    ...many(5, { used: 2, lastUsed: '2020-05-01' }, 'worn'),
    ...many(5, { used: 0 }, 'fresh'),
  ]
  const made = await assemble(pool, { sections: [{ type: 'single', count: 5, marks: 1 }] }, { papers: 2, seed: 's' })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  expect(new Set(made.papers.flat().map((id) => id.slice(0, 3)))).toEqual(new Set(['fre', 'old']))
})

// A paper takes one item of scope A, one of importance X and one of difficulty 1. Halves of a, b and c would do for
// totals, but only an item that is all three does in a paper of whole items.
const parity: Blueprint = {
  sections: [{ type: 'single', count: 2, marks: 1 }],
  scopes: [{ scope: 'A', count: 1 }],
  importance: [{ level: 'X', count: 1 }],
  difficulty: [{ level: 1, count: 1 }],
}
const halves = [
  poolItem({ id: 'a', scope: 'A', difficulty: 1 }),
  poolItem({ id: 'b', scope: 'A', importance: 'X' }),
  poolItem({ id: 'c', importance: 'X', difficulty: 1 }),
  ...many(20, {}, 'plain'),
]
const allThree = (count: number) => many(count, { scope: 'A', importance: 'X', difficulty: 1 }, 'd')

test('where totals exist and papers do not, the joint model decides', async () => {
  expect(await assemble([...halves, ...allThree(3)], parity, { papers: 3, seed: 's' })).toMatchObject({
    outcome: 'found',
  })
  expect(await shortageOf([...halves, ...allThree(1)], parity, 3)).toMatchObject({
    rows: [],
    total: 2,
    proven: true,
    cells: [{ scope: 'A', importance: 'X', difficulty: 1, has: 1, write: 2 }],
    maxPapers: { found: 1 },
  })
})

test('a yield is bounded by proof where fractions would give more', async () => {
  expect(await yieldOf([...halves, ...allThree(1)], parity)).toEqual({ found: 1, upper: 1 })
})

test('a number to write that only totals ask for is not believed', async () => {
  expect(await shortageOf([...halves, ...allThree(1)], parity, 4)).toMatchObject({ total: 3, proven: true })
})

test('papers are in the order of the sections, two sections of one type included', async () => {
  const plan: Blueprint = {
    sections: [
      { type: 'true_false', count: 2, marks: 1 },
      { type: 'single', count: 2, marks: 1 },
      { type: 'true_false', count: 1, marks: 2 },
    ],
    scopes: [{ scope: 'A', marks: 2 }],
  }
  const pool = [
    ...many(4, { type: 'true_false' }, 't'),
    ...many(2, { type: 'true_false', scope: 'A' }, 'u'),
    ...many(4, {}, 's'),
  ]
  const made = await assemble(pool, plan, { papers: 2, seed: 's' })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  for (const ids of made.papers)
    expect(ids.map((id) => (id.startsWith('s') ? 'single' : 'true_false')).join()).toBe(
      'true_false,true_false,single,single,true_false',
    )
})

test('total time is evened out to a second', async () => {
  const made = await assemble(referencePool(1200), referenceBlueprint, { papers: 10, seed: 'balance' })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  const seconds = made.report.papers.map((paper) => paper.seconds)
  const mean = seconds.reduce((a, b) => a + b, 0) / 10
  expect(Math.max(...seconds.map((total) => Math.abs(total - mean)))).toBeLessThanOrEqual(1)
})

test('counts that sum to 97 are a contradiction, unless the pool has something else to fill up with', async () => {
  const scopes = referenceBlueprint.scopes!.with(0, { scope: 'A', count: 12 })
  const pool = referencePool(1200)
  expect(await assemble(pool, { ...referenceBlueprint, scopes }, { papers: 2, seed: 's' })).toMatchObject({
    outcome: 'contradiction',
    contradictions: [{ place: 'scopes', sentence: { en: expect.stringMatching(/at most 97 items/) } }],
  })
  const elsewhere = pool.map((item, index) => (index % 3 === 0 ? { ...item, scope: 'M' } : item))
  expect(await assemble(elsewhere, { ...referenceBlueprint, scopes }, { papers: 2, seed: 's' })).toMatchObject({
    outcome: 'found',
  })
})

test('rules that no bank could meet are a contradiction, not a shortage', async () => {
  const plan: Blueprint = {
    sections: [{ type: 'single', count: 4, marks: 1 }],
    difficulty: [{ level: 5, count: 4 }],
    meanDifficulty: { max: 3 },
  }
  const made = await assemble(many(20, { difficulty: 5 }, 'd'), plan, { papers: 1, seed: 's' })
  if (made.outcome !== 'contradiction') throw new Error(made.outcome)
  expect(made.contradictions.map(({ sentence }) => sentence.en).join()).toMatch(/difficulty 5.*mean difficulty/)
})

test('papers share at most what the blueprint allows', async () => {
  const pool = referencePool(1200)
  const blueprint = { ...referenceBlueprint, overlap: { withinSet: 6 } }
  const made = await assemble(pool, blueprint, { papers: 20, seed: 's' })
  if (made.outcome !== 'found') throw new Error(JSON.stringify(made).slice(0, 300))
  expect(new Set(made.papers.flat()).size).toBeLessThan(2000)
  expect(made.report.set.find(({ id }) => id === 'overlap')).toMatchObject({ most: 6, holds: true })
})

test('an overlap cap below what arithmetic allows is a contradiction with the cap that would do', async () => {
  const made = await assemble(bank900, { ...plan190, overlap: { withinSet: 20 } }, { papers: 10, seed: 's' })
  expect(made).toMatchObject({
    outcome: 'contradiction',
    contradictions: [{ place: 'overlap.withinSet', sentence: { en: expect.stringMatching(/Raise it to 60 or more/) } }],
  })
})

test('a bank that cannot give one paper is short even when items may be shared', async () => {
  const made = await assemble(
    bank900,
    { sections: [{ type: 'essay', count: 1, marks: 20 }], overlap: { withinSet: 1 } },
    { papers: 3, seed: 's' },
  )
  expect(made).toMatchObject({
    outcome: 'impossible',
    shortage: { papers: 1, total: 1, cells: [{ type: 'essay', write: 1 }] },
  })
})

test('progress tells the rung and the papers that are settled', async () => {
  const seen: string[] = []
  await assemble(referencePool(600), referenceBlueprint, {
    papers: 3,
    seed: 's',
    onProgress: ({ rung, papers, of }) => seen.push(`${rung} ${papers}/${of}`),
  })
  expect(seen).toEqual(['totals 0/3', 'box 0/3', 'box 1/3', 'box 2/3'])
})

test('a node limit ends as not finished or a proof, never as a set that breaks a rule', async () => {
  const made = await assemble(
    referencePool(1020, { enemyShare: 0.6, points: 300 }),
    { ...referenceBlueprint, perPoint: { max: 1 } },
    { papers: 10, seed: 's', nodes: 0 },
  )
  if (made.outcome === 'found') expect(made.report.holds).toBe(true)
  else expect(made.outcome).toBe('not-finished')
})
