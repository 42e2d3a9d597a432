/** What administrators do with accounts: making, disabling, resetting them, granting and ending roles. */
import { randomInt } from 'node:crypto'
import { excludes, type Grant, type Role, relaxationWords, roles, roleWords } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { bothWords } from '../../core/words.ts'
import { type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { Person } from '../plugins/person.ts'
import { requirePassword } from './own.ts'
import { type Account, accountStore, nameKey } from './store.ts'

type Needs = Pick<Deps, 'db' | 'hasher'>

export const Scope = Type.String({
  pattern: '^(\\*|\\d(-\\d{2}){3}(\\.[1-5])?)$',
  description: 'a bank (6-31-01-03.3), an occupation (6-31-01-03), or * for an administrator',
})
export const NewGrant = closed({ role: Type.Enum([...roles]), scope: Scope })
const Time = nullable(Type.Integer({ minimum: 0, description: 'Unix time in ms' }))
export const NewAccount = closed({ name: Person, validFrom: Type.Optional(Time), validUntil: Type.Optional(Time) })
export type NewAccount = Static<typeof NewAccount>
export const AccountChange = closed({
  disabled: Type.Optional(Type.Boolean()),
  validFrom: Type.Optional(Time),
  validUntil: Type.Optional(Time),
})
export type AccountChange = Static<typeof AccountChange>

/** A first password, said once and changed at the first sign-in: five groups of four, 100 bits. */
const firstPassword = (): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [1, 2, 3, 4, 5].map(group).join('-')
}

const row = (name: string, password: string, by: By): Account => ({
  id: newId(by.at),
  name: name.normalize('NFC'),
  key: nameKey(name),
  password,
  passwordAt: by.at,
  mustChange: true,
  totpSecret: null,
  totpAt: null,
  totpStep: 0,
  validFrom: null,
  validUntil: null,
  disabled: false,
  by: by.actor,
  at: by.at,
  changed: by.at,
})

/** The first account of an installation, an administrator with a password of their own. Throws `account.taken` when there is any. */
export async function firstAdministrator({ db, hasher }: Needs, name: string, password: string, by: By): Promise<void> {
  const taken = () =>
    new AppError('account.taken', 'There are accounts already: an administrator makes more. / 已有账号，由管理员添加。')
  if (await accountStore(db.read).any()) throw taken()
  requirePassword(password, 'modern', [name])
  const account = { ...row(name, await hasher.hash(password), by), mustChange: false }
  await attempt(db, { bank: '', did: 'account.first', to: account.name }, by, async (q) => {
    if (await accountStore(q).any()) throw taken()
    await accountStore(q).insert(account)
    await addGrant(q, account, { role: 'administrator', scope: '*' }, by)
  })
}

/** Makes an account without roles. Returns the password to hand over; it is shown nowhere again. */
export async function addAccount(
  { db, hasher }: Needs,
  { name, validFrom = null, validUntil = null }: NewAccount,
  by: By,
): Promise<{ name: string; password: string }> {
  const password = firstPassword()
  const account = { ...row(name, await hasher.hash(password), by), validFrom, validUntil }
  await attempt(db, { bank: '', did: 'account.add', to: account.name }, by, async (q) => {
    if (await accountStore(q).byName(name))
      throw new AppError(
        'account.taken',
        `There is an account ${name}, or one that looks alike. / 账号${name}已存在或与已有账号相似。`,
      )
    requireOrder(account)
    await accountStore(q).insert(account)
  })
  return { name: account.name, password }
}

const requireOrder = ({ validFrom, validUntil }: Pick<Account, 'validFrom' | 'validUntil'>) => {
  if (validFrom !== null && validUntil !== null && validFrom >= validUntil)
    throw new AppError('input.invalid', 'It would end before it begins. / 有效期止早于起。')
}

/** Disables or enables an account, or sets from when until when it may be used; its sessions end with it. */
export async function changeAccount({ db }: Needs, name: string, change: AccountChange, by: By): Promise<void> {
  const said = Object.entries(change)
    .map(([field, value]) => `${field}=${value}`)
    .join(' ')
  await attempt(db, { bank: '', did: 'account.change', to: `${name} ${said}` }, by, async (q) => {
    const account = await other(q, name, by)
    requireOrder({ ...account, ...change })
    await accountStore(q).update(account.id, { ...change, changed: by.at })
    await requireAdministrator(q)
  })
}

/** A new first password, and no authenticator, for somebody who has lost theirs. Returns the password to hand over. */
export async function resetAccount({ db, hasher }: Needs, name: string, by: By): Promise<{ password: string }> {
  const password = firstPassword()
  const hashed = await hasher.hash(password)
  await attempt(db, { bank: '', did: 'account.reset', to: name }, by, async (q) => {
    const account = await other(q, name, by)
    const store = accountStore(q)
    await store.keepOldPassword(account.id, account.password, by.at)
    await store.setRecoveryCodes(account.id, [])
    const fresh = { password: hashed, passwordAt: by.at, mustChange: true, totpSecret: null, totpAt: null }
    await store.update(account.id, { ...fresh, changed: by.at })
  })
  return { password }
}

/** Gives somebody a role. Throws `role.excluded` when it does not go with one they hold, or is one's own. */
export async function grantRole({ db }: Needs, name: string, grant: Grant, by: By): Promise<void> {
  await attempt(
    db,
    { bank: bankOf(grant), did: 'role.grant', to: `${name} ${grant.role} ${grant.scope}` },
    by,
    async (q) => {
      const account = await other(q, name, by)
      const held = await accountStore(q).grants(account.id)
      if (held.some(({ role, scope }) => role === grant.role && scope === grant.scope)) return
      if ((grant.role === 'administrator') !== (grant.scope === '*'))
        throw new AppError(
          'input.invalid',
          'An administrator’s scope is *, any other role has a bank or an occupation. / 管理员的范围为*，其他角色须指定题库或职业。',
        )
      const broken = excludes(held, grant, (await accountStore(q).policy()).relaxations)
      if (broken)
        throw new AppError(
          'role.excluded',
          `${name} holds a role that does not go with this one. Only a relaxation lifts that: ${bothWords(relaxationWords[broken])}`,
        )
      await addGrant(q, account, grant, by)
    },
  )
}

/** Takes a role away. Throws `role.missing`. */
export async function endRole({ db }: Needs, name: string, { role, scope }: Grant, by: By): Promise<void> {
  await attempt(
    db,
    { bank: bankOf({ role, scope }), did: 'role.end', to: `${name} ${role} ${scope}` },
    by,
    async (q) => {
      const account = await other(q, name, by)
      const found = (await accountStore(q).grants(account.id)).find((one) => one.role === role && one.scope === scope)
      if (!found) throw new AppError('role.missing', `${name} holds no such role: ${bothWords(roleWords[role])}`)
      await accountStore(q).endGrant(found.id, by.actor, by.at)
      await requireAdministrator(q)
    },
  )
}

const addGrant = (q: Query, account: Account, { role, scope }: Grant, by: By) =>
  accountStore(q).insertGrant({
    id: newId(by.at),
    account: account.id,
    role,
    scope,
    by: by.actor,
    at: by.at,
    ended: null,
    endedBy: null,
  })

/** The account, which must be somebody else's: nobody manages themselves. */
async function other(q: Query, name: string, by: By): Promise<Account> {
  const account = await accountStore(q).require(name)
  if (account.name === by.actor)
    throw new AppError('role.excluded', 'Nobody manages their own account or roles. / 不得管理本人的账号与角色。')
  return account
}

/** Somebody must be left who can manage accounts. */
async function requireAdministrator(q: Query): Promise<void> {
  const store = accountStore(q)
  for (const { id, disabled } of await store.all())
    if (!disabled && (await store.grants(id)).some(({ role }) => role === 'administrator')) return
  throw new AppError('role.excluded', 'This is the last administrator. / 这是最后一名管理员。')
}

const bankOf = ({ scope }: Grant): string => (scope.includes('.') ? scope : '')

/** How an account is listed. */
export const AccountView = closed({
  name: Type.String(),
  roles: Type.Array(closed({ role: Type.Enum([...roles]), scope: Type.String() })),
  validFrom: Time,
  validUntil: Time,
  disabled: Type.Boolean(),
  totp: Type.Boolean(),
  at: Type.Integer(),
})
export type AccountView = Static<typeof AccountView>

/** Every account with its roles. */
export async function listAccounts(q: Query): Promise<AccountView[]> {
  const store = accountStore(q)
  const found: AccountView[] = []
  for (const { id, name, validFrom, validUntil, disabled, totpAt, at } of await store.all()) {
    const held = await store.grants(id)
    const roles = held.map(({ role, scope }): { role: Role; scope: string } => ({ role, scope }))
    found.push({ name, roles, validFrom, validUntil, disabled, totp: totpAt !== null, at })
  }
  return found
}
