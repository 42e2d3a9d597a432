import { expect, test } from 'vitest'
import { figuresOf, indexText, phraseOf, searchedText, searchTerms } from '../../core/bigrams.ts'
import { theoryItem } from '../support/banks.ts'

test.each([
  ['绝缘电阻', '绝缘 缘电 电阻 阻'],
  ['电，阻（ ）', '电阻 阻'],
  ['PLC控制', 'plc 控制 制'],
  ['ＰＬＣ　控制', 'plc 控制 制'],
  ['用 PLC 控制', '用 plc 控制 制'],
  ['two words', 'two words'],
  ['380V交流', '380 v 交流 流'],
  ['0.5 mm², 10.', '0.5 mm 2 10'],
  ['10²', '10 2'],
  ['10<sup>2</sup>', '10 2'],
  ['$10^2$', '10 2'],
  ['H<sub>2</sub>O', 'h 2 o'],
  ['**电**阻', '电阻 阻'],
  ['$\\frac{U_N}{R}=\\Omega$', 'u n r ω'],
  ['$\\text{电阻}$', '电阻 阻'],
  ['阻值10 kΩ', '阻值 值 10 kω'],
  ['| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |', '甲 . 乙 . 1 . 2'],
  [`![](sha256:${'a'.repeat(64)})`, ''],
  ['，。！', ''],
])('%j is indexed as %j', (text, tokens) => {
  expect(indexText([text])).toBe(tokens)
})

test('two texts of a field never make one phrase', () => {
  expect(indexText(['电', '', '阻'])).toBe('电 . 阻')
  expect(searchTerms('. 电.阻')).toEqual([['电', '阻']])
})

test.each([
  ['电阻', ['"电阻"']],
  ['绝缘电阻', ['"绝缘 缘电 电阻"']],
  ['电', ['"电" *']],
  ['PLC', ['"plc"']],
  ['PLC电', ['"plc 电" *']],
  ['电PLC', ['"电 plc"']],
  ['电阻 PLC', ['"电阻"', '"plc"']],
  ['"电" OR (阻*', ['"电" *', '"or"', '"阻" *']],
])('%j is looked for as %j', (text, phrases) => {
  expect(searchTerms(text).map(phraseOf)).toEqual(phrases)
})

test('keys, rationales and marking rules stand apart from what a candidate reads', () => {
  const item = theoryItem({ stem: '题', options: [{ id: 'a', text: '甲' }], key: { text: '答' }, rationale: '析' })
  const part = {
    id: 'a',
    type: 'essay' as const,
    stem: '问',
    options: [],
    key: { text: '解' },
    fixedOrder: false,
    marks: null,
  }
  expect(searchedText({ ...item, type: 'case', parts: [part] })).toEqual({
    stem: ['题', '问'],
    options: ['甲'],
    rationale: ['析', '答', '解'],
  })
  const topic = { kind: 'defense', title: '题', scope: null, minutes: 5, expectedPoints: ['要点'] } as const
  const more = { scoringPoints: [{ text: '给分', marks: 2 }], followUps: ['追问'], difficulty: null, source: '' }
  expect(searchedText({ ...topic, ...more, expectedPoints: ['要点'] })).toEqual({
    stem: ['题'],
    options: [],
    rationale: ['要点', '给分', '追问'],
  })
})

test('figures are found in the texts a candidate reads', () => {
  const picture = `见图。\n\n![](sha256:${'a'.repeat(64)})`
  expect(figuresOf(theoryItem({ stem: picture }))).toEqual({ picture: true, formula: false, table: false })
  expect(figuresOf(theoryItem({ options: [{ id: 'a', text: '$U$' }] }))).toMatchObject({ formula: true })
  expect(figuresOf(theoryItem({ stem: '| a |\n| --- |\n| b |' }))).toMatchObject({ table: true })
  expect(figuresOf(theoryItem({ rationale: '$U$' }))).toMatchObject({ formula: false })
})
