/** What changed from one edition of an element table to the next: places that came, went, moved, or say something else. */
import {
  type AssessmentPoint,
  type ElementTable,
  Importance,
  placesOf,
  type Scope,
  SelectionMode,
} from './element-table.ts'
import { Code } from './item.ts'
import { matchPlaces, type PlaceMove } from './remap.ts'
import { closed, nullable, type Static, Type } from './schema.ts'

/** A scope or point as one edition has it; `name` is its path of names. Points have an importance, scopes the rest. */
const PlaceFacts = closed({
  code: Code,
  name: Type.String(),
  weight: nullable(Type.Number()),
  mode: nullable(SelectionMode),
  minutes: nullable(Type.Integer()),
  importance: nullable(Importance),
})
export type PlaceFacts = Static<typeof PlaceFacts>

/** `before` is null for what is new, `after` for what is gone; `what` names the facts that differ. */
export const EditionChange = closed({
  sort: Type.Enum(['scope', 'point']),
  before: nullable(PlaceFacts),
  after: nullable(PlaceFacts),
  what: Type.Array(Type.Enum(['added', 'removed', 'code', 'name', 'weight', 'mode', 'minutes', 'importance'])),
})
export type EditionChange = Static<typeof EditionChange>

/** The changes in the order of the old edition, what is new at the end; empty when the editions say the same. */
export function editionDiff(old: ElementTable, next: ElementTable): EditionChange[] {
  const [before, after] = [factsOf(old), factsOf(next)]
  const moves = matchPlaces(old, next)
  const taken = new Set(moves.flatMap(({ sort, to }) => (to === null ? [] : [`${sort} ${to}`])))
  const changes: EditionChange[] = []
  for (const move of moves) {
    const was = before.get(`${move.sort} ${move.from}`)!
    const to = move.to ?? renamedTo(move, taken)
    if (to === undefined) {
      changes.push({ sort: move.sort, before: was, after: null, what: ['removed'] })
      continue
    }
    taken.add(`${move.sort} ${to}`)
    const is = after.get(`${move.sort} ${to}`)!
    const what = FACTS.filter((fact) => was[fact] !== is[fact])
    if (what.length) changes.push({ sort: move.sort, before: was, after: is, what })
  }
  for (const { code, sort } of placesOf(next)) {
    const key = `${sort} ${code}`
    if (!taken.has(key)) changes.push({ sort, before: null, after: after.get(key)!, what: ['added'] })
  }
  return changes
}

const FACTS = ['code', 'name', 'weight', 'mode', 'minutes', 'importance'] as const

/** A place whose code stands under a name like its own was renamed. */
const renamedTo = ({ from, sort, suggestions }: PlaceMove, taken: ReadonlySet<string>): string | undefined =>
  suggestions.some(({ code }) => code === from) && !taken.has(`${sort} ${from}`) ? from : undefined

function factsOf(table: ElementTable): Map<string, PlaceFacts> {
  const scopes = new Map<string, Scope>(table.scopes.map((scope) => [scope.code, scope]))
  const points = new Map<string, AssessmentPoint>(table.points.map((point) => [point.code, point]))
  return new Map(
    placesOf(table).map(({ code, sort, names }) => {
      const scope = sort === 'scope' ? scopes.get(code) : undefined
      const facts = {
        code,
        name: names.join(' / '),
        weight: scope?.weight ?? null,
        mode: scope?.mode ?? null,
        minutes: scope?.minutes ?? null,
        importance: sort === 'point' ? (points.get(code)?.importance ?? null) : null,
      }
      return [`${sort} ${code}`, facts]
    }),
  )
}
