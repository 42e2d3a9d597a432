/**
 * Texts as sets of shingles: every pair of characters, the ends of a text
 * counting as characters. Two, because most Chinese words are that long: with
 * three, a word put in or left out costs a short question half its likeness.
 * Two UTF-16 units fit a number, so shingles are equal when their characters are.
 */

const START = '\u0002'
const END = '\u0003'
const UNIT = 0x10000

/** The shingles of some texts, as one set in no order: neither the order of the texts nor repetition counts. */
export function shinglesOf(texts: readonly string[]): Set<number> {
  const found = new Set<number>()
  for (const text of texts) {
    if (text === '') continue
    const framed = `${START}${text}${END}`
    for (let at = 0; at + 1 < framed.length; at++) found.add(framed.charCodeAt(at) * UNIT + framed.charCodeAt(at + 1))
  }
  return found
}

/** Jaccard similarity: what two sets share of all they hold, 0 to 1; two empty sets share nothing. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  for (const shingle of few) if (many.has(shingle)) shared++
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}
