/** Sheets as item writers really keep them: what is read, what is said about it, and why a row is refused. */
import { describe, expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { choiceOf, codes, contents, issues, read, told } from '../support/theory-rows.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

describe('keys in a column', () => {
  test.each([
    ['选B', 'B'],
    ['B项', 'B'],
    ['选项B', 'B'],
    ['B.铜', 'B'],
    ['B 铜', 'B'],
    ['A.银；B.铜', 'AB'],
    ['银、铜', 'AB'],
    ['铜。', 'B'],
  ])('%s is %s', (key, wanted) => {
    const reading = read([
      ['题目', 'A', 'B', 'C', '答案'],
      ['导体是（ ）', '银', '铜', '橡胶', key],
    ])
    expect(contents(reading).map((item) => choiceOf(item.key))).toEqual([wanted])
    expect(issues(reading)).toEqual([])
  })

  test.each([
    ['2', 'B'],
    ['1,3', 'AC'],
    ['①③', 'AC'],
  ])('the number %s is %s, and said to be a guess', (key, wanted) => {
    const reading = read([
      ['题目', '选项1', '选项2', '选项3', '答案'],
      ['导体是（ ）', '银', '橡胶', '铜', key],
    ])
    expect(contents(reading).map((item) => choiceOf(item.key))).toEqual([wanted])
    expect(codes(reading)).toEqual(['key-number@E'])
  })

  test.each([
    ['B.银', 'key-not-option'],
    ['0', 'key-not-option'],
    ['4', 'key-not-option'],
    ['1,1', 'key-twice'],
    ['', 'key-empty'],
  ])('“%s” without a type is refused for its key, not for the type', (key, code) => {
    expect(
      codes(
        read([
          ['题目', 'A', 'B', 'C', '答案'],
          ['导体是（ ）', '银', '铜', '橡胶', key],
        ]),
      ),
    ).toEqual([`${code}@E`])
  })

  test.each([
    ['V', true],
    ['✔️', true],
    ['对√', true],
    ['R', true],
    ['W', false],
    ['╳', false],
    ['❌', false],
  ])('%s of a true/false item is %s', (key, truth) => {
    const reading = read([
      ['题型', '题目', '答案'],
      ['判断题', '铜可以导电。', key],
    ])
    expect(contents(reading)).toMatchObject([{ key: { truth } }])
  })

  test('V and W as options are units, not ticks', () => {
    const [item] = contents(
      read([
        ['题目', 'A', 'B', '答案'],
        ['电压的单位是（ ）', 'V', 'W', 'A'],
      ]),
    )
    expect(item && told(item)).toBe('single | 电压的单位是（ ） | V/W | A')
  })
})

describe('options in one cell', () => {
  test.each([
    ['银\n铜\n铝', false],
    ['银；铜；铝', false],
    ['["银","铜","铝"]', false],
    ['①银②铜③铝', false],
    ['(A)银(B)铜(C)铝', false],
    ['A、银，B、铜，C、铝', false],
    ['银 铜　铝', true],
    ['A银 B铜 C铝', true],
    ['A银;B铜;C铝', true],
    ['A-银|B-铜|C-铝', true],
  ])('%j', (cell, asks) => {
    const reading = read([
      ['题型', '题干', '选项', '答案'],
      ['单选题', '导体是（ ）', cell, 'B'],
    ])
    expect(contents(reading).map(told)).toEqual(['single | 导体是（ ） | 银/铜/铝 | B'])
    expect(codes(reading)).toEqual(asks ? ['options-run@C'] : [])
  })

  test('letters that are part of names stay', () => {
    const [item] = contents(
      read([
        ['题型', '题干', '选项', '答案'],
        ['单选题', '油类火灾属于（ ）', 'A类;B类;C类', 'B'],
      ]),
    )
    expect(item && told(item)).toBe('single | 油类火灾属于（ ） | A类/B类/C类 | B')
  })

  test('options side by side in the row below, whatever its columns are called', () => {
    const reading = read([
      ['题号', '题干', '答案'],
      ['1', '导体是（ ）', 'B'],
      ['', 'A. 木', 'B. 铜', 'C. 纸'],
      ['2', '绝缘体是（ ）', 'A'],
      ['', 'A. 木', 'B. 铜', 'C. 银'],
    ])
    expect(contents(reading).map(told)).toEqual([
      'single | 导体是（ ） | 木/铜/纸 | B',
      'single | 绝缘体是（ ） | 木/铜/银 | A',
    ])
  })

  test('too few options are named at the cell that holds them', () => {
    const reading = read([
      ['题型', '题干', '选项', '答案'],
      ['单选题', '导体是（ ）', '铜', 'A'],
    ])
    expect(codes(reading)).toContain('options-few@C')
  })
})

describe('keys in the stem', () => {
  test.each([
    ['下列__B__是导体', '下列____是导体'],
    ['下列〔B〕是导体', '下列（ ）是导体'],
    ['下列（ ）是导体（B）', '下列（ ）是导体'],
    ['（B）是导体', '（ ）是导体'],
  ])('%s', (stem, wanted) => {
    const reading = read([
      ['题干', 'A', 'B'],
      [stem, '木', '铜'],
    ])
    expect(contents(reading).map(told)).toEqual([`single | ${wanted} | 木/铜 | B`])
  })

  test('a sheet whose header names the stem alone', () => {
    const reading = read([['题目'], ['停电后即可作业。（×）'], ['（√）接地可以防止触电'], ['可以酒后作业（F）']], {
      name: '判断题',
    })
    expect(contents(reading).map(({ type, key }) => [type, key])).toEqual([
      ['true_false', { truth: false }],
      ['true_false', { truth: true }],
      ['true_false', { truth: false }],
    ])
    expect(reading.certain).toBe(true)
  })
})

describe('sheets', () => {
  test('a heading above a second header gives the type, and the second header needs two names', () => {
    const reading = read([
      ['一、单选题'],
      ['题号', '题目', '选项', '答案'],
      ['1', '电流的单位是', 'A.安培 B.伏特', 'A'],
      [],
      ['二、判断题'],
      ['题目', '正误'],
      ['接地可以防触电', '√'],
      ['三、简答题'],
      ['题目', '参考答案'],
      ['什么是接地？', '把设备与大地相连。'],
    ])
    expect(contents(reading).map(({ type }) => type)).toEqual(['single', 'true_false', 'short_answer'])
    expect(issues(reading)).toEqual([])
  })

  test('a sheet name gives the type wherever it stands in it, when it holds one', () => {
    const one = (name: string) =>
      sheetOf(
        [
          ['题目', '答案'],
          [`${name}里的一道题`, '与大地相连'],
        ],
        name,
      )
    const reading = readRows(workbookOf([one('论述题库'), one('三级电工简答50题'), one('填空和简答')]), {
      kind: 'theory',
      table: null,
    })
    expect(contents(reading).map(({ type }) => type)).toEqual(['essay', 'short_answer'])
    expect(codes(reading)).toEqual(['type-missing@B'])
  })

  test('rows prepared with a number and a type are blank; one with a text elsewhere is refused', () => {
    const reading = read([
      ['序号', '题型', '题干', 'A', 'B', '答案'],
      ['1', '单选题', '导体是（ ）', '铜', '木', 'A'],
      ['2', '单选题', '', '', '', ''],
      ['3', '单选题', '', '', '', '', '请补题'],
      ['', '审核人：李四'],
    ])
    expect(reading.rows.map((row) => (row.outcome === 'skipped' ? row.why : row.outcome))).toEqual([
      'header',
      'item',
      'blank',
      'refused',
      'refused',
    ])
  })
})
