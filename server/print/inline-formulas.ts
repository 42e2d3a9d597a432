/**
 * Formulas, and the quarter space between Chinese and Latin, inside lines of
 * text. pdfmake knows inlines only as text in a font, so each formula is a
 * "font" whose one character is the whole formula: pdfmake then measures it,
 * breaks lines around it, puts it on the baseline and makes the line as high
 * as it needs, by its own rules. The page draws it as paths.
 */
import { type Formula, FormulaError } from './formulas.ts'
import type { PdfDocument, PdfFont } from './pdfmake-internals.ts'

/** What stands for a formula in text: "object replacement", before and after which a line may break. */
export const OBJECT = '\ufffc'
export const GAP_FAMILY = 'gap'
/** "Word joiner": what stands for a box at which a line must not break. */
export const JOINER = '\u2060'
/** Keeps its neighbours on one line, and takes no room. */
export const JOIN_FAMILY = 'join'
/** Keeps its neighbours on one line and draws them together by half a character. */
export const SQUEEZE_FAMILY = 'squeeze'
const FORMULA_FAMILY = 'formula:'

/** The family name that makes pdfmake ask for this formula. */
export const formulaFamily = (tex: string): string => FORMULA_FAMILY + tex
export const texOf = (family: string): string | undefined =>
  family.startsWith(FORMULA_FAMILY) ? family.slice(FORMULA_FAMILY.length) : undefined

/** MathJax's letters are lower than the Latin of the text face by this much. */
const SCALE = 1.07
/** Room above and below a formula that is higher than the text, in 1/1000 em. */
const AIR = 90

/** Every font that is no font: it has a size but nothing to embed. */
abstract class Box implements PdfFont {
  readonly id = ''
  readonly name = ''
  readonly ascender: number
  readonly descender: number
  readonly width: number

  constructor(width: number, ascender: number, descender: number) {
    this.width = width
    this.ascender = ascender
    this.descender = descender
  }

  widthOfString(text: string, size: number): number {
    return text === '' ? 0 : (this.width * size) / 1000
  }

  abstract lineHeight(size: number): number

  encode(): never {
    throw new Error('A formula is drawn, not written.')
  }

  ref(): never {
    return this.encode()
  }
}

/** Width of a formula as set in text, in 1/1000 em. */
export const formulaWidth = ({ width }: Formula): number => width * SCALE

/** `text` is the font of the words around, whose ascent the line has anyway. */
export class FormulaBox extends Box {
  readonly formula: Formula
  private readonly text: PdfFont

  constructor(formula: Formula | undefined, text: PdfFont) {
    if (!formula) throw new FormulaError('not prepared')
    const ascent = formula.ascent * SCALE
    const room = ascent > text.ascender - AIR ? AIR : 0
    // At least as high as text, so that a line of nothing but a formula stands where its neighbours do.
    super(formulaWidth(formula), Math.max(ascent + room, text.ascender), -formula.descent * SCALE)
    this.formula = formula
    this.text = text
  }

  /** The line's height is the greatest of its inlines' heights, its ascent the greatest of their ascents. */
  lineHeight(size: number): number {
    const below = -this.text.descender
    const descent = -this.descender > below - AIR ? AIR - this.descender : below
    return ((this.ascender + descent) * size) / 1000
  }
}

/** A quarter of the character width. A line's end swallows it like any space. */
export class GapBox extends Box {
  constructor() {
    super(250, 0, 0)
  }

  lineHeight(): number {
    return 0
  }
}

/** A box between two characters that belong on one line; `SQUEEZE_FAMILY` has a negative width. */
export class JoinBox extends Box {
  constructor(family: typeof JOIN_FAMILY | typeof SQUEEZE_FAMILY) {
    super(family === SQUEEZE_FAMILY ? -500 : 0, 0, 0)
  }

  lineHeight(): number {
    return 0
  }
}

const short = (n: number) => String(Math.round(n * 1e5) / 1e5)

/** Draws a formula with its baseline's left end at (x, y), y from the page's top. */
export function drawFormula(document: PdfDocument, { formula }: FormulaBox, size: number, x: number, y: number): void {
  const scale = short((size * SCALE) / 1000)
  document.addContent(`q ${scale} 0 0 -${scale} ${short(x)} ${short(y)} cm 0 g`)
  document.addContent(formula.operators)
  document.addContent('Q')
}
