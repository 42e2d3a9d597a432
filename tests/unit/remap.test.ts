import { expect, test } from 'vitest'
import { editionDiff } from '../../core/edition-diff.ts'
import { type ElementTable, tableFaults } from '../../core/element-table.ts'
import { matchPlaces } from '../../core/remap.ts'

const point = (code: string, name: string) => ({ code, name, importance: 'X' as const })
const old: ElementTable = {
  kind: 'theory',
  edition: '2018',
  scopes: [
    { code: 'A', name: '基本要求', weight: 40 },
    { code: 'A-A', name: '电工基础', weight: 25 },
    { code: 'A-B', name: '安全', weight: 15 },
    { code: 'B', name: '相关知识', weight: 60 },
    { code: 'B-A', name: '电机', weight: 60 },
  ],
  points: [
    point('A-A-001', '欧姆定律'),
    point('A-A-002', '电阻的串联'),
    point('A-A-003', '概述'),
    point('A-B-001', '概述'),
    point('A-B-002', '触电急救'),
    point('B-A-001', '变压器的结构'),
  ],
}
const next: ElementTable = {
  kind: 'theory',
  edition: '2025',
  scopes: [
    { code: 'A', name: '基本要求', weight: 30 },
    { code: 'A-A', name: '安全', weight: 10 },
    { code: 'A-B', name: '电工基础', weight: 20 },
    { code: 'B', name: '相关知识', weight: 70 },
    { code: 'B-A', name: '电机与变压器', weight: 70 },
  ],
  points: [
    point('A-A-001', '概述'),
    point('A-B-001', '欧姆定律'),
    point('A-B-002', '电阻的串联与并联'),
    point('A-B-003', '概述'),
    point('B-A-001', '变压器的结构'),
    point('B-A-002', '急救 触电'),
    point('B-A-003', '现场急救'),
  ],
}
const moves = (choices = {}) =>
  new Map(matchPlaces(old, next, choices).map((move) => [`${move.sort[0]} ${move.from}`, move]))

test('a place is found by code and name, then by the path of names, then by its own name', () => {
  const found = moves()
  expect(found.get('p B-A-001')).toMatchObject({ to: 'B-A-001', found: 'code', state: 'unchanged' })
  expect(found.get('p A-A-003')).toMatchObject({ to: 'A-B-003', found: 'names', state: 'moved' })
  expect(found.get('p A-B-001')).toMatchObject({ to: 'A-A-001', found: 'names', state: 'moved' })
  expect(found.get('p A-A-001')).toMatchObject({ to: 'A-B-001', found: 'names', state: 'moved' })
  expect(found.get('s A-A')).toMatchObject({ to: 'A-B', found: 'names', state: 'moved' })
})

test('a name that only looks alike is a suggestion, never a move', () => {
  const found = moves()
  expect(found.get('p A-A-002')).toMatchObject({ to: null, state: 'homeless', suggestions: [{ code: 'A-B-002' }] })
  expect(found.get('s B-A')).toMatchObject({ to: null, state: 'homeless', suggestions: [{ code: 'B-A' }] })
})

test('by its own name alone when the path changed', () => {
  const renamed = { ...next, scopes: next.scopes.map((s) => (s.code === 'A-B' ? { ...s, name: '电学' } : s)) }
  const found = matchPlaces(old, renamed).find(({ from }) => from === 'A-A-001')
  expect(found).toMatchObject({ to: 'A-B-001', found: 'leaf' })
  // Two of one name: which of them is a person's word.
  expect(matchPlaces(old, renamed).find(({ from }) => from === 'A-A-003')).toMatchObject({
    to: null,
    state: 'ambiguous',
    suggestions: [
      { code: 'A-A-001', similarity: 1 },
      { code: 'A-B-003', similarity: 1 },
    ],
  })
})

test('a person’s choice goes first, "no home" too', () => {
  const found = moves({ 'A-A-002': 'A-B-002', 'B-A-001': null })
  expect(found.get('p A-A-002')).toMatchObject({ to: 'A-B-002', found: 'choice', state: 'moved' })
  expect(found.get('p B-A-001')).toMatchObject({ to: null, found: 'choice', state: 'homeless' })
})

test('a place that a choice has taken is not given away again', () => {
  const found = moves({ 'A-B-002': 'B-A-001' })
  expect(found.get('p B-A-001')).toMatchObject({ to: null, state: 'ambiguous', suggestions: [{ code: 'B-A-001' }] })
})

test('the difference tells what came, went, moved, was renamed and weighs something else', () => {
  const changes = editionDiff(old, next)
  const of = (code: string, side: 'before' | 'after') =>
    changes.find((change) => change[side]?.code === code && change.sort === (code.length > 4 ? 'point' : 'scope'))
  expect(of('A', 'before')?.what).toEqual(['weight'])
  expect(of('A-A', 'before')).toMatchObject({ after: { code: 'A-B' }, what: ['code', 'weight'] })
  expect(of('B-A', 'before')?.what).toEqual(['name', 'weight'])
  expect(of('A-B-002', 'before')).toMatchObject({ after: null, what: ['removed'] })
  expect(of('B-A-003', 'after')).toMatchObject({ before: null, what: ['added'] })
})

test('weights must add up at every level, and levels are three at most', () => {
  expect(tableFaults(old)).toEqual([])
  const wrong = { ...old, scopes: old.scopes.map((s) => (s.code === 'A-B' ? { ...s, weight: 14 } : s)) }
  expect(tableFaults(wrong)).toEqual([{ what: 'weights', code: 'A', sum: 39, expected: 40 }])
  const top = { ...old, scopes: old.scopes.map((s) => (s.code.startsWith('B') ? { ...s, weight: 61 } : s)) }
  expect(tableFaults(top)).toEqual([{ what: 'weights', code: '', sum: 101, expected: 100 }])
  const deep = ['B-A-A', 'B-A-A-A'].map((code) => ({ code, name: code, weight: 60 }))
  expect(tableFaults({ ...old, scopes: [...old.scopes, ...deep], points: [] })).toEqual([
    { what: 'too-deep', code: 'B-A-A-A' },
  ])
})
