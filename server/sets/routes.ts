import { ItemKind } from '../../core/item.ts'
import { closed, nullable, Type } from '../../core/schema.ts'
import { Manifest } from '../../core/seal/format.ts'
import { Words } from '../../core/words.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { custodyStore } from '../custody/store.ts'
import { Problem } from '../plugins/problems.ts'
import { requireSet } from './approve.ts'
import { assembleSet } from './assemble.ts'
import { setStore } from './store.ts'

const SetLine = closed({
  id: Type.String(),
  kind: ItemKind,
  number: Type.Integer(),
  blueprint: Type.String(),
  poolDigest: Type.String(),
  engine: Type.String(),
  commitment: Type.String(),
  assembledBy: Type.String(),
  approvedBy: nullable(Type.String()),
  at: Type.Integer(),
})
const NewSet = closed({
  blueprint: Type.String({ maxLength: 60 }),
  papers: Type.Integer({ minimum: 1, maximum: 1000 }),
})

/** Why there is no set: `sentences` in words, `shortage` in numbers where that is what is wrong. */
const NoSet = closed({
  outcome: Type.Enum(['impossible', 'contradiction', 'not-finished']),
  sentences: Type.Array(Words),
  shortage: nullable(Type.Unknown()),
})
const PaperLine = closed({
  id: Type.String(),
  number: Type.Integer(),
  state: Type.String(),
  keyState: Type.String(),
  manifests: Type.Array(Manifest),
})
const SetParams = closed({ ...BankParams.properties, set: Type.String({ maxLength: 60 }) })

export const setRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/banks/:bank/sets',
    {
      config: { right: 'set.read' },
      schema: { params: BankParams, response: { 200: Type.Array(SetLine), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return setStore(db.read).all(params.bank)
    },
  )

  app.post(
    '/api/banks/:bank/sets',
    {
      config: { right: 'set.assemble' },
      schema: {
        description:
          'Assembles a set under a stored blueprint. 409 says why there is none; a shortage is told in numbers.',
        params: BankParams,
        body: NewSet,
        response: { 201: SetLine, 404: Problem, 409: NoSet },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      const made = await assembleSet(deps, params.bank, body.blueprint, { papers: body.papers }, { actor, at: now() })
      switch (made.outcome) {
        case 'found':
          return reply.code(201).send(made.set)
        case 'impossible':
          return reply
            .code(409)
            .send({ outcome: made.outcome, sentences: made.shortage.sentences, shortage: made.shortage })
        case 'contradiction':
          return reply.code(409).send({
            outcome: made.outcome,
            sentences: made.contradictions.map(({ sentence }) => sentence),
            shortage: null,
          })
        case 'not-finished':
          return reply.code(409).send({
            outcome: made.outcome,
            sentences: [{ zh: `搜索未完成（${made.reason}）`, en: `The search did not finish (${made.reason})` }],
            shortage: null,
          })
      }
    },
  )

  app.get(
    '/api/banks/:bank/sets/:set/papers',
    {
      config: { right: 'paper.manifest' },
      schema: { params: SetParams, response: { 200: Type.Array(PaperLine), 404: Problem } },
    },
    async ({ params }) => {
      const { papers } = await requireSet(db.read, params.bank, params.set)
      const seals = await custodyStore(db.read).seals(params.set)
      return papers.map(({ id, number, state, keyState }) => ({
        id,
        number,
        state,
        keyState,
        manifests: seals.filter(({ paper }) => paper === id).map(({ manifest }) => manifest),
      }))
    },
  )
}
