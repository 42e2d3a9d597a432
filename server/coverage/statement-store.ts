/** What a body states about its banks, over `q`: the reader, or an open transaction. Rows are added and never changed. */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { type FilingRules, strictRules } from '../../core/coverage/rules.ts'
import type { Standard } from '../../core/coverage/standard.ts'
import type { Query } from '../db/open.ts'
import { assessmentPlans, filingRules, standards } from '../db/schema-filing.ts'

/** Of two statements made in one millisecond, the later one; their ids are drawn and have no order. */
const LATER = sql`rowid DESC`

export type PlanRow = typeof assessmentPlans.$inferSelect

export const statementStore = (q: Query) => ({
  /** The rules a bank is judged by: its own, or the municipal ones read strictly. */
  async rules(bank: string): Promise<FilingRules> {
    return (await this.rulesHistory(bank))[0]?.content ?? strictRules
  },

  async rulesHistory(bank: string): Promise<(typeof filingRules.$inferSelect)[]> {
    return q.select().from(filingRules).where(eq(filingRules.bank, bank)).orderBy(desc(filingRules.at), LATER)
  },

  async standard(bank: string): Promise<Standard | null> {
    return (await this.standardHistory(bank))[0]?.content ?? null
  },

  async standardHistory(bank: string): Promise<(typeof standards.$inferSelect)[]> {
    return q.select().from(standards).where(eq(standards.bank, bank)).orderBy(desc(standards.at), LATER)
  },

  /** The plan in force, or the version asked for. */
  async plan(bank: string, version?: number): Promise<PlanRow | undefined> {
    const own = eq(assessmentPlans.bank, bank)
    const [row] = await q
      .select()
      .from(assessmentPlans)
      .where(version === undefined ? own : and(own, eq(assessmentPlans.version, version)))
      .orderBy(desc(assessmentPlans.version))
      .limit(1)
    return row
  },

  async plans(bank: string): Promise<PlanRow[]> {
    return q.select().from(assessmentPlans).where(eq(assessmentPlans.bank, bank)).orderBy(asc(assessmentPlans.version))
  },

  /** For every bank, in one look: the page over all of them. */
  async everywhere() {
    const rules = await q.select().from(filingRules).orderBy(asc(filingRules.at), sql`rowid`)
    const withPlan = await q.selectDistinct({ bank: assessmentPlans.bank }).from(assessmentPlans)
    const withStandard = await q.selectDistinct({ bank: standards.bank }).from(standards)
    return {
      rules: new Map(rules.map(({ bank, content }) => [bank, content])),
      withPlan: new Set(withPlan.map(({ bank }) => bank)),
      withStandard: new Set(withStandard.map(({ bank }) => bank)),
    }
  },
})
