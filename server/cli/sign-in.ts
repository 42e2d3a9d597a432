/** `juanku init`, `juanku sign-in`, `juanku sign-out` */
import type { Command } from 'commander'
import { roleWords } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import type { Who } from '../accounts/sessions.ts'
import type { Deps } from '../deps.ts'
import { bySystem, configOf, namedBy, withDeps, withProgram } from './session.ts'
import { forgetSession, keepSession, sessionOf } from './session-file.ts'
import { note, print, readLine, readSecret, say, words } from './terminal.ts'

export function signInCommands(root: Command): void {
  root
    .command('init')
    .description(
      say(
        '建立第一个管理员账号；口令从终端或标准输入读取',
        'make the first administrator; the password comes from the terminal or standard input',
      ),
    )
    .requiredOption('--name <name>', say('账号名', 'name of the account'))
    .action(({ name }: { name: string }, command: Command) =>
      withProgram(command, async (deps) => {
        const { firstAdministrator } = await import('../accounts/manage.ts')
        const { Person } = await import('../plugins/person.ts')
        const { checked } = await import('./input.ts')
        const password = await newPassword(name)
        await firstAdministrator(deps, checked(Person, name), password, bySystem(command))
        print(
          say(
            `已建立管理员${name}。接下来登录：juanku sign-in --as ${name}`,
            `${name} is the administrator. Next: juanku sign-in --as ${name}`,
          ),
        )
      }),
    )

  root
    .command('sign-in')
    .description(
      say(
        '登录（--as 账号名）；口令与验证码从终端或标准输入读取',
        'sign in (--as NAME); password and code come from the terminal or standard input',
      ),
    )
    .action((_, command: Command) =>
      withProgram(command, async (deps) => {
        const name = namedBy(command).as ?? (await readLine(say('账号：', 'Name: ')))
        const who = await signedIn(command, deps, name)
        print(say(`${who.name}已登录。`, `${who.name} is signed in.`))
        for (const { role, scope } of who.grants) print(`  ${words(roleWords[role])}  ${scope}`)
        if (!who.grants.length) note(say('  尚无角色，由管理员授予。', '  No role yet: an administrator grants one.'))
      }),
    )

  root
    .command('sign-out')
    .description(say('退出登录', 'sign out'))
    .action((_, command: Command) =>
      withDeps(command, async ({ db }, by, who) => {
        const { endSession } = await import('../accounts/sessions.ts')
        await endSession(db, who, who.session, by)
        forgetSession(configOf(command), who.name)
        print(say(`${who.name}已退出。`, `${who.name} is signed out.`))
      }),
    )
}

/** Signs in, and has whoever must choose a password or set up an authenticator do so before anything else. */
async function signedIn(command: Command, deps: Deps, name: string): Promise<Who> {
  const { signIn } = await import('../accounts/sign-in.ts')
  const config = configOf(command)
  const password = await readSecret(say(`${name}的口令：`, `Password of ${name}: `))
  const code = await readLine(
    say('验证码或恢复码（未绑定则留空）：', 'Code or recovery code (empty if you have none): '),
  )
  const device = sessionOf(config, name)?.device
  const session = await signIn(deps, { name, password, code, device, door: 'command' }, deps.now())
  const keep = (secret: string) => keepSession(config, { ...session, secret })
  keep(session.secret)
  let who = await held(deps, session.secret)
  if (who.pending === 'password') {
    note(say('首次登录或口令到期：请设置新口令。', 'First sign-in, or the password has expired: choose a new one.'))
    const secret = await changed(deps, who)
    keep(secret)
    who = await held(deps, secret)
  }
  if (who.pending === 'totp') await enrolled(deps, who)
  return who
}

async function held(deps: Deps, secret: string): Promise<Who> {
  const { whoHolds } = await import('../accounts/sessions.ts')
  return (await whoHolds(deps.db, secret, 'command', deps.now()))!
}

/** A new password for whoever is signed in. Returns the secret of the session that takes this one's place. */
export async function changed(deps: Deps, who: Who): Promise<string> {
  const { changePassword } = await import('../accounts/own.ts')
  const password = await newPassword(who.name)
  return (await changePassword(deps, who, password, { actor: who.name, at: deps.now() })).secret
}

async function enrolled(deps: Deps, who: Who): Promise<void> {
  const { beginTotp, confirmTotp } = await import('../accounts/own.ts')
  const by = () => ({ actor: who.name, at: deps.now() })
  const { secret, uri } = await beginTotp(deps.db, who, by())
  print(
    say('您的角色须启用动态验证码。请在验证器应用中添加：', 'Your role needs an authenticator. Add this key to it:'),
  )
  print(`  ${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}`)
  print(`  ${uri}`)
  const codes = await confirmTotp(deps.db, who, await readLine(say('验证码：', 'Code: ')), by())
  print(
    say(
      '恢复码（各用一次，请离线保存，不再显示）：',
      'Recovery codes, each good once; keep them on paper, they are not shown again:',
    ),
  )
  for (let at = 0; at < codes.length; at += 2) print(`  ${codes[at]}   ${codes[at + 1] ?? ''}`.trimEnd())
}

/** A new password, typed twice at a terminal. */
async function newPassword(name: string): Promise<string> {
  const password = await readSecret(
    say(`${name}的新口令（至少12个字符）：`, `New password of ${name} (12 characters at least): `),
  )
  if (process.stdin.isTTY && password !== (await readSecret(say('再输入一次：', 'Once more: '))))
    throw new AppError('input.invalid', 'The two passwords differ; nothing was kept. / 两次输入不一致，未保存。')
  return password
}
