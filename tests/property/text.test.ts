import fc from 'fast-check'
import Value from 'typebox/value'
import { expect, test } from 'vitest'
import { parseText, plainText, TextTree, textFaults } from '../../core/text.ts'

const chinese = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
const plainChar = fc.oneof(
  { weight: 6, arbitrary: chinese },
  fc.constantFrom(...'，。、；：“”（）《》？！ \t0123456789abXY.%-+=_*#[]>&~^`'),
)
/** Without the characters constructs are made of: stars in pairs, dollars, bars, backslashes, tags, exclamation marks. */
const plainLine = fc
  .array(plainChar, { minLength: 1, maxLength: 60 })
  .map((chars) => chars.join('').replace(/\*{2,}/g, '*'))
  .filter((line) => line.trim() !== '')

test('plain text without markup comes back as it went in, without a fault', () => {
  fc.assert(
    fc.property(fc.array(plainLine, { minLength: 1, maxLength: 4 }), (lines) => {
      const text = lines.join('\n')
      expect(plainText(parseText(text))).toBe(text)
      expect(textFaults(text)).toEqual([])
    }),
  )
})

const anything = fc
  .array(
    fc.oneof(
      plainChar,
      fc.constantFrom(
        '$',
        '$$',
        '\\$',
        '**',
        '<sub>',
        '</sub>',
        '<u>',
        '</u>',
        '<sup>',
        '</sup>',
        '|',
        '\n',
        '\n\n',
        '|-|-|',
        '![](',
        ')',
        '\\frac{a}{b}',
        `![](sha256:${'0'.repeat(64)})`,
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

test('any text gives a tree of the closed schema, and no Chinese character is lost', () => {
  const letters = (text: string) => [...text].filter((char) => char >= '\u4e00' && char <= '\u9fa5').join('')
  fc.assert(
    fc.property(anything, (text) => {
      const tree = parseText(text)
      expect(Value.Check(TextTree, tree)).toBe(true)
      expect(letters(plainText(tree))).toBe(letters(text))
    }),
    { numRuns: 500 },
  )
})
