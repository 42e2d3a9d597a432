/** 200 mistakes seeded into a good file: each is named in its row and column with a remedy, and nothing else is said. */
import { expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { itemCells } from '../support/item-workbook.ts'
import { seededRandom } from '../support/seeded.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const HEADER = ['序号', '题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '难度', '分数', '解析', '出处']
type Mistake = { code: string; column: string | null; spoil: (cells: string[]) => string[] }
const at = (column: number, value: string) => (cells: string[]) => cells.with(column, value)

const mistakes: Mistake[] = [
  { code: 'stem-empty', column: 'C', spoil: at(2, '') },
  { code: 'type-unknown', column: 'B', spoil: at(1, '听力题') },
  { code: 'key-not-option', column: 'H', spoil: at(7, 'E') },
  { code: 'key-empty', column: 'H', spoil: at(7, '') },
  { code: 'key-twice', column: 'H', spoil: at(7, 'CC') },
  { code: 'key-many', column: 'H', spoil: at(7, 'AC') },
  { code: 'option-gap', column: 'F', spoil: at(5, '') },
  { code: 'options-few', column: 'E', spoil: (cells) => cells.with(4, '').with(5, '').with(6, '').with(7, 'A') },
  { code: 'options-equal', column: 'G', spoil: (cells) => cells.with(6, cells[3] ?? '') },
  { code: 'key-one', column: 'H', spoil: at(1, '多选题') },
  { code: 'difficulty-unknown', column: 'I', spoil: at(8, '0.65') },
  { code: 'marks-wrong', column: 'J', spoil: at(9, '0.3') },
  { code: 'marks-wrong', column: 'J', spoil: at(9, '-1') },
  { code: 'options-unwanted', column: 'D', spoil: (cells) => cells.with(1, '判断题').with(7, '√') },
  { code: 'placeholder', column: 'E', spoil: at(4, '待补充') },
  { code: 'placeholder', column: 'C', spoil: at(2, '#REF!') },
  { code: 'column-wrong', column: 'C', spoil: at(2, '单选题') },
  {
    code: 'key-in-stem',
    column: 'C',
    spoil: (cells) => cells.with(2, (cells[2] ?? '').replace('（ ）', `（${cells[7]}）`)),
  },
  { code: 'option-letter', column: 'D', spoil: (cells) => cells.with(3, `B．${cells[3]}`).with(4, `A．${cells[4]}`) },
  { code: 'dollar-plain', column: 'C', spoil: (cells) => cells.with(2, `单元格F$2中，${cells[2]}`) },
]

test.each([1, 2, 3])('seed %i: all 200 are named and nothing else', (seed) => {
  const random = seededRandom(seed)
  const rows = Array.from({ length: 1000 }, (_, index) => itemCells(index))
  const places = new Map<number, Mistake>()
  while (places.size < 200) places.set(Math.floor(random() * rows.length), mistakes[places.size % mistakes.length]!)
  for (const [index, { spoil }] of places) rows[index] = spoil(rows[index] ?? [])

  const { rows: results } = readRows(workbookOf([sheetOf([HEADER, ...rows])]), { kind: 'theory', table: null })
  const named = results.flatMap(({ issues }) => issues)
  const wanted = [...places].map(([index, { code, column }]) => `${index + 2} ${code} ${column}`)
  // Two options that changed their letters are named at both.
  const found = new Set(
    named.map(({ row, code, column }) => `${row} ${code} ${code === 'option-letter' ? 'D' : (column?.letter ?? '')}`),
  )
  expect([...found].toSorted()).toEqual(wanted.toSorted())
  for (const { message } of named) {
    expect(message.zh).toMatch(/请|应/u)
    expect(message.en.length).toBeGreaterThan(10)
  }
})
