/** Documents as item writers really keep them: keys anywhere, tables of options, tasks and topics under their labels. */
import { describe, expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { codes, contents, documentOf, issues, told } from '../support/theory-rows.ts'

const document = (lines: Parameters<typeof documentOf>[0]) =>
  readRows(documentOf(lines), { kind: 'theory', table: null })

describe('documents', () => {
  const items = [
    '一、单项选择题',
    '1．导体是（ ）。',
    'A．木 B．铜',
    '2．绝缘体是（ ）。',
    'A．木 B．铜',
    '二、判断题',
    '1．铜导电。（ ）',
    '2．木导电。（ ）',
  ]
  const wanted = [
    'single | 导体是（ ）。 | 木/铜 | B',
    'single | 绝缘体是（ ）。 | 木/铜 | A',
    'true_false | 铜导电。（ ） | true',
    'true_false | 木导电。（ ） | false',
  ]
  test.each<[string, (string | string[][])[]]>([
    ['with headings', ['参考答案', '一、单项选择题', '1．B 2．A', '二、判断题', '1．√ 2．×']],
    ['headings and ranges on one line', ['答案：', '一、单项选择题：1-2 BA', '二、判断题：1～2 √×']],
    ['counted anew', ['参考答案及解析', '1.B', '2.A', '1.对', '2.错']],
    [
      'in tables',
      [
        '标准答案',
        [
          ['题号', '1', '2'],
          ['答案', 'B', 'A'],
        ],
        '二、判断题',
        [
          ['题号', '答案', '题号', '答案'],
          ['1', '√', '2', '×'],
        ],
      ],
    ],
  ])('keys at the end: %s', (_, keys) => {
    const reading = document([...items, ...keys])
    expect(contents(reading).map(told)).toEqual(wanted)
    expect(issues(reading)).toEqual([])
  })

  test('a key that fits no item is said, an item without a key refused, an explanation kept', () => {
    const reading = document([...items.slice(0, 5), '参考答案', '1. B 解析：铜是金属。', '7. A'])
    expect(contents(reading)).toMatchObject([{ key: { options: ['b'] }, rationale: '铜是金属。' }])
    expect(codes(reading).toSorted()).toEqual(['key-alone@', 'key-empty@'])
  })

  test('answers in words run over lines and count their own points', () => {
    const reading = document([
      '四、论述题',
      '1．论安全。',
      '答案要点：',
      '（1）停电',
      '（2）验电',
      '2．论节能。',
      '答：',
      '1）省电',
      '2）节水',
    ])
    expect(contents(reading).map(told)).toEqual([
      'essay | 论安全。 | （1）停电\n（2）验电',
      'essay | 论节能。 | 1）省电\n2）节水',
    ])
  })

  test.each(['答案 B', '[答案]B', '（答案：B）', '标准答案为B', 'Answer: B', '答：B', '【答案】B'])('%s', (key) => {
    const reading = document(['1. 导体是（ ）', 'A. 木', 'B. 铜', key, '2. 银是（ ）', 'A. 木', 'B. 铜', key])
    expect(contents(reading).map(told)).toEqual(['single | 导体是（ ） | 木/铜 | B', 'single | 银是（ ） | 木/铜 | B'])
  })

  test('the bracket in front of the number, and numbers in brackets', () => {
    const reading = document([
      '一、单选题',
      '（ B ）1、导体是',
      'A、木 B、铜',
      '（ A ）2、绝缘体是',
      'A、木 B、铜',
      '（3）电压的值',
      '（A）5',
      '（B）6.5',
      '答案：A',
    ])
    expect(contents(reading).map(told)).toEqual([
      'single | 导体是（ ） | 木/铜 | B',
      'single | 绝缘体是（ ） | 木/铜 | A',
      'single | 电压的值 | 5/6.5 | A',
    ])
  })

  test('options in a table', () => {
    const reading = document([
      '1. 导体是（B）',
      [
        ['A. 木', 'B. 铜'],
        ['C. 纸', 'D. 布'],
      ],
      '2. 绝缘体是（A）',
      [
        ['A', '木'],
        ['B', '铜'],
      ],
    ])
    expect(contents(reading).map(told)).toEqual([
      'single | 导体是（ ） | 木/铜/纸/布 | B',
      'single | 绝缘体是（ ） | 木/铜 | A',
    ])
  })
})

test('practical tasks under counted titles, with points in place of requirements and minutes as min', () => {
  const task = (title: string) => [
    title,
    '准备时间：10分钟',
    '操作时间：60 min',
    '考核要求：',
    '1．加工外圆',
    '本题分值：100分',
    '评分记录表',
    [
      ['序号', '考核项目', '考核要点', '配分', '评分标准', '得分'],
      ['1', '尺寸', '±0.1', '60', '超差不得分', ''],
      ['2', '安全', '无违规', '40', '违规扣10分', ''],
      ['', '合计', '', '100', '', ''],
    ],
    '否定项：',
    '出现重大安全事故',
  ]
  const { rows } = readRows(documentOf([...task('试题一：车床操作'), ...task('试题二：铣床操作')]), {
    kind: 'practical',
    table: null,
  })
  const taken = rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
  expect(taken.map(({ title, workingMinutes, marks }) => [title, workingMinutes, marks])).toEqual([
    ['车床操作', 60, 200],
    ['铣床操作', 60, 200],
  ])
  expect(taken[0]?.marking.map(({ requirement }) => requirement)).toEqual(['±0.1', '无违规'])
  expect(taken[0]?.criticalFailures).toEqual(['出现重大安全事故'])
})

test('defense topics between lines that only count them', () => {
  const topic = (title: string) => [
    `题目：${title}`,
    '答辩时间：15分钟',
    '参考答案：',
    '看负载',
    '评分标准：',
    '看负载（100分）',
    '追问：',
    '过载怎么办？',
  ]
  const { rows } = readRows(documentOf(['答辩题1', ...topic('变频器如何选型？'), '答辩题2', ...topic('如何节能？')]), {
    kind: 'defense',
    table: null,
  })
  const taken = rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
  expect(taken.map(({ title, followUps }) => [title, followUps])).toEqual([
    ['变频器如何选型？', ['过载怎么办？']],
    ['如何节能？', ['过载怎么办？']],
  ])
})
