/** Where printed documents leave by the service: one document of an unsealed set, its cover sheet, and the forms of record. */
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { recordForm, roomsOf } from './record-forms.ts'
import { renderCover } from './render.ts'
import { renderDocument } from './render-document.ts'

const SetParams = { ...BankParams.properties, set: Type.String({ maxLength: 60 }) }
const DocumentParams = closed({
  ...SetParams,
  paper: Type.String({ pattern: '^[1-9]\\d{0,3}$' }),
  document: Type.String({ pattern: '^[a-z-]{1,40}(-[AB])?$' }),
})
const DocumentQuery = closed({
  format: Type.Optional(Type.Enum(['a4', 'a3'])),
  rationales: Type.Optional(Type.Enum(['yes', 'no'])),
  file: Type.Optional(Type.Enum(['pdf', 'docx'])),
})
const FormParams = closed({ ...SetParams, form: Type.Enum(['packing-list', 'issue-register', 'unsealing-record']) })
const FormQuery = closed({
  rooms: Type.Optional(Type.String({ maxLength: 20_000, description: 'name=headcount, parted by semicolons' })),
  spare: Type.Optional(Type.String({ pattern: '^(100|\\d{1,2})$' })),
})
const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const problems = { 400: Problem, 404: Problem, 409: Problem }
const pdfOrProblem = { 200: { content: { [PDF]: { schema: Type.Any() } } }, ...problems }
const fileOrProblem = {
  200: { content: { [PDF]: { schema: Type.Any() }, [DOCX]: { schema: Type.Any() } } },
  ...problems,
}

export const setPrintRoutes: Routes = (app, deps) => {
  const { now } = deps
  // File names are ours: ids and fixed words, all of them ASCII.
  const attachment = (name: string) => `attachment; filename="${name}"`

  app.get(
    '/api/banks/:bank/sets/:set/papers/:paper/documents/:document',
    {
      config: { right: 'set.render' },
      schema: {
        description:
          'A document of an unsealed paper: paper, key, answer-sheet, tasks, cards … as PDF, or the Word file of those that are edited. Logged.',
        params: DocumentParams,
        querystring: DocumentQuery,
        response: fileOrProblem,
      },
    },
    async ({ params, query, actor }, reply) => {
      const which = { paper: Number(params.paper), document: params.document }
      const options = { format: query.format, rationales: query.rationales !== 'no', word: query.file === 'docx' }
      const by = { actor, at: now() }
      const { name, bytes } = await renderDocument(deps, params.bank, params.set, which, options, by)
      return reply
        .type(options.word ? DOCX : PDF)
        .header('content-disposition', attachment(name))
        .send(bytes)
    },
  )

  app.get(
    '/api/banks/:bank/sets/:set/cover',
    {
      config: { right: 'set.render' },
      schema: {
        description: 'The cover sheet of an unsealed set as PDF, with the digests of its documents. Logged.',
        params: closed(SetParams),
        response: pdfOrProblem,
      },
    },
    async ({ params, actor }, reply) => {
      const { name, bytes } = await renderCover(deps, params.bank, params.set, { actor, at: now() })
      return reply.type(PDF).header('content-disposition', attachment(name)).send(bytes)
    },
  )

  app.get(
    '/api/banks/:bank/sets/:set/forms/:form',
    {
      config: { right: 'paper.manifest' },
      schema: {
        description: 'A form of record around a set as PDF. It holds no item.',
        params: FormParams,
        querystring: FormQuery,
        response: pdfOrProblem,
      },
    },
    async ({ params, query, actor }, reply) => {
      const rooms = roomsOf(query.rooms?.split(/[;；]/) ?? [])
      const options = { rooms, sparePerRoom: Number(query.spare ?? 1) }
      const by = { actor, at: now() }
      const { name, bytes } = await recordForm(deps, params.bank, params.set, params.form, options, by)
      return reply.type(PDF).header('content-disposition', attachment(name)).send(bytes)
    },
  )
}
