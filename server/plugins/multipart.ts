/**
 * The one file of a multipart request. Its bytes pass through here only, so
 * that a request sent again is known by them: the digest covers the file, its
 * name and the fields before it, and not the boundary, which a client draws
 * anew each time.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What was read of a multipart request, as hex SHA-256; undefined before. */
    sentDigest: string | undefined
  }
}

/** `path` and `dir` are ours; `name` is what the client calls the file: it is shown, never used as a path. */
export type SentFile = { path: string; dir: string; name: string; fields: Record<string, string> }

/** Runs `work` over the request's file, in a private folder that is gone afterwards. Throws `input.invalid`, `file.unreadable`. */
export async function withFile<T>(request: FastifyRequest, work: (file: SentFile) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'juanku-upload-'))
  try {
    const path = join(dir, 'upload')
    const { name, fields } = await take(request, createWriteStream(path, { mode: 0o600 }))
    return await work({ path, dir, name: name.slice(-200), fields })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The digest of a multipart request that nobody is going to work on: its file is read and kept nowhere. */
export async function sentDigest(request: FastifyRequest): Promise<string> {
  await take(request, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return request.sentDigest!
}

async function take(request: FastifyRequest, into: Writable) {
  const part = await request.file()
  if (!part) throw new AppError('input.invalid', 'Send one file as multipart/form-data. / 请上传一个文件。')
  const hash = createHash('sha256')
  await pipeline(
    part.file,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    },
    into,
  )
  if (part.file.truncated) throw new AppError('file.unreadable', 'The file is larger than 64 MiB. / 文件超过64 MiB。')
  const name = part.filename.toWellFormed()
  const values = Object.entries(part.fields).flatMap(([field, found]) =>
    [found]
      .flat()
      .flatMap((one) => (one && 'value' in one ? [[field, String(one.value).toWellFormed()] as const] : [])),
  )
  request.sentDigest = digestOf('upload/1', { bytes: hash.digest('hex'), name, values })
  return { name, fields: Object.fromEntries(values) }
}
