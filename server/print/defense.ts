/** Defense documents: topic cards to cut and draw, score sheets for the committee, the list of draws. */
import { marksText } from '../../core/marks.ts'
import type { DrawList, ScoreSheets, TopicCards } from '../../core/paper/defense.ts'
import { parseText } from '../../core/text.ts'
import { printDocument } from './document.ts'
import { bankTitle, grid, heading, type PrintOptions, signatures, td, titleBlock } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { type Place, placed, textCell, textList, textNodes } from './rich-text.ts'

const topicPlace = (number: number): Place => ({ en: `Topic ${number}`, zh: `第${number}号题` })

/** Cards in boxes to cut along. They show nothing that is scored. */
export function topicCardsPdf(document: TopicCards, options: PrintOptions): Promise<Uint8Array> {
  const card = ({ number, title, minutes }: TopicCards['topics'][number]): Content => ({
    unbreakable: true,
    margin: [0, 0, 0, 10],
    table: {
      widths: ['*'],
      heights: [130],
      body: [
        [
          {
            margin: [10, 8, 10, 8],
            stack: [
              {
                text: `${bankTitle(document.head)}答辩题　第 ${number} 号`,
                font: 'hei',
                fontSize: 12,
                alignment: 'center',
              },
              { stack: textNodes(parseText(title)), fontSize: 12, margin: [0, 14, 0, 14] },
              { text: `答辩时间：${minutes}分钟`, alignment: 'right' },
            ],
          },
        ],
      ],
    },
    layout: 'grid',
  })
  const texts = document.topics.flatMap(({ number, title }) => placed(topicPlace(number), [title]))
  return printDocument(document, texts, [...titleBlock(document.head), ...document.topics.map(card)], options)
}

const list = (name: string, lines: readonly string[]): Content[] =>
  lines.length === 0
    ? []
    : [
        { text: name, font: 'hei', margin: [0, 4, 0, 1] },
        { stack: textList(lines, (n) => `${n}.`), margin: [10, 0, 0, 0] },
      ]

/** A score sheet a topic, one to be filled in by each member of the committee. */
export function scoreSheetsPdf(document: ScoreSheets, options: PrintOptions): Promise<Uint8Array> {
  const sheet = (topic: ScoreSheets['topics'][number], at: number): Content[] => [
    heading(`第 ${topic.number} 号　（${topic.minutes}分钟，${marksText(topic.total)}分）`, at > 0),
    { stack: textNodes(parseText(topic.title)), margin: [0, 0, 0, 4] },
    { text: '考生姓名：______________　　准考证号：____________________', margin: [0, 0, 0, 4] },
    ...list('答题要点', topic.expected),
    grid(
      [30, '*', 40, 46, 90],
      ['序号', '评分要点', '配分', '得分', '备注'],
      [
        ...topic.scoring.map(({ text, marks }, row) => [
          td(`${row + 1}`, 'center'),
          textCell(text),
          td(marksText(marks), 'center'),
          td(''),
          td(''),
        ]),
        [td(''), td('合　计', 'center'), td(marksText(topic.total), 'center'), td(''), td('')],
      ],
    ),
    ...list('追问', topic.followUps),
    signatures('考评员'),
  ]
  const texts = document.topics.flatMap(({ number, title, expected, scoring, followUps }) =>
    placed(topicPlace(number), [title, ...expected, ...scoring.map(({ text }) => text), ...followUps]),
  )
  return printDocument(document, texts, [...titleBlock(document.head), ...document.topics.flatMap(sheet)], options)
}

/** The list of draws, with room for names and signatures; blank rows when topics are drawn by hand on the day. */
export function drawListPdf(document: DrawList, options: PrintOptions): Promise<Uint8Array> {
  const blank = Array.from({ length: 20 }, (_, at) => ({ place: at + 1, topics: [] as number[] }))
  const rows = (document.draws.length > 0 ? document.draws : blank).map(({ place, topics }) => [
    td(`${place}`, 'center'),
    td(topics.map((number) => `第${number}号`).join('、'), 'center'),
    td(''),
    td(''),
    td(''),
  ])
  return printDocument(
    document,
    [],
    [
      ...titleBlock(document.head),
      grid([40, '*', 90, 130, 90], ['序号', '题号', '考生姓名', '准考证号', '考生签名'], rows),
      signatures('抽题人', '监督人'),
    ],
    options,
  )
}
