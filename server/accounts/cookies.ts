/**
 * The session's cookie. `__Host-` binds it to this host and to HTTPS; the plain
 * loopback mode, for trying the service out on one machine, has a cookie of
 * another name, so that neither is ever taken for the other.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'
import type { Deps } from '../deps.ts'
import type { Identify } from '../plugins/rights.ts'
import { LONGEST_MS, whoHolds } from './sessions.ts'

const DEVICE_S = 180 * 24 * 3600

export type Cookies = { plainLoopback: boolean }

const nameOf = (what: 'session' | 'device', { plainLoopback }: Cookies): string =>
  plainLoopback ? `juanku-plain-loopback-${what}` : `__Host-juanku-${what}`

const terms = ({ plainLoopback }: Cookies) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: !plainLoopback }) as const

/** Gives a browser its session, and what tells its device from a stranger's. */
export function setCookies(
  reply: FastifyReply,
  mode: Cookies,
  { secret, device }: { secret: string; device?: string },
) {
  void reply.setCookie(nameOf('session', mode), secret, { ...terms(mode), maxAge: LONGEST_MS / 1000 })
  if (device !== undefined) void reply.setCookie(nameOf('device', mode), device, { ...terms(mode), maxAge: DEVICE_S })
}

/** Takes the session away from a browser; the device stays known. */
export function clearCookie(reply: FastifyReply, mode: Cookies): void {
  void reply.clearCookie(nameOf('session', mode), terms(mode))
}

/** What an earlier sign-in gave this browser. */
export const deviceOf = (request: FastifyRequest, mode: Cookies): string | undefined =>
  request.cookies[nameOf('device', mode)]

/** Throws `request.origin` unless the browser says that a page of this service sent the request. */
export function requireSameOrigin({ method, headers, host }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return
  const site = headers['sec-fetch-site']
  const own = site === undefined ? isOwn(headers.origin, host) : site === 'same-origin'
  if (!own)
    throw new AppError(
      'request.origin',
      'A request that changes something comes from a page of this service, or names it in Origin. / 更改类请求须来自本服务页面（Origin 或 Sec-Fetch-Site）。',
    )
}

/** Both as a URL, where a port that goes without saying is left out. */
function isOwn(origin: string | undefined, host: string): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  const { protocol, host: from } = new URL(origin)
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === from
}

/** Who holds the session that the request's cookie names. */
export const bySession =
  ({ db, now }: Pick<Deps, 'db' | 'now'>, mode: Cookies): Identify =>
  async (request) => {
    const secret = request.cookies[nameOf('session', mode)]
    if (secret === undefined) return undefined
    const who = await whoHolds(db, secret, 'service', now())
    if (who) requireSameOrigin(request)
    return who
  }
