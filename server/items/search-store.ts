/**
 * The queries behind a list: which items, in which order, from where on. Three
 * ways lead to a page, and what the index says about the search picks one, so
 * that a page costs milliseconds whatever is asked of a million items:
 *
 * - *in key order*: sorted by number, the order in which the full-text index
 *   yields its matches anyway; by difficulty or point, the same value by value.
 * - *gather*: what matches is little; all of it is sorted.
 * - *walk*: what matches is much, or columns of the row say what does; the
 *   order's index is walked, each row asked whether it matches. A walk that
 *   finds too little gathers after all.
 */
import { type SQL, sql } from 'drizzle-orm'
import { type ItemState, TheoryType } from '../../core/item.ts'
import { facet, type ItemSort, type SortField } from '../../core/item-search.ts'
import type { Query } from '../db/open.ts'
import { itemsOf } from './item-sight.ts'

/** A search as the index understands it. Ranges are inclusive, times Unix ms. */
export type Wanted = {
  space: number
  /** The keys of the index that can match: all of the space, or a range of item numbers. */
  low: number
  high: number
  /** FTS5's query, or undefined when everything matches. */
  match: string | undefined
  /** What `match` asks of the columns of `search_items`: a row that lacks it can be passed over without asking the index. */
  columns: Columns
  /** What `match` asks beyond those columns; undefined when they say everything. */
  beyond: string | undefined
  created: Range | undefined
  changed: Range | undefined
  /** Only items this person wrote or has as a task. */
  of: string | undefined
  /** Points of which the item must stand on one, as for an importance. */
  points: readonly string[] | undefined
}
export type Range = { from: number; to: number }
/** Any of each list; undefined for whatever stands there. `difficulty` 0 is unknown; `within` is a point or a scope. */
export type Columns = {
  state: readonly ItemState[] | undefined
  type: readonly TheoryType[] | undefined
  difficulty: readonly number[] | undefined
  within: string | undefined
  placed: boolean | undefined
}

/** One item of a page; `value` is what it is sorted by: '' for no point, 0 for unknown difficulty. */
export type Hit = { id: number; item: string; value: number | string }

/** Items alike in what is counted; `type` is '' where there is none. */
export type Count = { state: ItemState; type: string; difficulty: number; count: number }

/** Where a page goes on: the sort value and the key of the last row shown. */
export type Place = { value: number | string; id: number }

/** How much a page may look at: `gather` matches are sorted as a whole, `walk` rows of an order are asked one by one. */
export type Effort = { gather: number; walk: number }
/** Some 30 ms each at a million items: 1.5 µs a match that is sorted, 18 µs a row that is asked. */
export const EFFORT: Effort = { gather: 20_000, walk: 2500 }

const int = (value: number) => sql`CAST(${value} AS INTEGER)`
const all = (conditions: readonly SQL[]) => sql.join([...conditions], sql` AND `)
const within = (column: string, { from, to }: Range) => sql`${sql.raw(column)} BETWEEN ${from} AND ${to}`
const oneOf = (column: string, values: readonly (string | number)[]) =>
  sql`${sql.raw(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
const matches = (match: string) =>
  sql`EXISTS (SELECT 1 FROM search_words WHERE search_words MATCH ${match} AND rowid = s.id)`

const sortColumn: Record<SortField, string> = {
  number: 's.id',
  changed: 's.changed',
  difficulty: 's.difficulty',
  point: 's.point',
}

/** Everything but the match, asked of a row of `search_items` as `s`. */
function conditions({ low, high, created, changed, of, points }: Wanted): SQL[] {
  return [
    sql`s.id BETWEEN ${int(low)} AND ${int(high)}`,
    ...(created ? [within('s.created', created)] : []),
    ...(changed ? [within('s.changed', changed)] : []),
    ...(of === undefined ? [] : [sql`s.item IN ${itemsOf(of)}`]),
    ...(points ? [oneOf('s.point', points)] : []),
  ]
}

/** A scope and its points: codes go on with `-`, the last character before `.` that they have. */
const inScope = (code: string) => sql`s.point BETWEEN ${code} AND ${`${code}.`}`

function columnConditions({ state, type, difficulty, within, placed }: Columns): SQL[] {
  return [
    ...(state ? [oneOf('s.state', state)] : []),
    ...(type ? [oneOf('s.type', type)] : []),
    ...(difficulty ? [oneOf('s.difficulty', difficulty)] : []),
    ...(within === undefined ? [] : [inScope(within)]),
    ...(placed === undefined ? [] : [placed ? sql`s.point <> ''` : sql`s.point = ''`]),
  ]
}

/** Rows that come after a place; none before the first page. */
function after({ by, descending }: ItemSort, place: Place | undefined): SQL[] {
  if (!place) return []
  const sign = sql.raw(descending ? '<' : '>')
  if (by === 'number') return [sql`s.id ${sign} ${int(place.id)}`]
  return [sql`(${sql.raw(sortColumn[by])}, s.id) ${sign} (${place.value}, ${int(place.id)})`]
}

const columnsOf = ({ by }: ItemSort) => sql.raw(`s.id, s.item, ${sortColumn[by]} AS value`)

function order({ by, descending }: ItemSort): SQL {
  const way = descending ? 'DESC' : 'ASC'
  return sql.raw(by === 'number' ? `s.id ${way}` : `${sortColumn[by]} ${way}, s.id ${way}`)
}

/** How a small part of the index is reached: by its times, or by its words. */
type Source = { from: SQL; where: SQL[] }

function timeSource(q: Query, wanted: Wanted, effort: Effort): Source | undefined {
  for (const name of ['changed', 'created'] as const) {
    const range = wanted[name]
    if (!range) continue
    const from = sql.raw(`search_items s INDEXED BY search_items_${name}`)
    const reach = [sql`s.space = ${wanted.space}`, within(`s.${name}`, range)]
    if (atMost(q, sql`SELECT 1 FROM ${from} WHERE ${all(reach)}`, effort.walk))
      return { from, where: [...reach, ...conditions(wanted), ...(wanted.match ? [matches(wanted.match)] : [])] }
  }
  return undefined
}

const wordSource = (wanted: Wanted, match: string): Source => ({
  from: sql`(SELECT rowid AS hit FROM search_words WHERE search_words MATCH ${match}
    AND rowid BETWEEN ${int(wanted.low)} AND ${int(wanted.high)}) w CROSS JOIN search_items s ON s.id = w.hit`,
  where: conditions(wanted),
})

/** The keys that come after `beyond` in key order: as a range, because SQLite starts a scan at one bound only. */
const rest = (wanted: Wanted, { descending }: ItemSort, beyond: number | undefined): Wanted =>
  beyond === undefined ? wanted : { ...wanted, ...(descending ? { high: beyond - 1 } : { low: beyond + 1 }) }

/** Everything in a space, along the index of an order. */
const wholeSource = (wanted: Wanted, by: SortField): Source =>
  by === 'number'
    ? { from: sql.raw('search_items s NOT INDEXED'), where: conditions(wanted) }
    : {
        from: sql.raw(`search_items s INDEXED BY search_items_${by}`),
        where: [sql`s.space = ${wanted.space}`, ...conditions(wanted)],
      }

const matchingKeys = ({ low, high }: Wanted, match: string) => sql`
  SELECT 1 FROM search_words WHERE search_words MATCH ${match} AND rowid BETWEEN ${int(low)} AND ${int(high)}`
const allKeys = ({ low, high }: Wanted) => sql`
  SELECT 1 FROM search_items s NOT INDEXED WHERE s.id BETWEEN ${int(low)} AND ${int(high)}`

/** True when a query has at most `limit` rows; looks at no more than one beyond. */
const atMost = (q: Query, query: SQL, limit: number): boolean =>
  q.get<{ n: number }>(sql`SELECT count(*) AS n FROM (${query} LIMIT ${limit + 1})`)!.n <= limit

export const searchStore = (q: Query, effort: Effort = EFFORT) => ({
  /** At most `limit` items after `place`, in order. */
  hits(wanted: Wanted, sort: ItemSort, place: Place | undefined, limit: number): Hit[] {
    const page = ({ from, where }: Source) =>
      q.all<Hit>(sql`SELECT ${columnsOf(sort)} FROM ${from} WHERE ${all([...where, ...after(sort, place)])}
        ORDER BY ${order(sort)} LIMIT ${limit}`)
    const brief = timeSource(q, wanted, effort)
    if (brief) return page(brief)
    const { match } = wanted
    if (match === undefined)
      return page(wholeSource(sort.by === 'number' ? rest(wanted, sort, place?.id) : wanted, sort.by))
    if (sort.by === 'number') return this.inKeyOrder(wanted, match, sort, place?.id, limit)
    // Where columns say everything a walk costs so little that it comes before counting what the index has.
    const early = sort.by === 'changed' && wanted.beyond === undefined
    const soon = early ? this.walked(wanted, sort, place, limit) : undefined
    if (soon) return soon
    // Going value by value costs little; only for very few matches spread over many values is sorting them less.
    const few = sort.by === 'changed' ? effort.gather : Math.floor(effort.gather / 10)
    if (atMost(q, matchingKeys(wanted, match), few)) return page(wordSource(wanted, match))
    if (sort.by !== 'changed') return this.valueByValue(wanted, match, sort, place, limit)
    return (early ? undefined : this.walked(wanted, sort, place, limit)) ?? page(wordSource(wanted, match))
  },

  /** Matches by key, `beyond` being the last one shown. */
  inKeyOrder(wanted: Wanted, match: string, sort: ItemSort, beyond: number | undefined, limit: number): Hit[] {
    const { low, high } = rest(wanted, sort, beyond)
    return q.all<Hit>(sql`
      SELECT ${columnsOf(sort)} FROM search_words w CROSS JOIN search_items s ON s.id = w.rowid
      WHERE w.search_words MATCH ${match} AND w.rowid BETWEEN ${int(low)} AND ${int(high)} AND ${all(conditions(wanted))}
      ORDER BY w.rowid ${sql.raw(sort.descending ? 'DESC' : 'ASC')} LIMIT ${limit}`)
  },

  /** One value of the sort after the other, each in key order: difficulties and points are few, and facets too. */
  valueByValue(wanted: Wanted, match: string, sort: ItemSort, place: Place | undefined, limit: number): Hit[] {
    const name = sort.by === 'difficulty' ? 'difficulty' : 'at'
    const found: Hit[] = []
    let last = place?.id
    for (
      let value = place?.value ?? this.nextValue(wanted, sort, undefined);
      value !== undefined && found.length < limit;
      value = this.nextValue(wanted, sort, value)
    ) {
      const own = `(${match}) AND facets : ${facet(name, String(value))}`
      if (sort.by !== 'difficulty' || this.occurs(wanted, Number(value)))
        found.push(...this.inKeyOrder(wanted, own, sort, last, limit - found.length))
      last = undefined
    }
    return found
  },

  /** The value of the sort that comes after another, or first; of points only those in the scope asked for. */
  nextValue({ space, columns }: Wanted, { by, descending }: ItemSort, value: number | string | undefined) {
    const column = sql.raw(sortColumn[by])
    const [beyond, way] = descending ? ['<', 'DESC'] : ['>', 'ASC']
    const scope = by === 'point' && columns.within !== undefined ? [inScope(columns.within)] : []
    const past = value === undefined ? [] : [sql`${column} ${sql.raw(beyond)} ${value}`]
    return q.get<{ value: number | string }>(sql`SELECT ${column} AS value FROM search_items s
      WHERE ${all([sql`s.space = ${space}`, ...scope, ...past])} ORDER BY ${column} ${sql.raw(way)} LIMIT 1`)?.value
  },

  /**
   * Whether an item of this difficulty has one of the types and stands in the scope asked for. The full-text index
   * finds that out too, by running through all it has of each.
   */
  occurs({ space, columns }: Wanted, difficulty: number): boolean {
    const { type = ['', ...TheoryType.enum], within } = columns
    const scope = within === undefined ? [] : [inScope(within)]
    const cell = all([sql`s.space = ${space}`, sql`s.difficulty = ${difficulty}`, oneOf('s.type', type), ...scope])
    return !atMost(q, sql`SELECT 1 FROM search_items s INDEXED BY search_items_cell WHERE ${cell}`, 0)
  },

  /** The page as a walk along the order finds it, or undefined when the walk was given up before it was full. */
  walked(wanted: Wanted, sort: ItemSort, place: Place | undefined, limit: number): Hit[] | undefined {
    const seen = sql`SELECT s.* FROM ${sql.raw(`search_items s INDEXED BY search_items_${sort.by}`)}
      WHERE ${all([sql`s.space = ${wanted.space}`, ...after(sort, place)])} ORDER BY ${order(sort)}`
    // Looking at a row's columns costs a tenth of asking the full-text index, so that many more rows can be passed over.
    const columns = columnConditions(wanted.columns)
    const rows = columns.length ? effort.walk * 4 : effort.walk
    const likely = columns.length ? all(columns) : sql`true`
    const asked = sql`SELECT s.* FROM (${seen} LIMIT ${rows}) s WHERE ${likely} ORDER BY ${order(sort)}`
    const most = wanted.beyond === undefined ? rows : effort.walk
    const match = wanted.beyond === undefined ? [] : [matches(wanted.beyond)]
    const found = q.all<Hit>(sql`SELECT ${columnsOf(sort)} FROM (${asked} LIMIT ${most}) s
      WHERE ${all([...conditions(wanted), ...match])} ORDER BY ${order(sort)} LIMIT ${limit}`)
    const whole = () => atMost(q, seen, rows) && atMost(q, asked, most)
    return found.length === limit || whole() ? found : undefined
  },

  /** How many items match, by state, type and difficulty; undefined when more than `limit` would have to be looked at. */
  counts(wanted: Wanted, limit: number): Count[] | undefined {
    const { match } = wanted
    const brief = timeSource(q, wanted, effort)
    const looked = match === undefined ? allKeys(wanted) : matchingKeys(wanted, match)
    if (!brief && !atMost(q, looked, limit)) return undefined
    const { from, where } = brief ?? (match === undefined ? wholeSource(wanted, 'number') : wordSource(wanted, match))
    return q.all<Count>(sql`SELECT s.state, s.type, s.difficulty, count(*) AS count FROM ${from} WHERE ${all(where)}
      GROUP BY s.state, s.type, s.difficulty`)
  },
})
