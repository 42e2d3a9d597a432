/** The layouts in which real sheets hold items, and the checks of what they say. */
import { describe, expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { keptMapping } from '../../core/row/saved-mapping.ts'
import { codes, contents, HEADER, issues, own, read, row } from '../support/theory-rows.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const item = { type: 'single', stem: '导体是（ ）。', key: { options: ['b'] } }
const texts = (reading: ReturnType<typeof read>) =>
  contents(reading).map(({ options }) => options.map(({ text }) => text))

describe('layouts', () => {
  test.each([
    [
      'a stem row and an options row',
      [
        ['题型', '题干', '答案'],
        ['单选题', '导体是（ ）。', 'B'],
        ['', 'A．橡胶 B．铜 C．陶瓷', ''],
      ],
    ],
    [
      'options down the rows',
      [
        ['题型', '题干', '答案'],
        ['单选题', '导体是（ ）。', 'B'],
        ['', 'A．橡胶', ''],
        ['', 'B．铜', ''],
        ['', 'C．陶瓷', ''],
      ],
    ],
    [
      'letters in a column of their own',
      [
        ['题型', '题干', '内容', '答案'],
        ['单选题', '导体是（ ）。', '', 'B'],
        ['', 'A', '橡胶', ''],
        ['', 'B', '铜', ''],
        ['', 'C', '陶瓷', ''],
      ],
    ],
    [
      'stem and options in one cell',
      [
        ['题型', '题干', '答案'],
        ['单选题', '导体是（ ）。\nA．橡胶\nB．铜\nC．陶瓷', 'B'],
      ],
    ],
    [
      'all options in a cell of their own',
      [
        ['题型', '题干', '选项', '答案'],
        ['单选题', '导体是（ ）。', 'A.橡胶;B.铜;C.陶瓷', 'B'],
      ],
    ],
    [
      'options in one cell, parted by bars',
      [
        ['题型', '题干', '选项', '答案'],
        ['单选题', '导体是（ ）。', '橡胶|铜|陶瓷', 'B'],
      ],
    ],
    [
      'options without letters down a column of their own',
      [
        ['题型', '题干', '选项', '答案'],
        ['单选题', '导体是（ ）。', '橡胶', 'B'],
        ['', '', '铜', ''],
        ['', '', '陶瓷', ''],
      ],
    ],
    [
      'the key in the stem’s bracket',
      [
        ['题型', '题干', 'A', 'B', 'C'],
        ['单选题', '导体是（B）。', '橡胶', '铜', '陶瓷'],
      ],
    ],
    [
      'all in one cell, the key too',
      [
        ['题型', '题目'],
        ['单选题', '导体是（ ）。A、橡胶 B、铜 C、陶瓷 答案：B'],
      ],
    ],
    [
      'the key before the options',
      [
        ['答案', '题干', '类型', 'C', 'B', 'A'],
        ['B', '导体是（ ）。', '单选', '陶瓷', '铜', '橡胶'],
      ],
    ],
  ])('%s', (_, rows) => {
    const reading = read(rows)
    expect(issues(reading)).toEqual([])
    expect(contents(reading)).toMatchObject([item])
    expect(texts(reading)).toEqual([['橡胶', '铜', '陶瓷']])
    expect(reading.rows.map((one) => one.row).toSorted((a, b) => a - b)).toEqual(rows.map((__, index) => index + 1))
    expect(reading.certain).toBe(true)
  })

  test('a table without a header is guessed, and says so', () => {
    const rows = Array.from({ length: 4 }, (_, index) => [
      String(index + 1),
      index < 3 ? '单选题' : '判断题',
      `第${'一二三四'[index]}道题的题干在这里（ ）。`,
      ...(index < 3 ? ['甲物质', '乙物质', '丙物质'] : ['', '', '']),
      index < 3 ? 'ABC'.charAt(index) : '√',
    ])
    const reading = read(rows)
    expect(reading.certain).toBe(false)
    expect(reading.mapping.blocks[0]).toMatchObject({ headerRow: 0, layout: 'rows' })
    expect(contents(reading).map(({ type, stem }) => [type, stem.slice(0, 2)])).toEqual([
      ['single', '第一'],
      ['single', '第二'],
      ['single', '第三'],
      ['true_false', '第四'],
    ])
  })

  test('everything down one column is read like a document, as a guess', () => {
    const reading = read([
      ['一、单选题'],
      ['1、导体是（ ）。'],
      ['A．橡胶'],
      ['B．铜'],
      ['C．陶瓷'],
      ['答案：B'],
      ['2、绝缘体是（ ）。'],
      ['A．橡胶'],
      ['B．铜'],
      ['答案：A'],
    ])
    expect(reading.certain).toBe(false)
    expect(contents(reading)).toMatchObject([item, { stem: '绝缘体是（ ）。', key: { options: ['a'] } }])
  })

  test('sheets per type, each with its own header', () => {
    const sheets = [
      sheetOf(
        [
          ['题干', 'A', 'B', '答案'],
          ['甲', '一', '二', 'A'],
        ],
        '单选题',
      ),
      sheetOf(
        [
          ['题目', 'A', 'B', '答案'],
          ['乙', '一', '二', 'AB'],
        ],
        '多选题',
      ),
      sheetOf(
        [
          ['试题内容', '答案'],
          ['丙', '×'],
        ],
        '判断题',
      ),
    ]
    const reading = readRows(workbookOf(sheets), { kind: 'theory', table: null })
    expect(contents(reading).map(({ type }) => type)).toEqual(['single', 'multiple', 'true_false'])
  })
})

test('a type merged over several items is theirs, over an item and its options it is one item’s', () => {
  const rows = [
    ['题型', '题干', '答案'],
    ['单选题', '甲是（ ）。A．一 B．二', 'A'],
    ['', '乙是（ ）。A．一 B．二', 'B'],
    ['多选题', '丙有（ ）。', 'AB'],
    ['', 'A．一'],
    ['', 'B．二'],
  ]
  const merges = [
    { top: 2, left: 0, bottom: 3, right: 0 },
    { top: 4, left: 0, bottom: 6, right: 0 },
  ]
  const reading = readRows(workbookOf([sheetOf(rows, '题', merges)]), { kind: 'theory', table: null })
  expect(contents(reading).map(({ type, key }) => [type, key])).toEqual([
    ['single', { options: ['a'] }],
    ['single', { options: ['b'] }],
    ['multiple', { options: ['a', 'b'] }],
  ])
})

test('a case carries its sub-items; one that is wrong refuses the case and says where', () => {
  const header = ['题型', '小题', '题干', '选项A', '选项B', '答案', '分数', '属性:认知层次']
  const rows = [
    header,
    ['案例分析题', '', '某车间停电。', '', '', '', '5', '应用'],
    ['单选题', '1', '先做什么？', '验电', '合闸', 'A', '2', ''],
    ['判断题', '2', '可以带电作业。', '', '', '×', '3', ''],
  ]
  const [content] = contents(read(rows))
  expect(content).toMatchObject({
    type: 'case',
    key: { text: '' },
    marks: 10,
    attributes: { 认知层次: '应用' },
    parts: [
      { id: 'a', type: 'single', key: { options: ['a'] }, marks: 4 },
      { id: 'b', type: 'true_false', key: { truth: false }, marks: 6 },
    ],
  })
  const wrong = read(rows.map((cells, index) => (index === 2 ? cells.with(5, 'D') : cells)))
  expect(wrong.rows.map(({ row: at, outcome }) => [at, outcome])).toEqual([
    [1, 'skipped'],
    [2, 'refused'],
    [3, 'refused'],
    [4, 'skipped'],
  ])
  expect(codes(wrong).toSorted()).toEqual(['key-not-option@F', 'part-rows@'])
  expect(codes(read([header, ['单选题', '1', '孤题？', '甲', '乙', 'A', '', '']]))).toEqual(['part-alone@B'])
})

test.each([
  ['the key shown in the stem', { 题干: '下列属于导体的是（A）。' }, 'key-in-stem@B', 'refused'],
  [
    'the right option’s words in the stem',
    { 题干: '镀锡铜绞线材料属于（ ）。', 选项A: '镀锡铜绞线材料' },
    'key-given@B',
    'item',
  ],
  ['a placeholder', { 选项C: '待补充' }, 'placeholder@E', 'refused'],
  ['a failed formula', { 题干: '#REF!' }, 'placeholder@B', 'refused'],
  ['a key where the stem should be', { 题干: 'AB' }, 'column-wrong@B', 'refused'],
  ['a type where the stem should be', { 题干: '单选题' }, 'column-wrong@B', 'refused'],
  ['options under wrong letters', { 选项A: 'B．铜', 选项B: 'A．橡胶' }, 'option-letter@C', 'refused'],
  ['“以上都对” before other options', { 选项B: '以上都对' }, 'above-not-last@D', 'item'],
] as const)('%s', (_, changes, code, outcome) => {
  const reading = read([HEADER, row(changes), row({ 题干: '另一题是（ ）。' })])
  expect(codes(reading)).toContain(code)
  expect(reading.rows[1]?.outcome).toBe(outcome)
  expect(new Set(issues(reading).map((issue) => issue.row))).toEqual(new Set([2]))
})

test('“以上都对” that may be shuffled is noticed', () => {
  const header = [...HEADER, '选项固定']
  const reading = read([header, [...row({ 选项D: '以上都对' }), '否']])
  expect(codes(reading)).toEqual(['order-loose@L'])
})

test('in a workbook of ours no text is judged by its sense, so that an export comes back', () => {
  const rows = [HEADER, row({ 题干: '（A）', 选项B: '待定' })]
  expect(issues(readRows(workbookOf([sheetOf(rows)], own), { kind: 'theory', table: null }))).toEqual([])
})

test('a kept mapping is used for the same header and for no other', () => {
  const header = ['甲列', '乙列', '丙列', '丁列']
  const mapping = {
    kind: 'theory' as const,
    blocks: [
      {
        sheet: 'Sheet1',
        headerRow: 1,
        layout: 'rows' as const,
        type: null,
        columns: ['stem', 'option-a', 'option-b', 'key'].map((field, column) => ({
          column,
          header: header[column] ?? '',
          field,
          certain: true,
        })),
      },
    ],
  }
  const next = workbookOf([sheetOf([['标题'], header, ['导体是', '铜', '胶', 'A']], '另一张')])
  const found = keptMapping(next, [mapping])
  expect(found?.blocks[0]).toMatchObject({ sheet: '另一张', headerRow: 2 })
  const reading = readRows(next, { kind: 'theory', table: null, mapping: found })
  expect(contents(reading)).toMatchObject([{ stem: '导体是', key: { options: ['a'] } }])
  expect(reading.certain).toBe(true)
  expect(keptMapping(workbookOf([sheetOf([['甲列', '乙列', '丙列', '戊列']])]), [mapping])).toBeUndefined()
  expect(() => readRows(next, { kind: 'theory', table: null, mapping })).toThrow(
    expect.objectContaining({ code: 'input.invalid' }),
  )
})
