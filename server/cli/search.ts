/** `juanku items find | change | undo`: finding items, and changing many at once. */
import type { Command } from 'commander'
import type { BulkChange } from '../../core/bulk-change.ts'
import type { SearchQuery } from '../items/search-query.ts'
import { withDeps } from './session.ts'
import { columns, note, print, printJson, say, table, words } from './terminal.ts'

type Flag = 'mine' | 'picture' | 'formula' | 'table' | 'calculation' | 'quarantined'
type Filters = Omit<SearchQuery, 'view' | 'attribute' | 'placed' | 'fixedOrder' | 'counts' | Flag> & {
  bank: string
  attribute?: string[]
  unplaced?: boolean
  counts?: boolean
  json?: boolean
} & { [name in Flag | 'fixedOrder']?: boolean }
type Changes = Filters & {
  setPoint?: string
  setDifficulty?: string
  setSource?: string
  setFamily?: string
  setAttribute?: string[]
  step?: string
  reason?: string
  apply?: boolean
}

/** Widest title a person is shown, in columns of a terminal. */
const TITLE = 60
/** Items of a preview shown to a person; `--json` shows all. */
const SHOWN = 20

const withFilters = (command: Command): Command =>
  command
    .argument('[text]', say('要找的文字，空格分隔，须全部出现', 'words to find, divided by spaces; all must occur'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .option('--state <list>', 'draft, submitted, approved, retired')
    .option('--type <list>', 'single, multiple, true_false, …')
    .option('--within <code>', say('鉴定点或范围代码', 'a point or scope'))
    .option('--unplaced', say('未归入鉴定点', 'without a place in the element table'))
    .option('--difficulty <list>', say('1–5，unknown为未知', '1–5, unknown'))
    .option('--importance <list>', 'X, Y, Z')
    .option('--agreement <list>', say('一致性1–5，unknown为未知', 'agreement 1–5, unknown'))
    .option('--marks <list>', say('分值，如 0.5,1', 'marks, e.g. 0.5,1'))
    .option('--minutes <list>', say('答题或操作分钟', 'minutes to answer, or to work'))
    .option('--mine', say('本人命题', 'written by me'))
    .option('--source <text>', say('来源', 'source'))
    .option('--family <name>', say('同源题组', 'family'))
    .option('--code <id>', say('导入时的编号', 'the id an import brought'))
    .option('--attribute <name=value...>', say('自定义属性', 'attributes'))
    .option('--picture', say('有图', 'with a picture'))
    .option('--formula', say('有公式', 'with a formula'))
    .option('--table', say('有表格', 'with a table'))
    .option('--calculation', say('带变量的计算题', 'with variables'))
    .option('--fixed-order', say('选项顺序固定', 'with options in a fixed order'))
    .option('--quarantined', say('隔离中', 'held back in quarantine'))
    .option('--number-from <n>', say('题号自', 'from this item number'))
    .option('--number-to <n>', say('题号至', 'to this item number'))
    .option('--created-from <date>', say('建立时间自，如 2026-11-01', 'made since, e.g. 2026-11-01'))
    .option('--created-to <date>', say('建立时间至', 'made until'))
    .option('--changed-from <date>', say('修改时间自', 'changed since'))
    .option('--changed-to <date>', say('修改时间至', 'changed until'))
    .option('--json', say('输出JSON', 'print JSON'))

export function searchCommands(root: Command): void {
  const items =
    root.commands.find((command) => command.name() === 'items') ??
    root.command('items').description(say('试题', 'items'))

  withFilters(items.command('find'))
    .description(say('查找试题', 'find items'))
    .option(
      '--sort <field>',
      say(
        'number、-changed、difficulty、point；前加-为降序',
        'number, -changed, difficulty, point; - in front: descending',
      ),
    )
    .option('--limit <n>', say('每页题数，最多200', 'items a page, at most 200'), '50')
    .option('--cursor <text>', say('上一页给出的游标', 'the cursor that the page before gave'))
    .option('--counts', say('统计', 'count them too'))
    .action((text: string | undefined, options: Filters, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { searchItems } = await import('../items/search.ts')
        const { searchOf } = await import('../items/search-query.ts')
        await requireBank(deps.db, options.bank)
        const query = await queryOf(text, options)
        const limit = Number(query.limit)
        const page = await searchItems(
          deps,
          options.bank,
          { ...searchOf(query), cursor: options.cursor, limit, counts: options.counts },
          by,
        )
        if (options.json) return printJson(page)
        if (!page.items.length) return print(say('没有符合条件的试题。', 'No item matches.'))
        const head = [
          say('题号', 'number'),
          say('状态', 'state'),
          say('题型', 'type'),
          say('鉴定点', 'point'),
          say('难度', 'difficulty'),
          '',
        ]
        const lines = page.items.map((one) => [
          one.spoken,
          one.state,
          one.type ?? '',
          one.point ?? '',
          one.difficulty ?? '',
          short(one.title),
        ])
        print(table([head, ...lines]))
        if (page.counts) print(say(`共${page.counts.total}题`, `${page.counts.total} in all`))
        else if (options.counts) note(say('数量太多，未统计。', 'Too many to count at once.'))
        if (page.next) note(say(`下一页：--cursor ${page.next}`, `Next page: --cursor ${page.next}`))
      }),
    )

  withFilters(items.command('change'))
    .description(say('批量修改：先预览，加 --apply 才执行', 'change many items: a preview, done with --apply'))
    .option('--set-point <code>', say('改鉴定点；none为清空', 'their point; none empties it'))
    .option('--set-difficulty <1-5>', say('改难度；unknown为未知', 'their difficulty; or unknown'))
    .option('--set-source <text>', say('改来源', 'their source'))
    .option('--set-family <name>', say('改同源题组；none为清空', 'their family; none empties it'))
    .option('--set-attribute <name=value...>', say('改属性；值为空则删除', 'attributes; an empty value removes one'))
    .option('--step <step>', 'submit | retire')
    .option('--reason <text>', say('理由', 'the reason'))
    .option('--apply', say('执行', 'do it'))
    .action((text: string | undefined, options: Changes, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { applyBulk, NewBulk, previewBulk } = await import('../items/bulk.ts')
        const { searchOf } = await import('../items/search-query.ts')
        const { checked } = await import('./input.ts')
        await requireBank(deps.db, options.bank)
        const change = await changeOf(options)
        const { kind, search } = searchOf(await queryOf(text, options))
        const preview = await previewBulk(deps, options.bank, { kind, search }, change, by)
        if (!options.apply || !preview.items.length) return options.json ? printJson(preview) : printPreview(preview)
        const taken = preview.items.map(({ item, revision }) => ({ item, revision }))
        const bulk = checked(NewBulk, { kind, change, reason: options.reason ?? by.why ?? '', items: taken })
        const done = await applyBulk(deps, options.bank, bulk, by)
        if (options.json) return printJson({ ...done, refused: preview.refused, unchanged: preview.unchanged })
        print(
          say(
            `已修改${done.items}题。撤销：juanku items undo ${done.id}`,
            `${done.items} changed. To undo: juanku items undo ${done.id}`,
          ),
        )
      }),
    )

  items
    .command('undo')
    .description(say('撤销一次批量修改', 'undo a bulk change'))
    .argument('<id>')
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((id: string, options: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { undoBulk } = await import('../items/bulk-undo.ts')
        const result = await undoBulk(db, options.bank, id, by)
        if (options.json) return printJson(result)
        print(say(`已撤销${result.undone}题。`, `${result.undone} put back.`))
        for (const { number, message } of result.kept) note(`${number}: ${words(message)}`)
      }),
    )
}

/** The filters as the service takes them. Throws `input.usage` for a date or field that is none. */
async function queryOf(text: string | undefined, options: Filters): Promise<SearchQuery> {
  const { SearchQuery } = await import('../items/search-query.ts')
  const { checked } = await import('./input.ts')
  const wanted: Record<string, unknown> = { kind: options.kind, limit: options.limit, text }
  if (options.unplaced) wanted['placed'] = 'false'
  for (const name of Object.keys(SearchQuery.properties) as (keyof SearchQuery)[]) {
    const value = name === 'view' ? undefined : options[name as keyof Filters]
    if (value !== undefined) wanted[name] = typeof value === 'boolean' ? String(value) : value
  }
  const dates = { createdFrom: '00:00', createdTo: '23:59:59.999', changedFrom: '00:00', changedTo: '23:59:59.999' }
  for (const [name, time] of Object.entries(dates))
    if (wanted[name] !== undefined) wanted[name] = millis(String(wanted[name]), time)
  for (const [name, value] of Object.entries(wanted)) if (value === undefined) delete wanted[name]
  return checked(SearchQuery, wanted)
}

/** A day, in the person's time zone, or a moment, as Unix ms; what is neither stays as it is and is refused by the schema. */
const millis = (date: string, time: string): string => {
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T${time}` : date)
  return Number.isNaN(at) ? date : String(at)
}

async function changeOf(options: Changes): Promise<BulkChange> {
  const { BulkChange } = await import('../../core/bulk-change.ts')
  const { checked } = await import('./input.ts')
  const { setPoint, setDifficulty, setSource, setFamily, setAttribute, step } = options
  const emptied = (value: string) => (value === 'none' ? null : value)
  const pairs = setAttribute?.map((pair) => [pair.split('=', 1)[0]!, pair.slice(pair.indexOf('=') + 1) || null])
  const set = {
    ...(setPoint !== undefined && { point: emptied(setPoint) }),
    ...(setDifficulty !== undefined && { difficulty: setDifficulty === 'unknown' ? null : Number(setDifficulty) }),
    ...(setSource !== undefined && { source: setSource }),
    ...(setFamily !== undefined && { family: emptied(setFamily) }),
    ...(pairs && { attributes: Object.fromEntries(pairs) }),
  }
  const fields = Object.keys(set).length > 0
  return checked(BulkChange, { ...(step !== undefined && { step }), ...((fields || step === undefined) && { set }) })
}

function printPreview({
  items,
  refused,
  unchanged,
}: Awaited<ReturnType<typeof import('../items/bulk.ts').previewBulk>>): void {
  for (const { number, changes } of items.slice(0, SHOWN))
    print(
      `${number}  ${changes.map(({ field, before, after }) => `${field}: ${before ?? '–'} → ${after ?? '–'}`).join('; ')}`,
    )
  if (items.length > SHOWN) print(say(`……另有${items.length - SHOWN}题`, `… and ${items.length - SHOWN} more`))
  for (const { number, message } of refused.slice(0, SHOWN)) note(`${number}: ${words(message)}`)
  print(
    say(
      `可改${items.length}题，拒绝${refused.length}题，无需改${unchanged}题。`,
      `${items.length} to change, ${refused.length} refused, ${unchanged} already so.`,
    ),
  )
}

/** The first line of a title, cut to fit a terminal. */
function short(title: string): string {
  const [line = ''] = title.split('\n')
  let cut = ''
  for (const char of line) {
    if (columns(cut + char) > TITLE) return `${cut}…`
    cut += char
  }
  return cut
}
