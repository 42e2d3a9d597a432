/** What people do with their own account: another password, an authenticator, recovery codes. */
import { type PasswordPolicy, passwordFaults, policyTerms } from '../../core/accounts/password.ts'
import { AppError } from '../../core/errors.ts'
import { bothWords } from '../../core/words.ts'
import type { By } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { requireFresh, startSession, type Who } from './sessions.ts'
import { accountStore } from './store.ts'
import { newRecoveryCodes, newTotp, recoveryHash, totpStep } from './totp.ts'

/** Throws `password.weak` with everything that is wrong with a new password. */
export function requirePassword(password: string, policy: PasswordPolicy, context: readonly string[]): void {
  const faults = passwordFaults(password, policy, context)
  if (faults.length) throw new AppError('password.weak', faults.map(bothWords).join('\n'))
}

/**
 * Takes another password, the old one (or a code) having just been given. Every
 * session ends; the one it was done in is replaced, and its new secret returned.
 */
export async function changePassword(
  { db, hasher }: Pick<Deps, 'db' | 'hasher'>,
  who: Who,
  password: string,
  by: By,
): Promise<{ id: string; secret: string }> {
  requireFresh(who, by.at)
  const store = accountStore(db.read)
  const account = await store.byId(who.account)
  const { passwords } = await store.policy()
  requirePassword(password, passwords, [who.name])
  const before = [account.password, ...(await store.oldPasswords(account.id, policyTerms[passwords].remembers))]
  for (const one of before)
    if (await hasher.verify(one, password))
      throw new AppError('password.weak', 'You have used this password before. / 该口令曾经用过，请换一个。')
  const hashed = await hasher.hash(password)
  return attempt(db, { bank: '', did: 'account.password', to: who.name }, by, async (q) => {
    await accountStore(q).keepOldPassword(account.id, account.password, by.at)
    const change = { password: hashed, passwordAt: by.at, mustChange: false, changed: by.at }
    await accountStore(q).update(account.id, change)
    return startSession(q, account.id, who.door, by.at)
  })
}

/** Begins with an authenticator: its secret is shown once and counts only when a code of it has come back. */
export async function beginTotp(db: Db, who: Who, by: By): Promise<{ secret: string; uri: string }> {
  requireFresh(who, by.at)
  const fresh = newTotp(who.name)
  await attempt(db, { bank: '', did: 'account.totp-begin', to: who.name }, by, async (q) => {
    const account = await accountStore(q).byId(who.account)
    if (account.totpAt !== null)
      throw new AppError(
        'account.taken',
        'You have an authenticator; an administrator resets a lost one. / 已绑定验证器；遗失时请管理员重置。',
      )
    await accountStore(q).update(who.account, { totpSecret: fresh.secret, changed: by.at })
  })
  return fresh
}

/** Finishes with an authenticator. Returns recovery codes, which are shown nowhere again. */
export async function confirmTotp(db: Db, who: Who, code: string, by: By): Promise<string[]> {
  const codes = newRecoveryCodes()
  await attempt(db, { bank: '', did: 'account.totp', to: who.name }, by, async (q) => {
    const store = accountStore(q)
    const { id, totpSecret, totpAt, totpStep: last } = await store.byId(who.account)
    const step = totpSecret && totpAt === null ? totpStep(totpSecret, code.trim(), last, by.at) : undefined
    if (step === undefined)
      throw new AppError('sign-in.refused', 'This code is wrong: take the newest one. / 验证码有误，请输入最新的。')
    await store.update(id, { totpAt: by.at, totpStep: step, changed: by.at })
    await store.setRecoveryCodes(
      id,
      codes.map((one) => recoveryHash(id, one)),
    )
  })
  return codes
}
