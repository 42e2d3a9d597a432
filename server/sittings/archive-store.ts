/** Archives of sittings over `q`: the reader, or an open transaction. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Consultation } from '../../core/archive.ts'
import type { Query } from '../db/open.ts'
import {
  archiveEntries,
  consultationDecisions,
  consultations,
  consultationVisits,
  sittings,
} from '../db/schema-sittings.ts'

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

  /** The register of a bank, of one sitting where it is named, in the order of asking. */
  async consultations(bank: string, sitting?: string): Promise<Consultation[]> {
    const rows = await q
      .select({
        asked: consultations,
        decision: consultationDecisions,
        visit: consultationVisits,
      })
      .from(consultations)
      .innerJoin(sittings, eq(sittings.id, consultations.sitting))
      .leftJoin(consultationDecisions, eq(consultationDecisions.consultation, consultations.id))
      .leftJoin(consultationVisits, eq(consultationVisits.consultation, consultations.id))
      .where(and(eq(sittings.bank, bank), sitting === undefined ? undefined : eq(sittings.id, sitting)))
      // Ids of one millisecond have no order of their own.
      .orderBy(sql`${consultations}.rowid`)
    return rows.map(({ asked, decision, visit }) => ({
      ...asked,
      decision: decision?.decision ?? null,
      decidedBy: decision?.by ?? null,
      decided: decision?.at ?? null,
      present: visit && [visit.first, visit.second],
      visited: visit?.at ?? null,
    }))
  },

  async insertConsultation(row: typeof consultations.$inferInsert): Promise<void> {
    await q.insert(consultations).values(row)
  },

  async insertDecision(row: typeof consultationDecisions.$inferInsert): Promise<void> {
    await q.insert(consultationDecisions).values(row)
  },

  async insertVisit(row: typeof consultationVisits.$inferInsert): Promise<void> {
    await q.insert(consultationVisits).values(row)
  },
})
