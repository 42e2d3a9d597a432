/** Routes of whoever signs in: sign-in and out, who am I and what may I, my sessions, my password and authenticator. */
import { allRights, asksAgain, mayDo, rightsIn, rightsTable, roles } from '../../core/accounts/rights.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { bankStore } from '../banks/store.ts'
import type { Query } from '../db/open.ts'
import { Problem } from '../plugins/problems.ts'
import { whoOf } from '../plugins/rights.ts'
import { type Cookies, clearCookie, deviceOf, requireSameOrigin, setCookies } from './cookies.ts'
import { beginTotp, changePassword, confirmTotp } from './own.ts'
import { endSession, holdsRoleIn, sessionsOf, type Who, whoHolds } from './sessions.ts'
import { signIn, stepUp } from './sign-in.ts'

const Name = Type.String({ minLength: 1, maxLength: 60 })
const Password = Type.String({ maxLength: 200 })
const Code = Type.String({ maxLength: 40, description: 'from the authenticator, or a recovery code' })
const RightName = Type.Enum([...allRights])
const problems = { 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem, 503: Problem }

/** Who somebody is and what they may, for the console to show nothing else. */
export const Me = closed({
  name: Type.String(),
  pending: nullable(Type.Enum(['password', 'totp'], { description: 'what has to be done before anything else' })),
  roles: Type.Array(closed({ role: Type.Enum([...roles]), scope: Type.String() })),
  anywhere: Type.Array(RightName),
  banks: Type.Array(closed({ bank: Type.String(), rights: Type.Array(RightName) })),
  rights: Type.Array(
    closed({
      right: RightName,
      zh: Type.String(),
      en: Type.String(),
      fresh: Type.Boolean({ description: 'password or code is asked again' }),
    }),
  ),
})
export type Me = Static<typeof Me>

const Session = closed({
  id: Type.String(),
  door: Type.Enum(['service', 'command']),
  at: Type.Integer({ description: 'Unix time in ms' }),
  seen: Type.Integer(),
  current: Type.Boolean(),
})
const Done = closed({ done: Type.Literal(true) })
const done = { done: true } as const

/** Only the rights somebody has are told, with their words. */
async function meOf(q: Query, who: Pick<Who, 'name' | 'pending' | 'grants'>): Promise<Me> {
  const { name, pending, grants } = who
  const mine = holdsRoleIn(who)
  const banks = (await bankStore(q).all()).filter(({ id }) => mine(id))
  const anywhere = allRights.filter((right) => mayDo(grants, right))
  return {
    name,
    pending: pending ?? null,
    roles: [...grants],
    anywhere,
    banks: banks.map(({ id }) => ({ bank: id, rights: rightsIn(grants, id) })),
    rights: anywhere.map((right) => {
      const { zh, en } = rightsTable[right]
      return { right, zh, en, fresh: asksAgain(right) }
    }),
  }
}

export const accountRoutes =
  (mode: Cookies): Routes =>
  (app, deps) => {
    const { db, now } = deps

    app.post(
      '/api/sign-in',
      {
        config: { right: 'public' },
        schema: {
          body: closed({ name: Name, password: Password, code: Type.Optional(Code) }),
          response: { ...problems, 200: Me },
        },
      },
      async (request, reply) => {
        requireSameOrigin(request)
        const { name, password, code = '' } = request.body
        const device = deviceOf(request, mode)
        const signedIn = await signIn(deps, { name, password, code, device, door: 'service' }, now())
        setCookies(reply, mode, signedIn)
        const who = await whoHolds(db, signedIn.secret, 'service', now())
        return meOf(db.read, who!)
      },
    )

    app.post(
      '/api/sign-out',
      { config: { right: 'self' }, schema: { response: { ...problems, 200: Done } } },
      async (request, reply) => {
        const who = whoOf(request)
        await endSession(db, who, who.session, { actor: who.name, at: now() })
        clearCookie(reply, mode)
        return done
      },
    )

    app.post(
      '/api/step-up',
      {
        config: { right: 'self' },
        schema: {
          description: 'Password or code again, for what asks for it within five minutes. The session gets a new id.',
          body: Type.Union([closed({ password: Password }), closed({ code: Code })]),
          response: { ...problems, 200: Done },
        },
      },
      async (request, reply) => {
        const proof = { password: '', code: '', ...request.body }
        setCookies(reply, mode, await stepUp(deps, whoOf(request), proof, now()))
        return done
      },
    )

    app.get('/api/me', { config: { right: 'self' }, schema: { response: { ...problems, 200: Me } } }, (request) =>
      meOf(db.read, whoOf(request)),
    )

    app.get(
      '/api/me/sessions',
      { config: { right: 'self' }, schema: { response: { ...problems, 200: Type.Array(Session) } } },
      async (request) => {
        const who = whoOf(request)
        const rows = await sessionsOf(db.read, who.account, now())
        return rows.map(({ id, door, at, seen }) => ({ id, door, at, seen, current: id === who.session }))
      },
    )

    app.delete(
      '/api/me/sessions/:session',
      {
        config: { right: 'self' },
        schema: { params: closed({ session: Type.String({ maxLength: 60 }) }), response: { ...problems, 200: Done } },
      },
      async (request) => {
        const who = whoOf(request)
        await endSession(db, who, request.params.session, { actor: who.name, at: now() })
        return done
      },
    )

    app.post(
      '/api/me/password',
      {
        config: { right: 'self' },
        schema: {
          description: 'After a step-up. Ends every other session.',
          body: closed({ password: Password }),
          response: { ...problems, 200: Done },
        },
      },
      async (request, reply) => {
        const who = whoOf(request)
        setCookies(reply, mode, await changePassword(deps, who, request.body.password, { actor: who.name, at: now() }))
        return done
      },
    )

    app.post(
      '/api/me/authenticator',
      {
        config: { right: 'self', shownOnce: true },
        schema: {
          description: 'The secret, once; it counts when a code of it has come back.',
          response: { ...problems, 200: closed({ secret: Type.String(), uri: Type.String() }) },
        },
      },
      async (request, reply) => {
        const who = whoOf(request)
        void reply.header('cache-control', 'no-store')
        return beginTotp(db, who, { actor: who.name, at: now() })
      },
    )

    app.post(
      '/api/me/authenticator/confirmation',
      {
        config: { right: 'self', shownOnce: true },
        schema: {
          body: closed({ code: Code }),
          response: { ...problems, 200: closed({ recoveryCodes: Type.Array(Type.String()) }) },
        },
      },
      async (request, reply) => {
        const who = whoOf(request)
        void reply.header('cache-control', 'no-store')
        return { recoveryCodes: await confirmTotp(db, who, request.body.code, { actor: who.name, at: now() }) }
      },
    )
  }
