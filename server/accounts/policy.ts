/** The password rules, and what a small body has relaxed: one switch each, on record with its reason. */
import { passwordPolicies } from '../../core/accounts/password.ts'
import { relaxations } from '../../core/accounts/rights.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { accountStore } from './store.ts'

export const AccessPolicy = closed({
  passwords: Type.Enum([...passwordPolicies], { description: 'level-3 is 等保三级' }),
  relaxations: Type.Array(Type.Enum([...relaxations]), { uniqueItems: true }),
})
export const NewAccessPolicy = closed({
  ...AccessPolicy.properties,
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
})
export type NewAccessPolicy = Static<typeof NewAccessPolicy>

/** Puts a policy in force. It holds for what comes; roles that an ended relaxation allowed stay until they are ended. */
export async function setAccessPolicy(db: Db, { reason, ...policy }: NewAccessPolicy, by: By): Promise<void> {
  const to = `passwords ${policy.passwords} relaxed ${policy.relaxations.join(' ') || '-'}`
  await attempt(db, { bank: '', did: 'account.policy', to }, { ...by, why: reason }, (q) =>
    accountStore(q).insertPolicy({ id: newId(by.at), ...policy, reason, by: by.actor, at: by.at }),
  )
}
