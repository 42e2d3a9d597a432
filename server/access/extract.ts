/** An extract of the access log as a report to print: the entries somebody asks about, and the anchor they hang on. */
import { digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { Link } from '../../core/log.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { Report } from '../print/report.ts'
import { logStore } from './store.ts'

/** Which entries; what is left out does not narrow. Times are Unix time in ms, `until` is not included. */
export type ExtractFilter = { bank?: string; actor?: string; from?: number; until?: number }

/** More entries than an extract holds are no reading matter: the whole log is exported instead. */
const MOST = 5000
/** Objects may be lists of hundreds of ids. */
const OBJECT_SHOWN = 120

const instant = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 19)
const short = (text: string) =>
  text.length > OBJECT_SHOWN ? `${text.slice(0, OBJECT_SHOWN)}…（共${text.length}字）` : text

const matches = ({ bank, actor, from = 0, until = Infinity }: ExtractFilter, link: Link) =>
  (bank === undefined || link.bank === bank) &&
  (actor === undefined || link.actor === actor) &&
  link.at >= from &&
  link.at < until

/** What was asked for, in words. */
const asked = ({ bank, actor, from, until }: ExtractFilter): string =>
  [
    bank === undefined ? '全部题库' : `题库 ${bank}`,
    actor === undefined ? '全部人员' : `人员 ${actor}`,
    from === undefined ? '' : `自 ${instant(from)}`,
    until === undefined ? '' : `至 ${instant(until)}`,
  ]
    .filter((part) => part !== '')
    .join('　')

/** The PDF of an extract; that it was taken, and of what, is an entry itself. Throws `input.invalid` for too many entries. */
export async function printExtract({ db, printer }: Deps, filter: ExtractFilter, by: By): Promise<Buffer> {
  const found: Link[] = []
  for await (const link of logStore(db.read).links()) {
    if (!matches(filter, link)) continue
    found.push(link)
    if (found.length > MOST)
      throw new AppError(
        'input.invalid',
        `More than ${MOST} entries: narrow the extract, or export the log. / 超过${MOST}条：请缩小范围，或导出日志。`,
      )
  }
  // The entry of the extract stands in the chain before anything is handed out, and the anchor covers it.
  const head = await db.tx((q) => logStore(q).append(act(by, filter.bank ?? '', 'log.extract', asked(filter))))
  const report: Report = {
    title: '访问日志摘录',
    subtitle: `${asked(filter)}　共 ${found.length} 条`,
    classification: '内部资料',
    foot: `日志锚点 ${head.size} · ${head.hash.slice(0, 16)}`,
    digest: digestOf(
      'log-extract/1',
      found.map(({ seq, hash }) => ({ seq, hash })),
    ),
    createdAt: by.at,
    landscape: true,
    parts: [
      {
        table: {
          head: ['序号', '时间（UTC）', '人员', '题库', '行为', '对象', '结果', '哈希'],
          widths: [30, 96, 60, 72, 74, '*', 40, 46],
          align: ['center'],
          rows: found.map(({ seq, at, actor, bank, did, to, result, hash }) => [
            String(seq),
            instant(at),
            actor,
            bank,
            did,
            short(to),
            result,
            hash.slice(0, 8),
          ]),
        },
      },
      {
        paragraph: `日志锚点：${head.size}条，末条哈希 ${head.hash}。表中列出各条哈希的前8位，可与导出的日志逐条核对（juanku log verify）。`,
      },
    ],
  }
  return Buffer.from(await printer.call('report', report))
}
