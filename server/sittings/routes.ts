import { closed, nullable, Type } from '../../core/schema.ts'
import { Draw } from '../../core/sitting.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { attachment } from '../plugins/attachment.ts'
import { Problem } from '../plugins/problems.ts'
import { archiveSitting, collectCopies, endSitting, issueCopies, noteIncident } from './day.ts'
import { drawForSitting, NewSitting, planSitting } from './plan.ts'
import { sittingPackingList, sittingReport } from './records.ts'
import { sittingStore } from './store.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
/** Where a route names a sitting. */
export const SittingParams = closed({ ...BankParams.properties, sitting: Type.String({ maxLength: 60 }) })
const maybe = nullable(Type.String())
const Line = closed({
  id: Type.String(),
  name: text,
  starts: Type.Integer(),
  ends: Type.Integer(),
  place: text,
  state: Type.String(),
  paper: maybe,
  spare: maybe,
})
const Sitting = closed({
  ...Line.properties,
  draw: nullable(Draw),
  rooms: Type.Array(
    closed({
      room: text,
      candidates: Type.Integer(),
      issued: nullable(Type.Integer()),
      issuedBy: maybe,
      collected: nullable(Type.Integer()),
      collectedBy: maybe,
      explanation: maybe,
    }),
  ),
  people: Type.Array(closed({ person: text, part: text })),
  incidents: Type.Array(closed({ text: Type.String(), by: text, at: Type.Integer() })),
})
const failures = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }
const copies = Type.Integer({ minimum: 0, maximum: 10_000 })
const Pdf = Type.Any({ description: 'PDF' })

export const sittingRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/banks/:bank/sittings',
    {
      config: { right: 'sitting.read' },
      schema: { params: BankParams, response: { 200: Type.Array(Line), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return sittingStore(db.read).all(params.bank)
    },
  )

  app.post(
    '/api/banks/:bank/sittings',
    {
      config: { right: 'sitting.plan' },
      schema: { params: BankParams, body: NewSitting, response: { 201: Line, ...failures } },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(await planSitting(db, params.bank, body, { actor, at: now() }))
    },
  )

  app.get(
    '/api/banks/:bank/sittings/:sitting',
    { config: { right: 'sitting.read' }, schema: { params: SittingParams, response: { 200: Sitting, ...failures } } },
    async ({ params }) => {
      const { row, ...rest } = await sittingStore(db.read).require(params.bank, params.sitting)
      return { ...row, ...rest }
    },
  )

  app.post(
    '/api/banks/:bank/sittings/:sitting/draw',
    {
      config: { right: 'sitting.plan' },
      schema: {
        description:
          'Draws the paper and its spare by lot from the sealed papers of sets; with the seed anybody can draw again.',
        params: SittingParams,
        body: closed({ sets: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 100 }) }),
        response: { 200: Draw, ...failures },
      },
    },
    ({ params, body, actor }) => drawForSitting(deps, params.bank, params.sitting, body.sets, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/sittings/:sitting/issued',
    {
      config: { right: 'sitting.run' },
      schema: {
        params: SittingParams,
        body: closed({ room: text, copies }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await issueCopies(db, params.bank, params.sitting, body.room, body.copies, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/banks/:bank/sittings/:sitting/collected',
    {
      config: { right: 'sitting.run' },
      schema: {
        params: SittingParams,
        body: closed({ room: text, copies, explanation: Type.Optional(Type.String({ maxLength: 1000 })) }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await collectCopies(db, params.bank, params.sitting, body, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/banks/:bank/sittings/:sitting/incidents',
    {
      config: { right: 'sitting.run' },
      schema: {
        params: SittingParams,
        body: closed({ text: Type.String({ minLength: 1, maxLength: 4000 }) }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await noteIncident(db, params.bank, params.sitting, body.text, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  for (const [step, work] of [
    ['end', endSitting],
    ['archive', archiveSitting],
  ] as const)
    app.post(
      `/api/banks/:bank/sittings/:sitting/${step}`,
      {
        config: { right: 'sitting.run' },
        schema: { params: SittingParams, response: { 204: Type.Null(), ...failures } },
      },
      async ({ params, actor }, reply) => {
        await work(db, params.bank, params.sitting, { actor, at: now() })
        return reply.code(204).send(null)
      },
    )

  app.get(
    '/api/banks/:bank/sittings/:sitting/record',
    { config: { right: 'sitting.read' }, schema: { params: SittingParams, response: { 200: Pdf, ...failures } } },
    async ({ params }, reply) => {
      const report = await sittingReport(deps, await requireBank(db, params.bank), params.sitting)
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`sitting-${params.sitting}.pdf`))
        .send(Buffer.from(await deps.printer.call('report', report)))
    },
  )

  app.get(
    '/api/banks/:bank/sittings/:sitting/packing-list',
    {
      config: { right: 'sitting.read' },
      schema: {
        params: SittingParams,
        querystring: closed({ spare: Type.Optional(Type.String({ pattern: '^\\d{1,2}$' })) }),
        response: { 200: Pdf, ...failures },
      },
    },
    async ({ params, query, actor }, reply) => {
      const by = { actor, at: now() }
      const { bytes } = await sittingPackingList(deps, params.bank, params.sitting, Number(query.spare ?? 1), by)
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`packing-list-${params.sitting}.pdf`))
        .send(bytes)
    },
  )
}
