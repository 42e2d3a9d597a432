import { RelationSort } from '../../core/enemies.ts'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { addWatching, runningWork, WatchId } from '../running.ts'
import { decideRelation } from './decide.ts'
import { declareRelation, MOST_MEMBERS } from './declare.ts'
import { listRelations, RelationPage } from './list.ts'
import { SearchReport, searchSimilar } from './search.ts'
import type { RelationRow } from './store.ts'
import { withdrawRelation } from './withdraw.ts'

const Reason = Type.String({ maxLength: 1000 })
const ItemRef = Type.String({ minLength: 1, maxLength: 60, description: 'id or number of an item' })
const RelationParams = closed({ ...BankParams.properties, relation: Type.String({ maxLength: 60 }) })
const State = Type.Enum(['proposed', 'accepted', 'refused', 'withdrawn'])
const ListQuery = closed({
  kind: Type.Optional(ItemKind),
  state: Type.Optional(State),
  item: Type.Optional(Type.String({ maxLength: 60 })),
  after: Type.Optional(Type.String({ maxLength: 60 })),
  limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 to 100, 20 by default' })),
})
const Declared = closed({
  sort: RelationSort,
  items: Type.Array(ItemRef, { minItems: 2, maxItems: MOST_MEMBERS }),
  reason: Reason,
})
const Decided = closed({
  decision: Type.Enum(['enemies', 'family', 'merge', 'refuse']),
  keep: Type.Optional(ItemRef),
  reason: Reason,
})
const Search = closed({
  kind: Type.Optional(ItemKind),
  threshold: Type.Optional(Type.Number({ minimum: 0.3, maximum: 1 })),
  sinceLast: Type.Optional(Type.Boolean()),
})
/** What an action answers: where the relation stands now. The items are shown by the list. */
const RelationLine = closed({ id: Type.String(), kind: ItemKind, sort: RelationSort, state: State })

const lineOf = ({ id, kind, sort, state }: RelationRow) => ({ id, kind, sort, state })

export const relationRoutes: Routes = (app, { db, now }) => {
  const running = runningWork('compare')

  app.get(
    '/api/banks/:bank/relations',
    {
      config: { right: 'relation.read' },
      schema: {
        description: 'Enemies and families, proposed and decided, with their items side by side.',
        params: BankParams,
        querystring: ListQuery,
        response: { 200: RelationPage, 404: Problem },
      },
    },
    async ({ params, query, actor }) => {
      await requireBank(db, params.bank)
      const { kind = 'theory', state, item, after, limit = '20' } = query
      return listRelations(db, params.bank, kind, { state, item, after, limit: Number(limit) }, { actor, at: now() })
    },
  )

  app.post(
    '/api/banks/:bank/relations',
    {
      config: { right: 'relation.propose' },
      schema: { params: BankParams, body: Declared, response: { 201: RelationLine, 404: Problem, 422: Problem } },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      const { reason, ...declared } = body
      const made = await declareRelation(db, params.bank, declared, { actor, at: now(), why: reason })
      return reply.code(201).send(lineOf(made))
    },
  )

  app.post(
    '/api/banks/:bank/relations/search',
    {
      config: { right: 'relation.propose' },
      schema: {
        description:
          'Looks for near-duplicates and proposes them; `sinceLast` compares only what changed since. With "watch" it can be followed and cancelled while it runs.',
        params: BankParams,
        querystring: closed({ watch: Type.Optional(WatchId) }),
        body: Search,
        response: { 200: SearchReport, 404: Problem, 409: Problem },
      },
    },
    async ({ params, query, body, actor }) => {
      await requireBank(db, params.bank)
      const { kind = 'theory', ...options } = body
      const watched = running.start(params.bank, actor, query.watch)
      let ok = false
      try {
        const report = await searchSimilar(
          db,
          params.bank,
          kind,
          {
            ...options,
            signal: watched?.signal,
            onProgress: ({ done, of }) => watched?.progress('compare', done, of),
          },
          { actor, at: now() },
        )
        ok = true
        return report
      } finally {
        watched?.end(ok)
      }
    },
  )

  addWatching(app, '/api/banks/:bank/relations', 'relation.propose', running, noSearch)

  app.post(
    '/api/banks/:bank/relations/:relation/decision',
    {
      config: { right: 'relation.decide' },
      schema: {
        description: 'Another person than the proposer and the writers decides; `merge` retires all items but `keep`.',
        params: RelationParams,
        body: Decided,
        response: { 200: RelationLine, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }) => {
      const { reason, ...decided } = body
      const by = { actor, at: now(), why: reason }
      return lineOf(await decideRelation(db, params.bank, params.relation, decided, by))
    },
  )

  app.post(
    '/api/banks/:bank/relations/:relation/withdrawal',
    {
      config: { right: 'relation.propose' },
      schema: {
        params: RelationParams,
        body: closed({ reason: Type.String({ minLength: 1, maxLength: 1000 }) }),
        response: { 200: RelationLine, 404: Problem, 409: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }) =>
      lineOf(await withdrawRelation(db, params.bank, params.relation, { actor, at: now(), why: body.reason })),
  )
}

const noSearch = () =>
  new AppError('relation.missing', 'There is no such search under way in this bank. / 该题库中没有此次查找。')
