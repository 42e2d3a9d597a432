import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { contentDigest } from '../../core/item.ts'
import { applyRemap, proposeRemap, undoRemap, withdrawRemap } from '../../server/banks/remap.ts'
import { previewRemap } from '../../server/banks/remap-report.ts'
import { remapItems, remaps } from '../../server/db/schema-relations.ts'
import { itemStore } from '../../server/items/store.ts'
import { theoryPool } from '../../server/sets/pool.ts'
import { BANK } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import {
  addItem,
  bankState,
  draftBeside,
  edition,
  filledBank,
  next,
  noChoices,
  openBank,
  placeOf,
  program,
  propose,
  put,
} from '../support/editions.ts'

beforeEach(openBank)

describe('re-mapping', () => {
  test('a preview tells every item and writes nothing', async () => {
    await filledBank()
    await addItem('A-001')
    await addItem('Z-009')
    const before = await bankState()
    const report = await previewRemap(
      program.deps.db,
      BANK,
      { kind: 'theory', table: next, choices: noChoices },
      program.by('officer'),
    )
    expect(report).toMatchObject({
      total: 7,
      counts: { unchanged: 1, moved: 3, ambiguous: 0, homeless: 1, unknown: 1, unassigned: 1 },
      to: { edition: '2025', inForce: false },
    })
    expect(report.unhoused.map(({ from }) => from)).toEqual(['B-002', 'Z-009'])
    expect(report.places.find(({ from }) => from === 'A-002')).toMatchObject({ to: 'A-003', state: 'moved' })
    expect(await bankState()).toEqual(before)
  })

  test('is applied by another person: edition and items together, approvals and authors kept', async () => {
    const { deps, by } = program
    const ids = await filledBank()
    const before = await bankState()
    const { id } = await propose()
    expect(await bankState()).toEqual(before)
    await expect(applyRemap(deps.db, BANK, id, by('officer'))).rejects.toMatchObject({ code: 'item.same-person' })
    expect(await bankState()).toEqual(before)

    await applyRemap(deps.db, BANK, id, by('head'))
    expect(await edition()).toBe('2025')
    expect(await placeOf(ids.moved)).toEqual({ column: 'A-003', newest: 'A-003', inUse: 'A-003', state: 'approved' })
    expect(await placeOf(ids.homeless)).toEqual({ column: null, newest: null, inUse: null, state: 'approved' })
    expect(await placeOf(ids.draft)).toEqual({ column: 'B-002', newest: 'B-002', inUse: null, state: 'draft' })
    expect(await placeOf(ids.beside)).toEqual({ column: 'B-002', newest: 'B-002', inUse: 'A-003', state: 'draft' })
    expect(await placeOf(ids.nowhere)).toEqual({ column: null, newest: null, inUse: null, state: 'draft' })
    const after = await bankState()
    expect(after.revisions).toHaveLength(before.revisions.length + 5)
    expect(new Set(after.revisions.map(({ author }) => author))).toEqual(new Set(['writer']))
    expect(after.revisions).toEqual(expect.arrayContaining(before.revisions))
    expect(after.verdicts).toEqual(before.verdicts)
    for (const { content, digest } of after.revisions) expect(contentDigest(content)).toBe(digest)
    // The pool counts by the new edition: importance Y comes from its B-002.
    const pool = await theoryPool(deps.db, BANK)
    expect(pool.map(({ scope, point }) => [scope, point]).toSorted()).toEqual([
      ['', null],
      ['A', 'A-003'],
      ['A', 'A-003'],
    ])
    const staged = await deps.db.read.select().from(remapItems).where(eq(remapItems.remap, id))
    expect(staged).toHaveLength(5)
    expect(staged.every(({ content, approvedContent }) => content === null && approvedContent === null)).toBe(true)
    await expect(applyRemap(deps.db, BANK, id, by('head'))).rejects.toMatchObject({ code: 'remap.state' })
  })

  test('whoever re-maps does not become a writer, and a writer stays one: no own approval through the back door', async () => {
    const { deps, by } = program
    const { draft } = await filledBank()
    const { id } = await propose()
    await applyRemap(deps.db, BANK, id, by('head'))
    await expect(approveNewest(deps.db, [draft], 'writer', program.clock.now)).rejects.toThrow()
    expect(await placeOf(draft)).toMatchObject({ state: 'draft', inUse: null })
    await approveNewest(deps.db, [draft], 'officer', program.clock.now)
    expect(await placeOf(draft)).toMatchObject({ state: 'approved', inUse: 'B-002' })
  })

  test('items without a home stay listed until they have one', async () => {
    const { deps, by } = program
    const { homeless } = await filledBank()
    const { id } = await propose()
    await applyRemap(deps.db, BANK, id, by('head'))
    const url = `/api/banks/${BANK}/remaps/${id}`
    expect((await program.get(url)).json().report.unhoused).toMatchObject([
      { item: homeless, from: 'B-002', now: null },
    ])
    program.clock.now += 1000
    const again = await proposeRemap(
      deps.db,
      BANK,
      { kind: 'theory', choices: { places: {}, items: { [homeless]: 'B-001' } } },
      { ...by('officer'), why: '归入伺服' },
    )
    await applyRemap(deps.db, BANK, again.id, by('head'))
    expect(await placeOf(homeless)).toMatchObject({ newest: 'B-001', inUse: 'B-001', state: 'approved' })
    expect((await program.get(url)).json().report.unhoused).toMatchObject([{ item: homeless, now: 'B-001' }])
  })

  test('a person’s choices decide; one that names no place or item is refused', async () => {
    const { deps, by } = program
    const { homeless, moved } = await filledBank()
    for (const choices of [
      { places: { 'B-002': 'Z-001' }, items: {} },
      { places: { 'Z-001': 'A-001' }, items: {} },
      { places: { 'B-002': 'A' }, items: {} },
      { places: {}, items: { none: 'A-001' } },
      { places: {}, items: { [moved]: 'Z' } },
    ])
      await expect(propose(choices)).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await deps.db.read.select().from(remaps)).toEqual([])
    const { id } = await propose({ places: { 'B-002': 'B-001' }, items: { [moved]: 'A-002' } })
    await applyRemap(deps.db, BANK, id, by('head'))
    expect(await placeOf(homeless)).toMatchObject({ inUse: 'B-001' })
    expect(await placeOf(moved)).toMatchObject({ inUse: 'A-002' })
  })

  test('is undone to the letter while nothing newer happened', async () => {
    const { deps, by } = program
    const ids = await filledBank()
    const before = await Promise.all(Object.values(ids).map(placeOf))
    const pool = await theoryPool(deps.db, BANK)
    const { id } = await propose()
    await applyRemap(deps.db, BANK, id, by('head'))
    program.clock.now += 1000
    await expect(undoRemap(deps.db, BANK, id, by('head'))).rejects.toMatchObject({ code: 'input.invalid' })
    await undoRemap(deps.db, BANK, id, { ...by('head'), why: '标准未发布' })
    expect(await edition()).toBe('2018')
    expect(await Promise.all(Object.values(ids).map(placeOf))).toEqual(before)
    expect(await theoryPool(deps.db, BANK)).toEqual(pool)
    const { revisions: all } = await bankState()
    const newest = all.filter(({ item }) => item === ids.beside).at(-1)!
    expect(newest.content).toEqual(all.find(({ item, no }) => item === ids.beside && no === 2)!.content)
    await expect(undoRemap(deps.db, BANK, id, { ...by('head'), why: 'x' })).rejects.toMatchObject({
      code: 'remap.state',
    })
  })

  test.each([
    ['an item was edited', () => draftBeside(ids.moved, 'A-001')],
    ['an item was added', () => addItem('A-001')],
    ['another edition came into force', () => put({ ...next, edition: '2026' })],
  ])('is not undone once %s', async (_, happen) => {
    ids = await filledBank()
    const { id } = await propose()
    await applyRemap(program.deps.db, BANK, id, program.by('head'))
    program.clock.now += 1000
    await happen()
    const before = await bankState()
    await expect(undoRemap(program.deps.db, BANK, id, { ...program.by('head'), why: 'x' })).rejects.toMatchObject({
      code: 'remap.state',
    })
    expect(await bankState()).toEqual(before)
  })
  let ids: Awaited<ReturnType<typeof filledBank>>

  test('an item that changed between proposal and application is re-mapped as it is now', async () => {
    const { draft } = await filledBank()
    const { id } = await propose()
    await draftBeside(draft, 'A-002')
    await applyRemap(program.deps.db, BANK, id, program.by('head'))
    expect(await placeOf(draft)).toMatchObject({ newest: 'A-003' })
  })

  test('to an edition already in force: from the one before, leaving what was written for the new one', async () => {
    const { deps, by, clock } = program
    const { moved, draft } = await filledBank()
    const { displaced, outcome } = await put(next)
    expect([outcome, displaced]).toEqual(['set', 4])
    clock.now += 1000
    const fresh = await addItem('A-002') // 安全标志 of the new edition.
    const { id } = await propose(noChoices, undefined)
    await applyRemap(deps.db, BANK, id, by('head'))
    expect(await placeOf(fresh)).toMatchObject({ newest: 'A-002' })
    expect(await placeOf(moved)).toMatchObject({ inUse: 'A-003' })
    expect(await placeOf(draft)).toMatchObject({ newest: 'B-002' })
    await undoRemap(deps.db, BANK, id, { ...by('head'), why: 'x' })
    expect(await edition()).toBe('2025')
    expect(await placeOf(moved)).toMatchObject({ inUse: 'A-002' })
  })

  test('a plan that was overtaken or taken back is not applied', async () => {
    const { deps, by } = program
    await filledBank()
    const [first, second] = [await propose(), await propose()]
    await withdrawRemap(deps.db, BANK, first.id, by('officer'))
    await applyRemap(deps.db, BANK, second.id, by('head'))
    const third = { ...next, edition: '2026' }
    const late = await propose(noChoices, third)
    await put({ ...next, edition: '2027' })
    const before = await bankState()
    for (const { id } of [first, late])
      await expect(applyRemap(deps.db, BANK, id, by('head'))).rejects.toMatchObject({ code: 'remap.state' })
    expect(await bankState()).toEqual(before)
  })

  test('the database lets no other change pass as a re-mapping', async () => {
    const { deps, by } = program
    const { moved } = await filledBank()
    const { id } = await propose()
    await expect(
      deps.db.tx(async (q) =>
        q.run(
          sql`UPDATE remaps SET state = 'applied', applied_by = 'officer', applied_at = 1, to_table = from_table WHERE id = ${id}`,
        ),
      ),
    ).rejects.toThrow()
    await applyRemap(deps.db, BANK, id, by('head'))
    await draftBeside(moved, 'A-001')
    const { revision, approved } = (await itemStore(deps.db.read).find(BANK, moved))!
    for (const statement of [
      sql`UPDATE items SET approved = ${revision} WHERE id = ${moved}`,
      sql`UPDATE remap_items SET after_approved = ${revision} WHERE remap = ${id} AND item = ${moved}`,
      sql`DELETE FROM remap_items WHERE remap = ${id}`,
      sql`UPDATE remaps SET choices = '{}' WHERE id = ${id}`,
      sql`DELETE FROM remaps WHERE id = ${id}`,
    ])
      await expect(deps.db.tx(async (q) => q.run(statement))).rejects.toThrow()
    expect((await itemStore(deps.db.read).find(BANK, moved))!.approved).toBe(approved)
  })

  test('re-mapping over HTTP: proposed by whoever signs in, not applied by them', async () => {
    await filledBank()
    const remapsUrl = `/api/banks/${BANK}/remaps`
    const preview = await program.post(`${remapsUrl}/preview`, { kind: 'theory', table: next })
    expect(preview.json()).toMatchObject({ total: 5, counts: { moved: 3, homeless: 1, unassigned: 1 } })
    expect(preview.body).not.toMatch(/第\d题/)
    const made = await program.post(remapsUrl, { kind: 'theory', table: next, reason: '新标准' })
    expect([made.statusCode, made.json()]).toEqual([201, expect.objectContaining({ state: 'proposed', mine: true })])
    const applied = await program.post(`${remapsUrl}/${made.json().id}/application`, { reason: '' })
    expect([applied.statusCode, applied.json().code]).toEqual([403, 'item.same-person'])
    expect((await program.get(remapsUrl)).json()).toMatchObject([{ state: 'proposed', edition: '2025' }])
    expect((await program.post(`${remapsUrl}/none/application`, { reason: '' })).statusCode).toBe(404)
    const back = await program.post(`${remapsUrl}/${made.json().id}/withdrawal`, { reason: '有误' })
    expect(back.json()).toMatchObject({ state: 'withdrawn' })
  })
})
