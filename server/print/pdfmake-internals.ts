/**
 * The parts of pdfmake 0.3.11 the printer is built from, with the types it
 * needs. pdfmake's own entry makes these objects itself; made here, fonts can
 * be shared between documents, lines be drawn our way, and nothing is ever
 * fetched. The version is pinned and the tests compare pages.
 */
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import type { Column, Content, CustomTableLayout, Margins, TableCell } from 'pdfmake/interfaces.js'

/** A font as text is measured and shown with: pdfkit's embedded fonts, and our formulas and gaps. Metrics in 1/1000 em. */
export type PdfFont = {
  id: string
  name: string
  ascender: number
  descender: number
  widthOfString(text: string, size: number, features?: unknown): number
  lineHeight(size: number, includeGap?: boolean): number
  /** Glyph numbers as four hex digits each, and how far each one moves the pen. */
  encode(text: string): [string[], { xAdvance: number; advanceWidth: number; xOffset: number; yOffset: number }[]]
  ref(): unknown
}

/** A glyph as shown for these characters. */
export type Glyph = {
  advanceWidth: number
  codePoints: readonly number[]
  path: { commands: { command: string; args: number[] }[] }
}
export type GlyphClass = new (id: number, codePoints: readonly number[], font: ParsedFont) => Glyph

/** A TrueType font as fontkit parsed it. Metrics in font units. */
export type ParsedFont = {
  unitsPerEm: number
  postscriptName: string
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): Glyph
  getGlyph(id: number, codePoints?: readonly number[]): Glyph | null
}

/** pdfkit's font over a parsed file; it belongs to one document, what it parsed does not. */
export type EmbeddedFont = PdfFont & { font: ParsedFont; layoutCache: Record<string, unknown> }
export type EmbeddedFontClass = new (document: PdfDocument, font: ParsedFont, id: string) => EmbeddedFont

/** pdfkit's document as pdfmake extends it: a stream of the file's bytes. Coordinates are in points from the top left. */
export type PdfDocument = Readable & {
  page: { width: number; height: number; fonts: Record<string, unknown> }
  _font: PdfFont
  _fontCount: number
  _fontFamilies: Record<string, PdfFont>
  _imageRegistry: Record<string, unknown>
  font(source: Uint8Array): { _font: EmbeddedFont }
  provideFont(family: string, bold: boolean, italics?: boolean): PdfFont
  provideImage(name: string): unknown
  openImage(bytes: Uint8Array): { embed(document: PdfDocument): void }
  text(text: string, x: number, y: number, options: object): PdfDocument
  save(): PdfDocument
  restore(): PdfDocument
  addContent(operators: string): PdfDocument
  fillColor(color: string): PdfDocument
  lineWidth(width: number): PdfDocument
  strokeColor(color: string): PdfDocument
  dash(length: number, options: { space: number }): PdfDocument
  undash(): PdfDocument
  moveTo(x: number, y: number): PdfDocument
  lineTo(x: number, y: number): PdfDocument
  stroke(): PdfDocument
  rotate(angle: number, options: { origin: [number, number] }): PdfDocument
  end(): void
}

/** A measured piece of a line; `x` from the line's start. */
export type InlineBox = {
  text: string
  x: number
  width: number
  font: PdfFont
  fontSize: number
  /** By how much justification moved each inline from the one before, in points. */
  justifyShift?: number
  color?: string
  decoration?: unknown
  link?: unknown
  sup?: boolean
  sub?: boolean
  /** By how much a line's start or end may cut into it, in points. */
  leadingCut?: number
  trailingCut?: number
  noNewLine?: boolean
}
/** A node of text while it is laid out; lines are taken from `_inlines` one by one. */
export type TextNode = { _inlines?: InlineBox[] }
export type Line = {
  inlines: InlineBox[]
  getHeight(): number
  getAscenderHeight(): number
}
type Vector = { x?: number; y?: number; h?: number; x1?: number; x2?: number; y1?: number; y2?: number }
/** Something placed on a page, in points from its top left. */
export type PageItem =
  | { type: 'line'; item: Line & { x: number; y: number } }
  | { type: 'image'; item: { x: number; y: number; _height: number } }
  | { type: 'vector'; item: Vector & { type: 'rect' | 'line' | 'polyline'; points?: { x: number; y: number }[] } }
export type Page = { items: PageItem[]; pageSize: { width: number; height: number } }

type Internals = {
  PDFDocument: new (
    fonts: object,
    images: object,
    patterns: object,
    attachments: object,
    options: object,
    virtualfs: null,
    localAccessPolicy: (path: string) => boolean,
  ) => PdfDocument
  LayoutBuilder: new (
    pageSize: { width: number; height: number; orientation: 'portrait' | 'landscape' },
    margins: { left: number; top: number; right: number; bottom: number },
    svgMeasure: unknown,
  ) => {
    registerTableLayouts(layouts: Record<string, CustomTableLayout>): void
    buildNextLine(node: TextNode): Line | null
    processNode(node: unknown): void
    /** What is being written to. */
    writer: { context(): { y: number; pages: Page[] } }
    layoutDocument(
      content: Content,
      document: PdfDocument,
      styles: object,
      defaultStyle: object,
      background: undefined,
      header: PageContent | undefined,
      footer: PageContent | undefined,
      watermark: undefined,
      pageBreakBefore: undefined,
    ): Page[]
  }
  Renderer: new (
    document: PdfDocument,
  ) => {
    renderPages(pages: Page[]): void
    renderLine(line: Line, x: number, y: number): void
  }
  SVGMeasure: new () => unknown
  tableLayouts: Record<string, CustomTableLayout>
}

/** What stands in the top or bottom margin of a page; pages count from 1. */
export type PageContent = (page: number, pages: number) => Content
export type { Column, Content, CustomTableLayout, Margins, TableCell }

// These are CommonJS modules with a `default`; the loaders we run under disagree on how to import such.
const require = createRequire(import.meta.url)
const part = <Name extends keyof Internals>(name: Name): Internals[Name] => require(`pdfmake/js/${name}.js`).default

export const PDFDocument = part('PDFDocument')
export const LayoutBuilder = part('LayoutBuilder')
export const Renderer = part('Renderer')
export const SVGMeasure = part('SVGMeasure')
export const tableLayouts: Internals['tableLayouts'] = require('pdfmake/js/tableLayouts.js').tableLayouts
