/** The people of the demo as accounts: an administrator makes them and grants their roles, as in a body of its size. */
import { randomBytes } from 'node:crypto'
import { needsTotp, type Role } from '../../core/accounts/rights.ts'
import { addAccount, firstAdministrator, grantRole } from '../accounts/manage.ts'
import { accountStore } from '../accounts/store.ts'
import { newTotp } from '../accounts/totp.ts'
import type { By } from '../by.ts'
import type { Deps } from '../deps.ts'

const ADMINISTRATOR = '管理员'
const PEOPLE: readonly [string, Role][] = [
  ['命题员', 'writer'],
  ['审题员', 'reviewer'],
  ['组卷员', 'officer'],
  ['审批人', 'officer'],
  ['考务员', 'officer'],
  ['保管人甲', 'custodian'],
  ['保管人乙', 'custodian'],
  ['保管人丙', 'custodian'],
  ['质量督导员', 'supervisor'],
]

/** What somebody of the demo signs in with; `secret` is that of their authenticator, where their role asks for one. */
export type SampleAccount = { name: string; role: Role; password: string; secret: string | undefined }

/**
 * Makes everybody who acts in the demo, ready to sign in: in a body each person
 * would choose a password and set up an authenticator at the first sign-in.
 */
export async function samplePeople(
  deps: Pick<Deps, 'db' | 'hasher'>,
  occupation: string,
  by: (actor: string) => By,
): Promise<SampleAccount[]> {
  const own = randomBytes(15).toString('base64url')
  await firstAdministrator(deps, ADMINISTRATOR, own, by('system:demo'))
  const people: SampleAccount[] = [await finished(deps, ADMINISTRATOR, 'administrator', own, by(ADMINISTRATOR))]
  for (const [name, role] of PEOPLE) {
    const { password } = await addAccount(deps, { name }, by(ADMINISTRATOR))
    await grantRole(deps, name, { role, scope: occupation }, by(ADMINISTRATOR))
    people.push(await finished(deps, name, role, password, by(ADMINISTRATOR)))
  }
  return people
}

/** Takes the steps of a first sign-in for a person of the demo. */
async function finished(
  { db }: Pick<Deps, 'db'>,
  name: string,
  role: Role,
  password: string,
  { at }: By,
): Promise<SampleAccount> {
  const secret = needsTotp([{ role, scope: '*' }]) ? newTotp(name).secret : undefined
  await db.tx(async (q) => {
    const { id } = await accountStore(q).require(name)
    const totp = secret === undefined ? {} : { totpSecret: secret, totpAt: at }
    await accountStore(q).update(id, { mustChange: false, ...totp, changed: at })
  })
  return { name, role, password, secret }
}
