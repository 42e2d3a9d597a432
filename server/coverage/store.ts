/** What coverage counts, over `q`: the reader, or an open transaction. */
import { and, count, eq, gte, inArray, sql } from 'drizzle-orm'
import type { QuarterUpdates } from '../../core/coverage/coverage.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { items, revisions, sets, verdicts } from '../db/schema.ts'
import { relations, remapItems, remaps } from '../db/schema-relations.ts'
import { blindSets } from '../db/schema-sets.ts'

/** Quarters are those of the offices that file: China's time, all year. */
const QUARTER = (at: unknown) =>
  sql<string>`strftime('%Y', ${at} / 1000 + 28800, 'unixepoch') || 'Q' || ((strftime('%m', ${at} / 1000 + 28800, 'unixepoch') + 2) / 3)`

export const coverageStore = (q: Query) => ({
  /** Every item; of one whose use and newest revision differ, the content in use comes along. */
  async items(bank: string) {
    return q
      .select({
        id: items.id,
        kind: items.kind,
        state: items.state,
        approved: items.approved,
        type: items.type,
        place: items.point,
        difficulty: items.difficulty,
        since: sql<number>`coalesce(${revisions.at}, ${items.at})`,
        inUse: sql<string | null>`CASE WHEN ${items.approved} <> ${items.revision} THEN ${revisions.content} END`,
      })
      .from(items)
      .leftJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.approved)))
      .where(eq(items.bank, bank))
  },

  /** Items that a re-mapping brought to one of these editions. */
  async remappedTo(tables: readonly string[]): Promise<Set<string>> {
    const rows = await q
      .select({ item: remapItems.item })
      .from(remapItems)
      .innerJoin(remaps, eq(remaps.id, remapItems.remap))
      .where(and(eq(remaps.state, 'applied'), inArray(remaps.toTable, [...tables])))
    return new Set(rows.map(({ item }) => item))
  },

  async people(bank: string): Promise<{ writers: number; reviewers: number }> {
    const [wrote] = await q
      .select({ n: sql<number>`count(DISTINCT ${revisions.author})` })
      .from(revisions)
      .innerJoin(items, eq(items.id, revisions.item))
      .where(eq(items.bank, bank))
    const [judged] = await q
      .select({ n: sql<number>`count(DISTINCT ${verdicts.reviewer})` })
      .from(verdicts)
      .innerJoin(items, eq(items.id, verdicts.item))
      .where(eq(items.bank, bank))
    return { writers: wrote?.n ?? 0, reviewers: judged?.n ?? 0 }
  },

  /** What was added, revised and retired, the newest quarter first. */
  async updates(bank: string): Promise<QuarterUpdates[]> {
    const quarter = QUARTER(sql`at`)
    return q.all<QuarterUpdates>(sql`
      SELECT quarter, sum(added) AS added, sum(revised) AS revised, sum(retired) AS retired FROM (
        SELECT ${quarter} AS quarter, no = 1 AS added, no > 1 AS revised, 0 AS retired
          FROM (SELECT r.no, r.at FROM revisions r JOIN items i ON i.id = r.item WHERE i.bank = ${bank})
        UNION ALL
        SELECT ${quarter}, 0, 0, 1
          FROM (SELECT t.at FROM retirements t JOIN items i ON i.id = t.item WHERE i.bank = ${bank}))
      GROUP BY quarter ORDER BY quarter DESC`)
  },

  async updatedSince(bank: string, at: number): Promise<number> {
    const [row] = await q
      .select({ n: count() })
      .from(revisions)
      .innerJoin(items, eq(items.id, revisions.item))
      .where(and(eq(items.bank, bank), gte(revisions.at, at)))
    return row?.n ?? 0
  },

  /** Proposed relations that nobody has decided. */
  async openRelations(bank: string): Promise<number> {
    const [row] = await q
      .select({ n: count() })
      .from(relations)
      .where(and(eq(relations.bank, bank), eq(relations.state, 'proposed')))
    return row?.n ?? 0
  },

  /** In how many sets each approved item stands. Only for who may know of use. */
  async usesOfApproved(bank: string): Promise<number[]> {
    const rows = await q.all<{ n: number }>(sql`
      SELECT count(u."set") AS n FROM items i LEFT JOIN uses u ON u.item = i.id
      WHERE i.bank = ${bank} AND i.approved IS NOT NULL AND i.state <> 'retired' GROUP BY i.id`)
    return rows.map(({ n }) => n)
  },

  /** Sets of the bank that nobody saw between assembly and seal. */
  async blindSets(bank: string): Promise<number> {
    const [row] = await q
      .select({ n: count() })
      .from(blindSets)
      .innerJoin(sets, eq(sets.id, blindSets.set))
      .where(eq(sets.bank, bank))
    return row?.n ?? 0
  },

  /** Items in use of every bank and kind, or of the bank named, from their index alone. */
  async holdings(bank?: string): Promise<{ bank: string; kind: ItemKind; n: number }[]> {
    return q
      .select({ bank: items.bank, kind: items.kind, n: count() })
      .from(items)
      .where(
        and(
          bank === undefined ? undefined : eq(items.bank, bank),
          sql`${items.approved} IS NOT NULL AND ${items.state} <> 'retired'`,
        ),
      )
      .groupBy(items.bank, items.kind)
  },

  /** Points of every bank's theory table in force, and those that no item in use stands on. */
  async points(): Promise<{ bank: string; all: number; bare: number }[]> {
    return q.all<{ bank: string; all: number; bare: number }>(sql`
      SELECT t.bank AS bank, count(p.value) AS "all", coalesce(sum(p.value IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM items i WHERE i.bank = t.bank AND i.kind = 'theory' AND i.point = p.value ->> 'code'
            AND i.approved IS NOT NULL AND i.state <> 'retired')), 0) AS bare
      FROM element_tables t LEFT JOIN json_each(t.content, '$.points') p
      WHERE t.kind = 'theory' AND t.rowid = (
        SELECT rowid FROM element_tables n WHERE n.bank = t.bank AND n.kind = 'theory' ORDER BY n.at DESC, n.rowid DESC LIMIT 1)
      GROUP BY t.bank`)
  },
})
