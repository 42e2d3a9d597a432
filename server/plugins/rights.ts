/**
 * Every route names a right; one that names none stops the service at start.
 * Until accounts exist there is one actor: whoever holds the token printed at
 * start, on the loopback interface.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'

export type Right =
  | 'public'
  | 'bank.read'
  | 'item.read'
  | 'item.import'
  | 'blueprint.read'
  | 'blueprint.write'
  | 'set.read'
  | 'set.assemble'
  | 'paper.manifest'
  | 'coverage.read'
  | 'log.read'

declare module 'fastify' {
  interface FastifyContextConfig {
    right?: Right
  }
  interface FastifyRequest {
    actor: string
  }
}

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))

export function addRights(app: FastifyInstance, token: string): void {
  app.decorateRequest('actor', '')
  app.addHook('onRoute', (route) => {
    if (!route.config?.right) throw new Error(`The route ${String(route.method)} ${route.url} names no right.`)
  })
  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.url || request.routeOptions.config.right === 'public') return
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!same(given, token))
      throw new AppError(
        'access.denied',
        'Give the token printed at start as "Authorization: Bearer …". / 请在请求头中提供启动时显示的令牌。',
      )
    request.actor = 'local'
  })
}
