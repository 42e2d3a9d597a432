/** What the gallery shows: documents of every kind, and the awkward cases, as PDFs with the pages kept of each. */
import { digestOf } from '../../core/canonical.ts'
import type { CasePart, TheoryItem } from '../../core/item.ts'
import { defensePaper } from '../../core/paper/defense.ts'
import { practicalPaper } from '../../core/paper/practical.ts'
import { issueRegister, packingList, setCover, unsealingRecord } from '../../core/paper/records.ts'
import { answerSheet, markingSheet } from '../../core/paper/sheets.ts'
import type { PickedSection } from '../../core/paper/theory.ts'
import { twoWayTable } from '../../core/paper/two-way.ts'
import { stampPdf } from '../../server/print/stamp.ts'
import type { Pool } from '../../server/workers/pool.ts'
import type { PrintableDocument, PrinterJobs } from '../../server/workers/printer.ts'
import {
  awkwardSections,
  bank,
  choice,
  documentsOf,
  judgement,
  picked,
  pictureName,
  pictures,
  plain,
  task,
  topic,
  written,
} from './papers.ts'
import { sampleBank, sampleSections } from './sample-papers.ts'

/** `pages` are the first and last page shown. */
export type Exhibit = { name: string; pdf: Uint8Array; pages: [number, number]; document?: PrintableDocument }

const head = { bank, paperNumber: '01', paperId: 'JK-L3-0001' }
const of = (type: TheoryItem['type'], marks: number, items: TheoryItem[], name: string = type): PickedSection => ({
  type,
  marks,
  items: items.map((item, at) => picked(item, `${name}${at}`)),
})

const part = (
  id: string,
  type: CasePart['type'],
  stem: string,
  key: CasePart['key'],
  marks: number,
  texts: string[] = [],
): CasePart => ({
  id,
  type,
  stem,
  options: texts.map((text, at) => ({ id: String.fromCharCode(97 + at), text })),
  key,
  fixedOrder: false,
  marks,
})

/** A case of three parts: chosen, judged, written. */
export const caseItem = (sentences = 8): TheoryItem => ({
  ...choice(
    `某车间有一台额定功率为15 kW的三相异步电动机，采用星—三角降压起动。${'运行中记录了各相电流与绕组温度，未见异常。'.repeat(sentences)}`,
    [],
  ),
  type: 'case',
  key: { text: '' },
  parts: [
    part('a', 'single', '起动时定子绕组接成（ ）。', { options: ['a'] }, 4, [
      '星形',
      '三角形',
      '延边三角形',
      '开口三角形',
    ]),
    part('b', 'true_false', '切换后线电流增大到原来的三倍。', { truth: true }, 2),
    part(
      'c',
      'calculation',
      '若直接起动电流为 $I$，求降压起动时的线电流 $I_{st}$。',
      { text: '$I_{st}=\\dfrac{1}{3}I$；写出公式3分，结果4分。' },
      14,
    ),
  ],
})

const longStem = choice(
  `某企业的配电系统由一台容量为630 kVA的变压器供电，${'低压侧装设无功补偿装置，功率因数由0.75提高到0.95；'.repeat(9)}下列关于该系统的说法不正确的是（ ）。`,
  [
    '补偿后变压器的视在功率减小，可以多带负荷，线路的损耗也随之减小',
    '补偿电容器应装设放电装置',
    '功率因数越高越好，可以过补偿',
    '补偿后有功功率不变',
  ],
)
const wideTable = choice(
  `各支路测得的数据见下表，其中误差最大的是（ ）。\n\n|${' 支路编号 | 电压/V | 电流/A | 功率/kW |'.repeat(2)}\n|${'---|---|---|---|'.repeat(2)}\n${[1, 2, 3].map((n) => `|${` 第${n}支路 | ${n * 110} | ${n}.5 | $${n}.25$ |`.repeat(2)}`).join('\n')}`,
  ['第1支路', '第2支路', '第3支路', '都一样'],
)
const figures = choice(
  '输出电压为方波的电路是（ ）。',
  Array.from({ length: 4 }, () => `![](sha256:${pictureName})`),
)
const formulas = choice('正弦交流电压的有效值与最大值的关系是（ ）。', [
  '$U=\\frac{U_m}{\\sqrt{2}}$',
  '$U=\\sqrt{2}U_m$',
  '$U=\\frac{U_m}{\\sqrt{3}}$',
  '$U=\\frac{2U_m}{\\pi}$',
])
const code = choice('执行语句 a[i]=5*3**2; if(a<b) print("-1"); 后，变量i的值为-1，环境温度为-5℃～-10℃时（ ）。', [
  'i==-1',
  'a_1',
  '<u>x</u>',
  '$5',
])

/** Everything shown, in its order. */
export async function exhibits(printer: Pool<PrinterJobs>): Promise<Exhibit[]> {
  const sample = await sampleBank()
  const shown: Exhibit[] = []
  const all = { ...sample.pictures, ...pictures }
  const print = (document: PrintableDocument, format: 'a4' | 'a3' = 'a4') =>
    printer.call('render', { document, pictures: all, createdAt: 0, format })
  const show = async (name: string, document: PrintableDocument, pages: [number, number] = [1, 1], format?: 'a3') =>
    shown.push({ name, pdf: await print(document, format), pages, document })

  const first = documentsOf(sampleSections(sample, 'gallery'))
  await show('sample-paper', first.paper, [1, 8])
  await show('sample-paper-a3', first.paper, [1, 2], 'a3')
  await show('sample-key', first.key)
  await show('answer-sheet', answerSheet(first.paper))
  await show('two-way-table', twoWayTable({ ...head, sections: sampleSections(sample, 'gallery'), scopes: [] }))
  shown.push({
    name: 'stamped',
    pdf: stampPdf(await print(first.paper), { copy: '017', recipient: '第3考场' }),
    pages: [2, 2],
  })

  await show('awkward', documentsOf(awkwardSections()).paper, [1, 3])
  const shapes = [longStem, wideTable, figures, formulas, code, ...plain(3)]
  await show('shapes', documentsOf([of('single', 2, shapes)]).paper, [1, 2])
  await show(
    'two-hundred',
    documentsOf([
      of(
        'true_false',
        1,
        Array.from({ length: 60 }, (_, n) => judgement(`第${n + 1}次试验合格。`, n % 2 === 0)),
      ),
      of('single', 1, plain(140)),
    ]).paper,
    [8, 8],
  )
  const cases = documentsOf([
    of('single', 2, plain(9)),
    of('short_answer', 10, [written('short_answer', '简述PLC的扫描过程。', '输入采样；程序执行；输出刷新。')]),
    of('case', 20, [caseItem(), caseItem(20)]),
  ])
  await show('case-over-page', cases.paper, [1, 3])
  await show('case-key', cases.key)
  await show('marking-sheet', markingSheet(cases.key)!)
  const rare = documentsOf([
    of('single', 2, [choice('操作票由王㛃、李赟、陈䶮三人签字，监护人是（ ）。', ['王㛃', '李赟', '陈䶮', '喆'])]),
  ]).paper
  await show('rare-characters', {
    ...rare,
    head: { ...rare.head, bank: { ...bank, organisation: '㵘水職業技能評價中心' } },
  })
  await show(
    'empty-section',
    documentsOf([
      of('single', 2, plain(2)),
      of('multiple', 4, []),
      of('true_false', 2, [judgement('电流有方向。', true)]),
    ]).paper,
  )

  const digest = digestOf('item', task)
  const practical = practicalPaper({
    ...head,
    tasks: [
      { id: 'x', digest, content: task, module: '继电控制', weight: 60 },
      { id: 'y', digest, content: task, module: '电子技术', weight: 40 },
    ],
  })
  await show('practical-preparation', practical.preparation, [1, 2])
  await show('practical-tasks', practical.tasks)
  await show('practical-marking', practical.marking, [1, 2])
  const defense = defensePaper({
    ...head,
    topics: [
      { id: 'a', digest, content: topic },
      { id: 'b', digest, content: topic },
    ],
    draws: [['a'], ['b']],
  })
  await show('defense-cards', defense.cards)
  await show('defense-scores', defense.scores)
  await show('defense-draw', defense.draw)
  await show('defense-record', defense.records)

  const list = packingList({
    ...head,
    rooms: [
      { room: '第1考场（实训楼101）', candidates: 30 },
      { room: '第2考场', candidates: 28 },
    ],
    sparePerRoom: 1,
  })
  await show(
    'set-cover',
    setCover({
      ...head,
      set: 'T01',
      blueprint: '理论 80+20 第1版',
      assembledBy: '组卷员',
      approvedBy: '审批人',
      papers: [{ number: 1, id: 'T01-01', forms: 'A、B', digest: 'ab'.repeat(32) }],
    }),
  )
  await show('packing-list', list)
  await show('issue-register', issueRegister({ ...head, rooms: list.rooms }))
  await show('unsealing-record', unsealingRecord({ ...head, custodians: ['甲', '乙', '丙'], threshold: 2 }))
  return shown
}
