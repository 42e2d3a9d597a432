import Value from 'typebox/value'
import { expect, test } from 'vitest'
import { digestOf } from '../../core/canonical.ts'
import { letterOf } from '../../core/form.ts'
import { BRACKET, withBracket, withoutBracket } from '../../core/paper/brackets.ts'
import { DefenseRecords, DrawList, defensePaper, ScoreSheets, TopicCards } from '../../core/paper/defense.ts'
import { chineseNumber, documentDigest, PositionMap } from '../../core/paper/head.ts'
import { MarkingRecords, PreparationNotice, practicalPaper, TaskSheets } from '../../core/paper/practical.ts'
import { TheoryKey, TheoryPaper, theoryPaper } from '../../core/paper/theory.ts'
import { parseText, plainText } from '../../core/text.ts'
import { awkwardSections, bank, documentsOf, judgement, picked, plain, task, topic } from '../support/papers.ts'

const national = () =>
  documentsOf([
    { type: 'single', marks: 2, items: plain(80).map((item, at) => picked(item, `single-${at}`)) },
    {
      type: 'true_false',
      marks: 2,
      items: Array.from({ length: 20 }, (_, at) => picked(judgement(`判断${at}。`, at % 2 === 0), `truth-${at}`)),
    },
  ])

test('sections are headed in the field’s words', () => {
  const { paper } = national()
  expect(paper.sections.map(({ ordinal, title, instruction }) => `${ordinal}、${title}。${instruction}`)).toEqual([
    '一、单项选择题。（第1题～第80题。选择一个正确的答案，将相应的字母填入题内的括号中。每题1分，满分80分。）',
    '二、判断题。（第81题～第100题。将判断结果填入括号中。正确的填“√”，错误的填“×”。每题1分，满分20分。）',
  ])
  expect(paper.total).toBe(200)
})

test('paper and key are closed, and neither holds what is the other’s', () => {
  const { paper, key, positions } = documentsOf(awkwardSections())
  expect(Value.Check(TheoryPaper, paper)).toBe(true)
  expect(Value.Check(TheoryKey, key)).toBe(true)
  expect(Value.Check(PositionMap, positions)).toBe(true)
  expect(Value.Check(TheoryPaper, { ...paper, key })).toBe(false)
  const names = positions.positions.map(({ item }) => `"${item}"`)
  for (const document of [paper, key])
    expect(names.filter((name) => JSON.stringify(document).includes(name))).toEqual([])
  const fields = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...fields(inner)])
      : []
  const forbidden = ['key', 'answer', 'rationale', 'truth', 'item', 'digest']
  expect(fields(paper).filter((name) => forbidden.includes(name))).toEqual([])
})

test('the key gives the letter under which the paper prints the right text', () => {
  const sections = awkwardSections()
  const contents = new Map(sections.flatMap(({ items }) => items.map(({ id, content }) => [id, content])))
  for (const form of ['A', 'B'] as const) {
    const { paper, key, positions } = documentsOf(sections, form)
    const printed = paper.sections.flatMap(({ items }) => items)
    const answers = key.sections.flatMap(({ items }) => items)
    for (const [at, { item }] of positions.positions.entries()) {
      const content = contents.get(item)!
      const { options, stem } = printed[at]!
      const { answer, text } = answers[at]!
      expect(stem).toBe(content.stem)
      if ('truth' in content.key) expect(answer).toBe(content.key.truth ? '√' : '×')
      if (!('options' in content.key)) continue
      const right = content.key.options
      const texts = content.options.filter(({ id }) => right.includes(id)).map((option) => option.text)
      const shown = [...answer].map((letter) => options.find((option) => option.letter === letter)!.text)
      expect([...shown].sort()).toEqual([...texts].sort())
      expect(text).toEqual(shown)
      expect(options.map(({ letter }) => letter)).toEqual(options.map((_, place) => letterOf(place)))
    }
  }
})

test('an order made for other items is refused', () => {
  const items = plain(3).map((item, at) => picked(item, `i${at}`))
  const order = { form: 'A' as const, sections: [[{ id: 'i0', options: ['a', 'b', 'c', 'd'] }]] }
  expect(() =>
    theoryPaper({
      bank,
      paperNumber: '1',
      paperId: 'p',
      order,
      minutes: 90,
      sections: [{ type: 'single', marks: 2, items }],
    }),
  ).toThrow(/differ/)
})

test('a document’s digest follows its value', () => {
  const { paper, key } = documentsOf(awkwardSections())
  expect(documentDigest(paper)).toMatch(/^[0-9a-f]{64}$/)
  expect(documentDigest(structuredClone(paper))).toBe(documentDigest(paper))
  expect(documentDigest({ ...paper, minutes: 91 } as typeof paper)).not.toBe(documentDigest(paper))
  expect(documentDigest(key)).not.toBe(documentDigest(paper))
})

test('answer brackets get one shape; calls in code stay', () => {
  const shaped = (stem: string) => plainText(withBracket(parseText(stem), 'single'))
  for (const stem of ['是（ ）。', '是（）。', '是(  )。', '是()。', '是（　　）。'])
    expect(shaped(stem)).toBe(`是${BRACKET}。`)
  expect(shaped('哪一个正确？')).toBe(`哪一个正确？${BRACKET}`)
  expect(shaped('调用print()的结果是（ ）')).toBe(`调用print()的结果是${BRACKET}`)
  expect(withoutBracket('线圈通电。（ ）')).toBe('线圈通电。')
  expect(withoutBracket('线圈通电（　）。')).toBe('线圈通电。')
  expect(plainText(withBracket(parseText('说明（略）'), 'true_false'))).toBe('说明（略）')
})

test('a practical paper is three documents; marks and minutes add up', () => {
  const digest = digestOf('item', task)
  const { preparation, tasks, marking, positions } = practicalPaper({
    bank,
    paperNumber: '01',
    paperId: 'P1',
    tasks: [
      { id: 'x', digest, content: task, module: '继电控制', weight: 60 },
      { id: 'y', digest, content: task, weight: 40 },
    ],
  })
  expect([
    Value.Check(PreparationNotice, preparation),
    Value.Check(TaskSheets, tasks),
    Value.Check(MarkingRecords, marking),
  ]).toEqual([true, true, true])
  expect({ minutes: tasks.minutes, total: tasks.total }).toEqual({ minutes: 200, total: 240 })
  expect(marking.tasks[0]!.rows.map(({ rules }) => rules)).toEqual([
    ['布置不合理，每处扣2分（重复出现；只扣一次）', '安装不牢固，每处扣1分'],
    ['不按图接线扣20分', '接点松动，每处扣1分'],
    ['第一次不成功扣10分', '第二次不成功不得分'],
  ])
  expect(JSON.stringify([preparation, tasks])).not.toContain('扣2分')
  expect(positions.positions.map(({ item }) => item)).toEqual(['x', 'y'])
})

test('defense cards show nothing that is scored; draws name topics by number', () => {
  const set = (draws: string[][]) =>
    defensePaper({
      bank: { ...bank, level: 2 },
      paperNumber: '01',
      paperId: 'D1',
      topics: ['a', 'b'].map((id) => ({ id, digest: digestOf('item', topic), content: topic })),
      draws,
    })
  const { cards, scores, draw, records } = set([['b', 'a'], ['a']])
  for (const [schema, value] of [
    [TopicCards, cards],
    [ScoreSheets, scores],
    [DrawList, draw],
    [DefenseRecords, records],
  ] as const)
    expect(Value.Check(schema, value)).toBe(true)
  expect(JSON.stringify(cards)).not.toContain(topic.scoringPoints[0]!.text)
  expect(scores.topics[0]!.total).toBe(200)
  expect(draw.draws).toEqual([
    { place: 1, topics: [2, 1] },
    { place: 2, topics: [1] },
  ])
  expect(records.sheets.map(({ place, topics }) => [place, topics.map(({ number }) => number)])).toEqual([
    [1, [2, 1]],
    [2, [1]],
  ])
  expect(set([]).records.sheets).toEqual([{ place: null, topics: [] }])
  expect(() => set([['z']])).toThrow(/not in the set/)
})

test('Chinese ordinals', () => {
  expect([1, 9, 10, 12, 20, 35].map(chineseNumber)).toEqual(['一', '九', '十', '十二', '二十', '三十五'])
})
