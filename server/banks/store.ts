/** Banks and their element tables over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq } from 'drizzle-orm'
import type { ElementTable } from '../../core/element-table.ts'
import type { Query } from '../db/open.ts'
import { banks, elementTables } from '../db/schema.ts'

export type Bank = typeof banks.$inferSelect
export type StoredTable = typeof elementTables.$inferSelect

export const bankStore = (q: Query) => ({
  async find(id: string): Promise<Bank | undefined> {
    const [row] = await q.select().from(banks).where(eq(banks.id, id))
    return row
  },

  async all(): Promise<Bank[]> {
    return q.select().from(banks).orderBy(asc(banks.id))
  },

  async insert(bank: Bank): Promise<void> {
    await q.insert(banks).values(bank)
  },

  /** The edition in force, or undefined while there is none. */
  async table(bank: string, kind: ElementTable['kind']): Promise<StoredTable | undefined> {
    const [row] = await q
      .select()
      .from(elementTables)
      .where(and(eq(elementTables.bank, bank), eq(elementTables.kind, kind)))
      .orderBy(desc(elementTables.at), desc(elementTables.id))
      .limit(1)
    return row
  },

  async insertTable(table: StoredTable): Promise<void> {
    await q.insert(elementTables).values(table)
  },
})
