/** Banks and their element tables over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { ElementTable } from '../../core/element-table.ts'
import type { Query } from '../db/open.ts'
import { banks, elementTables } from '../db/schema.ts'

export type Bank = typeof banks.$inferSelect
export type StoredTable = typeof elementTables.$inferSelect

/** Of two editions put in force in one millisecond, the later one; their ids are drawn and have no order. */
const NEWEST = sql`rowid DESC`

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
      .orderBy(desc(elementTables.at), NEWEST)
      .limit(1)
    return row
  },

  /** Every edition of a bank, the newest first; of each kind the first is in force. */
  async tables(bank: string): Promise<StoredTable[]> {
    return q.select().from(elementTables).where(eq(elementTables.bank, bank)).orderBy(desc(elementTables.at), NEWEST)
  },

  async tableById(bank: string, id: string): Promise<StoredTable | undefined> {
    const [row] = await q
      .select()
      .from(elementTables)
      .where(and(eq(elementTables.bank, bank), eq(elementTables.id, id)))
    return row
  },

  async insertTable(table: StoredTable): Promise<void> {
    await q.insert(elementTables).values(table)
  },
})
