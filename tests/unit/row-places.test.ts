/** Where a row belongs: its point, its pictures, its workbook. */
import { describe, expect, test } from 'vitest'
import type { ElementTable } from '../../core/element-table.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { readRows } from '../../core/row/read.ts'
import type { Picture } from '../../core/row/sheet.ts'
import { codes, contents, GOOD, HEADER, read, row } from '../support/theory-rows.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const table: ElementTable = {
  kind: 'theory',
  edition: '2024',
  scopes: [
    { code: 'A', name: '基本要求', weight: 25 },
    { code: 'A-A', name: '职业道德', weight: 25 },
    { code: 'B', name: '相关知识', weight: 75 },
    { code: 'B-A', name: '电路', weight: 75 },
  ],
  points: [
    { code: 'A-A-001', name: '道德的概念', importance: 'X' },
    { code: 'A-A-002', name: '总则', importance: 'X' },
    { code: 'B-A-001', name: '欧姆定律', importance: 'X' },
    { code: 'B-A-002', name: '总则', importance: 'Y' },
  ],
}

describe('points', () => {
  const pointOf = (code: string, name: string, more: Record<string, string> = {}) => {
    const reading = read(
      [
        [...HEADER, ...Object.keys(more)],
        [...row({ 鉴定点代码: code, 鉴定点名称: name }), ...Object.values(more)],
      ],
      { table },
    )
    const [found] = reading.rows.flatMap((row) => (row.outcome === 'item' ? [row] : []))
    return { ...found?.point, content: found?.content.point, codes: codes(reading) }
  }

  test('by code in any spelling, and a name that disagrees is said', () => {
    expect(pointOf('B-A-001', '')).toMatchObject({ by: 'code', code: 'B-A-001', content: 'B-A-001', codes: [] })
    expect(pointOf('b.a.1', '欧姆定律')).toMatchObject({ by: 'code', code: 'B-A-001', codes: [] })
    expect(pointOf('B-A-001', '道德的概念').codes).toEqual(['point-name-differs@J'])
  })

  test('by the codes in front of names, by the path of names, by the leaf alone', () => {
    const path = (一: string, 二: string, 三: string) => ({ 知识点一级: 一, 知识点二级: 二, 知识点三级: 三 })
    expect(pointOf('', '', path('B相关知识', 'A电路', '001某点'))).toMatchObject({ by: 'code', code: 'B-A-001' })
    expect(pointOf('', '', path('相关知识', '电路', '总则'))).toMatchObject({ by: 'names', code: 'B-A-002', codes: [] })
    expect(pointOf('', '欧姆定律')).toMatchObject({ by: 'leaf', code: 'B-A-001', codes: [] })
  })

  test('an unknown or ambiguous point leaves the item unassigned and says so', () => {
    expect(pointOf('', '')).toMatchObject({ by: 'none', content: null, codes: [] })
    expect(pointOf('Z-Z-001', '')).toMatchObject({ by: 'none', content: null, codes: ['point-unknown@J'] })
    expect(pointOf('', '总则')).toMatchObject({ content: null, codes: ['point-ambiguous@K'] })
  })
})

test('pictures go where [图1] stands, the rest after the stem; one beside no item is said', () => {
  const picture = (row: number, digit: string, media: Picture['media'] = 'image/png'): Picture => ({
    sheet: 0,
    row,
    column: 10,
    sha256: digit.repeat(64),
    media,
    bytes: new Uint8Array(),
  })
  const workbook = workbookOf([
    sheetOf([HEADER, row({ 选项B: '见[图2]' }), row({ 题干: '乙' }), row({ 题干: '见[图3]' })]),
  ])
  workbook.pictures.push(picture(2, '1'), picture(2, '2'), picture(3, '3', 'other'), picture(9, '4'))
  const reading = readRows(workbook, { kind: 'theory', table: null })
  expect(contents(reading)[0]).toMatchObject({
    stem: `下列属于导体的是（ ）。\n\n![](sha256:${'1'.repeat(64)})`,
    options: [{}, { text: `见![](sha256:${'2'.repeat(64)})` }, {}, {}],
  })
  expect(codes(reading).toSorted()).toEqual(['picture-alone@', 'picture-missing@B', 'picture-type@'])
})

test.each([
  [
    'an element table',
    [['一级名称', '一级代码', '一级比重', '鉴定点代码', '鉴定点名称', '重要程度']],
    /holds an element table, not theory items/,
  ],
  ['defense topics', [['题目', '答题要点', '评分要点']], /holds defense topics, not theory items/],
  ['practical tasks', [['任务编号', '名称', '操作时间']], /holds practical tasks, not theory items/],
  [
    'nothing known',
    [
      ['姓名', '工号'],
      ['张三', '1'],
    ],
    /No header of theory items/,
  ],
  ['nothing', [], /is empty/],
])('a workbook that holds %s is refused by name', (_, rows, message) => {
  expect(() => read(rows)).toThrow(message)
  expect(() => read(rows)).toThrow(expect.objectContaining({ code: 'file.wrong' }))
})

test('theory items given as an element table are refused by name', () => {
  const workbook = workbookOf([sheetOf([HEADER, GOOD])])
  expect(() => readElementTables(workbook, { edition: '2024' })).toThrow(/holds theory items, not an element table/)
})
