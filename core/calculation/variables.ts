/** The values a variable may take, and how they are shown. */
import type { Variable } from './calculation.ts'

/** Most values a range may have. */
export const MOST_VALUES = 1_000_000
/** Most decimals a value may have. */
export const MOST_DECIMALS = 6

/** How many decimals a number needs: 2 for 0.25; `MOST_DECIMALS` + 1 for more than those allowed. */
export function decimalsNeeded(value: number): number {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals += 1)
    if (Number(value.toFixed(decimals)) === value) return decimals
  return MOST_DECIMALS + 1
}

const decimalsOfStep = (from: number, step: number): number => Math.max(decimalsNeeded(from), decimalsNeeded(step))

/** How many values the variable has. */
export function valueCount({ values }: Variable): number {
  if ('list' in values) return values.list.length
  // A step of a tenth does not divide exactly: the last value must not be lost to that.
  return Math.max(0, Math.floor((values.to - values.from) / values.step + 1e-6) + 1)
}

/** The value at `index`, from 0; exact in decimal digits. */
export function valueAt({ values }: Variable, index: number): number {
  if ('list' in values) return values.list[index]!
  // A tenth three times is a little more than 0.3: the decimals of the range say what is meant.
  return Number((values.from + index * values.step).toFixed(decimalsOfStep(values.from, values.step)))
}

/** The most decimals that any value of the variable needs. */
export const decimalsIn = ({ values }: Variable): number =>
  'list' in values ? Math.max(...values.list.map(decimalsNeeded)) : decimalsOfStep(values.from, values.step)

/** A value as it stands in a text. */
export const shownValue = ({ decimals }: Variable, value: number): string =>
  value.toFixed(decimals ?? decimalsNeeded(value))
