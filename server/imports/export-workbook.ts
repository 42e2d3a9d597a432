/** A bank or a selection of it in our template, written in the importing thread: what it writes is read back as it was. */
import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm'
import type { DefenseTopic, ItemContent, ItemKind, PracticalTask, TheoryItem } from '../../core/item.ts'
import { itemNumber } from '../../core/item-number.ts'
import { bankStore } from '../banks/store.ts'
import type { Config } from '../config.ts'
import { type Db, openDb } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import { itemStore } from '../items/store.ts'
import { defensePlan } from '../templates/defense.ts'
import type { WorkbookPlan } from '../templates/plan.ts'
import { practicalPlan } from '../templates/practical.ts'
import { theoryPlan } from '../templates/theory.ts'
import { workbookBytes } from '../templates/write-workbook.ts'

/** `ids` are the items wanted; null means all that are not retired. `revisions` are those that were logged, by item. */
export type ExportJob = { config: Config; bank: string; kind: ItemKind; revisions: [item: string, revision: number][] }

const PAGE = 500

/** The newest revision of each item that an export would hold, in the order of their numbers. */
export async function exportedRevisions(
  db: Db,
  bank: string,
  kind: ItemKind,
  ids: readonly string[] | null,
): Promise<[item: string, revision: number][]> {
  const wanted = ids && new Set(ids)
  const found: [string, number][] = []
  for (let after = 0; ; ) {
    const page = await db.read
      .select({ id: items.id, number: items.number, revision: items.revision })
      .from(items)
      .where(
        and(
          eq(items.bank, bank),
          eq(items.kind, kind),
          gt(items.number, after),
          wanted ? undefined : ne(items.state, 'retired'),
        ),
      )
      .orderBy(asc(items.number))
      .limit(PAGE)
    for (const { id, number, revision } of page) {
      after = number
      if (!wanted || wanted.has(id)) found.push([id, revision])
    }
    if (page.length < PAGE) return found
    await new Promise(setImmediate)
  }
}

/** The bytes of the workbook. */
export async function exportWorkbook({ config, bank, kind, revisions: wanted }: ExportJob): Promise<Uint8Array> {
  const db = await openDb(config)
  try {
    const rows = await contents(db, bank, kind, wanted)
    const table = (await bankStore(db.read).table(bank, kind === 'practical' ? 'practical' : 'theory'))?.content ?? null
    return await workbookBytes(await planFor(db, kind, rows, table))
  } finally {
    await db.close()
  }
}

type Row = { id: string; content: ItemContent }

async function contents(db: Db, bank: string, kind: ItemKind, wanted: ExportJob['revisions']): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < wanted.length; at += PAGE) {
    const page = wanted.slice(at, at + PAGE)
    const ids = page.map(([id]) => id)
    const found = await db.read
      .select({ id: items.id, no: revisions.no, number: items.number, code: items.code, content: revisions.content })
      .from(items)
      .innerJoin(revisions, eq(revisions.item, items.id))
      .where(and(eq(items.bank, bank), inArray(items.id, ids)))
    const byKey = new Map(found.map((row) => [`${row.id} ${row.no}`, row]))
    for (const [id, revision] of page) {
      const row = byKey.get(`${id} ${revision}`)
      if (row) rows.push({ id: row.code ?? itemNumber({ bank, kind, number: row.number }), content: row.content })
    }
  }
  return rows
}

async function planFor(
  db: Db,
  kind: ItemKind,
  rows: readonly Row[],
  table: Parameters<typeof theoryPlan>[1]['table'],
): Promise<WorkbookPlan> {
  switch (kind) {
    case 'theory': {
      const pictures = await picturesOf(db, rows)
      return theoryPlan(rows as { id: string; content: TheoryItem }[], { pictures, table, examples: 0 })
    }
    case 'practical':
      return practicalPlan(rows as { id: string; content: PracticalTask }[], { table, examples: false })
    case 'defense':
      return defensePlan(rows as { id: string; content: DefenseTopic }[], { table, examples: false })
  }
}

async function picturesOf(db: Db, rows: readonly Row[]): Promise<Map<string, Uint8Array>> {
  const digests = new Set(
    rows.flatMap(({ content }) =>
      [...JSON.stringify(content).matchAll(/sha256:([0-9a-f]{64})/gu)].map(([, digest]) => digest ?? ''),
    ),
  )
  const all = [...digests]
  const pictures = new Map<string, Uint8Array>()
  for (let at = 0; at < all.length; at += PAGE)
    for (const { sha256, bytes } of await itemStore(db.read).pictures(all.slice(at, at + PAGE)))
      pictures.set(sha256, bytes)
  return pictures
}
