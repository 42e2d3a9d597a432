/**
 * Lines of item text → runs of pdfmake text, with Chinese typography: a quarter
 * space between Chinese and Latin, numbers kept with their unit, minus signs,
 * punctuation drawn together, super- and subscripts, formulas on the baseline.
 */
import { BRACKET } from '../../core/paper/brackets.ts'
import type { Inline, TextTree, Words } from '../../core/text.ts'
import { textWidth } from './fonts.ts'
import type { Formula } from './formulas.ts'
import {
  formulaFamily,
  formulaWidth,
  GAP_FAMILY,
  JOIN_FAMILY,
  JOINER,
  OBJECT,
  SQUEEZE_FAMILY,
  texOf,
} from './inline-formulas.ts'
import { DEFAULT_STYLE } from './print-document.ts'
import { SQUEEZED } from './punctuation.ts'

/** Points of the text of items. */
export const SIZE = DEFAULT_STYLE.fontSize

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
const BASE_UNIT = 'VA|var|Wb|Hz|Pa|bit|dB|mol|cd|lx|lm|rad|min|bar|rpm|[VAWΩFHJNmgshBKCTLlr]'
/** A number, a space, a unit: the space must not break the line. */
const UNIT = new RegExp(
  `(\\d) (?=(?:℃|°C?|%|‰|[kKMGTmμµunpcd]?(?:${BASE_UNIT}))(?:[·/][kKMmμµcd]?(?:${BASE_UNIT}))*[²³]?(?![A-Za-z]))`,
  'g',
)
/** A hyphen before a number that nothing stands before: a minus. "3-5", "A-1", "图-1", "i==-1" are none. */
const MINUS = /(?<=^|^=|[^=!<>]=|[\s＝<>＜＞≤≥~～∼(（,，、：:±×÷/“]|[为是从到至于成约达即得和或与在])-(?=\.?\d)/g

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
    .replace(MINUS, '−')
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

/** Inlines as the faces can show them. */
export const prepared = (inlines: readonly Inline[]): Inline[] =>
  inlines.flatMap((inline): Inline[] => (inline.kind === 'text' ? clean(inline) : [inline]))

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

const SQUEEZE: Run = { text: JOINER, font: SQUEEZE_FAMILY }
const JOIN: Run = { text: JOINER, font: JOIN_FAMILY }
/** Where signs are drawn together, and where the answer bracket stays with the word before it. */
const SEAMS = new RegExp(`${SQUEEZED.source}|(?<=[^\\s（(])(?=${BRACKET})`, 'u')

/** A text in runs: signs that meet drawn together, no answer bracket alone on a line. */
function tightened(text: string, dress: Omit<Run, 'text'>): Run[] {
  const runs: Run[] = []
  for (const part of text.split(SEAMS)) {
    if (part === '') continue
    const before = runs.at(-1)?.text.slice(-1)
    if (before !== undefined) runs.push(SQUEEZED.test(before + part.slice(0, 1)) ? SQUEEZE : JOIN)
    runs.push({ text: part, ...dress })
  }
  return runs
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
        if (SQUEEZED.test((at === 0 ? before.slice(-1) : '') + head.slice(0, 1))) runs.push(SQUEEZE)
        if (head !== '') runs.push(...tightened(head, dress))
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
    else if (font === SQUEEZE_FAMILY) width -= size / 2
    else if (font === JOIN_FAMILY) continue
    else if (font) width += (formulaWidth(formulas.get(texOf(font) ?? '') ?? NOTHING) * size) / 1000
    else width += textWidth(text, size)
  }
  return width
}

/** Runs of a text of the program's own. */
export const wordsOf = (text: string): Run[] =>
  runsOf([{ kind: 'text', text, bold: false, underline: false, script: 'none' }])
