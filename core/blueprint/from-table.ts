/**
 * A theory blueprint from the element table's weights and a named plan. Where all
 * items carry the same marks a scope's weight gives its number of items, else its
 * half marks; both are exact after rounding by largest remainder, and the
 * rounding is shown.
 */
import { type ElementTable, lowestScopes, type Scope } from '../element-table.ts'
import { AppError } from '../errors.ts'
import type { Blueprint, DifficultyRule, ImportanceRule, Section } from './blueprint.ts'
import { largestRemainder } from './rounding.ts'

/** Published theory plans by name: sections of 100 marks in all. */
export const namedPlans = {
  'single80-truefalse20': {
    sections: [
      { type: 'single', count: 80, marks: 1 },
      { type: 'true_false', count: 20, marks: 1 },
    ],
    minutes: 90,
    pass: 60,
  },
  'single140-truefalse40-multiple10': {
    sections: [
      { type: 'single', count: 140, marks: 0.5 },
      { type: 'true_false', count: 40, marks: 0.5 },
      { type: 'multiple', count: 10, marks: 1 },
    ],
    minutes: 90,
    pass: 60,
  },
} as const satisfies Record<string, { sections: readonly Section[]; minutes: number; pass: number }>
export type PlanName = keyof typeof namedPlans

/** What a plan adds to the weights; shares and tolerances as in a blueprint. */
export type TablePlan = {
  name: PlanName
  title?: string
  /** 1–3: scopes down to this level carry the weights; the lowest scopes when absent. */
  depth?: number
  difficulty?: DifficultyRule[]
  meanDifficulty?: { min?: number; max?: number }
  importance?: ImportanceRule[]
  /** Items on one assessment point and paper, 1 by default. */
  perPoint?: number
  /** Items two papers may share, 0 by default. */
  overlap?: number
}

/** One scope's weight as it came out: `exact` and `rounded` are items or half marks, as `unit` says. */
export type RoundedShare = { scope: string; name: string; weight: number; exact: number; rounded: number }

export type BlueprintFromTable = { blueprint: Blueprint; unit: 'items' | 'half-marks'; rounding: RoundedShare[] }

/** Throws `blueprint.invalid` when the weights of the chosen scopes do not sum to 100. */
export function blueprintFromTable(table: ElementTable, plan: TablePlan): BlueprintFromTable {
  const { sections, minutes, pass } = namedPlans[plan.name]
  const scopes = scopesAt(table, plan.depth)
  const sum = Number(scopes.reduce((total, { weight }) => total + weight, 0).toFixed(3))
  if (Math.abs(sum - 100) > 0.001)
    throw new AppError(
      'blueprint.invalid',
      `The weights of the element table sum to ${sum} instead of 100: mend the table. / 鉴定要素细目表的比重合计为 ${sum}，应为 100，请先改正。`,
    )
  const equalMarks = new Set(sections.map(({ marks }) => marks)).size === 1
  const total = sections.reduce((all, { count, marks }) => all + (equalMarks ? count : count * marks * 2), 0)
  const exact = scopes.map(({ weight }) => (weight * total) / 100)
  const whole = largestRemainder(exact, total)
  const rounding = scopes.map(({ code, name, weight }, index) => {
    return { scope: code, name, weight, exact: Number(exact[index]!.toFixed(6)), rounded: whole[index]! }
  })
  return {
    unit: equalMarks ? 'items' : 'half-marks',
    rounding,
    blueprint: {
      ...(plan.title === undefined ? {} : { title: plan.title }),
      sections: sections.map((section) => ({ ...section })),
      scopes: rounding.map(({ scope, rounded }) =>
        equalMarks ? { scope, count: rounded } : { scope, marks: rounded / 2 },
      ),
      ...(plan.difficulty ? { difficulty: plan.difficulty } : {}),
      ...(plan.meanDifficulty ? { meanDifficulty: plan.meanDifficulty } : {}),
      ...(plan.importance ? { importance: plan.importance } : {}),
      perPoint: { max: plan.perPoint ?? 1 },
      overlap: { withinSet: plan.overlap ?? 0 },
      balance: ['seconds'],
      minutes,
      pass,
    },
  }
}

/** Scopes at `depth` levels, and those above it that have nothing below. */
function scopesAt(table: ElementTable, depth: number | undefined): Scope[] {
  const lowest = new Set(lowestScopes(table))
  if (depth === undefined) return [...lowest]
  const level = ({ code }: Scope) => code.split('-').length
  return table.scopes.filter((scope) => level(scope) === depth || (level(scope) < depth && lowest.has(scope)))
}
