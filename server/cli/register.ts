/** `juanku custody list | export | event | destroy | confirm`, `juanku paper register | void | replace | spares` */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { Exit } from './exit.ts'
import { timeOf } from './input.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, say, table, words } from './terminal.ts'

/** Adds the register of sealed objects and what takes papers out of use, or in from elsewhere. */
export function registerCommands(root: Command): void {
  const custody = root.command('custody').description(say('密封件登记、销毁', 'the register of sealed objects'))
  const inBank = (of: Command, name: string, zh: string, en: string) =>
    of.command(name).description(say(zh, en)).requiredOption('--bank <id>', say('题库', 'bank'))

  inBank(
    custody,
    'list',
    '核验并列出密封件及警示；有警示时退出码为1',
    'check and list the sealed objects; exit 1 when there is an alarm',
  )
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async (deps) => {
        const { readRegister } = await import('../custody/register.ts')
        const lines = await readRegister(deps, options.bank, deps.now())
        if (options.json) printJson(lines)
        else {
          const day = (at: number) => new Date(at).toISOString().slice(0, 10)
          const held = (line: (typeof lines)[number]) =>
            line.held.flatMap(({ state, holder, count }) => (state === 'held' ? [`${holder}×${count}`] : [])).join('、')
          print(
            table([
              [say('密封件', 'object'), say('密封', 'sealed'), say('启封', 'opened'), say('副本', 'copies out')],
              ...lines.map((line) => [
                line.object,
                day(line.sealedAt),
                line.destroyed ? say('已销毁', 'destroyed') : line.opened.map(day).join(' ') || '—',
                held(line) || '—',
              ]),
            ]),
          )
          for (const { message } of lines.flatMap(({ alarms }) => alarms)) note(`! ${words(message)}`)
        }
        if (lines.some(({ alarms }) => alarms.length)) throw new Exit(1)
      }),
    )

  type Export = { bank: string; object: string; part: string; holder: string; place: string; due?: string; out: string }
  inBank(custody, 'export', '登记并导出密封文件副本', 'hand out a registered copy of a sealed file')
    .requiredOption('--object <id>', say('密封件', 'object'))
    .requiredOption('--part <part>', 'body | envelope')
    .requiredOption('--holder <name>', say('持有人', 'holder'))
    .requiredOption('--place <text>', say('存放地点', 'where it is kept'))
    .option('--due <time>', say('归还期限', 'to be returned by'))
    .requiredOption('--out <file>', say('输出文件', 'file to write'))
    .action((options: Export, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { exportCopy } = await import('../custody/register.ts')
        const { checked } = await import('./input.ts')
        const { SealedPart } = await import('../../core/seal/register.ts')
        const part = checked(SealedPart, options.part)
        const { holder, place, object, bank } = options
        const terms = { part, holder, place, due: timeOf(options.due) }
        const { bytes, copy } = await exportCopy(deps, bank, object, terms, by)
        writeFileSync(options.out, bytes, { mode: 0o600 })
        print(options.out)
        note(say(`副本编号 ${copy.id}`, `copy ${copy.id}`))
      }),
    )

  type Event = { bank: string; object: string; kind: string; copy?: string; holder?: string; place?: string }
  inBank(custody, 'event', '登记移交、交回、遗失或销毁', 'enter that something was moved, returned, lost or destroyed')
    .requiredOption('--object <id>', say('密封件', 'object'))
    .requiredOption('--kind <kind>', 'moved | returned | lost | destroyed')
    .option('--copy <id>', say('副本编号', 'copy'))
    .option('--holder <name>', say('持有人', 'holder'))
    .option('--place <text>', say('地点', 'place'))
    .action((options: Event, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { enterEvent } = await import('../custody/register.ts')
        const { checked } = await import('./input.ts')
        const { EventKind } = await import('../../core/seal/register.ts')
        const kind = checked(EventKind, options.kind)
        const { copy, holder = '', place = '' } = options
        await enterEvent(deps, options.bank, options.object, { kind, copy, holder, place, note: by.why ?? '' }, by)
        print(say('已登记。', 'Entered.'))
      }),
    )

  inBank(custody, 'destroy', '编制销毁清册；事由用 --why 写明', 'list objects for destruction; --why gives the reason')
    .requiredOption('--object <id...>', say('密封件', 'objects'))
    .action((options: { bank: string; object: string[] }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { listDestruction } = await import('../custody/destroy.ts')
        const wanted = { objects: options.object, reason: by.why || say('保管期满', 'retention ended') }
        print((await listDestruction(deps, options.bank, wanted, by)).id)
        note(
          say(
            '清册已编制，须由另一人确认（custody confirm）。',
            'Listed; another person confirms it (custody confirm).',
          ),
        )
      }),
    )

  type Certificate = { bank: string; id: string; certificate?: string }
  inBank(
    custody,
    'confirm',
    '确认并执行销毁（另一人）',
    'confirm a list of destruction somebody else made, and carry it out',
  )
    .requiredOption('--id <id>', say('清册编号', 'list'))
    .option('--certificate <file>', say('销毁证书PDF', 'write the certificate (PDF)'))
    .action((options: Certificate, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { confirmDestruction, destructionReport } = await import('../custody/destroy.ts')
        const { requireBank } = await import('../banks/create.ts')
        await confirmDestruction(deps, options.bank, options.id, by)
        print(say('已销毁。', 'Destroyed.'))
        if (options.certificate === undefined) return
        const report = await destructionReport(deps, await requireBank(deps.db, options.bank), options.id)
        writeFileSync(options.certificate, await deps.printer.call('report', report))
        print(options.certificate)
      }),
    )

  paperCommands(
    root.command('paper').description(say('既有试卷、作废与替换', 'papers made elsewhere, voided and replaced')),
    inBank,
  )
}

type InBank = (of: Command, name: string, zh: string, en: string) => Command

function paperCommands(paper: Command, inBank: InBank): void {
  type Register = {
    bank: string
    kind: ItemKind
    title: string
    source: string
    file: string[]
    key?: string[]
    item?: string[]
  }
  inBank(
    paper,
    'register',
    '登记既有试卷（Word、PDF），一份；其后审批、密封',
    'register a paper made elsewhere (Word, PDF); approve and seal it next',
  )
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .requiredOption('--title <text>', say('名称', 'title'))
    .requiredOption('--source <text>', say('来源', 'where it comes from'))
    .requiredOption('--file <file...>', say('试卷文件', 'files of the paper'))
    .option('--key <file...>', say('答案文件', 'files of its key'))
    .option('--item <id...>', say('试卷上的试题（已知时）', 'the items it holds, where they are known'))
    .action((options: Register, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { registerOutside } = await import('../custody/outside.ts')
        const { requireBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        const { ItemKind: Kind } = await import('../../core/item.ts')
        await requireBank(deps.db, options.bank)
        const read = (files: string[] = []) =>
          files.map((file) => ({ name: basename(file), bytes: readFileSync(file) }))
        const { id } = await registerOutside(
          deps,
          options.bank,
          {
            kind: checked(Kind, options.kind),
            title: options.title,
            source: options.source,
            papers: [{ files: read(options.file), keyFiles: read(options.key), items: options.item ?? [] }],
          },
          by,
        )
        print(id)
        note(
          say(
            '已登记。原文件仍在原处：密封后请清除。下一步：set approve，然后 seal。',
            'Registered. The files you gave still lie where they were: clear them after sealing. Next: set approve, then seal.',
          ),
        )
      }),
    )

  type Void = { bank: string; set: string; paper: string; cause: string; item?: string[] }
  inBank(
    paper,
    'void',
    '作废试卷；启封前泄露则作废整套并隔离试题；原因用 --why 写明',
    'void a paper, --why says why; a leak before it was opened voids its set and holds the items back',
  )
    .requiredOption('--set <id>', say('套卷', 'set'))
    .requiredOption('--paper <n>', say('第几套', 'number of the paper'))
    .requiredOption('--cause <cause>', 'leak | damage | other')
    .option('--item <id...>', say('启封后泄露：该卷上的试题', 'after a leak of an opened paper: the items on it'))
    .action((options: Void, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { voidPaper } = await import('../custody/void.ts')
        const { checked } = await import('./input.ts')
        const { VoidCause } = await import('../../core/seal/register.ts')
        const cause = checked(VoidCause, options.cause)
        const wanted = { paper: Number(options.paper), cause, reason: by.why ?? '', items: options.item }
        const voided = await voidPaper(deps, options.bank, options.set, wanted, by)
        print(say(`已作废：${voided.papers.join('、')}`, `Voided: ${voided.papers.join(', ')}`))
        if (voided.quarantined)
          print(say(`隔离试题${voided.quarantined}道`, `${voided.quarantined} items are held back`))
        const spare = voided.spares.map(({ id }) => id)
        note(
          say(
            `可替换的密封试卷：${spare.join('、') || '无'}`,
            `Sealed papers that could take its place: ${spare.join(', ') || 'none'}`,
          ),
        )
      }),
    )

  inBank(paper, 'spares', '列出可作替换的密封试卷', 'list the sealed papers that no sitting has drawn')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { spares } = await import('../custody/void.ts')
        const { requireBank } = await import('../banks/create.ts')
        await requireBank(db, options.bank)
        const free = await spares(db.read, options.bank)
        if (options.json) return printJson(free.map(({ id, set, number }) => ({ id, set, number })))
        print(
          table([
            [say('试卷', 'paper'), say('套卷', 'set'), say('第几套', 'number')],
            ...free.map(({ id, set, number }) => [id, set, String(number)]),
          ]),
        )
      }),
    )

  inBank(paper, 'replace', '以密封的备用卷替换已作废的试卷', 'put a sealed paper in the place of a voided one')
    .requiredOption('--voided <id>', say('已作废的试卷', 'the voided paper'))
    .requiredOption('--by <id>', say('替换的试卷', 'the paper that takes its place'))
    .action((options: { bank: string; voided: string; by: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { replaceVoided } = await import('../custody/void.ts')
        if (options.voided === options.by)
          throw new AppError('input.usage', 'A paper does not replace itself. / 不能以自身替换。')
        await replaceVoided(deps, options.bank, options.voided, options.by, by)
        print(say('已替换。', 'Replaced.'))
      }),
    )
}
