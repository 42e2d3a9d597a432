/**
 * Rounding as people do it on paper: on decimal digits, halves away from zero.
 * Binary fractions make 1.005 a little less than itself, so values are first cut
 * to twelve digits. Whether a half goes up or to the even digit (GB/T 8170)
 * depends on the school: draws that end on a half are told apart and not used.
 */
import type { Rounding } from './calculation.ts'

/** Digits a value is trusted to: beyond them stands the noise of binary fractions. */
const DIGITS = 12
/** Values of so many places have no noise left of their last one. */
export const TRUSTED = 10 ** DIGITS

/** The value without noise behind its twelfth digit. */
const clean = (value: number): number => Number(value.toPrecision(DIGITS))

/** `value` times 10 to the `places`, exact in decimal digits. */
function shifted(value: number, places: number): number {
  const [mantissa, exponent] = clean(value).toExponential().split('e') as [string, string]
  return Number(`${mantissa}e${Number(exponent) + places}`)
}

/** The value, or the whole number that it differs from by noise alone: 3 for 3.0000000000000004. */
export const denoised = (value: number): number => (Math.abs(value) < TRUSTED / 10 ? clean(value) : value)

/**
 * `value` to so many decimals, which may be negative: -2 rounds to hundreds. A
 * value with more than twelve digits before that place comes back as it is.
 */
export function roundTo(value: number, decimals: number): number {
  if (!(Math.abs(value) * 10 ** decimals < TRUSTED)) return value
  const whole = Math.round(shifted(Math.abs(value), decimals))
  // Zero is added so that no result is a negative zero.
  return Math.sign(value) * shifted(whole, -decimals) + 0
}

/** The power of ten of the first digit: 2 for 380, -1 for 0.25. */
const magnitude = (value: number): number =>
  value === 0 ? 0 : Number(clean(Math.abs(value)).toExponential().split('e')[1])

const decimalsOf = (value: number, rounding: Rounding): number =>
  'decimals' in rounding ? rounding.decimals : rounding.figures - 1 - magnitude(value)

/** A rounded value, the text that shows it ("22.00"), and whether it had stood on a half. */
export type Rounded = { value: number; text: string; tie: boolean }

/** Rounds a finite value that has at most twelve digits up to the place it is rounded to. */
export function rounded(exact: number, rounding: Rounding): Rounded {
  const decimals = decimalsOf(exact, rounding)
  const value = roundTo(exact, decimals)
  // 9.996 to three figures is 10.0: the result has its own magnitude.
  const shown = Math.max(0, decimalsOf(value, rounding))
  return { value, text: value.toFixed(shown), tie: clean(shifted(Math.abs(exact), decimals)) % 1 === 0.5 }
}

/** What candidates are told, in the papers' language: "计算结果保留2位小数". */
export function roundingStatement(rounding: Rounding): string {
  if ('figures' in rounding) return `计算结果保留${rounding.figures}位有效数字`
  return rounding.decimals === 0 ? '计算结果取整数' : `计算结果保留${rounding.decimals}位小数`
}
