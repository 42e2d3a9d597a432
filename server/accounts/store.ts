/** Accounts, roles, codes and the policy over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { PasswordPolicy } from '../../core/accounts/password.ts'
import type { Relaxation } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import type { Query } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { accessPolicies, accounts, grants, oldPasswords, recoveryCodes, sessions } from '../db/schema-accounts.ts'

export type Account = typeof accounts.$inferSelect
export type GrantRow = typeof grants.$inferSelect
export type AccessPolicy = { passwords: PasswordPolicy; relaxations: readonly Relaxation[] }

/** While nobody has said anything. */
const COMMON_POLICY: AccessPolicy = { passwords: 'modern', relaxations: [] }

/** A name folded, so that two that look alike are one. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

const queries = prepared((q) => ({
  grants: q
    .select()
    .from(grants)
    .where(and(eq(grants.account, sql.placeholder('account')), isNull(grants.ended)))
    .orderBy(asc(grants.at), asc(grants.id))
    .prepare(),
  policy: q.select().from(accessPolicies).orderBy(desc(accessPolicies.at), sql`rowid DESC`).limit(1).prepare(),
}))

export const accountStore = (q: Query) => ({
  async byName(name: string): Promise<Account | undefined> {
    const [row] = await q
      .select()
      .from(accounts)
      .where(eq(accounts.key, nameKey(name)))
    return row
  },

  /** Throws `account.missing`. */
  async byId(id: string): Promise<Account> {
    const [row] = await q.select().from(accounts).where(eq(accounts.id, id))
    if (!row) throw new AppError('account.missing', 'There is no such account. / 没有此账号。')
    return row
  },

  /** Throws `account.missing`. */
  async require(name: string): Promise<Account> {
    const found = await this.byName(name)
    if (!found) throw new AppError('account.missing', `There is no account ${name}. / 没有账号${name}。`)
    return found
  },

  async all(): Promise<Account[]> {
    return q.select().from(accounts).orderBy(asc(accounts.key))
  },

  async any(): Promise<boolean> {
    return (await q.select({ id: accounts.id }).from(accounts).limit(1)).length > 0
  },

  async insert(account: Account): Promise<void> {
    await q.insert(accounts).values(account)
  },

  async update(id: string, change: Partial<Account> & { changed: number }): Promise<void> {
    await q.update(accounts).set(change).where(eq(accounts.id, id))
  },

  /** The roles an account holds now. */
  async grants(account: string): Promise<GrantRow[]> {
    return queries(q).grants.all({ account })
  },

  async insertGrant(grant: GrantRow): Promise<void> {
    await q.insert(grants).values(grant)
  },

  async endGrant(id: string, by: string, at: number): Promise<void> {
    await q.update(grants).set({ ended: at, endedBy: by }).where(eq(grants.id, id))
  },

  /** Earlier passwords, the newest first. */
  async oldPasswords(account: string, most: number): Promise<string[]> {
    const rows = await q
      .select({ password: oldPasswords.password })
      .from(oldPasswords)
      .where(eq(oldPasswords.account, account))
      .orderBy(desc(oldPasswords.at), sql`rowid DESC`)
      .limit(most)
    return rows.map(({ password }) => password)
  },

  async keepOldPassword(account: string, password: string, at: number): Promise<void> {
    await q.insert(oldPasswords).values({ account, password, at })
  },

  async setRecoveryCodes(account: string, hashes: readonly string[]): Promise<void> {
    await q.delete(recoveryCodes).where(eq(recoveryCodes.account, account))
    if (hashes.length) await q.insert(recoveryCodes).values(hashes.map((hash) => ({ account, hash, used: null })))
  },

  /** Uses a recovery code up; false when it is none, or was used. */
  async useRecoveryCode(account: string, hash: string, at: number): Promise<boolean> {
    const mine = and(eq(recoveryCodes.account, account), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.used))
    return (await q.update(recoveryCodes).set({ used: at }).where(mine)).changes > 0
  },

  /** The policy in force. */
  async policy(): Promise<AccessPolicy> {
    return queries(q).policy.get() ?? COMMON_POLICY
  },

  async insertPolicy(policy: typeof accessPolicies.$inferInsert): Promise<void> {
    await q.insert(accessPolicies).values(policy)
  },

  /** Ends every session of an account. */
  async endSessions(account: string, at: number): Promise<void> {
    await q
      .update(sessions)
      .set({ ended: at })
      .where(and(eq(sessions.account, account), isNull(sessions.ended)))
  },
})
