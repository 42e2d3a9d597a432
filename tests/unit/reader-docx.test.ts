/** Word documents: items, keys, formulas, pictures and tables as people type them. */
import { afterAll, describe, expect, test } from 'vitest'
import { sha256 } from '../../core/canonical.ts'
import type { ItemKind, TheoryItem } from '../../core/item.ts'
import { kindOf } from '../../core/row/kind.ts'
import { readRows } from '../../core/row/read.ts'
import { paragraph, run, wordTable, writeDocx } from '../support/documents.ts'
import { readHere } from '../support/read-here.ts'
import { pixel, temporaryFolder } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

async function read(lines: readonly string[], more: Parameters<typeof writeDocx>[2] = {}) {
  const workbook = await readHere(writeDocx(folder.path('a.docx'), lines, more))
  return readRows(workbook, { kind: 'theory', table: null })
}
const items = (reading: Awaited<ReturnType<typeof read>>) =>
  reading.rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
const short = ({ type, stem, options, key }: TheoryItem) => ({
  type,
  stem,
  options: options.map(({ text }) => text),
  key: 'truth' in key ? key.truth : 'options' in key ? key.options.join('') : key.text,
})

describe('keys and options', () => {
  test.each([
    ['a line each, the key behind a tab', ['1. 导体是（ ）。', 'A. 铜', 'B. 橡胶', 'C. 陶瓷\tA']],
    ['in one line, the key labelled', ['1、导体是（ ）。', 'A．铜  B．橡胶  C．陶瓷', '答案：A']],
    ['on the stem’s line', ['1.导体是（ ）。（A）铜', '（B）橡胶', '（C）陶瓷"\tA']],
    ['stem, options and key in one line', ['1．导体是（ ）。 A、铜 B、橡胶 C、陶瓷 【答案】A']],
    ['the key in the bracket', ['1. 导体是（ A ）。', 'A. 铜', 'B. 橡胶', 'C. 陶瓷']],
    ['no number, the line after a key begins an item', ['导体是（ ）。', 'A. 铜', 'B. 橡胶', 'C. 陶瓷', '参考答案：A']],
    ['options in lines of one paragraph', ['第1题 导体是（ ）。\nA) 铜\nB) 橡胶\nC) 陶瓷\n正确答案：A']],
  ])('%s', async (_, lines) => {
    const reading = await read(['一、单选题（每题1分）', ...lines])
    expect(items(reading).map(short)).toEqual([
      { type: 'single', stem: '导体是（ ）。', options: ['铜', '橡胶', '陶瓷'], key: 'a' },
    ])
    expect(reading.certain).toBe(true)
  })

  test.each([
    ['停电后先验电。√', true],
    ['停电后先验电。\t×', false],
    ['停电后先验电。（√）', true],
    ['停电后先验电。( 错误 )', false],
    ['停电后先验电（×）', false],
    ['停电后先验电。\n答案：对', true],
  ])('a sign at the end: %j', async (line, key) => {
    const [item] = items(await read(['二、判断题', `1. ${line}`, '2. 第二题。√']))
    expect(item && short(item)).toMatchObject({ type: 'true_false', options: [], key })
    expect(item?.stem).toMatch(/^停电后先验电。?(?:（ ）)?$/u)
  })

  test('sections, several items, labelled parts, an item whose number is missing', async () => {
    const reading = await read([
      '电工复习题',
      '一、单项选择题',
      '1. 甲是（ ）。',
      'A. 一',
      'B. 二',
      '答案：B',
      '解析：见教材',
      '第二行',
      '难度：较易',
      '2. 乙是（ ）。',
      'A. 一',
      'B. 二\tA',
      '丙是（ ）。',
      'A. 一',
      'B. 二\tB',
      '3丁是（ ）。',
      'A. 一',
      'B. 二\tA',
      '二、多选题',
      '1. 戊有（ ）。',
      'A. 一',
      'B. 二',
      'C. 三\tABC',
      '三、简答题',
      '1. 说明步骤。',
      '答案：先停电，',
      '1. 验电',
      '2. 接地',
    ])
    expect(
      items(reading)
        .map(short)
        .map(({ type, stem, key }) => [type, stem, key]),
    ).toEqual([
      ['single', '甲是（ ）。', 'b'],
      ['single', '乙是（ ）。', 'a'],
      ['single', '丙是（ ）。', 'b'],
      ['single', '丁是（ ）。', 'a'],
      ['multiple', '戊有（ ）。', 'abc'],
      ['short_answer', '说明步骤。', expect.stringContaining('先停电')],
    ])
    expect(items(reading)[0]).toMatchObject({ rationale: '见教材\n第二行', difficulty: 2 })
    expect(new Set(reading.rows.map(({ row }) => row)).size).toBe(reading.rows.length)
  })
})

test('automatic numbers and letters are labels like typed ones', async () => {
  const numbering = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1．"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
  const lines = [
    paragraph('甲是（ ）。', '1'),
    paragraph('一', '2'),
    paragraph('二', '2'),
    '答案：B',
    paragraph('乙是（ ）。', '1'),
    paragraph('三', '3'),
    paragraph('四', '3'),
    '答案：A',
  ]
  const reading = await read(lines, { more: { 'word/numbering.xml': numbering } })
  expect(items(reading).map(short)).toEqual([
    { type: 'single', stem: '甲是（ ）。', options: ['一', '二'], key: 'b' },
    { type: 'single', stem: '乙是（ ）。', options: ['三', '四'], key: 'a' },
  ])
})

test('raised, lowered, underlined and bold runs keep their dress; deleted text is gone', async () => {
  const stem = `<w:p>${run('1. ', '<w:b/>')}${run('R')}${run('1', '<w:vertAlign w:val="subscript"/>')}${run('=10')}${run('3', '<w:vertAlign w:val="superscript"/>')}${run('欧，')}${run('不', '<w:b/>')}${run('正确的是')}${run('    ', '<w:u w:val="single"/>')}<w:del>${run('旧')}</w:del>${run('。√')}</w:p>`
  const [item] = items(await read(['判断题', stem]))
  expect(item?.stem).toBe('R<sub>1</sub>=10<sup>3</sup>欧，**不**正确的是____。')
})

const m = (name: string, ...inner: string[]) => `<m:${name}>${inner.join('')}</m:${name}>`
const mr = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`
test.each([
  [m('f', m('num', mr('U')), m('den', mr('R'))), '\\frac{U}{R}'],
  [m('sSup', m('e', mr('x')), m('sup', mr('2'))), 'x^{2}'],
  [m('sSubSup', m('e', mr('i')), m('sub', mr('1')), m('sup', mr('2'))), 'i_{1}^{2}'],
  [m('rad', '<m:radPr><m:degHide m:val="1"/></m:radPr>', m('deg'), m('e', mr('3'))), '\\sqrt{3}'],
  [m('rad', m('deg', mr('3')), m('e', mr('x'))), '\\sqrt[3]{x}'],
  [
    '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>',
    '\\sum_{i=1}^{n}{i}',
  ],
  [
    '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>',
    '\\left[a\\right]',
  ],
  [mr('P=UIcosφ×10Ω≤5%'), 'P=UIcos\\varphi \\times 10\\Omega \\le 5\\%'],
  [m('func', m('fName', mr('sin')), m('e', mr('α'))), '\\sin{\\alpha}'],
  [mr('I（安）'), 'I\\text{（安）}'],
  [
    m('m', m('mr', m('e', mr('1')), m('e', mr('2'))), m('mr', m('e', mr('3')), m('e', mr('4')))),
    '\\begin{matrix}1 & 2 \\\\ 3 & 4\\end{matrix}',
  ],
  ['<m:acc><m:accPr><m:chr m:val="⃗"/></m:accPr><m:e><m:r><m:t>F</m:t></m:r></m:e></m:acc>', '\\vec{F}'],
])('a formula of Word: %#', async (omml, tex) => {
  const line = `<w:p>${run('1. 电流为')}<m:oMath>${omml}</m:oMath>${run('。√')}</w:p>`
  const reading = await read(['判断题', line])
  expect(items(reading)[0]?.stem.replaceAll(/\s+/gu, ' ')).toBe(`电流为$${tex}$。`)
  expect(reading.rows.flatMap(({ issues }) => issues)).toEqual([])
})

test('pictures stay where they stand, a table becomes a table, a drawing no reader can print is refused', async () => {
  const blip = (id: string) => `<w:r><w:drawing><a:blip r:embed="${id}"/></w:drawing></w:r>`
  const old =
    '<mc:AlternateContent><mc:Choice><w:r><w:drawing><a:blip r:embed="p2"/></w:drawing></w:r></mc:Choice><mc:Fallback><w:r><w:pict><v:imagedata r:id="p2"/></w:pict></w:r></mc:Fallback></mc:AlternateContent>'
  const pictures = { p1: pixel(1), p2: pixel(2), p3: Buffer.from('no picture') }
  const reading = await read(
    [
      '单选题',
      `<w:p>${run('1. 如图')}${blip('p1')}${run('所示，是（ ）。')}</w:p>`,
      wordTable([
        ['元件', '数量'],
        ['电阻', '2'],
      ]),
      'A. 甲',
      `<w:p>${run('B. ')}${old}</w:p>`,
      '答案：B',
      `<w:p>${run('2. 坏图')}${blip('p3')}</w:p>`,
      'A. 甲',
      'B. 乙',
      '答案：A',
    ],
    { pictures },
  )
  const mark = (bytes: Buffer) => `![](sha256:${sha256(bytes)})`
  expect(items(reading)).toHaveLength(1)
  expect(items(reading)[0]?.stem).toBe(
    `如图${mark(pixel(1))}所示，是（ ）。\n\n| 元件 | 数量 |\n| --- | --- |\n| 电阻 | 2 |`,
  )
  expect(items(reading)[0]?.options[1]?.text).toBe(mark(pixel(2)))
  expect(reading.rows.flatMap(({ issues }) => issues.map(({ code }) => code))).toEqual(['picture-type'])
})

test('a table of items in a document is read as a sheet', async () => {
  const reading = await read([
    '附表',
    wordTable([
      ['题型', '题干', 'A', 'B', '答案'],
      ['单选题', '甲是', '一', '二', 'B'],
    ]),
  ])
  expect(items(reading).map(short)).toEqual([{ type: 'single', stem: '甲是', options: ['一', '二'], key: 'b' }])
})

const others = async <Kind extends ItemKind>(kind: Kind, lines: readonly string[]) => {
  const workbook = await readHere(writeDocx(folder.path('b.docx'), lines))
  expect(kindOf(workbook)).toBe(kind === 'practical' ? 'practical-tasks' : 'defense-topics')
  const { rows, issues } = readRows(workbook, { kind, table: null })
  expect(issues).toEqual([])
  return rows.flatMap((row) => (row.outcome === 'item' ? [row] : []))
}

test('a practical task with its three tables', async () => {
  const tasks = await others('practical', [
    '操作技能试题',
    '试题编号：T-1',
    '试题名称：正反转线路安装',
    '配分：40分',
    '准备时间：10分钟',
    '考核时间：90分钟',
    '考核要求：',
    '（1）按图接线',
    '（2）通电试车',
    '否定项：',
    '1. 擅自通电',
    '考场准备通知单',
    '一、材料',
    wordTable([
      ['序号', '名称', '规格', '单位', '数量', '备注'],
      ['1', '导线', 'BV-2.5', 'm', '20', ''],
    ]),
    '考生准备通知单',
    '工、量、卡具',
    wordTable([
      ['序号', '名称', '规格', '单位', '数量', '备注'],
      ['1', '万用表', '', '只', '1', ''],
    ]),
    '评分记录表',
    wordTable([
      ['序号', '考核要素', '考核要求', '配分', '评分标准', '扣分', '得分', '备注'],
      ['1', '安装', '牢固', '15', '每处扣1分', '', '', ''],
      ['2', '接线', '正确', '25', '每处扣2分', '', '', ''],
      ['合计', '', '', '40', '', '', '', ''],
    ]),
  ])
  expect(tasks).toMatchObject([
    {
      id: 'T-1',
      content: {
        title: '正反转线路安装',
        marks: 80,
        preparationMinutes: 10,
        workingMinutes: 90,
        requirements: '（1）按图接线\n（2）通电试车',
        criticalFailures: ['擅自通电'],
        site: [{ group: 'material', name: '导线', spec: 'BV-2.5', unit: 'm', count: '20' }],
        candidate: [{ group: 'tool', name: '万用表' }],
        marking: [
          { element: '安装', marks: 30 },
          { element: '接线', marks: 50, rule: '每处扣2分' },
        ],
      },
    },
  ])
})

test('defense topics with points, marks and follow-ups', async () => {
  const topics = await others('defense', [
    '1. 题目：说明甲',
    '答辩时间：15分钟',
    '答题要点：',
    '1. 一',
    '2. 二',
    '评分要点：',
    '1. 清楚（20分）',
    '2. 正确 | 80',
    '追问：为什么',
    '2. 题目：说明乙',
    '时间：10分钟',
    '答题要点：三',
    '评分要点：对（100分）',
  ])
  expect(topics.map(({ content }) => content)).toMatchObject([
    {
      title: '说明甲',
      minutes: 15,
      expectedPoints: ['一', '二'],
      scoringPoints: [
        { text: '清楚', marks: 40 },
        { text: '正确', marks: 160 },
      ],
      followUps: ['为什么'],
    },
    { title: '说明乙', minutes: 10, expectedPoints: ['三'], scoringPoints: [{ text: '对', marks: 200 }] },
  ])
})

test.each([
  ['macros', { 'word/vbaProject.bin': 'x' }, /macros/],
  ['a DOCTYPE', { 'word/document.xml': '<!DOCTYPE w [<!ENTITY a "b">]><w/>' }, /document type/],
  ['half a document', { 'word/document.xml': '<w:document xmlns:w="w"><w:body><w:p>' }, /damaged/],
  [
    'a formula without end',
    {
      'word/document.xml': `<w:document xmlns:w="w" xmlns:m="m"><w:p><m:oMath>${'<m:e>'.repeat(200)}${'</m:e>'.repeat(200)}</m:oMath></w:p></w:document>`,
    },
    /nested too deeply/,
  ],
])('%s: refused with its own message', async (_, more, message) => {
  const path = writeDocx(folder.path('bad.docx'), ['甲'], { more: more as Record<string, string> })
  await expect(readHere(path)).rejects.toThrow(message)
})
