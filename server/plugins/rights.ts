/**
 * Every route names a right; one that names none stops the service at start.
 * Who asks and what they may is settled before anything is looked up, so that
 * what is absent and what is forbidden look alike; a refusal is in the log.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'
import { type Asked, requireRight, type Who } from '../accounts/sessions.ts'
import type { Deps } from '../deps.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What each route asks for, by "GET /api/banks". */
    routeRights: ReadonlyMap<string, Asked>
  }
  interface FastifyContextConfig {
    /** `self`: whoever is signed in, about themselves. `public`: anybody. */
    right?: Asked
  }
  interface FastifyRequest {
    /** The name of whoever asks, as it stands in the log. */
    actor: string
    /** The roles of whoever asks, in any bank; a reading budget looks at them. */
    roles: readonly string[]
    /** Whoever asks; not there on public routes. */
    who: Who | undefined
  }
}

/** Finds out who asks; undefined when nobody is signed in. May throw a refusal. */
export type Identify = (request: FastifyRequest) => Promise<Who | undefined>

const nobody = () => new AppError('access.denied', 'Sign in first. / 请先登录。')

/** The bank a request is about, from its path. */
export const bankOf = ({ params }: Pick<FastifyRequest, 'params'>): string | undefined =>
  (params as { bank?: string } | undefined)?.bank

export function addRights(app: FastifyInstance, { now }: Pick<Deps, 'now'>, identify: Identify): void {
  app.decorateRequest('actor', '')
  app.decorateRequest('roles')
  app.decorateRequest('who', undefined)
  const routeRights = new Map<string, Asked>()
  app.decorate('routeRights', routeRights)
  app.addHook('onRoute', (route) => {
    const name = `${String(route.method)} ${route.url}`
    if (!route.config?.right) throw new Error(`The route ${name} names no right.`)
    routeRights.set(name, route.config.right)
  })
  app.addHook('onRequest', async (request) => {
    const asked = request.routeOptions.config.right
    if (!request.routeOptions.url || asked === 'public' || asked === undefined) return
    const who = await identify(request)
    request.actor = who?.name ?? ''
    if (!who) throw nobody()
    requireRight(who, asked, bankOf(request), now())
    request.who = who
    request.roles = [...new Set(who.grants.map(({ role }) => role))]
  })
}

/** Whoever a route that is not public was reached by. */
export function whoOf({ who }: Pick<FastifyRequest, 'who'>): Who {
  if (!who) throw nobody()
  return who
}
