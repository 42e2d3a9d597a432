/** Finding a bank's calculation items over `q`: the reader, or an open transaction. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { type CalculationItem, isCalculation } from '../../core/calculation/item.ts'
import type { Query } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import { itemsOf } from './item-sight.ts'

/** The newest revision of a calculation item. */
export type StoredCalculation = { id: string; number: number; revision: number; content: CalculationItem }

/** At most `limit` calculation items in number order after item number `after`; only item `id`, or what is
 * person `of`'s to see, when they are given. */
export async function calculationsOf(
  q: Query,
  bank: string,
  { id, of, after, limit }: { id?: string | undefined; of?: string | undefined; after: number; limit: number },
): Promise<StoredCalculation[]> {
  const rows = await q
    .select({ id: items.id, number: items.number, revision: revisions.no, content: revisions.content })
    .from(items)
    .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.revision)))
    .where(
      and(
        eq(items.bank, bank),
        eq(items.kind, 'theory'),
        gt(items.number, after),
        id === undefined ? undefined : eq(items.id, id),
        of === undefined ? undefined : sql`${items.id} IN ${itemsOf(of)}`,
        sql`json_type(${revisions.content}, '$.calculation') = 'object'`,
      ),
    )
    .orderBy(asc(items.number))
    .limit(limit)
  return rows.flatMap(({ content, ...row }) => (isCalculation(content) ? [{ ...row, content }] : []))
}
