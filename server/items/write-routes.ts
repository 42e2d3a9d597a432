/** Routes of writing: new items, revisions, differences. */
import { ItemContent } from '../../core/item.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { editItem } from './edit.ts'
import { DiffView, diffRevisions, RevisionView, readRevision, readRevisions } from './read-revision.ts'
import { restoreRevision } from './restore.ts'
import { Conflict, Faulty, Saved } from './saved.ts'
import { writeItem } from './write.ts'

/** An item by its id or its spoken number. */
export const ItemParams = closed({ ...BankParams.properties, id: Type.String({ minLength: 1, maxLength: 60 }) })
const Revision = Type.String({ pattern: '^[1-9]\\d{0,6}$' })
const ContentRefs = Type.String({
  pattern: '^[^,@]{1,60}(@[1-9]\\d{0,6})?(,[^,@]{1,60}(@[1-9]\\d{0,6})?){0,49}$',
  description:
    'ids or numbers divided by commas, each with its revision if not the one shown: `ID@2,NUMBER`; at most 50',
})
const Reason = Type.String({ maxLength: 500 })
const No = Type.Integer({ minimum: 1 })

const problems = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }
const saveReplies = {
  ...problems,
  201: Saved,
  409: Type.Union([Conflict, Problem]),
  422: Type.Union([Faulty, Problem]),
}
const statusOf = { saved: 201, conflict: 409, faulty: 422 } as const

/** The items of "NUMBER@REVISION,NUMBER". */
const refsIn = (text: string): string[] => text.split(',').map((ref) => ref.split('@')[0]!)

export const itemWriteRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.post(
    '/api/banks/:bank/items',
    {
      config: { right: 'item.write' },
      schema: {
        params: BankParams,
        body: closed({ content: ItemContent, reason: Type.Optional(Reason) }),
        response: { 201: Saved, 404: Problem, 422: Type.Union([Faulty, Problem]) },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      const saved = await writeItem(deps, params.bank, body.content, body.reason ?? '', { actor, at: now() })
      return saved.outcome === 'saved' ? reply.code(201).send(saved) : reply.code(422).send(saved)
    },
  )

  app.post(
    '/api/banks/:bank/items/:id/revisions',
    {
      config: { right: 'item.write' },
      schema: {
        description: 'Edits: `base` is the newest revision the person has seen. 409 carries both versions.',
        params: ItemParams,
        body: closed({ base: No, content: ItemContent, reason: Reason }),
        response: saveReplies,
      },
    },
    async ({ params, body, actor }, reply) => {
      const saved = await editItem(deps, params.bank, params.id, body, { actor, at: now() })
      return reply.code(statusOf[saved.outcome]).send(saved)
    },
  )

  app.post(
    '/api/banks/:bank/items/:id/restore',
    {
      config: { right: 'item.write' },
      schema: { params: ItemParams, body: closed({ base: No, revision: No, reason: Reason }), response: saveReplies },
    },
    async ({ params, body, actor }, reply) => {
      const saved = await restoreRevision(deps, params.bank, params.id, body, { actor, at: now() })
      return reply.code(statusOf[saved.outcome]).send(saved)
    },
  )

  app.get(
    '/api/banks/:bank/items/:id/content',
    {
      config: { right: 'item.content' },
      schema: {
        params: ItemParams,
        querystring: closed({ revision: Type.Optional(Revision) }),
        response: { 200: RevisionView, 404: Problem },
      },
    },
    ({ params, query, actor }) => {
      const revision = query.revision === undefined ? undefined : Number(query.revision)
      return readRevision(db, params.bank, params.id, revision, { actor, at: now() })
    },
  )

  app.get(
    '/api/banks/:bank/items/contents',
    {
      config: { right: 'item.content', items: ({ query }) => refsIn((query as { items: string }).items) },
      schema: {
        description: 'Several items whole, as a reviewer looks through them before approving in bulk.',
        params: BankParams,
        querystring: closed({ items: ContentRefs }),
        response: { 200: closed({ items: Type.Array(RevisionView) }), 404: Problem },
      },
    },
    async ({ params, query, actor }) => {
      const asked = query.items.split(',').map((ref) => {
        const [item = '', revision] = ref.split('@')
        return { item, revision: revision === undefined ? undefined : Number(revision) }
      })
      return { items: await readRevisions(db, params.bank, asked, { actor, at: now() }) }
    },
  )

  app.get(
    '/api/banks/:bank/items/:id/diff',
    {
      config: { right: 'item.content' },
      schema: {
        params: ItemParams,
        querystring: closed({ from: Revision, to: Revision }),
        response: { 200: DiffView, 404: Problem },
      },
    },
    ({ params, query, actor }) => {
      const between = { from: Number(query.from), to: Number(query.to) }
      return diffRevisions(db, params.bank, params.id, between, { actor, at: now() })
    },
  )
}
