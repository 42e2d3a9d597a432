/** `juanku log show | mine | unusual | settings` */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { UnusualKind } from '../../core/reading.ts'
import type { LogPage } from '../access/read-log.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, table } from './terminal.ts'

type PageOptions = { before?: string; limit: string; json?: boolean }
type ShowOptions = PageOptions & {
  person?: string
  bank?: string
  object?: string
  did?: string
  from?: string
  to?: string
}

const kinds: Record<UnusualKind, () => string> = {
  many: () => say('一小时内过多', 'many in an hour'),
  hours: () => say('非工作时间', 'odd hours'),
  bank: () => say('另一题库', 'another bank'),
  sealed: () => say('密封卷中的试题', 'items under seal'),
}
const instant = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 19)
/** Lists of ids are long: the first is shown, and how many there are. */
const short = (to: string) => {
  const parts = to.split(' ')
  return parts.length > 3 ? `${parts[0]} … ${parts.length}` : to
}

/** Which page of the log is asked for. */
async function pageOf({ before, limit }: PageOptions): Promise<{ before: number | undefined; limit: number }> {
  const { checked } = await import('./input.ts')
  const { Type } = await import('../../core/schema.ts')
  const whole = (text: string, maximum: number) => checked(Type.Integer({ minimum: 1, maximum }), Number(text))
  return { before: before === undefined ? undefined : whole(before, 1e15), limit: whole(limit, 500) }
}

function printPage(page: LogPage, { json }: PageOptions): void {
  if (json) {
    printJson(page)
    return
  }
  const titles = [
    '',
    say('时间（UTC）', 'time (UTC)'),
    say('何人', 'who'),
    say('题库', 'bank'),
    say('何事', 'what'),
    say('对象', 'of'),
    say('结果', 'result'),
    say('理由', 'why'),
  ]
  const rows = page.entries.map(({ seq, at, actor, bank, did, to, result, why }) => {
    const how = result === 'done' ? '' : result
    return [seq, instant(at), actor, bank, did, short(to), how, why]
  })
  print(rows.length ? table([titles, ...rows]) : say('没有符合的记录。', 'No such entries.'))
  if (page.next !== null) print(say(`下一页：--before ${page.next}`, `Next page: --before ${page.next}`))
}

export function logReadingCommands(log: Command): void {
  log
    .command('show')
    .description(say('查看日志，新的在前', 'the log, newest first'))
    .option('--person <name>', say('何人', 'who'))
    .option('--bank <bank>', say('哪个题库', 'in which bank'))
    .option('--object <id>', say('涉及的编号（试题、试卷等）', 'an id that entries name, of an item, a paper …'))
    .option('--did <act>', say('何事，如 item.read', 'what, such as item.read'))
    .option('--from <time>', say('起（如 2026-11-01）', 'from, such as 2026-11-01'))
    .option('--to <time>', say('止', 'until'))
    .option('--before <n>', say('只看该编号之前的（翻页）', 'entries before this number, for the next page'))
    .option('--limit <n>', say('条数（1至500）', 'how many, 1 to 500'), '50')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: ShowOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { readLog } = await import('../access/read-log.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const time = (text: string | undefined) =>
          text === undefined ? undefined : checked(Type.Integer({ minimum: 0 }), Date.parse(text))
        const { person, bank, object, did } = options
        const filter = { actor: person, bank, object, did, from: time(options.from), to: time(options.to) }
        printPage(await readLog(db, { ...filter, ...(await pageOf(options)) }, by), options)
      }),
    )

  log
    .command('mine')
    .description(say('本人的记录，新的在前', 'what I did myself, newest first'))
    .option('--before <n>', say('只看该编号之前的（翻页）', 'entries before this number, for the next page'))
    .option('--limit <n>', say('条数（1至500）', 'how many, 1 to 500'), '50')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: PageOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { readOwn } = await import('../access/read-log.ts')
        printPage(await readOwn(db, await pageOf(options), by), options)
      }),
    )

  log
    .command('unusual')
    .description(say('异常查阅（供监督员查看）', 'readings that stand out, for the supervisor'))
    .option('--days <n>', say('最近几天', 'of the last days'), '30')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { days: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { readUnusual } = await import('../access/read-log.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const found = await readUnusual(
          db,
          checked(Type.Integer({ minimum: 1, maximum: 366 }), Number(options.days)),
          by,
        )
        if (options.json) return printJson(found)
        if (!found.length) return print(say('没有异常查阅。', 'Nothing stands out.'))
        const rows = found.map(({ kind, person, bank, count, from, to }) => [
          kinds[kind](),
          person,
          bank,
          count,
          instant(from),
          instant(to),
        ])
        const titles = [say('异常', 'what'), say('何人', 'who'), say('题库', 'bank'), say('题数', 'items')]
        print(table([[...titles, say('起（UTC）', 'from (UTC)'), say('止', 'until')], ...rows]))
        print(say('异常只是询问的理由，不是违规的证据。', 'This is a reason to ask, not a proof.'))
      }),
    )

  log
    .command('settings')
    .description(
      say(
        '查阅与保管的设置：理由、限额、工作时间、锚点、保管期限',
        'reasons, budgets, hours, anchors, terms of keeping',
      ),
    )
    .option('--set <file>', say('以此JSON文件为准', 'put this JSON file in force'))
    .action((options: { set?: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { setSettings, settingsInForce } = await import('../access/settings.ts')
        const { AppError } = await import('../../core/errors.ts')
        if (options.set !== undefined) {
          let settings: unknown
          try {
            settings = JSON.parse(readFileSync(options.set, 'utf8'))
          } catch (cause) {
            if (!(cause instanceof SyntaxError)) throw cause
            throw new AppError('file.wrong', `${options.set} is no JSON. / 该文件不是JSON。`, { cause })
          }
          await setSettings(db, settings as never, by)
        }
        print(JSON.stringify((await settingsInForce(db.read)).settings, null, 2))
      }),
    )
}
