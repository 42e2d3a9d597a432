/** The columns of a calculation item → its calculation, or what is wrong with them. */
import { Value } from 'typebox/value'
import { Calculation } from '../calculation/calculation.ts'
import type { Words } from '../words.ts'
import { boundsFrom, type CalculationCells, entriesOf, roundingFrom, variableFrom } from './calculation-text.ts'
import type { RowIssues } from './issue.ts'
import type { RowView } from './mapping.ts'

/** Header words by field; the first is the one our template writes. */
export const calculationHeaders: Record<keyof CalculationCells, readonly string[]> = {
  variables: ['变量', '变量取值', 'variables'],
  constraints: ['约束', '约束条件', 'constraints'],
  formula: ['计算公式', 'formula'],
  distractors: ['干扰公式', 'distractorformulas'],
  unit: ['结果单位', 'unit'],
  rounding: ['取位', 'rounding'],
  bounds: ['结果范围', 'bounds'],
}

/** The columns of the template and of an export that needs them. */
export const calculationColumns = [
  { field: 'variables', zh: '变量', en: 'Variables', width: 24 },
  { field: 'constraints', zh: '约束', en: 'Constraints', width: 18 },
  { field: 'formula', zh: '计算公式', en: 'Formula', width: 22 },
  { field: 'distractors', zh: '干扰公式', en: 'Distractor formulas', width: 22 },
  { field: 'unit', zh: '结果单位', en: 'Unit', width: 10 },
  { field: 'rounding', zh: '取位', en: 'Rounding', width: 12 },
  { field: 'bounds', zh: '结果范围', en: 'Bounds', width: 14 },
] as const satisfies readonly { field: keyof CalculationCells; zh: string; en: string; width: number }[]

/** Lines for the template's instruction sheet. */
export const calculationInstructions: readonly Words[] = [
  {
    zh: '计算题可以带变量：每份试卷各取各的数。题干、选项、答案、解析中写 {{U}} 处换成变量 U 的值，{{答案}}、{{干扰1}} 处换成结果（含单位）。公式（$…$）内写 {{answer}}、{{wrong1}}。',
    en: 'Calculation items may have variables, and every paper draws its own numbers: {{U}} in stem, options, key or rationale becomes the value of U, {{answer}} and {{wrong1}} the results with their unit.',
  },
  {
    zh: '变量：每行一个，写 U = 12~240/12（从12到240，步长12）或 R = 5, 10, 20；后面可写显示的小数位，如（1位小数）。',
    en: 'Variables: one a line, U = 12~240/12 (from 12 to 240 by steps of 12) or R = 5, 10, 20; decimals to show may follow, as (1位小数).',
  },
  {
    zh: '计算公式、干扰公式（每行一个，依次对应 {{干扰1}}、{{干扰2}}）和约束（如 U/R < 20）用 + - * / ^、括号和 sqrt、sin 等函数，角度用 rad(30)；取位写 2位小数、3位有效数字或整数，会告知考生。',
    en: 'Formulas, distractor formulas (one a line, in the order of {{wrong1}}, {{wrong2}}) and constraints (U/R < 20) use + - * / ^, brackets and functions such as sqrt and sin, angles as rad(30); rounding is 2位小数 (decimals), 3位有效数字 (figures) or 整数 (integer), and candidates are told.',
  },
]

const parts = Calculation.properties

/**
 * The row's calculation; undefined when it has none or a cell is wrong. In a
 * sheet of ours any filled column makes it one; elsewhere only variables do,
 * since "unit" or "formula" may mean anything there. Formulas are not read here:
 * `calculationFaults` judges the item as a whole.
 */
export function readCalculation(view: RowView, own: boolean, issues: RowIssues): Calculation | undefined {
  const fields = calculationColumns.map(({ field }) => field)
  const given = fields.filter((field) => view.text(field) !== '')
  if (given.length === 0 || (!own && !given.includes('variables'))) return undefined
  const wrong = (field: keyof CalculationCells, message: Words) => {
    issues.add('error', 'calculation-wrong', view.column(field) ?? view.column('variables'), view.text(field), message)
    return undefined
  }
  const variables = entriesOf(view.text('variables')).map(variableFrom)
  const rounding = roundingFrom(view.text('rounding'))
  const bounds = boundsFrom(view.text('bounds'))
  const calculation = {
    variables: variables.filter((variable) => variable !== undefined),
    constraints: entriesOf(view.text('constraints')),
    formula: view.text('formula'),
    distractors: entriesOf(view.text('distractors')),
    unit: view.text('unit'),
    rounding,
    ...(bounds && { bounds }),
  }
  if (variables.includes(undefined) || !Value.Check(parts.variables, calculation.variables))
    return wrong('variables', words.variables)
  if (!Value.Check(parts.formula, calculation.formula)) return wrong('formula', words.formula)
  if (!Value.Check(parts.constraints, calculation.constraints)) return wrong('constraints', words.list)
  if (!Value.Check(parts.distractors, calculation.distractors)) return wrong('distractors', words.list)
  if (!Value.Check(parts.unit, calculation.unit)) return wrong('unit', words.unit)
  if (!Value.Check(parts.rounding, rounding)) return wrong('rounding', words.rounding)
  if (!bounds && view.text('bounds') !== '') return wrong('bounds', words.bounds)
  return Value.Check(Calculation, calculation) ? calculation : wrong('variables', words.variables)
}

const words = {
  variables: {
    zh: '变量每行一个（最多12个），写成 U = 12~240/12 或 R = 5, 10, 20，名称用字母开头。',
    en: 'Variables stand one a line (12 at most), as U = 12~240/12 or R = 5, 10, 20; names begin with a letter.',
  },
  formula: {
    zh: '带变量的试题要有计算公式，最多300个字符。',
    en: 'An item with variables needs a formula of at most 300 characters.',
  },
  list: { zh: '每行一个，条目或字符过多。', en: 'One a line; there are too many entries or characters.' },
  unit: {
    zh: '结果单位最多20个字符，不含 $ \\ { } 等符号。',
    en: 'A unit has at most 20 characters and none of $ \\ { }.',
  },
  rounding: {
    zh: '取位写 2位小数、3位有效数字 或 整数。',
    en: 'Rounding is 2位小数 (decimals), 3位有效数字 (figures) or 整数 (integer).',
  },
  bounds: { zh: '结果范围写成 0.5~30。', en: 'Bounds are written 0.5~30.' },
} as const satisfies Record<string, Words>
