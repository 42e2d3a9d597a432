/** Chinese typography at the level of runs: gaps, what stays together, what is drawn closer. */
import { expect, test } from 'vitest'
import { BRACKET } from '../../core/paper/brackets.ts'
import { parseText } from '../../core/text.ts'
import { GAP_FAMILY, JOIN_FAMILY, SQUEEZE_FAMILY } from '../../server/print/inline-formulas.ts'
import { lineWidth, runsOf } from '../../server/print/runs.ts'

/** Runs as text: | a quarter space, + two words joined, ~ signs drawn together, = no break may follow. */
const marked = (text: string): string => {
  const [block] = parseText(text)
  if (block?.kind !== 'paragraph') throw new Error('One paragraph, please.')
  return runsOf(block.inlines)
    .map(({ text, font, noNewLine }) => {
      const shown = font === GAP_FAMILY ? '|' : font === JOIN_FAMILY ? '+' : font === SQUEEZE_FAMILY ? '~' : text
      return noNewLine ? `${shown}=` : shown
    })
    .join('')
}

test.each([
  ['用PLC控制3台电动机', '用|PLC|控制|3=|=台电动机'],
  ['温度为-5℃', '温度为|−5℃'],
  ['增大10%以上', '增大|10%|以上'],
  ['已为中文，无需空隙', '已为中文，无需空隙'],
])('a quarter space stands between Chinese and Latin, a counting word stays with its number: %s', (text, wanted) => {
  expect(marked(text)).toBe(wanted)
})

test.each(['220 V', '1.5 kW', '50 Hz', '10 MΩ', '5 r/min', '25 mm²', '30 ℃', '4 N·m'])(
  'a number never parts from its unit: %s',
  (text) => {
    expect(marked(`约${text}时`)).not.toMatch(/\d /)
    expect(marked(`约${text}时`)).toContain('\u00a0')
  },
)

test('other spaces stay places to break a line', () => {
  expect(marked('IEC 61131 Vacuum 3 Very')).toBe('IEC 61131 Vacuum 3 Very')
})

test.each([
  ['（见“图1”）。', 2],
  ['是（错误）。', 1],
  ['“甲”、“乙”', 2],
  ['甲，乙', 0],
])('signs that meet give up the half square between them: %s', (text, times) => {
  expect(marked(text).split('~').length - 1).toBe(times)
})

test('the answer bracket stays with the word before it', () => {
  expect(marked(`应为${BRACKET}。`)).toBe(`应为+${BRACKET}~。`)
})

test('the width of a line counts gaps and what is drawn together', () => {
  const width = (text: string) => lineWidth(parseText(text), new Map())!
  expect(width('甲a') - width('甲') - width('a')).toBeCloseTo(10.5 / 4)
  expect(width('）。') - width('）') - width('。')).toBeCloseTo(-10.5 / 2)
})
