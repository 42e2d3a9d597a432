import { describe, expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { codes, contents, HEADER, issues, own, read, row } from '../support/theory-rows.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

describe('headers', () => {
  test('a title row, the header below it, columns in any order, the key before the options', () => {
    const reading = read([
      ['电工理论复习题'],
      ['序号', '正确答案(只能输入ABCD否则报错)', '题目内容', 'A', 'B选项', 'option_C'],
      ['1', 'c', '1、下列属于导体的是', '橡胶', '陶瓷', '铜'],
    ])
    expect(reading.certain).toBe(true)
    expect(reading.rows.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'item'])
    expect(contents(reading)).toMatchObject([
      {
        type: 'single',
        stem: '下列属于导体的是',
        key: { options: ['c'] },
        options: [{ text: '橡胶' }, {}, { text: '铜' }],
      },
    ])
  })

  test('a column found by a hint is a guess and says so', () => {
    const reading = read([
      ['题型', '本题题干内容', 'A', 'B', '本题答案'],
      ['单选题', '导体是', '铜', '橡胶', 'A'],
    ])
    expect(reading.certain).toBe(false)
    expect(reading.mapping.blocks[0]?.columns.filter(({ certain }) => !certain).map(({ field }) => field)).toEqual([
      'stem',
      'key',
    ])
    expect(contents(reading)).toHaveLength(1)
    const { certain } = readRows(workbookOf([sheetOf([['题型', '本题题干内容', 'A', 'B', '本题答案']])]), {
      kind: 'theory',
      table: null,
      mapping: reading.mapping,
    })
    expect(certain).toBe(true)
  })

  test('the type comes from the sheet name, a heading between rows, or the key', () => {
    const header = ['题干', 'A', 'B', 'C', '答案']
    expect(contents(read([header, ['甲', '一', '二', '三', 'AB']], { name: '多选题' }))[0]?.type).toBe('multiple')
    const headed = read([
      header,
      ['一、单项选择题（每题1分）'],
      ['甲', '一', '二', '三', 'A'],
      ['二、判断题'],
      ['乙', '', '', '', '√'],
    ])
    expect(contents(headed).map(({ type }) => type)).toEqual(['single', 'true_false'])
    const inferred = read([
      header,
      ['甲', '一', '二', '三', 'AC'],
      ['乙', '', '', '', '错'],
      ['丙', '正确', '错误', '', 'B'],
    ])
    expect(contents(inferred).map(({ type, key }) => [type, key])).toEqual([
      ['multiple', { options: ['a', 'c'] }],
      ['true_false', { truth: false }],
      ['true_false', { truth: false }],
    ])
  })

  test('two blocks under different headers in one sheet', () => {
    const reading = read([
      ['题型', '题干', 'A', 'B', '答案'],
      ['单选题', '甲', '一', '二', 'A'],
      ['答案', '题型', '题干', '解析'],
      ['√', '判断题', '乙', '丙'],
    ])
    expect(contents(reading)).toMatchObject([{ stem: '甲' }, { stem: '乙', rationale: '丙', key: { truth: true } }])
  })

  test('example rows, blank rows and prepared numbers are skipped, a sheet without a header is named', () => {
    const reading = readRows(
      workbookOf([
        sheetOf([
          ['标记', '序号', '题型', '题干', '答案'],
          ['示例', '1', '判断题', '地球是圆的', '√'],
          ['', '2', '判断题', '停电前先验电', '√'],
          ['', '3', '', '', ''],
          ['', ' ', '', '', '　'],
        ]),
        sheetOf([['备忘'], ['下周交']], '备忘'),
      ]),
      { kind: 'theory', table: null },
    )
    expect(reading.rows.map((row) => (row.outcome === 'skipped' ? row.why : row.outcome))).toEqual([
      'header',
      'example',
      'item',
      'blank',
      'blank',
    ])
    expect(reading.notes).toMatchObject([{ sheet: '备忘', message: { en: expect.stringContaining('2 rows') } }])
  })
})

describe('keys', () => {
  test.each(['B ', ' Ｂ', 'b', '（B）', '答案：B', 'B。', '橡胶', '[b]'])('%j is option B', (key) => {
    expect(contents(read([HEADER, row({ 答案: key })]))[0]?.key).toEqual({ options: ['b'] })
  })

  test.each(['A,C', 'A、C', 'c a', 'AC\n', 'Ａ；Ｃ', '（AC）', '铜;陶瓷', '铜\n陶瓷', 'A和C'])(
    '%j is options A and C',
    (key) => {
      expect(contents(read([HEADER, row({ 题型: '多选题', 答案: key })]))[0]?.key).toEqual({ options: ['a', 'c'] })
    },
  )

  test.each([
    ['对', true],
    ['错误', false],
    ['√', true],
    ['×', false],
    ['Ｔ', true],
    ['x', false],
    ['Y', true],
    ['否', false],
    ['FALSE', false],
  ])('%j is %j', (key, truth) => {
    const reading = read([HEADER, row({ 题型: '判断题', 选项A: '', 选项B: '', 选项C: '', 选项D: '', 答案: key })])
    expect(contents(reading)).toMatchObject([{ type: 'true_false', options: [], key: { truth } }])
    expect(issues(reading)).toEqual([])
  })

  test('a letter as the key of a true/false item follows the options, or is read as A = true with a warning', () => {
    const empty = { 选项C: '', 选项D: '' }
    const turned = read([HEADER, row({ 题型: '判断题', 选项A: '错', 选项B: '对', ...empty, 答案: 'B' })])
    expect(contents(turned)[0]?.key).toEqual({ truth: true })
    const bare = read([HEADER, row({ 题型: '判断题', 选项A: '', 选项B: '', ...empty, 答案: 'B' })])
    expect(contents(bare)[0]?.key).toEqual({ truth: false })
    expect(codes(bare)).toEqual(['key-letter-truth@G'])
  })
})

describe('texts', () => {
  test('option letters and item numbers are stripped where all carry them, and nowhere else', () => {
    const options = { 选项A: 'A．铜', 选项B: 'B、橡胶', 选项C: 'C. 陶瓷', 选项D: 'Ｄ　玻璃' }
    expect(contents(read([HEADER, row(options)]))[0]?.options.map(({ text }) => text)).toEqual([
      '铜',
      '橡胶',
      '陶瓷',
      '玻璃',
    ])
    const one = { 选项A: 'A 类', 选项B: 'B 类', 选项C: '丙类', 选项D: 'D.5' }
    expect(contents(read([HEADER, row(one)]))[0]?.options[0]?.text).toBe('A 类')
    const stems = ['1、甲', '2．乙', '3. 丙', '220V 是相电压'].map((stem) => row({ 题干: stem }))
    expect(contents(read([HEADER, ...stems])).map(({ stem }) => stem)).toEqual(['甲', '乙', '丙', '220V 是相电压'])
    expect(
      contents(read([HEADER, row({ 题干: '3、5、7 次谐波' }), row({ 题干: '甲' }), row({ 题干: '乙' })]))[0]?.stem,
    ).toBe('3、5、7 次谐波')
  })

  test('in our own template nothing is stripped', () => {
    const rows = [HEADER, row({ 题干: '1、甲', 选项A: 'A．铜', 选项B: 'B．铁', 选项C: 'C．银', 选项D: 'D．金' })]
    const [item] = contents(readRows(workbookOf([sheetOf(rows)], own), { kind: 'theory', table: null }))
    expect(item).toMatchObject({ stem: '1、甲', options: [{ text: 'A．铜' }, {}, {}, {}] })
  })

  test.each([
    [['铜', '铁', '以上都对', '银'], true],
    [['铜', '铁', 'A和B', '银'], true],
    [['铜', '铁', '银', 'ABC都是'], true],
    [['10 V', '20 V', '36 V', '220 V'], true],
    [['220 V', '10 V', '36 V', '20 V'], false],
    [['10 V', '20 A', '36 V', '220 V'], false],
    [['AC', 'DC', 'AB', '铜'], false],
  ])('%j stay in order: %j', (texts, fixed) => {
    const [a, b, c, d] = texts as string[]
    const changes = { 选项A: a ?? '', 选项B: b ?? '', 选项C: c ?? '', 选项D: d ?? '' }
    expect(contents(read([HEADER, row(changes)]))[0]?.fixedOrder).toBe(fixed)
  })

  test('a dollar that marks no formula is escaped in a foreign sheet and refused in ours', () => {
    const rows = [HEADER, row({ 题干: 'F$2 是哪种引用' })]
    expect(contents(read(rows))[0]?.stem).toBe('F\\$2 是哪种引用')
    expect(codes(read(rows))).toEqual(['dollar-plain@B'])
    const ours = readRows(workbookOf([sheetOf(rows)], own), { kind: 'theory', table: null })
    expect(codes(ours)).toEqual(['formula-unbalanced@B'])
    expect(contents(ours)).toEqual([])
    expect(issues(read([HEADER, row({ 题干: '$I=\\frac{U}{R}$ 是' })]))).toEqual([])
  })

  test('difficulty in words and numbers; 无 and empty are unknown, not a default', () => {
    const levels = ['易', '较易', '中等', '较难', '难', '3', '无', ''].map((难度) => row({ 难度 }))
    expect(contents(read([HEADER, ...levels])).map(({ difficulty }) => difficulty)).toEqual([
      1,
      2,
      3,
      4,
      5,
      3,
      null,
      null,
    ])
  })
})

test.each([
  ['a key that is no option', { 答案: 'E' }, 'key-not-option@G'],
  ['a key given twice', { 答案: 'AA' }, 'key-twice@G'],
  ['no key', { 答案: '' }, 'key-empty@G'],
  ['fewer than two options', { 选项B: '', 选项C: '', 选项D: '' }, 'options-few@D'],
  ['a gap between options', { 选项B: '' }, 'option-gap@D'],
  ['equal options', { 选项D: ' 铜 。' }, 'options-equal@F'],
  ['a single choice with two keys', { 答案: 'AB' }, 'key-many@G'],
  ['a multiple choice with one key', { 题型: '多选题' }, 'key-one@G'],
  ['an empty stem', { 题干: ' ' }, 'stem-empty@B'],
  ['an unknown type', { 题型: '听力题' }, 'type-unknown@A'],
  ['marks that are no half', { 分数: '0.3' }, 'marks-wrong@I'],
  ['negative marks', { 分数: '-1' }, 'marks-wrong@I'],
  ['an unknown difficulty', { 难度: '0.65' }, 'difficulty-unknown@H'],
  ['a true/false item with options', { 题型: '判断题', 答案: '√' }, 'options-unwanted@C'],
  [
    'a true/false key that is neither',
    { 题型: '判断题', 选项A: '', 选项B: '', 选项C: '', 选项D: '', 答案: '可能' },
    'key-not-truth@G',
  ],
  ['a written item with options', { 题型: '简答题' }, 'options-unwanted@C'],
] as const)('%s refuses the row and says where', (_, changes, code) => {
  const reading = read([HEADER, row(changes), row({})])
  expect(codes(reading)).toEqual([code])
  expect(reading.rows.map(({ outcome }) => outcome)).toEqual(['skipped', 'refused', 'item'])
  const [issue] = issues(reading)
  expect(issue?.row).toBe(2)
  expect(issue?.message.zh).not.toBe('')
  expect(issue?.message.en).not.toBe('')
})

test('every fault of a row is named at once, and no message repeats the item', () => {
  const reading = read([HEADER, row({ 题干: '', 答案: 'Z', 分数: '0.3', 难度: '?', 选项D: '铜' })])
  expect(codes(reading).toSorted()).toEqual([
    'difficulty-unknown@H',
    'key-not-option@G',
    'marks-wrong@I',
    'options-equal@F',
    'stem-empty@B',
  ])
  for (const { message, value } of issues(reading)) {
    expect(`${message.zh}${message.en}`).not.toContain('铜')
    expect(value.length).toBeLessThanOrEqual(40)
  }
})

test('2,000 broken rows give 2,000 refusals, each with its place', () => {
  const rows = Array.from({ length: 2000 }, () => row({ 答案: 'E' }))
  const reading = read([HEADER, ...rows])
  expect(contents(reading)).toEqual([])
  expect(issues(reading).map(({ row, code }) => `${row} ${code}`)).toEqual(
    rows.map((_, index) => `${index + 2} key-not-option`),
  )
})

test('an id stands once', () => {
  const rows = [
    ['编号', ...HEADER],
    ['Q1', ...row({})],
    ['Q1', ...row({ 题干: '另一题' })],
    ['', ...row({ 题干: '无编号' })],
  ]
  const reading = readRows(workbookOf([sheetOf(rows)]), { kind: 'theory', table: null })
  expect(reading.rows.map(({ outcome }) => outcome)).toEqual(['skipped', 'item', 'refused', 'item'])
  expect(issues(reading)).toMatchObject([{ code: 'id-twice', row: 3, value: 'Q1' }])
})
