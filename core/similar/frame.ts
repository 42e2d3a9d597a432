/**
 * What two items are compared by: the frame of each text, in which every
 * quantity is one sign, and beside it the quantities themselves. So two
 * variants of one calculation have the same frame and other quantities, and a
 * question told in other words has another frame and the same quantities.
 */
import { comparable } from '../compare.ts'
import type { ItemContent } from '../item.ts'

/**
 * `text` has a sign where each quantity and each picture stood; `told` holds
 * what tells two texts of one frame apart: pictures, and every number, those
 * inside names (`K1800`) included, as decimals without trailing zeros.
 */
export type Frame = { text: string; told: string[] }

const FORMULA = /(\$[^$]*\$)/u
const PICTURE = /!\[\]\(sha256:([0-9a-f]{64})\)/gu
/** Markdown that dresses words and draws tables. */
const MARKUP = /\*\*|<\/?(?:u|sub|sup)>|^\s*\|[\s:|-]+\|\s*$|\|/gmu
/** TeX that changes how a formula looks and not what it says. */
const DRESS = /\\[,;:! ]|\\(?:left|right|displaystyle|limits)(?![a-z])/giu
const WORDS_IN_FORMULA = /\\(?:text|mathrm|mathbf|textrm|operatorname)\{([^{}]*)\}/gu
/** A command's name ends where its letters end: `\times3` holds a number, `R3` is a name. */
const COMMAND = /\\([a-z]+)/giu
const WIDE = /[０-９．，]/gu
const DIGITS = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?'
const NUMBER = new RegExp(`(?<![\\d.])${DIGITS}`, 'gu')
/** A quantity: digits that are no part of a name (`KM1`, `Y112M`) and no index (`R_1`, `U_{12}`). */
const QUANTITY = new RegExp(`(?<![A-Za-z_\\d.]|_\\{)${DIGITS}`, 'gu')
/** One sign for any quantity or picture; it stands in no text of its own. */
const BLANK = '\u0001'

/** The frame of a text. Formulas count by what they say: spacing, braces and upright letters are dress. */
export function frameOf(text: string): Frame {
  const told: string[] = []
  const said = text
    .replace(PICTURE, (_, sha256: string) => {
      told.push(sha256)
      return BLANK
    })
    .replace(MARKUP, '')
    .split(FORMULA)
    .map((part, index) =>
      index % 2 === 0 ? part : part.replace(DRESS, '').replace(WORDS_IN_FORMULA, '$1').replace(COMMAND, '\\$1 '),
    )
    .join('')
    .replace(WIDE, (sign) => sign.normalize('NFKC'))
  told.push(...(said.match(NUMBER) ?? []).map(decimal))
  // Quantities go before spaces and commas do, which is what keeps "220 V, 1.5 kΩ" two of them.
  const framed = comparable(said.replace(QUANTITY, BLANK)).toLowerCase()
  return { text: framed.replace(/[\\{}$]+/gu, ''), told }
}

/** "05.50" is 5.5, "3.0" is 3, "1,000" is 1000: one spelling for one number, without passing through a float. */
const decimal = (digits: string): string => {
  const [whole = '', rest = ''] = digits.replaceAll(',', '').split('.')
  const kept = rest.replace(/0+$/u, '')
  return `${whole.replace(/^0+(?=\d)/u, '')}${kept === '' ? '' : `.${kept}`}`
}

/** The texts an item is known by, the question first; keys, rationales and marking rules are left out. */
export function comparedTexts(content: ItemContent): string[] {
  switch (content.kind) {
    case 'theory':
      return [
        content.stem,
        ...content.options.map(({ text }) => text),
        ...(content.parts ?? []).flatMap(({ stem, options }) => [stem, ...options.map(({ text }) => text)]),
      ]
    case 'practical':
      return [`${content.title}\n${content.requirements}`]
    case 'defense':
      return [content.title]
  }
}
