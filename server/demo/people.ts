/** The people of the demo as accounts: an administrator makes them and grants their roles, as in a body of its size. */
import { randomBytes } from 'node:crypto'
import type { Role } from '../../core/accounts/rights.ts'
import { addAccount, firstAdministrator, grantRole } from '../accounts/manage.ts'
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

/** Makes everybody who acts in the demo. Returns their first passwords; all but the administrator's are changed at sign-in. */
export async function samplePeople(
  deps: Pick<Deps, 'db' | 'hasher'>,
  occupation: string,
  by: (actor: string) => By,
): Promise<Map<string, string>> {
  const own = randomBytes(15).toString('base64url')
  await firstAdministrator(deps, ADMINISTRATOR, own, by('system:demo'))
  const passwords = new Map([[ADMINISTRATOR, own]])
  for (const [name, role] of PEOPLE) {
    const { password } = await addAccount(deps, { name }, by(ADMINISTRATOR))
    await grantRole(deps, name, { role, scope: occupation }, by(ADMINISTRATOR))
    passwords.set(name, password)
  }
  return passwords
}
