/** Defense documents: topic cards to cut and draw, score sheets and record for the committee, the list of draws. */
import { marksText } from '../../core/marks.ts'
import type { DefenseRecords, DrawList, ScoreSheets, TopicCards } from '../../core/paper/defense.ts'
import { parseText } from '../../core/text.ts'
import { printDocument } from './document.ts'
import { bankTitle, grid, heading, type PrintOptions, signatures, td, titleBlock } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { type Place, placed, textCell, textList, textNodes } from './rich-text.ts'
import { wordsOf } from './runs.ts'

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
              { text: wordsOf(`答辩时间：${minutes}分钟`), alignment: 'right' },
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

/** Lines for members of a committee, which has three at least and an odd number of them. */
const COMMITTEE = 5
/** Lines for questions where the topics are not known before the day. */
const BLANK_TOPICS = 3

/** The record of a defense, a page a candidate: topics, questions and answers, each member's marks, the result. */
export function defenseRecordsPdf(document: DefenseRecords, options: PrintOptions): Promise<Uint8Array> {
  const blanks = (n: number) => Array.from({ length: n }, () => td(' '))
  const line = (...fields: [name: string, blank: number][]): Content => ({
    text: fields.map(([name, blank]) => `${name}：${'_'.repeat(blank)}`).join('　　'),
    margin: [0, 0, 0, 5],
  })
  const sheet = ({ place, topics }: DefenseRecords['sheets'][number], at: number): Content[] => [
    heading(place === null ? '考生及答辩情况' : `考生${place}`, at > 0),
    line(['姓名', 14], ['准考证号', 18], ['单位', 18]),
    line(['答辩日期', 18], ['开始时间', 12], ['结束时间', 12]),
    grid(
      [48, '*', 60, 60],
      ['题号', '答辩题', '答辩时间', '满分'],
      topics.length === 0
        ? Array.from({ length: BLANK_TOPICS }, () => blanks(4))
        : topics.map(({ number, title, minutes, total }) => [
            td(`第${number}号`, 'center'),
            textCell(title),
            td(`${minutes}分钟`, 'center'),
            td(marksText(total), 'center'),
          ]),
    ),
    {
      table: {
        widths: ['*'],
        heights: [150, 40],
        body: [[td('提问与回答要点：')], [td('评语：')]],
      },
      layout: 'grid',
      margin: [0, 2, 0, 6],
    },
    grid(
      [36, '*', 80, 80, 120],
      ['序号', '考评员', '得分', '评分时间', '签名'],
      [
        ...Array.from({ length: COMMITTEE }, (_, row) => [td(`${row + 1}`, 'center'), ...blanks(4)]),
        [td(''), td('平均分', 'center'), td(' '), td(''), td('')],
      ],
    ),
    { text: wordsOf('考评组不少于3人且为单数，各考评员独立评分，取平均分。'), fontSize: 9 },
    signatures('记录人', '考评组长', '质量督导员'),
  ]
  const texts = document.sheets.flatMap(({ topics }) =>
    topics.flatMap(({ number, title }) => placed(topicPlace(number), [title])),
  )
  return printDocument(document, texts, [...titleBlock(document.head), ...document.sheets.flatMap(sheet)], options)
}
