/**
 * What stands between the service and the network, whatever a route does:
 * headers that keep pages and replies from being misused, and a limit on how
 * often one address asks. The limit comes before everything else, so that
 * guessing at the door costs no more than asking.
 */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'
import { AppError } from '../../core/errors.ts'

/** `encrypted`: clients reach the service by TLS, its own or a proxy's. */
export type Hardening = { encrypted: boolean; requestsPerMinute: number }

/** A person at a console stays far below this; a program that takes a bank item by item does not. */
export const REQUESTS_PER_MINUTE = 6000

const SELF = ["'self'"]
const NONE = ["'none'"]

/** Adds both, for every reply. Only what comes from this service itself may run, be styled or be asked on its pages. */
export async function addHardening(app: FastifyInstance, { encrypted, requestsPerMinute }: Hardening): Promise<void> {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        scriptSrc: SELF,
        styleSrc: SELF,
        imgSrc: [...SELF, 'data:', 'blob:'],
        fontSrc: SELF,
        connectSrc: SELF,
        formAction: SELF,
        baseUri: NONE,
        frameAncestors: NONE,
        objectSrc: NONE,
      },
    },
    // Over plain loopback a browser must not be told to insist on TLS.
    strictTransportSecurity: encrypted ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  app.addHook('onRequest', (request, reply, done) => headers(request.raw, reply.raw, done as (error?: unknown) => void))
  await app.register(rateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () =>
      new AppError(
        'request.limit',
        'Too many requests from this address; wait a minute. / 请求过于频繁，请稍候一分钟。',
      ),
  })
  app.addHook('onRequest', app.rateLimit())
  app.addHook('onRequest', async (_, reply) => {
    // Items, papers and who did what: no copy of a reply stays in a browser or a proxy.
    void reply.header('cache-control', 'no-store')
  })
}
