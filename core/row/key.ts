/** Keys and options in the spellings that real sheets use. */
import { comparable } from '../compare.ts'
import { plain } from './words.ts'

/** The places of the right options (from 0, ascending), or what is wrong with the key. `numbered`: the key counted them, from 1 as it seems. */
export type ChoiceKey = { right: number[]; numbered?: boolean } | { fault: 'key-not-option' | 'key-twice' }

const LETTERS = /^[A-J](?:[\s,、;/|.+&和与及]*[A-J])*$/u
const SEPARATORS = ['\n', ';', '；', '|', '、', '，', ',']

/** Letters in any width, case and punctuation ("Ｂ", "A、C", "b d", "选B"), the text of the options, with or without their letters ("B.铜"), or their numbers. */
export function choiceKey(text: string, options: readonly string[]): ChoiceKey {
  const bare = bareKey(text)
  if (LETTERS.test(bare)) return rightOnes(lettersOf(bare), options.length)
  const texts = options.map(comparable)
  for (const parts of [[text], ...SEPARATORS.map((separator) => text.split(separator).filter((part) => part.trim()))]) {
    const right = parts.map((part) => placeOf(part, texts))
    if (parts.length > 0 && !right.includes(-1)) return rightOnes(right, options.length)
  }
  const numbers = numbersOf(text)
  if (numbers.length === 0) return { fault: 'key-not-option' }
  const found = rightOnes(numbers, options.length)
  return 'right' in found ? { ...found, numbered: true } : found
}

function rightOnes(places: readonly number[], count: number): ChoiceKey {
  if (new Set(places).size < places.length) return { fault: 'key-twice' }
  if (places.some((place) => place < 0 || place >= count)) return { fault: 'key-not-option' }
  return { right: places.toSorted((one, other) => one - other) }
}

const lettersOf = (bare: string): number[] =>
  [...bare].filter((sign) => sign >= 'A' && sign <= 'J').map((sign) => sign.charCodeAt(0) - 65)

/** The option that a text is: word for word, or behind the option's own letter; -1 for none. */
function placeOf(text: string, options: readonly string[]): number {
  const whole = options.indexOf(comparable(text))
  if (whole >= 0) return whole
  const letter = OWN_LETTER.exec(text)
  const place = letter ? plain(letter[1] ?? '').charCodeAt(0) - 97 : -1
  return letter && options[place] === comparable(text.slice(letter[0].length)) ? place : -1
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩'
const NUMBERS = /^(?:10|[1-9①-⑩])(?:[\s,，、;；|]+(?:10|[1-9])|[\s,，、;；|]*[①-⑩])*$/u

/** "2", "1,3" and "①③" as places from 0; empty when the text is no list of numbers. */
function numbersOf(text: string): number[] {
  const list = text.trim()
  if (!NUMBERS.test(list)) return []
  return (list.match(/10|[1-9①-⑩]/gu) ?? []).map((sign) => {
    const circled = CIRCLED.indexOf(sign)
    return circled >= 0 ? circled : Number(sign) - 1
  })
}

/** The number of letters a key consists of, 0 when it is no letters. */
export function letterCount(text: string): number {
  const bare = bareKey(text)
  return LETTERS.test(bare) ? lettersOf(bare).length : 0
}

const ONE_LETTER = /^[A-J]$/u

/** A key without its wrapping: "答案：B", "（BCE）", "[C]。", "选B" and "C项" are B, BCE, C, B and C. */
function bareKey(text: string): string {
  if (ONE_LETTER.test(text)) return text
  return text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:正确|参考|标准)?答案\s*[:是为]?\s*/u, '')
    .replace(/^(?:故|应|本题|此题)*选(?:项|择)?\s*(?=[A-Ja-j])/u, '')
    .replace(/^[([{【]\s*|\s*[)\]}】]?[.。]?$/gu, '')
    .replace(/(?<=[A-Ja-j])\s*项$/u, '')
    .toUpperCase()
}

const OWN_LETTER = /^\s*[（(]?\s*([A-Ja-jＡ-Ｊａ-ｊ])\s*(?:[．、:：)）]|\.(?!\d)|\s)\s*/u

/** The letter, small, that an option's text begins with, or undefined. */
export const ownLetter = (text: string): string | undefined => {
  const letter = /^\s*(?:[（(]\s*([A-Ja-jＡ-Ｊ])\s*[)）]|([A-JＡ-Ｊ])\s*(?:[．、:：]|\.(?!\d)))/u.exec(text)
  // "A、B、E" is an option that names others.
  if (!letter || LETTERS.test(text.normalize('NFKC').trim().toUpperCase())) return undefined
  return plain(letter[1] ?? letter[2] ?? '')
}

/** Options without the letters left in their text ("A．甲"), when every option carries its own letter. */
export function withoutLetters(options: readonly string[]): string[] {
  const lettered = options.every((text, index) => {
    const letter = OWN_LETTER.exec(text)?.[1]
    return letter !== undefined && plain(letter) === String.fromCharCode(97 + index)
  })
  return lettered ? options.map((text) => text.replace(OWN_LETTER, '')) : [...options]
}

const STEM_NUMBER = /^\s*[（(【[]?\s*(?:第\s*)?(\d{1,5})\s*(?:题\s*[:：.．、]?|[)）】\]]|[、．]|\.(?!\d))\s*/u

/** The item number a stem begins with ("27、", "(3)"), or undefined. */
export function stemNumber(stem: string): number | undefined {
  const found = STEM_NUMBER.exec(stem)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** The stem without the number that `stemNumber` finds. */
export const withoutNumber = (stem: string): string => stem.replace(STEM_NUMBER, '')

const ABOUT_OTHERS = [
  /^(?:以上|上述|前述|上列)/u,
  /(?:以上|上述).{0,6}(?:都|均|皆|全|不)/u,
  /^(?:都|全部?|均|皆)不?(?:对|是|正确|错|错误|包括)[。.]?$/u,
  /^[A-J](?:\s*[、,和与及或]\s*[A-J])+.{0,8}$/u,
  // Letters without anything between them may be a word of their own (AC, AB): these say "both", "all".
  /^[A-J]{2,}\s*(?:都|均|皆|全|两|三).{0,6}$/u,
]

/** True for "以上都对" and its like, which speak of the options above them. */
export const speaksOfAbove = (option: string): boolean =>
  /^(?:以上|上述|前述|上列)(?:.{0,6}(?:都|均|皆|全|不)|答案|选项|三|两|各)/u.test(option.normalize('NFKC').trim())

/** True when options must stay as written: one speaks of others, or all are ascending numbers. */
export function mustStay(options: readonly string[]): boolean {
  const folded = options.map((text) => text.normalize('NFKC').trim())
  if (folded.some((text) => ABOUT_OTHERS.some((pattern) => pattern.test(text)))) return true
  return folded.length > 2 && ascending(folded)
}

const NUMBER = /^([+-]?\d+(?:\.\d+)?)\s*(.*)$/u

/** True when every option is a number with the same unit and each is greater than the one before. */
function ascending(options: readonly string[]): boolean {
  let unit: string | undefined
  let previous = Number.NEGATIVE_INFINITY
  for (const text of options) {
    const [, digits, rest] = NUMBER.exec(text) ?? []
    if (digits === undefined || (unit !== undefined && rest !== unit) || Number(digits) <= previous) return false
    unit = rest
    previous = Number(digits)
  }
  return true
}
