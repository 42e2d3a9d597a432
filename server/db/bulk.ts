/** One statement for very many rows, where looking up each parameter by its name would cost as much as writing. */
import type Database from 'better-sqlite3'
import { is, noopEncoder, Param, Placeholder } from 'drizzle-orm'
import type { Query } from './open.ts'

/**
 * Prepares a statement of the query builder and runs it with a row at a time, whose properties are what the
 * statement's placeholders name; its columns spell a value (JSON, say) as they always do. Throws what SQLite throws.
 */
export function rowByRow<Row extends object>(
  q: Query,
  statement: { toSQL(): { sql: string; params: unknown[] } },
): (row: Row) => void {
  const { sql, params } = statement.toSQL()
  const prepared = (q as Query & { $client: Database.Database }).$client.prepare(sql)
  const open = params.flatMap((param, at) => {
    // A placeholder within SQL of its own stands for a value that is spelled already.
    if (is(param, Placeholder)) return [{ at, name: param.name as keyof Row, encoder: noopEncoder }]
    return is(param, Param) && is(param.value, Placeholder)
      ? [{ at, name: param.value.name as keyof Row, encoder: param.encoder }]
      : []
  })
  const values = [...params]
  return (row) => {
    for (const { at, name, encoder } of open) values[at] = encoder.mapToDriverValue(row[name])
    prepared.run(values)
  }
}
