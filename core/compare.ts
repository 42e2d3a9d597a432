/**
 * When two items say the same. Texts are compared by what a reader sees as
 * content: width, case, white space and the punctuation of sentences do not
 * count, signs that carry meaning (decimal points, operators, everything
 * inside a formula) do.
 */
import { digestOf } from './canonical.ts'
import { comparable } from './comparable.ts'
import type { ItemContent } from './item.ts'

export { comparable }

/**
 * A digest that two contents share when they are exact duplicates: same kind
 * and type, same question, same options in any order. The key is not part of
 * it, so that one question with two different keys is noticed as well.
 */
export function fingerprint(content: ItemContent): string {
  switch (content.kind) {
    case 'theory':
      return digestOf('item-fingerprint/v1', {
        kind: content.kind,
        type: content.type,
        stem: comparable(content.stem),
        options: content.options.map(({ text }) => comparable(text)).toSorted(),
      })
    case 'practical':
      return digestOf('item-fingerprint/v1', {
        kind: content.kind,
        title: comparable(content.title),
        requirements: comparable(content.requirements),
      })
    case 'defense':
      return digestOf('item-fingerprint/v1', { kind: content.kind, title: comparable(content.title) })
  }
}

/** The key of a theory item in a form that does not depend on the order of options; null for other kinds. */
export function comparableKey(content: ItemContent): string | null {
  if (content.kind !== 'theory') return null
  const { key, options, calculation } = content
  // The texts of a calculation item name their results: the formula is what tells two keys apart.
  if (calculation) return JSON.stringify([calculation.formula.replace(/\s+/gu, ''), calculation.unit])
  if ('truth' in key) return String(key.truth)
  if ('text' in key) return comparable(key.text)
  const right = options.filter(({ id }) => key.options.includes(id)).map(({ text }) => comparable(text))
  return JSON.stringify(right.toSorted())
}
