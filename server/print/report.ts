/** Reports in the one style of the house: seal certificates, coverage, extracts of the log. */
import { digestHead, heading, pageFooter, pageHeader, portrait, td, th } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { typeset } from './typeset.ts'

/** Table columns are as wide as `widths` say (points, `'auto'`, `'*'`), evenly when left out. */
export type ReportPart =
  | { heading: string }
  | { paragraph: string }
  | {
      table: {
        head: readonly string[]
        rows: readonly (readonly string[])[]
        widths?: (number | 'auto' | '*')[]
        align?: ('left' | 'center' | 'right')[]
      }
    }

export type Report = {
  title: string
  subtitle?: string
  /** Printed at the top of every page; empty for none. */
  classification: string
  /** Printed at every page's foot, e.g. the log anchor; `digest` names what is reported on. */
  foot: string
  digest: string
  createdAt: number
  parts: readonly ReportPart[]
}

function node(part: ReportPart): Content {
  if ('heading' in part) return heading(part.heading)
  if ('paragraph' in part) return { text: part.paragraph, alignment: 'justify', margin: [0, 0, 0, 4] }
  const { head, rows, widths, align } = part.table
  return {
    table: {
      widths: widths ?? head.map(() => '*'),
      headerRows: 1,
      dontBreakRows: true,
      body: [
        head.map(th),
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
export const reportPdf = (report: Report): Promise<Uint8Array> =>
  typeset({
    title: report.title,
    subject: report.digest === '' ? report.title : `${report.title} ${digestHead(report.digest)}`,
    createdAt: report.createdAt,
    sheet: portrait,
    header: pageHeader(report, report.title, portrait),
    footer: pageFooter(report.foot, report.digest, portrait),
    content: [
      { text: report.title, font: 'hei', bold: true, fontSize: 17, alignment: 'center', margin: [0, 4, 0, 4] },
      ...(report.subtitle
        ? [
            {
              text: report.subtitle,
              alignment: 'center' as const,
              margin: [0, 0, 0, 6] as [number, number, number, number],
            },
          ]
        : []),
      ...report.parts.map(node),
    ],
  })
