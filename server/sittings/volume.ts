/** The volume of a sitting's archive on paper: cover, contents, what is missing, who consulted it. It holds no item. */
import { type ArchiveLine, type Consultation, dayAfterYears, mediumWords, missingOf } from '../../core/archive.ts'
import { digestOf } from '../../core/canonical.ts'
import { levelName } from '../../core/paper/head.ts'
import { logStore } from '../access/store.ts'
import type { Bank } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { Report, ReportPart } from '../print/report.ts'
import type { File } from '../sets/render.ts'
import { archiveOf } from './archive.ts'
import { archiveStore } from './archive-store.ts'

/** The PDF of the volume, its making logged. Throws `sitting.missing`. */
export async function printVolume({ db, printer }: Deps, bank: Bank, id: string, by: By): Promise<File> {
  const { sitting, lines, terms } = await archiveOf(db.read, bank.id, id)
  const { row } = sitting
  const { zoneMinutes, paperYears, electronicYears } = terms
  const day = (at: number) => dayAfterYears(at, 0, zoneMinutes)
  const until = (years: number) => dayAfterYears(row.ends, years, zoneMinutes)
  const head = await logStore(db.read).head()
  const missing = missingOf(lines)
  const register = await archiveStore(db.read).consultations(bank.id, id)
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
    digest: digestOf('volume/1', { sitting: id, lines, register }),
    createdAt: by.at,
    parts: [
      { heading: '卷内目录', newPage: true },
      ...contentsOf(lines, day),
      { heading: '查阅登记', newPage: true },
      ...registerOf(register, day),
    ],
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
        head: ['序号', '材料', '载体', '存放位置', '保管至', '状态', '登记'],
        widths: [28, '*', 30, 100, 58, 44, 60],
        align: ['center', 'left', 'center', 'left', 'center', 'center', 'left'],
        rows: lines.map(({ words, medium, place, inProgram, keptUntil, present, needed, by, at }, index) => [
          `${index + 1}`,
          words.zh,
          mediumWords[medium].zh,
          inProgram ? '本系统' : place || '—',
          keptUntil,
          present ? '已归档' : needed ? '缺' : '不适用',
          at === null ? '' : `${by} ${day(at)}`,
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

/** Blank lines to be filled in by hand where the register goes on on paper. */
const BLANK_LINES = 8
/** As high as two lines of handwriting. */
const BLANK = '\u3000\n\u3000'

/** The register of consultations as a table: what is entered, then lines to write on. */
function registerOf(register: readonly Consultation[], day: (at: number) => string): ReportPart[] {
  const decided = ({ decision, decidedBy, decided }: Consultation) =>
    decision === null ? '待批' : `${decision === 'approved' ? '批准' : '不批准'} ${decidedBy} ${day(decided!)}`
  return [
    { paragraph: '查阅须经负责人批准，两人在场；登记后不得改动。' },
    {
      table: {
        head: ['申请日期', '查阅人', '事由', '申请登记', '批准', '查阅日期', '在场两人'],
        widths: [58, 56, '*', 52, 76, 58, 76],
        align: ['center', 'left', 'left', 'left', 'left', 'center', 'left'],
        rows: [
          ...register.map((line) => [
            day(line.at),
            line.person,
            line.reason,
            line.by,
            decided(line),
            line.visited === null ? '' : day(line.visited),
            line.present?.join('、') ?? '',
          ]),
          ...Array.from({ length: BLANK_LINES }, () => [BLANK]),
        ],
      },
    },
  ]
}
