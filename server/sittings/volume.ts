/** The volume of a sitting's archive on paper: its cover, its contents, what is missing. It holds no item. */
import { type ArchiveLine, dayAfterYears, mediumWords, missingOf } from '../../core/archive.ts'
import { digestOf } from '../../core/canonical.ts'
import { levelName } from '../../core/paper/head.ts'
import { logStore } from '../access/store.ts'
import type { Bank } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { Report, ReportPart } from '../print/report.ts'
import type { File } from '../sets/render.ts'
import { archiveOf } from './archive.ts'

/** The PDF of the volume, its making logged. Throws `sitting.missing`. */
export async function printVolume({ db, printer }: Deps, bank: Bank, id: string, by: By): Promise<File> {
  const { sitting, lines, terms } = await archiveOf(db.read, bank.id, id)
  const { row } = sitting
  const { zoneMinutes, paperYears, electronicYears } = terms
  const day = (at: number) => dayAfterYears(at, 0, zoneMinutes)
  const until = (years: number) => dayAfterYears(row.ends, years, zoneMinutes)
  const head = await logStore(db.read).head()
  const missing = missingOf(lines)
  const report: Report = {
    title: '职业技能等级认定考试档案',
    subtitle: `${bank.occupation}${bank.trade ? `（${bank.trade}）` : ''}　${levelName(bank.level)}`,
    cover: {
      lines: [
        `场次　${row.name}`,
        `考试日期　${day(row.starts)}　　地点　${row.place}`,
        `试卷编号　${row.paper ?? '—'}`,
        `保管期限　纸质${paperYears}年（至${until(paperYears)}），电子${electronicYears}年（至${until(electronicYears)}）`,
        `卷内材料　${lines.filter(({ present }) => present).length}种${missing.length > 0 ? `，缺${missing.length}种` : '，齐全'}`,
      ],
      foot: ['立卷人：________________________', `立卷日期：${day(by.at)}`],
    },
    classification: '内部资料',
    foot: `日志锚点 ${head.size} · ${head.hash.slice(0, 16)}`,
    digest: digestOf('volume/1', { sitting: id, lines }),
    createdAt: by.at,
    parts: [{ heading: '卷内目录', newPage: true }, ...contentsOf(lines, day)],
  }
  const bytes = Buffer.from(await printer.call('report', report))
  await db.tx((q) => logStore(q).append(act(by, bank.id, 'archive.volume', id)))
  return { name: 'volume.pdf', bytes }
}

/** The list as a table, and what is missing as a sentence; `day` tells the day of a Unix time in ms. */
export function contentsOf(lines: readonly ArchiveLine[], day: (at: number) => string): ReportPart[] {
  const missing = missingOf(lines)
  return [
    {
      table: {
        head: ['序号', '材料', '载体', '存放位置', '保管至', '状态', '登记人', '登记日期'],
        widths: [28, '*', 30, 110, 58, 48, 52, 58],
        align: ['center', 'left', 'center', 'left', 'center', 'center', 'left', 'center'],
        rows: lines.map(({ words, medium, place, inProgram, keptUntil, present, needed, by, at }, index) => [
          `${index + 1}`,
          words.zh,
          mediumWords[medium].zh,
          inProgram ? '本系统' : place || '—',
          keptUntil,
          present ? '已归档' : needed ? '缺' : '不适用',
          by ?? '',
          at === null ? '' : day(at),
        ]),
      },
    },
    {
      paragraph:
        missing.length > 0
          ? `尚缺${missing.length}种：${missing.map(({ words }) => words.zh).join('、')}。`
          : '应归档材料齐全。',
    },
  ]
}
