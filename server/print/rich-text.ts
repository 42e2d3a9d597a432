/**
 * Item text → pdfmake nodes, with Chinese typography: a quarter space between
 * Chinese and Latin, numbers kept with their unit, super- and subscripts,
 * formulas on the baseline, tables with rules, pictures under their text.
 */
import { AppError } from '../../core/errors.ts'
import {
  type Block,
  type Inline,
  inlinesOf,
  parseText,
  picturesOf,
  type Table,
  type TextTree,
} from '../../core/text.ts'
import { hasGlyph, textWidth } from './fonts.ts'
import { type Formula, FormulaError, formulaOf } from './formulas.ts'
import type { Content } from './pdfmake-internals.ts'
import { pictureBox } from './pictures.ts'
import type { Pictures } from './print-document.ts'
import { lineWidth, prepared, runsOf, SIZE } from './runs.ts'

/** Where a text stands, in both languages: "item 12", "第12题". */
export type Place = { en: string; zh: string }
export type PlacedText = { place: Place; tree: TextTree }

/**
 * Everything the texts need to be printed: their formulas, set. Refuses, with
 * its place, a text that cannot be printed as it is: a character no face has
 * (`paper.glyph`, with the code point), a formula that cannot be set, a picture
 * that is not there.
 */
export async function prepareTexts(texts: Iterable<PlacedText>, pictures: Pictures): Promise<Map<string, Formula>> {
  const formulas = new Map<string, Formula>()
  for (const { place, tree } of texts) {
    for (const sha256 of picturesOf(tree)) {
      if (pictures[sha256]) continue
      const message = `${place.en}: its picture is missing. / ${place.zh}：图片缺失。`
      throw new AppError('picture.refused', message)
    }
    for (const inline of prepared(inlinesOf(tree))) {
      if (inline.kind === 'text') checkGlyphs(inline.text, place)
      else if (inline.kind === 'formula' && !formulas.has(inline.tex))
        formulas.set(inline.tex, await formulaAt(inline.tex, place))
    }
  }
  return formulas
}

function checkGlyphs(text: string, place: Place): void {
  for (const char of text) {
    const codePoint = char.codePointAt(0)!
    if (hasGlyph(codePoint)) continue
    const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
    const message = `${place.en}: no font has the character ${name}; replace it. / ${place.zh}：字体中没有字符${name}，请更换。`
    throw new AppError('paper.glyph', message)
  }
}

async function formulaAt(tex: string, place: Place): Promise<Formula> {
  try {
    return await formulaOf(tex)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const message = `${place.en}: a formula cannot be set (${error.reason}); mend its TeX. / ${place.zh}：公式无法排版（${error.reason}），请修改。`
    throw new AppError('input.invalid', message, { cause: error })
  }
}

/** Greatest size of a picture in points. */
const PICTURE_FIT: [number, number] = [230, 165]
const CELL_PADDING = 12

function tableNode({ align, header, rows }: Table): Content {
  const row = (cells: readonly Inline[][], bold: boolean) =>
    cells.map((cell, at) => ({
      text: runsOf(cell),
      alignment: bold ? ('center' as const) : (align[at] ?? 'left'),
      ...(bold && { font: 'hei' }),
    }))
  return {
    table: { headerRows: 1, dontBreakRows: true, body: [row(header, true), ...rows.map((cells) => row(cells, false))] },
    layout: 'data',
    margin: [0, 3, 0, 4],
  }
}

/** Width in points of a table whose cells are one line each; undefined when one is not. */
export function tableWidth({ header, rows }: Table, formulas: ReadonlyMap<string, Formula>): number | undefined {
  let width = 1
  for (const column of header.keys()) {
    const cells = [header, ...rows].map((row) =>
      lineWidth([{ kind: 'paragraph', inlines: row[column] ?? [] }], formulas),
    )
    if (cells.includes(undefined)) return undefined
    width += Math.max(0, ...cells.map((cell) => cell ?? 0)) + CELL_PADDING + 1
  }
  return width
}

/** The node of a block; a picture is set no larger than `fit` points. */
export function blockNode(
  block: Block,
  alignment: 'justify' | 'left',
  pictures: Pictures = {},
  fit: [number, number] = PICTURE_FIT,
): Content {
  if (block.kind === 'table') return tableNode(block)
  if (block.kind === 'paragraph') return { text: runsOf(block.inlines), alignment }
  return { image: block.sha256, fit: pictureBox(pictures[block.sha256], fit), margin: [0, 3, 0, 4] }
}

/** The nodes of a text, one below the other; narrow cells read better ragged. */
export const textNodes = (
  tree: TextTree,
  alignment: 'justify' | 'left' = 'justify',
  pictures: Pictures = {},
  fit?: [number, number],
): Content[] => tree.map((block) => blockNode(block, alignment, pictures, fit))

/** A form's cell with item text in it. */
export const textCell = (text: string): Content => ({ stack: textNodes(parseText(text), 'left'), fontSize: 9.5 })

/** Numbered lines of item text. */
export const textList = (lines: readonly string[], label: (n: number) => string = (n) => `（${n}）`): Content[] =>
  lines.map((line, at) => ({
    columns: [
      { width: textWidth(label(at + 1), SIZE) + 4, text: label(at + 1), noWrap: true },
      { width: '*', stack: textNodes(parseText(line)) },
    ],
  }))

/** Plain texts that stand in one place, for `prepareTexts`. */
export const placed = (place: Place, texts: readonly string[]): PlacedText[] =>
  texts.map((text) => ({ place, tree: parseText(text) }))

/** Rough height of a text in points when set `width` wide; for choosing a layout, never for placing. */
export function roughHeight(
  tree: TextTree,
  width: number,
  { formulas, pictures }: { formulas: ReadonlyMap<string, Formula>; pictures: Pictures },
): number {
  const line = SIZE * 1.6
  return tree.reduce((sum, block) => {
    if (block.kind === 'picture') return sum + pictureBox(pictures[block.sha256], PICTURE_FIT)[1] + 7
    if (block.kind === 'table') return sum + (block.rows.length + 1) * line * 1.15 + 7
    const natural =
      lineWidth([{ ...block, inlines: block.inlines.filter(({ kind }) => kind !== 'break') }], formulas) ?? 0
    const breaks = block.inlines.filter(({ kind }) => kind === 'break').length
    const tall = block.inlines.some(({ kind }) => kind === 'formula') ? 1.3 : 1
    return sum + (Math.ceil(natural / width) + breaks) * line * tall
  }, 0)
}
