import { expect, test } from 'vitest'
import { contentDigest, type TheoryItem } from '../../core/item.ts'
import type { TheoryKey } from '../../core/paper/theory.ts'
import { documentsOf, type Frozen } from '../../server/sets/documents.ts'
import type { Draft } from '../../server/sets/draft.ts'
import type { PaperRow } from '../../server/sets/store.ts'
import { bank, plain, written } from '../support/papers.ts'

const contents: TheoryItem[] = [
  ...plain(20),
  { ...written('short_answer', '简述接地的作用。', '保护人身安全。'), rationale: '见安全规程。' },
]
const ids = contents.map((_, at) => `item-${at}`)
const frozen = new Map<string, Frozen>(
  contents.map((content, at) => [ids[at]!, { id: ids[at]!, no: 1, digest: contentDigest(content), content }]),
)
const paper = { id: 'T01-01', number: 1 } as PaperRow
const made = (forms?: ('A' | 'B')[], settings: { classification?: string; rationales?: boolean } = {}) => {
  const sections = [
    { type: 'single', count: 20, marks: 1 },
    { type: 'short_answer', count: 1, marks: 5 },
  ]
  const draft: Draft = {
    kind: 'theory',
    seed: 's',
    salt: '',
    blueprint: { sections, ...(forms && { forms }) },
    pool: [],
    papers: [ids],
    revisions: {},
  }
  return documentsOf(paper, {
    draft,
    bank,
    classification: '机密★启用前',
    theory: null,
    practical: null,
    frozen,
    ...settings,
  })
}

test('a blueprint that asks for no forms gives form A under plain names', () => {
  const [only, ...more] = made()
  expect(more).toEqual([])
  expect(only!.form).toBe('A')
  expect(only!.shown.map(({ name }) => name)).toEqual(['paper', 'answer-sheet'])
  expect(only!.marking.map(({ name }) => name)).toEqual(['key', 'marking-sheet', 'two-way-table'])
})

test('two forms hold the same items in other orders, named by their form, with one two-way table', () => {
  const [a, b] = made(['A', 'B'])
  expect([a!.form, b!.form]).toEqual(['A', 'B'])
  expect(b!.shown.map(({ name }) => name)).toEqual(['paper-B', 'answer-sheet-B'])
  expect([...a!.marking, ...b!.marking].map(({ name }) => name)).toEqual([
    'key-A',
    'marking-sheet-A',
    'two-way-table',
    'key-B',
    'marking-sheet-B',
  ])
  const items = (of: typeof a) => of!.positions.positions.map(({ item }) => item)
  expect(items(a)).not.toEqual(items(b))
  expect(items(a).toSorted()).toEqual(items(b).toSorted())
  expect(made()[0]!.positions).toEqual({ ...a!.positions })
})

test('the classification mark is as set, on every document; keys come without rationales when asked', () => {
  const set = made(undefined, { classification: '秘密★考试结束前' })[0]!
  for (const { document } of [...set.shown, ...set.marking])
    expect(document.head.classification).toBe('秘密★考试结束前')
  const rationales = (settings: { rationales?: boolean }) => {
    const key = made(undefined, settings)[0]!.marking[0]!.document as TheoryKey
    return key.sections.flatMap(({ items }) => items).filter(({ rationale }) => rationale !== null).length
  }
  expect(rationales({})).toBe(1)
  expect(rationales({ rationales: false })).toBe(0)
})

test('what candidates see holds nothing of what markers see', () => {
  for (const { shown } of made(['A', 'B'])) expect(JSON.stringify(shown)).not.toContain('保护人身安全')
})
