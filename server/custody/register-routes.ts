import { closed, nullable, Type, Words } from '../../core/schema.ts'
import { SealedKind } from '../../core/seal/format.ts'
import { EventKind, SealedPart, VoidCause } from '../../core/seal/register.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { attachment } from '../plugins/attachment.ts'
import { Problem } from '../plugins/problems.ts'
import { confirmDestruction, destructionReport, listDestruction } from './destroy.ts'
import { enterEvent, exportCopy, readRegister } from './register.ts'
import { registerStore } from './register-store.ts'
import { replaceVoided, spares, voidPaper } from './void.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
const maybe = Type.Optional(Type.String({ maxLength: 1000 }))
const Time = Type.Integer({ minimum: 0, description: 'Unix time in ms' })
const ObjectParams = closed({ ...BankParams.properties, object: text })
const PaperParams = closed({ ...BankParams.properties, paper: text })
const Held = closed({
  id: Type.String(),
  part: Type.String(),
  count: Type.Integer(),
  holder: Type.String(),
  place: Type.String(),
  due: nullable(Time),
  at: Time,
  state: Type.String(),
})
const Line = closed({
  object: Type.String(),
  set: Type.String(),
  paper: nullable(Type.Integer({ description: 'its number in the set' })),
  form: Type.String(),
  kind: SealedKind,
  sealedAt: Time,
  notBefore: Time,
  opened: Type.Array(Time),
  destroyed: Type.Boolean(),
  voided: Type.Boolean(),
  intact: Type.Boolean(),
  held: Type.Array(Held),
  alarms: Type.Array(closed({ kind: Type.String(), since: Time, message: Words })),
})
const Paper = closed({ id: Type.String(), set: Type.String(), number: Type.Integer() })
const Destruction = closed({
  id: Type.String(),
  reason: Type.String(),
  listedBy: Type.String(),
  listed: Time,
  confirmedBy: nullable(Type.String()),
  confirmed: nullable(Time),
})
const failures = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }

export const registerRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/banks/:bank/custody',
    {
      config: { right: 'custody.read' },
      schema: {
        description: 'The register: every sealed object checked against its files, its copies and its alarms.',
        params: BankParams,
        response: { 200: Type.Array(Line), 404: Problem },
      },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return readRegister(deps, params.bank, now())
    },
  )

  app.post(
    '/api/banks/:bank/custody/:object/copies',
    {
      config: { right: 'custody.copy' },
      schema: {
        description: 'Hands out a copy of a sealed file; it is in the register before it is given.',
        params: ObjectParams,
        body: closed({
          part: SealedPart,
          holder: text,
          place: text,
          due: Type.Optional(Time),
        }),
        response: { 200: Type.Any({ description: 'the file' }), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      const { bytes } = await exportCopy(deps, params.bank, params.object, body, { actor, at: now() })
      return reply.header('cache-control', 'no-store').type('application/octet-stream').send(bytes)
    },
  )

  app.post(
    '/api/banks/:bank/custody/:object/events',
    {
      config: { right: 'custody.copy' },
      schema: {
        params: ObjectParams,
        body: closed({
          kind: EventKind,
          copy: Type.Optional(Type.String({ maxLength: 60 })),
          holder: maybe,
          place: maybe,
          note: maybe,
        }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await enterEvent(deps, params.bank, params.object, body, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/banks/:bank/destructions',
    {
      config: { right: 'custody.read' },
      schema: { params: BankParams, response: { 200: Type.Array(Destruction), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return registerStore(db.read).destructions(params.bank)
    },
  )

  app.post(
    '/api/banks/:bank/destructions',
    {
      config: { right: 'custody.destroy' },
      schema: {
        description: 'Lists objects for destruction; another person confirms.',
        params: BankParams,
        body: closed({ objects: Type.Array(text, { minItems: 1, maxItems: 1000, uniqueItems: true }), reason: text }),
        response: { 201: Destruction, ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(await listDestruction(deps, params.bank, body, { actor, at: now() }))
    },
  )

  const DestructionParams = closed({ ...BankParams.properties, destruction: Type.String({ maxLength: 60 }) })
  app.post(
    '/api/banks/:bank/destructions/:destruction/confirm',
    {
      config: { right: 'custody.destroy' },
      schema: { params: DestructionParams, response: { 200: Destruction, ...failures } },
    },
    ({ params, actor }) => confirmDestruction(deps, params.bank, params.destruction, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/destructions/:destruction/certificate',
    {
      config: { right: 'custody.read' },
      schema: { params: DestructionParams, response: { 200: Type.Any({ description: 'PDF' }), ...failures } },
    },
    async ({ params }, reply) => {
      const bank = await requireBank(db, params.bank)
      const report = await destructionReport(deps, bank, params.destruction)
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(`destruction-${params.destruction}.pdf`))
        .send(Buffer.from(await deps.printer.call('report', report)))
    },
  )

  app.get(
    '/api/banks/:bank/spares',
    {
      config: { right: 'custody.read' },
      schema: { params: BankParams, response: { 200: Type.Array(Paper), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return spares(db.read, params.bank)
    },
  )

  app.post(
    '/api/banks/:bank/sets/:set/void',
    {
      config: { right: 'paper.void' },
      schema: {
        description: 'Voids a paper; after a leak before it was opened, its whole set, and holds the items back.',
        params: closed({ ...BankParams.properties, set: Type.String({ maxLength: 60 }) }),
        body: closed({
          paper: Type.Integer({ minimum: 1 }),
          cause: VoidCause,
          reason: text,
          items: Type.Optional(Type.Array(text, { maxItems: 1000 })),
        }),
        response: {
          200: closed({ papers: Type.Array(Type.String()), quarantined: Type.Integer(), spares: Type.Array(Paper) }),
          ...failures,
        },
      },
    },
    ({ params, body, actor }) => voidPaper(deps, params.bank, params.set, body, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/papers/:paper/replacement',
    {
      config: { right: 'paper.void' },
      schema: {
        description: 'Puts a sealed paper in the place of a voided one.',
        params: PaperParams,
        body: closed({ replacement: text }),
        response: { 204: Type.Null(), ...failures },
      },
    },
    async ({ params, body, actor }, reply) => {
      await replaceVoided(deps, params.bank, params.paper, body.replacement, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )
}
