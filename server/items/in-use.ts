/** Whether items may stand in a set now; a trigger on `uses` holds the same rule. */
import { sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Query } from '../db/open.ts'

/** Throws `item.state` when one of `ids` was retired or put in quarantine since the set was assembled. */
export function requireInUse(q: Query, ids: readonly string[]): void {
  const out = q.get(sql`
    SELECT 1 FROM items WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND (
      approved IS NULL OR state = 'retired'
      OR EXISTS (SELECT 1 FROM quarantines h WHERE h.item = items.id AND h.ended IS NULL)) LIMIT 1`)
  if (out)
    throw new AppError(
      'item.state',
      'Items of this set were retired or put in quarantine meanwhile: assemble it again. / 组卷期间有试题被停用或隔离，请重新组卷。',
    )
}
