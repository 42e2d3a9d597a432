/** Accounts made at once, without the steps between: an account, its roles, and a session it is in. */
import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import type { Grant } from '../../core/accounts/rights.ts'
import { type Door, startSession } from '../../server/accounts/sessions.ts'
import { type Account, accountStore, nameKey } from '../../server/accounts/store.ts'
import { newId } from '../../server/by.ts'
import type { Db } from '../../server/db/open.ts'
import { accounts } from '../../server/db/schema-accounts.ts'

export const PASSWORD = 'Korb-7-Fenster-Salz'
/** The secret of everybody's authenticator. */
export const TOTP = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
/** Cheap to make: what it protects is a test. */
const hashed = hash(PASSWORD, { memoryCost: 8, timeCost: 1 })

/** An account with these roles beside those it has, its authenticator set up; made when it is not there. */
export async function person(
  db: Db,
  name: string,
  grants: readonly Grant[],
  at: number,
  change: Partial<Account> = {},
): Promise<Account> {
  const password = await hashed
  return db.tx(async (q) => {
    const store = accountStore(q)
    const found = await store.byName(name)
    const account: Account = found ?? {
      id: newId(at),
      name,
      key: nameKey(name),
      password,
      passwordAt: at,
      mustChange: false,
      totpSecret: TOTP,
      totpAt: at,
      totpStep: 0,
      validFrom: null,
      validUntil: null,
      disabled: false,
      by: 'tests',
      at,
      changed: at,
    }
    if (!found) await store.insert(account)
    const held = await store.grants(account.id)
    for (const { role, scope } of grants)
      if (!held.some((one) => one.role === role && one.scope === scope))
        await store.insertGrant({
          id: newId(at),
          account: account.id,
          role,
          scope,
          by: 'tests',
          at,
          ended: null,
          endedBy: null,
        })
    if (Object.keys(change).length) await q.update(accounts).set(change).where(eq(accounts.id, account.id))
    return { ...account, ...change }
  })
}

/** The secret of a new session of an account, its password given just now. */
export const sessionFor = async (db: Db, { id }: Account, door: Door, at: number): Promise<string> =>
  (await db.tx((q) => startSession(q, id, door, at))).secret
