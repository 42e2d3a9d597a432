/**
 * The service's own log (pino), for whoever keeps it running: which route, which
 * status, how long, which kind of error. An allow list: fields it does not name
 * are dropped, and so are the words of errors, which may quote what a query held.
 */
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'

/** Where lines go: standard output, or a stream given by a test. */
export type LogTarget = boolean | { write(line: string): void }

type Line = Record<string, unknown>

const requestLine = ({ id, method, routeOptions }: FastifyRequest) => ({ id, method, route: routeOptions?.url })
const errorLine = ({ name, code }: Error & { code?: string }) => ({ kind: name, code })

/** Fields of a line beside the time, level and message. */
const ALLOWED = new Set(['reqId', 'req', 'res', 'err', 'kind', 'code', 'responseTime'])
const allowed = (line: Line): Line => Object.fromEntries(Object.entries(line).filter(([name]) => ALLOWED.has(name)))

/** Fastify's `logger` option. */
export function serviceLog(target: LogTarget): NonNullable<FastifyServerOptions['logger']> {
  if (target === false) return false
  return {
    serializers: {
      // The route, never the URL, which may carry a search.
      req: requestLine,
      res: ({ statusCode }: FastifyReply) => ({ statusCode }),
      err: errorLine,
    },
    formatters: { log: allowed },
    hooks: {
      logMethod(this: unknown, args: readonly unknown[], method: (this: unknown, ...args: unknown[]) => void) {
        const [first] = args
        // An error's message would become the line's.
        if (first instanceof Error) method.apply(this, [{ err: first }, 'error'])
        else if (first !== null && typeof first === 'object' && 'err' in first) method.apply(this, [first, 'error'])
        else method.apply(this, [...args])
      },
    },
    ...(target === true ? {} : { stream: target }),
  } as unknown as NonNullable<FastifyServerOptions['logger']>
}
