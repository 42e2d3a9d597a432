import { mayDo } from '../../core/accounts/rights.ts'
import { Coverage } from '../../core/coverage/coverage.ts'
import { Matrix } from '../../core/coverage/matrix.ts'
import { RuleVerdict } from '../../core/coverage/rules.ts'
import { BankYield, UseCounts } from '../../core/coverage/use.ts'
import { closed, Type, Words } from '../../core/schema.ts'
import { holdsRoleIn } from '../accounts/sessions.ts'
import type { Routes } from '../app.ts'
import { BankParams } from '../banks/routes.ts'
import { attachment } from '../plugins/attachment.ts'
import { Problem } from '../plugins/problems.ts'
import { whoOf } from '../plugins/rights.ts'
import { packZip } from '../templates/zip.ts'
import { OLD_MONTHS, readCoverage } from './collect.ts'
import { filingFiles, makeFiling } from './filing.ts'
import { readOverview, readReadiness } from './overview.ts'
import { OFTEN, readUse, readYield } from './use.ts'
import { makeWorkPlan } from './work-plan.ts'

const Whole = (most: number, description: string) =>
  Type.String({ pattern: `^[1-9]\\d{0,${String(most).length - 1}}$`, description })
const BlueprintId = Type.String({ minLength: 1, maxLength: 60 })
const WorkQuery = closed({ blueprint: BlueprintId, papers: Whole(99, 'further papers wanted, 1 to 99') })
const Count = Type.Integer({ minimum: 0 })
const Step = closed({ from: Count, to: Count, write: Count, sentence: Words })
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A reply that is a file of this media type. */
export const fileReply = (type: string) => ({ content: { [type]: { schema: Type.Any() } } })

export const coverageRoutes: Routes = (app, deps) => {
  const { db, now } = deps
  const by = (actor: string) => ({ actor, at: now() })

  app.get(
    '/api/coverage',
    {
      config: { right: 'coverage.overview' },
      schema: { description: 'Every bank on one page: red, amber or green, and why.', response: { 200: Matrix } },
    },
    (request) => readOverview(db, by(request.actor), holdsRoleIn(whoOf(request))),
  )

  app.get(
    '/api/banks/:bank/coverage',
    {
      config: { right: 'coverage.read' },
      schema: {
        params: BankParams,
        querystring: closed({ oldMonths: Type.Optional(Whole(240, 'items older than so many months count as old')) }),
        response: { 200: Coverage, 404: Problem },
      },
    },
    ({ params, query, actor }) => readCoverage(db, params.bank, by(actor), Number(query.oldMonths ?? OLD_MONTHS)),
  )

  app.get(
    '/api/banks/:bank/readiness',
    {
      config: { right: 'coverage.read' },
      schema: {
        description: 'The filing rules with what the bank holds of each.',
        params: BankParams,
        response: { 200: Type.Array(RuleVerdict), 404: Problem },
      },
    },
    ({ params, actor }) => readReadiness(db, params.bank, by(actor)),
  )

  app.get(
    '/api/banks/:bank/coverage/use',
    {
      config: { right: 'coverage.use' },
      schema: {
        description: 'Never used and overused items, in numbers.',
        params: BankParams,
        querystring: closed({ often: Type.Optional(Whole(99, 'in so many sets an item counts as overused')) }),
        response: { 200: UseCounts, 404: Problem },
      },
    },
    ({ params, query, actor }) => readUse(db, params.bank, by(actor), Number(query.often ?? OFTEN)),
  )

  app.get(
    '/api/banks/:bank/coverage/yield',
    {
      config: { right: 'coverage.use' },
      schema: {
        description: 'How many further papers the approved items give under a blueprint, and what ends it.',
        params: BankParams,
        querystring: closed({ blueprint: BlueprintId }),
        response: { 200: BankYield, 404: Problem },
      },
    },
    ({ params, query, actor }) => readYield(deps, params.bank, query.blueprint, by(actor)),
  )

  app.get(
    '/api/banks/:bank/work-plan',
    {
      config: { right: 'coverage.use' },
      schema: {
        description: 'What to write first for so many further papers.',
        params: BankParams,
        querystring: WorkQuery,
        response: {
          200: closed({
            found: Count,
            wanted: Count,
            bare: Count,
            steps: Type.Array(Step),
            stopped: Type.Array(Words),
          }),
          404: Problem,
        },
      },
    },
    async ({ params, query, actor }) => {
      const { blueprint, papers } = query
      const wanted = { blueprint, papers: Number(papers) }
      const { workbook: _, ...plan } = await makeWorkPlan(deps, params.bank, wanted, by(actor))
      return plan
    },
  )

  app.get(
    '/api/banks/:bank/work-plan.xlsx',
    {
      config: { right: 'coverage.use' },
      schema: {
        description: 'The work plan as a workbook for writers, in the layout of the template of its kind.',
        params: BankParams,
        querystring: WorkQuery,
        response: { 200: fileReply(XLSX), 404: Problem },
      },
    },
    async ({ params, query, actor }, reply) => {
      const { blueprint, papers } = query
      const { workbook } = await makeWorkPlan(deps, params.bank, { blueprint, papers: Number(papers) }, by(actor))
      return reply
        .type(XLSX)
        .header('content-disposition', attachment(`work-plan-${params.bank}.xlsx`))
        .send(workbook)
    },
  )

  app.get(
    '/api/banks/:bank/filing.zip',
    {
      config: { right: 'filing.report' },
      schema: {
        description: 'The filing report as PDF, workbook and signed data in one archive.',
        params: BankParams,
        response: { 200: fileReply('application/zip'), 404: Problem },
      },
    },
    async (request, reply) => {
      const { bank } = request.params
      const use = mayDo(whoOf(request).grants, 'coverage.use', bank)
      const filing = await makeFiling(deps, bank, by(request.actor), { use })
      return reply
        .type('application/zip')
        .header('content-disposition', attachment(`filing-${bank}.zip`))
        .send(packZip(filingFiles(filing)))
    },
  )
}
