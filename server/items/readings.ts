/** Who was shown which revision whole: a verdict takes only what its reviewer was shown. */
import { sql } from 'drizzle-orm'
import type { By } from '../by.ts'
import type { Query } from '../db/open.ts'
import { readings } from '../db/schema-items.ts'

/** A revision of an item; `item` is its id. */
export type Seen = { item: string; revision: number }

export const readingStore = (q: Query) => ({
  /** Writes down that `by.actor` was shown these revisions; the first time counts. */
  async add(seen: readonly Seen[], by: By): Promise<void> {
    if (seen.length)
      await q
        .insert(readings)
        .values(seen.map(({ item, revision }) => ({ item, revision, person: by.actor, at: by.at })))
        .onConflictDoNothing()
  },

  /** Those of `wanted` that `person` was not shown, in their order. */
  async unseen<T extends Seen>(wanted: readonly T[], person: string): Promise<T[]> {
    const keys = JSON.stringify(wanted.map(({ item, revision }) => [item, revision]))
    const rows = q.all<{ at: number }>(sql`
      SELECT w.key AS at FROM json_each(${keys}) w WHERE NOT EXISTS (SELECT 1 FROM readings r
        WHERE r.item = w.value ->> 0 AND r.revision = w.value ->> 1 AND r.person = ${person})`)
    return rows.map(({ at }) => wanted[at]!)
  },
})
