/** `juanku bank create | list` */
import type { Command } from 'commander'
import { withDeps } from './session.ts'
import { print, printJson, say, table } from './terminal.ts'

type NewBankOptions = { occupation: string; name: string; level: string; trade?: string; standard: string }

export function bankCommands(root: Command): void {
  const bank = root.command('bank').description(say('题库', 'banks'))

  bank
    .command('create')
    .description(say('建立题库：一个职业、一个等级', 'make a bank: one occupation at one level'))
    .requiredOption('--occupation <code>', say('职业编码，如 6-31-01-03', 'occupation code, e.g. 6-31-01-03'))
    .requiredOption('--name <name>', say('职业名称', 'occupation name'))
    .requiredOption('--level <1-5>', say('等级：5最低…1最高', 'level: 5 lowest … 1 highest'))
    .option('--trade <name>', say('工种', 'trade'))
    .option('--standard <text>', say('职业标准名称、版本', 'occupational standard: name, edition'), '')
    .action((options: NewBankOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { createBank, NewBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        const fields = checked(NewBank, {
          occupationCode: options.occupation,
          occupation: options.name,
          trade: options.trade ?? null,
          level: Number(options.level),
          standard: options.standard,
        })
        print((await createBank(db, fields, by)).id)
      }),
    )

  bank
    .command('list')
    .description(say('列出题库', 'list the banks'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, _, who) => {
        const { bankStore } = await import('../banks/store.ts')
        const { holdsRoleIn } = await import('../accounts/sessions.ts')
        const mine = holdsRoleIn(who)
        const all = (await bankStore(db.read).all()).filter(({ id }) => mine(id))
        if (options.json) return printJson(all)
        if (!all.length) return print(say('还没有题库：juanku bank create …', 'No bank yet: juanku bank create …'))
        print(
          table([
            [say('题库', 'bank'), say('职业', 'occupation'), say('等级', 'level')],
            ...all.map((b) => [b.id, b.occupation, b.level]),
          ]),
        )
      }),
    )
}
