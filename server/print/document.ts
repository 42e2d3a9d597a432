/** The common way of every document but the theory paper: texts checked, head and foot, pages broken by pdfmake. */
import { documentDigest, type PaperHead } from '../../core/paper/head.ts'
import { bankTitle, type PrintOptions, pageFooter, pageHeader, portrait } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { type PlacedText, prepareTexts } from './rich-text.ts'
import { type Sheet, typeset } from './typeset.ts'

export type Printed = { kind: string; head: PaperHead; form?: string }

/** The PDF of `document`, laid out as `content`; `texts` are the item texts in it with their places. */
export async function printDocument(
  document: Printed,
  texts: Iterable<PlacedText>,
  content: Content,
  { createdAt, pictures = {} }: PrintOptions,
  sheet: Sheet = portrait,
): Promise<Uint8Array> {
  const { head, form } = document
  const formulas = await prepareTexts(texts, pictures)
  const digest = documentDigest(document)
  const title = `${bankTitle(head)}${head.title}`
  return typeset({
    title: [title, head.number, form].filter((part) => part !== undefined).join(' '),
    subject: digest,
    createdAt,
    sheet,
    header: pageHeader(head, form === undefined ? title : `${title}　${form}卷`, sheet),
    footer: pageFooter(form === undefined ? head.id : `${head.id}　${form}卷`, digest, sheet),
    formulas,
    pictures,
    content,
  })
}
