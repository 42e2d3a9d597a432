import fc from 'fast-check'
import Value from 'typebox/value'
import { expect, test } from 'vitest'
import { withBracket } from '../../core/paper/brackets.ts'
import { stressNegation } from '../../core/paper/negation.ts'
import {
  issueRegister,
  PackingList,
  packingList,
  SetCover,
  setCover,
  UnsealingRecord,
  unsealingRecord,
} from '../../core/paper/records.ts'
import { shareMarks } from '../../core/paper/share-marks.ts'
import { AnswerSheet, answerSheet, MarkingSheet, markingSheet } from '../../core/paper/sheets.ts'
import { TheoryKey, TheoryPaper } from '../../core/paper/theory.ts'
import { TwoWayTable, twoWayTable } from '../../core/paper/two-way.ts'
import { parseText } from '../../core/text.ts'
import { caseItem } from '../support/gallery.ts'
import { awkwardSections, bank, choice, documentsOf, picked, plain } from '../support/papers.ts'

const head = { bank, paperNumber: '01', paperId: 'JK-1' }
const withCase = () =>
  documentsOf([...awkwardSections(), { type: 'case', marks: 20, items: [picked(caseItem(), 'k')] }])

test('a case is printed with its parts, and its key answers each of them', () => {
  const { paper, key } = withCase()
  expect([Value.Check(TheoryPaper, paper), Value.Check(TheoryKey, key)]).toEqual([true, true])
  const [asked] = paper.sections.at(-1)!.items
  const [answered] = key.sections.at(-1)!.items
  expect(asked!.parts!.map(({ number, type, marks }) => ({ number, type, marks }))).toEqual([
    { number: 1, type: 'single', marks: 4 },
    { number: 2, type: 'true_false', marks: 2 },
    { number: 3, type: 'calculation', marks: 14 },
  ])
  const letter = answered!.parts![0]!.answer
  expect(asked!.parts![0]!.options.find((option) => option.letter === letter)!.text).toBe('星形')
  expect(answered!.parts!.map(({ answer }) => answer)).toEqual([letter, '√', ''])
  expect(answered!.parts![2]!.text[0]).toContain('写出公式')
  expect(JSON.stringify(paper)).not.toContain('写出公式')
})

test('an order without the parts of a case is refused', async () => {
  const { theoryPaper } = await import('../../core/paper/theory.ts')
  const order = { form: 'A' as const, sections: [[{ id: 'k', options: [] }]] }
  const sections = [{ type: 'case' as const, marks: 20, items: [picked(caseItem(), 'k')] }]
  expect(() => theoryPaper({ ...head, order, minutes: 90, sections })).toThrow(/parts of a case/)
})

test('marks of parts: as stated where they sum up, else in proportion, whole half marks, none without', () => {
  expect(shareMarks([4, 2, 14], 20)).toEqual([4, 2, 14])
  expect(shareMarks([1, 1, 2], 20)).toEqual([5, 5, 10])
  expect(shareMarks([null, null, null], 20)).toEqual([7, 7, 6])
  expect(() => shareMarks([null, null, null], 2)).toThrow(/half marks/)
  const stated = fc.array(fc.option(fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(stated, fc.integer({ min: 12, max: 100 }), (parts, total) => {
      const shares = shareMarks(parts, total)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total)
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('the answer sheet has a place for everything asked and says nothing of it', () => {
  const { paper } = withCase()
  const sheet = answerSheet(paper)
  expect(Value.Check(AnswerSheet, sheet)).toBe(true)
  const labels = sheet.sections.flatMap(({ places }) => places.map(({ label }) => label))
  expect(labels.slice(0, 2)).toEqual(['1', '2'])
  expect(labels.slice(-3)).toEqual(['26（1）', '26（2）', '26（3）'])
  for (const [at, section] of paper.sections.entries())
    if (section.type === 'single')
      expect(sheet.sections[at]!.places.map(({ letters }) => letters.length)).toEqual(
        section.items.map(({ options }) => options.length),
      )
  expect(sheet.sections.at(-1)!.places.map(({ letters }) => letters.join(''))).toEqual(['ABCD', '√×', ''])
  expect(sheet.sections.flatMap(({ places }) => places).reduce((sum, { marks }) => sum + marks, 0)).toBe(paper.total)
  expect(JSON.stringify(sheet)).not.toContain('电动机')
})

test('the marking sheet holds what is written, and there is none where nothing is', () => {
  const { key } = withCase()
  const sheet = markingSheet(key)!
  expect(Value.Check(MarkingSheet, sheet)).toBe(true)
  expect(sheet.sections.flatMap(({ rows }) => rows.map(({ label, marks }) => [label, marks]))).toEqual([
    ['24', 2],
    ['25', 20],
    ['26（3）', 14],
  ])
  expect(sheet.total).toBe(36)
  const { key: chosen } = documentsOf([
    { type: 'single', marks: 2, items: plain(3).map((item, at) => picked(item, `${at}`)) },
  ])
  expect(markingSheet(chosen)).toBeUndefined()
})

test('the two-way table counts every item once, under its scope, type and difficulty', () => {
  const item = (point: string | null, difficulty: number | null, id: string) =>
    picked(choice('？', ['甲', '乙'], 1, { point, difficulty }), id)
  const table = twoWayTable({
    ...head,
    scopes: [
      { code: 'A', name: '基本要求', weight: 20 },
      { code: 'A-B', name: '职业道德', weight: 20 },
      { code: 'B', name: '相关知识', weight: 80 },
    ],
    sections: [
      {
        type: 'single',
        marks: 2,
        items: [item('A-B-001', 1, '1'), item('A-B-002', 3, '2'), item('B-001', 3, '3'), item(null, null, '4')],
      },
    ],
  })
  expect(Value.Check(TwoWayTable, table)).toBe(true)
  expect(table.columns).toEqual([1, 3, null].map((difficulty) => ({ type: 'single', difficulty })))
  expect(table.rows.map(({ path, weight, count, marks }) => ({ path, weight, count, marks }))).toEqual([
    { path: ['基本要求', '职业道德'], weight: 20, count: 2, marks: 4 },
    { path: ['相关知识'], weight: 80, count: 1, marks: 2 },
    { path: [], weight: null, count: 1, marks: 2 },
  ])
  expect(table.totals.cells.map(({ count }) => count)).toEqual([1, 2, 1])
  expect({ count: table.totals.count, marks: table.totals.marks }).toEqual({ count: 4, marks: 8 })
})

test('copies are numbered through all rooms, spare ones included', () => {
  const list = packingList({
    ...head,
    rooms: [
      { room: '一', candidates: 30 },
      { room: '二', candidates: 0 },
      { room: '三', candidates: 2 },
    ],
    sparePerRoom: 1,
  })
  expect(Value.Check(PackingList, list)).toBe(true)
  expect(list.rooms.map(({ copies, first, last }) => [copies, first, last])).toEqual([
    [31, 1, 31],
    [1, 32, 32],
    [3, 33, 35],
  ])
  expect(list.totals).toEqual({ candidates: 32, copies: 35, spare: 3 })
  expect(issueRegister({ ...head, rooms: list.rooms }).rooms).toEqual(
    list.rooms.map(({ room, copies }) => ({ room, copies })),
  )
  expect(Value.Check(UnsealingRecord, unsealingRecord({ ...head, custodians: ['甲'], threshold: 2 }))).toBe(true)
  const cover = setCover({ ...head, set: 'S', blueprint: 'B', assembledBy: '甲', approvedBy: null, papers: [] })
  expect(Value.Check(SetCover, cover)).toBe(true)
})

test.each([
  ['下列说法不正确的是（ ）。', '不正确'],
  ['不属于安全用具的有（ ）。', '不属于'],
  ['关于接地，错误的说法是（ ）。', '错误'],
  ['（ ）不是接触器的组成部分。', '不是'],
  ['频率不变时，转速（ ）。', ''],
  ['错误接线会造成短路，正确的做法是（ ）。', ''],
  ['**不正确**的是（ ），其中不属于的是（ ）。', '不正确'],
])('%s stresses “%s”', (stem, bold) => {
  const [block] = stressNegation(withBracket(parseText(stem), 'single'))
  const inlines = block?.kind === 'paragraph' ? block.inlines : []
  expect(inlines.map((it) => (it.kind === 'text' && it.bold ? it.text : '')).join('')).toBe(bold)
})
