/**
 * From a pdfmake definition to the bytes of a PDF, pages broken by pdfmake. The
 * bytes depend on the definition alone: no clock, no random name, nothing
 * fetched or read but the fonts and the pictures handed in. Theory papers fill
 * their pages by `galley.ts` instead.
 */
import { AppError } from '../../core/errors.ts'
import {
  type Content,
  type CustomTableLayout,
  LayoutBuilder,
  type Line,
  type PageContent,
  SVGMeasure,
  type TextNode,
  tableLayouts,
} from './pdfmake-internals.ts'
import { type Canvas, DEFAULT_STYLE, type Identity, PrintDocument, renderPdf } from './print-document.ts'
import { hangPunctuation } from './punctuation.ts'

/** A page in points; margins are left, top, right, bottom. */
export type Sheet = { width: number; height: number; margins: readonly [number, number, number, number] }
export const A4 = { width: 595.28, height: 841.89 }

export type Definition = Identity & {
  sheet: Sheet
  content: Content
  header?: PageContent
  footer?: PageContent
  /** Draws on a page beside pdfmake's layout; pages count from 1. */
  paint?: (canvas: Canvas, page: number) => void
}

/** Counts the lines it hands out, because pdfmake loses what does not fit one page in an unbreakable block. */
export class CountingBuilder extends LayoutBuilder {
  lines = 0

  override buildNextLine(node: TextNode): Line | null {
    hangPunctuation(node)
    const line = super.buildNextLine(node)
    if (line) this.lines += 1
    return line
  }
}

const rule = { hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => 'black', vLineColor: () => 'black' }
const pad = (x: number, y: number) => ({
  paddingLeft: () => x,
  paddingRight: () => x,
  paddingTop: () => y,
  paddingBottom: () => y,
})
/** `grid` for forms, `data` for tables in items, `bubbles` and `digits` for boxes to fill. */
const LAYOUTS: Record<string, CustomTableLayout> = {
  grid: { ...rule, ...pad(4, 3) },
  data: { ...rule, ...pad(6, 1.5) },
  bubbles: { hLineWidth: () => 0, vLineWidth: () => 0, ...pad(0, 1.5) },
  digits: { hLineWidth: (row) => (row < 3 || row === 12 ? 0.6 : 0), vLineWidth: () => 0.6, ...pad(0, 1) },
}

/** Lays out on sheets of `size` points with `margins`; our table layouts are known. */
export function layoutBuilder(size: { width: number; height: number }, margins: Sheet['margins']): CountingBuilder {
  const [left, top, right, bottom] = margins
  const orientation = size.width > size.height ? 'landscape' : 'portrait'
  const { width, height } = size
  const builder = new CountingBuilder({ width, height, orientation }, { left, top, right, bottom }, new SVGMeasure())
  builder.registerTableLayouts({ ...tableLayouts, ...LAYOUTS })
  return builder
}

/** The PDF of a definition. Throws `AppError` for a missing glyph or picture. */
export async function typeset(definition: Definition): Promise<Uint8Array> {
  const { sheet, content, header, footer, paint } = definition
  const document = new PrintDocument(definition, sheet)
  const builder = layoutBuilder(sheet, sheet.margins)
  const none = undefined
  const pages = builder.layoutDocument(content, document, {}, DEFAULT_STYLE, none, header, footer, none, none)
  const placed = pages.reduce((sum, { items }) => sum + items.filter(({ type }) => type === 'line').length, 0)
  if (placed < builder.lines)
    throw new AppError(
      'work.failed',
      'A part is longer than a page and cannot be kept whole. / 有内容超过一页，无法排版。',
    )
  return renderPdf(document, pages, paint)
}
