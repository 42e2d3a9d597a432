/** Imports over the service: look first, set right, keep, watch, cancel, undo, export. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import type { Mapping } from '../../core/row/mapping.ts'
import { logStore } from '../../server/access/store.ts'
import { setElementTable } from '../../server/banks/create.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { approveItems } from '../../server/items/approve.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { wordTable, writeDocx } from '../support/documents.ts'
import { writeItemWorkbook } from '../support/item-workbook.ts'
import { multipart } from '../support/multipart.ts'
import { readHere } from '../support/read-here.ts'

let program: Program
const folder = testFolder()
beforeAll(async () => {
  program = await testProgram()
  for (const level of [1, 2, 3, 4, 5]) await emptyBank(program, level)
})

const bankOf = (level: number) => `6-31-01-03.${level}`

function upload(url: string, bytes: Buffer, mapping?: Mapping | string, name = '题.xlsx') {
  const { headers, payload } = multipart(bytes, name, mapping === undefined ? {} : { mapping })
  return program.app.inject({ method: 'POST', url, headers: { ...program.headers, ...headers }, payload })
}
const itemsOf = (bank: string) =>
  program.deps.db.read.all<{ id: string; state: string; revision: number }>(
    sql`SELECT id, state, revision FROM items WHERE bank = ${bank} ORDER BY number`,
  )
async function logOf(from: number) {
  const entries: { did: string; to: string }[] = []
  for await (const { did, to } of logStore(program.deps.db.read).links(from + 1)) entries.push({ did, to })
  return entries
}
const logSize = async () => (await logStore(program.deps.db.read).head()).size

const FOREIGN = [
  ['甲列', '乙列', '丙列', '丁列'],
  ['导体是（ ）。', '铜', '橡胶', 'A'],
  ['绝缘体是（ ）。', '铜', '橡胶', 'B'],
]
const MAPPING: Mapping = {
  kind: 'theory',
  blocks: [
    {
      sheet: '题',
      headerRow: 1,
      layout: 'rows',
      type: null,
      columns: ['stem', 'option-a', 'option-b', 'key'].map((field, column) => ({
        column,
        header: FOREIGN[0]?.[column] ?? '',
        field,
        certain: true,
      })),
    },
  ],
}

test('a sheet nobody knows goes in by a mapping, which is kept and used again', async () => {
  const bytes = await plainWorkbookBytes('题', FOREIGN)
  const url = `/api/banks/${BANK}/imports`
  // With headers that say nothing the columns are guessed by what stands in them.
  const unknown = (await upload(`${url}?dryRun=true`, bytes)).json()
  expect(unknown).toMatchObject({ certain: false, import: null })
  const refused = await upload(url, bytes)
  expect(refused.statusCode).toBe(422)
  expect(itemsOf(BANK)).toEqual([])

  const set = await upload(`${url}?keepMappingAs=${encodeURIComponent('外来表')}`, bytes, MAPPING)
  expect(set.json()).toMatchObject({ counts: { added: 2, refused: 0 }, certain: true })
  const [kept] = (await program.get(`/api/banks/${BANK}/import-mappings`)).json()
  expect(kept).toMatchObject({ name: '外来表', kind: 'theory' })

  const more = await plainWorkbookBytes('别的表', [FOREIGN[0] ?? [], ['半导体是（ ）。', '硅', '铜', 'A']])
  expect((await upload(url, more)).json()).toMatchObject({ counts: { added: 1 }, certain: true })

  const gone = await program.app.inject({
    method: 'DELETE',
    url: `/api/banks/${BANK}/import-mappings/${kept.id}`,
    headers: program.headers,
  })
  expect(gone.statusCode).toBe(204)
  expect((await program.get(`/api/banks/${BANK}/import-mappings`)).json()).toEqual([])
})

test.each([
  ['no JSON', '{'],
  ['another shape', '{"kind":"theory"}'],
])('a mapping that is %s is refused and nothing is written', async (_, text) => {
  const before = itemsOf(BANK).length
  const reply = await upload(`/api/banks/${BANK}/imports`, await plainWorkbookBytes('题', FOREIGN), text)
  expect(reply.statusCode).toBe(422)
  expect(itemsOf(BANK)).toHaveLength(before)
})

test('the workbook comes back with refused rows marked, and corrected it completes the import', async () => {
  const bank = bankOf(4)
  const rows = [
    ['题型', '题干', '选项A', '选项B', '答案'],
    ['单选题', '导体是（ ）。', '铜', '橡胶', 'A'],
    ['单选题', '绝缘体是（ ）。', '铜', '橡胶', 'E'],
  ]
  const bytes = await plainWorkbookBytes('题', rows)
  expect((await upload(`/api/banks/${bank}/imports`, bytes)).json()).toMatchObject({ counts: { added: 1, refused: 1 } })
  const annotated = await upload(`/api/banks/${bank}/imports/annotated`, bytes)
  expect(annotated.headers['content-type']).toMatch(/spreadsheetml/)
  const path = join(folder, 'annotated.xlsx')
  writeFileSync(path, annotated.rawPayload)
  const copy = await readHere(path)
  expect(copy.sheets[0]?.rows.map(({ cells }) => cells)).toEqual(rows)
  const { unpackZip } = await import('../../server/templates/zip.ts')
  const parts = new Map(
    (await unpackZip(annotated.rawPayload)).map(({ name, bytes: part }) => [name, part.toString('utf8')]),
  )
  expect([...parts].find(([name]) => /comments\d+\.xml$/u.test(name))?.[1]).toMatch(
    /ref="E3"[\s\S]*答案不是本题的选项/u,
  )

  const corrected = await plainWorkbookBytes(
    '题',
    rows.map((cells, index) => (index === 2 ? cells.with(4, 'B') : cells)),
  )
  expect((await upload(`/api/banks/${bank}/imports`, corrected)).json()).toMatchObject({
    counts: { added: 1, duplicate: 1, refused: 0 },
  })
})

test('a Word document comes back as a workbook of its rows, corrected it goes in', async () => {
  const bank = bankOf(4)
  const lines = [
    '试题编号：W-1',
    '试题名称：接线',
    '配分：10分',
    '考核时间：30分钟',
    '考核要求：按图接线',
    '评分记录表',
  ]
  const marking = wordTable([
    ['序号', '考核要素', '考核要求', '配分', '评分标准'],
    ['1', '接线', '正确', '8', '每处扣1分'],
  ])
  const bytes = readFileSync(writeDocx(join(folder, 'task.docx'), [...lines, marking]))
  const reply = await upload(`/api/banks/${bank}/imports`, bytes, undefined, 'task.docx')
  expect(reply.json()).toMatchObject({ kind: 'practical', counts: { added: 0, refused: 1 } })
  const annotated = await upload(`/api/banks/${bank}/imports/annotated`, bytes, undefined, 'task.docx')
  const path = join(folder, 'task.xlsx')
  writeFileSync(path, annotated.rawPayload)
  const sheets = (await readHere(path)).sheets
  expect(sheets.map(({ rows }) => rows.length)).toEqual([2, 1, 2])
  const book = XLSX.utils.book_new()
  for (const { name, rows } of sheets)
    XLSX.utils.book_append_sheet(
      book,
      XLSX.utils.aoa_to_sheet(rows.map(({ cells }) => cells.map((cell) => (cell === '8' ? '10' : cell)))),
      name,
    )
  const corrected = await upload(`/api/banks/${bank}/imports`, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
  expect(corrected.json()).toMatchObject({ kind: 'practical', counts: { added: 1, refused: 0 } })
})

test('drop-downs of a template still work in its annotated copy', async () => {
  const template = readFileSync(new URL('../../import-templates/theory-items.xlsx', import.meta.url))
  const { unpackZip } = await import('../../server/templates/zip.ts')
  const reply = await upload(`/api/banks/${bankOf(4)}/imports/annotated`, template)
  const sheets = (await unpackZip(reply.rawPayload)).map(({ bytes }) => bytes.toString('utf8'))
  expect(
    sheets.some((xml) => /<dataValidation [^>]*sqref="C2:C5001"[^>]*><formula1>_lists!\$B\$1:\$B\$8</u.test(xml)),
  ).toBe(true)
})

test('an import is undone as a whole while nothing came of it, and the file may come again', async () => {
  const bank = bankOf(5)
  const rows = (key: string) => [
    ['编号', '题型', '题干', '选项A', '选项B', '答案'],
    ['Q1', '单选题', '导体是（ ）。', '铜', '橡胶', key],
  ]
  const first = (await upload(`/api/banks/${bank}/imports`, await plainWorkbookBytes('题', rows('A')))).json()
  const undo = (id: string, reason = '误传') => program.post(`/api/banks/${bank}/imports/${id}/undo`, { reason })
  expect((await undo(first.import)).json()).toEqual({ retired: 1, restored: 0 })
  expect(itemsOf(bank)).toMatchObject([{ state: 'retired' }])
  expect((await undo(first.import)).statusCode).toBe(422)

  const again = (await upload(`/api/banks/${bank}/imports`, await plainWorkbookBytes('题', rows('A')))).json()
  expect(again.counts).toMatchObject({ added: 1 })
  const update = (await upload(`/api/banks/${bank}/imports`, await plainWorkbookBytes('题', rows('B')))).json()
  expect(update.counts).toMatchObject({ updated: 1 })
  // The first import's item was changed since: only the newer one can go.
  expect((await undo(again.import)).statusCode).toBe(422)
  expect((await undo(update.import)).json()).toEqual({ retired: 0, restored: 1 })
  const [, item] = itemsOf(bank)
  expect(item).toMatchObject({ state: 'draft', revision: 3 })
  const contents = program.deps.db.read.all<{ content: string }>(
    sql`SELECT content FROM revisions WHERE item = ${item?.id} ORDER BY no`,
  )
  expect(contents[2]?.content).toBe(contents[0]?.content)
  expect((await undo('none')).statusCode).toBe(404)
  expect((await undo(update.import, ' ')).statusCode).toBe(422)
})

test('the records of imports cannot be changed past the program', async () => {
  const { db } = program.deps
  const steps = [
    sql`UPDATE imports SET state = 'published' WHERE state = 'undone'`,
    sql`UPDATE imports SET actor = 'other'`,
    sql`UPDATE imports SET state = 'undone' WHERE state = 'published'`,
    sql`DELETE FROM imports`,
    sql`DELETE FROM import_rows`,
    sql`UPDATE import_undos SET reason = 'other'`,
    sql`DELETE FROM import_undos`,
  ]
  for (const step of steps) await expect(db.tx(async (q) => q.run(step))).rejects.toThrow()
  expect(db.read.all(sql`SELECT DISTINCT actor FROM imports`)).toEqual([{ actor: 'local' }])
})

test('an import of which an item was approved stays', async () => {
  const bank = bankOf(2)
  const report = (
    await upload(
      `/api/banks/${bank}/imports`,
      await plainWorkbookBytes('题', [
        ['题型', '题干', '答案'],
        ['判断题', '停电后先验电。', '√'],
      ]),
    )
  ).json()
  await approveItems(program.deps.db, bank, 'theory', program.by('reviewer'), async () => true)
  const reply = await program.post(`/api/banks/${bank}/imports/${report.import}/undo`, { reason: '误传' })
  expect(reply.statusCode).toBe(422)
  expect(itemsOf(bank)).toMatchObject([{ state: 'approved' }])
})

test('progress is told as server-sent events; a cancelled import leaves nothing', async () => {
  const bank = bankOf(1)
  const path = join(folder, 'large.xlsx')
  writeItemWorkbook(path, 3000)
  const watch = 'watch-this-import-1'
  const url = `/api/banks/${bank}/imports/running/${watch}`
  const reply = upload(`/api/banks/${bank}/imports?watch=${watch}`, readFileSync(path))
  let events = await program.get(url)
  for (let i = 0; events.statusCode === 404 && i < 200; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    events = await program.get(url)
  }
  expect(events.headers['content-type']).toMatch(/event-stream/)
  const steps = [...events.body.matchAll(/"step":"(\w+)"/gu)].map(([, step]) => step)
  expect(new Set(steps)).toEqual(new Set(['read', 'understand', 'compare', 'write', 'done']))
  const done = (await reply).json()
  expect(done).toMatchObject({ counts: { added: 3000 }, rowsTotal: 3000 })
  expect(done.rows).toHaveLength(1000)
  const stored = (await program.get(`/api/banks/${bank}/imports/${done.import}/rows?after=2998`)).json()
  expect(stored).toMatchObject({ rows: [{ no: 2999, outcome: 'added' }], next: null })

  writeItemWorkbook(path, 6000)
  const before = itemsOf(bank).length
  const abort = new AbortController()
  const work = importFile(
    program.deps,
    bank,
    path,
    { signal: abort.signal, onProgress: (step) => step === 'write' && abort.abort() },
    program.by('writer'),
  )
  await expect(work).rejects.toMatchObject({ code: 'work.cancelled' })
  expect(itemsOf(bank)).toHaveLength(before)
  expect(program.deps.db.read.all(sql`SELECT id FROM imports WHERE bank = ${bank} AND state = 'staging'`)).toEqual([])
  const none = await program.app.inject({
    method: 'DELETE',
    url: `/api/banks/${bank}/imports/running/no-such-import-here`,
    headers: program.headers,
  })
  expect(none.statusCode).toBe(404)
})

test('an export is logged with every id before it leaves, and imported again changes nothing', async () => {
  const bank = BANK
  const before = await logSize()
  const reply = await program.post(`/api/banks/${bank}/export`, { kind: 'theory' })
  expect(reply.statusCode).toBe(200)
  const ids = itemsOf(bank).map(({ id }) => id)
  expect(await logOf(before)).toEqual([{ did: 'item.export', to: `theory ${ids.join(' ')}` }])
  expect((await upload(`/api/banks/${bank}/imports`, reply.rawPayload)).json()).toMatchObject({
    import: null,
    counts: { added: 0, updated: 0, duplicate: 0, refused: 0, unchanged: ids.length },
  })

  const one = await program.post(`/api/banks/${bank}/export`, { kind: 'theory', items: [ids[0]] })
  const path = join(folder, 'export.xlsx')
  writeFileSync(path, one.rawPayload)
  expect((await readHere(path)).sheets.find(({ name }) => name === '试题')?.rows).toHaveLength(2)
  const size = await logSize()
  expect((await program.post(`/api/banks/${bank}/export`, { kind: 'theory', items: ['none'] })).statusCode).toBe(404)
  expect((await program.post(`/api/banks/${bank}/export`, { kind: 'defense' })).statusCode).toBe(404)
  expect((await logOf(size)).map(({ did }) => did)).toEqual(['item.export', 'item.export'])
})

test('near-duplicates are listed side by side, in the file and against the bank', async () => {
  const bank = bankOf(3)
  const stem = (text: string) => ['判断题', text, '√']
  const rows = [
    ['题型', '题干', '答案'],
    stem('低压配电线路检修作业开始之前，作业人员必须先进行停电、验电并可靠接地。'),
    stem('低压配电线路检修作业开始以前，作业人员必须先进行停电、验电并可靠接地。'),
  ]
  const first = (await upload(`/api/banks/${bank}/imports?near=true`, await plainWorkbookBytes('题', rows))).json()
  expect(first.near).toMatchObject([{ row: expect.any(Number), other: { sheet: '题', row: expect.any(Number) } }])
  const next = [rows[0] ?? [], stem('低压配电线路检修作业开始之前，工作人员必须先进行停电、验电并可靠接地。')]
  const second = (
    await upload(`/api/banks/${bank}/imports?near=true&dryRun=true`, await plainWorkbookBytes('题', next))
  ).json()
  expect(second.near[0]).toMatchObject({ row: 2, other: { number: expect.any(Number), item: expect.any(String) } })
})

test('the report says by what each row found its point, and names what found none with the nearest', async () => {
  const bank = bankOf(3)
  const point = (code: string, name: string) => ({ code, name, importance: 'X' as const })
  const scope = (code: string, name: string, weight: number) => ({ code, name, weight })
  await setElementTable(
    program.deps.db,
    bank,
    {
      kind: 'theory',
      edition: '1',
      scopes: [scope('A', '基本要求', 40), scope('B', '相关知识', 60)],
      points: [
        point('A-001', '触电急救'),
        point('A-002', '灭火方法'),
        point('B-001', '灭火方法'),
        point('B-002', '接地装置'),
      ],
    },
    { actor: 'ann', at: 1 },
  )
  const rows = [
    ['题型', '题干', '选项A', '选项B', '答案', '知识点一级', '鉴定点代码', '鉴定点'],
    ['单选题', '触电后首先应（ ）。', '断电', '呼救', 'A', '', 'A-001', ''],
    ['单选题', '电气火灾应使用（ ）。', '干粉', '水', 'A', '相关知识', '', '灭火方法'],
    ['单选题', '接地电阻不大于（ ）。', '4Ω', '40Ω', 'A', '', '', '接地装置'],
    ['单选题', '接地线的颜色是（ ）。', '黄绿', '红', 'A', '', '', '接地装置的选择'],
  ]
  const report = (await upload(`/api/banks/${bank}/imports?dryRun=true`, await plainWorkbookBytes('题', rows))).json()
  expect(report.rows.map(({ point: found }: { point: unknown }) => found)).toEqual([
    { by: 'code', code: 'A-001' },
    { by: 'names', code: 'B-001' },
    { by: 'leaf', code: 'B-002' },
    { by: 'none', code: null },
  ])
  expect(report.pointsFound).toEqual({ code: 1, names: 1, leaf: 1, none: 1 })
  expect(report.points).toMatchObject([{ written: '接地装置的选择', rows: 1, suggestions: [{ code: 'B-002' }] }])
})

test('a dry run shows the first rows below each header, an import keeps them to itself', async () => {
  const bank = bankOf(1)
  const rows = [
    ['题干', '选项A', '选项B', '答案'],
    ...Array.from({ length: 9 }, (_, at) => [`第${at}题是（ ）。`, '长'.repeat(90), '乙', 'A']),
  ]
  const bytes = await plainWorkbookBytes('题', rows)
  const { samples } = (await upload(`/api/banks/${bank}/imports?dryRun=true`, bytes)).json()
  expect(samples).toMatchObject([{ sheet: '题', headerRow: 1 }])
  expect(samples[0].rows.map(({ row }: { row: number }) => row)).toEqual([2, 3, 4, 5])
  expect(samples[0].rows[0].cells).toEqual(['第0题是（ ）。', `${'长'.repeat(59)}…`, '乙', 'A'])
  expect((await upload(`/api/banks/${bank}/imports`, bytes)).json().samples).toEqual([])
})

test('the templates come with the points of the bank in their drop-downs', async () => {
  const bank = bankOf(5)
  const points = [{ code: 'A-A-777', name: '钳形表', importance: 'X' as const }]
  const scopes = [
    { code: 'A', name: '基本要求', weight: 100 },
    { code: 'A-A', name: '基础知识', weight: 100 },
  ]
  await setElementTable(
    program.deps.db,
    bank,
    { kind: 'theory', edition: '模板', scopes, points },
    program.by('officer'),
  )
  const reply = await program.get(`/api/banks/${bank}/import-templates/theory-items`)
  expect(reply.headers['content-disposition']).toBe('attachment; filename="theory-items.xlsx"')
  const { unpackZip } = await import('../../server/templates/zip.ts')
  const text = (await unpackZip(reply.rawPayload)).map(({ bytes }) => bytes.toString('utf8')).join('')
  expect(text.includes('>A-A-777<')).toBe(true)
  expect((await program.get(`/api/banks/${bank}/import-templates/secrets`)).statusCode).toBe(400)
})
