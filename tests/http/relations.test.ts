import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { fingerprint } from '../../core/compare.ts'
import { contentDigest, type TheoryItem } from '../../core/item.ts'
import { itemNumber } from '../../core/item-number.ts'
import { logStore } from '../../server/access/store.ts'
import { newId } from '../../server/by.ts'
import { items, revisions } from '../../server/db/schema.ts'
import { retirements } from '../../server/db/schema-items.ts'
import { relationItems, relations } from '../../server/db/schema-relations.ts'
import { itemStore } from '../../server/items/store.ts'
import { decideRelation } from '../../server/relations/decide.ts'
import { declareRelation } from '../../server/relations/declare.ts'
import { searchSimilar } from '../../server/relations/search.ts'
import { relationStore } from '../../server/relations/store.ts'
import { withdrawRelation } from '../../server/relations/withdraw.ts'
import { theoryPool } from '../../server/sets/pool.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import { judgement } from '../support/papers.ts'

let program: Program
let last = 0

/** A draft by `author`; more than one author write a revision each. */
async function addItem(stem: string, authors: string[] = ['writer'], more: Partial<TheoryItem> = {}): Promise<string> {
  const { deps, clock } = program
  const content = { ...judgement(stem, true), ...more }
  const [id, number, at] = [newId(clock.now), ++last, clock.now]
  const row = {
    id,
    bank: BANK,
    kind: 'theory' as const,
    number,
    code: null,
    state: 'draft' as const,
    revision: authors.length,
    approved: null,
    type: content.type,
    point: content.point,
    difficulty: content.difficulty,
    fingerprint: fingerprint(content),
    at,
  }
  await deps.db.tx(async (q) => {
    await q.insert(items).values(row)
    for (const [index, author] of authors.entries())
      await q.insert(revisions).values({
        item: id,
        no: index + 1,
        content,
        digest: contentDigest(content),
        author,
        reason: '',
        at,
      })
  })
  return id
}

/** A new revision by the writer, saying something else. */
async function revise(id: string, stem: string): Promise<void> {
  const { deps, clock } = program
  await deps.db.tx(async (q) => {
    const item = (await itemStore(q).find(BANK, id))!
    const content = judgement(stem, true)
    const no = item.revision + 1
    await q
      .insert(revisions)
      .values({ item: id, no, content, digest: contentDigest(content), author: 'writer', reason: '', at: clock.now })
    await q.update(items).set({ revision: no }).where(eq(items.id, id))
  })
}

const relation = async (id: string) => (await relationStore(program.deps.db.read).find(BANK, id))!
const proposed = async () =>
  (await relationStore(program.deps.db.read).page(BANK, 'theory', { state: 'proposed', limit: 1000 })).length
const membersOf = async (id: string) =>
  (await relationStore(program.deps.db.read).members([id])).map(({ item }) => item).toSorted()
const declare = (ids: string[], sort: 'enemies' | 'family' = 'enemies', actor = 'ada') =>
  declareRelation(program.deps.db, BANK, { sort, items: ids }, program.by(actor))
const search = (sinceLast = false) => searchSimilar(program.deps.db, BANK, 'theory', { sinceLast }, program.by('ada'))

beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
})

describe('declared relations', () => {
  test('hold only once another person, who wrote none of the items, has accepted them', async () => {
    const { deps, by } = program
    const [a, b] = [await addItem('绝缘手套每半年试验一次'), await addItem('绝缘靴每半年试验一次', ['bob', 'cyd'])]
    const { id } = await declare([a!, b!])
    expect(await relationStore(deps.db.read).accepted(BANK, 'theory')).toEqual([])
    for (const [actor, why] of [
      ['ada', 'proposed it'],
      ['writer', 'wrote one'],
      ['bob', 'wrote an older revision'],
      ['cyd', 'wrote the newest'],
    ])
      await expect(decideRelation(deps.db, BANK, id, { decision: 'enemies' }, by(actor!)), why).rejects.toMatchObject({
        code: 'item.same-person',
      })
    expect(await relation(id)).toMatchObject({ state: 'proposed', decidedBy: null })
    await decideRelation(deps.db, BANK, id, { decision: 'family' }, by('rev'))
    expect(await relation(id)).toMatchObject({ state: 'accepted', decision: 'family', decidedBy: 'rev' })
    expect(await relationStore(deps.db.read).accepted(BANK, 'theory')).toEqual([
      { sort: 'family', items: [a, b].toSorted() },
    ])
    await expect(decideRelation(deps.db, BANK, id, { decision: 'refuse' }, by('eve'))).rejects.toMatchObject({
      code: 'relation.state',
    })
    await expect(withdrawRelation(deps.db, BANK, id, by('rev'))).rejects.toMatchObject({ code: 'input.invalid' })
    await withdrawRelation(deps.db, BANK, id, { ...by('rev'), why: '不再相关' })
    expect(await relation(id)).toMatchObject({ state: 'withdrawn', withdrawnBy: 'rev', withdrawalReason: '不再相关' })
    expect(await relationStore(deps.db.read).accepted(BANK, 'theory')).toEqual([])
  })

  test('name two or more different items of the bank, by id or spoken number', async () => {
    const [a, b] = [await addItem('题一'), await addItem('题二甲乙')]
    const said = itemNumber({ bank: BANK, kind: 'theory', number: last })
    expect(await membersOf((await declare([a, said])).id)).toEqual([a, b].toSorted())
    const before = await proposed()
    for (const wrong of [[a, a], [a], [b, said]])
      await expect(declare(wrong)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(declare([a, 'none'])).rejects.toMatchObject({ code: 'item.missing' })
    expect(await proposed()).toBe(before)
  })

  test('the database keeps them too: by one hand, backwards, changed or removed they are refused', async () => {
    const { db } = program.deps
    const { id } = await declare([await addItem('题三子'), await addItem('题四丑')])
    const before = await relation(id)
    for (const statement of [
      sql`UPDATE relations SET state = 'accepted', decided_by = 'ada', decision = 'enemies', decided_at = 1 WHERE id = ${id}`,
      sql`UPDATE relations SET state = 'accepted', decided_by = 'writer', decision = 'enemies', decided_at = 1 WHERE id = ${id}`,
      sql`UPDATE relations SET state = 'accepted' WHERE id = ${id}`,
      sql`UPDATE relations SET reason = 'other' WHERE id = ${id}`,
      sql`DELETE FROM relations WHERE id = ${id}`,
      sql`DELETE FROM relation_items WHERE relation = ${id}`,
      sql`UPDATE relation_items SET revision = 9 WHERE relation = ${id}`,
      sql`INSERT INTO relations SELECT 'x', bank, kind, sort, 'accepted', origin, similarity, likeness, proposed_by, reason, at, 'rev', 'enemies', '', 1, NULL, NULL, NULL, NULL FROM relations WHERE id = ${id}`,
    ])
      await expect(db.tx(async (q) => q.run(statement))).rejects.toThrow()
    expect(await relation(id)).toEqual(before)
    await decideRelation(db, BANK, id, { decision: 'refuse' }, program.by('rev'))
    const third = await addItem('题五寅')
    await expect(
      db.tx((q) => q.insert(relationItems).values({ relation: id, item: third, revision: 1 })),
    ).rejects.toThrow()
    await expect(
      db.tx(async (q) => q.run(sql`UPDATE relations SET state = 'accepted', decision = 'enemies' WHERE id = ${id}`)),
    ).rejects.toThrow()
  })
})

describe('a search for near-duplicates', () => {
  const ohm = (u: number, r: number) => `某电阻两端电压为 ${u} V，电阻值为 ${r} Ω，流过它的电流为多少安培`
  let [first, second, third, wording, twin]: string[] = []
  beforeAll(async () => {
    first = await addItem(ohm(10, 5))
    second = await addItem(ohm(20, 4))
    wording = await addItem('电气设备的金属外壳必须可靠接地')
    twin = await addItem('电气设备的金属外壳应可靠接地')
    await addItem(ohm(7, 7), ['writer'], { family: 'kept' })
    await addItem(ohm(9, 3), ['writer'], { family: 'kept' })
  })

  test('proposes variants as one family and other likeness as a pair, and the second time nothing', async () => {
    const report = await search()
    const rows = await program.deps.db.read.select().from(relations).where(eq(relations.reason, report.run))
    const found = await Promise.all(rows.map(async (row) => ({ ...row, members: await membersOf(row.id) })))
    expect(found.find(({ members }) => members.includes(wording!))).toMatchObject({
      sort: 'enemies',
      likeness: 'wording',
      members: [wording, twin].toSorted(),
      origin: 'search',
      state: 'proposed',
    })
    const family = found.find(({ members }) => members.includes(first!))
    expect(family).toMatchObject({ sort: 'family', likeness: 'numbers', similarity: 1 })
    expect(family!.members).toEqual(expect.arrayContaining([first, second]))
    expect(await search()).toMatchObject({ proposed: 0, known: report.pairs })
  })

  test('what was refused comes back only when an item says something else; a new item is compared since the last time', async () => {
    const { deps, by, clock } = program
    const rows = await relationStore(deps.db.read).page(BANK, 'theory', {
      state: 'proposed',
      item: wording!,
      limit: 10,
    })
    await decideRelation(deps.db, BANK, rows[0]!.id, { decision: 'refuse' }, by('rev'))
    expect(await search()).toMatchObject({ proposed: 0 })
    clock.now += 3 * 86_400_000
    await search()
    clock.now += 3 * 86_400_000
    await revise(twin!, '电气设备的金属外壳均应可靠接地')
    third = await addItem(ohm(30, 6))
    const report = await search(true)
    expect(report).toMatchObject({ compared: 2, proposed: 2 })
    expect(await search(true)).toMatchObject({ proposed: 0 })
    const again = await relationStore(deps.db.read).page(BANK, 'theory', { state: 'proposed', item: twin!, limit: 10 })
    expect(again).toHaveLength(1)
    expect(third).toBeDefined()
  })

  test('two of one clone family by name are not proposed to each other', async () => {
    const rows = await program.deps.db.read.select().from(relations).where(eq(relations.origin, 'search'))
    for (const { sort, id } of rows) if (sort === 'enemies') expect((await membersOf(id)).length).toBe(2)
  })

  test('a merge keeps one, retires the rest with the reason, and is not taken back', async () => {
    const { deps, by } = program
    const [row] = await relationStore(deps.db.read).page(BANK, 'theory', { state: 'proposed', item: twin!, limit: 1 })
    await expect(
      decideRelation(deps.db, BANK, row!.id, { decision: 'merge', keep: first! }, by('rev')),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await itemStore(deps.db.read).find(BANK, twin!)).toMatchObject({ state: 'draft' })
    await decideRelation(deps.db, BANK, row!.id, { decision: 'merge', keep: wording! }, { ...by('rev'), why: '重复' })
    expect(await itemStore(deps.db.read).find(BANK, twin!)).toMatchObject({ state: 'retired', approved: null })
    expect(await itemStore(deps.db.read).find(BANK, wording!)).toMatchObject({ state: 'draft' })
    expect(await deps.db.read.select().from(retirements).where(eq(retirements.item, twin!))).toMatchObject([
      { by: 'rev', reason: expect.stringContaining('重复') },
    ])
    await expect(withdrawRelation(deps.db, BANK, row!.id, { ...by('rev'), why: 'x' })).rejects.toMatchObject({
      code: 'relation.state',
    })
    expect(await search()).toMatchObject({ proposed: 0 })
  })
})

test('the pool takes its enemies from accepted relations as well as from clone families', async () => {
  const { deps, by } = program
  const ids = [
    await addItem('池一甲', ['writer'], { family: 'pool' }),
    await addItem('池二乙丙', ['writer'], { family: 'pool' }),
    await addItem('池三丁戊己', ['writer']),
    await addItem('池四庚', ['writer']),
  ]
  for (const [group, sort] of [
    [ids.slice(1, 3), 'family'],
    [ids.slice(2), 'enemies'],
  ] as const) {
    const { id } = await declare(group, sort)
    await decideRelation(deps.db, BANK, id, { decision: sort }, by('rev'))
  }
  await declare([ids[0]!, ids[3]!]) // Proposed, not accepted.
  await approveNewest(deps.db, ids, 'rev', program.clock.now)
  const pool = new Map((await theoryPool(deps.db, BANK)).map((item) => [item.id, item.enemies]))
  expect(ids.map((id) => pool.get(id))).toEqual([
    [ids[1], ids[2]].toSorted(),
    [ids[0], ids[2]].toSorted(),
    [ids[0], ids[1], ids[3]].toSorted(),
    [ids[2]],
  ])
})

describe('over HTTP', () => {
  const url = `/api/banks/${BANK}/relations`

  test('relations stand side by side, marked where they differ, without keys or names, and logged', async () => {
    const [a, b] = [
      await addItem('三相四线制的中性线不得装熔断器', ['wang']),
      await addItem('三相四线制的中性线可以装熔断器', ['wang']),
    ]
    const made = await program.post(url, { sort: 'enemies', items: [a, b], reason: '互相提示' })
    expect([made.statusCode, made.json().state]).toEqual([201, 'proposed'])
    const before = (await logStore(program.deps.db.read).head()).size
    const reply = await program.get(`${url}?state=proposed&item=${a}`)
    const [shown] = reply.json().relations
    expect(shown).toMatchObject({ id: made.json().id, mine: true, reason: '互相提示', similarity: null })
    const second = shown.items.find(({ id }: { id: string }) => id !== shown.items[0].id)
    expect(second.runs.some(({ how }: { how: string }) => how === 'added')).toBe(true)
    expect(reply.body).not.toMatch(/"key"|rationale|wang|proposedBy/)
    const entries = []
    for await (const entry of logStore(program.deps.db.read).links(before + 1)) entries.push(entry)
    expect(entries).toMatchObject([{ did: 'relation.list', to: expect.stringContaining(a) }])
    const decision = await program.post(`${url}/${made.json().id}/decision`, { decision: 'enemies', reason: '' })
    expect([decision.statusCode, decision.json().code]).toEqual([403, 'item.same-person'])
    const withdrawal = await program.post(`${url}/${made.json().id}/withdrawal`, { reason: '误报' })
    expect(withdrawal.json()).toMatchObject({ state: 'withdrawn' })
  })

  test('a search answers in numbers; pages follow each other', async () => {
    const report = (await program.post(`${url}/search`, { threshold: 0.9 })).json()
    expect(report).toMatchObject({ threshold: 0.9, changedSince: null })
    const all: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { relations: { id: string }[]; next: string | null } = (
        await program.get(`${url}?limit=2${next && `&after=${next}`}`)
      ).json()
      all.push(...page.relations.map(({ id }) => id))
      next = page.next
    }
    expect(all).toEqual([...new Set(all)].toSorted())
    expect(all.length).toBeGreaterThan(4)
  })

  test('a search is followed, cancelled by whoever began it, and proposes nothing then', async () => {
    for (const n of [1, 2, 3]) await addItem(`第${n}组绕组的直流电阻应三相平衡，偏差不大于百分之${n}`)
    const before = await proposed()
    const running = (watch: string, actor = 'local') => ({
      url: `${url}/running/${watch}`,
      headers: { ...program.headers, 'juanku-actor': actor },
    })
    const watch = 'watch-this-search-one'
    const found = program.post(`${url}/search?watch=${watch}`, {})
    let cancelled = await program.app.inject({ method: 'DELETE', ...running(watch) })
    while (cancelled.statusCode === 404) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      cancelled = await program.app.inject({ method: 'DELETE', ...running(watch) })
    }
    expect(cancelled.statusCode).toBe(204)
    expect((await found).json()).toMatchObject({ code: 'work.cancelled' })
    expect(await proposed()).toBe(before)
    expect((await program.app.inject({ method: 'DELETE', ...running(watch, 'somebody') })).statusCode).toBe(404)

    const second = program.post(`${url}/search?watch=watch-this-search-two`, {})
    expect((await second).statusCode).toBe(200)
    const events = await program.app.inject({ method: 'GET', ...running('watch-this-search-two') })
    expect(events.body).toMatch(/^event: done/)
    expect(await proposed()).toBeGreaterThan(before)
  })

  test.each([
    ['one item', { sort: 'enemies', items: ['a'], reason: '' }, 400],
    ['another sort', { sort: 'friends', items: ['a', 'b'], reason: '' }, 400],
    ['items that are not there', { sort: 'enemies', items: ['a', 'b'], reason: '' }, 404],
  ])('%s is refused and changes nothing', async (_, body, status) => {
    const before = await proposed()
    expect((await program.post(url, body)).statusCode).toBe(status)
    expect(await proposed()).toBe(before)
  })
})
