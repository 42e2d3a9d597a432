/**
 * Who is signed in. A session is a random secret that the browser, or a file of
 * the command line, holds and of which the database has the hash. It ends when
 * it is idle, when it is old, when its owner says so, and with any change to
 * what the account may do.
 */
import { randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt, type Placeholder, sql } from 'drizzle-orm'
import { policyTerms } from '../../core/accounts/password.ts'
import { asksAgain, type Grant, mayDo, needsTotp, type Right, reaches } from '../../core/accounts/rights.ts'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { accounts, sessions } from '../db/schema-accounts.ts'
import { type Account, accountStore } from './store.ts'

export type SessionRow = typeof sessions.$inferSelect
export type Door = SessionRow['door']

const MINUTE_MS = 60_000
export const IDLE_MS = 30 * MINUTE_MS
export const LONGEST_MS = 12 * 60 * MINUTE_MS
/** How long a password or code given again stands for what asks for it. */
export const FRESH_MS = 5 * MINUTE_MS
/** `seen` is written no oftener: a reader must not cost a commit each time. */
const SEEN_EVERY_MS = MINUTE_MS

/** What somebody signed in has still to do before anything else. */
export type Pending = 'password' | 'totp'

/** Who somebody is and what they may. `stepped`: when they last gave password or code. */
export type Who = {
  name: string
  account: string
  session: string
  door: Door
  grants: readonly Grant[]
  stepped: number
  pending: Pending | undefined
}

/** Whether an account can be used at `at`. */
export const usable = ({ disabled, validFrom, validUntil }: Account, at: number): boolean =>
  !disabled && (validFrom === null || validFrom <= at) && (validUntil === null || at < validUntil)

/** Starts a session and returns its secret, which is kept nowhere. Only inside `db.tx`. */
export async function startSession(
  q: Query,
  account: string,
  door: Door,
  at: number,
  since = at,
): Promise<{ id: string; secret: string }> {
  const secret = randomBytes(32).toString('base64url')
  const id = newId(at)
  await q
    .insert(sessions)
    .values({ id, account, secret: sha256(secret), door, at: since, seen: at, stepped: at, ended: null })
  return { id, secret }
}

type Bound = number | Placeholder
/** A session that has not ended, was seen after `idle` and began after `old`. */
const alive = ({ idle, old }: { idle: Bound; old: Bound }) =>
  and(isNull(sessions.ended), gt(sessions.seen, idle), gt(sessions.at, old))
const bounds = (at: number) => ({ idle: at - IDLE_MS, old: at - LONGEST_MS })

const { placeholder } = sql
const holderOf = prepared((q) =>
  q
    .select()
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.account))
    .where(
      and(
        eq(sessions.secret, placeholder('secret')),
        eq(sessions.door, placeholder('door')),
        alive({ idle: placeholder('idle'), old: placeholder('old') }),
      ),
    )
    .prepare(),
)

/** Whoever holds the secret, or undefined when it is none, has ended, or its account may not be used now. */
export async function whoHolds(db: Db, secret: string, door: Door, at: number): Promise<Who | undefined> {
  const found = holderOf(db.read).get({ secret: sha256(secret), door, ...bounds(at) })
  if (!found || !usable(found.accounts, at)) return undefined
  const { sessions: session, accounts: account } = found
  if (session.seen < at - SEEN_EVERY_MS)
    await db.tx((q) =>
      q
        .update(sessions)
        .set({ seen: at })
        .where(and(eq(sessions.id, session.id), isNull(sessions.ended), lt(sessions.seen, at))),
    )
  const held = await accountStore(db.read).grants(account.id)
  return {
    name: account.name,
    account: account.id,
    session: session.id,
    door: session.door,
    grants: held.map(({ role, scope }) => ({ role, scope })),
    stepped: session.stepped,
    pending: await pendingOf(db.read, account, held, at),
  }
}

/** What the account has still to do. */
export async function pendingOf(
  q: Query,
  account: Account,
  held: readonly Grant[],
  at: number,
): Promise<Pending | undefined> {
  const { holdsMs } = policyTerms[(await accountStore(q).policy()).passwords]
  if (account.mustChange || at - account.passwordAt > holdsMs) return 'password'
  return account.totpAt === null && needsTotp(held) ? 'totp' : undefined
}

/** What a route or a command asks for: a right, or only to be signed in, or nothing. */
export type Asked = Right | 'self' | 'public'

/** Tells the banks in which somebody holds any role. */
export const holdsRoleIn =
  ({ grants }: Pick<Who, 'grants'>) =>
  (bank: string): boolean =>
    grants.some(({ scope }) => reaches(scope, bank))

/** Throws unless `who` may do it in `bank` now; nothing has been looked up before. */
export function requireRight(who: Who, asked: Exclude<Asked, 'public'>, bank: string | undefined, at: number): void {
  if (asked === 'self') return
  if (who.pending)
    throw new AppError(
      'account.unfinished',
      who.pending === 'password'
        ? 'Choose a new password first. / 请先设置新口令。'
        : 'Your role needs an authenticator: set it up first. / 您的角色须启用动态验证码，请先绑定。',
    )
  if (!mayDo(who.grants, asked, bank))
    throw new AppError(
      'right.missing',
      'You have no role for this, or there is nothing here. / 您没有此项权限，或此处没有内容。',
    )
  if (asksAgain(asked)) requireFresh(who, at)
}

/** Throws `step-up.needed` unless password or code were given just before. */
export function requireFresh({ stepped }: Pick<Who, 'stepped'>, at: number): void {
  if (at - stepped > FRESH_MS)
    throw new AppError('step-up.needed', 'Give your password or a code again first. / 请先再次输入口令或验证码。')
}

/** The sessions somebody is in, the newest first. */
export const sessionsOf = (q: Query, account: string, at: number): Promise<SessionRow[]> =>
  q
    .select()
    .from(sessions)
    .where(and(eq(sessions.account, account), alive(bounds(at))))
    .orderBy(desc(sessions.at), desc(sessions.id))

/** Ends one of somebody's own sessions. Throws `session.missing` for any other. */
export async function endSession(db: Db, who: Pick<Who, 'account'>, id: string, by: By): Promise<void> {
  await db.tx(async (q) => {
    const mine = and(eq(sessions.id, id), eq(sessions.account, who.account), isNull(sessions.ended))
    const { changes } = await q.update(sessions).set({ ended: by.at }).where(mine)
    if (!changes) throw new AppError('session.missing', 'You have no such session. / 您没有此会话。')
    await logStore(q).append(act(by, '', 'session.end', id))
  })
}

/** Ends the session and starts another in its place, whose password has just been given. Only inside `db.tx`. */
export async function renewSession(q: Query, session: string, at: number): Promise<{ id: string; secret: string }> {
  const mine = and(eq(sessions.id, session), isNull(sessions.ended))
  const [old] = await q.update(sessions).set({ ended: at }).where(mine).returning()
  if (!old) throw new AppError('access.denied', 'Sign in again. / 请重新登录。')
  return startSession(q, old.account, old.door, at, old.at)
}
