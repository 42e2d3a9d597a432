/** What a paper takes of a scope, as it is typed: by weight, or from so many to so many items or marks. */
import type { ScopeRule } from '../../../core/blueprint/blueprint.ts'

export const units = ['weight', 'items', 'marks'] as const
export type Unit = (typeof units)[number]
/** Items or marks; undefined is no bound. */
export type Amounts = { least: number | undefined; most: number | undefined }

export function unitOf({ weight, marks, minMarks, maxMarks }: ScopeRule): Unit {
  if (weight !== undefined) return 'weight'
  return marks === undefined && minMarks === undefined && maxMarks === undefined ? 'items' : 'marks'
}

export function amountsOf(rule: ScopeRule): Amounts {
  return unitOf(rule) === 'marks'
    ? { least: rule.marks ?? rule.minMarks, most: rule.marks ?? rule.maxMarks }
    : { least: rule.count ?? rule.min, most: rule.count ?? rule.max }
}

/** The rule for these bounds. Without any it asks for nothing: none or more. */
export function withAmounts(scope: string, unit: Unit, { least, most }: Amounts): ScopeRule {
  const [exact, min, max] =
    unit === 'marks' ? (['marks', 'minMarks', 'maxMarks'] as const) : (['count', 'min', 'max'] as const)
  if (least !== undefined && least === most) return { scope, [exact]: least }
  if (least === undefined && most === undefined) return { scope, [min]: 0 }
  return { scope, ...(least !== undefined && { [min]: least }), ...(most !== undefined && { [max]: most }) }
}
