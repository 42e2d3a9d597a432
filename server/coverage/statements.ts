/** What a body states about a bank: filing rules, standard, assessment plan. Each is said anew with a reason; the newest holds. */
import { digestOf } from '../../core/canonical.ts'
import { type AssessmentPlan, planClauses } from '../../core/coverage/plan.ts'
import type { FilingRules } from '../../core/coverage/rules.ts'
import type { Standard } from '../../core/coverage/standard.ts'
import { AppError } from '../../core/errors.ts'
import { bothWords } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { act, type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { assessmentPlans, filingRules, standards } from '../db/schema-filing.ts'
import { type PlanRow, statementStore } from './statement-store.ts'

/** Why something is stated; who gives none is refused. */
function reasonOf({ why = '' }: By): string {
  if (why.trim() === '')
    throw new AppError('input.invalid', 'Give a reason: it stays on record. / 请写明理由，理由会留存。')
  return why
}

/** Judges a bank by other numbers or sentences from now on. */
export async function stateRules(db: Db, bankId: string, content: FilingRules, by: By): Promise<FilingRules> {
  await requireBank(db, bankId)
  const row = { id: newId(by.at), bank: bankId, content, reason: reasonOf(by), by: by.actor, at: by.at }
  const needed = Object.entries(content.rules).map(([id, rule]) => `${id}=${rule.needed}`)
  await db.tx(async (q) => {
    await q.insert(filingRules).values(row)
    await logStore(q).append(act(by, bankId, 'filing.rules', `${content.reading} ${needed.join(' ')}`))
  })
  return content
}

/** Names the standard a bank is built on from now on. Items move to its element table by a re-mapping. */
export async function stateStandard(db: Db, bankId: string, content: Standard, by: By): Promise<Standard> {
  await requireBank(db, bankId)
  const row = { id: newId(by.at), bank: bankId, content, reason: reasonOf(by), by: by.actor, at: by.at }
  await db.tx(async (q) => {
    await q.insert(standards).values(row)
    await logStore(q).append(
      act(by, bankId, 'filing.standard', `${content.code} ${content.edition} ${content.filingNumber ?? ''}`.trim()),
    )
  })
  return content
}

/** Stores a version of the plan; the same content again is none. Throws `input.invalid` with every binding clause it breaks. */
export async function statePlan(db: Db, bankId: string, content: AssessmentPlan, by: By): Promise<PlanRow> {
  const { level } = await requireBank(db, bankId)
  const broken = planClauses(content, level).filter(({ binding, met }) => binding && !met)
  if (broken.length > 0)
    throw new AppError(
      'input.invalid',
      `This is no assessment plan. / 评价方案不成立。\n${broken.map(({ sentence }) => bothWords(sentence)).join('\n')}`,
    )
  const reason = reasonOf(by)
  const digest = (plan: AssessmentPlan) => digestOf('assessment-plan/1', plan)
  return db.tx(async (q) => {
    const current = await statementStore(q).plan(bankId)
    if (current && digest(current.content) === digest(content)) return current
    const version = (current?.version ?? 0) + 1
    const row = { id: newId(by.at), bank: bankId, version, content, reason, by: by.actor, at: by.at }
    await q.insert(assessmentPlans).values(row)
    await logStore(q).append(act(by, bankId, 'filing.plan', `${version} ${digest(content)}`))
    return row
  })
}
