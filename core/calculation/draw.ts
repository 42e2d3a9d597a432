/** Drawing values, and judging each draw before anybody sees it. */
import { type Random, seededRandom } from '../random.ts'
import type { Words } from '../words.ts'
import type { Calculation } from './calculation.ts'
import type { Compiled } from './compile.ts'
import { evaluate, holds } from './formula.ts'
import { type Rounded, rounded, TRUSTED } from './rounding.ts'
import { valueAt, valueCount } from './variables.ts'

/** Why a draw is not used. */
export const reasons = [
  'constraint',
  'not-finite',
  'size',
  'bounds',
  'vanishes',
  'tie',
  'equals-key',
  'equal-options',
  'text',
] as const
export type Reason = (typeof reasons)[number]

/** The reasons in words, for whoever writes the item. */
export const reasonWords: Record<Reason, Words> = {
  constraint: { zh: '不满足约束', en: 'a constraint is not met' },
  'not-finite': {
    zh: '算不出结果（如除以零、负数开方）',
    en: 'no finite result (a division by zero, a root of less than zero)',
  },
  size: { zh: '结果过大或过小', en: 'a result is too large or too small' },
  bounds: { zh: '结果超出所定范围', en: 'the key is outside its bounds' },
  vanishes: { zh: '结果取位后为零', en: 'the key is rounded to zero' },
  tie: {
    zh: '结果恰在进舍之间（末位为5），四舍五入与四舍六入五成双会得出不同答案',
    en: 'the key ends on a half, which schools round differently',
  },
  'equals-key': { zh: '干扰项取位后与答案相同', en: 'a distractor equals the key after rounding' },
  'equal-options': { zh: '两个选项相同', en: 'two options are equal' },
  text: { zh: '填入数值后文字或公式不成立', en: 'a text or formula breaks when the values are filled in' },
}

/** Drawn values, the key and the distractors in the order of their formulas. */
export type Variant = { values: ReadonlyMap<string, number>; answer: Rounded; wrong: Rounded[] }

/** Draws tried for one paper before giving up. */
export const TRIES = 500

/** Smallest result that significant figures are shown of. */
const SMALLEST = 1e-9

/** One draw, judged by its numbers. */
export function tryVariant(compiled: Compiled, random: Random): Variant | Reason {
  const { calculation, constraints, formula, distractors } = compiled
  const values = new Map(
    calculation.variables.map((variable) => [variable.name, valueAt(variable, random.below(valueCount(variable)))]),
  )
  if (!constraints.every((condition) => holds(condition, values))) return 'constraint'
  const exact = [formula, ...distractors].map((one) => evaluate(one, values))
  if (!exact.every(Number.isFinite)) return 'not-finite'
  if (!exact.every((value) => printable(value, calculation))) return 'size'
  const [answer, ...wrong] = exact.map((value) => rounded(value, calculation.rounding))
  const variant = { values, answer: answer!, wrong }
  return numberFault(variant, exact[0]!, calculation) ?? variant
}

const printable = (value: number, { rounding }: Calculation): boolean =>
  'decimals' in rounding
    ? Math.abs(value) * 10 ** rounding.decimals < TRUSTED
    : Math.abs(value) < TRUSTED && (value === 0 || Math.abs(value) >= SMALLEST)

function numberFault({ answer, wrong }: Variant, exact: number, { bounds }: Calculation): Reason | undefined {
  if (bounds && (answer.value < bounds.min || answer.value > bounds.max)) return 'bounds'
  if (answer.value === 0 && Math.abs(exact) > SMALLEST) return 'vanishes'
  if (answer.tie) return 'tie'
  if (wrong.some(({ value }) => value === answer.value)) return 'equals-key'
  return new Set(wrong.map(({ value }) => value)).size < wrong.length ? 'equal-options' : undefined
}

/**
 * The variant of a seed: the first of `TRIES` draws that `accept` makes
 * something of. Undefined when none is good. The same calculation and seed give
 * the same variant on every machine.
 */
export function drawVariant<Made>(
  compiled: Compiled,
  seed: string,
  accept: (variant: Variant) => Made | Reason,
): Made | undefined {
  const random = seededRandom(seed, 'juanku/calculation/v1')
  for (let tries = 0; tries < TRIES; tries += 1) {
    const variant = tryVariant(compiled, random)
    if (typeof variant === 'string') continue
    const made = accept(variant)
    if (typeof made !== 'string') return made
  }
  return undefined
}
