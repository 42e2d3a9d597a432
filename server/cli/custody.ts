/** `juanku custodian add | recovery | list | end | passphrase`, `juanku group save | list | deal` */
import { open, rm } from 'node:fs/promises'
import type { Command } from 'commander'
import { newPassphrase, passphrasesOf } from './files.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, readSecret, say, table, words } from './terminal.ts'

/** Adds what is about custodians and their groups. */
export function custodyCommands(root: Command): void {
  custodianCommands(root)
  groupCommands(root)
}

/** Writes a new file of its owner's alone; it is there before `make` begins, so that nothing is made that cannot be written. */
async function writeSheet(file: string, make: () => Promise<Buffer>): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(await make())
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

function custodianCommands(root: Command): void {
  const custodian = root.command('custodian').description(say('保管人', 'custodians'))
  const named = (name: string, zh: string, en: string) =>
    custodian
      .command(name)
      .description(say(zh, en))
      .requiredOption('--bank <id>', say('题库', 'bank'))
      .requiredOption('--name <name>', say('姓名', 'name'))
  type Named = { bank: string; name: string }

  named(
    'add',
    '登记保管人；口令从终端或标准输入读取',
    'name a custodian; the passphrase comes from the terminal or standard input',
  ).action((options: Named, command: Command) =>
    withDeps(command, async ({ db }, by) => {
      const { requireBank } = await import('../banks/create.ts')
      const { addCustodian } = await import('../custody/custodians.ts')
      await requireBank(db, options.bank)
      const passphrase = await newPassphrase(options.name)
      const { name, fingerprint } = await addCustodian(db, options.bank, options.name, passphrase, by)
      print(say(`${name}　公钥指纹 ${fingerprint}`, `${name}, key fingerprint ${fingerprint}`))
    }),
  )

  named(
    'recovery',
    '制作存入保险柜的恢复份额；口令只显示这一次',
    'make a recovery share for the safe; its passphrase is shown this once',
  )
    .option(
      '--sheet <file>',
      say('写成一页PDF，不在屏幕上显示口令', 'write its sheet (PDF) instead of showing the passphrase'),
    )
    .action((options: Named & { sheet?: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { addRecovery } = await import('../custody/recovery.ts')
        const make = () => addRecovery(deps, options.bank, options.name, by)
        if (options.sheet !== undefined) {
          await writeSheet(options.sheet, async () => (await make()).sheet)
          print(options.sheet)
          note(
            say(
              '两人在场打印，密封存入保险柜，随即清除此文件。',
              'Print it with two people present, seal it, put it into the safe, and clear this file at once.',
            ),
          )
          return
        }
        const { custodian: made, passphrase } = await make()
        print(
          say(
            '——打印或抄写后密封存入保险柜，勿留电子副本——',
            '-- print or copy out, seal, put into the safe; keep no file --',
          ),
        )
        print(say(`题库　　${options.bank}`, `bank         ${options.bank}`))
        print(say(`恢复份额　${made.name}`, `share        ${made.name}`))
        print(say(`公钥指纹　${made.fingerprint}`, `fingerprint  ${made.fingerprint}`))
        print(say(`口令　　${passphrase}`, `passphrase   ${passphrase}`))
      }),
    )

  custodian
    .command('list')
    .description(say('列出保管人', 'list custodians'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .action((options: { bank: string }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { custodyStore } = await import('../custody/store.ts')
        const rows = await custodyStore(db.read).custodians(options.bank)
        print(
          table([
            [say('姓名', 'name'), say('公钥指纹', 'fingerprint'), say('类别', 'kind')],
            ...rows.map(({ name, fingerprint, kind }) => [
              name,
              fingerprint,
              kind === 'safe' ? say('保险柜', 'safe') : say('个人', 'person'),
            ]),
          ]),
        )
      }),
    )

  named(
    'end',
    '保管人卸任；已密封的试卷须再重新分发份额',
    'take a custodian out of office; deal the shares of what is sealed anew afterwards',
  ).action((options: Named, command: Command) =>
    withDeps(command, async ({ db }, by) => {
      const { endCustodian } = await import('../custody/custodians.ts')
      await endCustodian(db, options.bank, options.name, by)
      print(say(`${options.name}已卸任。`, `${options.name} is no longer custodian.`))
      note(
        say(
          '其密钥仍可用于此前的密封件：请更新保管组（group save）并重新分发份额（group deal）。',
          'Their key still counts for what was sealed before: save the group anew (group save), then deal the shares (group deal).',
        ),
      )
    }),
  )

  named('passphrase', '更换保管人口令', "change a custodian's passphrase").action((options: Named, command: Command) =>
    withDeps(command, async (deps, by) => {
      const { changePassphrase } = await import('../custody/custodians.ts')
      const old = await readSecret(say(`${options.name}现用的口令：`, `Present passphrase of ${options.name}: `))
      const passphrase = await newPassphrase(options.name)
      const changed = await changePassphrase(deps, options.bank, options.name, { old, passphrase }, by)
      print(say(`口令已更换，${changed}个信封已更新。`, `Changed; ${changed} envelopes were renewed.`))
      note(
        say(
          '此前导出的信封副本仍用旧口令。',
          'Copies of envelopes that were handed out before still take the old one.',
        ),
      )
    }),
  )
}

type GroupCommand = {
  bank: string
  name?: string
  group?: string
  threshold?: string
  custodian: string[]
  json?: boolean
}

function groupCommands(root: Command): void {
  const group = root.command('group').description(say('保管组', 'custodian groups'))

  group
    .command('save')
    .description(say('建立或更新保管组', 'make a custodian group, or its next version'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--custodian <name...>', say('成员', 'members'))
    .option('--name <name>', say('名称（默认“保管组”）', 'name'))
    .option('--threshold <k>', say('启封所需人数（默认2）', 'how many of them open it; 2 by default'))
    .action((options: GroupCommand, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const { saveGroup } = await import('../custody/groups.ts')
        const { requireBank } = await import('../banks/create.ts')
        await requireBank(db, options.bank)
        const made = await saveGroup(
          db,
          options.bank,
          {
            members: options.custodian,
            ...(options.name !== undefined && { name: options.name }),
            ...(options.threshold !== undefined && {
              threshold: checked(Type.Integer({ minimum: 2, maximum: 20 }), Number(options.threshold)),
            }),
          },
          by,
        )
        print(
          say(
            `${made.name} 第${made.version}版：${made.members.length}人，任意${made.threshold}人可启封`,
            `${made.name}, version ${made.version}: any ${made.threshold} of ${made.members.length} open what is sealed for it`,
          ),
        )
        for (const warning of made.warnings) note(words(warning))
      }),
    )

  group
    .command('list')
    .description(say('列出保管组', 'list the groups'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: GroupCommand, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { groupsOf } = await import('../custody/groups.ts')
        const rows = (await groupsOf(db.read, options.bank)).map(({ name, version, threshold, members }) => ({
          name,
          version,
          threshold,
          members: members.map((member) => member.name),
        }))
        if (options.json) return printJson(rows)
        print(
          table([
            [say('保管组', 'group'), say('版本', 'version'), say('人数', 'rule'), say('成员', 'members')],
            ...rows.map(({ name, version, threshold, members }) => [
              name,
              version,
              `${threshold}/${members.length}`,
              members.join('、'),
            ]),
          ]),
        )
      }),
    )

  group
    .command('deal')
    .description(
      say(
        '将已密封试卷的份额重新分发给保管组；须有足够的原保管人在场',
        'deal the shares of what is sealed anew to a group, with enough of the old custodians present',
      ),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--custodian <name...>', say('在场的原保管人', 'the old custodians present'))
    .option('--group <name>', say('保管组', 'group'))
    .action((options: GroupCommand, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { dealAnew } = await import('../custody/deal-anew.ts')
        const passphrases = await passphrasesOf(options.custodian)
        const dealt = await dealAnew(deps, options.bank, { group: options.group, passphrases }, by)
        print(say(`已重新分发${dealt}件。`, `The shares of ${dealt} objects were dealt anew.`))
        if (dealt)
          note(
            say(
              '此前导出的信封副本仍归原保管人：请收回或销毁。',
              'Copies of envelopes handed out before still belong to the old custodians: call them back or destroy them.',
            ),
          )
      }),
    )
}
