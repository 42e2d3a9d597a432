/** The PDF that everything is drawn into: our fonts, formulas and pictures in pdfmake's document, lines written our way. */
import { AppError } from '../../core/errors.ts'
import { embedFace, faceOf } from './fonts.ts'
import type { Formula } from './formulas.ts'
import {
  drawFormula,
  FormulaBox,
  GAP_FAMILY,
  GapBox,
  JOIN_FAMILY,
  JoinBox,
  SQUEEZE_FAMILY,
  texOf,
} from './inline-formulas.ts'
import {
  type InlineBox,
  type Line,
  type Page,
  PDFDocument,
  type PdfDocument,
  type PdfFont,
  Renderer,
} from './pdfmake-internals.ts'
import { printable } from './pictures.ts'

/** Bytes of PNG or JPEG pictures by SHA-256. */
export type Pictures = Readonly<Record<string, Uint8Array>>

/** What names a file and what it shows. */
export type Identity = {
  title: string
  /** What the file is about, e.g. the digest of the document value; part of the file's id. */
  subject: string
  /** Unix time in ms, written into the file. */
  createdAt: number
  formulas?: ReadonlyMap<string, Formula>
  pictures?: Pictures
}

/** What a page is painted with beside its layout. */
export type Canvas = {
  document: PdfDocument
  write: (text: string, at: { x: number; y: number; size: number; family?: string }) => void
}

/** Text of everything printed: Song, 五号. */
export const DEFAULT_STYLE = { font: 'song', fontSize: 10.5, lineHeight: 1.06 }

export class PrintDocument extends PDFDocument {
  private readonly faces = new Map<string, PdfFont>()
  private readonly formulas: ReadonlyMap<string, Formula>
  private readonly pictures: Pictures

  constructor({ title, subject, createdAt, formulas, pictures }: Identity, size: { width: number; height: number }) {
    const options = {
      size: [size.width, size.height],
      pdfVersion: '1.7',
      lang: 'zh-CN',
      displayTitle: true,
      compress: true,
      autoFirstPage: false,
      font: null,
      info: {
        Title: title,
        Subject: subject,
        Producer: 'juanku',
        Creator: 'juanku',
        CreationDate: new Date(createdAt),
      },
    }
    super({}, {}, {}, {}, options, null, () => false)
    this.formulas = formulas ?? new Map()
    this.pictures = pictures ?? {}
  }

  override provideFont(family: string, bold: boolean): PdfFont {
    const name = `${family}/${bold}`
    const known = this.faces.get(name)
    if (known) return known
    const made = this.makeFont(family, bold)
    this.faces.set(name, made)
    return made
  }

  private makeFont(family: string, bold: boolean): PdfFont {
    const tex = texOf(family)
    if (tex !== undefined) return new FormulaBox(this.formulas.get(tex), this.provideFont('song', false))
    if (family === GAP_FAMILY) return new GapBox()
    if (family === JOIN_FAMILY || family === SQUEEZE_FAMILY) return new JoinBox(family)
    const face = faceOf(family, bold)
    if (!face) throw new Error(`No such face: ${family}`)
    return embedFace(this, face)
  }

  override provideImage(name: string): unknown {
    const known = this._imageRegistry[name]
    if (known) return known
    const bytes = this.pictures[name]
    if (!bytes) throw new AppError('picture.refused', 'A picture of the paper is missing. / 试卷中的图片缺失。')
    try {
      const image = this.openImage(printable(bytes))
      image.embed(this)
      this._imageRegistry[name] = image
      return image
    } catch (cause) {
      throw new AppError('picture.refused', 'A picture is neither PNG nor JPEG. / 图片不是PNG或JPEG格式。', { cause })
    }
  }

  /** pdfmake's way to write an inline; reached for lines with underlines. */
  override text(text: string, x: number, y: number, options: object): PdfDocument {
    const font = this._font
    if (font instanceof GapBox || font instanceof JoinBox) return this
    if (!(font instanceof FormulaBox)) return super.text(text, x, y, options)
    const size = (this as unknown as { _fontSize: number })._fontSize
    drawFormula(this, font, size, x, y + (font.ascender * size) / 1000)
    return this
  }
}

const short = (n: number) => String(Math.round(n * 1000) / 1000)

/** Names the character by its code point, and never the text around it. */
function missingGlyph(text: string, font: PdfFont, page: number): AppError {
  const char = [...text].find((one) => font.encode(one)[0].includes('0000')) ?? ''
  const name = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return new AppError(
    'paper.glyph',
    `Page ${page} holds the character ${name}, which no font has. / 第${page}页有字体中没有的字符${name}。`,
  )
}

/**
 * One text object for boxes of one font and size: pdfmake writes every Chinese
 * character by itself, which costs most of its time and three quarters of the
 * file. `y` is the baseline, from the page's top.
 */
function writeRun(document: PdfDocument, boxes: readonly InlineBox[], x: number, y: number, page: number): void {
  const { font, fontSize } = boxes[0]!
  document.page.fonts[font.id] ??= font.ref()
  const glyphs: string[] = []
  let hex = ''
  /** Moves the pen by so many thousandths of the size, left of what follows. */
  const kern = (thousandths: number) => {
    if (Math.abs(thousandths) < 0.5) return
    glyphs.push(`<${hex}> ${short(-thousandths)}`)
    hex = ''
  }
  for (const [index, box] of boxes.entries()) {
    const [codes, positions] = font.encode(box.text)
    if (codes.includes('0000')) throw missingGlyph(box.text, font, page)
    let width = 0
    for (const [at, code] of codes.entries()) {
      hex += code
      const { xAdvance, advanceWidth } = positions[at]!
      width += xAdvance
      kern(xAdvance - advanceWidth)
    }
    const next = boxes[index + 1]
    if (next) kern(((next.x - box.x) / fontSize) * 1000 - width)
  }
  if (hex !== '') glyphs.push(`<${hex}>`)
  const start = `${short(x + boxes[0]!.x)} ${short(document.page.height - y)}`
  document.addContent(
    `q 1 0 0 -1 0 ${short(document.page.height)} cm BT 1 0 0 1 ${start} Tm /${font.id} ${short(fontSize)} Tf [${glyphs.join(' ')}] TJ ET Q`,
  )
}

class PrintRenderer extends Renderer {
  private readonly document: PdfDocument
  page = 0

  constructor(document: PdfDocument) {
    super(document)
    this.document = document
  }

  override renderLine(line: Line, x: number, y: number): void {
    if (line.inlines.some(({ decoration, link }) => decoration || link)) {
      super.renderLine(line, x, y)
      return
    }
    loosen(line)
    const left = x || 0
    const baseline = (y || 0) + line.getAscenderHeight()
    const raised = ({ sup, sub, fontSize }: InlineBox) => (sup ? -fontSize * 0.62 : sub ? fontSize * 0.3 : 0)
    const color = line.inlines[0]?.color ?? 'black'
    this.document.fillColor(color)
    for (let at = 0; at < line.inlines.length; ) {
      const first = line.inlines[at]!
      let end = at + 1
      if (first.font instanceof FormulaBox)
        drawFormula(this.document, first.font, first.fontSize, left + first.x, baseline)
      else if (!(first.font instanceof GapBox || first.font instanceof JoinBox)) {
        while (end < line.inlines.length && sameRun(first, line.inlines[end]!)) end += 1
        const boxes = line.inlines.slice(at, end).filter(({ text }) => text !== '')
        if (boxes.length > 0) writeRun(this.document, boxes, left, baseline + raised(first), this.page)
      }
      at = end
    }
  }
}

/** Words of a justified line may be drawn apart by this much, in em; a line that needs more stays ragged. */
const LOOSEST = 0.07

/** Takes back pdfmake's justification where it would tear a line apart. */
function loosen({ inlines }: Line): void {
  const shift = inlines[1]?.justifyShift ?? 0
  if (shift <= LOOSEST * inlines[0]!.fontSize) return
  for (const [index, inline] of inlines.entries()) inline.x -= index * shift
}

const sameRun = (a: InlineBox, b: InlineBox) =>
  a.font === b.font && a.fontSize === b.fontSize && !!a.sup === !!b.sup && !!a.sub === !!b.sub

/** Draws the pages and ends the file. `paint` draws beside the layout; pages count from 1. */
export async function renderPdf(
  document: PrintDocument,
  pages: readonly Page[],
  paint?: (canvas: Canvas, page: number) => void,
): Promise<Uint8Array> {
  const renderer = new PrintRenderer(document)
  for (const [index, page] of pages.entries()) {
    renderer.page = index + 1
    renderer.renderPages([page])
    const write: Canvas['write'] = (text, { x, y, size, family = 'song' }) => {
      const font = document.provideFont(family, false)
      document.fillColor('black')
      writeRun(document, [{ text, x: 0, width: 0, font, fontSize: size }], x, y, index + 1)
    }
    paint?.({ document, write }, index + 1)
  }
  return finish(document)
}

async function finish(document: PdfDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  document.end()
  await ended
  return Buffer.concat(chunks)
}
