/** The theory paper as candidates get it: on A4, or on A3 in two columns to be folded to A4. */
import { marksText } from '../../core/marks.ts'
import { documentDigest, levelName } from '../../core/paper/head.ts'
import type { PaperSection, TheoryPaper } from '../../core/paper/theory.ts'
import { textWidth } from './fonts.ts'
import { type GalleyBlock, typesetGalley } from './galley.ts'
import { bankTitle, digestHead, type PrintOptions, th } from './page-style.ts'
import type { Frame, Glue } from './paginate.ts'
import type { Content } from './pdfmake-internals.ts'
import type { Canvas } from './print-document.ts'
import { prepareTexts } from './rich-text.ts'
import { wordsOf } from './runs.ts'
import { paintSealingLine } from './sealing-line.ts'
import { itemBlocks, type LaidItem, layItem, type Setting, textsOf } from './theory-items.ts'
import { A4 } from './typeset.ts'

/** Every column is as wide as A4's, so that both formats have the same lines. */
const COLUMN = { y: 54, width: 469.28, height: A4.height - 54 - 50 }
/** The wide left margin carries the sealing line and is for binding. */
const BINDING = 82
const FORMATS: Record<NonNullable<PrintOptions['format']>, { width: number; height: number; frames: Frame[] }> = {
  a4: { ...A4, frames: [{ ...COLUMN, x: BINDING }] },
  a3: {
    width: A4.width * 2,
    height: A4.height,
    frames: [
      { ...COLUMN, x: BINDING },
      { ...COLUMN, x: A4.width + (A4.width - COLUMN.width) / 2 },
    ],
  },
}

const NONE: Glue = { natural: 0, min: 0, max: 0 }
const ABOVE_HEADING: Glue = { natural: 13, min: 8, max: 22 }
const BELOW_HEADING: Glue = { natural: 7, min: 5, max: 12 }

/** The small box for marks beside a section's heading. */
const scoreBox: Content = {
  table: {
    widths: [36, 44],
    heights: [12, 18],
    body: [
      [th('得　分'), th('评分人')],
      ['', ''],
    ],
  },
  layout: 'grid',
}

const sectionHead = ({ ordinal, title, instruction }: PaperSection): Content => ({
  columns: [
    { width: 108, ...structuredClone(scoreBox) },
    {
      width: '*',
      margin: [0, 7, 0, 0],
      text: [{ text: `${ordinal}、${title}`, font: 'hei', fontSize: 12 }, ...wordsOf(instruction)],
    },
  ],
})

/** The heading, then item by item; heading and first item stay together. */
function sectionBlocks(section: PaperSection, items: readonly LaidItem[], setting: Setting): GalleyBlock[] {
  const head = { node: sectionHead(section), before: ABOVE_HEADING, keepNext: items.length > 0 }
  const [first, ...rest] = items.flatMap((item) => itemBlocks(item, setting))
  return [head, ...(first ? [{ ...first, before: BELOW_HEADING }] : []), ...rest]
}

function titleNodes({ head, form, minutes, total, notes, sections }: TheoryPaper): Content[] {
  const facts = [`试卷编号：${head.number}`, `${form}卷`, `考试时间：${minutes}分钟`, `满分：${marksText(total)}分`]
  return [
    ...(head.bank.organisation ? [{ text: head.bank.organisation, alignment: 'center' as const, fontSize: 13 }] : []),
    {
      text: `职业技能等级认定${head.title}`,
      font: 'hei',
      bold: true,
      fontSize: 18,
      alignment: 'center',
      margin: [0, 2, 0, 4],
    },
    { text: bankTitle(head), font: 'hei', fontSize: 15, alignment: 'center', margin: [0, 0, 0, 5] },
    { text: wordsOf(facts.join('　　')), alignment: 'center', margin: [0, 0, 0, 8] },
    { text: '注　意　事　项', font: 'hei', alignment: 'center', margin: [0, 0, 0, 3] },
    ...notes.map((note, at) => ({
      columns: [
        { width: 18, text: `${at + 1}.` },
        { width: '*', text: wordsOf(note) },
      ],
      margin: [24, 0, 24, 0] as [number, number, number, number],
    })),
    scoreTable(sections),
  ]
}

function scoreTable(sections: readonly PaperSection[]): Content {
  const names = ['题　号', ...sections.map(({ ordinal }) => ordinal), '总　分', '统分人']
  const full = [
    '满　分',
    ...sections.map(({ total }) => marksText(total)),
    marksText(sections.reduce((sum, { total }) => sum + total, 0)),
    '',
  ]
  const labels = (texts: readonly string[]) => texts.map((text) => th(text))
  const blank = (name: string) => [th(name, 3), ...names.slice(1).map(() => '')]
  const width = Math.min(62, COLUMN.width / names.length - 9)
  return {
    margin: [0, 9, 0, 2],
    columns: [
      { width: '*', text: '' },
      {
        width: 'auto',
        table: {
          widths: names.map(() => width),
          heights: [14, 14, 20, 20],
          body: [labels(names), labels(full), blank('得　分'), blank('评分人')],
        },
        layout: 'grid',
      },
      { width: '*', text: '' },
    ],
  }
}

/** Heads and feet of the sheet's pages, an A4 page a column, and the fold between them. */
function paintRunning(paper: TheoryPaper, digest: string, frames: readonly Frame[]) {
  const { head, form } = paper
  const running = `${head.bank.occupation}（${levelName(head.bank.level)}）${head.title}　${form}卷`
  return ({ document, write }: Canvas, sheet: number, columns: number): void => {
    const first = (sheet - 1) * frames.length
    for (const [at, { x, width }] of frames.entries()) {
      const page = first + at + 1
      if (page > columns) continue
      const right = (text: string, y: number, size: number) =>
        write(text, { x: x + width - textWidth(text, size), y, size })
      if (at === 0)
        write(head.classification, { x, y: sheet === 1 ? 36 : 38, size: sheet === 1 ? 10.5 : 8, family: 'hei' })
      if (page > 1 && at === frames.length - 1) right(running, 38, 8)
      const foot = A4.height - 28
      write(`${head.id}　${form}卷`, { x, y: foot, size: 8 })
      const number = `第 ${page} 页　共 ${columns} 页`
      write(number, { x: x + (width - textWidth(number, 9)) / 2, y: foot, size: 9 })
      right(`摘要 ${digestHead(digest)}`, foot, 8)
    }
    if (frames.length < 2) return
    document.lineWidth(0.4).strokeColor('black').dash(2, { space: 4 })
    document
      .moveTo(A4.width, 40)
      .lineTo(A4.width, A4.height - 40)
      .stroke()
      .undash()
  }
}

/** The PDF of a theory paper. Throws `AppError` naming the item that cannot be printed. */
export async function theoryPaperPdf(
  paper: TheoryPaper,
  { createdAt, pictures = {}, format = 'a4' }: PrintOptions,
): Promise<Uint8Array> {
  const laid = paper.sections.map((section) => section.items.map((item) => layItem(item, section)))
  const formulas = await prepareTexts(textsOf(laid.flat()), pictures)
  const setting = { width: COLUMN.width, formulas, pictures }
  const digest = documentDigest(paper)
  const { frames, ...sheet } = FORMATS[format]
  const seal = paintSealingLine(sheet)
  const running = paintRunning(paper, digest, frames)
  return typesetGalley({
    title: `${bankTitle(paper.head)}${paper.head.title} ${paper.head.number} ${paper.form}`,
    subject: digest,
    createdAt,
    sheet,
    frames,
    formulas,
    pictures,
    blocks: [
      { node: { stack: titleNodes(paper) }, before: NONE },
      ...paper.sections.flatMap((section, at) => sectionBlocks(section, laid[at]!, setting)),
    ],
    paint: (canvas, sheetNumber, columns) => {
      seal(canvas, sheetNumber)
      running(canvas, sheetNumber, columns)
    },
  })
}
