/** Readings of sheets in which an item is written in an unusual way: flags per option, tables side by side, totals, blanks. */
import { describe, expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { keptMapping } from '../../core/row/saved-mapping.ts'
import { contents, documentOf, issues, read, told } from '../support/theory-rows.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const HEAD = ['题型', '题干', '选项', '是否正确']

describe('a cell beside each option says whether it is right', () => {
  test.each([
    [
      'a stem in a row of its own',
      [
        ['单选题', '导体是（ ）。', '', ''],
        ['', '', '橡胶', '×'],
        ['', '', '铜', '√'],
        ['', '', '陶瓷', '×'],
      ],
    ],
    [
      'a stem beside its first option',
      [
        ['单选题', '导体是（ ）。', '橡胶', ''],
        ['', '', '铜', '是'],
        ['', '', '陶瓷', ''],
      ],
    ],
    [
      'letters before the options',
      [
        ['单选题', '导体是（ ）。', 'A．橡胶', '否'],
        ['', '', 'B．铜', '是'],
        ['', '', 'C．陶瓷', '否'],
      ],
    ],
    [
      'options below the stem in its column',
      [
        ['单选题', '导体是（ ）。', '', ''],
        ['', 'A．橡胶', '', '0'],
        ['', 'B．铜', '', '1'],
        ['', 'C．陶瓷', '', '0'],
      ],
    ],
  ])('%s', (_, rows) => {
    const reading = read([HEAD, ...rows, ['判断题', '停电后先验电。', '', '']])
    expect(contents(reading).map(told)).toEqual(['single | 导体是（ ）。 | 橡胶/铜/陶瓷 | B'])
  })

  test('several right ones make a multiple choice; none, or a word that says neither, is refused', () => {
    const item = (stem: string, flags: string[]) =>
      flags.map((flag, at) => ['', at === 0 ? stem : '', `选项${at + 1}号`, flag])
    const rows = [HEAD.slice(1), ...item('甲（ ）。', ['√', '', '√']).map((row) => row.slice(1))]
    expect(contents(read(rows)).map(told)).toEqual(['multiple | 甲（ ）。 | 选项1号/选项2号/选项3号 | AC'])
    for (const flags of [
      ['', '', ''],
      ['也许', '', ''],
    ]) {
      const reading = read([
        HEAD,
        ...item('乙（ ）。', flags).map((row, at) => (at === 0 ? ['单选题', ...row.slice(1)] : row)),
      ])
      expect(reading.rows.find(({ row }) => row === 2)).toMatchObject({ outcome: 'refused' })
    }
  })
})

describe('two tables side by side', () => {
  const names = ['序号', '题干', '答案']
  const rows = [
    [...names, '', ...names],
    ['1', '停电后先验电。', '√', '', '3', '验电后即可作业。', '×'],
    ['2', '接地线先接导体端。', '×', '', '', '', ''],
  ]

  test('are two blocks of one sheet, each with its own items', () => {
    const reading = read(rows, { name: '判断题' })
    expect(contents(reading).map(({ stem, key }) => [stem, key])).toEqual([
      ['停电后先验电。', { truth: true }],
      ['接地线先接导体端。', { truth: false }],
      ['验电后即可作业。', { truth: false }],
    ])
    expect(reading.certain).toBe(true)
    expect(reading.mapping.blocks.map(({ columns }) => columns.map(({ column }) => column))).toEqual([
      [0, 1, 2],
      [4, 5, 6],
    ])
    expect([reading.notes, issues(reading)]).toEqual([[], []])
  })

  test('a fault in the second is told with its own column', () => {
    const reading = read([rows[0]!, ['1', '停电后先验电。', '√', '', '3', '验电后即可作业。', '半']], {
      name: '判断题',
    })
    expect(issues(reading).map(({ code, column, row }) => [code, column?.letter, row])).toEqual([
      ['key-not-truth', 'G', 2],
    ])
    expect(contents(reading)).toHaveLength(1)
  })

  test('are known again by a mapping kept of them, and only as a whole', () => {
    const { mapping } = read(rows, { name: '判断题' })
    const blocks = mapping.blocks.map((block) => ({ ...block, type: 'true_false' as const }))
    const kept = [{ ...mapping, blocks }]
    const next = workbookOf([sheetOf([['某校题库'], ...rows], '另一张')])
    const found = keptMapping(next, kept)
    expect(found?.blocks).toEqual(blocks.map((block) => ({ ...block, sheet: '另一张', headerRow: 2 })))
    const reading = readRows(next, { kind: 'theory', table: null, mapping: found })
    expect(contents(reading).map(({ stem }) => stem)).toHaveLength(3)
    const text = { ...sheetOf([['1. 验电器使用前应检查（ ）。']], '正文'), flow: true }
    expect(keptMapping(workbookOf([text, ...next.sheets]), kept)).toBeUndefined()
    for (const header of [names, [...names, '', ...names, '', ...names]])
      expect(keptMapping(workbookOf([sheetOf([header, rows[2]!])]), kept)).toBeUndefined()
  })

  test('a name that comes twice in one table is no second table', () => {
    const reading = read(
      [
        ['题干', '答案', '题干'],
        ['停电后先验电。', '√', '备注'],
      ],
      { name: '判断题' },
    )
    expect(reading.mapping.blocks).toHaveLength(1)
    expect(reading.notes).toHaveLength(1)
  })
})

describe('totals at the foot', () => {
  const head = ['题型', '题干', '答案']
  const item = ['判断题', '停电后先验电。', '√']
  test.each([
    [['合计', '', '2']],
    [['', '总 计：2题', '']],
    [['共 2 题', '', '']],
    [['', '以上共2道题，合计100分。', '']],
    [['小计', '1', '1 分']],
  ])('%j is passed over and said', (foot) => {
    const reading = read([head, item, foot])
    expect(contents(reading)).toHaveLength(1)
    expect(reading.rows.at(-1)).toMatchObject({ outcome: 'skipped', why: 'footer', row: 3 })
    expect(issues(reading)).toMatchObject([{ code: 'footer-row', severity: 'warning', row: 3 }])
  })

  test.each([['合计功率为各支路功率之和。'], ['共用一根零线的三相负载，可以不对称。'], ['总计量装置应加封。']])(
    'an item that begins with such a word stays one: %s',
    (stem) => {
      expect(contents(read([head, ['判断题', stem, '√']]))).toHaveLength(1)
    },
  )
})

describe('indefinite choice', () => {
  const rows = (key: string) => [
    ['题型', '题干', '选项A', '选项B', '选项C', '答案'],
    ['不定项选择题', '导体有（ ）。', '铜', '橡胶', '铝', key],
  ]
  test('with several keys is a multiple choice', () => {
    const reading = read(rows('AC'))
    expect([contents(reading).map(told), issues(reading)]).toEqual([['multiple | 导体有（ ）。 | 铜/橡胶/铝 | AC'], []])
  })
  test('with one key is taken as single, and said', () => {
    const reading = read(rows('A'))
    expect(contents(reading).map(told)).toEqual(['single | 导体有（ ）。 | 铜/橡胶/铝 | A'])
    expect(issues(reading)).toMatchObject([{ code: 'open-one', severity: 'warning', column: { letter: 'A' } }])
  })
  test('under a heading each item is what its key says', () => {
    const document = documentOf([
      '一、单选题',
      '1. 导体是（ ）。',
      'A. 橡胶',
      'B. 铜',
      '答案：B',
      '二、不定项选择题',
      '1. 导体有（ ）。',
      'A. 铜',
      'B. 橡胶',
      'C. 铝',
      '答案：AC',
      '2. 绝缘体有（ ）。',
      'A. 铜',
      'B. 橡胶',
      '答案：B',
    ])
    const reading = readRows(document, { kind: 'theory', table: null })
    expect(contents(reading).map(({ type }) => type)).toEqual(['single', 'multiple', 'single'])
  })
})

describe('answers that are only underlined in the stem', () => {
  test('of a sheet become the key, and blanks stay', () => {
    const reading = read([
      ['题型', '题干', '答案'],
      ['填空题', '工频为<u>50</u>Hz，相电压为<u> **220** </u>V。', ''],
    ])
    expect(contents(reading)).toMatchObject([{ stem: '工频为____Hz，相电压为____V。', key: { text: '50；220' } }])
    expect(issues(reading)).toMatchObject([{ code: 'key-underlined', severity: 'warning', column: { letter: 'B' } }])
  })
  test('of a document under its heading too; a key that is given stands, and the line under a word with it', () => {
    const document = documentOf([
      '一、填空题',
      '1. 工频为<u>50</u>Hz。',
      '2. 相电压为____V，<u>不是</u>线电压。',
      '答案：220',
    ])
    const reading = readRows(document, { kind: 'theory', table: null })
    expect(contents(reading).map(({ stem, key }) => [stem, key])).toEqual([
      ['工频为____Hz。', { text: '50' }],
      ['相电压为____V，<u>不是</u>线电压。', { text: '220' }],
    ])
  })
})
