/** Which items are somebody's to see when they see only their own. */
import { type SQL, sql } from 'drizzle-orm'
import type { By } from '../by.ts'
import type { Query } from '../db/open.ts'

/** Ids of the items somebody wrote a revision of, or has as an open task. */
export const itemsOf = (person: string): SQL => sql`(
  SELECT item FROM revisions WHERE author = ${person}
  UNION SELECT item FROM tasks WHERE person = ${person} AND ended IS NULL)`

/** Tells whether each of these items is `by`'s to see. */
export function sightOf(q: Query, ids: readonly string[], by: By): (id: string) => boolean {
  if (!by.own) return () => true
  const seen = q.all<{ id: string }>(sql`
    SELECT value AS id FROM json_each(${JSON.stringify(ids)}) WHERE value IN ${itemsOf(by.actor)}`)
  const own = new Set(seen.map(({ id }) => id))
  return (id) => own.has(id)
}
