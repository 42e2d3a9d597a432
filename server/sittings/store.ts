/** Sittings over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Query } from '../db/open.ts'
import { sittingIncidents, sittingPeople, sittingRooms, sittings } from '../db/schema-sittings.ts'

export type SittingRow = typeof sittings.$inferSelect
export type RoomRow = typeof sittingRooms.$inferSelect
export type SittingPerson = Omit<typeof sittingPeople.$inferSelect, 'sitting'>
export type IncidentRow = typeof sittingIncidents.$inferSelect
export type Sitting = { row: SittingRow; rooms: RoomRow[]; people: SittingPerson[]; incidents: IncidentRow[] }

export const sittingStore = (q: Query) => ({
  async all(bank: string): Promise<SittingRow[]> {
    return q.select().from(sittings).where(eq(sittings.bank, bank)).orderBy(desc(sittings.starts))
  },

  /** A sitting with its rooms, people and incidents, or `sitting.missing`. */
  async require(bank: string, id: string): Promise<Sitting> {
    const [row] = await q
      .select()
      .from(sittings)
      .where(and(eq(sittings.bank, bank), eq(sittings.id, id)))
    if (!row) throw new AppError('sitting.missing', `There is no sitting ${id} in ${bank}. / 没有该场考试。`)
    const rooms = await q
      .select()
      .from(sittingRooms)
      .where(eq(sittingRooms.sitting, id))
      .orderBy(asc(sittingRooms.room))
    const people = await q
      .select({ person: sittingPeople.person, part: sittingPeople.part })
      .from(sittingPeople)
      .where(eq(sittingPeople.sitting, id))
      .orderBy(asc(sittingPeople.part), asc(sittingPeople.person))
    const incidents = await q
      .select()
      .from(sittingIncidents)
      .where(eq(sittingIncidents.sitting, id))
      .orderBy(asc(sittingIncidents.id))
    return { row, rooms, people, incidents }
  },

  async insert(row: SittingRow, rooms: readonly RoomRow[], people: readonly SittingPerson[]): Promise<void> {
    await q.insert(sittings).values(row)
    await q.insert(sittingRooms).values([...rooms])
    if (people.length) await q.insert(sittingPeople).values(people.map((one) => ({ sitting: row.id, ...one })))
  },

  async update(id: string, change: Partial<SittingRow>): Promise<void> {
    await q.update(sittings).set(change).where(eq(sittings.id, id))
  },

  async updateRoom(sitting: string, room: string, change: Partial<RoomRow>): Promise<void> {
    await q
      .update(sittingRooms)
      .set(change)
      .where(and(eq(sittingRooms.sitting, sitting), eq(sittingRooms.room, room)))
  },

  async insertIncident(row: IncidentRow): Promise<void> {
    await q.insert(sittingIncidents).values(row)
  },
})
