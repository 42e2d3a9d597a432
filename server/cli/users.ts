/** `juanku user …`: accounts and roles for administrators, one's own password and sessions for everybody. */
import type { Command } from 'commander'
import { type Role, roleWords } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import { configOf, stepAgain, withDeps } from './session.ts'
import { keepSession, sessionOf } from './session-file.ts'
import { changed } from './sign-in.ts'
import { print, printJson, say, table, words } from './terminal.ts'

type RoleOptions = { role: string; bank?: string; occupation?: string }
type ChangeOptions = { disable?: boolean; enable?: boolean; from?: string; until?: string }

const day = (at: number | null): string => (at === null ? '–' : new Date(at).toISOString().slice(0, 10))

export function userCommands(root: Command): void {
  const user = root.command('user').description(say('账号与角色', 'accounts and roles'))
  managing(user)
  granting(user)
  own(user)
}

function managing(user: Command): void {
  user
    .command('list')
    .description(say('列出账号', 'list the accounts'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(({ json }: { json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { listAccounts } = await import('../accounts/manage.ts')
        const { logStore } = await import('../access/store.ts')
        const { act } = await import('../by.ts')
        const rows = await listAccounts(db.read)
        await db.tx((q) => logStore(q).append(act(by, '', 'account.list', rows.map(({ name }) => name).join(' '))))
        if (json) return printJson(rows)
        print(
          table([
            [
              say('账号', 'name'),
              say('状态', 'state'),
              say('有效期', 'valid'),
              say('验证器', 'code'),
              say('角色', 'roles'),
            ],
            ...rows.map((row) => [
              row.name,
              row.disabled ? say('停用', 'disabled') : say('可用', 'in use'),
              row.validFrom === null && row.validUntil === null ? '' : `${day(row.validFrom)} … ${day(row.validUntil)}`,
              row.totp ? '✓' : '',
              row.roles.map(({ role, scope }) => `${words(roleWords[role])} ${scope}`).join(', '),
            ]),
          ]),
        )
      }),
    )

  user
    .command('add')
    .description(say('添加账号，显示一次性初始口令', 'make an account; its first password is shown once'))
    .argument('<name>')
    .option('--from <date>', say('有效期起', 'valid from'))
    .option('--until <date>', say('有效期止（不含）', 'valid until, that day not included'))
    .action((name: string, options: ChangeOptions, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { addAccount, NewAccount } = await import('../accounts/manage.ts')
        const { checked } = await import('./input.ts')
        const wanted = checked(NewAccount, { name, ...validity(options) })
        printPassword((await addAccount(deps, wanted, by)).password)
      }),
    )

  user
    .command('change')
    .description(say('停用、启用账号，或设定有效期', 'disable or enable an account, or set when it is valid'))
    .argument('<name>')
    .option('--disable', say('停用（立即结束其全部会话）', 'disable; all its sessions end at once'))
    .option('--enable', say('启用', 'enable'))
    .option('--from <date>', say('有效期起，none为不限', 'valid from; none for ever'))
    .option('--until <date>', say('有效期止（不含），none为不限', 'valid until, that day not included; none for ever'))
    .action((name: string, options: ChangeOptions, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { AccountChange, changeAccount } = await import('../accounts/manage.ts')
        const { checked } = await import('./input.ts')
        const switched = options.disable ? { disabled: true } : options.enable ? { disabled: false } : {}
        const change = checked(AccountChange, { ...switched, ...validity(options) })
        if (!Object.keys(change).length) throw new AppError('input.usage', 'Say what changes. / 请给出要修改的内容。')
        await changeAccount(deps, name, change, by)
        print(say('已修改，其会话已结束。', 'Changed; their sessions have ended.'))
      }),
    )

  user
    .command('reset')
    .description(say('重置口令并解除验证器', 'a new first password, and no authenticator, for who lost theirs'))
    .argument('<name>')
    .action((name: string, _, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { resetAccount } = await import('../accounts/manage.ts')
        printPassword((await resetAccount(deps, name, by)).password)
      }),
    )
}

function granting(user: Command): void {
  for (const [name, zh, en] of [
    ['grant', '授予角色', 'grant a role'],
    ['revoke', '撤销角色', 'take a role away'],
  ] as const)
    user
      .command(name)
      .description(say(zh, en))
      .argument('<name>')
      .requiredOption('--role <role>', 'writer | reviewer | officer | custodian | supervisor | administrator')
      .option('--bank <id>', say('题库，如 6-31-01-03.3', 'a bank, e.g. 6-31-01-03.3'))
      .option(
        '--occupation <code>',
        say('职业（其全部等级），如 6-31-01-03', 'an occupation at all levels, e.g. 6-31-01-03'),
      )
      .action((person: string, options: RoleOptions, command: Command) =>
        withDeps(command, async (deps, by) => {
          const { endRole, grantRole, NewGrant } = await import('../accounts/manage.ts')
          const { checked } = await import('./input.ts')
          const scope = options.bank ?? options.occupation ?? (options.role === 'administrator' ? '*' : '')
          const grant = checked(NewGrant, { role: options.role as Role, scope })
          await (name === 'grant' ? grantRole : endRole)(deps, person, grant, by)
          print(`${person}  ${name === 'grant' ? '+' : '−'} ${words(roleWords[grant.role])} ${grant.scope}`)
        }),
      )

  user
    .command('policy')
    .description(
      say('口令规则与小机构放宽项（须给理由 --why）', 'the password rules and what a small body relaxes; needs --why'),
    )
    .requiredOption('--passwords <policy>', 'modern | level-3')
    .option('--relax <names...>', 'administrator-content, custodian-officer', [])
    .action((options: { passwords: string; relax: string[] }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { NewAccessPolicy, setAccessPolicy } = await import('../accounts/policy.ts')
        const { checked } = await import('./input.ts')
        const wanted = { passwords: options.passwords, relaxations: options.relax, reason: by.why ?? '' }
        await setAccessPolicy(db, checked(NewAccessPolicy, wanted), by)
        print(say('已生效并记入日志。', 'In force, and in the log.'))
      }),
    )
}

function own(user: Command): void {
  user
    .command('password')
    .description(say('修改本人口令', 'change your own password'))
    .action((_, command: Command) =>
      withDeps(command, async (deps, _, who) => {
        const config = configOf(command)
        const secret = await changed(deps, await stepAgain(deps, config, who))
        keepSession(config, { ...sessionOf(config, who.name)!, secret })
        print(say('口令已修改，其他会话已结束。', 'Changed; your other sessions have ended.'))
      }),
    )

  user
    .command('sessions')
    .description(say('列出本人的会话', 'list your own sessions'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(({ json }: { json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, by, who) => {
        const { sessionsOf } = await import('../accounts/sessions.ts')
        const rows = await sessionsOf(db.read, who.account, by.at)
        const shown = rows.map(({ id, door, at, seen }) => ({ id, door, at, seen, current: id === who.session }))
        if (json) return printJson(shown)
        const time = (at: number) => new Date(at).toISOString().slice(0, 16)
        print(
          table([
            [say('会话', 'session'), say('入口', 'door'), say('开始', 'since'), say('最近', 'seen'), ''],
            ...shown.map((row) => [
              row.id,
              row.door,
              time(row.at),
              time(row.seen),
              row.current ? say('当前', 'this one') : '',
            ]),
          ]),
        )
      }),
    )

  user
    .command('end-session')
    .description(say('结束本人的一个会话', 'end one of your own sessions'))
    .argument('<session>')
    .action((id: string, _, command: Command) =>
      withDeps(command, async ({ db }, by, who) => {
        const { endSession } = await import('../accounts/sessions.ts')
        await endSession(db, who, id, by)
        print(say('已结束。', 'Ended.'))
      }),
    )
}

const printPassword = (password: string): void => {
  print(password)
  print(
    say(
      '（初始口令，当面交给本人；首次登录须修改，不再显示。）',
      '(First password: hand it over in person. It is changed at the first sign-in and not shown again.)',
    ),
  )
}

/** The dates given, as Unix ms; "none" is no limit. What is no date is left to the schema, which refuses it. */
function validity({ from, until }: ChangeOptions) {
  const at = (text: string) => (text === 'none' ? null : Date.parse(text) || text)
  return {
    ...(from !== undefined && { validFrom: at(from) }),
    ...(until !== undefined && { validUntil: at(until) }),
  }
}
