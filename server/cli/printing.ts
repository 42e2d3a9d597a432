/** `juanku render`: a set's documents; `juanku forms`: the forms of record around it; `juanku stamp`: numbered copies. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { writeFiles } from './files.ts'
import { withDeps } from './session.ts'
import { print, progressLine, say } from './terminal.ts'

type RenderCommand = {
  bank: string
  set: string
  out: string
  form?: string[]
  paper: string
  word?: boolean
  rationales: boolean
  stamp?: string
}

type FormsCommand = { bank: string; set: string; out: string; room: string[]; spare: string }

const whole = (text: string, most: number): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new AppError('input.usage', `No whole number up to ${most}: ${text}. / 应为不超过${most}的整数：${text}。`)
}

export function printingCommands(root: Command): void {
  root
    .command('render')
    .description(say('把未密封的套卷打印为PDF（记入日志）', 'print an unsealed set to PDF files, logged'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--set <id>', say('套卷', 'set'))
    .requiredOption('--out <dir>', say('输出目录', 'folder'))
    .option('--form <A|B...>', say('只打印所列卷别', 'only these forms'))
    .option(
      '--paper <a4|a3>',
      say('理论试卷纸型：a4，或a3双栏对折', 'sheet of theory papers: a4, or a3 in two columns'),
      'a4',
    )
    .option('--no-rationales', say('答案中不印解析', 'keys without rationales'))
    .option('--word', say('同时输出Word文件（.docx）', 'Word files (.docx) too'))
    .option(
      '--stamp <text>',
      say('在试卷上加印份号与领取人，如 "017 第3考场"', 'copy number and recipient stamped on papers'),
    )
    .action((options: RenderCommand, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { renderSet } = await import('../sets/render.ts')
        const { stampPdf } = await import('../print/stamp.ts')
        const { checked } = await import('./input.ts')
        const { FormName } = await import('../../core/form.ts')
        const { Type } = await import('../../core/schema.ts')
        const forms = options.form?.map((form) => checked(FormName, form))
        const format = checked(Type.Enum(['a4', 'a3']), options.paper)
        const line = progressLine(say('打印', 'printing'))
        const { papers, setFiles, name } = await renderSet(deps, options.bank, options.set, by, {
          forms,
          format,
          word: options.word,
          rationales: options.rationales,
          onProgress: line.show,
        }).finally(line.end)
        const printed = ({ name }: { name: string }) => /\.(?:pdf|docx)$/.test(name)
        const [copy = '', ...recipient] = (options.stamp ?? '').split(' ')
        const stamped = ({ name, bytes }: { name: string; bytes: Buffer }) =>
          copy !== '' && name.endsWith('.pdf')
            ? { name, bytes: stampPdf(bytes, { copy, recipient: recipient.join(' ') }) }
            : { name, bytes }
        for (const { paper, paperFiles, keyFiles } of papers)
          for (const file of writeFiles(
            options.out,
            paper.id,
            [...paperFiles.map(stamped), ...keyFiles].filter(printed),
          ))
            print(file)
        for (const file of writeFiles(options.out, name, setFiles.filter(printed))) print(file)
      }),
    )

  root
    .command('forms')
    .description(
      say('打印一套试卷的装袋清单、领取回收登记表与启封记录', 'print packing list, register and record of opening'),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--set <id>', say('套卷', 'set'))
    .requiredOption('--out <dir>', say('输出目录', 'folder'))
    .option('--room <name=headcount...>', say('考场及人数，如 第1考场=30', 'rooms and headcounts'), [])
    .option('--spare <n>', say('每考场备用份数', 'spare copies a room'), '1')
    .action((options: FormsCommand, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { recordForms, roomsOf } = await import('../sets/record-forms.ts')
        const files = await recordForms(
          deps,
          options.bank,
          options.set,
          { rooms: roomsOf(options.room), sparePerRoom: whole(options.spare, 100) },
          by,
        )
        mkdirSync(options.out, { recursive: true, mode: 0o700 })
        for (const { name, bytes } of files) {
          const file = join(options.out, name)
          writeFileSync(file, bytes, { mode: 0o600 })
          print(file)
        }
      }),
    )

  root
    .command('stamp')
    .description(say('在已打印的PDF上加印份号与领取人，每份一个文件', 'stamp copies of a printed PDF, a file each'))
    .argument('<pdf>', say('本程序打印的PDF', 'a PDF this program printed'))
    .requiredOption('--copies <first-last>', say('份号范围，如 1-30', 'numbers of the copies, e.g. 1-30'))
    .requiredOption('--recipient <text>', say('领取人或考场', 'who gets them'))
    .requiredOption('--out <dir>', say('输出目录', 'folder'))
    .action(async (pdf: string, options: { copies: string; recipient: string; out: string }) => {
      const { stamper } = await import('../print/stamp.ts')
      const [first = '', last = first] = options.copies.split('-')
      const bytes = readFileSync(pdf)
      const stamped = stamper(bytes)
      mkdirSync(options.out, { recursive: true, mode: 0o700 })
      for (let copy = whole(first, 99_999); copy <= whole(last, 99_999); copy++) {
        const number = String(copy).padStart(3, '0')
        const file = join(options.out, `${basename(pdf, '.pdf')}.${number}.pdf`)
        const copied = Buffer.concat([bytes, stamped({ copy: number, recipient: options.recipient })])
        writeFileSync(file, copied, { mode: 0o600 })
        print(file)
      }
    })
}
