/** `juanku archive list | enter | volume | consult | decide | visit | register`: what is kept of a sitting, and who consulted it. */
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, table, words } from './terminal.ts'

type Sitting = { bank: string; id: string }

/** Adds the commands of the archive. */
export function archiveCommands(root: Command): void {
  const archive = root.command('archive').description(say('考试档案', 'the archive of sittings'))
  const named = (name: string, zh: string, en: string) =>
    archive
      .command(name)
      .description(say(zh, en))
      .requiredOption('--bank <id>', say('题库', 'bank'))
      .requiredOption('--id <id>', say('场次', 'sitting'))

  named(
    'list',
    '归档清单：应有什么、存放在哪里、保管到何时、缺什么',
    'what is kept, where, until when, and what is missing',
  )
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: Sitting & { json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { archiveOf } = await import('../sittings/archive.ts')
        const { mediumWords } = await import('../../core/archive.ts')
        const { lines } = await archiveOf(db.read, options.bank, options.id)
        if (options.json) return printJson(lines)
        print(
          table([
            [
              '',
              '',
              say('材料', 'material'),
              say('载体', 'medium'),
              say('存放位置', 'place'),
              say('保管至', 'kept until'),
            ],
            ...lines.map((line) => [
              line.present ? '✓' : line.needed ? '✗' : '—',
              line.material,
              words(line.words),
              words(mediumWords[line.medium]),
              line.inProgram ? say('本系统', 'this program') : line.place || '—',
              line.keptUntil,
            ]),
          ]),
        )
      }),
    )

  consultCommands(archive)

  type Entered = Sitting & { material: string; place: string; medium: string; missing?: boolean }
  named('enter', '登记一种材料存放在哪里', 'enter where a material lies')
    .requiredOption('--material <id>', say('材料（见 archive list）', 'material, as archive list names it'))
    .option('--place <text>', say('存放位置', 'where it lies'), '')
    .option('--medium <paper|electronic>', say('纸质或电子', 'paper or electronic'), 'paper')
    .option('--missing', say('尚缺', 'it is not there'))
    .action((options: Entered, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { ArchiveEntry, MaterialId } = await import('../../core/archive.ts')
        const { ARCHIVE } = await import('../../core/sitting.ts')
        const { enterMaterial } = await import('../sittings/archive.ts')
        const { checked } = await import('./input.ts')
        const known = ARCHIVE.map(({ id }) => id).join(', ')
        if (!ARCHIVE.some(({ id }) => id === options.material))
          throw new AppError('input.usage', `Materials are: ${known}. / 材料为：${known}。`)
        const { medium, place } = options
        const entry = checked(ArchiveEntry, { medium, place, present: !options.missing })
        await enterMaterial(db, options.bank, options.id, checked(MaterialId, options.material), entry, by)
        print(say('已登记。', 'Entered.'))
      }),
    )

  named('volume', '打印卷宗封面与卷内目录', 'print cover and contents of the volume')
    .requiredOption('--out <file>', say('输出PDF', 'PDF to write'))
    .action((options: Sitting & { out: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { printVolume } = await import('../sittings/volume.ts')
        const { bytes } = await printVolume(deps, await requireBank(deps.db, options.bank), options.id, by)
        writeFileSync(options.out, bytes)
        print(options.out)
      }),
    )
}

/** The commands of the register of consultations. */
function consultCommands(archive: Command): void {
  const inBank = (name: string, zh: string, en: string) =>
    archive.command(name).description(say(zh, en)).requiredOption('--bank <id>', say('题库', 'bank'))
  const about = (name: string, zh: string, en: string) =>
    inBank(name, zh, en).requiredOption('--consultation <id>', say('查阅编号', 'consultation'))

  type Asked = Sitting & { person: string; reason: string }
  inBank('consult', '申请查阅已归档的考试', 'ask for a consultation of an archived sitting')
    .requiredOption('--id <id>', say('场次', 'sitting'))
    .requiredOption('--person <name>', say('查阅人', 'who consults'))
    .requiredOption('--reason <text>', say('事由', 'why'))
    .action((options: Asked, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { NewConsultation } = await import('../../core/archive.ts')
        const { askConsultation } = await import('../sittings/consult.ts')
        const { checked } = await import('./input.ts')
        const { person, reason } = options
        print(await askConsultation(db, options.bank, options.id, checked(NewConsultation, { person, reason }), by))
      }),
    )

  type Decided = { bank: string; consultation: string; refuse?: boolean }
  about('decide', '批准（或 --refuse 不批准）查阅', 'approve a consultation, or refuse it')
    .option('--refuse', say('不批准', 'refuse it'))
    .action((options: Decided, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { decideConsultation } = await import('../sittings/consult.ts')
        const decision = options.refuse ? 'refused' : 'approved'
        await decideConsultation(db, options.bank, options.consultation, decision, by)
        print(options.refuse ? say('未批准。', 'Refused.') : say('已批准。', 'Approved.'))
      }),
    )

  about('visit', '登记查阅及在场两人', 'enter that it takes place, and the two present')
    .requiredOption('--present <name...>', say('在场人员（两名）', 'the two people present'))
    .action((options: { bank: string; consultation: string; present: string[] }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { Present } = await import('../../core/archive.ts')
        const { enterVisit } = await import('../sittings/consult.ts')
        const { checked } = await import('./input.ts')
        await enterVisit(db, options.bank, options.consultation, checked(Present, options.present), by)
        print(say('已登记。', 'Entered.'))
      }),
    )

  inBank('register', '查阅登记簿', 'the register of consultations')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { requireBank } = await import('../banks/create.ts')
        const { archiveStore } = await import('../sittings/archive-store.ts')
        await requireBank(db, options.bank)
        const lines = await archiveStore(db.read).consultations(options.bank)
        if (options.json) return printJson(lines)
        const minute = (at: number | null) => (at === null ? '—' : new Date(at).toISOString().slice(0, 16))
        print(
          table([
            [
              say('查阅编号', 'consultation'),
              say('场次', 'sitting'),
              say('查阅人', 'who'),
              say('事由', 'why'),
              say('批准', 'decision'),
              say('查阅时间（UTC）', 'consulted (UTC)'),
              say('在场', 'present'),
            ],
            ...lines.map(({ id, sitting, person, reason, decision, decidedBy, visited, present }) => [
              id,
              sitting,
              person,
              reason,
              decision === null
                ? say('待批', 'waiting')
                : `${decision === 'approved' ? say('批准', 'approved') : say('不批准', 'refused')} ${decidedBy}`,
              minute(visited),
              present?.join(say('、', ', ')) ?? '—',
            ]),
          ]),
        )
      }),
    )
}
