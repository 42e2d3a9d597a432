/** Relations between items over `q`: the reader, or an open transaction. */
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Relation } from '../../core/enemies.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Query } from '../db/open.ts'
import { type RelationState, relationItems, relations, similarRuns } from '../db/schema-relations.ts'

export type RelationRow = typeof relations.$inferSelect
export type RelationMember = typeof relationItems.$inferSelect
export type SimilarRun = typeof similarRuns.$inferSelect
export type RelationFilter = {
  state?: RelationState | undefined
  /** Only relations this item stands in. */
  item?: string | undefined
  /** List what comes after this relation. */
  after?: string | undefined
  limit: number
}

/** Rows in one statement. */
const CHUNK = 500

export const relationStore = (q: Query) => ({
  async find(bank: string, id: string): Promise<RelationRow | undefined> {
    const [row] = await q
      .select()
      .from(relations)
      .where(and(eq(relations.bank, bank), eq(relations.id, id)))
    return row
  },

  /** The members of some relations, in the order of their ids. */
  async members(ids: readonly string[]): Promise<RelationMember[]> {
    const found: RelationMember[] = []
    for (let i = 0; i < ids.length; i += CHUNK)
      found.push(
        ...(await q
          .select()
          .from(relationItems)
          .where(inArray(relationItems.relation, ids.slice(i, i + CHUNK)))
          .orderBy(asc(relationItems.relation), asc(relationItems.item))),
      )
    return found
  },

  /** A page in the order of ids, which is that of time. */
  async page(bank: string, kind: ItemKind, { state, item, after, limit }: RelationFilter): Promise<RelationRow[]> {
    return q
      .select()
      .from(relations)
      .where(
        and(
          eq(relations.bank, bank),
          eq(relations.kind, kind),
          state && eq(relations.state, state),
          after === undefined ? undefined : gt(relations.id, after),
          item === undefined
            ? undefined
            : inArray(
                relations.id,
                q.select({ id: relationItems.relation }).from(relationItems).where(eq(relationItems.item, item)),
              ),
        ),
      )
      .orderBy(asc(relations.id))
      .limit(limit)
  },

  /** What holds in a bank: the accepted enemies and families. */
  async accepted(bank: string, kind: ItemKind): Promise<Relation[]> {
    const rows = await q
      .select({ id: relations.id, decision: relations.decision, item: relationItems.item })
      .from(relations)
      .innerJoin(relationItems, eq(relationItems.relation, relations.id))
      .where(
        and(
          eq(relations.bank, bank),
          eq(relations.kind, kind),
          eq(relations.state, 'accepted'),
          inArray(relations.decision, ['enemies', 'family']),
        ),
      )
      .orderBy(asc(relations.id), asc(relationItems.item))
    const found = new Map<string, Relation & { items: string[] }>()
    for (const { id, decision, item } of rows) {
      const relation = found.get(id)
      if (relation) relation.items.push(item)
      else found.set(id, { sort: decision as Relation['sort'], items: [item] })
    }
    return [...found.values()]
  },

  /** Every relation of a bank and kind with its members: what a search must not propose again. */
  async known(bank: string, kind: ItemKind): Promise<(RelationMember & { state: RelationState })[]> {
    return q
      .select({
        relation: relationItems.relation,
        item: relationItems.item,
        revision: relationItems.revision,
        state: relations.state,
      })
      .from(relations)
      .innerJoin(relationItems, eq(relationItems.relation, relations.id))
      .where(and(eq(relations.bank, bank), eq(relations.kind, kind)))
  },

  async insert(relation: RelationRow, members: readonly Omit<RelationMember, 'relation'>[]): Promise<void> {
    await q.insert(relations).values(relation)
    for (let i = 0; i < members.length; i += CHUNK)
      await q
        .insert(relationItems)
        .values(members.slice(i, i + CHUNK).map((member) => ({ ...member, relation: relation.id })))
  },

  async update(id: string, change: Partial<RelationRow>): Promise<void> {
    await q.update(relations).set(change).where(eq(relations.id, id))
  },

  async lastRun(bank: string, kind: ItemKind): Promise<SimilarRun | undefined> {
    const [row] = await q
      .select()
      .from(similarRuns)
      .where(and(eq(similarRuns.bank, bank), eq(similarRuns.kind, kind)))
      .orderBy(desc(similarRuns.at), desc(similarRuns.id))
      .limit(1)
    return row
  },

  async insertRun(run: SimilarRun): Promise<void> {
    await q.insert(similarRuns).values(run)
  },
})

/** A relation as it starts: proposed, decided by nobody. */
export const proposal = (
  fields: Pick<
    RelationRow,
    'id' | 'bank' | 'kind' | 'sort' | 'origin' | 'similarity' | 'likeness' | 'proposedBy' | 'reason' | 'at'
  >,
): RelationRow => ({
  ...fields,
  state: 'proposed',
  decidedBy: null,
  decision: null,
  decisionReason: null,
  decidedAt: null,
  kept: null,
  withdrawnBy: null,
  withdrawalReason: null,
  withdrawnAt: null,
})
