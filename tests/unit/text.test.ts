import Value from 'typebox/value'
import { expect, test } from 'vitest'
import { parseText, picturesOf, plainText, TextTree, textFaults } from '../../core/text.ts'

const sha = 'ab'.repeat(32)
const words = (text: string, dress: object = {}) => ({
  kind: 'text',
  text,
  bold: false,
  underline: false,
  script: 'none',
  ...dress,
})
const paragraph = (...inlines: object[]) => ({ kind: 'paragraph', inlines })

test.each([
  '5*3*2',
  'A_1 和 B_2',
  'a<b，且 b>c',
  '1. 第一',
  '1) 第一',
  '- 一项',
  '#1',
  '# 标题',
  '[注] 见表',
  '[链接](http://example.org)',
  '> 引用',
  '    缩进的代码',
  '`code`',
  '***',
  '=====',
  'C:\\temp\\new \\n',
  '价格$5',
  '价格$5和$10',
  '单价 $ 5 元, 共 $ 10 元',
  '变量$a和$b',
  '2**3**2',
  '____ 处应填',
  '5~10 mA，20~30 mA',
  '&amp; &#65; &lt;',
  '<b>粗</b><script>',
  'a|b|c',
  '　　首行缩进',
  '**',
  '<sub>未关闭',
  '_斜体_ __粗__ *斜*',
  '~~删除~~ ==高亮==',
  '\\*不是\\* \\<u>',
  'http://example.org/a_b <http://example.org>',
  '[1]: http://example.org',
  '行尾  ',
  '\u0000\ufeff',
])('foreign text stays as it is: %s', (text) => {
  expect(parseText(text)).toEqual([paragraph(words(text))])
})

test('bold, underline, sub- and superscript', () => {
  expect(parseText('下列**不正确**的<u>写<sub>2</sub></u>是x<sup>2</sup>')).toEqual([
    paragraph(
      words('下列'),
      words('不正确', { bold: true }),
      words('的'),
      words('写', { underline: true }),
      words('2', { underline: true, script: 'sub' }),
      words('是x'),
      words('2', { script: 'sup' }),
    ),
  ])
})

test('a line of any spaces parts paragraphs', () => {
  for (const blank of ['', '\t', '　', '\u00a0']) {
    expect(parseText(`甲\n${blank}\n乙`)).toEqual([paragraph(words('甲')), paragraph(words('乙'))])
    expect(parseText(`${blank}\n\n乙\n${blank}`)).toEqual([paragraph(words('乙'))])
  }
})

test('formulas, escaped dollars and line breaks', () => {
  expect(parseText('若$\\frac{U}{R}=5\\,\\text{安}$，\n费用\\$5')).toEqual([
    paragraph(
      words('若'),
      { kind: 'formula', tex: '\\frac{U}{R}=5\\,\\text{安}' },
      words('，'),
      { kind: 'break' },
      words('费用$5'),
    ),
  ])
  expect(parseText('$$x^2$$')).toEqual([paragraph({ kind: 'formula', tex: 'x^2' })])
  expect(parseText('**$a$不变**')).toEqual([paragraph({ kind: 'formula', tex: 'a' }, words('不变', { bold: true }))])
})

test('blank lines part paragraphs; a picture stands between its neighbours', () => {
  const tree = parseText(`如图：\n![](sha256:${sha})\n求电流。\r\n\r\n第二段`)
  expect(tree).toEqual([
    paragraph(words('如图：')),
    { kind: 'picture', sha256: sha },
    paragraph(words('求电流。')),
    paragraph(words('第二段')),
  ])
  expect(picturesOf(tree)).toEqual([sha])
})

test('a table keeps bars in formulas and after a backslash, pads short rows and drops no cell', () => {
  const [table] = parseText('| 量 | 值 |\n|:-:|--:|\n| $|x|$ | a\\|b |\n| 少 |\n| 多 | 1 | 2 |')
  expect(table).toEqual({
    kind: 'table',
    align: ['center', 'right'],
    header: [[words('量')], [words('值')]],
    rows: [
      [[{ kind: 'formula', tex: '|x|' }], [words('a|b')]],
      [[words('少')], []],
      [[words('多')], [words('1 | 2')]],
    ],
  })
})

test.each([
  ['只有一个$', ['dollar']],
  ['<sub>2', ['tag']],
  ['2</sup>', ['tag']],
  ['![图](http://example.org/a.png)', ['picture']],
  ['|a|b|\n|-|-|\n|1|', ['table-cells']],
  [`|a|\n|-|\n|![](sha256:${sha})|`, ['picture-in-table', 'picture']],
  ['正常$x$，**不**，|', []],
])('what looks wrong is named: %s', (text, faults) => {
  expect(textFaults(text).sort()).toEqual([...faults].sort())
})

test('plain text leaves the dress off, and every tree fits its schema', () => {
  const tree = parseText(`**甲**$R_1$\n乙\n\n|a|b|\n|-|-|\n|1|2|\n\n![](sha256:${sha})`)
  expect(plainText(tree)).toBe('甲R_1\n乙\na b\n1 2')
  expect(Value.Check(TextTree, tree)).toBe(true)
})

/** A scan that begins anew at each sign takes minutes for these; one that does not, a second. */
test.each(['$', '$a ', '*', '**a ', '|', '|\n', '|a|\n|-|\n', '<sub>', '<u>a</u>', '![](', 'a\n'])(
  'half a million characters of %j are read in time in proportion to their number',
  (sign) => {
    for (const end of ['', '</sub>']) {
      const start = process.cpuUsage()
      parseText(sign.repeat(500_000 / sign.length) + end)
      expect(process.cpuUsage(start).user).toBeLessThan(10_000_000)
    }
  },
)

test('a row of dashes with half a million spaces is read so too', () => {
  const start = process.cpuUsage()
  parseText(`|a|\n-${' '.repeat(500_000)}x|`)
  expect(process.cpuUsage(start).user).toBeLessThan(10_000_000)
})
