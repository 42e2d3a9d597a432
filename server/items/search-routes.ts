/** Routes of finding: searches, saved views, bulk changes. */

import { mayDo } from '../../core/accounts/rights.ts'
import { BulkChange } from '../../core/bulk-change.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { whoOf } from '../plugins/rights.ts'
import { applyBulk, BulkChoice, BulkPreview, BulkView, listBulk, NewBulk, previewBulk } from './bulk.ts'
import { BulkUndone, undoBulk } from './bulk-undo.ts'
import { FoundPage, searchItems } from './search.ts'
import { keepIndexing } from './search-index.ts'
import { SearchQuery, searchOf } from './search-query.ts'
import { seesOwnOnly } from './sight.ts'
import { listViews, NewView, removeView, requireView, SavedView, saveView } from './views.ts'

const OneParams = closed({ ...BankParams.properties, id: Type.String({ minLength: 1, maxLength: 60 }) })
const problems = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }

export const itemSearchRoutes: Routes = (app, deps) => {
  const { db, now } = deps
  const indexing = keepIndexing(deps)
  app.addHook('onClose', () => indexing.stop())

  app.get(
    '/api/banks/:bank/items/search',
    {
      config: { right: 'item.read' },
      schema: { params: BankParams, querystring: SearchQuery, response: { ...problems, 200: FoundPage } },
    },
    async (request) => {
      const { params, query, actor } = request
      const who = whoOf(request)
      const by = { actor, at: now(), own: seesOwnOnly(who, params.bank) }
      await requireBank(db, params.bank)
      const view =
        query.view === undefined ? searchOf(query) : (await requireView(db.read, params.bank, query.view, by)).view
      const page = { cursor: query.cursor, limit: Number(query.limit ?? 50), counts: query.counts === 'true' }
      return searchItems(deps, params.bank, { ...view, ...page }, by, {
        keys: mayDo(who.grants, 'item.content', params.bank),
      })
    },
  )

  app.get(
    '/api/banks/:bank/views',
    {
      config: { right: 'item.read' },
      schema: { params: BankParams, response: { ...problems, 200: Type.Array(SavedView) } },
    },
    ({ params, actor }) => listViews(db.read, params.bank, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/views',
    {
      config: { right: 'item.read' },
      schema: { params: BankParams, body: NewView, response: { ...problems, 201: SavedView } },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(await saveView(db, params.bank, body, { actor, at: now() }))
    },
  )

  app.delete(
    '/api/banks/:bank/views/:id',
    { config: { right: 'item.read' }, schema: { params: OneParams, response: { ...problems, 204: Type.Null() } } },
    async ({ params, actor }, reply) => {
      await removeView(db, params.bank, params.id, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/banks/:bank/items/bulk/preview',
    {
      config: { right: 'item.bulk' },
      schema: {
        params: BankParams,
        body: closed({ choice: BulkChoice, change: BulkChange }),
        response: { ...problems, 200: BulkPreview },
      },
    },
    async ({ params, body, actor }) => {
      await requireBank(db, params.bank)
      return previewBulk(deps, params.bank, body.choice, body.change, { actor, at: now() })
    },
  )

  app.post(
    '/api/banks/:bank/items/bulk',
    {
      config: { right: 'item.bulk' },
      schema: {
        description: 'Takes the `items` of a preview with their revisions: all of them, or none.',
        params: BankParams,
        body: NewBulk,
        response: { ...problems, 201: closed({ id: Type.String(), items: Type.Integer() }) },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(await applyBulk(deps, params.bank, body, { actor, at: now() }))
    },
  )

  app.get(
    '/api/banks/:bank/items/bulk',
    {
      config: { right: 'item.bulk' },
      schema: { params: BankParams, response: { ...problems, 200: Type.Array(BulkView) } },
    },
    ({ params, actor }) => listBulk(db.read, params.bank, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/items/bulk/:id/undo',
    { config: { right: 'item.bulk' }, schema: { params: OneParams, response: { ...problems, 200: BulkUndone } } },
    ({ params, actor }) => undoBulk(db, params.bank, params.id, { actor, at: now() }),
  )
}
