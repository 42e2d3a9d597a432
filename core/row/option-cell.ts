/** The options of an item that share one cell, in the ways people part them. */
import { splitOptions } from './item-text.ts'
import { optionFields } from './words.ts'

/** `run` is true when nothing but spaces or bare letters parted the options, so that a person should look. */
export type CellOptions = { options: string[]; run: boolean }

const CERTAIN = ['\n', '|', '｜', ';', '；']
const MARKS = /[①②③④⑤⑥⑦⑧⑨⑩]/gu
const GLUED = /(?:^|(?<=[\s;；,，|]))[A-JＡ-Ｊ](?=[^\sA-Za-zＡ-Ｚａ-ｚ0-9])/gu

/** Options with letters, one a line, as a list of JSON, parted by bars, semicolons, circled numbers, or, at last, by spaces. */
export function optionsIn(text: string): CellOptions {
  const sure = (options: string[]): CellOptions => ({ options, run: false })
  if (text === '') return sure([])
  const lettered = splitOptions(text)
  if (lettered.options.length > 1 && lettered.stem.trim() === '') return sure(lettered.options)
  const list = jsonList(text)
  if (list) return sure(list)
  for (const separator of CERTAIN) {
    const parts = partsOf(text.split(separator))
    if (!parts) continue
    const bare = withoutGluedLetters(parts)
    return { options: bare ?? parts, run: bare !== undefined }
  }
  const circled = partsOf(text.split(MARKS).slice(1))
  if (circled && /^\s*①/u.test(text)) return sure(circled)
  const glued = partsOf(text.split(GLUED).slice(1))
  if (glued && inOrder([...text.matchAll(GLUED)].map(([letter]) => letter)) && differ(glued))
    return { options: glued, run: true }
  const spaced = partsOf(text.split(/[\s\u3000]+/u))
  return spaced ? { options: spaced, run: true } : sure([text])
}

/** At least two options and no more than there are letters. */
function partsOf(parts: readonly string[]): string[] | undefined {
  const filled = parts.map((part) => part.trim()).filter((part) => part !== '')
  return filled.length > 1 && filled.length <= optionFields.length ? filled : undefined
}

/** `["银","铜"]`, as a database writes it. */
function jsonList(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) ? partsOf(found.map(String)) : undefined
  } catch {
    return undefined
  }
}

const inOrder = (letters: readonly string[]): boolean =>
  letters.every((letter, index) => letter.normalize('NFKC').charCodeAt(0) - 65 === index)

/** "A类 B类 C类" are names that end alike: their letters are no labels. */
const differ = (parts: readonly string[]): boolean => new Set(parts.map((part) => part.charAt(0))).size > 1

/** "A银 | B-铜": the parts without letters that stand right before them; undefined when these are no labels. */
function withoutGluedLetters(parts: readonly string[]): string[] | undefined {
  const found = parts.map((part) => /^([A-JＡ-Ｊ])\s*[-—－]?\s*(?=[^\sA-Za-z0-9])(.+)$/su.exec(part))
  if (!found.every((one) => one !== null) || !inOrder(found.map((one) => one?.[1] ?? ''))) return undefined
  const bare = found.map((one) => one?.[2] ?? '')
  return differ(bare) ? bare : undefined
}
