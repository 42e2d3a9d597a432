/** A row that names an item of the bank changes it only where whoever imports may edit that item. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { itemNumber } from '../../core/item-number.ts'
import { createBank } from '../../server/banks/create.ts'
import { type By, newId } from '../../server/by.ts'
import { type Classified, classify } from '../../server/imports/classify.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { publish } from '../../server/imports/publish.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { type Program, sample, testProgram } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
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
  const occupationCode = `6-31-02-0${++banks % 10}`
  const about = { occupationCode, occupation: '电工', trade: null, level: 3, standard: '' }
  bank = (await createBank(program.deps.db, about, program.by('admin'))).id
})

const STEM = '停电后应先验电。'
const sheet = (id: string, key: string) => [
  ['编号', '题型', '题干', '答案'],
  [id, '判断题', STEM, key],
]
let files = 0
async function imported(by: By, id: string, key: string, dryRun = false) {
  const path = join(folder, `${++files}.xlsx`)
  writeFileSync(path, await plainWorkbookBytes('题', sheet(id, key)))
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
const task = (person: string, what: 'write' | 'review') =>
  write(sql`INSERT INTO tasks (id, item, task, person, due, by, at, ended)
    VALUES (${newId(1)}, ${item().id}, ${what}, ${person}, 1, 'officer', 1, NULL)`)

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
  const taken = { sheet: '题', row: 2, issues: [], id: 'Q1', content, pictures: [] }
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
async function send(app: Program['app'], { cookie }: Caller, bytes: Uint8Array) {
  const head =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n'
  return app.inject({
    method: 'POST',
    url: `/api/banks/${bank}/imports`,
    headers: { 'sec-fetch-site': 'same-origin', cookie, 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
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
