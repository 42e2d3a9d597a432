import { Blueprint } from '../../core/blueprint/blueprint.ts'
import { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import { closed, nullable, Type, Words } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { attachment } from '../plugins/attachment.ts'
import { whenGone } from '../plugins/gone.ts'
import { Problem } from '../plugins/problems.ts'
import { NoSet, noSet } from './no-set.ts'
import { carriedBlueprint, findShortage, type Tried, tryBlueprint } from './shortage.ts'

const Papers = Type.String({ pattern: '^[1-9]\\d{0,2}$', description: 'papers wanted, 1 to 999' })
const PapersTried = Type.Integer({ minimum: 1, maximum: 100 })
const Query = closed({ blueprint: Type.String({ maxLength: 60 }), papers: Papers })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const Contradicted = closed({
  outcome: Type.Literal('contradiction'),
  contradictions: Type.Array(closed({ place: Type.String(), sentence: Words })),
})
const Answered = closed({
  outcome: Type.Literal('answered'),
  papers: Type.Integer({ description: 'asked for, spare ones included' }),
  found: Type.Integer({ description: 'made, of those asked for' }),
  upper: Type.Integer({ description: 'more than this are impossible (proven); 10,000 is no bound' }),
  why: Type.Array(Words, { description: 'what is short' }),
})

export const shortageRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/banks/:bank/shortage',
    {
      config: { right: 'set.assemble' },
      schema: {
        description: 'What the bank lacks for a set, or that it lacks nothing; no set is made.',
        params: BankParams,
        querystring: Query,
        response: { 200: Type.Union([NoSet, closed({ outcome: Type.Literal('enough') })]), 404: Problem },
      },
    },
    async ({ params, query, actor }, reply) => {
      await requireBank(db, params.bank)
      const by = { actor, at: now() }
      const asked = { blueprint: query.blueprint, papers: Number(query.papers), signal: whenGone(reply) }
      const { answer } = await findShortage(deps, params.bank, asked, by)
      return answer.outcome === 'enough' ? answer : noSet(answer)
    },
  )

  app.get(
    '/api/banks/:bank/shortage.xlsx',
    {
      config: { right: 'set.assemble' },
      schema: {
        description: 'The items to write as a workbook for writers, in the layout of the theory template.',
        params: BankParams,
        querystring: Query,
        response: {
          200: { content: { [XLSX]: { schema: Type.Any() } } },
          404: Problem,
          409: Type.Union([NoSet, Problem]),
        },
      },
    },
    async ({ params, query, actor }, reply) => {
      await requireBank(db, params.bank)
      const by = { actor, at: now() }
      const asked = { blueprint: query.blueprint, papers: Number(query.papers), signal: whenGone(reply) }
      const { answer, workbook } = await findShortage(deps, params.bank, asked, by)
      if (workbook)
        return reply
          .type(XLSX)
          .header('content-disposition', attachment(`shortage-${params.bank}.xlsx`))
          .send(workbook)
      const enough = { zh: '题库足够，无需补写。', en: 'The bank is enough: nothing to write.' }
      return reply
        .code(409)
        .send(answer.outcome === 'enough' ? { outcome: 'refused', sentences: [enough], shortage: null } : noSet(answer))
    },
  )

  app.get(
    '/api/banks/:bank/carried-blueprint',
    {
      config: { right: 'set.assemble' },
      schema: {
        description:
          'The longest blueprint in the bank’s own proportions that gives so many papers without a common item.',
        params: BankParams,
        querystring: closed({ papers: Papers }),
        response: { 200: closed({ blueprint: nullable(Blueprint) }), 404: Problem },
      },
    },
    async ({ params, query, actor }) => {
      await requireBank(db, params.bank)
      return { blueprint: await carriedBlueprint(deps, params.bank, Number(query.papers), { actor, at: now() }) }
    },
  )

  app.post(
    '/api/banks/:bank/feasibility',
    {
      config: { right: 'blueprint.try' },
      schema: {
        description:
          'Whether a blueprint that is not saved gives so many papers (of a defense blueprint: serves so many candidates), how many it gives, and what is short.',
        params: BankParams,
        body: Type.Union([
          closed({ kind: Type.Literal('theory'), blueprint: Blueprint, papers: PapersTried }),
          closed({ kind: Type.Literal('practical'), blueprint: PracticalBlueprint, papers: PapersTried }),
          closed({ kind: Type.Literal('defense'), blueprint: DefenseBlueprint, papers: PapersTried }),
        ]),
        response: { 200: Type.Union([Answered, Contradicted]), 404: Problem },
      },
    },
    async ({ params, body, actor }) => {
      await requireBank(db, params.bank)
      return tryBlueprint(deps, params.bank, body as Tried, { actor, at: now() })
    },
  )
}
