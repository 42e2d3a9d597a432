/** A calculation in the cells of a workbook: the spellings people write, and the one that is written for them. */
import type { Calculation, Rounding, Variable } from '../calculation/calculation.ts'

/** The cells of a calculation by field. */
export type CalculationCells = Record<
  'variables' | 'constraints' | 'formula' | 'distractors' | 'unit' | 'rounding' | 'bounds',
  string
>

const NUMBER = '[+-]?\\d+(?:\\.\\d+)?'
const RANGE = new RegExp(`^(${NUMBER})\\s*(?:~|\\.\\.|至|到)\\s*(${NUMBER})\\s*(?:/|步长|step)\\s*(${NUMBER})$`, 'u')
const BOUNDS = new RegExp(`^(${NUMBER})\\s*(?:~|\\.\\.|至|到)\\s*(${NUMBER})$`, 'u')
const SINGLE = new RegExp(`^${NUMBER}$`, 'u')
const VARIABLE = /^([A-Za-z]\w{0,19})\s*[=:]\s*(.*)$/u
const DECIMALS = /\((\d)\s*(?:位小数|位|decimals)?\)$/u

/** Width folded, so that （ ～ ＝ and ， are what they look like. */
const folded = (text: string): string => text.normalize('NFKC').replaceAll('−', '-').trim()

/** The entries of a cell, one a line or parted by semicolons. */
export const entriesOf = (cell: string): string[] =>
  cell
    .split(/[\n;；]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/** "U = 12~240/12" or "R = 5, 10, 15 (1位小数)"; undefined when it is neither. */
export function variableFrom(entry: string): Variable | undefined {
  const [, name, rest] = VARIABLE.exec(folded(entry)) ?? []
  if (name === undefined || rest === undefined) return undefined
  const decimals = DECIMALS.exec(rest)?.[1]
  const written = rest.replace(DECIMALS, '').trim()
  const shown = decimals === undefined ? {} : { decimals: Number(decimals) }
  const range = RANGE.exec(written)
  if (range) return { name, values: { from: Number(range[1]), to: Number(range[2]), step: Number(range[3]) }, ...shown }
  const list = written.split(/[,、]/u).map((value) => value.trim())
  return list.every((value) => SINGLE.test(value)) ? { name, values: { list: list.map(Number) }, ...shown } : undefined
}

/** "2位小数", "3位有效数字", "整数", or a number of decimals. */
export function roundingFrom(cell: string): Rounding | undefined {
  const text = folded(cell).replace(/^保留/u, '')
  if (/^(?:取?整数|integer)$/u.test(text)) return { decimals: 0 }
  const figures = /^(\d)\s*(?:位有效数字|figures)$/u.exec(text)?.[1]
  if (figures !== undefined) return { figures: Number(figures) }
  const decimals = /^(\d)\s*(?:位小数|decimals)?$/u.exec(text)?.[1]
  return decimals === undefined ? undefined : { decimals: Number(decimals) }
}

/** "0.5~30". */
export function boundsFrom(cell: string): Calculation['bounds'] {
  const [, min, max] = BOUNDS.exec(folded(cell)) ?? []
  return min === undefined || max === undefined ? undefined : { min: Number(min), max: Number(max) }
}

/** A number without an exponent, as the cells above are read. */
const plainNumber = (value: number): string =>
  /e/.test(String(value)) ? value.toFixed(12).replace(/\.?0+$/u, '') : String(value)

function variableText({ name, values, decimals }: Variable): string {
  const shown = decimals === undefined ? '' : ` (${decimals}位小数)`
  if ('list' in values) return `${name} = ${values.list.map(plainNumber).join(', ')}${shown}`
  return `${name} = ${plainNumber(values.from)}~${plainNumber(values.to)}/${plainNumber(values.step)}${shown}`
}

const roundingText = (rounding: Rounding): string =>
  'figures' in rounding
    ? `${rounding.figures}位有效数字`
    : rounding.decimals === 0
      ? '整数'
      : `${rounding.decimals}位小数`

/** What an export writes, and an import reads back as it was. */
export const calculationCells = ({ variables, bounds, ...rest }: Calculation): CalculationCells => ({
  variables: variables.map(variableText).join('\n'),
  constraints: rest.constraints.join('\n'),
  formula: rest.formula,
  distractors: rest.distractors.join('\n'),
  unit: rest.unit,
  rounding: roundingText(rest.rounding),
  bounds: bounds ? `${plainNumber(bounds.min)}~${plainNumber(bounds.max)}` : '',
})
