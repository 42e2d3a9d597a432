/** Queries that every request asks: built and prepared once for each connection, which costs several times what running them does. */
import type { Query } from './open.ts'

/** What `prepare` makes for a connection, made when it is first asked for. Values come in by `sql.placeholder`. */
export function prepared<T>(prepare: (q: Query) => T): (q: Query) => T {
  const made = new WeakMap<Query, T>()
  return (q) => {
    const before = made.get(q)
    if (before) return before
    const queries = prepare(q)
    made.set(q, queries)
    return queries
  }
}
