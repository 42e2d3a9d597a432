/** Registering papers made elsewhere: one request with what they are and their files, which lie in memory until they lie encrypted. */

import type { FastifyRequest } from 'fastify'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import type { SealedFile } from './make.ts'
import { FILE_NAME, LIMIT_BYTES, type Outside, registerOutside, tooLarge } from './outside.ts'

const MOST_FILES = 200
const fileNames = Type.Array(Type.String({ pattern: FILE_NAME }), { maxItems: MOST_FILES })
/** The field `papers`: files are named as the request's file parts are, each once. */
const Stated = closed({
  kind: ItemKind,
  title: Type.String({ minLength: 1, maxLength: 200 }),
  source: Type.String({ minLength: 1, maxLength: 200 }),
  papers: Type.Array(
    closed({
      files: fileNames,
      keyFiles: Type.Optional(fileNames),
      items: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 1000 })),
    }),
    { minItems: 1, maxItems: 50 },
  ),
})
type Stated = Static<typeof Stated>

const wrong = (en: string, zh: string) => new AppError('input.invalid', `${en} / ${zh}`)

function statedIn(text: unknown): Stated {
  try {
    const found: unknown = JSON.parse(String(text))
    if (Value.Check(Stated, found)) return found
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw wrong(
    'The field "papers" says what is registered, as JSON: kind, title, source, and for each paper its files, keyFiles and items; files are .pdf, .doc or .docx.',
    '字段“papers”应为JSON：kind、title、source，及每份试卷的files、keyFiles、items；文件为.pdf、.doc或.docx。',
  )
}

/** What a request registers. Throws `input.invalid` for a file nobody named, one that is missing, or too many bytes. */
async function outsideIn(request: FastifyRequest): Promise<Outside> {
  const limits = { files: MOST_FILES, fields: 1, parts: MOST_FILES + 1, fieldSize: 512 * 1024, fileSize: LIMIT_BYTES }
  const sent = new Map<string, SealedFile>()
  let stated: Stated | undefined
  let size = 0
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (part.fieldname === 'papers') stated = statedIn(part.value)
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) {
      size += (chunk as Buffer).length
      if (size > LIMIT_BYTES) throw tooLarge()
      chunks.push(chunk as Buffer)
    }
    if (sent.has(part.filename)) throw wrong('A file was sent twice.', '有文件重复上传。')
    sent.set(part.filename, { name: part.filename, bytes: Buffer.concat(chunks) })
  }
  if (!stated) throw wrong('The field "papers" is missing.', '缺少字段“papers”。')
  const left = new Map(sent)
  const take = (name: string): SealedFile => {
    const file = left.get(name)
    if (!file) throw wrong(`The file ${name} was not sent, or is named twice.`, `文件${name}未上传或被列出两次。`)
    left.delete(name)
    return file
  }
  const papers = stated.papers.map(({ files, keyFiles = [], items = [] }) => ({
    files: files.map(take),
    keyFiles: keyFiles.map(take),
    items,
  }))
  if (left.size > 0) throw wrong('A file was sent that no paper names.', '有文件不属于任何试卷。')
  return { kind: stated.kind, title: stated.title, source: stated.source, papers }
}

export const outsideRoutes: Routes = (app, deps) => {
  app.post(
    '/api/banks/:bank/outside-papers',
    {
      config: { right: 'set.assemble' },
      schema: {
        description:
          'Registers papers made elsewhere (Word, PDF) as a set that waits for approval: multipart/form-data, a field "papers" (JSON: kind, title, source, papers with files, keyFiles, items) and the files it names, 64 MiB together.',
        params: BankParams,
        response: {
          201: closed({ id: Type.String(), number: Type.Integer(), papers: Type.Integer() }),
          404: Problem,
          413: Problem,
          422: Problem,
        },
      },
    },
    async (request, reply) => {
      const { params, actor } = request
      await requireBank(deps.db, params.bank)
      if (!request.isMultipart()) throw wrong('Send the files as multipart/form-data.', '请以multipart/form-data上传。')
      const outside = await outsideIn(request)
      const { id, number } = await registerOutside(deps, params.bank, outside, { actor, at: deps.now() })
      return reply.code(201).send({ id, number, papers: outside.papers.length })
    },
  )
}
