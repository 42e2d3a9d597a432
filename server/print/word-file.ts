/**
 * Word files, editable in Word and WPS: real headings and tables, numbers as
 * text, formulas as equations. Like the PDFs, the same value gives the same
 * bytes: the library's zip, which carries the clock, is packed again.
 */
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import { documentDigest } from '../../core/paper/head.ts'
import { type Part, packZip, unpackZip } from '../templates/zip.ts'
import type { Printed } from './document.ts'
import { bankTitle, digestHead } from './page-style.ts'

/** Twentieths of a point, Word's unit of length. */
export const twips = (points: number): number => Math.round(points * 20)

/** Width of the text on A4 in points. */
export const WORD_WIDTH = 470
const MARGIN = { top: 62, bottom: 58, left: 70, right: 55 }
const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' }
const HEI = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体', cs: 'Arial' }

const heading = (size: number, before: number, after: number) => ({
  run: { font: HEI, size: size * 2, bold: true, color: '000000' },
  paragraph: { spacing: { before: twips(before), after: twips(after) }, keepNext: true },
})

/** The title of a document and the lines of facts below it. */
export const wordTitle = (document: Printed, title: string, facts: readonly string[]): Paragraph[] => [
  ...(document.head.bank.organisation
    ? [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(document.head.bank.organisation)] })]
    : []),
  new Paragraph({ heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, children: [new TextRun(title)] }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: bankTitle(document.head), font: HEI, size: 28 })],
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: twips(6) },
    children: [new TextRun([`试卷编号：${document.head.number}`, ...facts].join('　　'))],
  }),
]

export const wordHeading = (text: string, rest: readonly TextRun[] = [], pageBreakBefore = false): Paragraph =>
  new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore, children: [new TextRun(text), ...rest] })

/** A ruled table; `widths` are points. Its head repeats on every page, rows stay whole. */
export const wordTable = (
  widths: readonly number[],
  head: readonly string[],
  rows: readonly (readonly (string | readonly Paragraph[])[])[],
): Table => {
  const cell = (content: string | readonly Paragraph[], at: number, strong: boolean) =>
    new TableCell({
      width: { size: twips(widths[at] ?? 40), type: WidthType.DXA },
      children:
        typeof content === 'string'
          ? [
              new Paragraph({
                alignment: strong ? AlignmentType.CENTER : AlignmentType.LEFT,
                children: [new TextRun({ text: content, bold: strong })],
              }),
            ]
          : [...content],
    })
  return new Table({
    columnWidths: widths.map(twips),
    rows: [
      ...(head.length > 0
        ? [new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, at) => cell(text, at, true)) })]
        : []),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((content, at) => cell(content, at, false)) }),
      ),
    ],
  })
}

/** The bytes of a Word file. */
export async function wordFile(
  document: Printed,
  { title, createdAt, children }: { title: string; createdAt: number; children: readonly FileChild[] },
): Promise<Uint8Array> {
  const digest = documentDigest(document)
  const { head, form } = document
  const small = (text: string) => new TextRun({ text, size: 16 })
  const file = new Document({
    title: `${bankTitle(head)}${title} ${head.number}${form === undefined ? '' : ` ${form}`}`,
    subject: digest,
    creator: 'juanku',
    lastModifiedBy: 'juanku',
    styles: {
      default: {
        document: { run: { font: SONG, size: 21, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } },
        title: heading(18, 4, 4),
        heading1: heading(12, 12, 6),
        heading2: heading(10.5, 6, 3),
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: {
              top: twips(MARGIN.top),
              bottom: twips(MARGIN.bottom),
              left: twips(MARGIN.left),
              right: twips(MARGIN.right),
            },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                tabStops: [{ type: TabStopType.RIGHT, position: twips(WORD_WIDTH) }],
                children: [small(head.classification), small(`\t${bankTitle(head)}${title}`)],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                tabStops: [
                  { type: TabStopType.CENTER, position: twips(WORD_WIDTH / 2) },
                  { type: TabStopType.RIGHT, position: twips(WORD_WIDTH) },
                ],
                children: [
                  small(`${head.id}${form === undefined ? '' : `　${form}卷`}\t`),
                  new TextRun({
                    size: 18,
                    children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
                  }),
                  small(`\t摘要 ${digestHead(digest)}`),
                ],
              }),
            ],
          }),
        },
        children: [...children],
      },
    ],
  })
  const parts = await unpackZip(await Packer.toBuffer(file))
  return packZip(parts.map((part) => ({ ...part, bytes: settled(part, createdAt) })))
}

/** A part without what differs from run to run: the clock, and numbers of drawings counted through the process. */
function settled({ name, bytes }: Part, createdAt: number): Buffer {
  if (name === 'docProps/core.xml') {
    const at = new Date(createdAt).toISOString().replace(/\.\d+Z$/, 'Z')
    return Buffer.from(bytes.toString('utf8').replace(/(W3CDTF">)[^<]*/g, `$1${at}`))
  }
  if (name !== 'word/document.xml') return bytes
  let drawing = 0
  return Buffer.from(bytes.toString('utf8').replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${++drawing}"`))
}
