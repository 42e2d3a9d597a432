/** Editions of a bank's element tables: listed, shown, compared, put in force, written as a workbook. */
import { and, count, eq, inArray } from 'drizzle-orm'
import { type EditionChange, editionDiff } from '../../core/edition-diff.ts'
import { type ElementTable, inTreeOrder } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { matchPlaces, moverOf } from '../../core/remap.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { items } from '../db/schema.ts'
import { elementTablePlan } from '../templates/element-table.ts'
import { workbookBytes } from '../templates/write-workbook.ts'
import { requireBank, setElementTable } from './create.ts'
import { bankStore, type StoredTable } from './store.ts'

export type TableKind = ElementTable['kind']

/** Which items stand in which table. */
export const kindsOf: Record<TableKind, readonly ItemKind[]> = {
  theory: ['theory', 'defense'],
  practical: ['practical'],
}

/** One edition in a list. */
export const EditionLine = closed({
  id: Type.String(),
  kind: Type.Enum(['theory', 'practical']),
  edition: Type.String(),
  digest: Type.String(),
  at: Type.Integer({ description: 'Unix time in ms' }),
  inForce: Type.Boolean(),
  scopes: Type.Integer(),
  points: Type.Integer(),
})
export type EditionLine = Static<typeof EditionLine>

/** Every edition of a bank, the newest first. */
export async function listEditions(q: Query, bank: string): Promise<EditionLine[]> {
  const seen = new Set<TableKind>()
  return (await bankStore(q).tables(bank)).map(({ id, kind, edition, digest, at, content }) => {
    const inForce = !seen.has(kind)
    seen.add(kind)
    return { id, kind, edition, digest, at, inForce, scopes: content.scopes.length, points: content.points.length }
  })
}

/** An edition by its id, or `current` for the one in force. Throws `table.missing`. */
export async function requireEdition(q: Query, bank: string, kind: TableKind, ref: string): Promise<StoredTable> {
  const store = bankStore(q)
  const found = ref === 'current' ? await store.table(bank, kind) : await store.tableById(bank, ref)
  if (!found || found.kind !== kind) throw noEdition()
  return found
}

const noEdition = () =>
  new AppError(
    'table.missing',
    'There is no such edition of the element table in this bank. / 该题库中没有此版细目表。',
  )

/** The edition that `current` came after: the newest one before it that says something else. Throws `table.missing`. */
export async function editionBefore(q: Query, current: StoredTable): Promise<StoredTable> {
  const own = (await bankStore(q).tables(current.bank)).filter(({ kind }) => kind === current.kind)
  const before = own
    .slice(own.findIndex(({ id }) => id === current.id) + 1)
    .find(({ digest }) => digest !== current.digest)
  if (!before)
    throw new AppError('table.missing', 'There is no earlier edition to compare with. / 没有更早的版本可供比较。')
  return before
}

/** What changed between two editions of one kind. */
export async function compareEditions(
  q: Query,
  bank: string,
  kind: TableKind,
  { from, to }: { from: string; to: string },
): Promise<EditionChange[]> {
  const next = await requireEdition(q, bank, kind, to)
  const old = from === 'previous' ? await editionBefore(q, next) : await requireEdition(q, bank, kind, from)
  return editionDiff(old.content, next.content)
}

/** `displaced` items stand on a place that the new edition does not have as it was: re-map them. */
export type PutInForce = { outcome: 'set' | 'unchanged'; displaced: number }

/**
 * Puts an edition in force that starts from the one whose id is `base`, null for none. Throws `table.conflict` when
 * another is in force, `input.invalid` listing every fault, such as weights that do not add up.
 */
export async function putInForce(
  db: Db,
  bank: string,
  table: ElementTable,
  by: By,
  base: string | null = null,
): Promise<PutInForce> {
  await requireBank(db, bank)
  const before = await bankStore(db.read).table(bank, table.kind)
  const outcome = await setElementTable(db, bank, table, by, base)
  const displaced = before && outcome === 'set' ? await displacedItems(db.read, before, table) : 0
  return { outcome, displaced }
}

/** Of the ids that several tables start from, that of this kind; null when none is. Throws `table.missing`. */
export async function baseOf(q: Query, bank: string, kind: TableKind, ids: readonly string[]): Promise<string | null> {
  const named = await Promise.all(ids.map((id) => bankStore(q).tableById(bank, id)))
  if (named.includes(undefined)) throw noEdition()
  return named.find((table) => table?.kind === kind)?.id ?? null
}

async function displacedItems(q: Query, before: StoredTable, next: ElementTable): Promise<number> {
  const move = moverOf(matchPlaces(before.content, next))
  const places = await q
    .select({ place: items.point, count: count() })
    .from(items)
    .where(and(eq(items.bank, before.bank), inArray(items.kind, [...kindsOf[before.kind]])))
    .groupBy(items.point)
  return places
    .filter(({ place }) => place !== null && move(place).state !== 'unchanged')
    .reduce((sum, { count }) => sum + count, 0)
}

/** An edition as the workbook people fill in; importing it again changes nothing. The export is logged. */
export async function exportEdition(db: Db, bank: string, kind: TableKind, ref: string, by: By): Promise<Buffer> {
  const { occupationCode, occupation, trade, level, standard } = await requireBank(db, bank)
  const { id, content } = await requireEdition(db.read, bank, kind, ref)
  const facts = {
    occupation: occupationCode,
    name: occupation,
    trade: trade ?? '',
    level: String(level),
    standard,
    edition: content.edition,
  }
  const bytes = await workbookBytes(elementTablePlan([inTreeOrder(content)], facts, false))
  await db.tx((q) => logStore(q).append(act(by, bank, 'element-table.export', id)))
  return bytes
}
