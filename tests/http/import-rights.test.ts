/** A row that names an item of the bank changes it only where whoever imports may edit that item. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { fingerprint } from '../../core/compare.ts'
import { itemNumber } from '../../core/item-number.ts'
import { createBank } from '../../server/banks/create.ts'
import { type By, newId } from '../../server/by.ts'
import { type Classified, classify } from '../../server/imports/classify.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { publish } from '../../server/imports/publish.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { type Program, sample, testProgram } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { judgement } from '../support/papers.ts'
import { type Caller, shippedApp } from '../support/service.ts'

let program: Program
const folder = testFolder()
beforeAll(async () => {
  program = await testProgram()
})

let banks = 0
let bank = ''
beforeEach(async () => {
  const occupationCode = `6-31-02-${String(++banks).padStart(2, '0')}`
  const about = { occupationCode, occupation: '电工', trade: null, level: 3, standard: '' }
  bank = (await createBank(program.deps.db, about, program.by('admin'))).id
})

const STEM = '停电后应先验电。'
const sheet = (id: string, key: string, stem = STEM) => [
  ['编号', '题型', '题干', '答案'],
  [id, '判断题', stem, key],
]
let files = 0
async function imported(by: By, id: string, key: string, dryRun = false, stem = STEM) {
  const path = join(folder, `${++files}.xlsx`)
  writeFileSync(path, await plainWorkbookBytes('题', sheet(id, key, stem)))
  return importFile(program.deps, bank, path, { dryRun }, by)
}
const by = (actor: string, own = true): By => ({ ...program.by(actor), own })
const item = () =>
  program.deps.db.read.get<{ id: string; number: number; state: string; revision: number; approved: number | null }>(
    sql`SELECT id, number, state, revision, approved FROM items WHERE bank = ${bank}`,
  )!
const stored = () =>
  JSON.stringify(program.deps.db.read.all(sql`SELECT * FROM items JOIN revisions ON item = id WHERE bank = ${bank}`))
const write = (step: ReturnType<typeof sql>) => program.deps.db.tx(async (q) => q.run(step))
const task = (person: string, what: 'write' | 'review', of = item().id) =>
  write(sql`INSERT INTO tasks (id, item, task, person, due, by, at, ended)
    VALUES (${newId(1)}, ${of}, ${what}, ${person}, 1, 'officer', 1, NULL)`)

const names: [string, () => string][] = [
  ['its id', () => 'Q1'],
  ['its number', () => itemNumber({ bank, kind: 'theory', number: item().number })],
]

test.each(names)('a row with another writer’s item by %s is refused by itself and changes nothing', async (_, name) => {
  await imported(by('ann'), 'Q1', '√')
  const before = stored()
  for (const own of [true, false]) {
    const report = await imported(by('bob', own), name(), '×')
    expect(report).toMatchObject({ import: null, counts: { added: 0, updated: 0, refused: 1 } })
    expect(report.rows[0]).toMatchObject({ outcome: 'refused', item: null, twin: null })
    expect(report.rows[0]?.issues).toMatchObject([{ code: 'item-not-yours', severity: 'error', value: name() }])
  }
  expect(stored()).toBe(before)
})

test('the same content is nothing to refuse, but for whom the item is not there to see', async () => {
  await imported(by('ann'), 'Q1', '√')
  expect((await imported(by('officer', false), 'Q1', '√')).counts).toMatchObject({ unchanged: 1, refused: 0 })
  expect((await imported(by('bob'), 'Q1', '√')).counts).toMatchObject({ unchanged: 0, refused: 1 })
})

test('its writer and whoever has it as a task to write update it; a reviewer does not', async () => {
  await imported(by('ann'), 'Q1', '√')
  expect((await imported(by('ann'), 'Q1', '×')).counts).toMatchObject({ updated: 1 })
  await task('bob', 'write')
  expect((await imported(by('bob'), 'Q1', '√')).counts).toMatchObject({ updated: 1 })
  await task('cid', 'review')
  expect((await imported(by('cid'), 'Q1', '×')).rows[0]?.issues).toMatchObject([{ code: 'item-not-yours' }])
  expect(item()).toMatchObject({ revision: 3, state: 'draft' })
})

test.each([
  ['under review', "UPDATE items SET state = 'submitted'", /under review/],
  ['retired', "UPDATE items SET state = 'retired'", /retired/],
])('an item that is %s is not changed by its own writer either', async (_, step, why) => {
  await imported(by('ann'), 'Q1', '√')
  await write(sql`${sql.raw(step)} WHERE ${sql.raw(step.includes('tasks') ? 'item' : 'id')} = ${item().id}`)
  const before = stored()
  const report = await imported(by('ann'), 'Q1', '×')
  expect(report.rows[0]).toMatchObject({ outcome: 'refused', issues: [{ code: 'item-not-open' }] })
  expect(report.rows[0]?.issues[0]?.message.en).toMatch(why)
  // Whoever may not see it is not told how it stands.
  expect((await imported(by('bob'), 'Q1', '×')).rows[0]?.issues).toMatchObject([{ code: 'item-not-yours' }])
  expect(stored()).toBe(before)
})

test.each([
  ['its task ended', 'bob', 'UPDATE tasks SET ended = 2'],
  ['it was submitted', 'ann', "UPDATE items SET state = 'submitted'"],
])('an update is refused as a whole when between looking and publishing %s', async (_, actor, step) => {
  await imported(by('ann'), 'Q1', '√')
  await task('bob', 'write')
  const { db } = program.deps
  const content = judgement(STEM, false)
  const taken = { sheet: '题', row: 2, issues: [], id: 'Q1', content, fingerprint: fingerprint(content), pictures: [] }
  const point = { written: '', by: 'none', code: null } as const
  const rows: Classified[] = await classify(db.read, bank, 'theory', [{ ...taken, outcome: 'item', point }], by(actor))
  expect(rows).toMatchObject([{ outcome: 'updated' }])
  await write(sql`${sql.raw(step)} WHERE ${sql.raw(step.includes('tasks') ? 'item' : 'id')} = ${item().id}`)
  const before = stored()
  const staged = { bank, kind: 'theory', fileName: 'x.xlsx', fileDigest: '', rows, pictures: [] } as const
  await expect(publish(db, staged, by(actor))).rejects.toMatchObject({ code: 'import.refused' })
  expect(stored()).toBe(before)
})

/** A file sent to the bank's imports by whoever is signed in. */
async function send(app: Program['app'], { cookie }: Caller, bytes: Uint8Array, query = '') {
  const { headers, payload } = multipart(bytes, 'a.xlsx')
  return app.inject({
    method: 'POST',
    url: `/api/banks/${bank}/imports${query}`,
    headers: { 'sec-fetch-site': 'same-origin', cookie, ...headers },
    payload,
  })
}

test('over the service a writer is held to their own items', async () => {
  const { app, signedIn } = await shippedApp(program)
  const role = (name: 'writer' | 'officer') => [{ role: name, scope: bank }]
  const people = { ann: role('writer'), bob: role('writer'), olga: role('officer') }
  const upload = async (name: keyof typeof people, key: string) =>
    (await send(app, await signedIn(name, people[name]), await plainWorkbookBytes('题', sheet('Q1', key)))).json()
      .counts
  expect(await upload('ann', '√')).toMatchObject({ added: 1 })
  const before = stored()
  expect(await upload('bob', '√')).toMatchObject({ refused: 1 })
  expect(await upload('bob', '×')).toMatchObject({ refused: 1 })
  expect(await upload('olga', '√')).toMatchObject({ unchanged: 1 })
  expect(await upload('olga', '×')).toMatchObject({ refused: 1 })
  expect(stored()).toBe(before)
  expect(await upload('ann', '×')).toMatchObject({ updated: 1 })
})

test('a writer’s workbook of an element table is refused and puts nothing in force; an officer’s does', async () => {
  const { app, signedIn } = await shippedApp(program)
  const bytes = readFileSync(sample('electrician-l3-element-table.xlsx'))
  const inForce = () =>
    program.deps.db.read.all(sql`SELECT kind FROM element_tables WHERE bank = ${bank} ORDER BY kind`)
  const refused = await send(app, await signedIn('tess', [{ role: 'writer', scope: bank }]), bytes)
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'right.missing'])
  expect(inForce()).toEqual([])
  const taken = await send(app, await signedIn('otto', [{ role: 'officer', scope: bank }]), bytes)
  expect(taken.statusCode).toBe(200)
  expect(inForce()).toEqual([{ kind: 'practical' }, { kind: 'theory' }])
})

test('a writer learns of an item they may not see only that the bank has it; whoever may see it gets its number', async () => {
  const { app, signedIn } = await shippedApp(program)
  const near = '低压配电线路检修作业开始之前，作业人员必须先进行停电、验电并可靠接地。'
  await imported(by('ann'), '', '√')
  await imported(by('ann'), 'Q2', '√', false, near)
  const [first, second] = program.deps.db.read.all<{ id: string; number: number }>(
    sql`SELECT id, number FROM items WHERE bank = ${bank} ORDER BY number`,
  )
  const rows = [
    ['题型', '题干', '答案'],
    ['判断题', STEM, '√'],
    ['判断题', STEM, '×'],
    ['判断题', near.replace('作业人员', '工作人员'), '√'],
    ['判断题', near.replace('作业人员', '检修人员'), '√'],
  ]
  const bytes = await plainWorkbookBytes('题', rows)
  const role = (name: 'writer' | 'officer') => [{ role: name, scope: bank }]
  const look = async (name: string, roles: ReturnType<typeof role>) =>
    send(app, await signedIn(name, roles), bytes, '?dryRun=true&near=true')

  const told = await look('olga', role('officer'))
  expect(told.json().rows.slice(0, 2)).toMatchObject([
    { outcome: 'duplicate', item: first!.id, twin: { number: first!.number } },
    { outcome: 'refused', twin: { number: first!.number }, issues: [{ code: 'duplicate-key' }] },
  ])
  expect(told.json().rows[1].issues[0].message.en).toContain(`item ${first!.number} of the bank`)
  const known = { other: { number: second!.number, item: second!.id }, why: 'wording' }
  expect(told.json().near.filter((pair: { other: object }) => 'number' in pair.other)).toMatchObject([known, known])

  const hidden = await look('bob', role('writer'))
  expect(hidden.json().rows.slice(0, 2)).toMatchObject([
    { outcome: 'duplicate', item: null, twin: { number: null } },
    { outcome: 'refused', item: null, twin: { number: null }, issues: [{ code: 'duplicate-key' }] },
  ])
  expect(hidden.json().rows[1].issues[0].message.en).toMatch(/^The same as an item of the bank but/)
  const unknown = { other: { number: null, item: null }, similarity: null, why: null }
  expect(hidden.json().near).toMatchObject([
    { row: 4, other: { row: 5 } },
    { row: 4, ...unknown },
    { row: 5, ...unknown },
  ])
  for (const { id } of [first!, second!]) expect(hidden.body).not.toContain(id)

  // Of two such items the one that is theirs is named.
  await write(sql`UPDATE item_rows SET fingerprint = (SELECT fingerprint FROM item_rows WHERE id = ${second!.id})
    WHERE id = ${first!.id}`)
  await task('bob', 'review', first!.id)
  const again = [rows[0]!, ['判断题', near, '√']]
  const seen = await send(
    app,
    await signedIn('bob', role('writer')),
    await plainWorkbookBytes('题', again),
    '?dryRun=true',
  )
  expect(seen.json().rows).toMatchObject([{ twin: { number: first!.number } }])
})

test('the record of an import keeps which item a row repeats, for those who may look through imports', async () => {
  await imported(by('ann'), 'Q1', '√')
  const known = item().id
  const path = join(folder, `${++files}.xlsx`)
  const rows = [
    ['题型', '题干', '答案'],
    ['判断题', STEM, '√'],
    ['判断题', '接地线先接接地端。', '√'],
  ]
  writeFileSync(path, await plainWorkbookBytes('题', rows))
  const report = await importFile(program.deps, bank, path, {}, by('bob'))
  expect(report.rows).toMatchObject([{ outcome: 'duplicate', item: null }, { outcome: 'added' }])
  const kept = program.deps.db.read.all(
    sql`SELECT item FROM import_rows WHERE import = ${report.import} AND outcome = 'duplicate'`,
  )
  expect(kept).toEqual([{ item: known }])
})
