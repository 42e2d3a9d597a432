/** A key opens after its paper's sitting. */
import { eq, max } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Query } from '../db/open.ts'
import { sittings } from '../db/schema-sittings.ts'
import type { SealRow } from './store.ts'

/** Throws `seal.too-early` while a sitting that drew this object's paper has not ended. `now` is Unix time in ms. */
export async function requireAfterSitting(q: Query, { paper }: Pick<SealRow, 'paper'>, now: number): Promise<void> {
  if (paper === null) return
  const [row] = await q
    .select({ ends: max(sittings.ends) })
    .from(sittings)
    .where(eq(sittings.paper, paper))
  if (row?.ends != null && now < row.ends)
    throw new AppError(
      'seal.too-early',
      `The key opens after the sitting, which ends ${new Date(row.ends).toISOString()}. / 答案须在考试结束后启封。`,
    )
}
