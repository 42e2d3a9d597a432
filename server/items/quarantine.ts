/** Holding items back from papers while something about them is looked into, and letting them go. */
import { and, eq, isNull } from 'drizzle-orm'
import { commonPolicy, take } from '../../core/review.ts'
import { type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { quarantines } from '../db/schema-items.ts'
import { allowed, attempt } from './attempt.ts'
import { lifeStore } from './life-store.ts'

/** Holds back all of `refs` or none; their state is left as it is. */
export async function quarantineItems(
  db: Db,
  bank: string,
  refs: readonly string[],
  reason: string,
  by: By,
): Promise<void> {
  await attempt(db, { bank, did: 'item.quarantine', to: refs.join(' ') }, by, async (q) => {
    for (const { item, life, said } of await lifeStore(q).many(bank, refs)) {
      allowed(take(life, commonPolicy, { do: 'quarantine' }, by.actor), said)
      const row = { id: newId(by.at), item: item.id, reason, by: by.actor, at: by.at }
      await q.insert(quarantines).values({ ...row, ended: null, endedBy: null, endReason: null })
    }
  })
}

/** Lets items go again, all of `refs` or none. */
export async function releaseItems(
  db: Db,
  bank: string,
  refs: readonly string[],
  reason: string,
  by: By,
): Promise<void> {
  await attempt(db, { bank, did: 'item.release', to: refs.join(' ') }, by, async (q) => {
    for (const { item, life, said } of await lifeStore(q).many(bank, refs)) {
      allowed(take(life, commonPolicy, { do: 'release' }, by.actor), said)
      await q
        .update(quarantines)
        .set({ ended: by.at, endedBy: by.actor, endReason: reason })
        .where(and(eq(quarantines.item, item.id), isNull(quarantines.ended)))
    }
  })
}
