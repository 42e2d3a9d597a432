/**
 * A calculation item's variables and formulas: every paper draws its own
 * numbers, and key and distractors follow. This file is the shape alone, so
 * that whoever handles items need not load a parser; `compile.ts` says whether
 * the formulas mean something.
 */
import { closed, type Static, Type } from '../schema.ts'

/** Longest formula or condition, in UTF-16 units. */
export const FORMULA_LENGTH = 300

/** A formula in the restricted language of `parse.ts`, as its writer typed it. */
export const FormulaText = Type.String({ minLength: 1, maxLength: FORMULA_LENGTH })

const quantity = Type.Number({ minimum: -1e9, maximum: 1e9 })

/** `from`, `from + step`, … up to `to`. */
export const ValueRange = closed({
  from: quantity,
  to: quantity,
  step: Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }),
})
export const ValueList = closed({ list: Type.Array(quantity, { minItems: 1, maxItems: 200 }) })

/**
 * A variable and the values it may take. Values are shown with `decimals`
 * decimals, or with as many as they need; what is shown is what is computed with.
 */
export const Variable = closed({
  name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,19}$' }),
  values: Type.Union([ValueRange, ValueList]),
  decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
})
export type Variable = Static<typeof Variable>

/** How results are rounded: to decimals, or to significant figures. Candidates are told. */
export const Rounding = Type.Union([
  closed({ decimals: Type.Integer({ minimum: 0, maximum: 6 }) }),
  closed({ figures: Type.Integer({ minimum: 1, maximum: 8 }) }),
])
export type Rounding = Static<typeof Rounding>

/**
 * `constraints` are conditions that every draw meets; `bounds` those of the
 * rounded key. `unit` stands behind key and distractors ('' for none). The
 * texts of the item name values as `{{U}}`: see `template.ts`.
 */
export const Calculation = closed({
  variables: Type.Array(Variable, { minItems: 1, maxItems: 12 }),
  constraints: Type.Array(FormulaText, { maxItems: 10 }),
  formula: FormulaText,
  distractors: Type.Array(FormulaText, { maxItems: 9 }),
  unit: Type.String({ maxLength: 20, pattern: '^[^$\\\\{}#&_~^|<>*\\s][^$\\\\{}#&_~^|<>*]*$|^$' }),
  rounding: Rounding,
  bounds: Type.Optional(closed({ min: Type.Number(), max: Type.Number() })),
})
export type Calculation = Static<typeof Calculation>

/** Drawn values by variable. */
export const DrawnValues = Type.Record(Type.String(), Type.Number())
export type DrawnValues = Static<typeof DrawnValues>
