/** Archives of sittings over `q`: the reader, or an open transaction. */
import { and, asc, eq } from 'drizzle-orm'
import type { Query } from '../db/open.ts'
import { archiveEntries } from '../db/schema-sittings.ts'

export type EntryRow = typeof archiveEntries.$inferSelect

export const archiveStore = (q: Query) => ({
  /** The newest entry of each material that has one. */
  async entries(sitting: string): Promise<Map<string, EntryRow>> {
    const rows = await q
      .select()
      .from(archiveEntries)
      .where(eq(archiveEntries.sitting, sitting))
      .orderBy(asc(archiveEntries.version))
    return new Map(rows.map((row) => [row.material, row]))
  },

  /** Every entry of one material, the oldest first. */
  async history(sitting: string, material: EntryRow['material']): Promise<EntryRow[]> {
    return q
      .select()
      .from(archiveEntries)
      .where(and(eq(archiveEntries.sitting, sitting), eq(archiveEntries.material, material)))
      .orderBy(asc(archiveEntries.version))
  },

  async insert(row: EntryRow): Promise<void> {
    await q.insert(archiveEntries).values(row)
  },
})
