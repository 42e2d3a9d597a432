/** `juanku templates`, `juanku import` */
import type { Command } from 'commander'
import type { ItemKind } from '../../core/item.ts'
import type { Issue } from '../../core/row/issue.ts'
import type { ImportReport } from '../imports/import-file.ts'
import { Exit } from './exit.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, progressLine, say, words } from './terminal.ts'

type Options = {
  bank: string
  kind?: ItemKind | 'element-table'
  dryRun?: boolean
  acceptMapping?: boolean
  json?: boolean
}

/** Issues shown to a person; the rest is counted. */
const SHOWN = 20

export function importCommands(root: Command): void {
  root
    .command('templates')
    .description(say('写出导入模板（细目表、理论试题、操作试题、答辩题）', 'write the workbooks to fill in'))
    .argument('[folder]', say('目录', 'folder'), '.')
    .action(async (folder: string) => {
      const { writeTemplates } = await import('../templates/write.ts')
      for (const file of await writeTemplates(folder)) print(file)
    })

  root
    .command('import')
    .description(
      say('导入工作簿：模板或一般题库表格', 'import a workbook: a template of ours or a plain foreign sheet'),
    )
    .argument('<file>')
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--kind <kind>', 'theory | practical | defense | element-table')
    .option('--dry-run', say('只报告，不写入', 'tell, write nothing'))
    .option('--accept-mapping', say('接受推测的列', 'take columns that were only guessed'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((file: string, options: Options, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { importFile } = await import('../imports/import-file.ts')
        const steps = { read: say('读取', 'reading'), compare: say('查重', 'comparing'), write: say('写入', 'writing') }
        const lines = {
          read: progressLine(steps.read),
          compare: progressLine(steps.compare),
          write: progressLine(steps.write),
        }
        const report = await importFile(
          deps,
          options.bank,
          file,
          { ...options, onProgress: (step, done, of) => lines[step].show(done, of) },
          by,
        ).finally(() => lines.write.end())
        if (options.json) printJson(report)
        else printReport(report)
        if (report.counts.refused) throw new Exit(1)
      }),
    )
}

/** What became of a file, for a person. */
export function printReport(report: ImportReport): void {
  const { counts } = report
  for (const { kind, edition, scopes, points, outcome } of report.tables) {
    const done = {
      set: say('已生效', 'in force'),
      unchanged: say('与现行一致', 'unchanged'),
      'dry-run': say('试运行', 'dry run'),
    }[outcome]
    print(
      say(
        `细目表（${kind === 'theory' ? '理论' : '操作'}）${edition}：${scopes}个范围，${points}个鉴定点，${done}`,
        `Element table (${kind}) ${edition}: ${scopes} scopes, ${points} points, ${done}`,
      ),
    )
  }
  if (report.kind !== 'element-table')
    print(
      say(
        `${report.dryRun ? '试运行：' : ''}新增${counts.added}，更新${counts.updated}，未变${counts.unchanged}，重复${counts.duplicate}，拒绝${counts.refused}${report.unassigned ? `；未归入鉴定点${report.unassigned}` : ''}`,
        `${report.dryRun ? 'Dry run: ' : ''}${counts.added} added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.duplicate} duplicates, ${counts.refused} refused${report.unassigned ? `; ${report.unassigned} without a point` : ''}`,
      ),
    )
  for (const { sheet, message } of report.notes) note(`${sheet}: ${words(message)}`)
  const errors = [...report.issues, ...report.rows.flatMap(({ issues }) => issues)].filter(
    ({ severity }) => severity === 'error',
  )
  for (const issue of errors.slice(0, SHOWN)) note(issueLine(issue))
  if (errors.length > SHOWN)
    note(
      say(
        `……另有${errors.length - SHOWN}处（--json 列出全部）`,
        `… and ${errors.length - SHOWN} more (--json lists all)`,
      ),
    )
}

function issueLine({ sheet, row, column, value, message }: Issue): string {
  const place = column
    ? say(`第${row}行 ${column.letter}列（${column.header}）`, `row ${row}, column ${column.letter} (${column.header})`)
    : say(`第${row}行`, `row ${row}`)
  return `${sheet} ${place}${value ? ` [${value}]` : ''}: ${words(message)}`
}
