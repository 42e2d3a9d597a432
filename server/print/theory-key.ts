/** The key of a theory paper: a table of answers to mark by, then marking rules and rationales. */
import { marksText } from '../../core/marks.ts'
import { documentDigest } from '../../core/paper/head.ts'
import type { TheoryKey } from '../../core/paper/theory.ts'
import { parseText } from '../../core/text.ts'
import {
  bankTitle,
  heading,
  type PrintOptions,
  pageFooter,
  pageHeader,
  portrait,
  td,
  titleBlock,
} from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { type PlacedText, prepareTexts, runsOf, textNodes } from './rich-text.ts'
import { typeset } from './typeset.ts'

type Section = TheoryKey['sections'][number]
type Item = Section['items'][number]

/** Explanations up to so many characters stay on one page. */
const KEEP_WHOLE = 400
/** Answers a row of the table shows. */
const ACROSS = 10

function* textsOf({ sections }: TheoryKey): Iterable<PlacedText> {
  for (const { number, text, rationale } of sections.flatMap(({ items }) => items)) {
    const place = { en: `Item ${number}`, zh: `第${number}题` }
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
function explained({ number, answer, text, rationale }: Item): Content {
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
      { width: 27, text: `${number}.` },
      { width: '*', stack: [...right, ...why] },
    ],
  }
}

function sectionNodes(section: Section): Content[] {
  const { ordinal, title, items, marksEach, total } = section
  const marked = items.some(({ answer }) => answer !== '')
  const name = `${ordinal}、${title}（每题${marksText(marksEach)}分，共${marksText(total)}分）`
  const details = items.filter(({ answer, rationale }) => answer === '' || rationale !== null)
  return [heading(name), ...(marked ? [answerTable(items)] : []), ...details.map(explained)]
}

/** The PDF of a key. It is never printed together with its paper. */
export async function theoryKeyPdf(key: TheoryKey, { createdAt, pictures = {} }: PrintOptions): Promise<Uint8Array> {
  const formulas = await prepareTexts(textsOf(key), pictures)
  const digest = documentDigest(key)
  const title = `${bankTitle(key.head)}${key.head.title}`
  return typeset({
    title: `${title} ${key.head.number} ${key.form}`,
    subject: digest,
    createdAt,
    sheet: portrait,
    header: pageHeader(key.head, `${title}　${key.form}卷`, portrait),
    footer: pageFooter(`${key.head.id}　${key.form}卷`, digest, portrait),
    formulas,
    pictures,
    content: [
      ...titleBlock(key.head, [`${key.form}卷`, `满分：${marksText(key.total)}分`]),
      ...key.sections.flatMap(sectionNodes),
    ],
  })
}
