import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { mayDo } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import { templateNames } from '../../core/row/sheet.ts'
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { bankStore } from '../banks/store.ts'
import type { By } from '../by.ts'
import { seesOwnOnly } from '../items/sight.ts'
import { attachment } from '../plugins/attachment.ts'
import { Problem } from '../plugins/problems.ts'
import { whoOf } from '../plugins/rights.ts'
import { addWatching, runningWork } from '../running.ts'
import { templateBytes } from '../templates/write.ts'
import { exportItems } from './export.ts'
import { importFile } from './import-file.ts'
import { forgetMapping, keepMapping } from './keep-mapping.ts'
import { importStore } from './store.ts'
import { undoInThread } from './undo.ts'
import { withUpload } from './upload.ts'
import {
  ExportBody,
  ImportLine,
  ImportQuery,
  ImportReportView,
  importLine,
  MappingView,
  ROWS_SHOWN,
  StoredRows,
} from './views.ts'

const ImportParams = closed({ ...BankParams.properties, id: Type.String({ maxLength: 60 }) })
const problems = { 404: Problem, 422: Problem }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Bytes = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' })

export const importRoutes: Routes = (app, deps) => {
  const { db, now } = deps
  const running = runningWork('read')
  const right = { right: 'item.import' as const }
  const looking = { right: 'item.imports' as const }
  const byOf = (request: FastifyRequest, bank: string): By => {
    const who = whoOf(request)
    return { actor: who.name, at: now(), own: seesOwnOnly(who, bank) }
  }

  app.post(
    '/api/banks/:bank/imports',
    {
      config: right,
      schema: {
        description:
          'One workbook or Word document as multipart/form-data; a field "mapping" before it sets the columns, a field "corrections" the cells that read otherwise and the rows that stay out. Every row ends in an outcome; `import` is null when nothing was written.',
        params: BankParams,
        querystring: ImportQuery,
        response: { 200: ImportReportView, 409: Problem, ...problems },
      },
    },
    async (request) => {
      const { dryRun, acceptMapping, near, watch, kind, keepMappingAs } = request.query
      const { bank } = request.params
      const watched = running.start(bank, request.actor, watch)
      let ok = false
      try {
        const report = await withUpload(request, ({ path, name, mapping, corrections }) =>
          importFile(
            deps,
            bank,
            path,
            {
              name,
              kind,
              mapping,
              corrections,
              keepMappingAs,
              dryRun: dryRun === 'true',
              acceptMapping: acceptMapping === 'true',
              near: near === 'true',
              withoutTables: !mayDo(whoOf(request).grants, 'table.write', bank),
              mostRows: ROWS_SHOWN,
              signal: watched?.signal,
              onProgress: watched?.progress,
            },
            byOf(request, bank),
          ),
        )
        ok = true
        return report
      } finally {
        watched?.end(ok)
      }
    },
  )

  app.get(
    '/api/banks/:bank/import-templates/:template',
    {
      config: right,
      schema: {
        description: 'A workbook to fill in; its drop-downs hold the bank’s points and modules.',
        params: closed({ ...BankParams.properties, template: Type.Enum([...templateNames]) }),
        response: { 200: Bytes, 404: Problem },
      },
    },
    async ({ params: { bank, template } }, reply) => {
      await requireBank(db, bank)
      const tableOf = async (kind: 'theory' | 'practical') =>
        (await bankStore(db.read).table(bank, kind))?.content ?? null
      const bytes = await templateBytes(template, {
        theory: await tableOf('theory'),
        practical: await tableOf('practical'),
      })
      return reply
        .type(XLSX)
        .header('content-disposition', attachment(`${template}.xlsx`))
        .send(bytes)
    },
  )

  app.post(
    '/api/banks/:bank/imports/annotated',
    {
      config: right,
      schema: {
        description:
          'The same file back, nothing written: refused rows are marked and each wrong cell has a comment. Corrected and imported again it completes the import.',
        params: BankParams,
        querystring: closed({ kind: ImportQuery.properties.kind }),
        response: { 200: Bytes, ...problems },
      },
    },
    async (request, reply) =>
      withUpload(request, async ({ path, dir, name, mapping, corrections }) => {
        const annotatedTo = join(dir, 'annotated')
        const options = { name, kind: request.query.kind, mapping, corrections, dryRun: true, mostRows: 0, annotatedTo }
        await importFile(deps, request.params.bank, path, options, byOf(request, request.params.bank))
        return reply
          .type(XLSX)
          .header('content-disposition', attachment(`${name.replace(/\.[^.]*$/u, '')}-annotated.xlsx`))
          .send(await readFile(annotatedTo))
      }),
  )

  addWatching(app, '/api/banks/:bank/imports', right.right, running, noImport)

  app.get(
    '/api/banks/:bank/imports',
    { config: looking, schema: { params: BankParams, response: { 200: Type.Array(ImportLine), 404: Problem } } },
    async ({ params, actor }) => {
      await requireBank(db, params.bank)
      return (await importStore(db.read).all(params.bank)).map((row) => importLine(row, actor))
    },
  )

  app.get(
    '/api/banks/:bank/imports/:id/rows',
    {
      config: looking,
      schema: {
        params: ImportParams,
        querystring: closed({ after: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }),
        response: { 200: StoredRows, 404: Problem },
      },
    },
    async ({ params, query }) => {
      const store = importStore(db.read)
      if (!(await store.find(params.bank, params.id))) throw noImport()
      const rows = await store.rows(params.id, query.after === undefined ? -1 : Number(query.after), ROWS_SHOWN + 1)
      const page = rows.slice(0, ROWS_SHOWN)
      return { rows: page as never, next: rows.length > page.length ? (page.at(-1)?.no ?? null) : null }
    },
  )

  app.post(
    '/api/banks/:bank/imports/:id/undo',
    {
      config: looking,
      schema: {
        description: 'Takes back what an import brought, as long as none of its items was judged, used or changed.',
        params: ImportParams,
        body: closed({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
        response: { 200: closed({ retired: Type.Integer(), restored: Type.Integer() }), ...problems },
      },
    },
    ({ params, body, actor }) => undoInThread(deps, params.bank, params.id, body.reason, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/import-mappings',
    { config: right, schema: { params: BankParams, response: { 200: Type.Array(MappingView), 404: Problem } } },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return importStore(db.read).mappings(params.bank)
    },
  )

  app.put(
    '/api/banks/:bank/import-mappings',
    {
      config: right,
      schema: {
        params: BankParams,
        body: closed({ name: MappingView.properties.name, mapping: MappingView.properties.mapping }),
        response: { 200: closed({ id: Type.String() }), ...problems },
      },
    },
    ({ params, body, actor }) => keepMapping(db, params.bank, body, { actor, at: now() }),
  )

  app.delete(
    '/api/banks/:bank/import-mappings/:id',
    { config: right, schema: { params: ImportParams, response: { 204: Type.Null(), 404: Problem } } },
    async ({ params, actor }, reply) => {
      await forgetMapping(db, params.bank, params.id, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/banks/:bank/export',
    {
      config: { right: 'item.export' },
      schema: {
        description:
          'A bank, or the items named, as our workbook: keys included, every id in the log. Imported again it changes nothing.',
        params: BankParams,
        body: ExportBody,
        response: { 200: Bytes, ...problems },
      },
    },
    async ({ params, body, actor }, reply) => {
      const wanted = { kind: body.kind, ids: body.items ?? null }
      const { name, bytes } = await exportItems(deps, params.bank, wanted, { actor, at: now() })
      return reply
        .type(XLSX)
        .header('content-disposition', attachment(name))
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    },
  )
}

const noImport = () => new AppError('import.missing', 'There is no such import in this bank. / 该题库中没有此次导入。')
