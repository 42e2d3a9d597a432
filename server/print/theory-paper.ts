/** The theory paper as candidates get it. */

import { marksText } from '../../core/marks.ts'
import { BRACKET, withBracket, withoutBracket } from '../../core/paper/brackets.ts'
import { documentDigest, levelName } from '../../core/paper/head.ts'
import type { PaperItem, PaperSection, TheoryPaper } from '../../core/paper/theory.ts'
import { parseText, type TextTree } from '../../core/text.ts'
import type { Formula } from './formulas.ts'
import { bankTitle, type PrintOptions, pageFooter, pageHeader, th, widthOf } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { lineWidth, type PlacedText, prepareTexts, roughHeight, runsOf, textNodes, wordsOf } from './rich-text.ts'
import { paintSealingLine } from './sealing-line.ts'
import { A4, type Sheet, typeset } from './typeset.ts'

/** The wide left margin carries the sealing line and is for binding. */
const SHEET: Sheet = { ...A4, margins: [82, 54, 44, 48] }
const NUMBER_WIDTH = 27
const TEXT_WIDTH = widthOf(SHEET) - NUMBER_WIDTH
/** What is estimated to be higher may break over pages; pdfmake cannot keep it whole. */
const KEEP_WHOLE = 480
/** Space for a written answer, points a mark. */
const ANSWER_SPACE = 22

type LaidItem = { number: number; stem: TextTree; options: { letter: string; tree: TextTree }[] }

function layItem({ number, stem, options }: PaperItem, { type }: PaperSection): LaidItem {
  const source = type === 'true_false' ? `${BRACKET}${withoutBracket(stem)}` : stem
  return {
    number,
    stem: withBracket(parseText(source), type),
    options: options.map(({ letter, text }) => ({ letter, tree: parseText(text) })),
  }
}

/** Every text of a paper with its place. */
function* textsOf(sections: readonly LaidItem[][]): Iterable<PlacedText> {
  for (const { number, stem, options } of sections.flat()) {
    yield { place: { en: `Item ${number}`, zh: `第${number}题` }, tree: stem }
    for (const { letter, tree } of options)
      yield { place: { en: `Item ${number}, option ${letter}`, zh: `第${number}题选项${letter}` }, tree }
  }
}

/** Options side by side where they fit: all, half of them, or one in a row. */
function optionNodes(options: LaidItem['options'], formulas: ReadonlyMap<string, Formula>): Content[] {
  const label = 15
  const widths = options.map(({ tree }) => lineWidth(tree, formulas))
  const widest = widths.includes(undefined) ? Infinity : Math.max(0, ...widths.map((width) => width ?? 0)) + label
  const across =
    [options.length, Math.ceil(options.length / 2)].find((n) => n <= 6 && widest <= TEXT_WIDTH / n - 8) ?? 1
  const rows = Array.from({ length: Math.ceil(options.length / across) }, (_, row) =>
    options.slice(row * across, (row + 1) * across),
  )
  if (across > 1)
    return rows.map((row) => ({
      columns: row.map(({ letter, tree: [block] }) => ({
        width: TEXT_WIDTH / across,
        text: [{ text: `${letter}. ` }, ...(block?.kind === 'paragraph' ? runsOf(block.inlines) : [])],
      })),
    }))
  return options.map(({ letter, tree }) => ({
    columns: [
      { width: label, text: `${letter}.` },
      { width: TEXT_WIDTH - label, stack: textNodes(tree) },
    ],
  }))
}

function itemNode(item: LaidItem, section: PaperSection, formulas: ReadonlyMap<string, Formula>): Content {
  const texts = [item.stem, ...item.options.map(({ tree }) => tree)]
  const height = texts.reduce((sum, tree) => sum + roughHeight(tree, TEXT_WIDTH, formulas), 0)
  const written = ['short_answer', 'calculation', 'essay', 'case'].includes(section.type)
  return {
    unbreakable: height < KEEP_WHOLE,
    margin: [0, 0, 0, written ? Math.min(300, (section.marksEach / 2) * ANSWER_SPACE) : 3.5],
    columns: [
      { width: NUMBER_WIDTH, text: `${item.number}.` },
      { width: TEXT_WIDTH, stack: [...textNodes(item.stem), ...optionNodes(item.options, formulas)] },
    ],
  }
}

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
  margin: [0, 10, 0, 7],
  columns: [
    { width: 108, ...structuredClone(scoreBox) },
    {
      width: '*',
      margin: [0, 7, 0, 0],
      text: [{ text: `${ordinal}、${title}`, font: 'hei', fontSize: 12 }, ...wordsOf(instruction)],
    },
  ],
})

/** Heading and first item stay together; the rest follows item by item. */
function sectionNodes(
  section: PaperSection,
  items: readonly LaidItem[],
  formulas: ReadonlyMap<string, Formula>,
): Content[] {
  const [first, ...rest] = items.map((item) => itemNode(item, section, formulas))
  const head = sectionHead(section)
  if (!first) return [head]
  const whole = typeof first === 'object' && 'unbreakable' in first && first.unbreakable === true
  return [
    ...(whole ? [{ unbreakable: true, stack: [head, { ...first, unbreakable: false }] }] : [head, first]),
    ...rest,
  ]
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
    { text: facts.join('　　'), alignment: 'center', margin: [0, 0, 0, 8] },
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
  const blank = (name: string) => [name, ...names.slice(1).map(() => '')].map(th)
  const width = Math.min(62, widthOf(SHEET) / names.length - 9)
  return {
    margin: [0, 9, 0, 2],
    columns: [
      { width: '*', text: '' },
      {
        width: 'auto',
        table: {
          widths: names.map(() => width),
          heights: [14, 14, 20, 20],
          body: [names.map(th), full.map(th), blank('得　分'), blank('评分人')],
        },
        layout: 'grid',
      },
      { width: '*', text: '' },
    ],
  }
}

/** The PDF of a theory paper. Throws `AppError` naming the item that cannot be printed. */
export async function theoryPaperPdf(
  paper: TheoryPaper,
  { createdAt, pictures = {} }: PrintOptions,
): Promise<Uint8Array> {
  const laid = paper.sections.map((section) => section.items.map((item) => layItem(item, section)))
  const formulas = await prepareTexts(textsOf(laid), pictures)
  const digest = documentDigest(paper)
  const running = `${paper.head.bank.occupation}（${levelName(paper.head.bank.level)}）${paper.head.title}　${paper.form}卷`
  return typeset({
    title: `${bankTitle(paper.head)}${paper.head.title} ${paper.head.number} ${paper.form}`,
    subject: digest,
    createdAt,
    sheet: SHEET,
    header: pageHeader(paper.head, running, SHEET),
    footer: pageFooter(`${paper.head.id}　${paper.form}卷`, digest, SHEET),
    paint: paintSealingLine(SHEET),
    formulas,
    pictures,
    content: [
      ...titleNodes(paper),
      ...paper.sections.flatMap((section, at) => sectionNodes(section, laid[at]!, formulas)),
    ],
  })
}
