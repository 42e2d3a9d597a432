/** Real files that lie beside the project and are not part of it: skipped where they are missing. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'
import { testWith } from '../support/command.ts'
import { temporaryFolder } from '../support/workbooks.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)
const real = (name: string) => new URL(name, DATA)

const LIST = 'ai-trainer-L3-900'
const types: Record<string, string> = { judge: 'true_false', single: 'single', multiple: 'multiple', multi: 'multiple' }

/** Each item's type, stem, options and key as the list beside the workbook has them; `stems` says how the file spells white space. */
function listed(stems: (text: string) => string) {
  const wanted = JSON.parse(readFileSync(real(`${LIST}.json`), 'utf8')) as Record<string, string | null>[]
  return wanted.map((item) => ({
    type: types[item.type ?? ''],
    stem: stems(item.question?.trim() ?? ''),
    options:
      item.type === 'judge'
        ? []
        : ['A', 'B', 'C', 'D', 'E'].flatMap((letter) => stems(item[`option_${letter}`]?.trim() ?? '') || []),
    key: item.answer?.replaceAll(';', ''),
  }))
}

async function itemsIn(path: string, stems: (text: string) => string) {
  const { rows } = readRows(await readWorkbook(path), { kind: 'theory', table: null })
  return rows.flatMap((row) => {
    if (row.outcome !== 'item') return []
    const { type, stem, options, key } = row.content
    return [
      {
        type,
        stem: stems(stem.replaceAll('\\$', '$')),
        options: options.map(({ text }) => stems(text)),
        key: 'truth' in key ? (key.truth ? 'A' : 'B') : 'options' in key ? key.options.join('').toUpperCase() : '',
      },
    ]
  })
}

const asWritten = (text: string) => text

test.skipIf(!existsSync(real(`${LIST}.xlsx`)))(
  '900 of 900 items of a real workbook, with the type, options and key of the list beside it',
  async () => {
    expect(await itemsIn(real(`${LIST}.xlsx`).pathname, asWritten)).toEqual(listed(asWritten))
  },
)

const folder = temporaryFolder()
afterAll(folder.remove)
const withOffice = existsSync(real(`${LIST}.xlsx`)) ? testWith('soffice') : test.skip
withOffice.each([
  ['.xls', 'xls:MS Excel 97', 'xls'],
  ['.ods', 'ods', 'ods'],
  ['CSV in GB18030', 'csv:Text - txt - csv (StarCalc):44,34,GB18030', 'csv'],
])(
  '900 of 900 after LibreOffice saved it as %s',
  async (_, filter, extension) => {
    const home = `-env:UserInstallation=file://${folder.path('office')}`
    const run = spawnSync(
      'soffice',
      [home, '--headless', '--convert-to', filter, '--outdir', folder.path('saved'), real(`${LIST}.xlsx`).pathname],
      { timeout: 120_000 },
    )
    expect(run.status).toBe(0)
    expect(await itemsIn(folder.path(`saved/${LIST}.${extension}`), asWritten)).toEqual(listed(asWritten))
  },
  180_000,
)

test.skipIf(!existsSync(real('ai-trainer-L5-230.docx')))(
  '230 items of a real Word document, each with its key',
  async () => {
    const reading = readRows(await readWorkbook(real('ai-trainer-L5-230.docx').pathname), {
      kind: 'theory',
      table: null,
    })
    const items = reading.rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
    const count = (type: string) => items.filter((item) => item.type === type).length
    expect([items.length, count('single'), count('true_false')]).toEqual([230, 200, 30])
    expect(reading.rows.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    expect(reading.certain).toBe(true)
    for (const { type, stem, options } of items) {
      expect(options).toHaveLength(type === 'single' ? 4 : 0)
      for (const text of [stem, ...options.map((option) => option.text)])
        expect(text).not.toMatch(/["\t]|^\s*\d+(?:、|\.(?!\d))/u)
    }
    // The unnumbered item between 106 and 107, the one numbered by Word alone, the one whose options begin on its line.
    const starting = (words: string) => items.find(({ stem }) => stem.startsWith(words))
    expect(starting('以下关于职业道德的说法')?.key).toEqual({ options: ['b'] })
    expect(starting('在数据存储管理中，以下哪种技术')?.key).toEqual({ options: ['b'] })
    expect(starting('人工智能的发展经历了')?.options[0]?.text).toBe('图灵测试的提出')
    expect(starting('只要使用了专业的数据清洗工具')?.key).toEqual({ truth: false })
  },
)

test.skipIf(!existsSync(real('exam-master-881.csv'))).each([
  ['exam-master-881.csv', 881, 861, { 'stem-empty': 18, 'options-equal': 1, 'key-not-option': 1 }],
  ['exam-master-745-difficulty.csv', 745, 745, {}],
])('%s: each of its %i rows is taken or refused with a true reason', async (name, all, taken, reasons) => {
  const { rows, certain } = readRows(await readWorkbook(real(name).pathname), { kind: 'theory', table: null })
  const counted: Record<string, number> = {}
  for (const { code } of rows.flatMap(({ issues }) => issues)) counted[code] = (counted[code] ?? 0) + 1
  expect(rows.filter(({ outcome }) => outcome !== 'skipped')).toHaveLength(all)
  expect(rows.filter(({ outcome }) => outcome === 'item')).toHaveLength(taken)
  expect(counted).toEqual(reasons)
  expect(certain).toBe(true)
})
