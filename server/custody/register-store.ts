/** The register of sealed objects over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Query } from '../db/open.ts'
import { seals, sets } from '../db/schema.ts'
import {
  ceremonies,
  custodyCopies,
  custodyEvents,
  destructionLines,
  destructions,
  paperVoids,
} from '../db/schema-custody.ts'

export type CopyRow = typeof custodyCopies.$inferSelect
export type EventRow = typeof custodyEvents.$inferSelect
export type DestructionRow = typeof destructions.$inferSelect
export type VoidRow = typeof paperVoids.$inferSelect

export const registerStore = (q: Query) => ({
  async insertCopy(row: CopyRow): Promise<void> {
    await q.insert(custodyCopies).values(row)
  },

  async insertEvent(...rows: EventRow[]): Promise<void> {
    await q.insert(custodyEvents).values(rows)
  },

  /** Copies of a bank's objects that somebody was given. */
  async copies(bank: string): Promise<CopyRow[]> {
    const rows = await q
      .select({ copy: custodyCopies })
      .from(custodyCopies)
      .innerJoin(seals, eq(seals.id, custodyCopies.seal))
      .innerJoin(sets, eq(sets.id, seals.set))
      .where(eq(sets.bank, bank))
      .orderBy(asc(custodyCopies.at), asc(custodyCopies.id))
    return rows.map(({ copy }) => copy)
  },

  async events(bank: string): Promise<EventRow[]> {
    const rows = await q
      .select({ event: custodyEvents })
      .from(custodyEvents)
      .innerJoin(seals, eq(seals.id, custodyEvents.seal))
      .innerJoin(sets, eq(sets.id, seals.set))
      .where(eq(sets.bank, bank))
      .orderBy(asc(custodyEvents.at), asc(custodyEvents.id))
    return rows.map(({ event }) => event)
  },

  /** When each object of a bank was opened, Unix ms, by seal. */
  async openings(bank: string): Promise<Map<string, number[]>> {
    const rows = await q
      .select({ seal: ceremonies.seal, opened: ceremonies.opened })
      .from(ceremonies)
      .where(eq(ceremonies.bank, bank))
      .orderBy(asc(ceremonies.opened))
    const times = new Map<string, number[]>()
    for (const { seal, opened } of rows) if (opened !== null) times.set(seal, [...(times.get(seal) ?? []), opened])
    return times
  },

  async destruction(bank: string, id: string): Promise<{ row: DestructionRow; seals: string[] } | undefined> {
    const [row] = await q
      .select()
      .from(destructions)
      .where(and(eq(destructions.bank, bank), eq(destructions.id, id)))
    if (!row) return undefined
    const lines = await q
      .select({ seal: destructionLines.seal })
      .from(destructionLines)
      .where(eq(destructionLines.destruction, id))
    return { row, seals: lines.map(({ seal }) => seal) }
  },

  async destructions(bank: string): Promise<DestructionRow[]> {
    return q.select().from(destructions).where(eq(destructions.bank, bank)).orderBy(desc(destructions.id))
  },

  async insertDestruction(row: DestructionRow, objects: readonly string[]): Promise<void> {
    await q.insert(destructions).values(row)
    await q.insert(destructionLines).values(objects.map((seal) => ({ destruction: row.id, seal })))
  },

  async confirmDestruction(id: string, by: string, at: number): Promise<void> {
    await q.update(destructions).set({ confirmedBy: by, confirmed: at }).where(eq(destructions.id, id))
  },

  async voided(paper: string): Promise<VoidRow | undefined> {
    const [row] = await q.select().from(paperVoids).where(eq(paperVoids.paper, paper))
    return row
  },

  async insertVoid(row: VoidRow): Promise<void> {
    await q.insert(paperVoids).values(row)
  },

  async replaceVoid(paper: string, replacement: string): Promise<void> {
    await q.update(paperVoids).set({ replacement }).where(eq(paperVoids.paper, paper))
  },
})
