/** Blueprints over `q`: the reader, or an open transaction. A version is never changed. */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { blueprints } from '../db/schema.ts'

export type BlueprintRow = typeof blueprints.$inferSelect

export const blueprintStore = (q: Query) => ({
  async find(bank: string, id: string): Promise<BlueprintRow | undefined> {
    const [row] = await q
      .select()
      .from(blueprints)
      .where(and(eq(blueprints.bank, bank), eq(blueprints.id, id)))
    return row
  },

  async newest(bank: string, kind: ItemKind, name: string): Promise<BlueprintRow | undefined> {
    const [row] = await q
      .select()
      .from(blueprints)
      .where(and(eq(blueprints.bank, bank), eq(blueprints.kind, kind), eq(blueprints.name, name)))
      .orderBy(desc(blueprints.version))
      .limit(1)
    return row
  },

  /** Every version somebody wrote; what papers made elsewhere stand under says nothing and is none. */
  async all(bank: string): Promise<BlueprintRow[]> {
    return q
      .select()
      .from(blueprints)
      .where(and(eq(blueprints.bank, bank), sql`json_extract(${blueprints.content}, '$.outside') IS NULL`))
      .orderBy(asc(blueprints.kind), asc(blueprints.name), desc(blueprints.version))
  },

  async insert(row: BlueprintRow): Promise<void> {
    await q.insert(blueprints).values(row)
  },
})
