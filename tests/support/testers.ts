/**
 * People of tests. In tests of a feature whoever holds the tests' token is the
 * person named in `Juanku-Actor`, with every role everywhere: what those tests
 * ask is what an action does, not who may. Rights have tests of their own, over
 * the app as it ships.
 */
import { roles } from '../../core/accounts/rights.ts'
import { isPerson } from '../../server/plugins/person.ts'
import type { Identify } from '../../server/plugins/rights.ts'

export const TOKEN = 'token-for-tests'

/** Everybody may everything, and gave their password just now. */
export const testers: Identify = async ({ headers }) => {
  if (headers.authorization !== `Bearer ${TOKEN}`) return undefined
  const name = decodeURIComponent(String(headers['juanku-actor'] ?? 'local')).normalize('NFC')
  if (!isPerson(name)) throw new Error(`No name of a test's person: ${name}`)
  return {
    name,
    account: name,
    session: name,
    door: 'service',
    grants: roles.map((role) => ({ role, scope: '*' })),
    stepped: Number.MAX_SAFE_INTEGER,
    pending: undefined,
  }
}
