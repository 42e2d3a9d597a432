/** `juanku archive list | enter | volume`: what is kept of a sitting. */
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
