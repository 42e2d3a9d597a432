/** Undoing a bulk change: each of its items to which nothing newer happened stands as before; the others are named. */
import { and, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { closed, type Static, Type, Words } from '../../core/schema.ts'
import { reviewPolicy } from '../banks/policy.ts'
import type { By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { bulkChanges, bulkLines } from '../db/schema-search.ts'
import { attempt } from './attempt.ts'
import { asWriter } from './bulk-rules.ts'
import { type Living, lifeStore } from './life-store.ts'
import { revisionOf, rowOf } from './revise.ts'
import { itemStore } from './store.ts'

export const BulkUndone = closed({
  undone: Type.Integer(),
  kept: Type.Array(closed({ item: Type.String(), number: Type.String(), message: Words })),
})
export type BulkUndone = Static<typeof BulkUndone>

type Line = typeof bulkLines.$inferSelect

/** Undoes once. Throws `bulk.missing`; `item.state` when it is undone already, or nothing of it can be. */
export async function undoBulk(db: Db, bank: string, id: string, by: By): Promise<BulkUndone> {
  return attempt(db, { bank, did: 'item.bulk-undo', to: id }, by, async (q) => {
    const [bulk] = await q
      .select()
      .from(bulkChanges)
      .where(and(eq(bulkChanges.bank, bank), eq(bulkChanges.id, id)))
    if (!bulk) throw new AppError('bulk.missing', 'There is no such bulk change. / 没有此批量修改。')
    if (bulk.undoneAt !== null) throw new AppError('item.state', 'It was undone already. / 已经撤销过。')
    const lines = await q.select().from(bulkLines).where(eq(bulkLines.bulk, id))
    const found = await lifeStore(q).many(
      bank,
      lines.map(({ item }) => item),
    )
    const kept: BulkUndone['kept'] = []
    for (const [at, living] of found.entries()) {
      const message = await undoOne(q, bank, lines[at]!, living, by)
      if (message) kept.push({ item: living.item.id, number: living.said, message })
    }
    if (kept.length === lines.length)
      throw new AppError(
        'item.state',
        'Nothing of it can be undone: every item was changed since. / 各题此后均有变动，无法撤销。',
      )
    await q.update(bulkChanges).set({ undoneBy: by.actor, undoneAt: by.at }).where(eq(bulkChanges.id, id))
    return { undone: lines.length - kept.length, kept }
  })
}

/** Puts one item back; or says why it stays, having changed nothing. */
async function undoOne(q: Query, bank: string, line: Line, living: Living, by: By): Promise<Words | undefined> {
  const { item, life } = living
  const { stateBefore: state, revisionBefore, approvedBefore: approved } = line
  if (item.state !== line.stateAfter || item.revision !== line.revisionAfter || item.approved !== line.approvedAfter)
    return { zh: '此后又有变动。', en: 'Something newer happened to it.' }
  const store = itemStore(q)
  if (item.revision === revisionBefore) {
    if (item.approved !== approved && !(await stillApproved(q, bank, item.id, approved)))
      return { zh: '题库现要求更多审定人。', en: 'The bank asks for more approvals by now.' }
    await store.update(item.id, { state, approved })
    return undefined
  }
  if (state === 'approved' && approved !== null) {
    // The draft beside it is given up, as one that was rejected: what is in use is what the item says again.
    await store.update(item.id, { state, ...rowOf((await store.revision(item.id, approved))!.content) })
    return undefined
  }
  const writer = asWriter(life, by.actor)
  const edited =
    'life' in writer ? take(writer.life, commonPolicy, { do: 'edit', base: life.revision }, by.actor) : writer
  if ('refusal' in edited) return edited.refusal.message
  const { content } = (await store.revision(item.id, revisionBefore))!
  await store.insertRevision(revisionOf(item.id, edited.life.revision, content, `undo ${line.bulk}`, by))
  await store.update(item.id, { state, revision: edited.life.revision, ...rowOf(content) })
  return undefined
}

/** True when the revision has as many approvals as the bank asks for now. */
async function stillApproved(q: Query, bank: string, item: string, revision: number | null): Promise<boolean> {
  if (revision === null) return true
  const given = (await itemStore(q).verdicts(item)).filter(
    (verdict) => verdict.revision === revision && verdict.verdict === 'approved',
  )
  return given.length >= (await reviewPolicy(q, bank)).reviewers
}
