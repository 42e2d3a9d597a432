/** Which items are somebody's to see when they see only their own. */
import { type SQL, sql } from 'drizzle-orm'

/** Ids of the items somebody wrote a revision of, or has as an open task. */
export const itemsOf = (person: string): SQL => sql`(
  SELECT item FROM revisions WHERE author = ${person}
  UNION SELECT item FROM tasks WHERE person = ${person} AND ended IS NULL)`
