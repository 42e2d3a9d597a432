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
  type Words,
} from '../../core/text.ts'
import { hasGlyph, textWidth } from './fonts.ts'
import { type Formula, FormulaError, formulaOf } from './formulas.ts'
import { formulaFamily, formulaWidth, GAP_FAMILY, OBJECT, texOf } from './inline-formulas.ts'
import type { Content } from './pdfmake-internals.ts'
import { DEFAULT_STYLE, type Pictures } from './typeset.ts'

const SIZE = DEFAULT_STYLE.fontSize

/** Where a text stands, in both languages: "item 12", "第12题". */
export type Place = { en: string; zh: string }
export type PlacedText = { place: Place; tree: TextTree }

/** Characters written as small ones in Unicode that the faces lack; printed as real sub- and superscripts. */
const SUBS = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ'
const SUPS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'
const SMALL = new RegExp(`[${SUBS}]+|[${SUPS}]+`, 'u')

const CJK = '\\u2e80-\\u2fff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const LATIN = 'A-Za-z0-9\\u0370-\\u03ff%‰℃°Ω±√'
/** The places of a quarter space. Punctuation carries its own space. */
const GAP = new RegExp(`(?<=[${CJK}])(?=[${LATIN}+\\-−]*[${LATIN}])(?![%‰℃°])|(?<=[${LATIN}])(?=[${CJK}])`, 'u')
const startsLatin = new RegExp(`^[${LATIN}]`, 'u')
const endsCjk = new RegExp(`[${CJK}]$`, 'u')
const startsCjk = new RegExp(`^[${CJK}]`, 'u')
/** A number, a space, a unit: the space must not break the line. */
const UNIT = /(\d) (?=(?:[kKMGmμunp]?(?:VA|var|Wb|Hz|Pa|bit|[VAWΩFHJNmgshBKCTLl])|r\/min|℃|°|mm²|%)(?![A-Za-z]))/g

/** Chinese units and counting words: a number does not part from the one behind it. */
const MEASURE = /^[个只台条根项次种类倍级年月日分秒时天米圈匝相极位层组套度页题卷人名件块片支把对副节段步处点元万亿]/
const NUMBER_END = /[0-9][0-9.,]*$/

/** Words as the faces can show them: no control characters, small characters split off. */
function clean(words: Words): Words[] {
  const text = words.text
    .normalize('NFC')
    .replace(/\t/g, '    ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\u2000-\u200a\u202f\u205f]/g, ' ')
    .replace(UNIT, '$1\u00a0')
  const parts: Words[] = []
  let rest = text
  for (let small = SMALL.exec(rest); small; small = SMALL.exec(rest)) {
    if (small.index > 0) parts.push({ ...words, text: rest.slice(0, small.index) })
    const script = SUBS.includes(small[0][0]!) ? 'sub' : 'sup'
    parts.push({ ...words, script, text: small[0].normalize('NFKC') })
    rest = rest.slice(small.index + small[0].length)
  }
  if (rest !== '') parts.push({ ...words, text: rest })
  return parts
}

const prepared = (inlines: readonly Inline[]): Inline[] =>
  inlines.flatMap((inline): Inline[] => (inline.kind === 'text' ? clean(inline) : [inline]))

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

/** `noNewLine` is pdfmake's own mark for a word that the next one must follow on the line. */
type Run = {
  text: string
  font?: string
  bold?: true
  decoration?: 'underline'
  sub?: true
  sup?: true
  noNewLine?: true
}

/** Runs of pdfmake text for a line of inlines. `bold` makes all of it bold. */
export function runsOf(inlines: readonly Inline[]): Run[] {
  const runs: Run[] = []
  let before = '' // The text just before, for the space at a seam.
  const gap = (glued = false) => runs.push({ text: ' ', font: GAP_FAMILY, ...(glued && { noNewLine: true as const }) })
  for (const inline of prepared(inlines)) {
    if (inline.kind === 'break') {
      runs.push({ text: '\n' })
      before = ''
    } else if (inline.kind === 'formula') {
      if (endsCjk.test(before)) gap()
      runs.push({ text: OBJECT, font: formulaFamily(inline.tex) })
      before = OBJECT
    } else {
      const { text, bold, underline, script } = inline
      const dress = {
        ...(bold && { bold: true as const }),
        ...(underline && { decoration: 'underline' as const }),
        ...(script !== 'none' && { [script]: true as const }),
      }
      const seam = before === OBJECT ? startsCjk.test(text) : endsCjk.test(before) && startsLatin.test(text)
      if (seam || (/[A-Za-z0-9]$/.test(before) && startsCjk.test(text))) gap()
      const parts = text.split(GAP)
      for (const [at, part] of parts.entries()) {
        const counts = MEASURE.test(parts[at + 1] ?? '') ? NUMBER_END.exec(part) : null
        const head = counts ? part.slice(0, counts.index) : part
        if (head !== '') runs.push({ text: head, ...dress })
        if (counts) runs.push({ text: counts[0], ...dress, noNewLine: true })
        if (at + 1 < parts.length) gap(counts !== null)
      }
      before = text
    }
  }
  return runs
}

const NOTHING: Formula = { width: 0, ascent: 0, descent: 0, operators: '' }

/** Natural width of a text on one line in points; undefined when it cannot stand on one line. */
export function lineWidth(tree: TextTree, formulas: ReadonlyMap<string, Formula>, size = SIZE): number | undefined {
  const [block] = tree
  if (!block) return 0
  if (tree.length > 1 || block.kind !== 'paragraph') return undefined
  let width = 0
  for (const { text, font } of runsOf(block.inlines)) {
    if (text === '\n') return undefined
    if (font === GAP_FAMILY) width += size / 4
    else if (font) width += (formulaWidth(formulas.get(texOf(font) ?? '') ?? NOTHING) * size) / 1000
    else width += textWidth(text, size)
  }
  return width
}

/** Greatest size of a picture in points. */
const PICTURE_FIT: [number, number] = [230, 165]

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

function blockNode(block: Block, alignment: 'justify' | 'left'): Content {
  if (block.kind === 'picture') return { image: block.sha256, fit: PICTURE_FIT, margin: [0, 3, 0, 4] }
  if (block.kind === 'table') return tableNode(block)
  return { text: runsOf(block.inlines), alignment }
}

/** The nodes of a text, one below the other; narrow cells read better ragged. */
export const textNodes = (tree: TextTree, alignment: 'justify' | 'left' = 'justify'): Content[] =>
  tree.map((block) => blockNode(block, alignment))

/** Runs of a text of the program's own. */
export const wordsOf = (text: string): Run[] =>
  runsOf([{ kind: 'text', text, bold: false, underline: false, script: 'none' }])

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

/** Rough height of a text in points when set `width` wide; for deciding what may be kept whole. */
export function roughHeight(tree: TextTree, width: number, formulas: ReadonlyMap<string, Formula>): number {
  const line = SIZE * 1.6
  return tree.reduce((sum, block) => {
    if (block.kind === 'picture') return sum + PICTURE_FIT[1]
    if (block.kind === 'table') return sum + (block.rows.length + 1) * line * 1.5
    const natural =
      lineWidth([{ ...block, inlines: block.inlines.filter(({ kind }) => kind !== 'break') }], formulas) ?? 0
    const breaks = block.inlines.filter(({ kind }) => kind === 'break').length
    const tall = block.inlines.some(({ kind }) => kind === 'formula') ? 1.5 : 1
    return sum + (Math.ceil(natural / width) + breaks) * line * tall
  }, 0)
}
