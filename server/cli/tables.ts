/** `juanku table list | show | diff | put | export` and, below `table remap`, the re-mapping of items. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { PlaceFacts } from '../../core/edition-diff.ts'
import { AppError } from '../../core/errors.ts'
import type { RemapReport } from '../banks/remap-report.ts'
import type { TableKind } from '../banks/tables.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, say, table, words } from './terminal.ts'

type Options = { bank: string; kind: string; json?: boolean }
type RemapOptions = Options & { file?: string; from?: string; choices?: string }

/** Places and items shown to a person; `--json` lists all. */
const SHOWN = 30

const kindOption = '--kind <theory|practical>'
const bankOption = ['--bank <id>', say('题库', 'bank')] as const
const jsonOption = ['--json', say('输出JSON', 'print JSON')] as const

export function tableCommands(root: Command): void {
  const tables = root.command('table').description(say('鉴定要素细目表', 'element tables'))

  tables
    .command('list')
    .description(say('列出各版细目表', 'list the editions'))
    .requiredOption(...bankOption)
    .option(...jsonOption)
    .action((options: Options, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { requireBank } = await import('../banks/create.ts')
        const { listEditions } = await import('../banks/tables.ts')
        await requireBank(db, options.bank)
        const editions = await listEditions(db.read, options.bank)
        if (options.json) return printJson(editions)
        print(
          table([
            [
              say('编号', 'id'),
              say('类别', 'kind'),
              say('版次', 'edition'),
              say('范围', 'scopes'),
              say('点', 'points'),
              '',
            ],
            ...editions.map((e) => [
              e.id,
              e.kind,
              e.edition,
              e.scopes,
              e.points,
              e.inForce ? say('现行', 'in force') : '',
            ]),
          ]),
        )
      }),
    )

  tables
    .command('show')
    .description(say('显示一版细目表', 'show an edition'))
    .argument('[edition]', say('编号', 'id'), 'current')
    .requiredOption(...bankOption)
    .option(kindOption, '', 'theory')
    .option(...jsonOption)
    .action((edition: string, options: Options, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { requireEdition } = await import('../banks/tables.ts')
        const { inTreeOrder, parentOf } = await import('../../core/element-table.ts')
        const { content } = await requireEdition(db.read, options.bank, await kindOf(options.kind), edition)
        if (options.json) return printJson(content)
        const { scopes, points } = inTreeOrder(content)
        for (const scope of scopes) {
          print(`${scope.code}  ${scope.name}  ${scope.weight}%`)
          for (const point of points)
            if (parentOf(point.code) === scope.code) print(`    ${point.code}  ${point.name}  ${point.importance}`)
        }
      }),
    )

  tables
    .command('diff')
    .description(say('比较两版细目表', 'what changed between two editions'))
    .requiredOption(...bankOption)
    .option(kindOption, '', 'theory')
    .option('--from <edition>', say('旧版（默认上一版）', 'the old one (default: the one before)'), 'previous')
    .option('--to <edition>', say('新版（默认现行版）', 'the new one (default: the one in force)'), 'current')
    .option(...jsonOption)
    .action((options: Options & { from: string; to: string }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { compareEditions } = await import('../banks/tables.ts')
        const changes = await compareEditions(db.read, options.bank, await kindOf(options.kind), options)
        if (options.json) return printJson(changes)
        for (const { before, after, what } of changes) print(`${what.join(', ')}: ${facts(before)} → ${facts(after)}`)
        if (!changes.length) print(say('没有差异。', 'No difference.'))
      }),
    )

  tables
    .command('put')
    .description(say('由工作簿启用新版细目表（有试题时宜用 table remap）', 'put the tables of a workbook in force'))
    .argument('<file>')
    .requiredOption(...bankOption)
    .option(
      '--base <ids...>',
      say('所据现行版编号（见 table list）', 'ids of the editions in force they start from'),
      [],
    )
    .option(...jsonOption)
    .action((file: string, options: Options & { base: string[] }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { readTables } = await import('../banks/read-tables.ts')
        const { baseOf, putInForce } = await import('../banks/tables.ts')
        const tables = await readTables(file)
        const done = []
        for (const table of tables) {
          const base = await baseOf(db.read, options.bank, table.kind, options.base)
          const put = await putInForce(db, options.bank, table, by, base)
          done.push({ kind: table.kind, edition: table.edition, ...put })
        }
        if (options.json) return printJson(done)
        for (const { kind, edition, outcome, displaced } of done) {
          print(`${kind} ${edition}: ${outcome === 'set' ? say('已生效', 'in force') : say('与现行一致', 'unchanged')}`)
          if (displaced)
            note(
              say(
                `${displaced}道试题的位置在新版中有变：请运行 juanku table remap preview。`,
                `${displaced} items stand on places that changed: run juanku table remap preview.`,
              ),
            )
        }
      }),
    )

  tables
    .command('export')
    .description(say('导出为工作簿（可再导入）', 'write an edition as a workbook that can be imported again'))
    .argument('<file>')
    .requiredOption(...bankOption)
    .option(kindOption, '', 'theory')
    .option('--edition <id>', say('版本（默认现行）', 'edition (default: in force)'), 'current')
    .action((file: string, options: Options & { edition: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { exportEdition } = await import('../banks/tables.ts')
        const kind = await kindOf(options.kind)
        writeFileSync(file, await exportEdition(db, options.bank, kind, options.edition, by))
        print(file)
      }),
    )

  remapCommands(tables)
}

function remapCommands(tables: Command): void {
  const remap = tables
    .command('remap')
    .description(say('将试题重新归类到新版细目表', 'move the items to another edition'))

  const planned = (name: string, zh: string, en: string) =>
    remap
      .command(name)
      .description(say(zh, en))
      .requiredOption(...bankOption)
      .option(kindOption, '', 'theory')
      .option('--file <workbook>', say('新版细目表（尚未生效）', 'the new edition, not in force yet'))
      .option('--from <edition>', say('旧版（新版已生效时）', 'the old edition, when the new one is in force'))
      .option('--choices <json>', say('人工指定的去向', 'what a person chose: {"places":{…},"items":{…}}'))
      .option(...jsonOption)

  planned('preview', '预览归类结果，不写入', 'what it would do; nothing is written').action(
    (options: RemapOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { previewRemap } = await import('../banks/remap-report.ts')
        const report = await previewRemap(db, options.bank, await inputOf(options), by)
        if (options.json) printJson(report)
        else printReport(report)
      }),
  )

  planned('propose', '提出归类方案，待他人确认（--why）', 'propose it, with --why; another person applies it').action(
    (options: RemapOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { proposeRemap } = await import('../banks/remap.ts')
        const made = await proposeRemap(db, options.bank, await inputOf(options), by)
        if (options.json) printJson({ remap: made.id, state: made.state })
        else print(say(`已提出，待他人确认：${made.id}`, `Proposed, another person applies it: ${made.id}`))
      }),
  )

  remap
    .command('list')
    .description(say('列出历次归类', 'list the re-mappings'))
    .requiredOption(...bankOption)
    .option(...jsonOption)
    .action((options: Options, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { remapStore } = await import('../banks/remap-store.ts')
        const { lineOf } = await import('../banks/remap-report.ts')
        const lines = (await remapStore(db.read).all(options.bank)).map((row) => lineOf(row, by.actor))
        if (options.json) return printJson(lines)
        print(
          table([
            [say('编号', 'id'), say('类别', 'kind'), say('版次', 'edition'), say('状态', 'state')],
            ...lines.map((line) => [line.id, line.kind, line.edition, line.state]),
          ]),
        )
      }),
    )

  remap
    .command('show')
    .description(say('显示一次归类：各处去向、尚无归属的试题', 'show one: places, and the items without a home'))
    .argument('<remap>')
    .requiredOption(...bankOption)
    .option(...jsonOption)
    .action((id: string, options: Options, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { readRemap } = await import('../banks/remap-report.ts')
        const { line, report } = await readRemap(db, options.bank, id, by)
        if (options.json) return printJson({ line, report })
        print(`${line.id} ${line.state}`)
        printReport(report)
      }),
    )

  for (const [name, zh, en] of [
    ['apply', '确认他人提出的归类', 'apply another person’s re-mapping'],
    ['undo', '撤销归类（--why；其后无改动时）', 'undo it, with --why, while nothing newer happened'],
    ['withdraw', '撤回未确认的归类', 'take back one that was not applied'],
  ] as const)
    remap
      .command(name)
      .description(say(zh, en))
      .argument('<remap>')
      .requiredOption(...bankOption)
      .action((id: string, options: Options, command: Command) =>
        withDeps(command, async ({ db }, by) => {
          const { applyRemap, undoRemap, withdrawRemap } = await import('../banks/remap.ts')
          const action = { apply: applyRemap, undo: undoRemap, withdraw: withdrawRemap }[name]
          print((await action(db, options.bank, id, by)).state)
        }),
      )
}

async function kindOf(kind: string): Promise<TableKind> {
  const { checked } = await import('./input.ts')
  const { ElementTable } = await import('../../core/element-table.ts')
  return checked(ElementTable.properties.kind, kind)
}

async function inputOf({ kind, file, from, choices }: RemapOptions) {
  const { checked } = await import('./input.ts')
  const { RemapChoices } = await import('../banks/remap-plan.ts')
  const { readTables, tableOfKind } = await import('../banks/read-tables.ts')
  const wanted = await kindOf(kind)
  const chosen = choices === undefined ? {} : (jsonOf(choices) as object)
  return {
    kind: wanted,
    from,
    table: file === undefined ? undefined : tableOfKind(await readTables(file), wanted),
    choices: checked(RemapChoices, { places: {}, items: {}, ...chosen }),
  }
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new AppError('input.usage', `${file} is no JSON. / ${file}不是JSON文件。`, { cause })
  }
}

const facts = (place: PlaceFacts | null): string =>
  place === null
    ? '–'
    : [place.code, place.name, place.weight === null ? place.importance : `${place.weight}%`].join(' ')

const stateWords = {
  unchanged: { zh: '不变', en: 'unchanged' },
  moved: { zh: '移动', en: 'moved' },
  ambiguous: { zh: '多处可归', en: 'ambiguous' },
  homeless: { zh: '无归属', en: 'without a home' },
  unknown: { zh: '原代码不存在', en: 'on an unknown code' },
  unassigned: { zh: '原未归类', en: 'unassigned before' },
} as const

function printReport({ from, to, total, counts, places, unhoused }: RemapReport): void {
  print(`${from.edition} → ${to.edition}`)
  const states = Object.keys(stateWords) as (keyof typeof stateWords)[]
  print(
    `${say(`共${total}题`, `${total} items`)}: ${states.map((state) => `${words(stateWords[state])} ${counts[state]}`).join(', ')}`,
  )
  for (const { from, name, to, state, suggestions } of places.slice(0, SHOWN)) {
    const maybe = suggestions.map(({ code, name }) => `${code} ${name}`).join('; ')
    print(`  ${from} ${name} → ${to ?? `${words(stateWords[state])}${maybe ? ` (${maybe})` : ''}`}`)
  }
  if (places.length > SHOWN) print(say(`  ……另有${places.length - SHOWN}处`, `  … and ${places.length - SHOWN} more`))
  for (const { said, from, now } of unhoused.slice(0, SHOWN)) print(`  ${said}  ${from ?? '–'} → ${now ?? '–'}`)
  if (unhoused.length > SHOWN)
    print(say(`  ……另有${unhoused.length - SHOWN}题`, `  … and ${unhoused.length - SHOWN} more items`))
}
