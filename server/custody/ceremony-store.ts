/** Ceremonies over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Ceremony } from '../../core/seal/ceremony.ts'
import type { Query } from '../db/open.ts'
import { seals } from '../db/schema.ts'
import { ceremonies, ceremonyCopies, ceremonyShares } from '../db/schema-custody.ts'
import { isBlind } from '../sets/blind.ts'
import { setStore } from '../sets/store.ts'
import type { SealRow } from './store.ts'

export type CeremonyRow = typeof ceremonies.$inferSelect
export type ShareRow = typeof ceremonyShares.$inferSelect
export type CopyRun = typeof ceremonyCopies.$inferSelect
/** A ceremony as the rules see it, with its record. */
export type Held = { row: CeremonyRow; seal: SealRow; rules: Ceremony; copies: CopyRun[] }

const LIVE = ['requested', 'approved', 'opened', 'taken'] as const

export const ceremonyStore = (q: Query) => ({
  async find(bank: string, id: string): Promise<CeremonyRow | undefined> {
    const [row] = await q
      .select()
      .from(ceremonies)
      .where(and(eq(ceremonies.bank, bank), eq(ceremonies.id, id)))
    return row
  },

  async all(bank: string): Promise<CeremonyRow[]> {
    return q.select().from(ceremonies).where(eq(ceremonies.bank, bank)).orderBy(desc(ceremonies.id))
  },

  /** Ceremonies that are not over. */
  async live(): Promise<CeremonyRow[]> {
    return q
      .select()
      .from(ceremonies)
      .where(inArray(ceremonies.state, [...LIVE]))
  },

  async insert(row: CeremonyRow): Promise<void> {
    await q.insert(ceremonies).values(row)
  },

  async update(id: string, change: Partial<CeremonyRow>): Promise<void> {
    await q.update(ceremonies).set(change).where(eq(ceremonies.id, id))
  },

  async shares(id: string): Promise<ShareRow[]> {
    return q.select().from(ceremonyShares).where(eq(ceremonyShares.ceremony, id)).orderBy(asc(ceremonyShares.at))
  },

  async insertShare(row: ShareRow): Promise<void> {
    await q.insert(ceremonyShares).values(row)
  },

  async copies(id: string): Promise<CopyRun[]> {
    return q.select().from(ceremonyCopies).where(eq(ceremonyCopies.ceremony, id)).orderBy(asc(ceremonyCopies.first))
  },

  async insertCopies(rows: readonly CopyRun[]): Promise<void> {
    await q.insert(ceremonyCopies).values([...rows])
  },

  async seal(id: string): Promise<SealRow> {
    const [row] = await q.select().from(seals).where(eq(seals.id, id))
    return row as SealRow
  },
})

/** Whoever knows a set before it is opened; nobody, where nobody ever saw it. */
export async function composersOf(q: Query, bank: string, set: string): Promise<string[]> {
  if (await isBlind(q, set)) return []
  const row = await setStore(q).find(bank, set)
  const steps = await setStore(q).steps(set)
  return [...(row ? [row.assembledBy] : []), ...steps.map(({ actor }) => actor)]
}

/** A ceremony of a bank, or `ceremony.missing`. `threshold` is that of the envelope in force. */
export async function holdCeremony(q: Query, bank: string, id: string, threshold: number): Promise<Held> {
  const store = ceremonyStore(q)
  const row = await store.find(bank, id)
  if (!row) throw new AppError('ceremony.missing', `There is no opening ${id} in ${bank}. / 没有该启封记录。`)
  const seal = await store.seal(row.seal)
  const rules: Ceremony = {
    state: row.state,
    composers: await composersOf(q, bank, seal.set),
    officer: row.officer,
    supervisor: row.supervisor,
    approved: row.approved,
    shares: await store.shares(id),
    threshold,
    until: row.until,
    wrong: row.wrong,
    opened: row.opened,
  }
  return { row, seal, rules, copies: await store.copies(id) }
}
