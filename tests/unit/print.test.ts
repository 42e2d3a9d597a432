import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { moduleAt } from '#built'
import { digestOf, sha256 } from '../../core/canonical.ts'
import type { TheoryItem } from '../../core/item.ts'
import { defensePaper } from '../../core/paper/defense.ts'
import { practicalPaper } from '../../core/paper/practical.ts'
import { parseText, plainText } from '../../core/text.ts'
import { theoryPaperPdf } from '../../server/print/theory-paper.ts'
import { A4, typeset } from '../../server/print/typeset.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrinterJobs } from '../../server/workers/printer.ts'
import { awkwardSections, bank, choice, documentsOf, picked, pictures, plain, task, topic } from '../support/papers.ts'
import { infoOf } from '../support/pdf.ts'

const pool = startPool<PrinterJobs>(moduleAt('workers/printer'))
afterAll(() => pool.close())

const createdAt = Date.UTC(2026, 0, 1)
const options = { createdAt, pictures }
const paperOf = (...items: TheoryItem[]) =>
  documentsOf([{ type: 'single', marks: 2, items: items.map((item, at) => picked(item, `i${at}`)) }]).paper

/** Text of a PDF by poppler, without spaces; undefined where poppler is missing, which CI does not allow. */
function textOf(pdf: Uint8Array): string | undefined {
  if (spawnSync('pdftotext', ['-v']).error) {
    if (process.env['CI']) throw new Error('pdftotext (poppler-utils) is missing.')
    console.warn('SKIPPED: the text of PDFs is not checked, pdftotext (poppler-utils) is missing.')
    return undefined
  }
  const file = join(mkdtempSync(join(tmpdir(), 'print-')), 'paper.pdf')
  writeFileSync(file, pdf)
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
}

test('the same document gives the same bytes, here and in a worker, before and after other papers', async () => {
  const { paper } = documentsOf(awkwardSections())
  const first = await theoryPaperPdf(paper, options)
  await theoryPaperPdf(paperOf(...plain(5)), options)
  const again = await theoryPaperPdf(paper, options)
  const elsewhere = await pool.call('render', { document: paper, ...options })
  expect([sha256(again), sha256(elsewhere)]).toEqual([sha256(first), sha256(first)])
  const later = await theoryPaperPdf(paper, { ...options, createdAt: createdAt + 1000 })
  expect(sha256(later)).not.toBe(sha256(first))
})

test('a glyph of two characters says the one that is written, whichever the thread met first', async () => {
  const written = (one: string) => paperOf(choice(`第${one}次合闸前，先检查（ ）。`, ['断路器', '接触器', '熔断器']))
  const fresh = startPool<PrinterJobs>(moduleAt('workers/printer'))
  const alone = await fresh.call('render', { document: written('一'), ...options }).finally(() => fresh.close())
  // U+2F00, a radical that faces draw with the glyph of 一.
  const radical = await theoryPaperPdf(written('\u2f00'), options)
  expect(sha256(await theoryPaperPdf(written('一'), options))).toBe(sha256(alone))
  expect(sha256(radical)).not.toBe(sha256(alone))
})

test('every stem and option is on the paper once and in order', async () => {
  const { paper } = documentsOf([
    { type: 'single', marks: 1, items: plain(120).map((item, at) => picked(item, `i${at}`)) },
  ])
  const text = textOf(await theoryPaperPdf(paper, options))
  if (text === undefined) return
  const bare = (source: string) => plainText(parseText(source)).replace(/\s/g, '')
  let at = 0
  for (const { number, stem, options } of paper.sections[0]!.items) {
    const item = `${number}.${bare(stem)}${options.map(({ letter, text }) => `${letter}.${bare(text)}`).join('')}`
    const found = text.indexOf(item, at)
    expect(found, item).toBeGreaterThanOrEqual(at)
    at = found + item.length
  }
})

test.each([
  [choice('姓𠮷的同志', ['甲', '乙', '丙', '丁']), 'paper.glyph', /Item 1: .*U\+20BB7.*第1题/],
  [choice('哪一项？', ['甲', '乙', '丙', '☐']), 'paper.glyph', /Item 1, option [A-D]: .*U\+2610/],
  [choice('求$\\frac{1}$', ['甲', '乙', '丙', '丁']), 'input.invalid', /Item 1: .*MissingArgFor/],
  [choice(`如图![](sha256:${'0'.repeat(64)})`, ['甲', '乙', '丙', '丁']), 'picture.refused', /Item 1: its picture/],
])('what cannot be printed is refused by its place, without its text (%#)', async (item, code, message) => {
  const refusal = await theoryPaperPdf(paperOf(item), options).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ name: 'AppError', code, message: expect.stringMatching(message) })
  expect((refusal as Error).message).not.toMatch(/同志|哪一项|frac|如图/)
})

test('a missing glyph outside the items is caught when the page is written', async () => {
  const { paper } = documentsOf(awkwardSections())
  const named = { ...paper, head: { ...paper.head, bank: { ...paper.head.bank, organisation: '𠮷' } } }
  await expect(theoryPaperPdf(named, options)).rejects.toMatchObject({ code: 'paper.glyph' })
})

test('an item longer than a page is broken, not cut', async () => {
  const stem = `${'电路中的电流与电压成正比。'.repeat(400)}末尾（ ）`
  const text = textOf(await theoryPaperPdf(paperOf(choice(stem, ['甲', '乙', '丙', '丁'])), options))
  if (text === undefined) return
  expect(text.split('比').length - 1).toBe(400) // Words are torn by the page's foot, characters are not.
  expect(text).toContain('末尾')
})

test('a block that pdfmake would cut is refused', async () => {
  const lines = Array.from({ length: 100 }, (_, at) => ({ text: `行${at}` }))
  const sheet = { ...A4, margins: [50, 50, 50, 50] as const }
  const definition = { title: 't', subject: 's', createdAt, sheet, content: { unbreakable: true, stack: lines } }
  await expect(typeset(definition)).rejects.toMatchObject({ code: 'work.failed' })
})

test('a picture that is no picture is refused', async () => {
  const item = choice(`如图![](sha256:${'1'.repeat(64)})`, ['甲', '乙', '丙', '丁'])
  const wrong = { [`${'1'.repeat(64)}`]: Buffer.from('<svg/>') }
  await expect(theoryPaperPdf(paperOf(item), { createdAt, pictures: wrong })).rejects.toMatchObject({
    code: 'picture.refused',
  })
})

test('a worker prints every kind of document', async () => {
  const digest = digestOf('item', task)
  const practical = practicalPaper({
    bank,
    paperNumber: '01',
    paperId: 'P1',
    tasks: [{ id: 'x', digest, content: task }],
  })
  const defense = defensePaper({
    bank,
    paperNumber: '01',
    paperId: 'D1',
    topics: [{ id: 'a', digest, content: topic }],
    draws: [['a']],
  })
  const { key } = documentsOf(awkwardSections())
  const expected: [Parameters<PrinterJobs['render']>[0]['document'], string[]][] = [
    [key, ['理论知识试卷答案及评分标准', '单项选择题']],
    [practical.preparation, ['考场准备', '塑料铜芯线', '电工通用工具']],
    [practical.tasks, ['按图安装接线', '带电接线']],
    // Every heading of the national form.
    [practical.marking, ['考件编号', '姓名', '准考证号', '单位', '总成绩表', '试题名称', '配分（权重）', '统分人']],
    [
      practical.marking,
      ['序号', '考核要素', '考核要求', '配分', '评分标准', '扣分', '得分', '备注', '评分人', '核分人'],
    ],
    [practical.marking, ['布置不合理，每处扣2分', '否定项', '带电接线']],
    [defense.cards, ['答辩时间', '恒压供水']],
    [defense.scores, ['参数设置合理', '压力传感器损坏']],
    [defense.draw, ['第1号', '准考证号']],
    [defense.records, ['考生1', '恒压供水', '提问与回答要点', '平均分', '考评组长']],
  ]
  for (const [document, words] of expected) {
    const text = textOf(await pool.call('render', { document, ...options }))
    if (text === undefined) return
    for (const word of words) expect(text).toContain(word)
  }
  const report = await pool.call('report', {
    title: '密封证书',
    classification: '',
    foot: '锚点',
    digest: 'ab'.repeat(32),
    createdAt,
    parts: [{ heading: '一' }, { paragraph: '二' }, { table: { head: ['摘要'], rows: [['ab'.repeat(32)]] } }],
  })
  expect(textOf(report) ?? 'ab'.repeat(32)).toContain('ab'.repeat(32))
})

test('parts of a report stay together where they fit a page, and all of them are printed where they do not', async () => {
  const rows = Array.from({ length: 90 }, (_, n) => ({ label: `范围${n}`, value: n, note: `${n}题` }))
  const parts = [{ together: [{ heading: '占比' }, { bars: { most: 90, rows } }] }]
  const report = await pool.call('report', {
    title: '报告',
    classification: '',
    foot: '',
    digest: '',
    createdAt,
    parts,
  })
  expect(textOf(report) ?? '范围89').toContain('范围89')
})

test('every file names its language and its title, which viewers show; none claims a structure it has not', async () => {
  const { paper, key } = documentsOf(awkwardSections())
  const report = {
    title: '密封证书',
    classification: '',
    foot: '',
    digest: '',
    createdAt,
    parts: [{ paragraph: '二' }],
  }
  const files: [string, Uint8Array][] = [
    [`${paper.head.bank.occupation}（三级／高级工）`, await pool.call('render', { document: paper, ...options })],
    [`${key.head.bank.occupation}（三级／高级工）`, await pool.call('render', { document: key, ...options })],
    ['密封证书', await pool.call('report', report)],
  ]
  for (const [title, pdf] of files) {
    const text = Buffer.from(pdf).toString('latin1')
    const catalog = /\/Type \/Catalog[\s\S]*?endobj/.exec(text)![0]
    expect(catalog).toContain('/Lang (zh-CN)')
    const [, preferences] = /\/ViewerPreferences (\d+) 0 R/.exec(catalog)!
    expect(text).toMatch(new RegExp(`\\n${preferences} 0 obj\\n<<\\n/DisplayDocTitle true\\n>>`))
    expect(text).not.toMatch(/\/Marked true|\/StructTreeRoot/)
    if (textOf(pdf) !== undefined) expect(infoOf(pdf)['Title']?.startsWith(title)).toBe(true)
  }
})

test('weights of practical tasks that do not sum to 100 are refused', async () => {
  const { marking } = practicalPaper({
    bank,
    paperNumber: '01',
    paperId: 'P1',
    tasks: [{ id: 'x', digest: digestOf('item', task), content: task, weight: 60 }],
  })
  await expect(pool.call('render', { document: marking, ...options })).rejects.toMatchObject({ code: 'input.invalid' })
})
