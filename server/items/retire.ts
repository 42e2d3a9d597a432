/** Taking an item out of use for good. Papers that used it keep what they froze. */
import { commonPolicy, take } from '../../core/review.ts'
import { type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { retirements } from '../db/schema-items.ts'
import { allowed, attempt } from './attempt.ts'
import { lifeStore } from './life-store.ts'

/** Retires an item, its draft with it. */
export async function retireItem(db: Db, bank: string, ref: string, reason: string, by: By): Promise<void> {
  await attempt(db, { bank, did: 'item.retire', to: ref }, by, async (q) => {
    const store = lifeStore(q)
    const living = await store.one(bank, ref)
    await store.settle(living, allowed(take(living.life, commonPolicy, { do: 'retire' }, by.actor)), by)
    await q.insert(retirements).values({ id: newId(by.at), item: living.item.id, reason, by: by.actor, at: by.at })
  })
}
