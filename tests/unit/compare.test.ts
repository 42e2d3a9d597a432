import { expect, test } from 'vitest'
import { comparable, comparableKey, fingerprint } from '../../core/compare.ts'
import type { TheoryItem } from '../../core/item.ts'

test.each([
  ['导体是（　）。', '导体是()'],
  ['Ａ类、B类', 'a类,B 类'],
  ['电压为 220V。', '电压为220Ｖ'],
  ['“安全第一”', '"安全第一"'],
  ['F\\$2', 'F$2'],
  ['−5 V', '-5V'],
])('%j and %j say the same', (one, other) => {
  expect(comparable(one)).toBe(comparable(other))
})

test.each([
  ['电流为 1.5 A', '电流为 15 A'],
  ['a+b', 'a-b'],
  ['$\\frac{1}{23}$', '$\\frac{12}{3}$'],
  ['$x_1$', '$x^1$'],
  ['10² 倍', '102 倍'],
  ['5%', '5'],
  ['≥ 5', '≤ 5'],
  ['A/B', 'AB'],
])('%j and %j differ', (one, other) => {
  expect(comparable(one)).not.toBe(comparable(other))
})

const item: TheoryItem = {
  kind: 'theory',
  type: 'single',
  stem: '导体是（ ）。',
  options: [
    { id: 'a', text: '铜' },
    { id: 'b', text: '橡胶' },
  ],
  key: { options: ['a'] },
  fixedOrder: false,
  point: null,
  agreement: null,
  marks: null,
  seconds: null,
  rationale: '',
  family: null,
  difficulty: null,
  source: '',
}

test('the order of options, points and rationales do not make another item; its words do', () => {
  const turned: TheoryItem = {
    ...item,
    stem: '导体是()',
    options: [
      { id: 'a', text: '橡胶' },
      { id: 'b', text: '铜。' },
    ],
    key: { options: ['b'] },
    point: 'A-A-001',
    rationale: '别的解析',
  }
  expect(fingerprint(turned)).toBe(fingerprint(item))
  expect(comparableKey(turned)).toBe(comparableKey(item))
  expect(fingerprint({ ...item, stem: '绝缘体是（ ）。' })).not.toBe(fingerprint(item))
  expect(fingerprint({ ...item, type: 'multiple' })).not.toBe(fingerprint(item))
})

test('the same question with another key has the same fingerprint and another key', () => {
  const other: TheoryItem = { ...item, key: { options: ['b'] } }
  expect(fingerprint(other)).toBe(fingerprint(item))
  expect(comparableKey(other)).not.toBe(comparableKey(item))
})
