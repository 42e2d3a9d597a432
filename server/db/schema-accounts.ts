/** Tables of accounts: people, roles, passwords, sessions, wrong sign-ins, and the policy over them. Times are Unix ms. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PasswordPolicy } from '../../core/accounts/password.ts'
import type { Relaxation, Role } from '../../core/accounts/rights.ts'

const id = () => text('id').primaryKey()
const at = () => integer('at').notNull()
const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull()
const account = () =>
  text('account')
    .notNull()
    .references(() => accounts.id)

/** `key` is the name folded; `totpStep` the time step of the last code taken, so that none serves twice. */
export const accounts = sqliteTable('accounts', {
  id: id(),
  name: text('name').notNull().unique(),
  key: text('key').notNull().unique(),
  password: text('password').notNull(),
  passwordAt: integer('password_at').notNull(),
  mustChange: flag('must_change'),
  totpSecret: text('totp_secret'),
  totpAt: integer('totp_at'),
  totpStep: integer('totp_step').notNull().default(0),
  validFrom: integer('valid_from'),
  validUntil: integer('valid_until'),
  disabled: flag('disabled'),
  by: text('by').notNull(),
  at: at(),
  changed: integer('changed').notNull(),
})

export const oldPasswords = sqliteTable(
  'old_passwords',
  { account: account(), password: text('password').notNull(), at: at() },
  (t) => [index('old_passwords_account').on(t.account, t.at)],
)

export const recoveryCodes = sqliteTable(
  'recovery_codes',
  { account: account(), hash: text('hash').notNull(), used: integer('used') },
  (t) => [primaryKey({ columns: [t.account, t.hash] })],
)

export const accessPolicies = sqliteTable('access_policies', {
  id: id(),
  passwords: text('passwords').$type<PasswordPolicy>().notNull(),
  relaxations: text('relaxations', { mode: 'json' }).$type<Relaxation[]>().notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: at(),
})

export const grants = sqliteTable('grants', {
  id: id(),
  account: account(),
  role: text('role').$type<Role>().notNull(),
  scope: text('scope').notNull(),
  by: text('by').notNull(),
  at: at(),
  ended: integer('ended'),
  endedBy: text('ended_by'),
})

/** `secret` is the SHA-256 of what the browser or the session file holds; `stepped` when the password was last given. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: id(),
    account: account(),
    secret: text('secret').notNull().unique(),
    door: text('door').$type<'service' | 'command'>().notNull(),
    at: at(),
    seen: integer('seen').notNull(),
    stepped: integer('stepped').notNull(),
    ended: integer('ended'),
  },
  (t) => [index('sessions_account').on(t.account, t.ended)],
)

export const devices = sqliteTable(
  'devices',
  { account: account(), secret: text('secret').notNull(), at: at() },
  (t) => [primaryKey({ columns: [t.account, t.secret] })],
)

/** `until`: no try is looked at before then. */
export const tries = sqliteTable(
  'tries',
  {
    bucket: text('bucket').primaryKey(),
    failures: integer('failures').notNull(),
    until: integer('until').notNull(),
    at: at(),
  },
  (t) => [index('tries_at').on(t.at)],
)
