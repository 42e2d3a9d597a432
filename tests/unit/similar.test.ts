import { beforeAll, describe, expect, test } from 'vitest'
import type { TheoryItem } from '../../core/item.ts'
import { readRows } from '../../core/row/read.ts'
import { comparedTexts, frameOf } from '../../core/similar/frame.ts'
import { comparedAs, nearDuplicates, type SimilarPair, textSimilarity } from '../../core/similar.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'
import { sample } from '../support/app.ts'
import { judgement } from '../support/papers.ts'

const pair = (a: string, b: string, threshold?: number): SimilarPair | undefined =>
  nearDuplicates([comparedAs('a', judgement(a, true))], [comparedAs('b', judgement(b, true))], {
    ...(threshold !== undefined && { threshold }),
  })[0]

describe('two questions', () => {
  test.each([
    ['width, case and punctuation', '额定电压为２２０Ｖ，频率50Hz。', '额定电压为220v 频率50hz'],
    [
      'the dress of a formula',
      '电流为$I=\\frac{U}{R}$，$U=220\\,\\text{V}$',
      '电流为$I = \\frac{U}{R}$，$U = 220\\mathrm{V}$',
    ],
    ['markup', '**安全**电压为36 V', '安全电压为36 V'],
    ['zeros', '电压为 5.0 V，电流为 02 A', '电压为 5 V，电流为 2 A'],
  ])('are the same but for %s', (_, a, b) => expect(pair(a, b)).toMatchObject({ similarity: 1, why: 'same' }))

  test.each([
    [
      'numbers',
      '两个 $3\\,\\Omega$ 与 $6\\,\\Omega$ 的电阻并联，总电阻为',
      '两个 $4\\,\\Omega$ 与 $12\\,\\Omega$ 的电阻并联，总电阻为',
    ],
    ['decimals', '导线截面积为 2.5 mm²', '导线截面积为 16 mm²'],
    [
      'a picture',
      `如图所示，波形的频率为 ![](sha256:${'a'.repeat(64)})`,
      `如图所示，波形的频率为 ![](sha256:${'b'.repeat(64)})`,
    ],
  ])('that differ in %s alone are variants of one', (_, a, b) =>
    expect(pair(a, b)).toMatchObject({ similarity: 1, why: 'numbers' }),
  )

  test('told in other words are alike, and not one calculation', () => {
    const found = pair('三相异步电动机的额定转速应当略低于其同步转速。', '三相异步电动机的额定转速略低于同步转速。')
    expect(found).toMatchObject({ why: 'wording' })
    expect(found!.similarity).toBeLessThan(1)
  })

  test('names keep their digits: KM1 and KM2 are two things, an index is no quantity', () => {
    expect(frameOf('按下SB1，KM1得电').text).not.toBe(frameOf('按下SB2，KM2得电').text)
    expect(frameOf('$R_1$ 与 $R_{12}$ 串联').text).toBe('r_1与r_12串联')
  })

  test('with nothing in common are no pair at any threshold', () =>
    expect(pair('变压器能改变电压。', '接地线用黄绿双色。', 0.01)).toBeUndefined())
})

test('a quantity counts once whatever it is: the frame holds no digit of it', () => {
  const { text, told } = frameOf('$10^{-3}$ A 与 220 V、1.50 kΩ')
  expect(text).not.toMatch(/\d/)
  expect(told).toEqual(['10', '3', '220', '1.5'])
})

test('items of every kind have texts to compare, none of them a key', () => {
  const item = { ...judgement('题干', true), rationale: '解析', type: 'short_answer' as const, key: { text: '答案' } }
  expect(comparedTexts(item)).toEqual(['题干'])
})

test('ten thousand copies are found without ten thousand squared pairs', () => {
  const copies = Array.from({ length: 10_000 }, (_, i) => comparedAs(`c${i}`, judgement('测试题', true)))
  const pairs = nearDuplicates(copies, [], { perItem: 3 })
  expect(pairs.length).toBeGreaterThanOrEqual(9_999)
  expect(pairs.length).toBeLessThanOrEqual(30_000)
})

test('names of points are compared with their numbers', () => {
  expect(textSimilarity('欧姆定律', '欧姆定律')).toBe(1)
  expect(textSimilarity('36 V 安全电压', '24 V 安全电压')).toBeLessThan(1)
})

describe('the sample bank', () => {
  let items: TheoryItem[]
  let pairs: SimilarPair[]
  beforeAll(async () => {
    const { rows } = readRows(await readWorkbook(sample('electrician-l3-theory.xlsx')), { kind: 'theory', table: null })
    items = rows.flatMap((row) => (row.outcome === 'item' && row.content.kind === 'theory' ? [row.content] : []))
    pairs = nearDuplicates(
      items.map((item, index) => comparedAs(String(index), item)),
      [],
      { perItem: Infinity },
    )
  })
  const family = (id: string) => items[Number(id)]!.family

  test('its families are recognised as families: all their 203 pairs, each told by its numbers', () => {
    const members = new Map<string, number>()
    for (const { family } of items) if (family !== null) members.set(family, (members.get(family) ?? 0) + 1)
    const all = [...members.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
    const found = pairs.filter(({ a, b }) => family(a) !== null && family(a) === family(b))
    expect([found.length, all]).toEqual([203, 203])
    expect(new Set(found.map(({ why }) => why))).toEqual(new Set(['numbers']))
  })

  test('seven more pairs are alike in their words, no more', () => {
    const others = pairs.filter(({ a, b }) => family(a) === null || family(a) !== family(b))
    expect(others.map(({ why }) => why)).toEqual(Array(7).fill('wording'))
  })
})
