import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { desc, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { Mapping } from '../../core/row/mapping.ts'
import { closed, nullable, Type } from '../../core/schema.ts'
import { Words } from '../../core/words.ts'
import type { Routes } from '../app.ts'
import { BankParams } from '../banks/routes.ts'
import { imports } from '../db/schema.ts'
import { Problem } from '../plugins/problems.ts'
import { importFile } from './import-file.ts'

const Place = { sheet: Type.String(), row: Type.Integer() }
const IssueView = closed({
  ...Place,
  column: nullable(closed({ letter: Type.String(), header: Type.String() })),
  code: Type.String(),
  value: Type.String(),
  message: Words,
  severity: Type.Enum(['error', 'warning']),
})
const Counts = closed({
  added: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  duplicate: Type.Integer(),
  refused: Type.Integer(),
})

/** What became of a file, row by row. */
const ImportReportView = closed({
  import: nullable(Type.String()),
  kind: Type.String(),
  file: Type.String(),
  dryRun: Type.Boolean(),
  counts: Counts,
  rows: Type.Array(
    closed({
      ...Place,
      outcome: Type.Enum(['added', 'updated', 'duplicate', 'refused', 'unchanged']),
      code: nullable(Type.String()),
      item: nullable(Type.String()),
      twin: nullable(
        closed({
          number: Type.Optional(Type.Integer()),
          sheet: Type.Optional(Type.String()),
          row: Type.Optional(Type.Integer()),
        }),
      ),
      issues: Type.Array(IssueView),
    }),
  ),
  issues: Type.Array(IssueView),
  notes: Type.Array(closed({ sheet: Type.String(), message: Words })),
  mapping: nullable(Mapping),
  unassigned: Type.Integer(),
  tables: Type.Array(
    closed({
      kind: Type.String(),
      edition: Type.String(),
      scopes: Type.Integer(),
      points: Type.Integer(),
      outcome: Type.String(),
    }),
  ),
})

const ImportLine = closed({
  id: Type.String(),
  kind: Type.String(),
  fileName: Type.String(),
  fileDigest: Type.String(),
  state: Type.String(),
  actor: Type.String(),
  at: Type.Integer(),
})

const Flag = Type.Optional(Type.Enum(['true', 'false']))
const ImportQuery = closed({
  kind: Type.Optional(Type.Union([ItemKind, Type.Literal('element-table')])),
  dryRun: Flag,
  acceptMapping: Flag,
})

export const importRoutes: Routes = (app, deps) => {
  const { db, now } = deps
  app.post(
    '/api/banks/:bank/imports',
    {
      config: { right: 'item.import' },
      schema: {
        description:
          'One workbook as multipart/form-data. Every row ends in an outcome; `import` is null when nothing was written.',
        params: BankParams,
        querystring: ImportQuery,
        response: { 200: ImportReportView, 404: Problem, 422: Problem },
      },
    },
    async (request) => {
      const part = await request.file()
      if (!part) throw new AppError('input.invalid', 'Send one file as multipart/form-data. / 请上传一个文件。')
      // The client's file name is shown, never used as a path.
      const dir = await mkdtemp(join(tmpdir(), 'juanku-import-'))
      try {
        const path = join(dir, 'upload')
        await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
        if (part.file.truncated)
          throw new AppError('file.unreadable', 'The file is larger than 64 MiB. / 文件超过64 MiB。')
        const { kind, dryRun, acceptMapping } = request.query
        const options = {
          name: part.filename.slice(-200),
          kind,
          dryRun: dryRun === 'true',
          acceptMapping: acceptMapping === 'true',
        }
        return await importFile(deps, request.params.bank, path, options, { actor: request.actor, at: now() })
      } finally {
        await rm(dir, { recursive: true, force: true })
      }
    },
  )

  app.get(
    '/api/banks/:bank/imports',
    { config: { right: 'item.import' }, schema: { params: BankParams, response: { 200: Type.Array(ImportLine) } } },
    ({ params }) =>
      db.read.select().from(imports).where(eq(imports.bank, params.bank)).orderBy(desc(imports.at)).limit(200),
  )
}
