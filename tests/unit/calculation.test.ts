import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileCalculation } from '../../core/calculation/compile.ts'
import { drawnContent } from '../../core/calculation/content.ts'
import { drawVariant, type Variant } from '../../core/calculation/draw.ts'
import { calculationFaults } from '../../core/calculation/faults.ts'
import type { CalculationItem } from '../../core/calculation/item.ts'
import { rounded, roundingStatement } from '../../core/calculation/rounding.ts'
import { previewDraws } from '../../core/calculation/take-preview.ts'
import { filled } from '../../core/calculation/template.ts'
import { valueAt, valueCount } from '../../core/calculation/variables.ts'
import { calculationItems, single, writtenAnswer } from '../support/calculations.ts'

test('values are rounded on decimal digits, and halves are known', () => {
  const text = (value: number, rounding: Parameters<typeof rounded>[1]) => rounded(value, rounding).text
  expect(text(1.005, { decimals: 2 })).toBe('1.01')
  expect(text(2.675, { decimals: 2 })).toBe('2.68')
  expect(text(-0.001, { decimals: 2 })).toBe('0.00')
  expect(text(-2.5, { decimals: 0 })).toBe('-3')
  expect(text(22, { decimals: 2 })).toBe('22.00')
  expect(text(9.996, { figures: 3 })).toBe('10.0')
  expect(text(0.0123456, { figures: 3 })).toBe('0.0123')
  expect(text(123456, { figures: 3 })).toBe('123000')
  expect(text(0, { figures: 3 })).toBe('0.00')
  expect(rounded(0.625, { decimals: 2 }).tie).toBe(true)
  expect(rounded(0.6250001, { decimals: 2 }).tie).toBe(false)
  expect(rounded(12.25, { figures: 3 }).tie).toBe(true)
  expect(roundingStatement({ decimals: 0 })).toBe('计算结果取整数')
})

test('a range has its last value, without the noise of its steps', () => {
  const tenths = { name: 'x', values: { from: 0.1, to: 0.7, step: 0.1 } }
  const all = Array.from({ length: valueCount(tenths) }, (_, index) => valueAt(tenths, index))
  expect(all).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
  expect(valueCount({ name: 'x', values: { from: 1, to: 2, step: 0.3 } })).toBe(4)
})

test('values are TeX groups inside formulas and plain elsewhere', () => {
  const fill = () => ({ text: '-5', tex: '-5' })
  expect(filled('{{U}} V，$\\frac{{U}}{{R}}$，$\\frac{{{U}}}{2}$，\\$ {{U}}，$$x={{ U }}$$', fill)).toBe(
    '-5 V，$\\frac{-5}{-5}$，$\\frac{{-5}}{2}$，\\$ -5，$$x={-5}$$',
  )
  expect(filled('{{}} {{a{b}} { {U} }', fill)).toBe('{{}} {{a{b}} { {U} }')
})

test('the items of the examples have no fault and every text is filled', () => {
  for (const item of calculationItems) {
    expect(calculationFaults(item)).toEqual([])
    const { content, values: drawn } = drawnContent(item, 'seed/1/item')
    expect(content).not.toHaveProperty('calculation')
    expect(JSON.stringify(content)).not.toContain('{{')
    expect(Object.keys(drawn).toSorted()).toEqual(item.calculation.variables.map(({ name }) => name).toSorted())
    expect(content.stem.match(/计算结果/gu)).toHaveLength(1)
  }
})

test('the key and the distractors are those of the drawn values', () => {
  const { content, values: drawn } = drawnContent(calculationItems[0]!, 'ohm')
  const [U, R] = [drawn['U']!, drawn['R']!]
  expect(content.options.map(({ text }) => text)).toEqual(
    [U / R, R / U, U * R, U / R / 2].map((value) => `${value.toFixed(2)} A`),
  )
  expect(content.key).toEqual({ options: ['a'] })
  expect(content.rationale).toContain(`\\frac{${U}}{${R}}`)
})

test('with a fixed order results ascend, and words stay where they stand', () => {
  const [, power] = calculationItems
  const shown = drawnContent(power!, 'seed').content.options.map(({ text }) => Number.parseFloat(text))
  expect(shown).toEqual(shown.toSorted((one, other) => one - other))
  const last = { ...calculationItems[5]!, fixedOrder: true }
  expect(drawnContent(last, 'seed').content.options.at(-1)).toEqual({ id: 'd', text: '以上都不对' })
})

test('seeds of papers and items give different values, equal seeds equal ones', () => {
  const item = calculationItems[1]!
  const drawn = (seed: string) => drawnContent(item, seed)
  expect(drawn('s/1/a')).toEqual(drawn('s/1/a'))
  const several = Array.from({ length: 20 }, (_, paper) => JSON.stringify(drawn(`s/${paper + 1}/a`).values))
  expect(new Set(several).size).toBeGreaterThan(15)
})

const ohm = calculationItems[0]!
const withCalculation = (change: Partial<CalculationItem['calculation']>): CalculationItem => ({
  ...ohm,
  calculation: { ...ohm.calculation, ...change },
})
const option = (id: string, text: string) => ({
  ...ohm,
  options: ohm.options.map((one) => (one.id === id ? { id, text } : one)),
})

test.each<[string, CalculationItem, string]>([
  ['an undeclared variable', withCalculation({ formula: 'U/Q' }), 'calculation.formula'],
  ['a formula without variables', withCalculation({ formula: '1+1' }), 'calculation.formula'],
  ['a bad distractor', withCalculation({ distractors: ['R/U', 'U*', 'U/2'] }), 'calculation.distractors.1'],
  ['a bad constraint', withCalculation({ constraints: ['U'] }), 'calculation.constraints.0'],
  ['bounds the wrong way round', withCalculation({ bounds: { min: 2, max: 1 } }), 'calculation.bounds'],
  [
    'a variable named as a function',
    withCalculation({ variables: [{ name: 'max', values: { list: [1] } }] }),
    'calculation.variables.0',
  ],
  [
    'a variable twice',
    withCalculation({ variables: [...ohm.calculation.variables, ohm.calculation.variables[0]!] }),
    'calculation.variables.2',
  ],
  [
    'a range that ends before it begins',
    withCalculation({ variables: [{ name: 'U', values: { from: 2, to: 1, step: 1 } }] }),
    'calculation.variables.0',
  ],
  [
    'a range of too many values',
    withCalculation({ variables: [{ name: 'U', values: { from: 0, to: 1e9, step: 0.001 } }] }),
    'calculation.variables.0',
  ],
  [
    'values with more decimals than are shown',
    withCalculation({ variables: [{ name: 'U', values: { list: [1.25] }, decimals: 1 }] }),
    'calculation.variables.0',
  ],
  ['a place that names nothing', { ...ohm, rationale: '{{Q}}' }, 'rationale'],
  ['a place of a distractor that is not there', option('d', '{{wrong9}}'), 'options.d'],
  ['a stem with the key in it', { ...ohm, stem: `${ohm.stem}{{answer}}` }, 'stem'],
  ['a stem that hides a value', { ...ohm, stem: '电阻 {{R}} Ω，电流是（ ）。' }, 'stem'],
  ['the key in a wrong option', option('b', '{{answer}}'), 'options.b'],
  ['a key option without the key', option('a', '22 A'), 'options.a'],
  ['a distractor that no option shows', option('d', '22 A'), 'calculation.distractors.2'],
  ['a type that takes no variables', { ...ohm, type: 'multiple' }, 'type'],
  ['constraints that nothing meets', withCalculation({ constraints: ['U < 0'] }), 'calculation'],
  [
    'a distractor that always equals the key',
    withCalculation({ distractors: ['R/U', 'U*R', '2*U/R/2'] }),
    'calculation',
  ],
  ['a formula broken by the digit that follows it', { ...ohm, stem: `${ohm.stem}$I=${'$'}{{U}}` }, 'calculation'],
  [
    'a written key without the result',
    writtenAnswer('fill_in', '{{f}}', '50', calculationItems[2]!.calculation),
    'key',
  ],
])('%s is a fault in its field', (_, item, field) => {
  const faults = calculationFaults(item)
  expect(faults.map((fault) => fault.field)).toContain(field)
  for (const { message } of faults) expect(message.zh && message.en).toBeTruthy()
})

test('an item that no draw suits is refused when drawn, without a word of it', () => {
  const item = withCalculation({ constraints: ['U < 0'] })
  expect(() => drawnContent(item, 'seed')).toThrow(expect.objectContaining({ code: 'item.calculation' }))
  expect(() => drawnContent(withCalculation({ formula: 'ones(20000,20000)' }), 'seed')).toThrow(/Preview/)
})

test('a preview counts what fails by reason', () => {
  const half = single('{{x}}', ['{{answer}}', '{{wrong1}}'], {
    variables: [{ name: 'x', values: { list: [-4, 4, 9, 0] } }],
    formula: 'sqrt(x)',
    distractors: ['x/2'],
    rounding: { decimals: 1 },
  })
  const preview = previewDraws(half, 4000)!
  const count = (reason: string) => preview.reasons.find((one) => one.reason === reason)?.count ?? 0
  // -4 has no root; of 4 and 0 the distractor equals the key: 9 alone is good.
  expect(count('not-finite') / 4000).toBeCloseTo(0.25, 1)
  expect(count('equals-key') / 4000).toBeCloseTo(0.5, 1)
  expect(preview.failed).toBeCloseTo(0.75, 1)
  expect(preview.range).toEqual({ min: 3, max: 3, unit: '' })
  expect(preview.distinct).toBe(1)
  expect(preview.examples).toHaveLength(1)
})

test('a draw whose key ends on a half is not used', () => {
  const item = single('{{x}}', ['{{answer}}', '{{wrong1}}'], {
    variables: [{ name: 'x', values: { list: [1, 2] } }],
    formula: 'x/2',
    distractors: ['x*10'],
    rounding: { decimals: 0 },
  })
  const compilation = compileCalculation(item.calculation)
  if (!compilation.ok) throw new Error('faulty')
  for (let seed = 0; seed < 30; seed += 1) {
    const variant = drawVariant<Variant>(compilation.compiled, String(seed), (found) => found)
    expect(variant?.values.get('x')).toBe(2)
  }
})

test('neither the service nor the command line loads the parser: only threads do, when they need it', () => {
  const seen = new Set<string>()
  const visit = (file: URL) => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    for (const [line, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?'(\.[^']+\.ts)'$/gm))
      if (!/^(?:import|export) type\b/.test(line)) visit(new URL(path!, file))
  }
  for (const door of ['server/app.ts', 'server/cli/main.ts', 'server/deps.ts', 'server/sets/render.ts'])
    visit(new URL(`../../${door}`, import.meta.url))
  const reached = [...seen].map((href) => href.slice(href.lastIndexOf('/', href.lastIndexOf('/') - 1) + 1))
  expect(reached).toContain('items/calculation.ts')
  expect(reached).not.toContain('calculation/parse.ts')
})
