/** Items, revisions, verdicts and pictures over `q`: the reader, or an open transaction. */
import { and, asc, count, eq, gt, inArray, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm'
import type { ItemContent, ItemKind, ItemState } from '../../core/item.ts'
import { parseItemNumber } from '../../core/item-number.ts'
import type { Query } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { items, pictures, revisions, verdicts } from '../db/schema.ts'
import { quarantines } from '../db/schema-items.ts'
import { itemsOf } from './item-sight.ts'

export type ItemRow = typeof items.$inferSelect
export type Revision = typeof revisions.$inferSelect
export type Verdict = typeof verdicts.$inferSelect
export type Picture = typeof pictures.$inferSelect
export type ItemFilter = {
  state?: ItemState | undefined
  type?: string | undefined
  point?: string | undefined
  difficulty?: number | undefined
  /** Only items this person wrote or has as a task. */
  of?: string | undefined
  /** List what comes after this item number. */
  after?: number | undefined
  limit: number
}

/** The revision an item shows: while it is approved the one in use, which a rejected draft does not replace; else the newest. */
export const shownRevision = ({
  state,
  approved,
  revision,
}: Pick<ItemRow, 'state' | 'approved' | 'revision'>): number =>
  state === 'approved' ? (approved ?? revision) : revision
const shownColumn = sql`CASE ${items.state} WHEN 'approved' THEN ${items.approved} ELSE ${items.revision} END`

const { placeholder } = sql
const queries = prepared((q) => ({
  byId: q
    .select()
    .from(items)
    .where(and(eq(items.bank, placeholder('bank')), eq(items.id, placeholder('id'))))
    .prepare(),
  byNumber: q
    .select()
    .from(items)
    .where(
      and(
        eq(items.bank, placeholder('bank')),
        eq(items.kind, placeholder('kind')),
        eq(items.number, placeholder('number')),
      ),
    )
    .prepare(),
  revision: q
    .select()
    .from(revisions)
    .where(and(eq(revisions.item, placeholder('item')), eq(revisions.no, placeholder('no'))))
    .prepare(),
}))

export const itemStore = (q: Query) => ({
  /** An item of a bank by its id or its spoken number. */
  async find(bank: string, ref: string): Promise<ItemRow | undefined> {
    const said = parseItemNumber(ref)
    if (said && said.bank !== bank) return undefined
    const { byId, byNumber } = queries(q)
    return said ? byNumber.get({ bank, kind: said.kind, number: said.number }) : byId.get({ bank, id: ref })
  },

  async revision(item: string, no: number): Promise<Revision | undefined> {
    return queries(q).revision.get({ item, no })
  },

  /** A page in item-number order with the content each item shows. */
  async page(bank: string, kind: ItemKind, { state, type, point, difficulty, of, after, limit }: ItemFilter) {
    const where: (SQL | undefined)[] = [
      eq(items.bank, bank),
      eq(items.kind, kind),
      state && eq(items.state, state),
      type ? eq(items.type, type) : undefined,
      point ? eq(items.point, point) : undefined,
      difficulty ? eq(items.difficulty, difficulty) : undefined,
      of === undefined ? undefined : sql`${items.id} IN ${itemsOf(of)}`,
      after === undefined ? undefined : gt(items.number, after),
    ]
    return q
      .select({ item: items, content: revisions.content, author: revisions.author })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, shownColumn)))
      .where(and(...where))
      .orderBy(asc(items.number))
      .limit(limit)
  },

  /**
   * Every item in use with its approved content, by id: the pool of an assembly.
   * A newer draft beside it changes nothing; what is in quarantine is left out.
   */
  async approved(
    bank: string,
    kind: ItemKind,
  ): Promise<{ id: string; number: number; revision: number; digest: string; content: ItemContent }[]> {
    const held = q
      .select({ id: quarantines.id })
      .from(quarantines)
      .where(and(eq(quarantines.item, items.id), isNull(quarantines.ended)))
    return q
      .select({
        id: items.id,
        number: items.number,
        revision: revisions.no,
        digest: revisions.digest,
        content: revisions.content,
      })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.approved)))
      .where(and(eq(items.bank, bank), eq(items.kind, kind), ne(items.state, 'retired'), notExists(held)))
      .orderBy(asc(items.id))
  },

  /** How many items of each kind and state. */
  async counts(bank: string) {
    return q
      .select({ kind: items.kind, state: items.state, count: count() })
      .from(items)
      .where(eq(items.bank, bank))
      .groupBy(items.kind, items.state)
  },

  /** The highest number that is taken or kept for an import at work; 0 before the first. */
  async lastNumber(bank: string, kind: ItemKind): Promise<number> {
    const row = q.get<{ last: number }>(sql`SELECT max(
      coalesce((SELECT max(number) FROM item_rows WHERE bank = ${bank} AND kind = ${kind}), 0),
      coalesce((SELECT max(last_number) FROM imports WHERE state = 'staging' AND bank = ${bank} AND kind = ${kind}), 0)) AS last`)
    return row?.last ?? 0
  },

  async insert(item: ItemRow, revision: Revision): Promise<void> {
    await q.insert(items).values(item)
    await q.insert(revisions).values(revision)
  },

  async update(id: string, change: Partial<ItemRow>): Promise<void> {
    await q.update(items).set(change).where(eq(items.id, id))
  },

  async insertRevision(revision: Revision): Promise<void> {
    await q.insert(revisions).values(revision)
  },

  /** Every revision of an item, the first one first. */
  async revisions(item: string): Promise<Revision[]> {
    return q.select().from(revisions).where(eq(revisions.item, item)).orderBy(asc(revisions.no))
  },

  /** Every verdict on an item, in the order they were given. */
  async verdicts(item: string): Promise<Verdict[]> {
    return q.select().from(verdicts).where(eq(verdicts.item, item)).orderBy(asc(verdicts.at), asc(verdicts.id))
  },

  async insertVerdict(verdict: typeof verdicts.$inferInsert): Promise<void> {
    await q.insert(verdicts).values(verdict)
  },

  async picture(sha256: string): Promise<Picture | undefined> {
    const [row] = await q.select().from(pictures).where(eq(pictures.sha256, sha256))
    return row
  },

  async pictures(digests: readonly string[]): Promise<Picture[]> {
    return digests.length
      ? q
          .select()
          .from(pictures)
          .where(inArray(pictures.sha256, [...digests]))
      : []
  },

  /** Stores a picture once; the digest names it. */
  async insertPicture(picture: Picture): Promise<void> {
    await q.insert(pictures).values(picture).onConflictDoNothing()
  },
})
