import { ItemKind, ItemState, TheoryType } from '../../core/item.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { whoOf } from '../plugins/rights.ts'
import { ItemPage, ItemView, listItems, readItem } from './read.ts'
import { seesOwnOnly } from './sight.ts'
import { ItemUses, itemUses } from './uses.ts'

const WholeNumber = Type.String({ pattern: '^\\d{1,9}$' })
const ListQuery = closed({
  kind: Type.Optional(ItemKind),
  state: Type.Optional(ItemState),
  type: Type.Optional(TheoryType),
  point: Type.Optional(Type.String({ maxLength: 40 })),
  difficulty: Type.Optional(Type.String({ pattern: '^[1-5]$' })),
  after: Type.Optional(WholeNumber),
  limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$', description: '1 to 200, 50 by default' })),
})

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))

export const itemRoutes: Routes = (app, { db, now }) => {
  app.get(
    '/api/banks/:bank/items',
    {
      config: { right: 'item.read' },
      schema: { params: BankParams, querystring: ListQuery, response: { 200: ItemPage, 404: Problem } },
    },
    async (request) => {
      const { params, query, actor } = request
      await requireBank(db, params.bank)
      const { kind = 'theory', state, type, point } = query
      const filter = {
        state,
        type,
        point,
        difficulty: number(query.difficulty),
        after: number(query.after),
        limit: number(query.limit) ?? 50,
      }
      return listItems(db, params.bank, kind, filter, {
        actor,
        at: now(),
        own: seesOwnOnly(whoOf(request), params.bank),
      })
    },
  )

  app.get(
    '/api/banks/:bank/items/:id',
    {
      config: { right: 'item.read' },
      schema: {
        params: closed({ ...BankParams.properties, id: Type.String({ maxLength: 60 }) }),
        response: { 200: ItemView, 404: Problem },
      },
    },
    ({ params, actor }) => readItem(db, params.bank, params.id, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/items/:id/uses',
    {
      config: { right: 'item.read' },
      schema: {
        description:
          'Sets that took the item and none of whose papers can be sat any more, with their sittings; a use is secret before.',
        params: closed({ ...BankParams.properties, id: Type.String({ maxLength: 60 }) }),
        response: { 200: ItemUses, 404: Problem },
      },
    },
    ({ params, actor }) => itemUses(db, params.bank, params.id, { actor, at: now() }),
  )
}
