/** Tables of coverage and filing: rules, standards, assessment plans. The newest of a bank holds. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { AssessmentPlan } from '../../core/coverage/plan.ts'
import type { FilingRules } from '../../core/coverage/rules.ts'
import type { Standard } from '../../core/coverage/standard.ts'
import { banks } from './schema.ts'

/** What every statement about a bank carries; `at` is Unix time in ms. */
const statement = <Content>() => ({
  id: text('id').primaryKey(),
  bank: text('bank')
    .notNull()
    .references(() => banks.id),
  content: text('content', { mode: 'json' }).$type<Content>().notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** By which numbers and sentences a bank is judged. */
export const filingRules = sqliteTable('filing_rules', statement<FilingRules>(), (t) => [
  index('filing_rules_bank').on(t.bank, t.at),
])

/** On which occupational standard a bank is built. */
export const standards = sqliteTable('standards', statement<Standard>(), (t) => [
  index('standards_bank').on(t.bank, t.at),
])

const { id, bank, ...said } = statement<AssessmentPlan>()
/** How a bank's candidates are assessed; a version is never changed. */
export const assessmentPlans = sqliteTable(
  'assessment_plans',
  { id, bank, version: integer('version').notNull(), ...said },
  (t) => [uniqueIndex('assessment_plans_version').on(t.bank, t.version)],
)
