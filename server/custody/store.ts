/** Custodians and sealed objects over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Manifest, WrappedKey } from '../../core/seal/format.ts'
import type { Query } from '../db/open.ts'
import { custodians, papers, seals, sets } from '../db/schema.ts'
import { custodyGroups, custodyMembers, destructionLines, destructions, envelopes } from '../db/schema-custody.ts'

export type CustodianRow = Omit<typeof custodians.$inferSelect, 'wrapped'> & { wrapped: WrappedKey }
export type GroupRow = typeof custodyGroups.$inferSelect
export type EnvelopeRow = typeof envelopes.$inferSelect
export type SealRow = Omit<typeof seals.$inferSelect, 'manifest'> & { manifest: Manifest }

export const custodyStore = (q: Query) => ({
  /** Custodians in office, by name. */
  async custodians(bank: string, names?: readonly string[]): Promise<CustodianRow[]> {
    const rows = await q
      .select()
      .from(custodians)
      .where(
        and(
          eq(custodians.bank, bank),
          isNull(custodians.ended),
          names ? inArray(custodians.name, [...names]) : undefined,
        ),
      )
      .orderBy(asc(custodians.name))
    return rows as CustodianRow[]
  },

  async insertCustodian(row: CustodianRow): Promise<void> {
    await q.insert(custodians).values(row)
  },

  async insertSeals(rows: SealRow[]): Promise<void> {
    await q.insert(seals).values(rows)
  },

  async endCustodian(id: string, at: number): Promise<void> {
    await q.update(custodians).set({ ended: at }).where(eq(custodians.id, id))
  },

  async rewrapped(id: string, wrapped: WrappedKey): Promise<void> {
    await q.update(custodians).set({ wrapped }).where(eq(custodians.id, id))
  },

  /** Whether a key belongs to a person or to the safe. */
  async kindOf(bank: string, publicKey: string): Promise<CustodianRow['kind']> {
    const [row] = await q
      .select({ kind: custodians.kind })
      .from(custodians)
      .where(and(eq(custodians.bank, bank), eq(custodians.publicKey, publicKey)))
    return row?.kind ?? 'person'
  },

  /** The newest version of each group of a bank, by name. */
  async groups(bank: string): Promise<GroupRow[]> {
    const rows = await q
      .select()
      .from(custodyGroups)
      .where(eq(custodyGroups.bank, bank))
      .orderBy(asc(custodyGroups.name), desc(custodyGroups.version))
    return rows.filter(({ name }, i) => name !== rows[i - 1]?.name)
  },

  /** Members of a version of a group, by name, whether still in office or not. */
  async members(group: string): Promise<CustodianRow[]> {
    const rows = await q
      .select({ custodian: custodians })
      .from(custodyMembers)
      .innerJoin(custodians, eq(custodians.id, custodyMembers.custodian))
      .where(eq(custodyMembers.group, group))
      .orderBy(asc(custodians.name))
    return rows.map(({ custodian }) => custodian as CustodianRow)
  },

  async insertGroup(row: GroupRow, members: readonly string[]): Promise<void> {
    await q.insert(custodyGroups).values(row)
    await q.insert(custodyMembers).values(members.map((custodian) => ({ group: row.id, custodian })))
  },

  /** Names of every sealed file there should be, and of envelopes that were superseded or destroyed. */
  async files(): Promise<{ kept: string[]; gone: string[] }> {
    const rows = await q.select({ id: seals.id, body: seals.body, envelope: seals.envelope }).from(seals)
    const later = await q.select().from(envelopes).orderBy(asc(envelopes.generation))
    const bySeal = new Map(rows.map(({ id, envelope }) => [id, [envelope]]))
    for (const { seal, file } of later) bySeal.get(seal)!.push(file)
    const destroyed = new Set(await this.destroyed())
    const kept = rows.map(({ body }) => body)
    const gone: string[] = []
    for (const [seal, files] of bySeal) {
      const current = destroyed.has(seal) ? undefined : files.pop()
      if (current !== undefined) kept.push(current)
      gone.push(...files)
    }
    return { kept, gone }
  },

  /** Seals whose destruction two people have carried out. */
  async destroyed(): Promise<string[]> {
    const rows = await q
      .select({ seal: destructionLines.seal })
      .from(destructionLines)
      .innerJoin(destructions, eq(destructions.id, destructionLines.destruction))
      .where(isNotNull(destructions.confirmed))
    return rows.map(({ seal }) => seal)
  },

  /** The envelope of a seal that is in force. */
  async envelope({ id, envelope }: Pick<SealRow, 'id' | 'envelope'>): Promise<{ file: string; generation: number }> {
    const [row] = await q
      .select()
      .from(envelopes)
      .where(eq(envelopes.seal, id))
      .orderBy(desc(envelopes.generation))
      .limit(1)
    return row ? { file: row.file, generation: row.generation } : { file: envelope, generation: 1 }
  },

  async insertEnvelopes(rows: EnvelopeRow[]): Promise<void> {
    await q.insert(envelopes).values(rows)
  },

  /** Every sealed object of a bank, in the order of sealing. */
  async bankSeals(bank: string): Promise<SealRow[]> {
    const rows = await q
      .select({ seal: seals })
      .from(seals)
      .innerJoin(sets, eq(sets.id, seals.set))
      .where(eq(sets.bank, bank))
      .orderBy(asc(seals.at), asc(seals.id))
    return rows.map(({ seal }) => seal as SealRow)
  },

  /** Sealed objects of a set, papers first in their order. */
  async seals(set: string): Promise<SealRow[]> {
    const rows = await q
      .select({ seal: seals })
      .from(seals)
      .leftJoin(papers, eq(papers.id, seals.paper))
      .where(eq(seals.set, set))
      .orderBy(sql`${papers.number} IS NULL`, asc(papers.number), asc(seals.object), asc(seals.form))
    return rows.map(({ seal }) => seal as SealRow)
  },
})
