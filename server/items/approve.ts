/**
 * Approving what was imported, page by page. Importing is handing in: whoever
 * brought a workbook in answers for it, so its drafts count as submitted. Drafts
 * that were written or edited here are not: their writers submit them. Each page
 * is shown whole, and logged as shown, before it is approved.
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
import { type RevisionView, readRevisions } from './read-revision.ts'
import type { Seen } from './readings.ts'

/** Items shown, and written in one transaction; between two the loop is free. */
const PAGE = 500

/** How many were approved (or wait for a second reviewer), were looked at and left, and are the actor's own. */
export type Approval = { approved: number; waiting: number; left: number; own: number }

/** Shows a page of items whole. True when the person approves all of it, and thereby confirms the bank's checklist. */
export type Look = (page: readonly RevisionView[]) => Promise<boolean>

/**
 * Shows `by.actor` the newest revision of every submitted or imported item of a
 * kind that they did not write, and approves the pages they say yes to; `own`
 * counts those they wrote, which stay as they are. Given `ids`, only these, and
 * one of their own is refused. Items that other people have to review are left
 * to them.
 */
export async function approveItems(
  db: Db,
  bank: string,
  kind: ItemKind,
  by: By,
  look: Look,
  { ids, page = PAGE }: { ids?: readonly string[]; page?: number } = {},
): Promise<Approval> {
  const open = await handedIn(db.read, bank, kind)
  const wanted = ids ? new Set(ids) : undefined
  const found = await lifeStore(db.read).many(
    bank,
    open.filter((id) => !wanted || wanted.has(id)),
  )
  const own = found.filter(({ life }) => life.authors.includes(by.actor) || life.writers.includes(by.actor)).length
  const others = found.filter((living) => mayApprove(living, by.actor)).map(({ item }) => item)
  if (own && (wanted || !others.length))
    throw new AppError(
      'item.same-person',
      `${own} of these items were written by ${by.actor}: another person approves them. / 其中${own}题由${by.actor}命题，须由他人审定。`,
    )
  const done = { approved: 0, waiting: 0, left: 0, own }
  for (let i = 0; i < others.length; i += page) {
    const asked = others.slice(i, i + page).map(({ id, revision }) => ({ item: id, revision }))
    const approves = await look(await readRevisions(db, bank, asked, by))
    const batch = approves ? await db.tx((q) => approveBatch(q, bank, kind, asked, by)) : { approved: 0, waiting: 0 }
    done.approved += batch.approved
    done.waiting += batch.waiting
    done.left += asked.length - batch.approved - batch.waiting
  }
  return done
}

const mayApprove = ({ life }: Living, actor: string): boolean =>
  !life.authors.includes(actor) &&
  !life.writers.includes(actor) &&
  !life.approvals.includes(actor) &&
  (!life.reviewers.length || life.reviewers.includes(actor))

/** Ids by number of what was submitted, or imported and not sent back since; of `among` when given. */
async function handedIn(q: Query, bank: string, kind: ItemKind, among?: readonly string[]): Promise<string[]> {
  const some = among ? sql`AND ${inArray(sql`i.id`, [...among])}` : sql``
  const rows = q.all<{ id: string }>(sql`
    SELECT id FROM items i WHERE bank = ${bank} AND kind = ${kind} ${some} AND (state = 'submitted' OR (state = 'draft'
      AND (id, revision) IN (SELECT r.item, r.revision FROM import_rows r JOIN imports m ON m.id = r.import
        WHERE m.bank = ${bank} AND m.kind = ${kind} AND m.state = 'published' AND r.outcome IN ('added', 'updated'))
      AND NOT EXISTS (SELECT 1 FROM verdicts v
        WHERE v.item = i.id AND v.revision = i.revision AND v.verdict <> 'approved')))
    ORDER BY number`)
  return rows.map(({ id }) => id)
}

/** Approves those of `shown` that are still as they were shown. */
async function approveBatch(q: Query, bank: string, kind: ItemKind, shown: readonly Seen[], by: By) {
  const revisions = new Map(shown.map(({ item, revision }) => [item, revision]))
  const store = lifeStore(q)
  const found = (await store.many(bank, await handedIn(q, bank, kind, [...revisions.keys()]))).filter(
    (living) => mayApprove(living, by.actor) && living.item.revision === revisions.get(living.item.id),
  )
  if (!found.length) return { approved: 0, waiting: 0 }
  const chosen = found.map(({ item }) => item.id)
  await q
    .update(items)
    .set({ state: 'submitted' })
    .where(and(inArray(items.id, chosen), eq(items.state, 'draft')))
  const { reviewers, checklist } = await reviewPolicy(q, bank)
  await q.insert(verdicts).values(
    found.map(({ item }) => ({
      id: newId(by.at),
      item: item.id,
      revision: item.revision,
      reviewer: by.actor,
      verdict: 'approved' as const,
      reasons: by.why ?? '',
      at: by.at,
      checked: checklist.map(({ id }) => id),
    })),
  )
  const done = found.filter(({ life }) => life.approvals.length + 1 >= reviewers)
  for (const living of done)
    await store.settle(living, { ...living.life, state: 'approved', approved: living.item.revision }, by)
  await logStore(q).append(act(by, bank, 'item.approve', `${kind} ${chosen.join(' ')}`))
  return { approved: done.length, waiting: found.length - done.length }
}
