/** The theory paper and its key as Word files. */
import { type FileChild, Paragraph, type ParagraphChild, type Table, TextRun } from 'docx'
import { marksText } from '../../core/marks.ts'
import { partLabel } from '../../core/paper/sheets.ts'
import type { TheoryKey, TheoryPaper } from '../../core/paper/theory.ts'
import { parseText } from '../../core/text.ts'
import type { PrintOptions } from './page-style.ts'
import { type Place, prepareTexts } from './rich-text.ts'
import { across, type LaidItem, layItem, textsOf } from './theory-items.ts'
import { twips, WORD_WIDTH, wordFile, wordHeading, wordTable, wordTitle } from './word-file.ts'
import { type WordSetting, wordPicture, wordRuns, wordText } from './word-text.ts'

type Context = { formulas: Parameters<typeof across>[2]; pictures: WordSetting['pictures'] }

const NUMBER = 27
const LETTER = 16
/** Empty lines for a written answer: one for so many points of room. */
const LINE = 24

function optionParagraphs(item: LaidItem, indent: number, setting: WordSetting, context: Context): Paragraph[] {
  const { options } = item
  const width = WORD_WIDTH - indent
  const n = across(options, width, context.formulas)
  const rows = Math.ceil(options.length / n)
  return Array.from({ length: rows }, (_, row) => {
    const here = options.slice(row * n, (row + 1) * n)
    const children = here.flatMap(({ letter, tree }, at): ParagraphChild[] => [
      new TextRun(`${at > 0 ? '\t' : ''}${letter}.${n > 1 ? ' ' : '\t'}`),
      ...tree.flatMap((block): ParagraphChild[] =>
        block.kind === 'paragraph'
          ? wordRuns(block.inlines, setting)
          : block.kind === 'picture'
            ? [wordPicture(block.sha256, [150, 100], setting)]
            : [],
      ),
    ])
    const stops = n > 1 ? here.map((_, at) => indent + (width / n) * at).slice(1) : [indent + LETTER]
    return new Paragraph({
      indent: n > 1 ? { left: twips(indent) } : { left: twips(indent + LETTER), hanging: twips(LETTER) },
      tabStops: stops.map((position) => ({ type: 'left' as const, position: twips(position) })),
      keepLines: true,
      keepNext: row < rows - 1,
      spacing: { after: row === rows - 1 ? twips(4) : 0 },
      children,
    })
  })
}

function itemChildren(item: LaidItem, context: Context, indent = 0, of?: Place): (Paragraph | Table)[] {
  const number = item.label.replace('.', '')
  const place = of
    ? { en: `${of.en}, part ${number}`, zh: `${of.zh}${number}` }
    : { en: `Item ${number}`, zh: `第${number}题` }
  const setting = { place, pictures: context.pictures, width: WORD_WIDTH }
  const follows = item.options.length > 0 || item.parts.length > 0
  return [
    ...wordText(item.stem, setting, {
      indent,
      hang: NUMBER,
      label: item.label,
      keepNext: follows,
      after: follows ? 0 : 4,
    }),
    ...optionParagraphs(item, indent + NUMBER, setting, context),
    ...Array.from({ length: Math.ceil(item.room / LINE) }, () => new Paragraph({})),
    ...item.parts.flatMap((part) => itemChildren(part, context, indent + NUMBER - 6, place)),
  ]
}

/** The theory paper, to be edited. Item text that Word cannot hold is refused by its place. */
export async function theoryPaperWord(
  paper: TheoryPaper,
  { createdAt, pictures = {} }: PrintOptions,
): Promise<Uint8Array> {
  const laid = paper.sections.map((section) => section.items.map((item) => layItem(item, section)))
  const context = { formulas: await prepareTexts(textsOf(laid.flat()), pictures), pictures }
  const names = ['题　号', ...paper.sections.map(({ ordinal }) => ordinal), '总　分', '统分人']
  const full = ['满　分', ...paper.sections.map(({ total }) => marksText(total)), marksText(paper.total), '']
  const blank = (name: string) => names.map((_, at) => (at === 0 ? name : ''))
  const children: FileChild[] = [
    ...wordTitle(paper, `职业技能等级认定${paper.head.title}`, [
      `${paper.form}卷`,
      `考试时间：${paper.minutes}分钟`,
      `满分：${marksText(paper.total)}分`,
    ]),
    new Paragraph({ children: [new TextRun('单位：____________　姓名：____________　准考证号：__________________')] }),
    ...paper.notes.map((note, at) => new Paragraph({ children: [new TextRun(`${at + 1}. ${note}`)] })),
    wordTable(
      names.map(() => WORD_WIDTH / names.length),
      names,
      [full, blank('得　分'), blank('评分人')],
    ),
    ...paper.sections.flatMap(({ ordinal, title, instruction }, at) => [
      wordHeading(`${ordinal}、${title}`, [new TextRun({ text: instruction, bold: false, size: 21 })]),
      ...laid[at]!.flatMap((item) => itemChildren(item, context)),
    ]),
  ]
  return wordFile(paper, { title: paper.head.title, createdAt, children })
}

type KeyItem = TheoryKey['sections'][number]['items'][number]

/** An item's answer, the text of the right options, and why. */
function keyChildren(item: KeyItem, pictures: Context['pictures']): (Paragraph | Table)[] {
  const place = { en: `Item ${item.number}`, zh: `第${item.number}题` }
  const setting = { place, pictures, width: WORD_WIDTH }
  const lines = (label: string, hang: number, answer: string, texts: readonly string[], rationale: string | null) => {
    const [first = '', ...rest] = texts
    const shown = [answer, first].filter((part) => part !== '').join('　')
    return [
      ...wordText(parseText(shown), setting, { hang, label, keepNext: rest.length > 0 || rationale !== null }),
      ...rest.flatMap((text) => wordText(parseText(text), setting, { indent: hang })),
      ...(rationale === null ? [] : wordText(parseText(rationale), setting, { indent: hang, after: 3 })),
    ]
  }
  if (item.parts === undefined) return lines(`${item.number}.`, NUMBER, item.answer, item.text, item.rationale)
  const whole = item.text.length > 0 || item.rationale !== null
  return [
    ...(whole ? lines(`${item.number}.`, NUMBER, '', item.text, item.rationale) : []),
    ...item.parts.flatMap((part) =>
      lines(`${partLabel(item.number, part.number)}${marksText(part.marks)}分`, 76, part.answer, part.text, null),
    ),
  ]
}

/** The key, to be edited. */
export async function theoryKeyWord(key: TheoryKey, { createdAt, pictures = {} }: PrintOptions): Promise<Uint8Array> {
  const children = [
    ...wordTitle(key, key.head.title, [`${key.form}卷`, `满分：${marksText(key.total)}分`]),
    ...key.sections.flatMap(({ ordinal, title, marksEach, total, items }): FileChild[] => [
      wordHeading(`${ordinal}、${title}（每题${marksText(marksEach)}分，共${marksText(total)}分）`),
      ...items.flatMap((item) => keyChildren(item, pictures)),
    ]),
  ]
  return wordFile(key, { title: key.head.title, createdAt, children })
}
