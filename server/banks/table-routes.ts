import { EditionChange } from '../../core/edition-diff.ts'
import { ElementTable } from '../../core/element-table.ts'
import { closed, nullable, Type } from '../../core/schema.ts'
import type { App, Routes } from '../app.ts'
import { fileReply } from '../coverage/routes.ts'
import type { Deps } from '../deps.ts'
import { attachment } from '../plugins/attachment.ts'
import { withFile } from '../plugins/multipart.ts'
import { Problem } from '../plugins/problems.ts'
import { requireBank } from './create.ts'
import { readTables } from './read-tables.ts'
import { applyRemap, proposeRemap, undoRemap, withdrawRemap } from './remap.ts'
import { RemapChoices } from './remap-plan.ts'
import { lineOf, previewRemap, RemapLine, RemapReport, readRemap } from './remap-report.ts'
import { remapStore } from './remap-store.ts'
import { BankParams } from './routes.ts'
import { compareEditions, EditionLine, exportEdition, listEditions, putInForce, requireEdition } from './tables.ts'

/** A table of 20,000 points with long names stays below this. */
const TABLE_BYTES = 8 * 1024 * 1024
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const Kind = Type.Enum(['theory', 'practical'])
const Ref = Type.String({ pattern: '^[\\w-]{1,60}$' })
const KindQuery = closed({ kind: Kind })
const DiffQuery = closed({
  kind: Kind,
  from: Type.Optional(Type.String({ pattern: '^[\\w-]{1,60}$', description: 'id, current or previous (default)' })),
  to: Type.Optional(Type.String({ pattern: '^[\\w-]{1,60}$', description: 'id or current (default)' })),
})
const TableParams = closed({ ...BankParams.properties, table: Ref })
const RemapParams = closed({ ...BankParams.properties, remap: Ref })
const reason = Type.String({ minLength: 1, maxLength: 1000 })
/** Without `table`, the items go from an earlier edition (`from`, by default the one before) to the one in force. */
const RemapBody = {
  kind: Kind,
  table: Type.Optional(ElementTable),
  from: Type.Optional(Ref),
  choices: Type.Optional(RemapChoices),
}
const noChoices = { places: {}, items: {} }

export const tableRoutes: Routes = (app, deps) => {
  editionRoutes(app, deps)
  remapRoutes(app, deps)
}

function editionRoutes(app: App, { db, now }: Deps): void {
  app.get(
    '/api/banks/:bank/tables',
    {
      config: { right: 'table.read' },
      schema: { params: BankParams, response: { 200: Type.Array(EditionLine), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return listEditions(db.read, params.bank)
    },
  )

  app.get(
    '/api/banks/:bank/tables/:table',
    {
      config: { right: 'table.read' },
      schema: {
        description: 'One edition: by id, or `current`.',
        params: TableParams,
        querystring: KindQuery,
        response: { 200: ElementTable, 404: Problem },
      },
    },
    async ({ params, query }) => (await requireEdition(db.read, params.bank, query.kind, params.table)).content,
  )

  app.get(
    '/api/banks/:bank/tables/:table/workbook',
    {
      config: { right: 'table.read' },
      schema: { params: TableParams, querystring: KindQuery, response: { 200: fileReply(WORKBOOK), 404: Problem } },
    },
    async ({ params, query, actor }, reply) => {
      const bytes = await exportEdition(db, params.bank, query.kind, params.table, { actor, at: now() })
      return reply
        .type(WORKBOOK)
        .header('content-disposition', attachment(`element-table-${query.kind}.xlsx`))
        .send(bytes)
    },
  )

  app.get(
    '/api/banks/:bank/table-changes',
    {
      config: { right: 'table.read' },
      schema: {
        description: 'What changed between two editions.',
        params: BankParams,
        querystring: DiffQuery,
        response: { 200: Type.Array(EditionChange), 404: Problem },
      },
    },
    ({ params, query: { kind, from = 'previous', to = 'current' } }) =>
      compareEditions(db.read, params.bank, kind, { from, to }),
  )

  app.post(
    '/api/banks/:bank/tables',
    {
      bodyLimit: TABLE_BYTES,
      config: { right: 'table.write' },
      schema: {
        description:
          'Puts an edition in force; `base` is the id of the one in force that it starts from, null for none: 409 names both when another is. `displaced` items need re-mapping.',
        params: BankParams,
        body: closed({ base: nullable(Ref), table: ElementTable }),
        response: {
          200: closed({ outcome: Type.Enum(['set', 'unchanged']), displaced: Type.Integer() }),
          404: Problem,
          409: Problem,
          422: Problem,
        },
      },
    },
    ({ params, body, actor }) => putInForce(db, params.bank, body.table, { actor, at: now() }, body.base),
  )

  app.post(
    '/api/banks/:bank/tables/read',
    {
      config: { right: 'table.write' },
      schema: {
        description: 'The element tables of a workbook (multipart/form-data) as values; nothing is put in force.',
        params: BankParams,
        response: { 200: Type.Array(ElementTable), 404: Problem, 422: Problem },
      },
    },
    async (request) => {
      await requireBank(db, request.params.bank)
      return withFile(request, ({ path, name }) => readTables(path, name))
    },
  )
}

function remapRoutes(app: App, { db, now }: Deps): void {
  app.get(
    '/api/banks/:bank/remaps',
    {
      config: { right: 'table.read' },
      schema: { params: BankParams, response: { 200: Type.Array(RemapLine), 404: Problem } },
    },
    async ({ params, actor }) => {
      await requireBank(db, params.bank)
      return (await remapStore(db.read).all(params.bank)).map((row) => lineOf(row, actor))
    },
  )

  app.post(
    '/api/banks/:bank/remaps/preview',
    {
      bodyLimit: TABLE_BYTES,
      config: { right: 'table.remap' },
      schema: {
        description: 'What re-mapping to another edition would do. Nothing is written.',
        params: BankParams,
        body: closed(RemapBody),
        response: { 200: RemapReport, 404: Problem, 422: Problem },
      },
    },
    ({ params, body: { choices = noChoices, ...input }, actor }) =>
      previewRemap(db, params.bank, { ...input, choices }, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/remaps',
    {
      bodyLimit: TABLE_BYTES,
      config: { right: 'table.remap' },
      schema: {
        description: 'Proposes a re-mapping; another person applies it.',
        params: BankParams,
        body: closed({ ...RemapBody, reason }),
        response: { 201: RemapLine, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body: { choices = noChoices, reason: why, ...input }, actor }, reply) => {
      const made = await proposeRemap(db, params.bank, { ...input, choices }, { actor, at: now(), why })
      return reply.code(201).send(lineOf(made, actor))
    },
  )

  app.get(
    '/api/banks/:bank/remaps/:remap',
    {
      config: { right: 'table.read' },
      schema: {
        params: RemapParams,
        response: { 200: closed({ line: RemapLine, report: RemapReport }), 404: Problem, 409: Problem },
      },
    },
    ({ params, actor }) => readRemap(db, params.bank, params.remap, { actor, at: now() }),
  )

  app.post(
    '/api/banks/:bank/remaps/:remap/application',
    {
      config: { right: 'table.confirm' },
      schema: {
        description: 'Applies another person’s re-mapping: edition and items in one step, all or nothing.',
        params: RemapParams,
        body: closed({ reason: Type.String({ maxLength: 1000 }) }),
        response: { 200: RemapLine, 403: Problem, 404: Problem, 409: Problem },
      },
    },
    async ({ params, body, actor }) =>
      lineOf(await applyRemap(db, params.bank, params.remap, { actor, at: now(), why: body.reason }), actor),
  )

  for (const { path, right, action } of [
    { path: 'withdrawal', right: 'table.remap', action: withdrawRemap },
    { path: 'undo', right: 'table.confirm', action: undoRemap },
  ] as const)
    app.post(
      `/api/banks/:bank/remaps/:remap/${path}`,
      {
        config: { right },
        schema: {
          params: RemapParams,
          body: closed({ reason }),
          response: { 200: RemapLine, 404: Problem, 409: Problem, 422: Problem },
        },
      },
      async ({ params, body, actor }) =>
        lineOf(await action(db, params.bank, params.remap, { actor, at: now(), why: body.reason }), actor),
    )
}
