/** A bank with two editions of its element table, and items of every state to re-map between them. */
import { asc, eq } from 'drizzle-orm'
import { fingerprint } from '../../core/compare.ts'
import type { ElementTable } from '../../core/element-table.ts'
import { contentDigest, type TheoryItem } from '../../core/item.ts'
import { proposeRemap } from '../../server/banks/remap.ts'
import { bankStore } from '../../server/banks/store.ts'
import { putInForce } from '../../server/banks/tables.ts'
import { newId } from '../../server/by.ts'
import { items, revisions, verdicts } from '../../server/db/schema.ts'
import { itemStore } from '../../server/items/store.ts'
import { BANK, emptyBank, type Program, testProgram } from './app.ts'
import { approveNewest } from './approved.ts'
import { judgement } from './papers.ts'

/** A point of an element table. */
export const point = (code: string, name: string, importance: 'X' | 'Y' = 'X') => ({ code, name, importance })
/** The edition that `openBank` puts in force. */
export const old: ElementTable = {
  kind: 'theory',
  edition: '2018',
  scopes: [
    { code: 'A', name: '基础', weight: 40 },
    { code: 'B', name: '电机', weight: 60 },
  ],
  points: [point('A-001', '欧姆定律'), point('A-002', '接地'), point('B-001', '变压器'), point('B-002', '直流电机')],
}
/** 欧姆定律 keeps its place, 接地 and 变压器 change places with others, 直流电机 is gone. */
export const next: ElementTable = {
  kind: 'theory',
  edition: '2025',
  scopes: [
    { code: 'A', name: '基础', weight: 30 },
    { code: 'B', name: '电机', weight: 70 },
  ],
  points: [
    point('A-001', '欧姆定律'),
    point('A-002', '安全标志'),
    point('A-003', '接地'),
    point('B-001', '伺服'),
    point('B-002', '变压器', 'Y'),
  ],
}
/** Nothing left to a person. */
export const noChoices = { places: {}, items: {} }

/** What `openBank` opened; tests of one file run one after another. */
export let program: Program
let last: number

/** A program with an empty bank under the edition `old`, a second ago. */
export async function openBank(): Promise<void> {
  program = await testProgram()
  last = 0
  await emptyBank(program)
  await put(old)
  program.clock.now += 1000
}

/** Puts an edition in force that starts from the one that is. */
export async function put(table: ElementTable) {
  const { db } = program.deps
  const base = (await bankStore(db.read).table(BANK, table.kind))?.id ?? null
  return putInForce(db, BANK, table, program.by('officer'), base)
}

/** A draft by `writer` that stands at a place. */
export async function addItem(at: string | null): Promise<string> {
  const { deps, clock } = program
  const content: TheoryItem = { ...judgement(`第${++last}题`, true), point: at }
  const id = newId(clock.now)
  await deps.db.tx(async (q) => {
    await q.insert(items).values({
      id,
      bank: BANK,
      kind: 'theory',
      number: last,
      code: null,
      state: 'draft',
      revision: 1,
      approved: null,
      type: content.type,
      point: at,
      difficulty: null,
      fingerprint: fingerprint(content),
      at: clock.now,
    })
    await q
      .insert(revisions)
      .values({ item: id, no: 1, content, digest: contentDigest(content), author: 'writer', reason: '', at: clock.now })
  })
  return id
}

/** A draft beside what is there, at another place. */
export async function draftBeside(id: string, at: string, author = 'writer'): Promise<void> {
  const { deps, clock } = program
  await deps.db.tx(async (q) => {
    const item = (await itemStore(q).find(BANK, id))!
    const content = { ...judgement(`第${item.number}题，修改后`, true), point: at }
    const no = item.revision + 1
    await q
      .insert(revisions)
      .values({ item: id, no, content, digest: contentDigest(content), author, reason: '', at: clock.now })
    await q.update(items).set({ revision: no, state: 'draft', point: at }).where(eq(items.id, id))
  })
}

/** Everything a re-mapping may change. */
export async function bankState() {
  const { read } = program.deps.db
  return {
    items: await read.select().from(items).orderBy(asc(items.id)),
    revisions: await read.select().from(revisions).orderBy(asc(revisions.item), asc(revisions.no)),
    verdicts: await read.select().from(verdicts),
    tables: (await bankStore(read).tables(BANK)).map(({ id }) => id),
  }
}
/** Where an item stands: in its row, its newest revision and the one in use. */
export const placeOf = async (id: string) => {
  const item = (await itemStore(program.deps.db.read).find(BANK, id))!
  const at = async (no: number | null) =>
    no === null ? null : ((await itemStore(program.deps.db.read).revision(id, no))!.content as TheoryItem).point
  return { column: item.point, newest: await at(item.revision), inUse: await at(item.approved), state: item.state }
}
/** A re-mapping to `next`, proposed by the officer. */
export const propose = (choices = noChoices, table: ElementTable | undefined = next) =>
  proposeRemap(program.deps.db, BANK, { kind: 'theory', table, choices }, { ...program.by('officer'), why: '新标准' })
/** The name of the edition in force. */
export const edition = async () => (await bankStore(program.deps.db.read).table(BANK, 'theory'))!.edition

/** Five items: approved and moved, approved and homeless, a draft, an approved one with a draft beside, one unassigned. */
export async function filledBank() {
  const [moved, homeless, draft, beside, nowhere] = [
    await addItem('A-002'),
    await addItem('B-002'),
    await addItem('B-001'),
    await addItem('A-002'),
    await addItem(null),
  ]
  await approveNewest(program.deps.db, [moved, homeless, beside], 'reviewer', program.clock.now)
  await draftBeside(beside, 'B-001')
  program.clock.now += 1000
  return { moved, homeless, draft, beside, nowhere }
}
