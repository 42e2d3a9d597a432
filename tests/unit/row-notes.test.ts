/** What a workbook hides, and what was not read of it, is said. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { readRows } from '../../core/row/read.ts'
import { packZip, unpackZip } from '../../server/templates/zip.ts'
import { readHere } from '../support/read-here.ts'
import { contents, own, read } from '../support/theory-rows.ts'
import { sheetOf, temporaryFolder, workbookOf, writeXlsx } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const messages = (reading: ReturnType<typeof read>) =>
  reading.notes.map(({ sheet, message }) => `${sheet}: ${message.en}`)
const ITEM = ['导体是（ ）', '铜', '木', 'A']
const HEADER = ['题目', 'A', 'B', '答案']

test('columns that no field took are named with their cells, those of another block too', () => {
  const reading = read([
    [...HEADER, '命题人', '', '题目'],
    [...ITEM, '张三', '', '另一题'],
    ['绝缘体是（ ）', '铜', '木', 'B', '', '', '第三题'],
    [],
    ['题型', '题目', '答案', '备用'],
    ['判断题', '接地可以防触电', '√', '略'],
  ])
  expect(contents(reading)).toHaveLength(3)
  expect(messages(reading)).toEqual([
    'Sheet1: Columns that were not read: E "命题人" (1 cell), G "题目" (2 cells). Give them a field in the mapping if they are needed.',
    'Sheet1: Columns that were not read: D "备用" (1 cell). Give them a field in the mapping if they are needed.',
  ])
})

test('a sheet of which all is read has nothing to say; rows of options are no columns of their own', () => {
  expect(messages(read([HEADER, ITEM]))).toEqual([])
  expect(
    messages(
      read([
        ['题目', '答案'],
        ['导体是（ ）', 'A'],
        ['A. 铜', 'B. 木', 'C. 纸'],
      ]),
    ),
  ).toEqual([])
})

test('hidden rows are read and said, a hidden sheet is not read and said, our own hidden sheets are not mentioned', () => {
  const sheet = sheetOf([HEADER, ...Array.from({ length: 5 }, (_, at) => [`第${at}题是（ ）`, '铜', '木', 'A'])])
  for (const at of [1, 3, 4]) sheet.rows[at] = { ...sheet.rows[at]!, hidden: true }
  const hidden = (name: string) => ({ ...sheetOf([HEADER, ITEM], name), hidden: true })
  const reading = readRows(workbookOf([sheet, hidden('旧题')]), { kind: 'theory', table: null })
  expect(contents(reading)).toHaveLength(5)
  expect(messages(reading)).toEqual([
    'Sheet1: Hidden rows (2, 4–5) were read as well. Delete those that are not wanted.',
    '旧题: The sheet is hidden; its 2 rows were not read. Unhide it to import them.',
  ])
  const ours = readRows(workbookOf([sheetOf([HEADER, ITEM]), hidden('_lists')], own), { kind: 'theory', table: null })
  expect(messages(ours)).toEqual([])
})

const unseen = async (path: string) => {
  const { sheets } = await readHere(path)
  return sheets.map(({ hidden, rows }) => [hidden, rows.flatMap((row) => (row.hidden ? [row.number] : []))])
}

test('hidden rows of an .xlsx', async () => {
  const row = (number: number, hidden: string) =>
    `<row r="${number}" ${hidden}><c r="A${number}" t="inlineStr"><is><t>题</t></is></c></row>`
  const path = writeXlsx(
    folder.path('rows.xlsx'),
    `<sheetData>${row(1, '')}${row(2, 'hidden="1"')}${row(3, 'hidden="0"')}${row(4, 'hidden="true"')}</sheetData>`,
  )
  expect(await unseen(path)).toEqual([[false, [2, 4]]])
})

test('hidden rows and sheets of an .ods', async () => {
  const book = XLSX.utils.book_new()
  for (const name of ['甲', '乙'])
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['一'], ['二'], ['三']]), name)
  const path = folder.path('rows.ods')
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'ods' }))
  const parts = await unpackZip(readFileSync(path))
  const changed = parts.map((part) => {
    if (part.name !== 'content.xml') return part
    let rows = 0
    const xml = part.bytes
      .toString('utf8')
      .replace(/<table:table-row/gu, (tag) => (++rows === 2 ? `${tag} table:visibility="filter"` : tag))
      .replace(
        /<\/office:automatic-styles>/u,
        '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>$&',
      )
      .replace(/(<table:table table:name="乙" table:style-name=")[^"]*/u, '$1gone')
    return { ...part, bytes: Buffer.from(xml, 'utf8') }
  })
  writeFileSync(path, packZip(changed))
  expect(await unseen(path)).toEqual([
    [false, [2]],
    [true, []],
  ])
})
