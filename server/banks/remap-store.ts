/** Re-mappings over `q`: the reader, or an open transaction. */
import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { items } from '../db/schema.ts'
import { remapItems, remaps } from '../db/schema-relations.ts'

export type RemapRow = typeof remaps.$inferSelect
export type RemapItem = typeof remapItems.$inferSelect

export const remapStore = (q: Query) => ({
  async find(bank: string, id: string): Promise<RemapRow | undefined> {
    const [row] = await q
      .select()
      .from(remaps)
      .where(and(eq(remaps.bank, bank), eq(remaps.id, id)))
    return row
  },

  /** The re-mapping. Throws `remap.missing`. */
  async require(bank: string, id: string): Promise<RemapRow> {
    const found = await this.find(bank, id)
    if (!found)
      throw new AppError('remap.missing', 'There is no such re-mapping in this bank. / 该题库中没有此次重新归类。')
    return found
  },

  async all(bank: string): Promise<RemapRow[]> {
    return q.select().from(remaps).where(eq(remaps.bank, bank)).orderBy(desc(remaps.at), desc(remaps.id))
  },

  async insert(remap: RemapRow): Promise<void> {
    await q.insert(remaps).values(remap)
  },

  async update(id: string, change: Partial<RemapRow>): Promise<void> {
    await q.update(remaps).set(change).where(eq(remaps.id, id))
  },

  /** Stages items; one that another process has staged is left: `movedSince` tells whether it is out of date. */
  async insertItems(rows: readonly (typeof remapItems.$inferInsert)[]): Promise<void> {
    await q
      .insert(remapItems)
      .values([...rows])
      .onConflictDoNothing()
  },

  /** Forgets what was staged for a re-mapping that was not applied. */
  async clearItems(id: string): Promise<void> {
    await q.delete(remapItems).where(eq(remapItems.remap, id))
  },

  /** How many items ended in each outcome. */
  async counts(id: string): Promise<{ outcome: RemapItem['outcome']; count: number }[]> {
    return q
      .select({ outcome: remapItems.outcome, count: count() })
      .from(remapItems)
      .where(eq(remapItems.remap, id))
      .groupBy(remapItems.outcome)
  },

  /** The items without a home, with the place each has by now, in the order of their numbers. */
  async unhoused(id: string) {
    return q
      .select({
        item: remapItems.item,
        bank: items.bank,
        number: items.number,
        kind: items.kind,
        from: remapItems.fromPlace,
        outcome: remapItems.outcome,
        now: items.point,
      })
      .from(remapItems)
      .innerJoin(items, eq(items.id, remapItems.item))
      .where(and(eq(remapItems.remap, id), inArray(remapItems.outcome, ['ambiguous', 'homeless', 'unknown'])))
      .orderBy(asc(items.kind), asc(items.number))
  },

  /** How many of a re-mapping's items are not at the named revisions any more, and how many items it never saw. */
  async movedSince(remap: RemapRow, kinds: readonly ItemKind[], at: 'before' | 'after'): Promise<number> {
    const [revision, approved] =
      at === 'before'
        ? [remapItems.beforeRevision, remapItems.beforeApproved]
        : [remapItems.afterRevision, remapItems.afterApproved]
    const other: SQL = sql`${items.revision} <> ${revision} OR ${items.approved} IS NOT ${approved}`
    const [moved] = await q
      .select({ count: count() })
      .from(items)
      .leftJoin(remapItems, and(eq(remapItems.item, items.id), eq(remapItems.remap, remap.id)))
      .where(
        and(eq(items.bank, remap.bank), inArray(items.kind, [...kinds]), sql`(${remapItems.item} IS NULL OR ${other})`),
      )
    return moved?.count ?? 0
  },
})
