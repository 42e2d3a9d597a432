/** Items brought into use by a reviewer's verdict, as the database asks for it, without the steps between. */
import { eq } from 'drizzle-orm'
import { newId } from '../../server/by.ts'
import type { Db } from '../../server/db/open.ts'
import { items, verdicts } from '../../server/db/schema.ts'

/** Submits and approves the newest revision of each item. */
export async function approveNewest(db: Db, ids: readonly string[], reviewer: string, at: number): Promise<void> {
  await db.tx(async (q) => {
    for (const id of ids) {
      const [item] = await q.update(items).set({ state: 'submitted' }).where(eq(items.id, id)).returning()
      const revision = item!.revision
      await q
        .insert(verdicts)
        .values({ id: newId(at), item: id, revision, reviewer, verdict: 'approved', reasons: '', at })
      await q.update(items).set({ state: 'approved', approved: revision }).where(eq(items.id, id))
    }
  })
}
