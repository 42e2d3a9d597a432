/**
 * Signing in, and proving it is still oneself. A wrong name, password or code,
 * and an account that may not be used, get one reply after one kind of work; a
 * try is counted before it is looked at, so that a thousand at once are no more
 * than a thousand in a row.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import { FORGET_MS, waitAfter } from '../../core/accounts/lockout.ts'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act } from '../by.ts'
import { secretFile } from '../config.ts'
import type { Query } from '../db/open.ts'
import { devices, tries } from '../db/schema-accounts.ts'
import type { Deps } from '../deps.ts'
import { type Door, renewSession, startSession, usable, type Who } from './sessions.ts'
import { type Account, accountStore, nameKey } from './store.ts'
import { recoveryHash, totpStep } from './totp.ts'

export type Proof = {
  password: string
  /** From the authenticator, or a recovery code; empty while the account has none. */
  code: string
}
export type SignedIn = { name: string; id: string; secret: string; device: string }
type Needs = Pick<Deps, 'db' | 'config' | 'hasher'>

const refused = () =>
  new AppError(
    'sign-in.refused',
    'Name, password or code is wrong, or the account may not be used now. / 账号、口令或验证码有误，或账号现不可用。',
  )

/** Signs somebody in, or throws `sign-in.refused`, `sign-in.slow` or `service.busy`. `device` is what an earlier sign-in gave. */
export async function signIn(
  deps: Needs,
  { name, device, door, ...proof }: Proof & { name: string; device: string | undefined; door: Door },
  at: number,
): Promise<SignedIn> {
  const { db, hasher } = deps
  const account = await accountStore(db.read).byName(name)
  const known = await isKnown(db.read, account?.id ?? '', device)
  const bucket = bucketOf(deps, name, known ? device : undefined)
  // A name that is nobody's may be a password in the wrong field: the log gets its hash.
  const actor = account?.name ?? ''
  const to = account ? door : `${door} ${bucket}`
  await countTry(deps, bucket, { actor, to }, at)
  const right = await lookedAt(deps, bucket, () => hasher.verify(account?.password, proof.password))
  const signedIn = await db.tx(async (q) => {
    const accepted =
      right && account && usable(account, at) && (await takesCode(q, account, proof.code, at)) ? account : undefined
    if (!accepted) {
      await logStore(q).append(act({ actor, at }, '', 'sign-in', to, 'refused'))
      return undefined
    }
    await q.delete(tries).where(eq(tries.bucket, bucket))
    const session = await startSession(q, accepted.id, door, at)
    const kept = known ? device! : await newDevice(q, accepted.id, at)
    await logStore(q).append(act({ actor: accepted.name, at }, '', 'sign-in', `${door} ${session.id}`))
    return { name: accepted.name, ...session, device: kept }
  })
  if (!signedIn) throw refused()
  return signedIn
}

/** Password or code again. Gives the session a new secret, or throws like `signIn`. */
export async function stepUp(deps: Needs, who: Who, proof: Proof, at: number): Promise<{ id: string; secret: string }> {
  const { db, hasher } = deps
  const account = await accountStore(db.read).require(who.name)
  const bucket = bucketOf(deps, who.name, `session ${who.session}`)
  const to = who.session
  await countTry(deps, bucket, { actor: who.name, to }, at)
  const byPassword = proof.password !== ''
  const right = byPassword && (await lookedAt(deps, bucket, () => hasher.verify(account.password, proof.password)))
  const renewed = await db.tx(async (q) => {
    const accepted = right || (!byPassword && account.totpAt !== null && (await takesCode(q, account, proof.code, at)))
    await logStore(q).append(act({ actor: who.name, at }, '', 'step-up', to, accepted ? 'done' : 'refused'))
    if (!accepted) return undefined
    await q.delete(tries).where(eq(tries.bucket, bucket))
    return renewSession(q, who.session, at)
  })
  if (!renewed) throw refused()
  return renewed
}

/** Whether the code is right for an account; one that has no authenticator takes none. A code serves once. */
async function takesCode(q: Query, { id, totpAt }: Account, code: string, at: number): Promise<boolean> {
  if (totpAt === null) return true
  // Read again inside the transaction: two who send one code at once must not both be let in.
  const store = accountStore(q)
  const { totpSecret, totpStep: last } = await store.byId(id)
  const step = totpStep(totpSecret!, code.trim(), last, at)
  if (step === undefined) return store.useRecoveryCode(id, recoveryHash(id, code), at)
  await store.update(id, { totpStep: step, changed: at })
  return true
}

/** Names the count of wrong tries: one for all strangers to a name, one for each of its devices. Keyed, so that it tells no names. */
function bucketOf({ config }: Needs, name: string, device: string | undefined): string {
  const key = secretFile(config.keysDir, 'sign-in.key', () => `${randomBytes(32).toString('hex')}\n`).trim()
  return createHmac('sha256', key)
    .update(JSON.stringify([nameKey(name), device ?? null]))
    .digest('hex')
    .slice(0, 32)
}

/** Counts a try as wrong until it turns out right. Throws `sign-in.slow` while no try is looked at. */
async function countTry({ db }: Needs, bucket: string, log: { actor: string; to: string }, at: number): Promise<void> {
  const until = await db.tx(async (q) => {
    await q.delete(tries).where(lt(tries.at, at - FORGET_MS))
    const [before] = await q.select().from(tries).where(eq(tries.bucket, bucket))
    if (before && before.until > at) {
      await logStore(q).append(act({ actor: log.actor, at }, '', 'sign-in', log.to, 'slowed'))
      return before.until
    }
    const failures = (before?.failures ?? 0) + 1
    const row = { bucket, failures, until: at + waitAfter(failures), at }
    await q.insert(tries).values(row).onConflictDoUpdate({ target: tries.bucket, set: row })
    return undefined
  })
  if (until === undefined) return
  const minutes = Math.ceil((until - at) / 60_000)
  throw new AppError(
    'sign-in.slow',
    `Too many wrong tries: wait ${minutes} min, or use a device you have signed in on before. / 错误次数过多：请${minutes}分钟后再试，或使用曾登录过的设备。`,
  )
}

/** Runs the slow comparison; when it did not come to its turn, the try is given back. */
async function lookedAt({ db }: Needs, bucket: string, compare: () => Promise<boolean>): Promise<boolean> {
  try {
    return await compare()
  } catch (error) {
    await db.tx(async (q) => {
      const [row] = await q.select().from(tries).where(eq(tries.bucket, bucket))
      if (row)
        await q
          .update(tries)
          .set({ failures: row.failures - 1, until: 0 })
          .where(eq(tries.bucket, bucket))
    })
    throw error
  }
}

async function isKnown(q: Query, account: string, device: string | undefined): Promise<boolean> {
  const secret = sha256(device ?? '')
  const mine = and(eq(devices.account, account), eq(devices.secret, secret))
  return (await q.select().from(devices).where(mine)).length > 0
}

async function newDevice(q: Query, account: string, at: number): Promise<string> {
  const device = randomBytes(24).toString('base64url')
  await q.insert(devices).values({ account, secret: sha256(device), at })
  return device
}
