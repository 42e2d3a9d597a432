/** Cells that are read as a person corrected them, rows that stay out, and what of a sheet is shown to be mended. */
import { describe, expect, test } from 'vitest'
import { withCells } from '../../core/row/corrections.ts'
import type { Issue } from '../../core/row/issue.ts'
import { readRows } from '../../core/row/read.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import { mendableRows } from '../../server/imports/mendable.ts'
import type { ImportedRow } from '../../server/imports/report.ts'
import { contents, issues } from '../support/theory-rows.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const HEADER = ['题型', '题干', '选项A', '选项B', '答案']
const sound = ['单选题', '导体是（ ）。', '铜', '橡胶', 'A']
const wrong = ['单选题', '绝缘体是（ ）。', '铜', '橡胶', 'E']
const file = workbookOf([sheetOf([HEADER, sound, wrong], '题')])
const options = { kind: 'theory', table: null } as const
const cell = (row: number, column: string, text: string) => ({ sheet: '题', row, column, text })
const refused = (code: string) => expect.objectContaining({ code })

describe('a corrected cell', () => {
  test('is read as corrected, is told with both texts, and leaves the file’s own value alone', () => {
    const before = JSON.stringify(file)
    const { workbook, corrected } = withCells(file, [cell(3, 'E', 'B'), cell(2, 'A', '单选题'), cell(3, 'G', '注')])
    expect(corrected).toEqual([
      { sheet: '题', row: 3, column: 'E', before: 'E', after: 'B' },
      { sheet: '题', row: 3, column: 'G', before: '', after: '注' },
    ])
    const reading = readRows(workbook, options)
    expect(contents(reading)).toMatchObject([{ key: { options: ['a'] } }, { key: { options: ['b'] } }])
    expect(workbook.sheets[0]?.rows[2]?.cells).toEqual([...wrong.slice(0, 4), 'B', '', '注'])
    expect(JSON.stringify(file)).toBe(before)
  })

  test('that is emptied is empty, and of two for one cell the last counts', () => {
    const { workbook, corrected } = withCells(file, [cell(3, 'E', 'B'), cell(3, 'E', '')])
    expect(corrected.at(-1)).toMatchObject({ before: 'B', after: '' })
    expect(issues(readRows(workbook, options)).map(({ code }) => code)).toContain('key-empty')
  })

  test.each([
    ['a sheet that is not there', { ...cell(3, 'E', 'B'), sheet: '别的' }],
    ['a row that is not there', cell(9, 'E', 'B')],
    ['a column beyond the last', cell(3, 'XFE', 'B')],
  ])('in %s is refused, and the text is not repeated', (_, one) => {
    const text = '不可外传'
    expect(() => withCells(file, [{ ...one, text }])).toThrow(refused('input.invalid'))
    expect(() => withCells(file, [{ ...one, text }])).not.toThrow(text)
  })
})

describe('a row left out', () => {
  test('is no item and no refusal, and its id is free for another', () => {
    const twice = workbookOf([
      sheetOf(
        [
          ['编号', ...HEADER],
          ['Q1', ...sound],
          ['Q1', ...wrong.with(4, 'B')],
        ],
        '题',
      ),
    ])
    expect(issues(readRows(twice, options)).map(({ code }) => code)).toEqual(['id-twice'])
    const reading = readRows(twice, { ...options, leftOut: [{ sheet: '题', row: 2 }] })
    expect(reading.rows.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'item'])
    expect(issues(reading)).toEqual([])
    expect(readRows(file, { ...options, leftOut: [{ sheet: '题', row: 3 }] }).rows.at(-1)).toMatchObject({
      outcome: 'skipped',
      why: 'left-out',
    })
  })

  test('must hold one item: a header or two tables side by side hold none or two', () => {
    expect(() => readRows(file, { ...options, leftOut: [{ sheet: '题', row: 1 }] })).toThrow(/holds no item/)
    const names = ['题干', '答案']
    const beside = workbookOf([
      sheetOf(
        [
          [...names, '', ...names],
          ['停电后先验电。', '√', '', '验电后即可作业。', '×'],
        ],
        '判断题',
      ),
    ])
    expect(() => readRows(beside, { ...options, leftOut: [{ sheet: '判断题', row: 2 }] })).toThrow(/side by side/)
  })
})

describe('rows to mend', () => {
  const told = (workbook: Workbook, corrected: Parameters<typeof mendableRows>[2]['corrected'] = []) => {
    const reading = readRows(workbook, options)
    const rows = reading.rows.flatMap(({ sheet, row, outcome, issues: found }) =>
      outcome === 'skipped'
        ? []
        : [{ sheet, row, outcome: outcome === 'item' ? 'added' : outcome, issues: found as Issue[] } as ImportedRow],
    )
    return mendableRows(workbook, reading.mapping, { rows, issues: reading.issues, corrected })
  }

  test('are those with issues and those that were corrected, every cell with its column', () => {
    const [row, ...others] = told(file)
    expect(others).toEqual([])
    expect(row).toMatchObject({ sheet: '题', row: 3 })
    expect(row?.lines).toEqual([
      {
        row: 3,
        cells: ['type', 'stem', 'option-a', 'option-b', 'key'].map((field, at) => ({
          column: 'ABCDE'[at],
          header: HEADER[at],
          field,
          text: wrong[at],
        })),
      },
    ])
    const { workbook, corrected } = withCells(file, [cell(3, 'E', 'B')])
    expect(told(workbook, corrected).map(({ lines }) => lines[0]?.cells.at(-1)?.text)).toEqual(['B'])
  })

  test('come with the rows below that carry their options, and no further', () => {
    const rows = [
      ['题型', '题干', '答案'],
      ['单选题', '导体是（ ）。', 'D'],
      ['', 'A．橡胶', ''],
      ['', 'B．铜', ''],
      ['单选题', '绝缘体是（ ）。', 'A'],
      ['', 'A．橡胶', ''],
      ['', 'B．铜', ''],
    ]
    const [row, ...others] = told(workbookOf([sheetOf(rows)]))
    expect(others).toEqual([])
    expect(row?.lines.map(({ row: number, cells }) => [number, cells.map(({ text }) => text)])).toEqual([
      [2, ['单选题', '导体是（ ）。', 'D']],
      [3, ['A．橡胶']],
      [4, ['B．铜']],
    ])
  })

  test('are bounded by their number', () => {
    const many = Array.from({ length: 400 }, (_, at) => wrong.with(1, `第${at}种绝缘体是（ ）。`))
    expect(told(workbookOf([sheetOf([HEADER, ...many], '题')]))).toHaveLength(300)
  })
})
