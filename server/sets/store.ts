/** Sets and papers over `q`: the reader, or an open transaction. */
import { and, asc, count, desc, eq, inArray, max, ne, sql } from 'drizzle-orm'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { items, papers, revisions, sets, uses } from '../db/schema.ts'
import { setSteps } from '../db/schema-sets.ts'

export type SetRow = typeof sets.$inferSelect
export type StepRow = typeof setSteps.$inferSelect
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

  async paper(id: string): Promise<PaperRow | undefined> {
    const [row] = await q.select().from(papers).where(eq(papers.id, id))
    return row
  },

  async nextNumber(bank: string, kind: ItemKind): Promise<number> {
    const [row] = await q
      .select({ last: max(sets.number) })
      .from(sets)
      .where(and(eq(sets.bank, bank), eq(sets.kind, kind)))
    return (row?.last ?? 0) + 1
  },

  async insert(set: SetRow, members: PaperRow[], used: readonly string[]): Promise<void> {
    await q.insert(sets).values(set)
    await q.insert(papers).values(members)
    for (let i = 0; i < used.length; i += 500)
      await q.insert(uses).values(used.slice(i, i + 500).map((item) => ({ set: set.id, item })))
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

  /**
   * How many sets used an item, when the last of them was made (Unix ms), and how
   * many sets of the kind ago (1 is the newest). Voided sets count too: their papers
   * may have been seen. Only the engine may look.
   */
  async useCounts(
    bank: string,
    kind: ItemKind,
    without = '',
  ): Promise<Map<string, { used: number; last: number; setsAgo: number }>> {
    const rows = await q
      .select({
        item: uses.item,
        used: count(),
        last: sql<number>`max(${sets.at})`,
        number: sql<number>`max(${sets.number})`,
      })
      .from(uses)
      .innerJoin(sets, eq(sets.id, uses.set))
      .where(and(eq(sets.bank, bank), eq(sets.kind, kind), ne(sets.id, without)))
      .groupBy(uses.item)
    const numbers = await q
      .select({ number: sets.number })
      .from(sets)
      .where(and(eq(sets.bank, bank), eq(sets.kind, kind), ne(sets.id, without)))
      .orderBy(desc(sets.number))
    const ago = new Map(numbers.map(({ number }, index) => [number, index + 1]))
    return new Map(rows.map(({ item, used, last, number }) => [item, { used, last, setsAgo: ago.get(number)! }]))
  },

  /** Who wrote the approved revision of each item. */
  async writers(bank: string, kind: ItemKind): Promise<Map<string, string>> {
    const rows = await q
      .select({ id: items.id, author: revisions.author })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.approved)))
      .where(and(eq(items.bank, bank), eq(items.kind, kind)))
    return new Map(rows.map(({ id, author }) => [id, author]))
  },

  /** Puts a set's use of items right after its papers changed. */
  async changeUses(set: string, gone: readonly string[], added: readonly string[]): Promise<void> {
    for (let i = 0; i < gone.length; i += 500)
      await q.delete(uses).where(and(eq(uses.set, set), inArray(uses.item, gone.slice(i, i + 500))))
    for (let i = 0; i < added.length; i += 500)
      await q.insert(uses).values(added.slice(i, i + 500).map((item) => ({ set, item })))
  },

  async steps(set: string): Promise<StepRow[]> {
    return q.select().from(setSteps).where(eq(setSteps.set, set)).orderBy(asc(setSteps.no))
  },

  async addSteps(rows: readonly StepRow[]): Promise<void> {
    await q.insert(setSteps).values([...rows])
  },

  /** Papers in being per kind, and how many of them have been sealed. */
  async paperCounts(bank: string): Promise<{ kind: ItemKind; made: number; sealed: number }[]> {
    return (await this.allPaperCounts(bank)).map(({ bank: _, ...counts }) => counts)
  },

  /** The same for every bank, or for the one named. */
  async allPaperCounts(bank?: string): Promise<{ bank: string; kind: ItemKind; made: number; sealed: number }[]> {
    return q
      .select({
        bank: sets.bank,
        kind: sets.kind,
        made: count(),
        sealed: sql<number>`sum(${papers.state} NOT IN ('assembled', 'approved'))`,
      })
      .from(papers)
      .innerJoin(sets, eq(sets.id, papers.set))
      .where(
        and(bank === undefined ? undefined : eq(sets.bank, bank), sql`${papers.state} NOT IN ('voided', 'destroyed')`),
      )
      .groupBy(sets.bank, sets.kind)
  },

  /** Every set, and those whose papers are not sealed yet: the owners of drafts. */
  async owners(): Promise<{ all: Set<string>; unsealed: Set<string> }> {
    const all = await q.select({ set: sets.id }).from(sets)
    const unsealed = await q
      .selectDistinct({ set: papers.set })
      .from(papers)
      .where(sql`${papers.state} IN ('assembled', 'approved')`)
    return { all: new Set(all.map(({ set }) => set)), unsealed: new Set(unsealed.map(({ set }) => set)) }
  },
})
