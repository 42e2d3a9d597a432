/** Sentences about one thing speak of one thing. */
import { expect, test } from 'vitest'
import { amountWords, itemsUnit, marksUnit, overlapWords, perPointWords } from '../../core/blueprint/words.ts'
import { checkDraw } from '../../core/check/practical.ts'
import { readRows } from '../../core/row/read.ts'
import { counted } from '../../core/words.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

test('one is one, anything else is many', () => {
  expect([0, 0.5, 1, 2].map((n) => counted(n, 'mark'))).toEqual(['0 marks', '0.5 marks', '1 mark', '2 marks'])
  expect(counted(1, 'item is', 'items are')).toBe('1 item is')
  expect(counted(3, 'item is', 'items are')).toBe('3 items are')
})

test.each([
  [1, 1, itemsUnit, 'exactly 1 item'],
  [1, null, itemsUnit, 'at least 1 item'],
  [0, 1, marksUnit, 'at most 1 mark'],
  [0.5, 0.5, marksUnit, 'exactly 0.5 marks'],
  [1, 2, itemsUnit, '1 to 2 items'],
])('from %j to %j', (min, max, unit, sentence) => {
  expect(amountWords(min, max, unit).en).toBe(sentence)
})

test('a cap of one is told as one, in the blueprint and in the certificate', () => {
  expect(perPointWords(1).en).toBe('at most 1 item per assessment point and paper')
  expect(perPointWords(2).en).toBe('at most 2 items per assessment point and paper')
  expect(overlapWords(1).en).toBe('any two papers share at most 1 item')
  expect(checkDraw([], { perCandidate: 1 }, []).rules[0]!.sentence.en).toBe('1 topic a candidate')
})

test('what an import says of one sheet, row or cell', () => {
  const [items, notes] = [
    ['题型', '题干', '答案', ''],
    ['判断题', '停电后先验电。', '√', '一格'],
  ]
  const hidden = { ...sheetOf([['一行']], '藏'), hidden: true }
  const reading = readRows(workbookOf([sheetOf([items, notes], '题'), sheetOf([['一句话']], '说明'), hidden]), {
    kind: 'theory',
    table: null,
  })
  expect(reading.notes.map(({ message }) => message.en)).toEqual([
    'The sheet has no header of items; its 1 row was not read.',
    'The sheet is hidden; its 1 row was not read. Unhide it to import it.',
    'Columns that were not read: D (1 cell). Give them a field in the mapping if they are needed.',
  ])
})
