/**
 * A request that changes something may carry an `Idempotency-Key`: sent again
 * with the same key and body it is not done again, the first reply is given
 * once more, and that is logged: it may show what the first one showed. A refusal
 * changed nothing, so its key is free again. A file sent as multipart/form-data
 * is known only once it was read: the first time by the route, from then on here.
 *
 * A reply that shows a secret (`shownOnce`), or is a file, is never kept: sent
 * again, the request is told that it was done. Of a request only a keyed hash is
 * kept, because a password may stand in it.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { canonicalBytes, sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { Act } from '../../core/log.ts'
import { logStore } from '../access/store.ts'
import { act } from '../by.ts'
import { type Config, secretFile } from '../config.ts'
import { requests } from '../db/schema-items.ts'
import type { Deps } from '../deps.ts'
import { sentDigest } from './multipart.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The reply shows a secret, such as a first password: it is given once and stands nowhere afterwards. */
    shownOnce?: true
  }
  interface FastifyRequest {
    /** The key this request is at work under. */
    idempotencyKey: string | undefined
  }
}

const KEPT_MS = 86_400_000
const KEY = /^[\x21-\x7e]{8,100}$/

/** What must be the same for a request to be the same: who, what, with which body; of a file, what was read so far. */
function digestOfRequest(request: FastifyRequest, { keysDir }: Pick<Config, 'keysDir'>): string {
  const { actor, method, url, body, sentDigest = null } = request
  const sent = Buffer.isBuffer(body) ? sha256(body) : (body ?? null)
  const content = request.isMultipart() ? { sentDigest } : sent
  const secret = secretFile(keysDir, 'requests.key', () => `${randomBytes(32).toString('hex')}\n`).trim()
  return createHmac('sha256', secret).update(canonicalBytes({ actor, method, url, content })).digest('hex')
}

/** The log's entry of a reply given once more. */
function repeated({ actor, method, params, routeOptions }: FastifyRequest, at: number): Act {
  const { bank = '' } = params as { bank?: string }
  return act({ actor, at }, bank, 'request.repeat', `${method} ${routeOptions.url ?? ''}`)
}

const refusals = {
  form: () =>
    new AppError(
      'input.usage',
      'An Idempotency-Key has 8 to 100 printable ASCII characters. / 幂等键应为8到100个可见ASCII字符。',
    ),
  other: () =>
    new AppError('request.other', 'This Idempotency-Key was used for another request. / 该幂等键已用于另一请求。'),
  busy: () =>
    new AppError(
      'request.busy',
      'A request with this Idempotency-Key is at work or was cut off: look whether it was done. / 相同幂等键的请求正在处理或曾中断，请先查看结果。',
    ),
}

/** A reply as it is kept; null for one that is no text (a file). */
function textOf(payload: unknown): string | null {
  if (typeof payload === 'string') return payload
  return payload === null || payload === undefined ? '' : null
}

/** What is said instead of a reply that was not kept. */
const notShownAgain = () =>
  new AppError(
    'request.done',
    'The request with this Idempotency-Key was done; its reply is not kept and cannot be shown again. / 相同幂等键的请求已完成，其结果不予保存，无法再次显示。',
  )

/** Adds the two hooks: one looks before the route does anything, one keeps its reply. */
export function addIdempotency(app: FastifyInstance, { db, now, config }: Pick<Deps, 'db' | 'now' | 'config'>): void {
  app.decorateRequest('idempotencyKey', undefined)
  app.decorateRequest('sentDigest', undefined)

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (key === undefined || request.method === 'GET' || request.actor === '') return
    if (typeof key !== 'string' || !KEY.test(key)) throw refusals.form()
    const { actor } = request
    const mine = and(eq(requests.actor, actor), eq(requests.key, key))
    const before = await db.tx(async (q) => {
      await q.delete(requests).where(lt(requests.at, now() - KEPT_MS))
      const [row] = await q.select().from(requests).where(mine)
      const digest = digestOfRequest(request, config)
      if (!row) await q.insert(requests).values({ actor, key, digest, status: null, reply: null, at: now() })
      return row
    })
    if (!before) {
      request.idempotencyKey = key
      return
    }
    // What is at work, or was cut off, may not have read its file: it is known by all but that.
    if (before.status !== null && request.isMultipart()) await sentDigest(request)
    if (before.digest !== digestOfRequest(request, config)) throw refusals.other()
    if (before.status === null) throw refusals.busy()
    if (before.reply === null) throw notShownAgain()
    await db.tx((q) => logStore(q).append(repeated(request, now())))
    void reply.code(before.status).header('idempotency-replayed', 'true')
    if (before.reply === '') return reply.send()
    return reply.type('application/json; charset=utf-8').send(before.reply)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { actor, idempotencyKey: key } = request
    if (key === undefined) return payload
    request.idempotencyKey = undefined
    const mine = and(eq(requests.actor, actor), eq(requests.key, key))
    const done = reply.statusCode < 300
    const kept = request.routeOptions.config.shownOnce ? null : textOf(payload)
    await db.tx(async (q) => {
      if (!done) await q.delete(requests).where(mine)
      else
        await q
          .update(requests)
          .set({ status: reply.statusCode, reply: kept, digest: digestOfRequest(request, config) })
          .where(mine)
    })
    return payload
  })
}
