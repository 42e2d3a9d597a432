/** A reviewer's verdict on a submitted revision: approve, return with reasons, or reject. */
import { AppError } from '../../core/errors.ts'
import { ItemState } from '../../core/item.ts'
import { type ItemLife, take, VerdictKind } from '../../core/review.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { reviewPolicy } from '../banks/policy.ts'
import { type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { retirements } from '../db/schema-items.ts'
import { allowed, attempt } from './attempt.ts'
import { type Living, lifeStore } from './life-store.ts'
import { readingStore } from './readings.ts'
import { rowOf } from './revise.ts'
import { itemStore } from './store.ts'
import { type Listed, listedText } from './submit.ts'

/** `checked` are the ids of the bank's checklist that the reviewer confirms; approving needs all of them. */
export const NewVerdict = closed({
  revision: Type.Integer({ minimum: 1 }),
  verdict: VerdictKind,
  reasons: Type.Optional(Type.String({ maxLength: 4000 })),
  checked: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true })),
})
export type NewVerdict = Static<typeof NewVerdict>

/** Where an item stands after a verdict; still `submitted` while another approval is needed. */
export const Judged = closed({ state: ItemState, approvals: Type.Integer() })
export type Judged = Static<typeof Judged>

/**
 * Records the verdict of `by.actor`. Reasons are kept with it, not in the log: they may quote the item. Throws
 * `item.unseen` when the reviewer was not shown the revision whole.
 */
export async function judgeItem(db: Db, bank: string, ref: string, given: NewVerdict, by: By): Promise<Judged> {
  const to = `${ref}@${given.revision} ${given.verdict}`
  return attempt(db, { bank, did: 'item.verdict', to }, by, async (q) => {
    const living = await lifeStore(q).one(bank, ref)
    const { state, approvals } = await judge(q, bank, living, given, by)
    await requireSeen(q, [living], [given], by)
    return { state, approvals: approvals.length }
  })
}

/** Approves every listed revision or none. Throws `item.unseen` when the reviewer was not shown each of them whole. */
export async function approveListed(
  db: Db,
  bank: string,
  list: readonly Listed[],
  checked: readonly string[],
  by: By,
): Promise<{ approved: number; waiting: number }> {
  return attempt(db, { bank, did: 'item.approve', to: listedText(list) }, by, async (q) => {
    const found = await lifeStore(q).many(
      bank,
      list.map(({ item }) => item),
    )
    let approved = 0
    for (const [at, living] of found.entries()) {
      const given: NewVerdict = { revision: list[at]!.revision, verdict: 'approved', checked: [...checked] }
      if ((await judge(q, bank, living, given, by)).state === 'approved') approved += 1
    }
    await requireSeen(q, found, list, by)
    return { approved, waiting: found.length - approved }
  })
}

/** Asked after the rules: who may not judge an item at all is told that first. */
async function requireSeen(
  q: Query,
  found: readonly Living[],
  list: readonly Pick<Listed, 'revision'>[],
  { actor }: By,
): Promise<void> {
  const wanted = found.map(({ item, said }, at) => ({ item: item.id, said, revision: list[at]!.revision }))
  const unseen = (await readingStore(q).unseen(wanted, actor)).map(({ said, revision }) => `${said}@${revision}`)
  if (unseen.length)
    throw new AppError(
      'item.unseen',
      `Not shown to you yet, so not judged: ${unseen.join(', ')}. Look at it whole first. / 尚未向您显示，不能审定：${unseen.join('、')}。请先查看全题。`,
    )
}

async function judge(q: Query, bank: string, living: Living, given: NewVerdict, by: By): Promise<ItemLife> {
  const { revision, verdict, reasons = '', checked = [] } = given
  const { item, life, said } = living
  const step = { do: 'verdict', revision, verdict, reasons, checked } as const
  const after = allowed(take(life, await reviewPolicy(q, bank), step, by.actor), said)
  const row = { id: newId(by.at), item: item.id, revision, reviewer: by.actor, verdict, reasons, at: by.at, checked }
  await itemStore(q).insertVerdict(row)
  await lifeStore(q).settle(living, after, by)
  if (verdict === 'rejected') await afterRejection(q, living, after, reasons, by)
  return after
}

/** Without an approved revision the item is retired; with one, that is what its row says again. */
async function afterRejection(q: Query, { item }: Living, { state, approved }: ItemLife, reason: string, by: By) {
  if (state === 'retired') {
    await q.insert(retirements).values({ id: newId(by.at), item: item.id, reason, by: by.actor, at: by.at })
    return
  }
  const inUse = approved === null ? undefined : await itemStore(q).revision(item.id, approved)
  if (inUse) await itemStore(q).update(item.id, rowOf(inUse.content))
}
