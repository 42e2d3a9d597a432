/**
 * Keeping the index of items in step. Triggers note which items changed, in the
 * transaction that changed them, so nothing is forgotten and an import stays a
 * few statements of SQL; here the program reads those items and writes their
 * words, in short transactions. A search does so first, so no answer is older
 * than the last change that was committed before it.
 */
import { sql } from 'drizzle-orm'
import { moduleAt } from '#built'
import { indexText, searchedText } from '../../core/bigrams.ts'
import type { ItemContent, ItemKind, ItemState } from '../../core/item.ts'
import { facetsOf, placeOf } from '../../core/item-search.ts'
import type { Db, Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import type { IndexerJobs } from '../workers/indexer.ts'
import { startPool } from '../workers/pool.ts'
import { shownRevision } from './found-items.ts'

/** Items made searchable in one transaction where a loop waits for it: some 10 ms. */
const BATCH = 40
/** So many in a thread that nobody waits for; smaller ones cost the full-text index more merging. */
export const THREAD_BATCH = 500
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
  let done = 0
  while (waits(db.read)) {
    // What a power failure undoes here still waits then: the index can be made again.
    const indexed = await db.tx(async (q) => indexChanged(q, batch) || indexImported(q, batch), { durable: false })
    if (indexed === undefined) break
    done += indexed
    await new Promise(setImmediate)
  }
  return done
}

const waits = (q: Query): boolean =>
  q.get(sql`SELECT 1 FROM search_waiting UNION ALL SELECT 1 FROM search_imports LIMIT 1`) !== undefined

/** What the index holds of an item `i`; its shown revision is `r`. */
const indexed = sql`i.id AS item, i.bank, i.kind, i.number, i.state, i.code, i.at AS created, r.at AS changed, r.content,
  EXISTS (SELECT 1 FROM quarantines h WHERE h.item = i.id AND h.ended IS NULL) AS quarantined,
  (SELECT json_group_array(DISTINCT author) FROM revisions a WHERE a.item = i.id) AS authors`

function indexAll(q: Query, waiting: readonly Waiting[]): void {
  for (const one of waiting) if (one.content !== null) indexItem(q, one, JSON.parse(one.content) as ItemContent)
}

function indexChanged(q: Query, batch: number): number {
  const waiting = q.all<Waiting>(sql`
    SELECT ${indexed} FROM search_waiting w JOIN items i ON i.id = w.item
    LEFT JOIN revisions r ON r.item = i.id AND r.no = ${shownRevision} LIMIT ${batch}`)
  indexAll(q, waiting)
  for (const { item } of waiting) q.run(sql`DELETE FROM search_waiting WHERE item = ${item}`)
  return waiting.length
}

/** The new items of `batch` rows of an import, from the row where it was left off; undefined when no import waits. */
function indexImported(q: Query, batch: number): number | undefined {
  const pending = q.get<{ id: string; next: number; last: number }>(sql`
    SELECT import AS id, next, (SELECT max(no) FROM import_rows WHERE import = s.import) AS last FROM search_imports s LIMIT 1`)
  if (!pending) return undefined
  const { id, next, last } = pending
  const waiting = q.all<Waiting>(sql`
    SELECT ${indexed} FROM import_rows m JOIN items i ON i.id = m.item
    LEFT JOIN revisions r ON r.item = i.id AND r.no = ${shownRevision}
    WHERE m.import = ${id} AND m.outcome = 'added' AND m.no BETWEEN ${next} AND ${next + batch - 1}`)
  indexAll(q, waiting)
  if (next + batch > last) q.run(sql`DELETE FROM search_imports WHERE import = ${id}`)
  else q.run(sql`UPDATE search_imports SET next = ${next + batch} WHERE import = ${id}`)
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
/** As many changed items as the loop indexes by itself. */
const FEW = 200

const isMuch = (q: Query): boolean =>
  q.get(sql`SELECT 1 FROM search_imports`) !== undefined ||
  q.get<{ n: number }>(sql`SELECT count(*) AS n FROM (SELECT 1 FROM search_waiting LIMIT ${FEW + 1})`)!.n > FEW

/**
 * Indexes in the background, so that the first search after an import has
 * little left to do: a few changes here, many in a thread of its own.
 */
export function keepIndexing({ db, config }: Pick<Deps, 'db' | 'config'>): { stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const thread = startPool<IndexerJobs>(moduleAt('workers/indexer'))
  const index = async () => (isMuch(db.read) ? thread.call('index', { config }) : indexWaiting(db))
  // A failure here is met again, and told, by the next search: it indexes what is still waiting.
  const timer = setInterval(() => {
    running = running.then(index).catch(() => undefined)
  }, PAUSE_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await thread.close()
      await running
    },
  }
}
