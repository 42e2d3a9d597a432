/** Sets and papers over `q`: the reader, or an open transaction. */
import { and, asc, count, desc, eq, max, sql } from 'drizzle-orm'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { papers, sets, uses } from '../db/schema.ts'

export type SetRow = typeof sets.$inferSelect
export type PaperRow = typeof papers.$inferSelect

export const setStore = (q: Query) => ({
  async find(bank: string, id: string): Promise<SetRow | undefined> {
    const [row] = await q
      .select()
      .from(sets)
      .where(and(eq(sets.bank, bank), eq(sets.id, id)))
    return row
  },

  async all(bank: string): Promise<SetRow[]> {
    return q.select().from(sets).where(eq(sets.bank, bank)).orderBy(desc(sets.at))
  },

  async papers(set: string): Promise<PaperRow[]> {
    return q.select().from(papers).where(eq(papers.set, set)).orderBy(asc(papers.number))
  },

  async nextNumber(bank: string, kind: ItemKind): Promise<number> {
    const [row] = await q
      .select({ last: max(sets.number) })
      .from(sets)
      .where(and(eq(sets.bank, bank), eq(sets.kind, kind)))
    return (row?.last ?? 0) + 1
  },

  async insert(set: SetRow, members: PaperRow[], items: readonly string[]): Promise<void> {
    await q.insert(sets).values(set)
    await q.insert(papers).values(members)
    for (let i = 0; i < items.length; i += 500)
      await q.insert(uses).values(items.slice(i, i + 500).map((item) => ({ set: set.id, item })))
  },

  async update(set: string, change: Partial<SetRow>): Promise<void> {
    await q.update(sets).set(change).where(eq(sets.id, set))
  },

  async movePapers(set: string, to: PaperRow['state'], keyTo: PaperRow['keyState'] = to): Promise<void> {
    await q.update(papers).set({ state: to, keyState: keyTo }).where(eq(papers.set, set))
  },

  async movePaper(paper: string, to: Partial<Pick<PaperRow, 'state' | 'keyState'>>): Promise<void> {
    await q.update(papers).set(to).where(eq(papers.id, paper))
  },

  /** How many sets used an item, and when the last of them was made (Unix ms). Only the engine may look. */
  async useCounts(bank: string): Promise<Map<string, { used: number; last: number }>> {
    const rows = await q
      .select({ item: uses.item, used: count(), last: sql<number>`max(${sets.at})` })
      .from(uses)
      .innerJoin(sets, eq(sets.id, uses.set))
      .where(eq(sets.bank, bank))
      .groupBy(uses.item)
    return new Map(rows.map(({ item, used, last }) => [item, { used, last }]))
  },

  /** Papers in being per kind, and how many of them have been sealed. */
  async paperCounts(bank: string): Promise<{ kind: ItemKind; made: number; sealed: number }[]> {
    return q
      .select({
        kind: sets.kind,
        made: count(),
        sealed: sql<number>`sum(${papers.state} NOT IN ('assembled', 'approved'))`,
      })
      .from(papers)
      .innerJoin(sets, eq(sets.id, papers.set))
      .where(and(eq(sets.bank, bank), sql`${papers.state} NOT IN ('voided', 'destroyed')`))
      .groupBy(sets.kind)
  },

  /** Sets whose papers are not sealed yet: the owners of drafts. */
  async unsealed(): Promise<string[]> {
    const rows = await q
      .selectDistinct({ set: papers.set })
      .from(papers)
      .where(sql`${papers.state} IN ('assembled', 'approved')`)
    return rows.map(({ set }) => set)
  },
})
