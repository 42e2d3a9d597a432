/** What a body states about a bank: rules, standard, assessment plan. */
import { AssessmentPlan, ClauseVerdict, planClauses } from '../../core/coverage/plan.ts'
import { FilingRules } from '../../core/coverage/rules.ts'
import { Standard } from '../../core/coverage/standard.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { statementStore } from './statement-store.ts'
import { statePlan, stateRules, stateStandard } from './statements.ts'

const reason = Type.String({ minLength: 1, maxLength: 2000, description: 'kept with the statement and in the log' })
const said = { reason: Type.String(), by: Type.String(), at: Type.Integer({ description: 'Unix time in ms' }) }
const PlanView = closed({
  version: Type.Integer(),
  content: AssessmentPlan,
  clauses: Type.Array(ClauseVerdict),
  ...said,
})

export const statementRoutes: Routes = (app, { db, now }) => {
  const by = (actor: string, why: string) => ({ actor, at: now(), why })

  app.get(
    '/api/banks/:bank/filing-rules',
    {
      config: { right: 'coverage.read' },
      schema: {
        description: 'The rules in force, and each change of them with its reason, the newest first.',
        params: BankParams,
        response: {
          200: closed({ inForce: FilingRules, history: Type.Array(closed({ content: FilingRules, ...said })) }),
          404: Problem,
        },
      },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      const store = statementStore(db.read)
      return { inForce: await store.rules(params.bank), history: await store.rulesHistory(params.bank) }
    },
  )

  app.put(
    '/api/banks/:bank/filing-rules',
    {
      config: { right: 'filing.state' },
      schema: {
        params: BankParams,
        body: closed({ content: FilingRules, reason }),
        response: { 200: FilingRules, 404: Problem, 422: Problem },
      },
    },
    ({ params, body, actor }) => stateRules(db, params.bank, body.content, by(actor, body.reason)),
  )

  app.get(
    '/api/banks/:bank/standard',
    {
      config: { right: 'coverage.read' },
      schema: {
        params: BankParams,
        response: {
          200: closed({ inForce: nullable(Standard), history: Type.Array(closed({ content: Standard, ...said })) }),
          404: Problem,
        },
      },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      const store = statementStore(db.read)
      return { inForce: await store.standard(params.bank), history: await store.standardHistory(params.bank) }
    },
  )

  app.put(
    '/api/banks/:bank/standard',
    {
      config: { right: 'filing.state' },
      schema: {
        params: BankParams,
        body: closed({ content: Standard, reason }),
        response: { 200: Standard, 404: Problem, 422: Problem },
      },
    },
    ({ params, body, actor }) => stateStandard(db, params.bank, body.content, by(actor, body.reason)),
  )

  app.get(
    '/api/banks/:bank/assessment-plans',
    {
      config: { right: 'coverage.read' },
      schema: { params: BankParams, response: { 200: Type.Array(PlanView), 404: Problem } },
    },
    async ({ params }) => {
      const { level } = await requireBank(db, params.bank)
      const plans = await statementStore(db.read).plans(params.bank)
      return plans.map((plan): Static<typeof PlanView> => ({ ...plan, clauses: planClauses(plan.content, level) }))
    },
  )

  app.post(
    '/api/banks/:bank/assessment-plans',
    {
      config: { right: 'filing.state' },
      schema: {
        params: BankParams,
        body: closed({ content: AssessmentPlan, reason }),
        response: { 201: PlanView, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      const { level } = await requireBank(db, params.bank)
      const plan = await statePlan(db, params.bank, body.content, by(actor, body.reason))
      return reply.code(201).send({ ...plan, clauses: planClauses(plan.content, level) })
    },
  )
}
