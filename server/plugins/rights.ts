/**
 * Every route names a right; one that names none stops the service at start.
 * Until accounts exist, whoever holds the token printed at start, on the
 * loopback interface, says who is acting in the header `Juanku-Actor`
 * (percent-encoded UTF-8), `local` when they say nothing.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { isPerson } from './person.ts'

export type Right =
  | 'public'
  | 'bank.read'
  | 'bank.policy'
  | 'item.read'
  | 'item.write'
  | 'item.content'
  | 'item.comment'
  | 'item.assign'
  | 'item.review'
  | 'item.retire'
  | 'item.bulk'
  | 'item.quarantine'
  | 'item.import'
  | 'item.export'
  | 'blueprint.read'
  | 'blueprint.write'
  | 'set.read'
  | 'set.assemble'
  | 'set.compose'
  | 'set.edit'
  | 'paper.manifest'
  | 'custody.read'
  | 'custody.group'
  | 'custody.passphrase'
  | 'custody.deal'
  | 'custody.copy'
  | 'custody.destroy'
  | 'custody.seal'
  | 'paper.request'
  | 'paper.supervise'
  | 'paper.share'
  | 'paper.open'
  | 'paper.void'
  | 'sitting.read'
  | 'sitting.plan'
  | 'sitting.run'
  | 'clock.acknowledge'
  | 'coverage.read'
  | 'coverage.overview'
  | 'coverage.use'
  | 'filing.state'
  | 'filing.report'
  | 'log.read'
  | 'relation.read'
  | 'relation.propose'
  | 'relation.decide'
  | 'table.read'
  | 'table.write'
  | 'table.remap'
  | 'table.confirm'

declare module 'fastify' {
  interface FastifyContextConfig {
    right?: Right
  }
  interface FastifyRequest {
    actor: string
  }
}

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))

function actorOf(header: string | string[] | undefined): string {
  if (header === undefined) return 'local'
  const name = typeof header === 'string' ? decoded(header) : undefined
  if (name === undefined || !isPerson(name))
    throw new AppError(
      'input.usage',
      'Juanku-Actor is a name of letters, digits and . _ @ -, at most 60, percent-encoded. / 请求头 Juanku-Actor 应为姓名或账号（百分号编码，最多60字）。',
    )
  return name
}

/** Percent-decoded and in one spelling (NFC); undefined when it is no such text. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch {
    return undefined
  }
}

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
    request.actor = actorOf(request.headers['juanku-actor'])
  })
}
