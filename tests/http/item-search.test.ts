import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { PracticalTask } from '../../core/item.ts'
import type { Link } from '../../core/log.ts'
import { logStore } from '../../server/access/store.ts'
import { searchItems } from '../../server/items/search.ts'
import { itemStore } from '../../server/items/store.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'

let program: Program
beforeAll(async () => {
  program = await sampleProgram()
})

const as = (actor: string) => ({ ...program.headers, 'juanku-actor': encodeURIComponent(actor) })
const get = (url: string, actor = 'local') =>
  program.app.inject({ url: `/api/banks/${BANK}${url}`, headers: as(actor) })
const post = (url: string, payload: object, actor = 'local') =>
  program.app.inject({ method: 'POST', url: `/api/banks/${BANK}${url}`, headers: as(actor), payload })
const query = (fields: Record<string, string>) => `/items/search?${new URLSearchParams(fields)}`

async function newEntries<T>(work: () => Promise<T>): Promise<[T, Link[]]> {
  const store = logStore(program.deps.db.read)
  const { size } = await store.head()
  const result = await work()
  const entries: Link[] = []
  for await (const entry of store.links(size + 1)) entries.push(entry)
  return [result, entries]
}

type Line = {
  id: string
  number: number
  spoken: string
  state: string
  revision: number
  title: string
  point: string | null
  difficulty: number | null
}
const items = (reply: { json: () => unknown }) => (reply.json() as { items: Line[] }).items
const itemRow = async (id: string) => {
  const { items: rows } = await import('../../server/db/schema.ts')
  const { eq } = await import('drizzle-orm')
  const [row] = await program.deps.db.read.select().from(rows).where(eq(rows.id, id))
  return row!
}

test('an imported bank is found by text and filters at once, without keys, and counted', async () => {
  const reply = await get(query({ text: '电阻', type: 'single', state: 'approved', counts: 'true', limit: '200' }))
  expect(reply.statusCode).toBe(200)
  const found = items(reply)
  expect(found.length).toBeGreaterThan(3)
  expect(reply.json().counts).toMatchObject({ total: found.length, state: { approved: found.length } })
  expect(reply.body).not.toMatch(/"key"|rationale/)
  const stems = found.filter(({ title }) => title.includes('电阻'))
  expect(stems.length).toBeGreaterThan(0)
  expect((await get(query({ text: '电阻', type: 'single', state: 'draft' }))).json().items).toEqual([])
})

test('a query asks for marks and minutes as people write them, and for what is held back', async () => {
  const [task] = await itemStore(program.deps.db.read).approved(BANK, 'practical')
  const { marks, workingMinutes } = task!.content as PracticalTask
  const fields = { kind: 'practical', marks: String(marks / 2), minutes: `9,${workingMinutes}`, limit: '200' }
  const ids = async (more: Record<string, string>) =>
    items(await get(query({ ...fields, ...more }))).map(({ id }) => id)
  const all = await ids({})
  expect(all).toContain(task!.id)
  await post(`/items/${task!.id}/quarantine`, { reason: '疑似泄露' })
  expect(await ids({ quarantined: 'true' })).toEqual([task!.id])
  expect(await ids({ quarantined: 'false' })).toEqual(all.filter((id) => id !== task!.id))
  await post(`/items/${task!.id}/release`, { reason: '已查明' })
  expect(await ids({ quarantined: 'true' })).toEqual([])
  expect(await ids({ agreement: 'unknown', placed: 'true' })).toEqual(all)
  for (const wrong of [{ marks: '0.3' }, { minutes: 'x' }, { agreement: '9' }])
    expect((await get(query({ ...fields, ...wrong }))).statusCode).toBe(422)
})

test('the log names every item shown; of the text it holds a keyed hash', async () => {
  const [reply, entries] = await newEntries(() => get(query({ text: '绝缘电阻', limit: '3' })))
  const ids = items(reply).map(({ id }) => id)
  expect(ids).toHaveLength(3)
  expect(entries).toMatchObject([{ did: 'item.search', to: expect.stringMatching(/^text:[0-9a-f]{32} /) }])
  expect(entries[0]!.to.split(' ').slice(1)).toEqual(ids)
  expect(JSON.stringify(entries)).not.toContain('绝缘')
  const [, again] = await newEntries(() => get(query({ text: ' 绝缘电阻 ', limit: '1' })))
  expect(again[0]!.to.split(' ')[0]).toBe(entries[0]!.to.split(' ')[0])
  expect(readFileSync(join(program.deps.config.keysDir, 'search.key'), 'utf8').trim()).toMatch(/^[0-9a-f]{64}$/)
})

test('pages follow one another by cursor; a cursor of another list is refused', async () => {
  const fields = { within: 'A', sort: '-difficulty', limit: '7' }
  const first = await get(query(fields))
  const second = await get(query({ ...fields, cursor: first.json().next }))
  expect(items(second)).toHaveLength(7)
  expect(items(second).some(({ id }) => items(first).some((one) => one.id === id))).toBe(false)
  for (const other of [
    { ...fields, sort: 'number' },
    { ...fields, within: 'B' },
  ]) {
    const refused = await get(query({ ...other, cursor: first.json().next }))
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'input.invalid'])
  }
  expect((await get(query({ cursor: 'bm90aGluZw' }))).statusCode).toBe(422)
})

test.each([
  [{ difficulty: '9' }, 422, 'difficulty'],
  [{ state: 'gone' }, 422, 'state'],
  [{ attribute: 'nothing' }, 422, '名称'],
  [{ sort: 'secret' }, 400, 'sort'],
  [{ limit: '1000' }, 400, 'limit'],
])('%j is refused by name, and shows nothing', async (fields, status, names) => {
  const [reply, entries] = await newEntries(() => get(query(fields)))
  expect(reply.statusCode).toBe(status)
  expect(reply.json().detail).toContain(names)
  // What the schema refuses is no act; what the search refuses is.
  expect(entries.map(({ result }) => result)).toEqual(status === 400 ? [] : ['refused input.invalid'])
})

test('who may not see keys does not search in them', async () => {
  const { deps, by } = program
  const view = { kind: 'theory', sort: { by: 'number', descending: false }, limit: 10 } as const
  const search = searchItems(deps, BANK, { ...view, search: { in: ['rationale'], text: '电' } }, by('x'))
  await expect(search).rejects.toThrow('权限')
})

test('hostile texts are text', async () => {
  for (const text of [
    '" OR *',
    'stem : (',
    "'; DROP TABLE items;--",
    '$'.repeat(200),
    'NEAR(a b)',
    '*',
    '^',
    '\u0000电',
  ])
    expect((await get(query({ text }))).statusCode).toBe(200)
  expect(items(await get(query({ limit: '1' })))).toHaveLength(1)
})

test('a saved view is its person’s alone', async () => {
  const view = { kind: 'theory', search: { type: ['multiple'] }, sort: { by: 'number', descending: true } }
  const saved = await post('/views', { name: '多选', view }, 'ada')
  expect(saved.statusCode).toBe(201)
  const found = await get(query({ view: saved.json().id, limit: '5' }), 'ada')
  expect(items(found)).toEqual(items(await get(query({ type: 'multiple', sort: '-number', limit: '5' }))))
  expect((await get(query({ view: saved.json().id }), 'eve')).statusCode).toBe(404)
  expect((await get('/views', 'eve')).json()).toEqual([])
  const gone = (actor: string) =>
    program.app.inject({ method: 'DELETE', url: `/api/banks/${BANK}/views/${saved.json().id}`, headers: as(actor) })
  expect((await gone('eve')).statusCode).toBe(404)
  const again = await post('/views', { name: '多选', view: { ...view, search: {} } }, 'ada')
  expect(again.json().id).toBe(saved.json().id)
  expect((await get('/views', 'ada')).json()).toHaveLength(1)
  expect((await gone('ada')).statusCode).toBe(204)
  expect((await get('/views', 'ada')).json()).toEqual([])
})

test('a bulk change is previewed, done as drafts beside what is approved, found as changed, and undone', async () => {
  const target = items(await get(query({ text: '变压器', limit: '4', sort: '-number' })))
  const before = await Promise.all(target.map(({ id }) => itemRow(id)))
  const difficulty = target[0]!.difficulty === 5 ? 4 : 5
  const change = { set: { difficulty, attributes: { 认知层次: '理解' } } }
  const choice = { kind: 'theory', items: target.map(({ spoken }) => spoken) }
  const [preview, shown] = await newEntries(() => post('/items/bulk/preview', { choice, change }, 'editor'))
  expect(preview.json()).toMatchObject({ refused: [], unchanged: 0 })
  expect(preview.json().items[0].changes).toContainEqual(
    expect.objectContaining({ field: 'difficulty', after: String(difficulty) }),
  )
  expect(shown).toMatchObject([{ did: 'item.bulk-preview', to: target.map(({ id }) => id).join(' ') }])
  expect(await Promise.all(target.map(({ id }) => itemRow(id)))).toEqual(before)

  const list = preview
    .json()
    .items.map(({ item, revision }: { item: string; revision: number }) => ({ item, revision }))
  const act = { kind: 'theory', change, reason: '复核难度', items: list }
  const [done, entries] = await newEntries(() => post('/items/bulk', act, 'editor'))
  expect(done.statusCode).toBe(201)
  expect(entries).toMatchObject([{ did: 'item.bulk', actor: 'editor', to: expect.stringContaining(done.json().id) }])
  for (const [at, { id }] of target.entries()) {
    const row = await itemRow(id)
    expect(row).toMatchObject({
      state: 'draft',
      revision: before[at]!.revision + 1,
      approved: before[at]!.approved,
      difficulty,
    })
  }
  const now = items(await get(query({ attribute: '认知层次=理解', state: 'draft' })))
  expect(now.map(({ id }) => id).toSorted()).toEqual(target.map(({ id }) => id).toSorted())

  // The same list again is refused as a whole: the items have moved on.
  const stale = await post('/items/bulk', act, 'editor')
  expect([stale.statusCode, stale.json().code]).toEqual([409, 'item.conflict'])

  // Something newer happens to one of them: it stays, the others go back.
  const one = target[0]!.id
  const content = (await get(`/items/${one}/content`, 'editor')).json().content
  const edited = await post(
    `/items/${one}/revisions`,
    { base: before[0]!.revision + 1, content: { ...content, source: '新' }, reason: 'x' },
    'editor',
  )
  expect(edited.statusCode).toBe(201)
  const undone = await post(`/items/bulk/${done.json().id}/undo`, {}, 'editor')
  expect(undone.json()).toMatchObject({ undone: target.length - 1, kept: [{ item: one }] })
  for (const [at, { id }] of target.entries())
    if (id !== one)
      expect(await itemRow(id)).toMatchObject({
        state: 'approved',
        approved: before[at]!.approved,
        difficulty: before[at]!.difficulty,
      })
  expect(items(await get(query({ attribute: '认知层次=理解' }))).map(({ id }) => id)).toEqual([one])
  expect((await post(`/items/bulk/${done.json().id}/undo`, {}, 'editor')).json().code).toBe('item.state')
  expect((await get('/items/bulk')).json()[0]).toMatchObject({ id: done.json().id, mine: false, items: target.length })
})

test('drafts that change in bulk and are undone get their old content as a new revision', async () => {
  const draft = {
    kind: 'theory',
    type: 'true_false',
    stem: '批量修改的草稿。',
    options: [],
    key: { truth: true },
    fixedOrder: false,
  }
  const rest = {
    point: null,
    agreement: null,
    marks: null,
    seconds: null,
    rationale: '',
    family: null,
    difficulty: null,
    source: '',
  }
  const made = (await post('/items', { content: { ...draft, ...rest } }, 'ada')).json()
  const change = { set: { source: '新来源' } }
  const bulk = { kind: 'theory', change, reason: '来源', items: [{ item: made.id, revision: 1 }] }
  const done = (await post('/items/bulk', bulk, 'ada')).json()
  expect(items(await get(query({ source: '新来源' }))).map(({ id }) => id)).toEqual([made.id])
  expect((await post(`/items/bulk/${done.id}/undo`, {}, 'ada')).json()).toEqual({ undone: 1, kept: [] })
  expect(await itemRow(made.id)).toMatchObject({ revision: 3, state: 'draft' })
  expect(items(await get(query({ source: '新来源' })))).toEqual([])
})

test('submitting and retiring in bulk keep the rules: what is refused is named, and nothing of a refused act is done', async () => {
  const approved = items(await get(query({ state: 'approved', limit: '2' })))
  const choice = { kind: 'theory', items: approved.map(({ id }) => id) }
  const submit = await post('/items/bulk/preview', { choice, change: { step: 'submit' } }, 'writer')
  expect(submit.json()).toMatchObject({ items: [], refused: [{ code: 'item.state' }, { code: 'item.state' }] })
  // Whoever approved an item may not write it.
  const own = await post('/items/bulk/preview', { choice, change: { set: { source: '甲' } } }, 'reviewer')
  expect(own.json()).toMatchObject({ items: [], refused: [{ code: 'item.same-person' }, { code: 'item.same-person' }] })

  const list = approved.map(({ id, revision }) => ({ item: id, revision }))
  const retire = { kind: 'theory', change: { step: 'retire' }, reason: '标准更新', items: list }
  const wrong = await post('/items/bulk', { ...retire, items: [list[0], { ...list[1], revision: 99 }] }, 'officer')
  expect(wrong.statusCode).toBe(409)
  expect((await itemRow(list[0]!.item)).state).toBe('approved')
  const done = (await post('/items/bulk', retire, 'officer')).json()
  for (const { item } of list) expect(await itemRow(item)).toMatchObject({ state: 'retired', approved: null })
  expect(items(await get(query({ state: 'retired' }))).map(({ id }) => id)).toEqual(choice.items)
  expect((await post(`/items/bulk/${done.id}/undo`, {}, 'officer')).json()).toEqual({ undone: 2, kept: [] })
  for (const { item, revision } of list)
    expect(await itemRow(item)).toMatchObject({ state: 'approved', approved: revision })
})

test.each([
  [{ set: {} }, 400],
  [{ set: { stem: 'x' } }, 400],
  [{ step: 'approve' }, 400],
  [{ set: { point: 'Z-Z-999' } }, 422],
])('the change %j is refused', async (change, status) => {
  const choice = { kind: 'theory', search: { numberTo: 5 } }
  expect((await post('/items/bulk/preview', { choice, change })).statusCode).toBe(status)
})

test('a choice by search is bounded', async () => {
  const change = { set: { source: '甲' } }
  const all = await post('/items/bulk/preview', { choice: { kind: 'theory', search: {} }, change })
  expect([all.statusCode, all.json().code]).toEqual([422, 'input.invalid'])
  const some = await post('/items/bulk/preview', { choice: { kind: 'theory', search: { numberTo: 30 } }, change })
  expect(some.json().items.length + some.json().refused.length + some.json().unchanged).toBe(30)
})
