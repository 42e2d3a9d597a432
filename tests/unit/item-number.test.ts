import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ItemKind } from '../../core/item.ts'
import { itemNumber, parseItemNumber } from '../../core/item-number.ts'

const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
const named = fc.record({
  bank: fc
    .tuple(fc.integer({ min: 0, max: 9 }), two, two, two, fc.integer({ min: 1, max: 5 }))
    .map(([a, b, c, d, level]) => `${a}-${b}-${c}-${d}.${level}`),
  kind: fc.constantFrom<ItemKind>('theory', 'practical', 'defense'),
  number: fc.integer({ min: 1, max: 999_999_999 }),
})

test('a number is what it was', () => {
  const said = itemNumber({ bank: '6-31-01-03.3', kind: 'theory', number: 42 })
  expect(said).toMatch(/^6310103-3-T-00042-[0-9A-Z]$/)
  expect(parseItemNumber(said)).toEqual({ bank: '6-31-01-03.3', kind: 'theory', number: 42 })
})

// ISO 7064 gives this example of MOD 37,36: the check character of A12425GABC1234002 is M.
test('the check character is that of ISO 7064, MOD 37,36', () => {
  const sumOf = (text: string) => {
    let p = 36
    for (const char of text) p = (((p + Number.parseInt(char, 36)) % 36 || 36) * 2) % 37
    return p
  }
  const said = itemNumber({ bank: '6-31-01-03.3', kind: 'theory', number: 42 }).replaceAll('-', '')
  expect((sumOf('A12425GABC1234002') + Number.parseInt('M', 36)) % 36).toBe(1)
  expect((sumOf(said.slice(0, -1)) + Number.parseInt(said.at(-1)!, 36)) % 36).toBe(1)
})

test('every number comes back, however it was typed', () => {
  fc.assert(
    fc.property(named, fc.constantFrom('', ' ', '－', '.'), fc.boolean(), (item, gap, low) => {
      const typed = itemNumber(item).replaceAll('-', gap)
      expect(parseItemNumber(low ? typed.toLowerCase() : typed)).toEqual(item)
    }),
  )
})

test('one wrong character is always noticed, O and I for 0 and 1 are understood', () => {
  const alike = (text: string) => text.slice(0, -1).replaceAll('O', '0').replaceAll('I', '1') + text.at(-1)
  fc.assert(
    fc.property(named, fc.nat(), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (item, at, char) => {
      const text = itemNumber(item).replaceAll('-', '')
      const place = at % text.length
      const heard = text.slice(0, place) + char + text.slice(place + 1)
      expect(parseItemNumber(heard)).toEqual(alike(heard) === alike(text) ? item : undefined)
    }),
    { numRuns: 2000 },
  )
})

test.each(['', 'T-00042', '6310103-3-X-00042-K', '6310103-9-T-00042-K', '0190c7a0-0000-7000-8000-000000000000'])(
  '%j is no number',
  (text) => {
    expect(parseItemNumber(text)).toBeUndefined()
  },
)
