import type { AssembleProgress } from '../../core/assembly/search.ts'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { closed, nullable, Type } from '../../core/schema.ts'
import { Manifest } from '../../core/seal/format.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { custodyStore } from '../custody/store.ts'
import { whenGone } from '../plugins/gone.ts'
import { Problem } from '../plugins/problems.ts'
import { addWatching, runningWork, WatchId } from '../running.ts'
import { approveSet, requireSet } from './approve.ts'
import { assembleSet } from './assemble.ts'
import { assembleBlind, isMadeBlind } from './blind.ts'
import { NoSet, noSet } from './no-set.ts'
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
const SetView = closed({
  ...SetLine.properties,
  certificate: Type.Unknown(),
  blind: Type.Boolean(),
  papers: Type.Array(closed({ id: Type.String(), number: Type.Integer(), state: Type.String() })),
})
const NewSet = closed({
  blueprint: Type.String({ maxLength: 60 }),
  papers: Type.Integer({ minimum: 1, maximum: 1000, description: 'spare papers come on top' }),
  candidates: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      minItems: 1,
      maxItems: 1000,
      uniqueItems: true,
      description: 'of a defense set, in their order',
    }),
  ),
  blind: Type.Optional(Type.Boolean({ description: 'sealed at once, with nobody seeing a paper' })),
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
  const running = runningWork('read')

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
          'Assembles a set under a stored blueprint. 409 says why there is none; a shortage is told in numbers. With "watch" it can be followed and cancelled while it runs.',
        params: BankParams,
        querystring: closed({ watch: Type.Optional(WatchId) }),
        body: NewSet,
        response: { 201: SetLine, 404: Problem, 409: Type.Union([NoSet, Problem]) },
      },
    },
    async ({ params, query, body, actor }, reply) => {
      await requireBank(db, params.bank)
      const by = { actor, at: now() }
      const { blind = false, papers, blueprint, ...rest } = body
      const watched = running.start(params.bank, actor, query.watch)
      const gone = whenGone(reply)
      const options = {
        papers,
        signal: watched ? AbortSignal.any([gone, watched.signal]) : gone,
        onProgress: ({ rung, papers: done, of }: AssembleProgress) => watched?.progress(rung, done, of),
        ...rest,
      }
      let ok = false
      try {
        const made = blind
          ? await assembleBlind(deps, params.bank, blueprint, options, by)
          : await assembleSet(deps, params.bank, blueprint, options, by)
        ok = true
        if (made.outcome === 'found') return reply.code(201).send(made.set)
        if (made.outcome === 'sealed') {
          const { set } = await requireSet(db.read, params.bank, made.set)
          return reply.code(201).send(set)
        }
        return reply.code(409).send(noSet(made))
      } finally {
        watched?.end(ok)
      }
    },
  )

  addWatching(app, '/api/banks/:bank/sets', 'set.assemble', running, noAssembly)

  app.get(
    '/api/banks/:bank/sets/:set',
    {
      config: { right: 'set.read' },
      schema: {
        description: 'A set with its certificate: what the judge measured. It names no item.',
        params: SetParams,
        response: { 200: SetView, 404: Problem },
      },
    },
    async ({ params }) => {
      const { set, papers } = await requireSet(db.read, params.bank, params.set)
      const { bank: _, ...line } = set
      return {
        ...line,
        blind: await isMadeBlind(db.read, set.id),
        papers: papers.map(({ id, number, state }) => ({ id, number, state })),
      }
    },
  )

  app.post(
    '/api/banks/:bank/sets/:set/approve',
    {
      config: { right: 'set.approve' },
      schema: {
        description: 'Approves a set that somebody else assembled and edited.',
        params: SetParams,
        response: { 204: Type.Null(), 403: Problem, 404: Problem, 409: Problem },
      },
    },
    async ({ params, actor }, reply) => {
      await approveSet(db, params.bank, params.set, { actor, at: now() })
      return reply.code(204).send(null)
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

const noAssembly = () =>
  new AppError('set.missing', 'Nothing of this name is being assembled here. / 没有正在进行的此次组卷。')
