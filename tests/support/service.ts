/** The app as it ships, with people who sign in: by cookie, from its own pages. */
import type { Grant } from '../../core/accounts/rights.ts'
import type { Account } from '../../server/accounts/store.ts'
import { buildApp } from '../../server/app.ts'
import type { Program } from './app.ts'
import { atTheEnd } from './endings.ts'
import { person, sessionFor } from './signed-in.ts'

/** As light-my-request types a reply: what a test reads of its JSON is the test's business. */
type Reply = Pick<Awaited<ReturnType<Program['app']['inject']>>, 'statusCode' | 'headers' | 'json'>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Whoever a test asks as; nobody without a cookie. */
export type Caller = {
  cookie: string | undefined
  ask: (method: Method, url: string, payload?: object) => Promise<Reply>
}

/** The shipped app over the database of a test's program. */
export async function shippedApp({ deps, clock }: Program) {
  const app = await buildApp(deps, { version: 'test' })
  atTheEnd(() => app.close())
  const caller = (secret: string | undefined): Caller => {
    const cookie = secret === undefined ? undefined : `__Host-juanku-session=${secret}`
    const headers = { 'sec-fetch-site': 'same-origin', ...(cookie !== undefined && { cookie }) }
    return {
      cookie,
      ask: async (method, url, payload) => app.inject({ method, url, headers, ...(payload && { payload }) }),
    }
  }
  /** Somebody with these roles, signed in just now. */
  const signedIn = async (name: string, grants: readonly Grant[], change: Partial<Account> = {}) => {
    const account = await person(deps.db, name, grants, clock.now)
    const secret = await sessionFor(deps.db, account, 'service', clock.now)
    // What ends sessions is tested elsewhere: here the account changes and its cookie comes all the same.
    if (Object.keys(change).length) await person(deps.db, name, [], clock.now, change)
    return caller(secret)
  }
  return { app, caller, signedIn, nobody: caller(undefined) }
}
