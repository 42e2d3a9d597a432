/**
 * What items can be looked for by. Each filter but a range is a *facet*: a word
 * of its own beside the words of the text, so that any combination of filters
 * and text is one intersection of the same inverted index.
 */

import type { TSchema } from 'typebox'
import { figuresOf } from './bigrams.ts'
import { sha256 } from './canonical.ts'
import { comparable } from './compare.ts'
import { Importance } from './element-table.ts'
import { Code, Difficulty, type ItemContent, ItemState, type TheoryItem, TheoryType } from './item.ts'
import { closed, HalfMarks, nullable, type Static, Type } from './schema.ts'

export const textFields = ['stem', 'options', 'rationale'] as const
export type TextField = (typeof textFields)[number]

const several = <T extends TSchema>(one: T) => Type.Optional(Type.Array(one, { minItems: 1, maxItems: 10 }))
const time = Type.Optional(Type.Integer({ minimum: 0, description: 'Unix time in ms, inclusive' }))
const number = Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999_999 }))
const shortText = Type.Optional(Type.String({ minLength: 1, maxLength: 500 }))

/** All that is named must hold; of several values of one filter, any. Texts are compared as in `compare.ts`. */
export const ItemSearch = closed({
  text: Type.Optional(Type.String({ maxLength: 200, description: 'terms divided by spaces; all must occur' })),
  in: several(Type.Enum(textFields)),
  state: several(ItemState),
  type: several(TheoryType),
  within: Type.Optional(Code),
  placed: Type.Optional(Type.Boolean({ description: 'false: items without a place in the element table' })),
  difficulty: several(Difficulty),
  importance: several(Importance),
  agreement: several(nullable(Type.Integer({ minimum: 1, maximum: 5 }))),
  marks: several(HalfMarks),
  minutes: several(Type.Number({ minimum: 0, maximum: 1440, description: 'of a task its working time' })),
  mine: Type.Optional(Type.Boolean({ description: 'true: items I wrote a revision of' })),
  source: shortText,
  family: shortText,
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'the id an import brought' })),
  picture: Type.Optional(Type.Boolean()),
  formula: Type.Optional(Type.Boolean()),
  table: Type.Optional(Type.Boolean()),
  calculation: Type.Optional(Type.Boolean({ description: 'true: with variables, drawn for each paper' })),
  fixedOrder: Type.Optional(Type.Boolean({ description: 'true: options stay as written' })),
  quarantined: Type.Optional(Type.Boolean()),
  attributes: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.String({ minLength: 1, maxLength: 200 }), {
      maxProperties: 5,
    }),
  ),
  numberFrom: number,
  numberTo: number,
  createdFrom: time,
  createdTo: time,
  changedFrom: time,
  changedTo: time,
})
export type ItemSearch = Static<typeof ItemSearch>

export const sortFields = ['number', 'changed', 'difficulty', 'point'] as const
export type SortField = (typeof sortFields)[number]

/** The order of a list; items that are equal in it stand by number, in the same direction. */
export const ItemSort = closed({ by: Type.Enum(sortFields), descending: Type.Boolean() })
export type ItemSort = Static<typeof ItemSort>

/** A search and its order, as a person keeps it under a name. */
export const SearchView = closed({
  kind: Type.Enum(['theory', 'practical', 'defense']),
  search: ItemSearch,
  sort: ItemSort,
})
export type SearchView = Static<typeof SearchView>

/** Where an item stands in its element table: a point or scope, a practical module; null while unassigned. */
export function placeOf(content: ItemContent): string | null {
  switch (content.kind) {
    case 'theory':
      return content.point
    case 'practical':
      return content.module
    case 'defense':
      return content.scope
  }
}

/** A place and every scope above it: `A-B-001` → `A-B-001`, `A-B`, `A`. */
const upwards = (code: string): string[] => {
  const steps = code.split('-')
  return steps.map((_, at) => steps.slice(0, steps.length - at).join('-'))
}

type FacetName =
  | 'state'
  | 'type'
  | 'at'
  | 'within'
  | 'difficulty'
  | 'author'
  | 'source'
  | 'family'
  | 'attribute'
  | 'picture'
  | 'formula'
  | 'table'
  | 'placed'
  | 'agreement'
  | 'marks'
  | 'seconds'
  | 'code'
  | 'calculation'
  | 'fixedorder'
  | 'quarantined'

/** A facet as a word of the index. The value is hashed to 64 bits: values are any text, and two of them do not meet by chance. */
export const facet = (name: FacetName, value: string): string => `${name}${sha256(value).slice(0, 16)}`

const attributeValue = (name: string, value: string) => `${comparable(name)}=${comparable(value)}`

/** Half marks of an item as a whole; null where each paper says. */
function marksOf(content: ItemContent): number | null {
  if (content.kind !== 'defense') return content.marks
  return content.scoringPoints.reduce((sum, { marks }) => sum + marks, 0)
}

/** How long a candidate works on it; null when nobody said. */
function secondsOf(content: ItemContent): number | null {
  switch (content.kind) {
    case 'theory':
      return content.seconds
    case 'practical':
      return content.workingMinutes * 60
    case 'defense':
      return content.minutes * 60
  }
}

/** What the index knows of an item besides its content. */
export type ItemFacts = { state: ItemState; authors: readonly string[]; code: string | null; quarantined: boolean }

/** Every facet of an item. */
export function facetsOf(content: ItemContent, { state, authors, code, quarantined }: ItemFacts): string[] {
  const place = placeOf(content)
  const { type, family, agreement, calculation, fixedOrder } = content as Partial<TheoryItem>
  const figures = figuresOf(content)
  const [marks, seconds] = [marksOf(content), secondsOf(content)]
  return [
    facet('state', state),
    ...(type ? [facet('type', type)] : []),
    facet('at', place ?? ''),
    ...(place === null ? [] : upwards(place).map((code) => facet('within', code))),
    facet('difficulty', String(content.difficulty ?? 0)),
    ...authors.map((author) => facet('author', author)),
    facet('source', comparable(content.source)),
    ...(family ? [facet('family', comparable(family))] : []),
    ...Object.entries(content.attributes ?? {}).map(([name, value]) => facet('attribute', attributeValue(name, value))),
    facet('picture', String(figures.picture)),
    facet('formula', String(figures.formula)),
    facet('table', String(figures.table)),
    facet('placed', String(place !== null)),
    facet('agreement', String(agreement ?? 0)),
    ...(marks === null ? [] : [facet('marks', String(marks))]),
    ...(seconds === null ? [] : [facet('seconds', String(seconds))]),
    ...(code === null ? [] : [facet('code', code)]),
    facet('calculation', String(calculation !== undefined)),
    facet('fixedorder', String(fixedOrder === true)),
    facet('quarantined', String(quarantined)),
  ]
}

const flagNames = ['picture', 'formula', 'table', 'placed', 'calculation', 'fixedorder', 'quarantined'] as const

/** The facets a search asks for: of each inner list one must hold. `actor` is who asks, for `mine`. */
export function facetsAsked(search: ItemSearch, actor: string): string[][] {
  const { state, type, within, difficulty, mine, source, family, attributes = {} } = search
  const any = (name: FacetName, values: readonly string[] | undefined) =>
    values ? [values.map((value) => facet(name, value))] : []
  const one = (name: FacetName, value: string | undefined) => any(name, value === undefined ? undefined : [value])
  const flags = { ...search, fixedorder: search.fixedOrder }
  return [
    ...any('state', state),
    ...any('type', type),
    ...one('within', within),
    ...any(
      'difficulty',
      difficulty?.map((value) => String(value ?? 0)),
    ),
    ...one('author', mine ? actor : undefined),
    ...one('source', source === undefined ? undefined : comparable(source)),
    ...one('family', family === undefined ? undefined : comparable(family)),
    ...Object.entries(attributes).flatMap(([name, value]) => one('attribute', attributeValue(name, value))),
    ...any(
      'agreement',
      search.agreement?.map((value) => String(value ?? 0)),
    ),
    ...any('marks', search.marks?.map(String)),
    ...any(
      'seconds',
      search.minutes?.map((value) => String(Math.round(value * 60))),
    ),
    ...one('code', search.code),
    ...flagNames.flatMap((name) => one(name, flags[name]?.toString())),
  ]
}
