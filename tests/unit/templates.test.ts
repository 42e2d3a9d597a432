import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { sha256 } from '../../core/canonical.ts'
import type { TheoryItem } from '../../core/item.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { readRows } from '../../core/row/read.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'
import { writeDefenseWorkbook } from '../../server/templates/defense.ts'
import { writeElementTableWorkbook } from '../../server/templates/element-table.ts'
import { exampleItems, exampleTables, exampleTask, exampleTopic } from '../../server/templates/examples.ts'
import { writePracticalWorkbook } from '../../server/templates/practical.ts'
import { type TheoryRow, writeTheoryWorkbook } from '../../server/templates/theory.ts'
import { writeTemplates } from '../../server/templates/write.ts'
import { unpackZip } from '../../server/templates/zip.ts'
import { pixel, temporaryFolder } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const names = ['element-table', 'theory-items', 'practical-tasks', 'defense-topics']
const partsOf = async (path: string) =>
  Object.fromEntries((await unpackZip(readFileSync(path))).map(({ name, bytes }) => [name, bytes.toString('utf8')]))

test('the kept templates are what the code writes; run `juanku templates import-templates` after a change', async () => {
  const paths = await writeTemplates(folder.path('kept'))
  expect(paths.map((path) => path.split('/').at(-1))).toEqual(names.map((name) => `${name}.xlsx`))
  for (const [index, path] of paths.entries()) {
    const kept = new URL(`../../import-templates/${names[index]}.xlsx`, import.meta.url).pathname
    expect(await partsOf(path)).toEqual(await partsOf(kept))
  }
})

test('templates depend on nothing but the code: twice the same bytes', async () => {
  const [first, second] = [await writeTemplates(folder.path('one')), await writeTemplates(folder.path('two'))]
  for (const [index, path] of first.entries())
    expect(readFileSync(path).equals(readFileSync(second[index] ?? ''))).toBe(true)
})

test('each template is known by its stamp, and its example rows are never items', async () => {
  const paths = await writeTemplates(folder.path('blank'))
  const books = await Promise.all(paths.map((path) => readWorkbook(path)))
  expect(books.map(({ stamp }) => stamp)).toEqual(names.map((template) => ({ template, version: 1 })))
  const [elements, theory, practical, defense] = books as [Workbook, Workbook, Workbook, Workbook]
  expect(readElementTables(elements, { edition: 'x' })).toMatchObject({ tables: [], issues: [], rows: 0 })
  for (const reading of [
    readRows(theory, { kind: 'theory', table: null }),
    readRows(practical, { kind: 'practical', table: null }),
    readRows(defense, { kind: 'defense', table: null }),
  ]) {
    expect(reading).toMatchObject({ certain: true, issues: [], notes: [] })
    expect(new Set(reading.rows.map((row) => (row.outcome === 'skipped' ? row.why : row.outcome)))).toEqual(
      new Set(['header', 'example']),
    )
  }
})

test('a template has drop-downs over a hidden list, a frozen header and both languages', async () => {
  const [, theory = ''] = await writeTemplates(folder.path('look'), { theory: exampleTables[0] ?? null })
  const parts = await partsOf(theory)
  const sheet = parts['xl/worksheets/sheet2.xml'] ?? ''
  expect(sheet).toContain('state="frozen"')
  expect(sheet.match(/<dataValidation /g)).toHaveLength(5)
  expect(sheet).toMatch(/sqref="C2:C5001"[^>]*><formula1>_lists!\$B\$1:\$B\$8</)
  expect(parts['xl/workbook.xml']).toContain('name="_lists" state="veryHidden"')
  const { sheets } = await readWorkbook(theory)
  expect(sheets.find(({ name }) => name === '_lists')?.rows[0]?.cells).toEqual([
    '示例',
    '单选题',
    '易',
    '是',
    'A-A-A-001',
  ])
  const lines = sheets[0]?.rows.slice(1) ?? []
  expect(lines.length).toBeGreaterThan(8)
  for (const { cells } of lines) {
    expect(cells[1]).toMatch(/[\u4e00-\u9fff]/)
    expect(cells[2]).toMatch(/[a-z]{3}/)
  }
})

test('what the examples write is read back as it was', async () => {
  const table = exampleTables[0] ?? null
  await writeTheoryWorkbook(folder.path('theory.xlsx'), exampleItems, {
    table: { ...exampleTables[0]!, points: [{ code: 'A-A-A-001', name: '道德的概念', importance: 'X' }] },
  })
  const theory = readRows(await readWorkbook(folder.path('theory.xlsx')), { kind: 'theory', table })
  expect(theory.rows.flatMap((row) => (row.outcome === 'item' ? [{ id: row.id, content: row.content }] : []))).toEqual(
    exampleItems,
  )

  const tables = exampleTables.map((one) => ({ ...one, edition: '2018年版' }))
  tables[0]!.scopes.push({ code: 'B', name: '相关知识', weight: 75 })
  await writeElementTableWorkbook(folder.path('elements.xlsx'), tables, { facts: { occupation: '6-31-01-03' } })
  const elements = readElementTables(await readWorkbook(folder.path('elements.xlsx')), { edition: 'x' })
  expect(elements).toMatchObject({ issues: [], facts: { occupation: '6-31-01-03' } })
  expect(elements.tables).toEqual(tables)

  await writePracticalWorkbook(folder.path('practical.xlsx'), [exampleTask], { table: tables[1]! })
  const practical = readRows(await readWorkbook(folder.path('practical.xlsx')), {
    kind: 'practical',
    table: tables[1]!,
  })
  expect(practical.rows[1]).toMatchObject({
    outcome: 'item',
    issues: [],
    id: exampleTask.id,
    content: exampleTask.content,
  })

  await writeDefenseWorkbook(folder.path('defense.xlsx'), [exampleTopic], { table: tables[0]! })
  const defense = readRows(await readWorkbook(folder.path('defense.xlsx')), { kind: 'defense', table: tables[0]! })
  expect(defense.rows[1]).toMatchObject({
    outcome: 'item',
    issues: [],
    id: exampleTopic.id,
    content: exampleTopic.content,
  })
})

const [single] = exampleItems as readonly [TheoryRow]
const item = (changes: Partial<TheoryItem>): TheoryRow => ({
  id: null,
  content: { ...single.content, point: null, ...changes },
})

test('text that looks like a formula is a text cell and comes back as it was', async () => {
  const path = folder.path('formula.xlsx')
  const texts = ['=HYPERLINK("http://x","y")', '+1', '-5 V', '@SUM(A1)', '_x0041_', "'=1"]
  await writeTheoryWorkbook(
    path,
    texts.map((stem) => item({ stem, source: '=1+1' })),
  )
  const sheet = (await partsOf(path))['xl/worksheets/sheet2.xml'] ?? ''
  expect(sheet).not.toContain('<f>')
  expect(sheet).not.toContain('t="str"')
  const { rows } = readRows(await readWorkbook(path), { kind: 'theory', table: null })
  expect(rows.flatMap((row) => (row.outcome === 'item' ? [row.content.stem] : []))).toEqual(texts)
})

test('pictures travel in their cell and return to their places in the text', async () => {
  const path = folder.path('pictures.xlsx')
  const [one, two] = [pixel(1), pixel(2)]
  const mark = (bytes: Buffer) => `![](sha256:${sha256(bytes)})`
  const rows = [
    item({ stem: `如图${mark(two)}所示，电流为（ ）。`, rationale: `见\n\n${mark(one)}` }),
    item({ stem: '没有图' }),
    item({ stem: `同一张图\n\n${mark(two)}` }),
  ]
  const pictures = new Map([one, two].map((bytes) => [sha256(bytes), bytes]))
  await writeTheoryWorkbook(path, rows, { pictures })
  const workbook = await readWorkbook(path)
  const read = readRows(workbook, { kind: 'theory', table: null })
  expect(read.rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))).toEqual(
    rows.map(({ content }) => content),
  )
  expect(workbook.pictures.map(({ row, media, bytes }) => [row, media, Buffer.from(bytes)])).toEqual([
    [2, 'image/png', two],
    [2, 'image/png', one],
    [4, 'image/png', two],
  ])
  await expect(writeTheoryWorkbook(path, rows)).rejects.toThrow(/were not given/)
})

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
if (!soffice)
  console.warn('SKIPPED: LibreOffice is not installed, so no workbook of ours is opened by another program.')
if (!soffice && process.env.CI) throw new Error('LibreOffice is missing: install libreoffice-calc.')

test.skipIf(!soffice)(
  'LibreOffice opens our workbook and saves it as .xls, .ods and .xlsx that import alike',
  async () => {
    const path = folder.path('saved.xlsx')
    const rows = [...exampleItems, item({ stem: '=1+1 与 1/2', source: '001' })].map(({ id, content }) => ({
      id,
      content: { ...content, point: null },
    }))
    await writeTheoryWorkbook(path, rows)
    const formats = { xls: 'xls', ods: 'ods', xlsx: 'xlsx:Calc MS Excel 2007 XML' }
    for (const [extension, format] of Object.entries(formats)) {
      const out = folder.path(`by-${extension}`)
      const run = spawnSync(soffice ?? '', [
        `-env:UserInstallation=file://${folder.path('profile')}`,
        '--headless',
        '--convert-to',
        format,
        '--outdir',
        out,
        path,
      ])
      expect(run.status).toBe(0)
      const workbook = await readWorkbook(`${out}/saved.${extension}`)
      expect(workbook.stamp).toEqual({ template: 'theory-items', version: 1 })
      const read = readRows(workbook, { kind: 'theory', table: null })
      expect(
        read.rows.flatMap((row) => (row.outcome === 'item' ? [{ id: row.id, content: row.content }] : [])),
      ).toEqual(rows)
    }
  },
)
