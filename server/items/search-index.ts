/**
 * Keeping the index of items in step. Triggers note which items changed, in the
 * transaction that changed them, so nothing is forgotten and an import stays a
 * few statements of SQL; here the program reads those items and writes their
 * words, in short transactions. A search does so first, so no answer is older
 * than the last change that was committed before it.
 */
import { sql } from 'drizzle-orm'
import { indexText, searchedText } from '../../core/bigrams.ts'
import type { ItemContent, ItemKind, ItemState } from '../../core/item.ts'
import { facetsOf, placeOf } from '../../core/item-search.ts'
import type { Db, Query } from '../db/open.ts'
import { shownRevision } from './found-items.ts'

/** Items made searchable in one transaction, some 100 ms in which the loop stands still; smaller ones cost the full-text index more merging. */
const BATCH = 500
/** Numbers of one space stand below this. */
const SPACE = 2 ** 32

type Waiting = {
  item: string
  bank: string
  kind: ItemKind
  number: number
  state: ItemState
  code: string | null
  quarantined: number
  created: number
  changed: number | null
  content: string | null
  authors: string
}

/**
 * Brings the index up to every change committed so far; returns how many items
 * were brought up to date. `batch` is how many make one transaction: more cost
 * less each, where nobody waits for the loop meanwhile.
 */
export async function indexWaiting(db: Db, batch = BATCH): Promise<number> {
  for (let done = 0; ; ) {
    const indexed = waits(db.read) ? await db.tx(async (q) => indexBatch(q, batch)) : 0
    if (indexed === 0) return done
    done += indexed
    await new Promise(setImmediate)
  }
}

const waits = (q: Query): boolean => q.get(sql`SELECT 1 FROM search_waiting LIMIT 1`) !== undefined

function indexBatch(q: Query, batch: number): number {
  const waiting = q.all<Waiting>(sql`
    SELECT w.item, i.bank, i.kind, i.number, i.state, i.code, i.at AS created, r.at AS changed, r.content,
      EXISTS (SELECT 1 FROM quarantines h WHERE h.item = i.id AND h.ended IS NULL) AS quarantined,
      (SELECT json_group_array(DISTINCT author) FROM revisions a WHERE a.item = i.id) AS authors
    FROM search_waiting w JOIN items i ON i.id = w.item
    LEFT JOIN revisions r ON r.item = i.id AND r.no = ${shownRevision} LIMIT ${batch}`)
  for (const one of waiting) {
    if (one.content !== null) indexItem(q, one, JSON.parse(one.content) as ItemContent)
    q.run(sql`DELETE FROM search_waiting WHERE item = ${one.item}`)
  }
  return waiting.length
}

function indexItem(
  q: Query,
  { item, bank, kind, number, state, code, quarantined, created, changed, authors }: Waiting,
  content: ItemContent,
) {
  const space = spaceOf(q, bank, kind) ?? newSpace(q, bank, kind)
  const { stem, options, rationale } = searchedText(content)
  const known = { state, code, quarantined: quarantined === 1, authors: JSON.parse(authors) as string[] }
  const facets = facetsOf(content, known)
  // The driver hands large numbers over as reals, which a row id is not.
  const id = sql`CAST(${space * SPACE + number} AS INTEGER)`
  q.run(sql`
    INSERT INTO search_items (id, space, item, state, type, point, difficulty, created, changed)
    VALUES (${id}, ${space}, ${item}, ${state}, ${content.kind === 'theory' ? content.type : ''},
      ${placeOf(content) ?? ''}, ${content.difficulty ?? 0}, ${created}, ${changed})
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, type = excluded.type, point = excluded.point,
      difficulty = excluded.difficulty, created = excluded.created, changed = excluded.changed`)
  q.run(sql`DELETE FROM search_words WHERE rowid = ${id}`)
  q.run(sql`
    INSERT INTO search_words (rowid, stem, options, rationale, facets)
    VALUES (${id}, ${indexText(stem)}, ${indexText(options)}, ${indexText(rationale)}, ${facets.join(' ')})`)
}

/** The space of a bank's items of one kind; undefined before the first is indexed. */
export function spaceOf(q: Query, bank: string, kind: ItemKind): number | undefined {
  return q.get<{ no: number }>(sql`SELECT no FROM search_spaces WHERE bank = ${bank} AND kind = ${kind}`)?.no
}

function newSpace(q: Query, bank: string, kind: ItemKind): number {
  q.run(sql`INSERT INTO search_spaces (bank, kind) VALUES (${bank}, ${kind})`)
  return spaceOf(q, bank, kind)!
}

/** Keys of the index that stand for the numbers `from` … `to` of a space. */
export const keysOf = (space: number, from = 1, to = SPACE - 1): { low: number; high: number } => ({
  low: space * SPACE + from,
  high: space * SPACE + Math.min(to, SPACE - 1),
})

/** How long after a change the service looks for work by itself, in ms; a search does not wait for that. */
const PAUSE_MS = 2000

/** Indexes in the background, so that the first search after an import has little left to do. */
export function keepIndexing(db: Db): { stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  // A failure here is met again, and told, by the next search: it indexes what is still waiting.
  const timer = setInterval(() => {
    running = running.then(() => indexWaiting(db)).catch(() => undefined)
  }, PAUSE_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
