/** The second pair of eyes: submitting and approving. */
import { and, eq, inArray } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { items, revisions, verdicts } from '../db/schema.ts'

/** Rows written in one transaction; between two the loop is free. */
const BATCH = 500

export type Approval = { approved: number; own: number }

/**
 * Approves the newest revision of every draft or submitted item of a kind that
 * `by.actor` did not write; `own` counts those they did, which stay as they are.
 * Given `ids`, only these, and one of their own is refused.
 */
export async function approveItems(
  db: Db,
  bank: string,
  kind: ItemKind,
  by: By,
  ids?: readonly string[],
): Promise<Approval> {
  const open = await db.read
    .select({ id: items.id, revision: items.revision, author: revisions.author })
    .from(items)
    .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.revision)))
    .where(and(eq(items.bank, bank), eq(items.kind, kind), inArray(items.state, ['draft', 'submitted'])))
  const wanted = ids ? new Set(ids) : undefined
  const chosen = open.filter(({ id }) => !wanted || wanted.has(id))
  const others = chosen.filter(({ author }) => author !== by.actor)
  const own = chosen.length - others.length
  if (own && (wanted || !others.length))
    throw new AppError(
      'item.same-person',
      `${own} of these items were written by ${by.actor}: another person approves them. / 其中${own}题由${by.actor}命题，须由他人审定。`,
    )
  let approved = 0
  for (let i = 0; i < others.length; i += BATCH)
    approved += await db.tx((q) => approveBatch(q, bank, kind, others.slice(i, i + BATCH), by))
  return { approved, own }
}

/** Approves those of `batch` that are still as they were read. */
async function approveBatch(
  q: Query,
  bank: string,
  kind: ItemKind,
  batch: { id: string; revision: number }[],
  by: By,
): Promise<number> {
  const current = await q
    .select({ id: items.id, revision: items.revision })
    .from(items)
    .where(
      and(
        inArray(
          items.id,
          batch.map(({ id }) => id),
        ),
        inArray(items.state, ['draft', 'submitted']),
      ),
    )
  const still = current.filter(({ id, revision }) => batch.some((seen) => seen.id === id && seen.revision === revision))
  if (!still.length) return 0
  await q.insert(verdicts).values(
    still.map(({ id, revision }) => ({
      id: newId(by.at),
      item: id,
      revision,
      reviewer: by.actor,
      verdict: 'approved' as const,
      reasons: by.why ?? '',
      at: by.at,
    })),
  )
  for (const { id, revision } of still)
    await q.update(items).set({ state: 'approved', approved: revision }).where(eq(items.id, id))
  await logStore(q).append(act(by, bank, 'item.approve', `${kind} ${still.map(({ id }) => id).join(' ')}`))
  return still.length
}
