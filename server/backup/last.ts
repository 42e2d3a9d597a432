/** The last backup that was finished, as the log has it. */
import { sql } from 'drizzle-orm'
import type { Query } from '../db/open.ts'

/** Unix time in ms, or undefined where none was made. The condition is that of the index `log_backups`. */
export const lastBackup = (q: Query): number | undefined =>
  q.get<{ at: number } | undefined>(sql`SELECT at FROM log WHERE did = 'backup' ORDER BY seq DESC LIMIT 1`)?.at
