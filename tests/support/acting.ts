/** Requests of one person, and what stands in the database beside the log. */
import { sql } from 'drizzle-orm'
import { sha256 } from '../../core/canonical.ts'
import { BANK, type Program } from './app.ts'

/** The routes of the tests' bank as `actor` calls them. */
export function acting({ app, headers }: Program, actor: string) {
  const own = { ...headers, 'juanku-actor': encodeURIComponent(actor) }
  const url = (path: string) => `/api/banks/${BANK}/${path}`
  return {
    get: (path: string) => app.inject({ method: 'GET', url: url(path), headers: own }),
    post: (path: string, payload: object, more: Record<string, string> = {}) =>
      app.inject({ method: 'POST', url: url(path), headers: { ...own, ...more }, payload }),
    upload: (bytes: Buffer, type = 'image/png') =>
      app.inject({ method: 'POST', url: url('pictures'), headers: { ...own, 'content-type': type }, payload: bytes }),
  }
}

const TABLES = [
  'item_rows',
  'revisions',
  'verdicts',
  'tasks',
  'comments',
  'retirements',
  'quarantines',
  'pictures',
  'uses',
]

/** A digest of every table that holds the life of items: equal before and after what changed nothing. */
export const stateOf = ({ deps }: Program): string =>
  sha256(
    TABLES.map((table) =>
      JSON.stringify(deps.db.read.all(sql.raw(`SELECT * FROM ${table} ORDER BY rowid`)), (_, value: unknown) =>
        value instanceof Uint8Array ? sha256(value) : value,
      ),
    ).join('\n'),
  )
