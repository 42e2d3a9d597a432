/** A file that a caller sends, in a private folder of its own for as long as it is needed. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { Mapping } from '../../core/row/mapping.ts'

/** `path` is ours; `name` is what the client calls the file: it is shown, never used as a path. */
export type Upload = { path: string; dir: string; name: string; mapping: Mapping | undefined }

/** Runs `work` over the one file of a multipart request; a field `mapping` before it is the mapping as JSON. */
export async function withUpload<T>(request: FastifyRequest, work: (upload: Upload) => Promise<T>): Promise<T> {
  const part = await request.file()
  if (!part) throw new AppError('input.invalid', 'Send one file as multipart/form-data. / 请上传一个文件。')
  const dir = await mkdtemp(join(tmpdir(), 'juanku-import-'))
  try {
    const path = join(dir, 'upload')
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) throw new AppError('file.unreadable', 'The file is larger than 64 MiB. / 文件超过64 MiB。')
    const field = part.fields['mapping']
    const mapping = field && 'value' in field ? mappingFrom(field.value) : undefined
    return await work({ path, dir, name: part.filename.slice(-200), mapping })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function mappingFrom(text: unknown): Mapping {
  try {
    const found: unknown = JSON.parse(String(text))
    if (Value.Check(Mapping, found)) return found
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new AppError(
    'input.invalid',
    'The field "mapping" is no mapping: send the one a dry run showed, with its fields changed. / “mapping”不是列对应关系：请在试运行结果上修改后提交。',
  )
}
