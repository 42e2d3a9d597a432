import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText } from '../../core/canonical.ts'

/** Names and texts that a serialiser could spell or order in more than one way. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '10',
    '9',
    '',
    '__proto__',
    'é',
    'e\u0301',
    '\u20ac',
    '\r',
    '1',
    '\ud83d\ude00',
    '\ufb33',
    '\ud800',
    '\u007f',
  ),
  fc.string({ minLength: 4990, maxLength: 5010 }),
)
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -0, 1e21, 1e-7, 4.5, Number.MAX_SAFE_INTEGER, 5e-324),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(text, tie('value'), { maxKeys: 8 }),
    fc.dictionary(text, fc.constantFrom(undefined, 1), { maxKeys: 4 }),
  ),
})).value

test('the canonical form is that of the reference implementation of RFC 8785', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value))
    }),
    { numRuns: 1000 },
  )
})

test('more names than a page of them stand in the same order too', () => {
  const names = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${(at * 7919) % 1000}`, at]))
  expect(canonicalText(names)).toBe(canonicalize(names))
})

test.each([[Number.NaN], [{ at: Number.POSITIVE_INFINITY }], [undefined], [{ n: 1n }]])(
  '%o has no canonical form',
  (value) => {
    expect(() => canonicalText(value)).toThrow()
  },
)

test('a circle has no canonical form', () => {
  const value: Record<string, unknown> = {}
  value.again = value
  expect(() => canonicalText(value)).toThrow()
})
