/**
 * From one edition of an element table to the next: where each place of the old
 * one stands in the new one, and what that means for the items on it. A place
 * moves by itself only when the words leave no choice; everything else is left
 * to a person, with suggestions. Every item ends in one of five states, none is
 * lost: `tests/property/remap.test.ts`.
 */
import { type ElementTable, type Place, placesOf } from './element-table.ts'
import { Code } from './item.ts'
import { plain } from './row/words.ts'
import { closed, nullable, type Static, Type } from './schema.ts'
import { ranked, similarSets } from './similar/join.ts'
import { shinglesOf } from './similar/shingles.ts'

/** What found the new place: same code and name, the path of names, the last name alone, a person's choice; or nothing. */
export const Found = Type.Enum(['code', 'names', 'leaf', 'choice', 'none'])
export type Found = 'code' | 'names' | 'leaf' | 'choice' | 'none'

/** `ambiguous`: several places would do, or one place is wanted by two; `homeless`: none is sure. Both have `to` null. */
export const MoveState = Type.Enum(['unchanged', 'moved', 'ambiguous', 'homeless'])
export type MoveState = 'unchanged' | 'moved' | 'ambiguous' | 'homeless'

/** A place that might do; `similarity` is that of the names, 0 to 1. */
export const Suggestion = closed({ code: Code, name: Type.String(), similarity: Type.Number() })
export type Suggestion = Static<typeof Suggestion>

/** Where a place of the old edition goes; `name` is its path of names, top first, joined by " / ". */
export const PlaceMove = closed({
  from: Code,
  name: Type.String(),
  sort: Type.Enum(['scope', 'point']),
  to: nullable(Code),
  found: Found,
  state: MoveState,
  suggestions: Type.Array(Suggestion),
})
export type PlaceMove = Static<typeof PlaceMove>

/** A person's word on places of the old edition: the new place, or null for "no home". */
export const Choices = Type.Record(Code, nullable(Code), { maxProperties: 20_000 })
export type Choices = Record<string, string | null>

const SUGGESTIONS = 3
/** Names less alike than this say nothing about each other. */
const LEAST_ALIKE = 0.2

/** Where every place of `old` goes in `next`, in the old table's order. No two places go to one unless a person says so. */
export function matchPlaces(old: ElementTable, next: ElementTable, choices: Choices = {}): PlaceMove[] {
  const before = placesOf(old)
  const after = placesOf(next)
  const target = new Map(after.map((place) => [`${place.sort} ${place.code}`, place]))
  const byPath = [groupBy(before, pathOf), groupBy(after, pathOf)] as const
  const byLeaf = [groupBy(before, leafOf), groupBy(after, leafOf)] as const
  /** The one namesake, when both editions have only one; all of them otherwise. */
  const namesakes = (place: Place, [ours, theirs]: typeof byPath, key: (place: Place) => string) => {
    const found = theirs.get(key(place)) ?? []
    return { one: found.length === 1 && ours.get(key(place))!.length === 1 ? found[0]! : undefined, found }
  }
  const moves = before.map((place): PlaceMove & { candidates: Place[] } => {
    const base = { from: place.code, name: place.names.join(' / '), sort: place.sort, suggestions: [], candidates: [] }
    if (place.code in choices) {
      const to = choices[place.code] ?? null
      return { ...base, to, found: 'choice', state: to === null ? 'homeless' : stateOf(place.code, to) }
    }
    const same = target.get(`${place.sort} ${place.code}`)
    if (same && leafOf(same) === leafOf(place)) return { ...base, to: same.code, found: 'code', state: 'unchanged' }
    const path = namesakes(place, byPath, pathOf)
    if (path.one) return { ...base, to: path.one.code, found: 'names', state: stateOf(place.code, path.one.code) }
    const leaf = namesakes(place, byLeaf, leafOf)
    if (leaf.one) return { ...base, to: leaf.one.code, found: 'leaf', state: stateOf(place.code, leaf.one.code) }
    const candidates = path.found.length ? path.found : leaf.found
    return { ...base, to: null, found: 'none', state: candidates.length ? 'ambiguous' : 'homeless', candidates }
  })
  const claims = new Map<string, number>()
  const RANK: readonly Found[] = ['choice', 'code', 'names', 'leaf']
  for (const found of RANK)
    for (const [index, move] of moves.entries()) {
      if (move.found !== found || move.to === null) continue
      const claim = `${move.sort} ${move.to}`
      if (found === 'choice' || !claims.has(claim)) claims.set(claim, index)
      else Object.assign(move, { to: null, found: 'none', state: 'ambiguous', candidates: [target.get(claim)!] })
    }
  const alike = suggestions(
    moves.flatMap((move, index) => (move.to === null ? [before[index]!] : [])),
    after,
  )
  return moves.map(({ candidates, ...move }) => {
    if (move.to !== null) return move
    const sure = candidates.map((place) => ({ code: place.code, name: place.names.join(' / '), similarity: 1 }))
    const others = (alike.get(`${move.sort} ${move.from}`) ?? []).filter(
      ({ code }) => !sure.some((s) => s.code === code),
    )
    return { ...move, suggestions: [...sure, ...others].slice(0, Math.max(SUGGESTIONS, sure.length)) }
  })
}

const stateOf = (from: string, to: string): MoveState => (from === to ? 'unchanged' : 'moved')
const pathOf = ({ sort, names }: Place): string => `${sort} ${names.map(plain).join('\n')}`
const leafOf = ({ sort, names }: Place): string => `${sort} ${plain(names.at(-1) ?? '')}`

function groupBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

/** The places of `after` whose last name is most like that of each lost place, of the same sort, the most alike first. */
function suggestions(lost: readonly Place[], after: readonly Place[]): Map<string, Suggestion[]> {
  const all = [...lost, ...after]
  const found = new Map<string, Suggestion[]>()
  similarSets(ranked(all.map(({ names }) => shinglesOf([plain(names.at(-1) ?? '')]))), {
    threshold: LEAST_ALIKE,
    wanted: (index) => index < lost.length,
    onPair(x, y, similarity) {
      const [from, to] = x < lost.length ? [all[x]!, all[y]!] : [all[y]!, all[x]!]
      if (y < lost.length === x < lost.length || from.sort !== to.sort) return
      const key = `${from.sort} ${from.code}`
      const list = found.get(key) ?? []
      list.push({ code: to.code, name: to.names.join(' / '), similarity: Number(similarity.toFixed(3)) })
      list.sort((a, b) => b.similarity - a.similarity || (a.code < b.code ? -1 : 1))
      found.set(key, list.slice(0, SUGGESTIONS))
    },
  })
  return found
}

/** What becomes of an item: `unassigned` had no place before, `unknown` stood on a code the old edition does not have. */
export const ItemMoveState = Type.Enum(['unchanged', 'moved', 'ambiguous', 'homeless', 'unknown', 'unassigned'])
export type ItemMoveState = MoveState | 'unknown' | 'unassigned'
export type ItemMove = { item: string; from: string | null; to: string | null; state: ItemMoveState }

/** The new place of something that stands at `from`; each ends in one state. Build once with `moverOf`, ask per item. */
export type Mover = (from: string | null) => Omit<ItemMove, 'item'>

/** How items move when places do. */
export function moverOf(moves: readonly PlaceMove[]): Mover {
  const byCode = new Map(moves.map((move) => [move.from, move]))
  return (from) => {
    if (from === null) return { from, to: null, state: 'unassigned' }
    const move = byCode.get(from)
    return move ? { from, to: move.to, state: move.state } : { from, to: null, state: 'unknown' }
  }
}
