/** The canonical form that digests are made over is that of RFC 8785, as a library writes it. */
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText } from '../../core/canonical.ts'

test('any JSON value has the text the library gives it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['names in the order of their code units', { é: 1, e: 2, 10: 3, 9: 4, ﬁ: 5, '\u{1F600}': 6 }],
  ['numbers as ECMAScript writes them', [1e21, 1e-7, -0, 333333333.33333329, 4.5, 2e-3]],
  ['fields that are undefined left out, places of an array kept', { a: undefined, b: [undefined, null] }],
  ['what an object says of itself', { at: new Date(0) }],
])('%s', (_, value) => {
  expect(canonicalText(value)).toBe(canonicalize(value))
})

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [{ a: () => 1 }], [1n]])('%s is refused', (value) => {
  expect(() => canonicalText(value)).toThrow()
})
