/** Reports in the one style of the house: seal certificates, filing reports, extracts of the log. */
import { type Bars, barsNode, type HeatMap, heatNode } from './charts.ts'
import { digestHead, heading, landscape, pageFooter, pageHeader, portrait, td, th } from './page-style.ts'
import type { Content, Margins } from './pdfmake-internals.ts'
import { wordsOf } from './runs.ts'
import { typeset } from './typeset.ts'

/** Table columns are as wide as `widths` say (points, `'auto'`, `'*'`), evenly when left out. */
export type ReportPart =
  | { heading: string; newPage?: boolean }
  | { paragraph: string }
  /** Something to be read off and typed, in large letters. */
  | { code: string }
  | { bars: Bars }
  | { heat: HeatMap }
  | {
      table: {
        head: readonly string[]
        rows: readonly (readonly string[])[]
        widths?: (number | 'auto' | '*')[]
        align?: ('left' | 'center' | 'right')[]
      }
    }
  /** Kept on one page where they surely fit one. */
  | { together: readonly ReportPart[] }

export type Report = {
  title: string
  /** With a cover the title stands low on a page of its own, these lines below it. */
  cover?: { lines: readonly string[]; foot: readonly string[] }
  subtitle?: string
  /** Printed at the top of every page; empty for none. */
  classification: string
  /** Printed at every page's foot, e.g. the log anchor; `digest` names what is reported on. */
  foot: string
  digest: string
  createdAt: number
  /** Wide tables lie on their side. */
  landscape?: boolean
  parts: readonly ReportPart[]
}

/** Rows that fit a page together with what stands above them, names of two lines included. */
const MOST_TOGETHER = 15

const rowsIn = (part: ReportPart): number =>
  'table' in part ? part.table.rows.length : 'bars' in part ? part.bars.rows.length : 0

function node(part: ReportPart): Content {
  if ('heading' in part) return heading(part.heading, part.newPage)
  if ('paragraph' in part) return { text: wordsOf(part.paragraph), alignment: 'justify', margin: [0, 0, 0, 4] }
  if ('code' in part)
    return { text: part.code, font: 'hei', fontSize: 20, alignment: 'center', noWrap: true, margin: [0, 8, 0, 10] }
  if ('bars' in part) return barsNode(part.bars)
  if ('heat' in part) return heatNode(part.heat)
  if ('together' in part) {
    const rows = part.together.reduce((sum, one) => sum + rowsIn(one), 0)
    return { stack: part.together.map(node), unbreakable: rows <= MOST_TOGETHER }
  }
  const { head, rows, widths, align } = part.table
  return {
    table: {
      widths: widths ?? head.map(() => '*'),
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      body: [
        head.map((name) => th(name)),
        ...rows.map((row) => head.map((_, at) => td(breakable(row[at] ?? ''), align?.[at] ?? 'left'))),
      ],
    },
    layout: 'grid',
    margin: [0, 2, 0, 6],
  }
}

/** Long unbroken words, such as digests, may break in narrow cells: a space every 16 characters. */
const breakable = (text: string) => text.replace(/[A-Za-z0-9+/=]{40,}/g, (word) => word.replace(/(.{16})(?=.)/g, '$1 '))

/** The PDF of a report. */
export function reportPdf(report: Report): Promise<Uint8Array> {
  const sheet = report.landscape ? landscape : portrait
  return typeset({
    title: report.title,
    subject: report.digest === '' ? report.title : `${report.title} ${digestHead(report.digest)}`,
    createdAt: report.createdAt,
    sheet,
    header: pageHeader(report, report.title, sheet),
    footer: pageFooter(report.foot, report.digest, sheet),
    content: [...(report.cover ? coverOf(report, report.cover) : titleOf(report)), ...report.parts.map(node)],
  })
}

const titleOf = ({ title, subtitle }: Report): Content[] => [
  { text: title, font: 'hei', bold: true, fontSize: 17, alignment: 'center', margin: [0, 4, 0, 4] },
  ...(subtitle === undefined
    ? []
    : [{ text: wordsOf(subtitle), alignment: 'center' as const, margin: [0, 0, 0, 6] as Margins }]),
]

/** A page of its own: what it is about a third down, who and when at the bottom. */
const coverOf = ({ title, subtitle }: Report, { lines, foot }: NonNullable<Report['cover']>): Content[] => [
  { text: title, font: 'hei', bold: true, fontSize: 26, alignment: 'center', margin: [0, 170, 0, 14] },
  ...(subtitle === undefined
    ? []
    : [
        {
          text: wordsOf(subtitle),
          font: 'hei',
          fontSize: 16,
          alignment: 'center' as const,
          margin: [0, 0, 0, 40] as Margins,
        },
      ]),
  ...lines.map((text) => ({ text, fontSize: 12, alignment: 'center' as const, margin: [0, 0, 0, 8] as Margins })),
  ...foot.map((text, index) => ({
    text,
    fontSize: 12,
    alignment: 'center' as const,
    margin: [0, index === 0 ? 130 : 4, 0, 4] as Margins,
  })),
]
