import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { drawnContent } from '../../core/calculation/content.ts'
import { calculationFaults } from '../../core/calculation/faults.ts'
import { holds } from '../../core/calculation/formula.ts'
import type { CalculationItem } from '../../core/calculation/item.ts'
import { parseCondition, parseFormula } from '../../core/calculation/parse.ts'
import { valueAt, valueCount } from '../../core/calculation/variables.ts'
import { comparable } from '../../core/compare.ts'
import { TheoryItem } from '../../core/item.ts'
import { textFaults } from '../../core/text.ts'
import { randomItems } from '../support/calculations.ts'

const DRAWS = process.env['JUANKU_LONG'] ? 100_000 : 3_000
const DRAWS_EACH = 20

/** Judges drawn items by their texts and values alone, without the code that drew them. */
function judgeOf(item: CalculationItem): (drawn: ReturnType<typeof drawnContent>) => void {
  const { calculation } = item
  const names = new Set(calculation.variables.map(({ name }) => name))
  const allowed = calculation.variables.map((variable) => ({
    name: variable.name,
    values: new Set(Array.from({ length: valueCount(variable) }, (_, index) => valueAt(variable, index))),
  }))
  const constraints = calculation.constraints.flatMap((text) => {
    const parsed = parseCondition(text, names)
    return parsed.ok ? [parsed.tree] : []
  })
  const keyOf = oracle(calculation.formula, [...names])
  return ({ content, values }) => {
    expect(allowed.every((one) => one.values.has(values[one.name]!))).toBe(true)
    const drawn = new Map(Object.entries(values))
    expect(constraints.filter((condition) => holds(condition, drawn))).toHaveLength(calculation.constraints.length)
    const results = new Map(content.options.map(({ id, text }) => [id, Number.parseFloat(text)]))
    const key = 'options' in content.key ? results.get(content.key.options[0]!)! : Number.NaN
    expect([...results.values()].every(Number.isFinite)).toBe(true)
    expect(new Set(results.values()).size).toBe(content.options.length)
    expect(new Set(content.options.map(({ text }) => comparable(text))).size).toBe(content.options.length)
    expect(key).toBeGreaterThanOrEqual(calculation.bounds!.min)
    expect(key).toBeLessThanOrEqual(calculation.bounds!.max)
    // Plain JavaScript over the same text is the oracle of the key, to the rounding's precision.
    const exact = keyOf(values)
    const unit =
      'decimals' in calculation.rounding
        ? 10 ** -calculation.rounding.decimals
        : Math.abs(exact) * 10 ** (1 - calculation.rounding.figures)
    expect(Math.abs(key - exact)).toBeLessThanOrEqual(unit * 0.51 + Math.abs(exact) * 1e-9)
    const texts = [content.stem, ...content.options.map(({ text }) => text)]
    expect(texts.flatMap(textFaults)).not.toContain('dollar')
    expect(texts.join('')).not.toMatch(/\{\{[A-Za-z]/)
    expect(Value.Check(TheoryItem, content)).toBe(true)
    if (item.fixedOrder) expect([...results.values()]).toEqual([...results.values()].toSorted((a, b) => a - b))
  }
}

/** The formula's value by the JavaScript engine: only for terms that the generator itself wrote. */
function oracle(formula: string, names: readonly string[]): (values: Record<string, number>) => number {
  const tidy = (x: number, from: number) => (Math.abs(x) < from ? Number(x.toPrecision(12)) : x)
  const scope = {
    ...Object.fromEntries(
      ['sqrt', 'abs', 'sin', 'cos', 'atan', 'exp', 'log', 'max'].map((name) => [name, Math[name as 'sqrt']]),
    ),
    round: (x: number) => Math.sign(x) * Math.round(Math.abs(tidy(x, 1e12))),
    floor: (x: number) => Math.floor(tidy(x, 1e11)),
    pow: (x: number, y: number) => x ** y,
  }
  const compute = new Function(...Object.keys(scope), ...names, `return ${powers(formula)}`)
  return (values) => compute(...Object.values(scope), ...names.map((name) => values[name])) as number
}

/** The generator brackets every operation, so a power is "(left ^ right)": written as a call, since JavaScript refuses -x ** y. */
function powers(formula: string): string {
  const open: { at: number; power: number }[] = []
  let out = ''
  for (const sign of formula) {
    if (sign === '(') open.push({ at: out.length, power: -1 })
    if (sign === '^') {
      open.at(-1)!.power = out.length
      out += ','
      continue
    }
    if (sign === ')') {
      const { at, power } = open.pop()!
      if (power >= 0) out = `${out.slice(0, at)}pow${out.slice(at)}`
    }
    out += sign
  }
  return out
}

test('every variant drawn of a well-formed calculation passes its checks, and equal seeds give equal values', () => {
  let drawn = 0
  let items = 0
  const seed = 20_261_122
  for (let block = 0; drawn < DRAWS; block += 1) {
    for (const item of fc.sample(randomItems, { seed: seed + block, numRuns: 200 })) {
      const faults = calculationFaults(item)
      // Well-formed as texts; some have no good draw, and that is a fault of the whole.
      expect(faults.filter(({ field }) => field !== 'calculation' && field !== 'calculation.formula')).toEqual([])
      if (faults.length > 0) continue
      items += 1
      const judge = judgeOf(item)
      for (let paper = 1; paper <= DRAWS_EACH; paper += 1) {
        const made = drawnContent(item, `${block}/${paper}/id`)
        judge(made)
        drawn += 1
        if (paper === 1) expect(drawnContent(item, `${block}/${paper}/id`)).toEqual(made)
      }
    }
  }
  expect(items).toBeGreaterThan(100)
}, 600_000)

test('whatever a person types is read or refused with words, and never throws', () => {
  const pieces = fc.constantFrom(
    ...[
      'U',
      'R',
      '1',
      '2.5',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      ',',
      '.',
      '=',
      '<',
      '>',
      '!',
      ' ',
      'sqrt',
      'max',
      'and',
      'or',
      'not',
      'ones',
      'import',
      'constructor',
      'e',
      '[',
      '{',
      ';',
      '"',
      ':',
      '?',
      "'",
      '#',
      '\n',
      '（',
      '×',
      'х',
    ],
  )
  const names = new Set(['U', 'R'])
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
        fc.string({ unit: 'binary', maxLength: 60 }),
      ),
      (text) => {
        for (const parsed of [parseFormula(text, names), parseCondition(text, names)])
          if (!parsed.ok) expect(parsed.message.zh && parsed.message.en).toBeTruthy()
      },
    ),
    { numRuns: process.env['JUANKU_LONG'] ? 200_000 : 5_000 },
  )
})
