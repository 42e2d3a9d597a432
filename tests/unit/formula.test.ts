import { expect, test } from 'vitest'
import { FormulaError, formulaOf } from '../../server/print/formulas.ts'

const paths = (operators: string) => operators.split('\n').filter((line) => line === 'f').length

test.each([
  ['\\frac{U}{R}', 3],
  ['\\sqrt{3}UI\\cos\\varphi', 9],
  ['R_1=10\\,\\Omega', 6],
  ['\\overline{A+B}', 4],
  ['\\dot{U}', 2],
  ['\\text{有功功率}', 4],
  ['50\\,\\text{kW}', 4],
  ['\\begin{cases}a&b\\\\c&d\\end{cases}', 5],
])('%s is drawn whole, in %i pieces', async (tex, pieces) => {
  const { width, ascent, operators } = await formulaOf(tex)
  expect(paths(operators)).toBe(pieces)
  expect(width).toBeGreaterThan(0)
  expect(ascent).toBeGreaterThan(0)
  expect(operators).toMatch(/^[-\d.\nmlchfqQWn e]*$/)
})

test('a fraction goes below the baseline, digits do not', async () => {
  expect((await formulaOf('\\frac{1}{2}')).descent).toBeGreaterThan(300)
  expect((await formulaOf('x')).descent).toBeLessThan(20)
})

test('every formula is set alike whatever was set before', async () => {
  const before = await formulaOf('I=\\frac{U}{R}')
  await formulaOf('\\int_0^T u\\,dt')
  expect(await formulaOf('I=\\frac{U}{R}')).toEqual(before)
})

test.each([
  ['\\frac{1}', 'MissingArgFor'],
  ['\\unknown', 'UndefinedControlSequence'],
  ['{x', 'ExtraOpenMissingClose'],
  ['\\text{𠮷}', 'U+20BB7'],
  ['\\href{http://example.org}{x}', 'UndefinedControlSequence'],
  ['\\def\\x{\\x}\\x', 'UndefinedControlSequence'],
  ['x'.repeat(1001), 'too long'],
])('%s is refused, without quoting it', async (tex, reason) => {
  await expect(formulaOf(tex)).rejects.toThrow(FormulaError)
  await expect(formulaOf(tex)).rejects.toMatchObject({ reason })
})
