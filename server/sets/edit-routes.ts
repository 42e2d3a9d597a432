import { EditStep } from '../../core/assembly/edit-step.ts'
import { closed, nullable, Type, Words } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { BankParams } from '../banks/routes.ts'
import { whenGone } from '../plugins/gone.ts'
import { Problem } from '../plugins/problems.ts'
import { requireSet } from './approve.ts'
import { compareInSet, listEquivalents, readComposition } from './compose.ts'
import { editSet } from './edit.ts'
import { NoSet, noSet } from './no-set.ts'
import { overviewOf } from './overview.ts'
import { setStore } from './store.ts'

const SetParams = closed({ ...BankParams.properties, set: Type.String({ maxLength: 60 }) })
const WholeNumber = Type.String({ pattern: '^[1-9]\\d{0,3}$' })
const PaperParams = closed({ ...SetParams.properties, paper: WholeNumber })
const number = nullable(Type.Number())

const ComposedItem = closed({
  id: Type.String(),
  type: Type.String(),
  scope: Type.String(),
  point: nullable(Type.String()),
  difficulty: number,
  importance: nullable(Type.String()),
  seconds: number,
  pinned: Type.Boolean(),
})
const Equivalent = closed({
  item: Type.String(),
  same: Type.Boolean({ description: 'no rule of the blueprint can tell the two apart' }),
  used: Type.Integer(),
  changes: Type.Array(closed({ figure: Type.String(), before: number, after: number })),
})
const Figures = closed({
  items: Type.Integer(),
  marks: Type.Number(),
  meanDifficulty: number,
  seconds: Type.Number(),
  points: Type.Integer(),
})
const Comparison = closed({
  shared: Type.Integer(),
  figures: Type.Array(Figures, { minItems: 2, maxItems: 2 }),
  rules: Type.Array(
    closed({ id: Type.String(), sentence: Words, measured: Type.Array(number, { minItems: 2, maxItems: 2 }) }),
  ),
})
const Counts = Type.Record(Type.String(), Type.Integer())
const Overview = closed({
  papers: Type.Array(closed({ types: Counts, difficulties: Counts, scopes: Counts, letters: Counts })),
  shared: Type.Array(Type.Array(Type.Integer()), { description: 'items any two papers have in common' }),
})
const Step = closed({ no: Type.Integer(), kind: Type.String(), actor: Type.String(), at: Type.Integer() })

export const setEditRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/banks/:bank/sets/:set/papers/:paper/items',
    {
      config: { right: 'set.compose' },
      schema: {
        description: 'The items of a paper that waits for approval, by id and attributes. Each look is in the log.',
        params: PaperParams,
        response: { 200: Type.Array(ComposedItem), 404: Problem, 409: Problem },
      },
    },
    ({ params, actor }) => readComposition(deps, params.bank, params.set, Number(params.paper), { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/sets/:set/papers/:paper/items/:item/equivalents',
    {
      config: { right: 'set.compose' },
      schema: {
        description: 'Items that can stand in for one without breaking a rule, and what each would change.',
        params: closed({ ...PaperParams.properties, item: Type.String({ maxLength: 100 }) }),
        response: { 200: Type.Array(Equivalent), 404: Problem, 409: Problem },
      },
    },
    ({ params, actor }) =>
      listEquivalents(
        deps,
        params.bank,
        params.set,
        { paper: Number(params.paper), item: params.item },
        { actor, at: now() },
      ),
  )

  app.get(
    '/api/banks/:bank/sets/:set/overview',
    {
      config: { right: 'set.compose' },
      schema: {
        description: 'The papers of a set that waits for approval, in numbers and beside each other. Names no item.',
        params: SetParams,
        response: { 200: Overview, 404: Problem, 409: Problem },
      },
    },
    ({ params, actor }) => overviewOf(deps, params.bank, params.set, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/sets/:set/comparison',
    {
      config: { right: 'set.compose' },
      schema: {
        params: SetParams,
        querystring: closed({ a: WholeNumber, b: WholeNumber }),
        response: { 200: Comparison, 404: Problem, 409: Problem },
      },
    },
    ({ params, query, actor }) =>
      compareInSet(deps, params.bank, params.set, [Number(query.a), Number(query.b)], { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/sets/:set/history',
    {
      config: { right: 'set.read' },
      schema: { params: SetParams, response: { 200: Type.Array(Step), 404: Problem } },
    },
    async ({ params }) => {
      await requireSet(db.read, params.bank, params.set)
      return (await setStore(db.read).steps(params.set)).map(({ no, kind, actor, at }) => ({ no, kind, actor, at }))
    },
  )

  app.post(
    '/api/banks/:bank/sets/:set/steps',
    {
      config: { right: 'set.edit' },
      schema: {
        description:
          'Edits a set that waits for approval: all steps or none, and judged again. 409 says what would break.',
        params: SetParams,
        body: closed({ steps: Type.Array(EditStep, { minItems: 1, maxItems: 100 }) }),
        response: {
          200: closed({ steps: Type.Integer(), certificate: Type.Unknown() }),
          404: Problem,
          409: Type.Union([NoSet, Problem]),
        },
      },
    },
    async ({ params, body, actor }, reply) => {
      const by = { actor, at: now() }
      const made = await editSet(deps, params.bank, params.set, body.steps, by, { signal: whenGone(reply) })
      if (made.outcome !== 'done') return reply.code(409).send(noSet(made))
      return { steps: made.steps, certificate: made.set.certificate }
    },
  )
}
