/** One byte form for one value: JSON canonicalised by RFC 8785, so that digests compare values and not spellings. */
import { hash } from 'node:crypto'
import { configure } from 'safe-stable-stringify'

/** Names in the order of their UTF-16 units, no white space: with JSON's own spelling of texts and numbers that is RFC 8785. A property test holds it against the reference implementation, which takes nearly three times as long. */
const stringify = configure({ strict: true })

/** RFC 8785 text of a JSON value. Throws for NaN, Infinity and values JSON cannot hold. */
export function canonicalText(value: unknown): string {
  const text = stringify(value)
  if (text === undefined) throw new TypeError('This value has no JSON form.')
  return text
}

/** UTF-8 bytes of `canonicalText`. */
export const canonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalText(value), 'utf8')

/** Hex SHA-256 of bytes, or of a text's UTF-8 bytes. */
export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex')

/** Hex SHA-256 over a label and the canonical form of `value`; the label keeps digests of different things apart. */
export const digestOf = (label: string, value: unknown): string =>
  hash('sha256', `${label}\n${canonicalText(value)}`, 'hex')
