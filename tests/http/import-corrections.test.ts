/** Rows of a file set right or left out by a value beside it: looked at, imported, in the annotated copy, and nowhere else. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { createBank } from '../../server/banks/create.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { type Program, testProgram } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { wordTable, writeDocx } from '../support/documents.ts'
import { multipart } from '../support/multipart.ts'
import { readHere } from '../support/read-here.ts'

const folder = testFolder()
let program: Program
let bank = ''
let banks = 0
beforeEach(async () => {
  program ??= await testProgram()
  const occupationCode = `6-31-03-0${++banks}`
  const about = { occupationCode, occupation: '电工', trade: null, level: 3, standard: '' }
  bank = (await createBank(program.deps.db, about, program.by('admin'))).id
})

const ROWS = [
  ['题型', '题干', '选项A', '选项B', '答案'],
  ['单选题', '导体是（ ）。', '铜', '橡胶', 'A'],
  ['单选题', '绝缘体是（ ）。', '铜', '橡胶', 'E'],
  ['单选题', '半导体是（ ）。', '铜', '硅', 'B'],
]
const KEY = { sheet: '题', row: 3, column: 'E', text: 'B' }
const corrections = { cells: [KEY], leftOut: [{ sheet: '题', row: 4 }] }

function send(query: string, bytes: Uint8Array, fields: Record<string, unknown> = {}, name = '题.xlsx') {
  const { headers, payload } = multipart(bytes, name, fields)
  const url = `/api/banks/${bank}/imports${query}`
  return program.app.inject({ method: 'POST', url, headers: { ...program.headers, ...headers }, payload })
}
const stored = () =>
  program.deps.db.read
    .all<{ content: string }>(
      sql`SELECT content FROM revisions JOIN items ON item = id WHERE bank = ${bank} ORDER BY number`,
    )
    .map(({ content }) => JSON.parse(content) as { stem: string; key: unknown })

test('a wrong row comes whole, is looked at again as corrected, and goes in so', async () => {
  const bytes = await plainWorkbookBytes('题', ROWS)
  const first = (await send('?dryRun=true', bytes)).json()
  expect(first).toMatchObject({ counts: { added: 2, refused: 1 }, corrected: [], leftOut: [] })
  expect(first.mendable).toMatchObject([{ sheet: '题', row: 3, lines: [{ row: 3, cells: { length: 5 } }] }])
  expect(first.mendable[0].lines[0].cells[4]).toEqual({ column: 'E', header: '答案', field: 'key', text: 'E' })

  const again = (await send('?dryRun=true', bytes, { corrections })).json()
  expect(again).toMatchObject({
    counts: { added: 2, refused: 0 },
    corrected: [{ sheet: '题', row: 3, column: 'E', before: 'E', after: 'B' }],
    leftOut: [{ sheet: '题', row: 4 }],
  })
  expect(stored()).toEqual([])

  const done = (await send('', bytes, { corrections })).json()
  expect(done).toMatchObject({ counts: { added: 2, refused: 0 }, mendable: [] })
  expect(stored()).toMatchObject([
    { stem: '导体是（ ）。', key: { options: ['a'] } },
    { stem: '绝缘体是（ ）。', key: { options: ['b'] } },
  ])
  const entries = program.deps.db.read.all<{ thing: string }>(
    sql`SELECT "to" AS thing FROM log WHERE bank = ${bank} AND did = 'import.publish'`,
  )
  expect(entries).toEqual([{ thing: `${done.import} theory added 2 updated 0 refused 0 corrected 1 left out 1` }])
})

test('the annotated copy has the cells as corrected', async () => {
  const bytes = await plainWorkbookBytes('题', ROWS)
  const copy = await send('/annotated', bytes, { corrections: { ...corrections, cells: [{ ...KEY, text: 'F' }] } })
  const path = join(folder, 'copy.xlsx')
  writeFileSync(path, copy.rawPayload)
  expect((await readHere(path)).sheets[0]?.rows.map(({ cells }) => cells)).toEqual(
    ROWS.map((row, at) => (at === 2 ? row.with(4, 'F') : row)),
  )
})

test('a row of a Word document is corrected where the report says it stands', async () => {
  const path = join(folder, 'items.docx')
  writeDocx(path, [wordTable(ROWS)])
  const bytes = readFileSync(path)
  const [row] = (await send('?dryRun=true', bytes, {}, 'items.docx')).json().mendable
  const key = row.lines[0].cells.find(({ field }: { field: string }) => field === 'key')
  const cells = [{ sheet: row.sheet, row: row.row, column: key.column, text: 'B' }]
  const report = (await send('', bytes, { corrections: { cells, leftOut: [] } }, 'items.docx')).json()
  expect(report).toMatchObject({ counts: { added: 3, refused: 0 } })
})

test.each([
  ['no JSON', '{'],
  ['another shape', { cells: [{ ...KEY, column: 5 }], leftOut: [] }],
  ['a cell the file does not have', { cells: [{ ...KEY, row: 40, text: '不可外传' }], leftOut: [] }],
  ['a row without an item', { cells: [], leftOut: [{ sheet: '题', row: 1 }] }],
])('corrections that are %s are refused, repeat no text, and nothing is written', async (_, value) => {
  const reply = await send('', await plainWorkbookBytes('题', ROWS), { corrections: value })
  expect([reply.statusCode, reply.json().code]).toEqual([422, 'input.invalid'])
  expect(reply.body).not.toContain('不可外传')
  expect(stored()).toEqual([])
})

test('a dry run tells what the rows of a pair say, and no key', async () => {
  const stem = (who: string) => `低压配电线路检修作业开始之前，${who}必须先进行停电、验电并可靠接地。`
  const rows = [
    ['题型', '题干', '选项A', '选项B', '答案', '解析'],
    ['单选题', stem('作业人员（ ）'), '甲', '乙', 'A', '见规程'],
    ['单选题', stem('工作人员（ ）'), '乙', '甲', 'B', '见规程'],
  ]
  const bytes = await plainWorkbookBytes('题', rows)
  const [pair] = (await send('?dryRun=true&near=true', bytes)).json().near
  expect(pair).toMatchObject({
    texts: [stem('作业人员（ ）'), '甲', '乙'],
    other: { row: 3, texts: [stem('工作人员（ ）'), '乙', '甲'] },
  })
  const [written] = (await send('?near=true', bytes)).json().near
  expect(written).toMatchObject({ texts: null, item: expect.any(String), other: { texts: null } })
})
