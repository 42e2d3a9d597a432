import { Readable } from 'node:stream'
import { closed, Type } from '../../core/schema.ts'
import { SealedKind } from '../../core/seal/format.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { whenGone } from '../plugins/gone.ts'
import { Problem } from '../plugins/problems.ts'
import { streamZip } from '../templates/zip.ts'
import { approveOpening, closeOpening, endLapsed, endOpening, requestOpening } from './ceremony.ts'
import { giveShare } from './ceremony-share.ts'
import { ceremonyStore } from './ceremony-store.ts'
import { printAgain, type TakenOut, takeOut } from './take-out.ts'
import { OpeningLine, OpeningView, openingLine, watchOpening } from './watch-opening.ts'

const name = Type.String({ minLength: 1, maxLength: 100 })
const reason = Type.String({ minLength: 1, maxLength: 1000 })
const Params = closed({ ...BankParams.properties, opening: Type.String({ maxLength: 60 }) })
const Run = closed({ recipient: name, copies: Type.Integer({ minimum: 1, maximum: 5000 }) })
const Done = { 204: Type.Null(), 403: Problem, 404: Problem, 409: Problem }
const Zip = Type.Any({ description: 'application/zip: what was sealed, or each copy of each printed document' })

/** A body as it is made: five thousand copies are not held a second time. */
const zipOf = ({ files }: TakenOut) => Readable.from(streamZip(files))

export const ceremonyRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/banks/:bank/openings',
    {
      config: { right: 'custody.read' },
      schema: { params: BankParams, response: { 200: Type.Array(OpeningLine), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      await endLapsed(deps)
      const store = ceremonyStore(db.read)
      const lines: OpeningLine[] = []
      for (const row of await store.all(params.bank)) lines.push(openingLine(row, await store.seal(row.seal)))
      return lines
    },
  )

  app.get(
    '/api/banks/:bank/openings/:opening',
    {
      config: { right: 'custody.read' },
      schema: {
        description: 'An opening as all who are present see it; with `seen`, as soon as something is new.',
        params: Params,
        querystring: closed({ seen: Type.Optional(Type.String({ maxLength: 64 })) }),
        response: { 200: OpeningView, 404: Problem },
      },
    },
    ({ params, query }, reply) => watchOpening(deps, params.bank, params.opening, query.seen, whenGone(reply)),
  )

  app.post(
    '/api/banks/:bank/openings',
    {
      config: { right: 'paper.request' },
      schema: {
        description: 'Asks for a sealed object to be opened.',
        params: BankParams,
        body: closed({
          set: Type.String({ maxLength: 60 }),
          object: SealedKind,
          paper: Type.Integer({ minimum: 1 }),
          form: Type.Optional(Type.String({ maxLength: 1 })),
          sitting: Type.Optional(Type.String({ maxLength: 60 })),
          reason,
        }),
        response: { 201: OpeningLine, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      const row = await requestOpening(deps, params.bank, body, { actor, at: now() })
      return reply.code(201).send(openingLine(row, await ceremonyStore(db.read).seal(row.seal)))
    },
  )

  for (const [step, right, work] of [
    ['approve', 'paper.supervise', approveOpening],
    ['end', 'paper.supervise', endOpening],
    ['withdraw', 'paper.request', endOpening],
    ['close', 'paper.open', closeOpening],
  ] as const)
    app.post(
      `/api/banks/:bank/openings/:opening/${step}`,
      { config: { right }, schema: { params: Params, response: Done } },
      async ({ params, actor }, reply) => {
        await work(deps, params.bank, params.opening, { actor, at: now() })
        return reply.code(204).send(null)
      },
    )

  app.post(
    '/api/banks/:bank/openings/:opening/shares',
    {
      config: { right: 'paper.share' },
      schema: {
        description: 'A custodian gives their share. The third wrong passphrase ends the opening.',
        params: Params,
        body: closed({ custodian: name, passphrase: Type.String({ minLength: 1, maxLength: 1000 }) }),
        response: {
          200: closed({ given: Type.Integer(), needed: Type.Integer(), opened: Type.Boolean() }),
          403: Problem,
          404: Problem,
          409: Problem,
          422: Problem,
        },
      },
    },
    ({ params, body, actor }) => giveShare(deps, params.bank, params.opening, body, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/openings/:opening/take-out',
    {
      config: { right: 'paper.open' },
      schema: {
        description: 'Takes out what was opened, once: shown, downloaded, or printed with numbered copies.',
        params: Params,
        body: Type.Union([
          closed({ how: Type.Union([Type.Literal('show'), Type.Literal('download')]) }),
          closed({ how: Type.Literal('print'), runs: Type.Array(Run, { minItems: 1, maxItems: 500 }) }),
        ]),
        response: { 200: Zip, 403: Problem, 404: Problem, 409: Problem },
      },
    },
    async ({ params, body, actor }, reply) =>
      reply
        .header('cache-control', 'no-store')
        .type('application/zip')
        .send(
          zipOf(
            await takeOut(deps, params.bank, params.opening, body, { actor, at: now() }, { signal: whenGone(reply) }),
          ),
        ),
  )

  app.post(
    '/api/banks/:bank/openings/:opening/print-again',
    {
      config: { right: 'paper.open' },
      schema: {
        description: 'Prints a spoiled run again, under new numbers.',
        params: Params,
        body: closed({ run: Run, spoiled: Type.Integer({ minimum: 0, maximum: 5000 }), reason }),
        response: { 200: Zip, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      const by = { actor, at: now(), why: body.reason }
      return reply
        .header('cache-control', 'no-store')
        .type('application/zip')
        .send(zipOf(await printAgain(deps, params.bank, params.opening, body, by, { signal: whenGone(reply) })))
    },
  )
}
