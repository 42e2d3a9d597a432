/** Custodians and sealed objects over `q`: the reader, or an open transaction. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Manifest, WrappedKey } from '../../core/seal/format.ts'
import type { Query } from '../db/open.ts'
import { custodians, papers, seals } from '../db/schema.ts'

export type CustodianRow = Omit<typeof custodians.$inferSelect, 'wrapped'> & { wrapped: WrappedKey }
export type SealRow = Omit<typeof seals.$inferSelect, 'manifest'> & { manifest: Manifest }

export const custodyStore = (q: Query) => ({
  async custodians(bank: string, names?: readonly string[]): Promise<CustodianRow[]> {
    const rows = await q
      .select()
      .from(custodians)
      .where(and(eq(custodians.bank, bank), names ? inArray(custodians.name, [...names]) : undefined))
      .orderBy(asc(custodians.name))
    return rows as CustodianRow[]
  },

  async insertCustodian(row: CustodianRow): Promise<void> {
    await q.insert(custodians).values(row)
  },

  async insertSeals(rows: SealRow[]): Promise<void> {
    await q.insert(seals).values(rows)
  },

  /** Names of every sealed file there should be. */
  async files(): Promise<string[]> {
    const rows = await q.select({ body: seals.body, envelope: seals.envelope }).from(seals)
    return rows.flatMap(({ body, envelope }) => [body, envelope])
  },

  /** Sealed objects of a set, papers first in their order. */
  async seals(set: string): Promise<SealRow[]> {
    const rows = await q
      .select({ seal: seals })
      .from(seals)
      .leftJoin(papers, eq(papers.id, seals.paper))
      .where(eq(seals.set, set))
      .orderBy(asc(papers.number), asc(seals.object))
    return rows.map(({ seal }) => seal as SealRow)
  },
})
