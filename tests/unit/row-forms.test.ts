import { describe, expect, test } from 'vitest'
import { readElementTables } from '../../core/row/element-table.ts'
import { readRows } from '../../core/row/read.ts'
import type { Sheet } from '../../core/row/sheet.ts'
import { sheetOf, workbookOf } from '../support/workbooks.ts'

const HEADER = [
  '一级名称',
  '一级代码',
  '一级比重(%)',
  '二级名称',
  '二级代码',
  '二级比重(%)',
  '鉴定点代码',
  '鉴定点名称',
  '重要程度',
]

const elements = (rows: readonly (readonly string[])[], merges: Sheet['merges'] = [], name = '理论知识') =>
  readElementTables(workbookOf([sheetOf(rows, name, merges)]), { edition: '2024' })

describe('element tables', () => {
  const rows = [
    HEADER,
    ['基本要求', 'A', '25', '职业道德', 'A', '5', '001', '道德的概念', 'X'],
    ['', '', '', '', '', '', '002', '职业守则', 'Y'],
    ['', '', '', '基础知识', 'B', '20', '1', '欧姆定律', 'X'],
    ['相关知识', 'B', '75', '电路', 'A', '75', '001', '测量', 'Z 辅助'],
  ]
  const table = {
    kind: 'theory',
    edition: '2024',
    scopes: [
      { code: 'A', name: '基本要求', weight: 25 },
      { code: 'A-A', name: '职业道德', weight: 5 },
      { code: 'A-B', name: '基础知识', weight: 20 },
      { code: 'B', name: '相关知识', weight: 75 },
      { code: 'B-A', name: '电路', weight: 75 },
    ],
    points: [
      { code: 'A-A-001', name: '道德的概念', importance: 'X' },
      { code: 'A-A-002', name: '职业守则', importance: 'Y' },
      { code: 'A-B-001', name: '欧姆定律', importance: 'X' },
      { code: 'B-A-001', name: '测量', importance: 'Z' },
    ],
  }

  test('codes restart under each parent; scope cells stand once, are merged downwards, or are repeated', () => {
    expect(elements(rows)).toMatchObject({ tables: [table], issues: [], rows: 4 })
    const merges = [0, 1, 2].map((left) => ({ top: 2, left, bottom: 4, right: left }))
    expect(elements(rows, merges).tables).toEqual([table])
    const repeated = rows.map((cells, index) =>
      index === 2 || index === 3 ? [...(rows[1]?.slice(0, 3) ?? []), ...cells.slice(3)] : cells,
    )
    expect(elements(repeated).tables).toEqual([table])
  })

  test('code and name run together, and a header of three rows under a title', () => {
    const published = [
      ['电工（三级）理论知识鉴定要素细目表'],
      ['鉴定范围', '', '', '', '鉴定点', ''],
      ['一级', '', '二级', '', '', ''],
      ['名称', '鉴定比重', '名称', '鉴定比重', '名称', '重要程度'],
      ['A基本要求', '25', 'A职业道德', '25%', '001道德的概念', 'X'],
      ['B相关知识', '75', 'A电路', '75', '001测量', 'X'],
    ]
    const across = [
      { top: 2, left: 0, bottom: 2, right: 3 },
      { top: 2, left: 4, bottom: 2, right: 5 },
      { top: 3, left: 0, bottom: 3, right: 1 },
      { top: 3, left: 2, bottom: 3, right: 3 },
    ]
    const { tables, issues } = elements(published, across)
    expect(issues).toEqual([])
    expect(tables[0]?.scopes.map(({ code, name, weight }) => `${code} ${name} ${weight}`)).toEqual([
      'A 基本要求 25',
      'A-A 职业道德 25',
      'B 相关知识 75',
      'B-A 电路 75',
    ])
    expect(tables[0]?.points.map(({ code, name }) => `${code} ${name}`)).toEqual(['A-A-001 道德的概念', 'B-A-001 测量'])
  })

  test('weights that sum to 97 name the scope, the sum and what it should be', () => {
    const top = elements(rows.with(4, rows[4]?.with(2, '72').with(5, '72') ?? []))
    expect(top.tables).toEqual([])
    expect(top.issues).toMatchObject([
      {
        code: 'weights-sum',
        value: '97',
        message: { en: expect.stringContaining('sum to 97; they should sum to 100') },
      },
    ])
    const below = elements(rows.with(3, rows[3]?.with(5, '18') ?? []))
    expect(below.issues).toMatchObject([
      { code: 'weights-sum', row: 2, message: { zh: expect.stringContaining('范围 A 之下的比重之和为 23，应为 25') } },
    ])
  })

  test.each([
    ['a weight that is none', 1, 2, '二十五', 'weight-wrong@C'],
    ['an unknown importance', 1, 8, 'W', 'importance-unknown@I'],
    ['a point without a name', 2, 7, '', 'field-empty@H'],
    ['a code of other signs', 4, 4, '甲', 'code-wrong@E'],
    ['a point code that stands twice', 2, 6, '001', 'code-twice@'],
  ])('%s is named with its place', (_, row, column, value, code) => {
    const { tables, issues } = elements(rows.with(row, rows[row]?.with(column, value) ?? []))
    expect(tables).toEqual([])
    expect(issues.map((issue) => `${issue.code}@${issue.column?.letter ?? ''}`)).toEqual([code])
  })

  test('the same scope written with two weights is refused', () => {
    const { issues } = elements(rows.with(2, ['基本要求', 'A', '26', '', '', '', '002', '职业守则', 'Y']))
    expect(issues).toMatchObject([{ code: 'scope-differs', row: 3, column: { letter: 'C' } }])
  })

  test('practical modules with selection mode, weight and minutes', () => {
    const { tables } = elements(
      [
        ['模块名称', '模块代码', '比重', '选择方式', '时间(分钟)'].map((name, index) =>
          index === 2 ? '模块比重' : name,
        ),
        ['安装', 'A', '60', '必考', '90分钟'],
        ['检修', 'B', '40', '任选一项', '60'],
      ],
      [],
      '操作技能',
    )
    expect(tables).toMatchObject([
      {
        kind: 'practical',
        scopes: [
          { code: 'A', weight: 60, mode: 'mandatory', minutes: 90 },
          { code: 'B', weight: 40, mode: 'pick_one', minutes: 60 },
        ],
      },
    ])
  })

  test('the sheet 基本信息 names the bank and the edition', () => {
    const facts = sheetOf(
      [
        ['项目', '内容'],
        ['职业编码', '6-31-01-03'],
        ['版次\nEdition', '2018年版'],
      ],
      '基本信息',
    )
    const reading = readElementTables(workbookOf([facts, sheetOf(rows, '理论知识')]), { edition: 'x' })
    expect(reading.facts).toMatchObject({ occupation: '6-31-01-03', edition: '2018年版' })
    expect(reading.tables[0]?.edition).toBe('2018年版')
  })
})

describe('practical tasks', () => {
  const tasks = [
    ['任务编号', '名称', '模块代码', '配分', '准备时间(分钟)', '操作时间(分钟)', '难度', '考核要求', '否定项', '出处'],
    ['T1', '安装', 'A', '30', '', '60', '中等', '按图安装', '擅自通电\n造成短路', ''],
  ]
  const preparation = [
    ['任务编号', '用途', '类别', '名称', '规格', '单位', '数量', '备注'],
    ['T1', '考场', '设备', '电源', '380 V', '个', '1', ''],
    ['T1', '考生', '工、量、卡具', '万用表', '', '只', '1', ''],
  ]
  const marking = [
    ['任务编号', '考核要素', '考核要求', '配分', '评分标准'],
    ['T1', '安装', '牢固', '20', '每处扣1分'],
    ['T1', '接线', '正确', '10', '每处扣2分'],
  ]
  const read = (of: { tasks?: string[][]; preparation?: string[][]; marking?: string[][] }) =>
    readRows(
      workbookOf([
        sheetOf(of.tasks ?? tasks, '任务'),
        sheetOf(of.preparation ?? preparation, '准备通知单'),
        sheetOf(of.marking ?? marking, '评分记录表'),
      ]),
      {
        kind: 'practical',
        table: { kind: 'practical', edition: 'x', scopes: [{ code: 'A', name: '安装', weight: 100 }], points: [] },
      },
    )

  test('a task gathers its rows from three sheets', () => {
    const reading = read({})
    expect(reading.issues).toEqual([])
    expect(reading.rows[1]).toMatchObject({
      outcome: 'item',
      id: 'T1',
      content: {
        marks: 60,
        module: 'A',
        preparationMinutes: 0,
        site: [{ group: 'equipment', name: '电源' }],
        candidate: [{ group: 'tool', name: '万用表' }],
        marking: [{ marks: 40 }, { marks: 20 }],
        criticalFailures: ['擅自通电', '造成短路'],
      },
    })
  })

  test('marking rows that do not add up refuse the task with both figures', () => {
    const reading = read({ marking: marking.with(2, ['T1', '接线', '正确', '9.5', '']) })
    expect(reading.rows[1]).toMatchObject({
      outcome: 'refused',
      issues: [
        { code: 'marking-sum', message: { en: expect.stringContaining("sum to 29.5, the task's marks are 30") } },
      ],
    })
  })

  test('a wrong row of another sheet is named where it stands, and its task is refused', () => {
    const reading = read({ preparation: preparation.with(1, ['T1', '考官', '武器', '电源', '', '', '', '']) })
    expect(reading.issues.map(({ sheet, row, code }) => `${sheet} ${row} ${code}`)).toEqual([
      '准备通知单 2 audience-unknown',
      '准备通知单 2 group-unknown',
    ])
    expect(reading.rows[1]).toMatchObject({ outcome: 'refused', issues: [{ code: 'task-rows' }] })
    expect(read({ marking: [...marking, ['T9', '甲', '', '1', '']] }).issues).toMatchObject([
      { code: 'task-unknown', row: 4 },
    ])
  })

  test('a task without marking rows, minutes or requirements is refused; an unknown module leaves it unassigned', () => {
    const reading = read({ tasks: tasks.with(1, ['T2', '安装', 'Q', '30', '', '', '', '', '', '']) })
    expect(reading.rows[1]?.issues.map(({ code }) => code)).toEqual([
      'scope-unknown',
      'field-empty',
      'marking-missing',
      'minutes-wrong',
    ])
  })
})

describe('defense topics', () => {
  const header = ['题目', '范围代码', '时间', '难度', '答题要点', '评分要点', '追问', '出处']
  const read = (row: string[]) => readRows(workbookOf([sheetOf([header, row])]), { kind: 'defense', table: null })

  test('lists stand one a line, scoring points with their marks after a bar', () => {
    expect(
      read(['说明检查思路', '', '15', '', '甲\n\n乙', '条理清楚 | 10\nA|B 的区别｜5.5分', '为什么？', '']).rows[1],
    ).toMatchObject({
      outcome: 'item',
      content: {
        minutes: 15,
        scope: null,
        expectedPoints: ['甲', '乙'],
        scoringPoints: [
          { text: '条理清楚', marks: 20 },
          { text: 'A|B 的区别', marks: 11 },
        ],
        followUps: ['为什么？'],
      },
    })
  })

  test('what is missing is named', () => {
    expect(
      read(['', '', '', '', '', '没有分数', '', '']).rows[1]?.issues.map(
        ({ code, column }) => `${code}@${column?.letter}`,
      ),
    ).toEqual(['field-empty@A', 'minutes-wrong@C', 'field-empty@E', 'marks-wrong@F'])
  })
})
