/** The look that all printed documents share: sheets, heads, feet, forms to fill in. */
import type { PaperHead } from '../../core/paper/head.ts'
import { levelName } from '../../core/paper/head.ts'
import type { Column, Content, PageContent } from './pdfmake-internals.ts'
import type { Pictures } from './print-document.ts'
import { wordsOf } from './runs.ts'
import { A4, type Sheet } from './typeset.ts'

/** What every printer is given beside its document. */
export type PrintOptions = {
  /** Unix time in ms, written into the file: the same time gives the same bytes. */
  createdAt: number
  /** Bytes of PNG or JPEG pictures by SHA-256. */
  pictures?: Pictures
  /** The sheet of a theory paper: A4, or A3 landscape in two columns. Everything else is A4. */
  format?: 'a4' | 'a3'
}

/** A4, margins in points. */
export const portrait: Sheet = { ...A4, margins: [54, 56, 54, 52] }
export const landscape: Sheet = { width: A4.height, height: A4.width, margins: [50, 50, 50, 46] }
export const widthOf = ({ width, margins }: Sheet): number => width - margins[0] - margins[2]

/** "电工（三级／高级工）" */
export const bankTitle = ({ bank }: PaperHead): string => `${bank.occupation}（${levelName(bank.level)}）`

/** Head of a digest as printed at a page's foot: enough to compare by eye. */
export const digestHead = (digest: string): string => (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ')

/** Classification on the left, what it is on the right; the first page names itself in its title. */
export const pageHeader =
  (head: { classification: string }, running: string, { margins }: Sheet): PageContent =>
  (page) => ({
    margin: [margins[0], page === 1 ? 24 : 30, margins[2], 0],
    columns: [
      { text: head.classification, font: 'hei', fontSize: page === 1 ? 10.5 : 8 },
      { text: page === 1 ? '' : running, alignment: 'right', fontSize: 8 },
    ],
  })

/** Document id, page x of y, head of the document's digest. */
export const pageFooter =
  (id: string, digest: string, { margins }: Sheet): PageContent =>
  (page, pages) => ({
    margin: [margins[0], 16, margins[2], 0],
    fontSize: 8,
    columns: [
      { width: '*', text: id },
      { width: 'auto', text: `第 ${page} 页　共 ${pages} 页`, fontSize: 9 },
      { width: '*', text: digest === '' ? '' : `摘要 ${digestHead(digest)}`, alignment: 'right' },
    ],
  })

/** The title block of a document that is not a theory paper. */
export const titleBlock = (head: PaperHead, lines: readonly string[] = []): Content[] => [
  ...(head.bank.organisation ? [{ text: head.bank.organisation, alignment: 'center' as const, fontSize: 12 }] : []),
  { text: `${bankTitle(head)}`, font: 'hei', fontSize: 15, alignment: 'center', margin: [0, 2, 0, 0] },
  { text: head.title, font: 'hei', bold: true, fontSize: 17, alignment: 'center', margin: [0, 1, 0, 4] },
  {
    text: wordsOf([`试卷编号：${head.number}`, ...lines].join('　　')),
    alignment: 'center',
    margin: [0, 0, 0, 8],
  },
]

/** A heading within a document. */
export const heading = (text: string, pageBreak = false): Content => ({
  text: wordsOf(text),
  font: 'hei',
  fontSize: 12,
  margin: [0, 8, 0, 4],
  ...(pageBreak && { pageBreak: 'before' as const }),
})

/** A cell of a form's head row; `drop` points lower, to stand in the middle of a high one. */
export const th = (text: string, drop = 0): Content => ({
  text: wordsOf(text),
  font: 'hei',
  alignment: 'center',
  fontSize: 9.5,
  ...(drop > 0 && { margin: [0, drop, 0, 0] }),
})
export const td = (text: string, alignment: 'left' | 'center' | 'right' = 'left'): Content => ({
  text: wordsOf(text),
  alignment,
  fontSize: 9.5,
})

/** A ruled table; `widths` are points, `'auto'` or `'*'`. Its head never stands alone at a page's end. */
export const grid = (
  widths: (number | 'auto' | '*')[],
  head: readonly string[],
  rows: readonly Content[][],
): Content => ({
  table: {
    widths,
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    body: [head.map((name) => th(name)), ...rows],
  },
  layout: 'grid',
  margin: [0, 2, 0, 6],
})

/** Blank lines for signatures, spread over the line: "评分人：________　　年　月　日" */
export const signatures = (...names: readonly string[]): Content => {
  const blank = names.length > 2 ? '______　年　月　日' : '______________　　年　　月　　日'
  return {
    columns: names.flatMap((name, at): Column[] => [
      ...(at > 0 ? [{ width: '*', text: '' }] : []),
      { width: 'auto', noWrap: true, text: `${name}：${blank}` },
    ]),
    margin: [0, 10, 0, 0],
  }
}
