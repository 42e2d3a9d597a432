/** Forms of record: cover of a set, packing list, register of issue and return, record of an opening. */
import type { IssueRegister, PackingList, SetCover, UnsealingRecord } from '../../core/paper/records.ts'
import { printDocument } from './document.ts'
import {
  bankTitle,
  digestHead,
  grid,
  heading,
  landscape,
  type PrintOptions,
  signatures,
  td,
  titleBlock,
} from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'

const line = (label: string, value = ''): Content => ({
  text: `${label}：${value === '' ? '______________________________' : value}`,
  margin: [0, 0, 0, 7],
})

/** Lines to fill in below the rooms that are known. */
const BLANK_ROOMS = 12
const blankRows = (known: number, wanted: number) =>
  Array.from({ length: Math.max(0, wanted - known) }, (_, at) => known + at + 1)

/** What lies on top of a set's parcel. It names papers and digests, and nothing of what is in them. */
export const setCoverPdf = (cover: SetCover, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    cover,
    [],
    [
      ...titleBlock(cover.head, [`共 ${cover.papers.length} 套`]),
      line('职业（等级）', bankTitle(cover.head)),
      line('套卷编号', cover.set),
      line('组卷计划', cover.blueprint),
      line('组卷人', cover.assembledBy),
      line('审批人', cover.approvedBy ?? ''),
      line('密封日期'),
      line('保管地点'),
      heading('卷目'),
      grid(
        [40, '*', 50, 150, 70],
        ['序号', '试卷编号', '卷别', '文档摘要', '备注'],
        cover.papers.map(({ number, id, forms, digest }) => [
          td(String(number), 'center'),
          td(id),
          td(forms, 'center'),
          td(digest === null ? '' : digestHead(digest)),
          td(''),
        ]),
      ),
      signatures('移交人', '接收人', '监督人'),
    ],
    options,
  )

/** A line a room, then a slip for each room's parcel. */
export function packingListPdf(list: PackingList, options: PrintOptions): Promise<Uint8Array> {
  const numbers = (first: number, last: number) => (last === 0 ? '' : `${first}～${last}`)
  const rows = [
    ...list.rooms.map(({ room, candidates, copies, spare, first, last }) => [
      td(room),
      td(String(candidates), 'center'),
      td(String(copies), 'center'),
      td(String(spare), 'center'),
      td(numbers(first, last), 'center'),
      td(''),
      td(''),
    ]),
    ...blankRows(list.rooms.length, list.rooms.length === 0 ? BLANK_ROOMS : 0).map(() =>
      Array.from({ length: 7 }, () => td(' ')),
    ),
    [
      td('合计', 'center'),
      ...[list.totals.candidates, list.totals.copies, list.totals.spare].map((n) =>
        td(n === 0 ? '' : String(n), 'center'),
      ),
      td(''),
      td(''),
      td(''),
    ],
  ]
  const slip = ({ room, candidates, copies, spare, first, last }: PackingList['rooms'][number]): Content => ({
    unbreakable: true,
    margin: [0, 8, 0, 0],
    table: {
      widths: ['*'],
      body: [
        [
          {
            margin: [8, 6, 8, 6],
            stack: [
              { text: `试卷袋　${room}`, font: 'hei', fontSize: 13, alignment: 'center', margin: [0, 0, 0, 6] },
              { text: `${bankTitle(list.head)}　试卷编号 ${list.head.id}` },
              { text: `考生 ${candidates} 人　试卷 ${copies} 份（含备用 ${spare} 份）　份号 ${numbers(first, last)}` },
              {
                text: '封条号：____________________　　装袋人：______________　　复核人：______________',
                margin: [0, 8, 0, 0],
              },
            ],
          },
        ],
      ],
    },
    layout: 'grid',
  })
  return printDocument(
    list,
    [],
    [
      ...titleBlock(list.head),
      grid(['*', 40, 46, 46, 60, 90, 40], ['考场', '考生数', '试卷份数', '其中备用', '份号', '封条号', '备注'], rows),
      signatures('装袋人', '复核人'),
      ...list.rooms.map(slip),
    ],
    options,
  )
}

/** Signed when papers go out and when they come back. */
export const issueRegisterPdf = (register: IssueRegister, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    register,
    [],
    [
      ...titleBlock(register.head),
      {
        columns: ['考试日期', '考点', '监督人'].map((name) => ({ text: `${name}：______________` })),
        margin: [0, 0, 0, 6],
      },
      grid(
        ['*', 28, 60, 60, 56, 28, 28, 60, 60, 56, 70],
        ['考场', '份数', '领取人', '发放人', '领取时间', '回收', '缺损', '交回人', '接收人', '交回时间', '备注'],
        [
          ...register.rooms.map(({ room, copies }) => [
            td(room),
            td(copies === 0 ? '' : String(copies), 'center'),
            ...Array.from({ length: 9 }, () => td(' ')),
          ]),
          ...blankRows(register.rooms.length, BLANK_ROOMS).map(() => Array.from({ length: 11 }, () => td(' '))),
        ],
      ),
      { text: '试卷、答题卡、草稿纸须当场清点；份数不符立即报告考务负责人，并在备注栏说明。', fontSize: 9 },
      signatures('考务负责人', '质量督导员'),
    ],
    options,
    landscape,
  )

/** Filled in by those present at an opening. */
export const unsealingRecordPdf = (record: UnsealingRecord, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    record,
    [],
    [
      ...titleBlock(record.head),
      line('启封事由'),
      line('申请人／批准人'),
      line('启封时间', '________年____月____日____时____分'),
      line('启封地点'),
      line('封条及包装', '□完好　　□破损（说明：______________________________）'),
      line('核验结果', '□密封件完整、签名有效　　□异常（说明：________________________）'),
      heading(`到场保管人（须 ${record.threshold} 人以上同时在场）`),
      grid(
        [40, '*', 150, 130],
        ['序号', '姓名', '签名', '时间'],
        (record.custodians.length > 0 ? record.custodians : ['', '', '']).map((name, at) => [
          td(String(at + 1), 'center'),
          td(name === '' ? ' ' : name),
          td(' '),
          td(' '),
        ]),
      ),
      heading('打印与去向'),
      grid(
        [40, 90, 60, 60, '*', 100],
        ['序号', '卷别', '份号起止', '份数', '领取人及去向', '作废重印'],
        Array.from({ length: 6 }, (_, at) => [
          td(String(at + 1), 'center'),
          ...Array.from({ length: 5 }, () => td(' ')),
        ]),
      ),
      signatures('记录人', '监督人', '考务负责人'),
    ],
    options,
  )
