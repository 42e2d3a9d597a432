/**
 * Finding items: filters, full text, orders, pages by cursor. The log's entry
 * names every item shown and is committed before the page is answered; of the
 * text searched for it holds a keyed hash, which shows that two searches were
 * the same and not what they were.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { phraseOf, searchTerms } from '../../core/bigrams.ts'
import { AppError } from '../../core/errors.ts'
import { ItemKind, ItemState } from '../../core/item.ts'
import { facetsAsked, type ItemSearch, type SearchView, type TextField } from '../../core/item-search.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { bankStore } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import { type Config, secretFile } from '../config.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { foundItems } from './found-items.ts'
import { cursorAt, placeAt } from './search-cursor.ts'
import { indexWaiting, keysOf, spaceOf } from './search-index.ts'
import { type Count, type Effort, type Range, searchStore, type Wanted } from './search-store.ts'

/** One line of a list. `title` is the stem, or a task's or topic's name; keys are not here. Times are Unix ms. */
export const FoundItem = closed({
  id: Type.String(),
  number: Type.Integer(),
  spoken: Type.String({ description: 'the number as people say it' }),
  kind: ItemKind,
  code: nullable(Type.String()),
  state: ItemState,
  revision: Type.Integer(),
  approved: nullable(Type.Integer()),
  type: nullable(Type.String()),
  point: nullable(Type.String()),
  difficulty: nullable(Type.Integer()),
  title: Type.String(),
  created: Type.Integer(),
  changed: Type.Integer(),
})
export type FoundItem = Static<typeof FoundItem>

const Tally = Type.Record(Type.String(), Type.Integer())
/** How many items match; by state, type and difficulty ("unknown" included). */
export const FoundCounts = closed({ total: Type.Integer(), state: Tally, type: Tally, difficulty: Tally })
export type FoundCounts = Static<typeof FoundCounts>

export const FoundPage = closed({
  items: Type.Array(FoundItem),
  next: nullable(Type.String({ description: 'the cursor of the next page; null at the end' })),
  counts: nullable(FoundCounts),
})
export type FoundPage = Static<typeof FoundPage>

export type SearchRequest = SearchView & {
  cursor?: string | undefined
  /** Items a page, 1 to 200. */
  limit: number
  /** Count the matches too, when they are few enough to be counted at once; else `counts` is null. */
  counts?: boolean | undefined
}
/** What the person may search in: rationales, keys and marking rules only with the right to see keys. */
export type SearchRights = { keys: boolean }
const NO_KEYS: SearchRights = { keys: false }

/** More matches are not counted: a page must not wait for it. */
const COUNTED = 5000
const EVER = Number.MAX_SAFE_INTEGER

/** A page of the items that match. Throws `input.invalid` for a cursor of another list, or a search in keys without the right. */
export async function searchItems(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  bank: string,
  request: SearchRequest,
  by: By,
  rights: SearchRights = NO_KEYS,
  effort?: Effort,
): Promise<FoundPage> {
  const { kind, search, sort, cursor, limit } = request
  const view = { kind, search, sort }
  const place = cursor === undefined ? undefined : placeAt(cursor, bank, view)
  await indexWaiting(db)
  const wanted = await wantedOf(db.read, bank, view, by, rights)
  const store = searchStore(db.read, effort)
  const hits = wanted ? store.hits(wanted, sort, place, limit + 1) : []
  const counted = wanted && request.counts ? store.counts(wanted, COUNTED) : []
  const shown = hits.slice(0, limit)
  const items = foundItems(
    db.read,
    shown.map(({ item }) => item),
  )
  const text = search.text?.trim() ? `text:${textHash(config, search.text)} ` : ''
  await record(db, act(by, bank, 'item.search', text + items.map(({ id }) => id).join(' ')))
  const last = shown.at(-1)
  return {
    items,
    next: last && hits.length > limit ? cursorAt(last, bank, view) : null,
    counts: request.counts && counted ? tallied(counted) : null,
  }
}

/** Ids of all items that match, by number; undefined when there are more than `most`. Nothing is logged: nothing is shown. */
export async function matchingIds(
  { db }: Pick<Deps, 'db'>,
  bank: string,
  view: Omit<SearchView, 'sort'>,
  most: number,
  by: By,
  rights: SearchRights = NO_KEYS,
): Promise<string[] | undefined> {
  await indexWaiting(db)
  const sort = { by: 'number', descending: false } as const
  const wanted = await wantedOf(db.read, bank, { ...view, sort }, by, rights)
  const hits = wanted ? searchStore(db.read).hits(wanted, sort, undefined, most + 1) : []
  return hits.length > most ? undefined : hits.map(({ item }) => item)
}

/** The search as the index understands it; undefined when nothing can match. */
async function wantedOf(
  q: Query,
  bank: string,
  { kind, search }: SearchView,
  { actor, own }: By,
  rights: SearchRights,
): Promise<Wanted | undefined> {
  const phrases = phrasesOf(search, rights)
  const space = spaceOf(q, bank, kind)
  if (space === undefined || phrases === undefined) return undefined
  const matchOf = (asked: ItemSearch) => {
    const facets = facetsAsked(asked, actor).map((any) => `facets : (${any.join(' OR ')})`)
    return [...facets, ...phrases].join(' AND ') || undefined
  }
  const { state, type, difficulty, within, placed, ...beyond } = search
  return {
    space,
    ...keysOf(space, search.numberFrom, search.numberTo),
    match: matchOf(search),
    columns: { state, type, difficulty: difficulty?.map((level) => level ?? 0), within, placed },
    beyond: matchOf(beyond),
    of: own ? actor : undefined,
    created: range(search.createdFrom, search.createdTo),
    changed: range(search.changedFrom, search.changedTo),
    points: search.importance && (await pointsOf(q, bank, kind, search.importance)),
  }
}

/** The terms as FTS5 takes them; undefined when there is text and nothing in it can be looked for. */
function phrasesOf({ text = '', in: fields }: ItemSearch, { keys }: SearchRights): string[] | undefined {
  if (fields?.includes('rationale') && !keys)
    throw new AppError(
      'input.invalid',
      'Searching rationales and keys takes the right to see keys. / 检索解析与答案须有查看答案的权限。',
    )
  if (text.trim() === '') return []
  const visible: TextField[] = keys ? ['stem', 'options', 'rationale'] : ['stem', 'options']
  const terms = searchTerms(text)
  return terms.length ? terms.map((term) => `{${(fields ?? visible).join(' ')}} : ${phraseOf(term)}`) : undefined
}

const range = (from: number | undefined, to: number | undefined): Range | undefined =>
  from === undefined && to === undefined ? undefined : { from: from ?? 0, to: to ?? EVER }

/** The points of these importances in the edition in force. */
async function pointsOf(q: Query, bank: string, kind: ItemKind, importance: readonly string[]): Promise<string[]> {
  const table = await bankStore(q).table(bank, kind === 'practical' ? 'practical' : 'theory')
  return (table?.content.points ?? []).filter((point) => importance.includes(point.importance)).map(({ code }) => code)
}

/** A keyed hash of a search's terms: equal for equal searches, and no use to who guesses texts without the key. */
function textHash({ keysDir }: Config, text: string): string {
  const key = secretFile(keysDir, 'search.key', () => `${randomBytes(32).toString('hex')}\n`).trim()
  return createHmac('sha256', key)
    .update(JSON.stringify(searchTerms(text)))
    .digest('hex')
    .slice(0, 32)
}

function tallied(counts: readonly Count[]): FoundCounts {
  const tally = (name: (one: Count) => string) => {
    const sums: Record<string, number> = {}
    for (const one of counts) if (name(one) !== '') sums[name(one)] = (sums[name(one)] ?? 0) + one.count
    return sums
  }
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    state: tally(({ state }) => state),
    type: tally(({ type }) => type),
    difficulty: tally(({ difficulty }) => (difficulty === 0 ? 'unknown' : String(difficulty))),
  }
}
