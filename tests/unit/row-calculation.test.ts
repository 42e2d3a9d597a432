import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Calculation, Variable } from '../../core/calculation/calculation.ts'
import { comparableKey, fingerprint } from '../../core/compare.ts'
import { calculationColumns, readCalculation } from '../../core/row/calculation.ts'
import { calculationCells, entriesOf } from '../../core/row/calculation-text.ts'
import { rowIssues } from '../../core/row/issue.ts'
import { viewer } from '../../core/row/mapping.ts'
import { readRows } from '../../core/row/read.ts'
import { withoutFaultyCalculations } from '../../server/imports/calculations.ts'
import { exampleItems } from '../../server/templates/examples.ts'
import { calculationItems } from '../support/calculations.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const fields = calculationColumns.map(({ field }) => field)
type Cells = Partial<Record<(typeof fields)[number], string>>

/** Reads cells as a sheet of ours, or a foreign one, would hold them. */
function read(cells: Cells, own = true) {
  const columns = fields.map((field, column) => ({ column, header: field, field, certain: true }))
  const issues = rowIssues('试题', 2)
  const view = viewer('试题', columns)({ number: 2, cells: fields.map((field) => cells[field] ?? '') })
  return { calculation: readCalculation(view, own, issues), issues: issues.list }
}

const ohm: Cells = { variables: 'U = 12~240/12\nR = 5, 10, 20', formula: 'U/R', rounding: '2位小数' }

test('cells are read in the spellings people write', () => {
  const { calculation, issues } = read({
    variables: 'U＝12～240／12；R: 5，10、20（1位小数）\nI = -1.5至2步长0.5 (1)',
    constraints: 'U/R < 20；R > 1',
    formula: 'U/R*I',
    distractors: 'R/U\nU*R',
    unit: 'A',
    rounding: '保留３位有效数字',
    bounds: '－1～30',
  })
  expect(issues).toEqual([])
  expect(calculation).toEqual({
    variables: [
      { name: 'U', values: { from: 12, to: 240, step: 12 } },
      { name: 'R', values: { list: [5, 10, 20] }, decimals: 1 },
      { name: 'I', values: { from: -1.5, to: 2, step: 0.5 }, decimals: 1 },
    ],
    constraints: ['U/R < 20', 'R > 1'],
    formula: 'U/R*I',
    distractors: ['R/U', 'U*R'],
    unit: 'A',
    rounding: { figures: 3 },
    bounds: { min: -1, max: 30 },
  })
})

test.each<[string, Cells, string]>([
  ['no variables', { ...ohm, variables: '' }, '变量'],
  ['a variable without values', { ...ohm, variables: 'U' }, '变量'],
  ['a variable with a word', { ...ohm, variables: 'U = 很多' }, '变量'],
  ['a range without a step', { ...ohm, variables: 'U = 1~5' }, '变量'],
  ['a step of zero', { ...ohm, variables: 'U = 1~5/0' }, '变量'],
  [
    'too many variables',
    {
      ...ohm,
      variables: 'abcdefghijklm'
        .split('')
        .map((name) => `${name}=1`)
        .join('\n'),
    },
    '变量',
  ],
  ['no formula', { ...ohm, formula: '' }, '计算公式'],
  ['a formula of a megabyte', { ...ohm, formula: `U${'+1'.repeat(500_000)}` }, '计算公式'],
  ['no rounding', { ...ohm, rounding: '' }, '取位'],
  ['a word for rounding', { ...ohm, rounding: '准确' }, '取位'],
  ['too many decimals', { ...ohm, rounding: '9位小数' }, '取位'],
  ['a unit of TeX', { ...ohm, unit: '\\Omega' }, '结果单位'],
  ['bounds of words', { ...ohm, bounds: '大于零' }, '结果范围'],
  ['too many distractors', { ...ohm, distractors: 'U\n'.repeat(10) }, '每行一个'],
])('%s is refused in its column', (_, cells, said) => {
  const { calculation, issues } = read(cells)
  expect(calculation).toBeUndefined()
  expect(issues).toMatchObject([{ severity: 'error', code: 'calculation-wrong' }])
  expect(issues[0]!.message.zh).toContain(said)
})

test('a row without these cells is no calculation, and a foreign sheet needs variables to have one', () => {
  expect(read({})).toEqual({ calculation: undefined, issues: [] })
  expect(read({ unit: '某公司', formula: 'E=mc²' }, false)).toEqual({ calculation: undefined, issues: [] })
  expect(read(ohm, false).calculation?.formula).toBe('U/R')
})

const tenths = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => value / 10_000)
const variable: fc.Arbitrary<Variable> = fc
  .record({
    name: fc.constantFrom('U', 'R1', 'cos_phi', 'n'),
    values: fc.oneof(
      fc.array(tenths, { minLength: 1, maxLength: 8 }).map((list) => ({ list })),
      fc.record({ from: tenths, to: tenths, step: tenths.map(Math.abs).filter((step) => step > 0) }),
    ),
    decimals: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  })
  .map(({ decimals, ...rest }) => (decimals === undefined ? rest : { ...rest, decimals }))
const formula = fc.constantFrom('U/R', 'sqrt(3)*U', '(U + R)^2', 'U < 3 and R > 1e-3')
const calculation: fc.Arbitrary<Calculation> = fc
  .record({
    variables: fc.array(variable, { minLength: 1, maxLength: 4 }),
    constraints: fc.array(formula, { maxLength: 3 }),
    formula,
    distractors: fc.array(formula, { maxLength: 3 }),
    unit: fc.constantFrom('', 'A', 'kW·h', '%', 'r/min'),
    rounding: fc.oneof(
      fc.record({ decimals: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ figures: fc.integer({ min: 1, max: 8 }) }),
    ),
    bounds: fc.option(fc.record({ min: tenths, max: tenths }), { nil: undefined }),
  })
  .map(({ bounds, ...rest }) => (bounds ? { ...rest, bounds } : rest))

test('what an export writes is read back as it was', () => {
  fc.assert(
    fc.property(calculation, (written) => {
      expect(read(calculationCells(written))).toEqual({ calculation: written, issues: [] })
    }),
    { numRuns: 500 },
  )
  expect(entriesOf(' a ;; b\n')).toEqual(['a', 'b'])
})

/** A workbook of ours with these rows under the template's headers. */
const ours = (rows: readonly (readonly string[])[]) => ({
  ...workbookOf([
    sheetOf([
      ['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', ...calculationColumns.map(({ zh }) => zh)],
      ...rows,
    ]),
  ]),
  stamp: { template: 'theory-items' as const, version: 1 },
})
const cellsOf = (item: (typeof calculationItems)[number], formula = item.calculation.formula) => {
  const cells = calculationCells({ ...item.calculation, formula })
  return ['单选题', item.stem, ...item.options.map(({ text }) => text), 'A', ...fields.map((field) => cells[field])]
}

test('a row with a calculation becomes an item; one whose formula is faulty is refused and says why', async () => {
  const [item] = calculationItems
  const workbook = ours([cellsOf(item!), cellsOf(item!, 'ones(20000,20000)'), cellsOf(item!, 'U/0')])
  const { rows } = readRows(workbook, { kind: 'theory', table: null })
  const [header, good, hostile, hopeless] = await withoutFaultyCalculations(rows)
  expect(header!.outcome).toBe('skipped')
  expect(good).toMatchObject({ outcome: 'item', content: { calculation: item!.calculation } })
  for (const row of [hostile, hopeless]) {
    expect(row!.outcome).toBe('refused')
    expect(row!.issues).toMatchObject([{ code: 'calculation-wrong', value: '' }])
    expect(row!.issues[0]!.message.zh).not.toBe('')
  }
  expect(hostile!.issues[0]!.message.zh).toContain('函数')
})

test("the template's example with variables has no fault", async () => {
  const { calculationFaults } = await import('../../core/calculation/faults.ts')
  const { isCalculation } = await import('../../core/calculation/item.ts')
  const examples = exampleItems.flatMap(({ content }) => (isCalculation(content) ? [content] : []))
  expect(examples).toHaveLength(1)
  expect(examples.flatMap(calculationFaults)).toEqual([])
})

test('the same texts with another formula are one question with two keys', () => {
  const [item] = calculationItems
  const other = { ...item!, calculation: { ...item!.calculation, formula: 'R/U' } }
  const spaced = { ...item!, calculation: { ...item!.calculation, formula: 'U / R' } }
  expect(fingerprint(other)).toBe(fingerprint(item!))
  expect(comparableKey(other)).not.toBe(comparableKey(item!))
  expect(comparableKey(spaced)).toBe(comparableKey(item!))
  const turned = { ...item!, options: item!.options.toReversed() }
  expect(comparableKey(turned)).toBe(comparableKey(item!))
})
