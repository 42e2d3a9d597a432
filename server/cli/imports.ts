/** `juanku templates`, `juanku import`, `juanku export`, `juanku imports` */
import { readFile, writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { mayDo } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { Corrections } from '../../core/row/corrections.ts'
import { Mapping } from '../../core/row/mapping.ts'
import { counted } from '../../core/words.ts'
import type { ImportStep } from '../imports/report.ts'
import { Exit } from './exit.ts'
import { printReport } from './import-report.ts'
import { checked, jsonFile } from './input.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, progressLine, say, table } from './terminal.ts'

type ImportFlags = {
  bank: string
  kind?: ItemKind | 'element-table'
  dryRun?: boolean
  acceptMapping?: boolean
  mapping?: string
  corrections?: string
  keepMapping?: string
  near?: boolean
  report?: string
  json?: boolean
}

const bankOption = () => new Option('--bank <id>', say('题库', 'bank')).makeOptionMandatory()

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
      say(
        '导入工作簿或Word文档：模板或一般题库文件',
        'import a workbook or Word document: a template of ours or a foreign file',
      ),
    )
    .argument('<file>')
    .addOption(bankOption())
    .option('--kind <kind>', 'theory | practical | defense | element-table')
    .option('--dry-run', say('只报告，不写入', 'tell, write nothing'))
    .option('--accept-mapping', say('接受推测的列', 'take columns that were only guessed'))
    .option(
      '--mapping <file>',
      say('按此文件（JSON，取自 --dry-run --json）对应各列', 'columns by this file (JSON, from --dry-run --json)'),
    )
    .option(
      '--corrections <file>',
      say(
        '按此文件（JSON：cells 为改正的单元格，leftOut 为不导入的行）改正后导入',
        'corrected by this file (JSON: cells that read otherwise, rows that are leftOut)',
      ),
    )
    .option('--keep-mapping <name>', say('为题库保存列对应关系', 'keep the mapping for the bank under this name'))
    .option('--near', say('同时查找近似题', 'look for near-duplicates too'))
    .option('--report <file.xlsx>', say('写出带批注的原表', 'write the workbook back with marks and comments'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(importAction)

  root
    .command('export')
    .description(
      say('按模板导出试题（含答案，记入日志）', 'export items as our workbook: keys included, every id in the log'),
    )
    .argument('<file.xlsx>')
    .addOption(bankOption())
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .option('--items <ids>', say('只导出这些试题（逗号分隔）', 'these items alone, by id, separated by commas'))
    .action((file: string, { bank, kind, items }: { bank: string; kind: ItemKind; items?: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { exportItems } = await import('../imports/export.ts')
        const ids = items?.split(',').map((id) => id.trim()) ?? null
        const exported = await exportItems(deps, bank, { kind, ids }, by)
        await writeFile(file, exported.bytes, { mode: 0o600 })
        print(say(`已导出${exported.items}题：${file}`, `${counted(exported.items, 'item')} exported: ${file}`))
      }),
    )

  const imports = root.command('imports').description(say('查看和撤销导入', 'list imports, undo one'))
  imports
    .command('list')
    .addOption(bankOption())
    .option('--json', say('输出JSON', 'print JSON'))
    .action(({ bank, json }: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, { actor }) => {
        const { importStore } = await import('../imports/store.ts')
        const { importLine } = await import('../imports/views.ts')
        const all = (await importStore(db.read).all(bank)).map((row) => importLine(row, actor))
        if (json) return printJson(all)
        print(
          table([
            [
              'id',
              say('类别', 'kind'),
              say('文件', 'file'),
              say('状态', 'state'),
              say('本人', 'mine'),
              say('时间', 'at'),
            ],
            ...all.map(({ id, kind, fileName, state, mine, at }) => [
              id,
              kind,
              fileName,
              state,
              mine ? '√' : '',
              new Date(at).toISOString(),
            ]),
          ]),
        )
      }),
    )
  imports
    .command('undo')
    .description(
      say(
        '整体撤销一次导入（其试题尚未审定或使用时）',
        'undo an import as a whole, while none of its items was judged or used',
      ),
    )
    .argument('<id>')
    .addOption(bankOption())
    .action((id: string, { bank }: { bank: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { undoImport } = await import('../imports/undo.ts')
        const { retired, restored } = await undoImport(db, bank, id, by.why ?? '', by)
        print(say(`已撤销：停用${retired}题，恢复${restored}题`, `Undone: ${retired} retired, ${restored} restored`))
      }),
    )
}

const stepWords: Record<ImportStep, readonly [string, string]> = {
  read: ['读取', 'reading'],
  understand: ['识别', 'understanding'],
  compare: ['查重', 'comparing'],
  write: ['写入', 'writing'],
}

/** The mapping of a file: by itself, or as part of a report that `--dry-run --json` printed. */
function mappingIn(text: string): unknown {
  try {
    const found = JSON.parse(text) as { mapping?: unknown }
    return found.mapping ?? found
  } catch (cause) {
    throw new AppError('input.usage', 'The mapping file is not JSON. / 列对应文件不是JSON。', { cause })
  }
}

const importAction = (file: string, flags: ImportFlags, command: Command) =>
  withDeps(command, async (deps, by, who) => {
    const { importFile } = await import('../imports/import-file.ts')
    const mapping =
      flags.mapping === undefined ? undefined : checked(Mapping, mappingIn(await readFile(flags.mapping, 'utf8')))
    const corrections = flags.corrections === undefined ? undefined : checked(Corrections, jsonFile(flags.corrections))
    const abort = new AbortController()
    const cancel = () => abort.abort()
    process.once('SIGINT', cancel)
    const lines = new Map<ImportStep, ReturnType<typeof progressLine>>()
    const lineOf = (step: ImportStep) => {
      const line = lines.get(step) ?? progressLine(say(...stepWords[step]))
      lines.set(step, line)
      return line
    }
    const report = await importFile(
      deps,
      flags.bank,
      file,
      {
        kind: flags.kind,
        dryRun: flags.dryRun,
        acceptMapping: flags.acceptMapping,
        mapping,
        corrections,
        keepMappingAs: flags.keepMapping,
        near: flags.near,
        withoutTables: !mayDo(who.grants, 'table.write', flags.bank),
        annotatedTo: flags.report,
        signal: abort.signal,
        onProgress: (step, done, of) => lineOf(step).show(done, of),
      },
      by,
    ).finally(() => {
      lineOf('write').end()
      process.off('SIGINT', cancel)
    })
    if (flags.json) printJson(report)
    else printReport(report)
    if (flags.report !== undefined)
      note(say(`带批注的原表：${flags.report}`, `The workbook with comments: ${flags.report}`))
    if (report.counts.refused) throw new Exit(1)
  })
