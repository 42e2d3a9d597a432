/**
 * Approving what was imported, whole. Importing is handing in: whoever brought
 * a workbook in answers for it, so its drafts count as submitted. Drafts that
 * were written or edited here are not: their writers submit them.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { logStore } from '../access/store.ts'
import { reviewPolicy } from '../banks/policy.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { items, verdicts } from '../db/schema.ts'
import { type Living, lifeStore } from './life-store.ts'

/** Rows written in one transaction; between two the loop is free. */
const BATCH = 500

/** How many were approved (or wait for a second reviewer), and how many are the actor's own. */
export type Approval = { approved: number; waiting: number; own: number }

/**
 * Approves the newest revision of every submitted or imported item of a kind
 * that `by.actor` did not write; `own` counts those they did, which stay as
 * they are. Given `ids`, only these, and one of their own is refused. Items
 * that other people have to review are left to them.
 */
export async function approveItems(
  db: Db,
  bank: string,
  kind: ItemKind,
  by: By,
  ids?: readonly string[],
): Promise<Approval> {
  const open = await handedIn(db.read, bank, kind)
  const wanted = ids ? new Set(ids) : undefined
  const found = await lifeStore(db.read).many(
    bank,
    open.filter((id) => !wanted || wanted.has(id)),
  )
  const own = found.filter(({ life }) => life.authors.includes(by.actor) || life.writers.includes(by.actor)).length
  const others = found.filter((living) => mayApprove(living, by.actor)).map(({ item }) => item.id)
  if (own && (wanted || !others.length))
    throw new AppError(
      'item.same-person',
      `${own} of these items were written by ${by.actor}: another person approves them. / 其中${own}题由${by.actor}命题，须由他人审定。`,
    )
  const done = { approved: 0, waiting: 0, own }
  for (let i = 0; i < others.length; i += BATCH) {
    const batch = await db.tx((q) => approveBatch(q, bank, kind, others.slice(i, i + BATCH), by))
    done.approved += batch.approved
    done.waiting += batch.waiting
  }
  return done
}

const mayApprove = ({ life }: Living, actor: string): boolean =>
  !life.authors.includes(actor) &&
  !life.writers.includes(actor) &&
  !life.approvals.includes(actor) &&
  (!life.reviewers.length || life.reviewers.includes(actor))

/** Ids of what was submitted, or imported and not sent back since; of `among` when given. */
async function handedIn(q: Query, bank: string, kind: ItemKind, among?: readonly string[]): Promise<string[]> {
  const some = among ? sql`AND ${inArray(sql`i.id`, [...among])}` : sql``
  const rows = q.all<{ id: string }>(sql`
    SELECT id FROM items i WHERE bank = ${bank} AND kind = ${kind} ${some} AND (state = 'submitted' OR (state = 'draft'
      AND (id, revision) IN (SELECT r.item, r.revision FROM import_rows r JOIN imports m ON m.id = r.import
        WHERE m.bank = ${bank} AND m.kind = ${kind} AND m.state = 'published' AND r.outcome IN ('added', 'updated'))
      AND NOT EXISTS (SELECT 1 FROM verdicts v
        WHERE v.item = i.id AND v.revision = i.revision AND v.verdict <> 'approved')))
    ORDER BY id`)
  return rows.map(({ id }) => id)
}

/** Approves those of `ids` that are still as they were read. */
async function approveBatch(q: Query, bank: string, kind: ItemKind, ids: readonly string[], by: By) {
  const still = new Set(await handedIn(q, bank, kind, ids))
  const store = lifeStore(q)
  const found = (
    await store.many(
      bank,
      ids.filter((id) => still.has(id)),
    )
  ).filter((it) => mayApprove(it, by.actor))
  if (!found.length) return { approved: 0, waiting: 0 }
  const chosen = found.map(({ item }) => item.id)
  await q
    .update(items)
    .set({ state: 'submitted' })
    .where(and(inArray(items.id, chosen), eq(items.state, 'draft')))
  await q.insert(verdicts).values(
    found.map(({ item }) => ({
      id: newId(by.at),
      item: item.id,
      revision: item.revision,
      reviewer: by.actor,
      verdict: 'approved' as const,
      reasons: by.why ?? '',
      at: by.at,
      checked: [],
    })),
  )
  const { reviewers } = await reviewPolicy(q, bank)
  const done = found.filter(({ life }) => life.approvals.length + 1 >= reviewers)
  for (const living of done)
    await store.settle(living, { ...living.life, state: 'approved', approved: living.item.revision }, by)
  await logStore(q).append(act(by, bank, 'item.approve', `${kind} ${chosen.join(' ')}`))
  return { approved: done.length, waiting: found.length - done.length }
}
