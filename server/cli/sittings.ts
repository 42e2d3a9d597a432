/** `juanku sitting plan | list | draw | issue | collect | incident | end | archive | packing | record` */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { withDeps } from './session.ts'
import { print, printJson, say, table } from './terminal.ts'

type Sitting = { bank: string; id: string }

/** Adds the commands of sittings. */
export function sittingCommands(root: Command): void {
  const sitting = root.command('sitting').description(say('考试场次', 'sittings'))
  const inBank = (name: string, zh: string, en: string) =>
    sitting.command(name).description(say(zh, en)).requiredOption('--bank <id>', say('题库', 'bank'))
  const named = (name: string, zh: string, en: string) =>
    inBank(name, zh, en).requiredOption('--id <id>', say('场次', 'sitting'))

  inBank('plan', '按JSON文件安排一场考试', 'plan a sitting from a JSON file')
    .requiredOption('--plan <file>', say('名称、时间、地点、考场、人员', 'name, starts, ends, place, rooms, people'))
    .action((options: { bank: string; plan: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { NewSitting, planSitting } = await import('../sittings/plan.ts')
        const { checked, timeOf } = await import('./input.ts')
        await requireBank(db, options.bank)
        const given = JSON.parse(readFileSync(options.plan, 'utf8')) as Record<string, unknown>
        const time = (value: unknown) => (typeof value === 'string' ? timeOf(value) : value)
        const plan = checked(NewSitting, { ...given, starts: time(given['starts']), ends: time(given['ends']) })
        print((await planSitting(db, options.bank, plan, by)).id)
      }),
    )

  inBank('list', '列出考试场次', 'list the sittings')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { sittingStore } = await import('../sittings/store.ts')
        const rows = await sittingStore(db.read).all(options.bank)
        if (options.json) return printJson(rows)
        print(
          table([
            [
              say('场次', 'sitting'),
              say('名称', 'name'),
              say('开始', 'starts'),
              say('状态', 'state'),
              say('试卷', 'paper'),
            ],
            ...rows.map((row) => [
              row.id,
              row.name,
              new Date(row.starts).toISOString().slice(0, 16),
              row.state,
              row.paper ?? '—',
            ]),
          ]),
        )
      }),
    )

  named('draw', '抽取试卷与备用卷', 'draw the paper and its spare by lot')
    .requiredOption('--set <id...>', say('从哪些套卷中抽取', 'the sets to draw from'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: Sitting & { set: string[]; json?: boolean }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { drawForSitting } = await import('../sittings/plan.ts')
        const draw = await drawForSitting(deps, options.bank, options.id, options.set, by)
        if (options.json) return printJson(draw)
        print(say(`试卷　　${draw.paper}`, `paper   ${draw.paper}`))
        print(say(`备用卷　${draw.spare ?? '无'}`, `spare   ${draw.spare ?? 'none'}`))
        print(say(`种子　　${draw.seed}`, `seed    ${draw.seed}`))
      }),
    )

  type Count = Sitting & { room: string; copies: string; explanation?: string }
  const counted = (name: string, zh: string, en: string) =>
    named(name, zh, en)
      .requiredOption('--room <name>', say('考场', 'room'))
      .requiredOption('--copies <n>', say('份数', 'copies'))
  const copiesOf = async (text: string) => {
    const { checked } = await import('./input.ts')
    const { Type } = await import('../../core/schema.ts')
    return checked(Type.Integer({ minimum: 0, maximum: 10_000 }), Number(text))
  }

  counted('issue', '登记发放份数', 'enter the copies a room was given').action((options: Count, command: Command) =>
    withDeps(command, async ({ db }, by) => {
      const { issueCopies } = await import('../sittings/day.ts')
      await issueCopies(db, options.bank, options.id, options.room, await copiesOf(options.copies), by)
      print(say('已登记。', 'Entered.'))
    }),
  )

  counted('collect', '登记回收份数', 'enter the copies that came back from a room')
    .option('--explanation <text>', say('差异说明', 'why the numbers differ'))
    .action((options: Count, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { collectCopies } = await import('../sittings/day.ts')
        const { room, explanation } = options
        const copies = await copiesOf(options.copies)
        await collectCopies(db, options.bank, options.id, { room, copies, explanation }, by)
        print(say('已登记。', 'Entered.'))
      }),
    )

  named('incident', '记录考场情况', 'note what happened')
    .requiredOption('--text <text>', say('情况', 'what happened'))
    .action((options: Sitting & { text: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { noteIncident } = await import('../sittings/day.ts')
        await noteIncident(db, options.bank, options.id, options.text, by)
        print(say('已记录。', 'Noted.'))
      }),
    )

  named('end', '结束考试：各考场份数须已核清', 'end a sitting: every copy must be accounted for').action(
    (options: Sitting, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { endSitting } = await import('../sittings/day.ts')
        await endSitting(db, options.bank, options.id, by)
        print(say('考试已结束。', 'Ended.'))
      }),
  )

  named('archive', '归档', 'put a sitting away').action((options: Sitting, command: Command) =>
    withDeps(command, async ({ db }, by) => {
      const { archiveSitting } = await import('../sittings/day.ts')
      await archiveSitting(db, options.bank, options.id, by)
      print(say('已归档。', 'Archived.'))
    }),
  )

  type Printed = Sitting & { out: string; spare: string }
  named('packing', '打印装袋清单', 'print the packing list')
    .requiredOption('--out <file>', say('输出PDF', 'PDF to write'))
    .option('--spare <n>', say('每考场备用份数', 'spare copies for each room'), '1')
    .action((options: Printed, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { sittingPackingList } = await import('../sittings/records.ts')
        const { bank, id, out } = options
        writeFileSync(out, (await sittingPackingList(deps, bank, id, await copiesOf(options.spare), by)).bytes)
        print(out)
      }),
    )

  named('record', '打印考试档案记录', 'print the record for the archive')
    .requiredOption('--out <file>', say('输出PDF', 'PDF to write'))
    .action((options: Printed, command: Command) =>
      withDeps(command, async (deps) => {
        const { requireBank } = await import('../banks/create.ts')
        const { sittingReport } = await import('../sittings/records.ts')
        const report = await sittingReport(deps, await requireBank(deps.db, options.bank), options.id)
        writeFileSync(options.out, await deps.printer.call('report', report))
        print(options.out)
      }),
    )
}
