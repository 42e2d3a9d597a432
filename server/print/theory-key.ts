/** The key of a theory paper: a table of answers to mark by, then marking rules and rationales. */
import { marksText } from '../../core/marks.ts'
import { partLabel } from '../../core/paper/sheets.ts'
import type { TheoryKey } from '../../core/paper/theory.ts'
import { parseText } from '../../core/text.ts'
import { printDocument } from './document.ts'
import { heading, type PrintOptions, td, titleBlock } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { type PlacedText, textNodes } from './rich-text.ts'
import { runsOf } from './runs.ts'

type Section = TheoryKey['sections'][number]
type Item = Section['items'][number]
/** What the key says of an item or of a part of a case. */
type Entry = Pick<Item, 'answer' | 'text'> & { label: string; rationale: string | null }

/** An item as entries: itself, or for a case each part, and what is said of the whole. */
function entriesOf({ number, answer, text, rationale, parts }: Item): Entry[] {
  if (parts === undefined) return [{ label: `${number}.`, answer, text, rationale }]
  const whole = text.length > 0 || rationale !== null ? [{ label: `${number}.`, answer: '', text, rationale }] : []
  return [
    ...whole,
    ...parts.map((part) => ({
      label: `${partLabel(number, part.number)}${marksText(part.marks)}分`,
      answer: part.answer,
      text: part.text,
      rationale: null,
    })),
  ]
}

/** Explanations up to so many characters stay on one page. */
const KEEP_WHOLE = 400
/** Answers a row of the table shows. */
const ACROSS = 10

function* textsOf({ sections }: TheoryKey): Iterable<PlacedText> {
  for (const item of sections.flatMap(({ items }) => items)) {
    const place = { en: `Item ${item.number}`, zh: `第${item.number}题` }
    for (const { text, rationale } of entriesOf(item))
      for (const source of rationale === null ? text : [...text, rationale]) yield { place, tree: parseText(source) }
  }
}

/** Numbers above, answers below, ten in a row. */
function answerTable(items: readonly Item[]): Content {
  const body: Content[][] = []
  for (let at = 0; at < items.length; at += ACROSS) {
    const row = Array.from({ length: ACROSS }, (_, n) => items[at + n])
    body.push(
      row.map(
        (item) =>
          ({ ...(td(item ? `${item.number}` : '', 'center') as object), font: 'hei', fillColor: '#f0f0f0' }) as Content,
      ),
      row.map((item) => ({ text: item?.answer ?? '', alignment: 'center', fontSize: 11 })),
    )
  }
  const keepPairs = (row: number) => (row % 2 === 0 ? 0.9 : 0.4)
  return {
    table: { widths: Array.from({ length: ACROSS }, () => '*'), dontBreakRows: true, body },
    layout: { hLineWidth: keepPairs, vLineWidth: () => 0.4, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
    margin: [0, 2, 0, 6],
  }
}

/** An item's right text and its rationale, for those who mark or check. */
function explained({ label, answer, text, rationale }: Entry): Content {
  const sources = text.map((source) => parseText(source))
  const inline = sources.every((tree) => tree.length === 1 && tree[0]!.kind === 'paragraph')
  const right: Content[] = inline
    ? [
        {
          alignment: 'justify',
          text: [
            ...(answer === '' ? [] : [{ text: `${answer}　`, font: 'hei' }]),
            ...sources.flatMap((tree, at) => [
              ...(at > 0 ? [{ text: '；' }] : []),
              ...(tree[0]?.kind === 'paragraph' ? runsOf(tree[0].inlines) : []),
            ]),
          ],
        },
      ]
    : [{ text: answer, font: 'hei' }, ...sources.flatMap((tree) => textNodes(tree))]
  const why: Content[] =
    rationale === null ? [] : [{ stack: textNodes(parseText(rationale)), fontSize: 9.5, margin: [0, 1, 0, 0] }]
  const length = [...text, rationale ?? ''].reduce((sum, source) => sum + source.length, 0)
  return {
    unbreakable: length < KEEP_WHOLE,
    margin: [0, 0, 0, 4],
    columns: [
      { width: label.length > 5 ? 66 : 27, text: label },
      { width: '*', stack: [...right, ...why] },
    ],
  }
}

function sectionNodes(section: Section): Content[] {
  const { ordinal, title, items, marksEach, total } = section
  const marked = items.some(({ answer }) => answer !== '')
  const name = `${ordinal}、${title}（每题${marksText(marksEach)}分，共${marksText(total)}分）`
  const details = items
    .filter(({ answer, text, rationale }) => answer === '' || text.length > 0 || rationale !== null)
    .flatMap(entriesOf)
  return [heading(name), ...(marked ? [answerTable(items)] : []), ...details.map(explained)]
}

/** The PDF of a key. It is never printed together with its paper. */
export const theoryKeyPdf = (key: TheoryKey, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    key,
    textsOf(key),
    [
      ...titleBlock(key.head, [`${key.form}卷`, `满分：${marksText(key.total)}分`]),
      ...key.sections.flatMap(sectionNodes),
    ],
    options,
  )
