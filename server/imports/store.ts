/** Imports and kept mappings over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq, gt } from 'drizzle-orm'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { importRows, imports } from '../db/schema.ts'
import { importMappings, importUndos } from '../db/schema-imports.ts'

export type ImportRow = typeof imports.$inferSelect
export type KeptMapping = typeof importMappings.$inferSelect

export const importStore = (q: Query) => ({
  async find(bank: string, id: string): Promise<ImportRow | undefined> {
    const [row] = await q
      .select()
      .from(imports)
      .where(and(eq(imports.bank, bank), eq(imports.id, id)))
    return row
  },

  /** The newest imports first. */
  async all(bank: string): Promise<ImportRow[]> {
    return q.select().from(imports).where(eq(imports.bank, bank)).orderBy(desc(imports.at)).limit(200)
  },

  /** What became of the rows, in the file's order, from the one after `after` on. */
  async rows(id: string, after: number, limit: number) {
    return q
      .select({
        no: importRows.no,
        sheet: importRows.sheet,
        row: importRows.row,
        outcome: importRows.outcome,
        code: importRows.code,
        item: importRows.item,
        issues: importRows.issues,
      })
      .from(importRows)
      .where(and(eq(importRows.import, id), gt(importRows.no, after)))
      .orderBy(asc(importRows.no))
      .limit(limit)
  },

  async mappings(bank: string, kind?: ItemKind): Promise<KeptMapping[]> {
    return q
      .select()
      .from(importMappings)
      .where(and(eq(importMappings.bank, bank), kind ? eq(importMappings.kind, kind) : undefined))
      .orderBy(desc(importMappings.at), asc(importMappings.name))
  },

  /** Keeps a mapping under its name; the one kept before under that name is replaced. */
  async keep(mapping: KeptMapping): Promise<void> {
    await q
      .insert(importMappings)
      .values(mapping)
      .onConflictDoUpdate({
        target: [importMappings.bank, importMappings.kind, importMappings.name],
        set: { mapping: mapping.mapping, actor: mapping.actor, at: mapping.at },
      })
  },

  async forget(bank: string, id: string): Promise<boolean> {
    const gone = await q
      .delete(importMappings)
      .where(and(eq(importMappings.bank, bank), eq(importMappings.id, id)))
      .returning({ id: importMappings.id })
    return gone.length > 0
  },

  async insertUndo(undo: typeof importUndos.$inferInsert): Promise<void> {
    await q.insert(importUndos).values(undo)
  },
})
