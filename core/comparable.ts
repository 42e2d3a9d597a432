/** One spelling for all spellings of a text: alone here, so that a browser can load it without a hash function. */

const SENTENCE_MARKS = /[,;:!?。、'"‘’“”「」『』《》〈〉()[\]【】〔〕…_·~]/gu
/** A full stop, unless digits stand on both sides. */
const STOP = /(?<!\d)\.|\.(?!\d)/gu
const FORMULA = /(?<!\\)(\$[^$]*\$)/u

/** NFKC would turn a superscript into a digit (10² into 102): these signs are left alone. */
const KEPT = /[\u00B2\u00B3\u00B9\u2070-\u209F\u00BC-\u00BE]/u
const NOT_KEPT = /[^\u00B2\u00B3\u00B9\u2070-\u209F\u00BC-\u00BE]+/gu

/** The last texts and their spellings, in a ring: an item's texts are compared with each other, then as a whole. */
const RECENT = 12
const texts = new Array<string>(RECENT).fill('')
const spellings = new Array<string>(RECENT).fill('')
let oldest = 0

/** One spelling for all spellings of a text that differ only by width, case, spaces or sentence punctuation. */
export function comparable(text: string): string {
  const known = texts.indexOf(text)
  if (known >= 0) return spellings[known] as string
  const spelling = spell(text)
  texts[oldest] = text
  spellings[oldest] = spelling
  oldest = (oldest + 1) % RECENT
  return spelling
}

function spell(text: string): string {
  if (!text.includes('$')) return wordsOnly(tightened(text))
  return text
    .split(FORMULA)
    .map((part, index) => (index % 2 === 1 ? tightened(part) : wordsOnly(tightened(part))))
    .join('')
}

const tightened = (part: string): string =>
  (KEPT.test(part) ? part.replace(NOT_KEPT, (run) => run.normalize('NFKC')) : part.normalize('NFKC')).replace(
    /[\s\u200B\u2060\uFEFF]+/gu,
    '',
  )

function wordsOnly(tight: string): string {
  const words = tight.replaceAll('\\$', '$').replace(/[−–—]/gu, '-').replace(SENTENCE_MARKS, '')
  // Few texts hold a full stop of this width, and looking around each sign for one takes time.
  return (words.includes('.') ? words.replace(STOP, '') : words).toLowerCase()
}
