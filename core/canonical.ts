/** One byte form for one value: JSON canonicalised by RFC 8785, so that digests compare values and not spellings. */
import { hash } from 'node:crypto'

/**
 * RFC 8785 text of a JSON value. Throws for NaN, Infinity and values JSON cannot hold. Written out, because an
 * import makes two of them a row; a test compares it with a library.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value !== 'object') throw new TypeError('This value has no JSON form.')
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalText(value.toJSON())
  if (Array.isArray(value)) return `[${value.map((one) => canonicalText(one ?? null)).join(',')}]`
  const fields = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of Object.keys(fields).sort()) {
    const field = fields[name]
    if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(field)}`
  }
  return `{${text}}`
}

/** UTF-8 bytes of `canonicalText`. */
export const canonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalText(value), 'utf8')

/** Hex SHA-256 of bytes, or of a text's UTF-8 bytes. */
export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex')

/** Hex SHA-256 over a label and the canonical form of `value`; the label keeps digests of different things apart. */
export const digestOf = (label: string, value: unknown): string =>
  hash('sha256', `${label}\n${canonicalText(value)}`, 'hex')
