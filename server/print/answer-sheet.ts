/** The answer sheet: who answers, boxes to fill for what is chosen, lined room for what is written. */
import { marksText } from '../../core/marks.ts'
import type { AnswerPlace, AnswerSheet } from '../../core/paper/sheets.ts'
import { printDocument } from './document.ts'
import { textWidth } from './fonts.ts'
import { heading, type PrintOptions, portrait, td, titleBlock, widthOf } from './page-style.ts'
import type { Column, Content } from './pdfmake-internals.ts'

const WIDTH = widthOf(portrait)
/** Five columns of four options side by side, so that a hundred items stand on one page. */
const BOX = 17
const LABEL = 20
const BETWEEN = 9
/** Rows of boxes stand 5 mm apart. */
const ROW = { fontSize: 9, lineHeight: 0.86 }
/** So many places stand one below the other before the next column begins. */
const HIGH = 5
const ADMISSION_DIGITS = 12
/** Room for a written answer, points a mark. */
const ROOM = { perMark: 22, least: 44, most: 620 }

const box = (text: string): Content => ({ text: `[${text}]`, font: 'hei', ...ROW, alignment: 'center' })

/** Labels of parts, "102（3）", are wider than numbers. */
const labelWidth = (places: readonly AnswerPlace[]) =>
  Math.max(LABEL, ...places.map(({ label }) => textWidth(label, 9) + 5))

/** √ and × are wider than letters. */
const boxWidth = (places: readonly AnswerPlace[]) =>
  places.some(({ letters }) => letters.includes('√')) ? BOX + 3 : BOX

const block = (places: readonly AnswerPlace[]): Column => ({
  width: 'auto',
  margin: [0, 0, BETWEEN, 6],
  table: {
    widths: [
      labelWidth(places),
      ...Array.from({ length: Math.max(...places.map(({ letters }) => letters.length)) }, () => boxWidth(places)),
    ],
    body: places.map(({ label, letters }, _, all) => {
      const blanks = Math.max(...all.map((place) => place.letters.length)) - letters.length
      return [
        { text: label, ...ROW, alignment: 'right', margin: [0, 0, 4, 0], noWrap: true },
        ...letters.map(box),
        ...Array.from({ length: blanks }, () => ''),
      ]
    }),
  },
  layout: 'bubbles',
})

/** Blocks of places side by side, as many as fit. */
function bubbles(places: readonly AnswerPlace[]): Content[] {
  if (places.length === 0) return []
  const letters = Math.max(...places.map((place) => place.letters.length))
  const across = Math.max(
    1,
    Math.floor((WIDTH + BETWEEN) / (labelWidth(places) + letters * boxWidth(places) + BETWEEN)),
  )
  const blocks = Array.from({ length: Math.ceil(places.length / HIGH) }, (_, at) =>
    places.slice(at * HIGH, (at + 1) * HIGH),
  )
  return Array.from({ length: Math.ceil(blocks.length / across) }, (_, row) => ({
    unbreakable: true,
    columns: blocks.slice(row * across, (row + 1) * across).map(block),
  }))
}

/** A box with lines to write on; its number and marks stand in its corner. */
const writing = ({ label, marks }: AnswerPlace): Content => {
  const room = Math.min(ROOM.most, Math.max(ROOM.least, (marks / 2) * ROOM.perMark))
  return {
    unbreakable: true,
    margin: [0, 0, 0, 6],
    table: { widths: ['*'], heights: [room], body: [[td(`${label}．（${marksText(marks)}分）`)]] },
    layout: 'grid',
  }
}

const candidate = (form: string): Content => ({
  margin: [0, 0, 0, 4],
  columns: [
    {
      width: 230,
      stack: [
        ...['单　　位', '姓　　名', '准考证号', '考　　场', '座位号'].map((name) => ({
          text: `${name}：____________________`,
          margin: [0, 0, 0, 6] as [number, number, number, number],
        })),
        { text: [{ text: '试卷类型：' }, { text: `${form}卷　[A] [B]`, font: 'hei' }], margin: [0, 0, 0, 6] },
        { text: '填涂示例：[■]　　用2B铅笔填满方框；修改时擦净。', fontSize: 9 },
        { text: '缺考标记：[ ]（由监考员填涂）', fontSize: 9, margin: [0, 3, 0, 0] },
      ],
    },
    { width: '*', text: '' },
    {
      width: 'auto',
      table: {
        widths: Array.from({ length: ADMISSION_DIGITS }, () => BOX - 2),
        heights: [16],
        body: [
          [
            { text: '准考证号填涂区', font: 'hei', fontSize: 9, alignment: 'center', colSpan: ADMISSION_DIGITS },
            ...Array.from({ length: ADMISSION_DIGITS - 1 }, () => ''),
          ],
          Array.from({ length: ADMISSION_DIGITS }, () => ({ text: ' ', fontSize: 12 })),
          ...Array.from({ length: 10 }, (_, digit) =>
            Array.from({ length: ADMISSION_DIGITS }, () => box(String(digit))),
          ),
        ],
      },
      layout: 'digits',
    },
  ],
})

/** The PDF of an answer sheet. */
export const answerSheetPdf = (sheet: AnswerSheet, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    sheet,
    [],
    [
      ...titleBlock(sheet.head, [`${sheet.form}卷`]),
      candidate(sheet.form),
      ...sheet.sections.flatMap(({ ordinal, title, total, places }): Content[] => {
        const [first, ...rest] = [
          ...bubbles(places.filter(({ letters }) => letters.length > 0)),
          ...places.filter(({ letters }) => letters.length === 0).map(writing),
        ]
        const head = heading(`${ordinal}、${title}（${marksText(total)}分）`)
        return [{ unbreakable: true, stack: first === undefined ? [head] : [head, first] }, ...rest]
      }),
    ],
    options,
  )
