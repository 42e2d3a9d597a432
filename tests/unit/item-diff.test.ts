import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentDiff } from '../../core/item-diff.ts'
import { editScript, textDiff } from '../../core/text-diff.ts'
import { caseItem, everyKind } from '../support/items.ts'
import { choice, task } from '../support/papers.ts'

const side = (runs: ReturnType<typeof textDiff>, without: 'added' | 'removed') =>
  runs
    .filter(({ how }) => how !== without)
    .map(({ text }) => text)
    .join('')
const texts = fc.string({ unit: fc.constantFrom(...'电流电压ab1 2，$\\'), maxLength: 60 })

test('the runs make both texts again', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const runs = textDiff(before, after)
      expect([side(runs, 'added'), side(runs, 'removed')]).toEqual([before, after])
    }),
  )
})

/** The longest common subsequence by the textbook's table. */
function longestCommon(a: readonly number[], b: readonly number[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1)
      table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
  return table[a.length]![b.length]!
}

test('no shorter script exists', () => {
  const values = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 25 })
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(editScript(a, b).filter(({ how }) => how === 'same')).toHaveLength(longestCommon(a, b))
    }),
  )
})

test('Chinese is compared by character, Latin words and numbers whole', () => {
  expect(textDiff('额定电压为220V', '额定电流为380V')).toEqual([
    { how: 'same', text: '额定电' },
    { how: 'removed', text: '压' },
    { how: 'added', text: '流' },
    { how: 'same', text: '为' },
    { how: 'removed', text: '220' },
    { how: 'added', text: '380' },
    { how: 'same', text: 'V' },
  ])
})

// Without its bound the comparison would want gigabytes.
test('two wholly different long texts are told apart as wholes', () => {
  const [a, b] = [0x4e00, 0x6e00].map((from) =>
    Array.from({ length: 20_000 }, (_, at) => String.fromCodePoint(from + (at % 5000))).join(''),
  ) as [string, string]
  expect(textDiff(a, b)).toHaveLength(2)
})

test('a content does not differ from itself, whatever the order of its fields', () => {
  for (const content of everyKind(1)) {
    const turned = JSON.parse(JSON.stringify(content), (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    )
    expect(contentDiff(content, turned)).toEqual([])
  }
})

test('fields, options and the key are named by their path', () => {
  const before = choice('题干', ['甲', '乙', '丙'])
  const after = {
    ...before,
    difficulty: 3,
    options: [
      { id: 'a', text: '甲' },
      { id: 'b', text: '乙二' },
      { id: 'd', text: '丁' },
    ],
    key: { options: ['b'] },
  }
  expect(contentDiff(before, after).map(({ field, before, after }) => [field, before, after])).toEqual([
    ['options.b', '乙', '乙二'].with(0, 'options.b.text'),
    ['options.c', '{"id":"c","text":"丙"}', null],
    ['options.d', null, '{"id":"d","text":"丁"}'],
    ['key.options.1', 'a', 'b'],
    ['difficulty', 'null', '3'],
  ])
})

test('a row put in between changes no other row; turned options are said', () => {
  const [first, ...rest] = task.marking
  const row = { element: '安全', requirement: '', marks: 10, rule: '' }
  expect(contentDiff(task, { ...task, marking: [first!, row, ...rest] })).toEqual([
    { field: 'marking.2', before: null, after: JSON.stringify(row), runs: [] },
  ])
  const item = caseItem('x')
  expect(contentDiff(item, { ...item, parts: item.parts!.toReversed() })).toEqual([
    { field: 'parts', before: 'a b c', after: 'c b a', runs: [] },
  ])
})
