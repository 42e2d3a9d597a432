/** A sitting on paper: its packing list before, its archive record after. They hold no item. */
import { dayAfterYears } from '../../core/archive.ts'
import { digestOf } from '../../core/canonical.ts'
import { packingList } from '../../core/paper/records.ts'
import { drawHolds } from '../../core/sitting.ts'
import { logStore } from '../access/store.ts'
import type { Bank } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import { ceremonyStore } from '../custody/ceremony-store.ts'
import type { Deps } from '../deps.ts'
import type { Report } from '../print/report.ts'
import { type File, paperBank } from '../sets/render.ts'
import { archiveOf } from './archive.ts'
import { type Sitting, sittingStore } from './store.ts'
import { contentsOf } from './volume.ts'

/** The packing list of a sitting, logged; `sparePerRoom` copies go along to each room. */
export async function sittingPackingList(
  { db, config, printer }: Deps,
  bank: string,
  id: string,
  sparePerRoom: number,
  by: By,
): Promise<File> {
  const { row, rooms } = await sittingStore(db.read).require(bank, id)
  const document = packingList({
    bank: await paperBank({ db, config }, bank),
    paperNumber: '',
    paperId: row.paper ?? row.name,
    classification: '内部资料',
    rooms: rooms.map(({ room, candidates }) => ({ room, candidates })),
    sparePerRoom,
  })
  const bytes = Buffer.from(await printer.call('render', { document, createdAt: row.at }))
  await db.tx((q) => logStore(q).append(act(by, bank, 'sitting.packing', id)))
  return { name: 'packing-list.pdf', bytes }
}

const when = (at: number | null) => (at === null ? '—' : new Date(at).toISOString().replace('T', ' ').slice(0, 16))

/** The archive record of a sitting: the lot, the opening, counts, incidents, and the list of what is kept. Times are UTC. */
export async function sittingReport(deps: Deps, bank: Bank, id: string): Promise<Report> {
  const { db } = deps
  const { sitting, lines, terms } = await archiveOf(db.read, bank.id, id)
  const { row, rooms, people, incidents } = sitting
  const head = await logStore(db.read).head()
  return {
    title: '考试档案记录',
    subtitle: `${bank.occupation} ${bank.occupationCode}　${bank.level}级　${row.name}`,
    classification: '内部资料',
    foot: `日志锚点 ${head.size} · ${head.hash.slice(0, 16)}`,
    digest: digestOf('sitting/1', sitting),
    createdAt: row.ends,
    parts: [
      {
        table: {
          head: ['项目', '内容'],
          widths: [110, '*'],
          rows: [
            ['地点', row.place],
            ['时间（UTC）', `${when(row.starts)} 至 ${when(row.ends)}`],
            ['试卷', row.paper ?? '—'],
            ['备用卷', row.spare ?? '—'],
            [
              '抽卷',
              row.draw
                ? `从${row.draw.candidates.length}份中抽取，复核${drawHolds(row.draw) ? '一致' : '不一致'}`
                : '—',
            ],
            ['抽卷种子', row.draw?.seed ?? '—'],
          ],
        },
      },
      { heading: '人员' },
      { table: { head: ['姓名', '职责'], rows: people.map(({ person, part }) => [person, partNames[part] ?? part]) } },
      { heading: '发放与回收' },
      {
        table: {
          head: ['考场', '考生', '发放', '经手', '回收', '经手', '差异说明'],
          widths: ['*', 36, 36, 60, 36, 60, 120],
          rows: rooms.map((room) => [
            room.room,
            String(room.candidates),
            String(room.issued ?? '—'),
            room.issuedBy ?? '',
            String(room.collected ?? '—'),
            room.collectedBy ?? '',
            room.explanation ?? '',
          ]),
        },
      },
      { heading: '启封记录' },
      {
        table: {
          head: ['时间（UTC）', '事由', '考务员', '批准人', '保管人', '份数'],
          rows: await openings(deps, sitting),
        },
      },
      { heading: '考场情况' },
      ...(incidents.length
        ? [
            {
              table: {
                head: ['时间（UTC）', '记录人', '情况'],
                widths: [95, 70, '*' as const],
                rows: incidents.map(({ at, by, text }) => [when(at), by, text]),
              },
            },
          ]
        : [{ paragraph: '无。' }]),
      { heading: '归档清单' },
      ...contentsOf(lines, (at) => dayAfterYears(at, 0, terms.zoneMinutes)),
    ],
  }
}

const partNames: Record<string, string> = {
  officer: '考务员',
  invigilator: '监考',
  assessor: '考评员',
  supervisor: '质量督导员',
  custodian: '保管人',
  other: '其他',
}

async function openings({ db }: Deps, { row: sitting }: Sitting): Promise<string[][]> {
  const store = ceremonyStore(db.read)
  const rows: string[][] = []
  for (const row of await store.all(sitting.bank)) {
    if (row.sitting !== sitting.id || row.opened === null) continue
    const people = (await store.shares(row.id)).map(({ person }) => person).join('、')
    const copies = (await store.copies(row.id)).map(
      ({ first, last, spoiled }) => `${first}–${last}${spoiled ? `（废${spoiled}）` : ''}`,
    )
    rows.push([when(row.opened), row.reason, row.officer, row.supervisor ?? '', people, copies.join('、') || '—'])
  }
  return rows
}
