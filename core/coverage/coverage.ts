/**
 * What a bank holds against what the filing review (备案评估) asks. Counts what is
 * approved, since only that can enter a paper. Says nothing about which items
 * are used: that is `use.ts`, a right of its own.
 */
import type { ElementTable } from '../element-table.ts'
import type { ItemKind } from '../item.ts'
import { closed, nullable, type Static, Type } from '../schema.ts'
import { Check, checksOf, type TheoryTerms } from './checks.ts'
import { type CoveredItem, PracticalCounts, practicalCounts, TheoryCounts, tally, theoryCounts } from './counts.ts'
import { AssessmentPlan, ClauseVerdict, planClauses } from './plan.ts'
import { FilingRules, judgeRules, RuleVerdict } from './rules.ts'
import { Standard } from './standard.ts'

const Count = Type.Integer({ minimum: 0 })

/** What was added, revised and retired in a quarter ("2026Q4"). */
export const QuarterUpdates = closed({ quarter: Type.String(), added: Count, revised: Count, retired: Count })
export type QuarterUpdates = Static<typeof QuarterUpdates>

/** People as numbers: who wrote a revision of the bank's items, who gave a verdict. */
export const People = closed({ writers: Count, reviewers: Count })

/** An edition of an element table; of each kind the newest is in force. `at` is Unix time in ms. */
export const Edition = closed({
  kind: Type.Enum(['theory', 'practical']),
  edition: Type.String(),
  digest: Type.String(),
  at: Type.Integer(),
  inForce: Type.Boolean(),
})
export type Edition = Static<typeof Edition>

export type CoverageInput = {
  level: number
  theory: ElementTable | null
  practical: ElementTable | null
  editions: readonly Edition[]
  items: readonly CoveredItem[]
  /** Papers assembled and not voided or destroyed, and how many of them are sealed. */
  papers: Record<ItemKind, { made: number; sealed: number }>
  rules: FilingRules
  standard: Standard | null
  plan: AssessmentPlan | null
  blueprints: readonly TheoryTerms[]
  people: Static<typeof People>
  updates: readonly QuarterUpdates[]
  updatedLately: number
  openRelations: number
  /** Unix time in ms: what was written before it counts as old; `months` is how long ago that is. */
  old: { before: number; months: number }
}

export const Coverage = closed({
  document: Type.String({ description: 'where the sentences of the rules stand' }),
  reading: FilingRules.properties.reading,
  rules: Type.Array(RuleVerdict),
  met: Type.Boolean(),
  checks: Type.Array(Check),
  states: closed({ draft: Count, submitted: Count, approved: Count, retired: Count }),
  theory: TheoryCounts,
  practical: PracticalCounts,
  defense: closed({ approved: Count }),
  papers: Type.Record(Type.String(), closed({ made: Count, sealed: Count })),
  superseded: Count,
  old: closed({ months: Count, items: Count }),
  people: People,
  updates: Type.Array(QuarterUpdates),
  openRelations: Count,
  standard: nullable(Standard),
  editions: Type.Array(Edition),
  plan: nullable(closed({ content: AssessmentPlan, clauses: Type.Array(ClauseVerdict) })),
})
export type Coverage = Static<typeof Coverage>

/** Counts the bank and judges it. */
export function coverageOf(input: CoverageInput): Coverage {
  const approved = input.items.filter(({ state }) => state === 'approved')
  const of = (kind: ItemKind) => approved.filter((item) => item.kind === kind)
  const [theory, practical, defense] = [of('theory'), of('practical'), of('defense')]
  const counts = theoryCounts(input.theory, theory)
  const superseded = approved.filter((item) => item.superseded).length
  const rules = judgeRules(input.rules, input.level, {
    'theory-items': theory.length,
    'theory-papers': input.papers.theory.made,
    'practical-papers': input.papers.practical.made,
    'defense-topics': defense.length,
  })
  const { plan, standard, editions, papers, people, openRelations, level } = input
  return {
    document: input.rules.document,
    reading: input.rules.reading,
    rules,
    met: rules.every(({ met }) => met),
    checks: checksOf({ ...input, table: input.theory, counts, superseded }),
    states: statesOf(input.items),
    theory: counts,
    practical: practicalCounts(input.practical, practical),
    defense: { approved: defense.length },
    papers,
    superseded,
    old: { months: input.old.months, items: approved.filter(({ since }) => since < input.old.before).length },
    people,
    updates: [...input.updates],
    openRelations,
    standard,
    editions: [...editions],
    plan: plan && { content: plan, clauses: planClauses(plan, level) },
  }
}

const statesOf = (items: readonly CoveredItem[]): Coverage['states'] => ({
  draft: 0,
  submitted: 0,
  approved: 0,
  retired: 0,
  ...tally(
    items.map(({ state }) => state),
    [],
  ),
})
