/** A search as it stands in a URL's query: texts, turned into the values that `ItemSearch` takes. */
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { ItemSearch, type ItemSort, type SearchView, sortFields } from '../../core/item-search.ts'
import { halfMarks } from '../../core/marks.ts'
import { closed, type Static, Type } from '../../core/schema.ts'

const text = (description: string, maxLength = 500) => Type.Optional(Type.String({ maxLength, description }))
const flag = Type.Optional(Type.Enum(['true', 'false']))
const whole = (description: string) => Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description }))

/** Lists are divided by commas. */
export const SearchQuery = closed({
  view: text('the id of a saved view; kind, filters and order are its own', 60),
  kind: Type.Optional(ItemKind),
  text: text('terms divided by spaces; all must occur', 200),
  in: text('stem, options, rationale'),
  state: text('draft, submitted, approved, retired'),
  type: text('single, multiple, …'),
  within: text('a point or scope of the element table', 40),
  placed: flag,
  difficulty: text('1 to 5, unknown'),
  importance: text('X, Y, Z'),
  agreement: text('1 to 5, unknown'),
  marks: text('as people write them: 0.5, 1'),
  minutes: text('of a task its working time; 0.5 is 30 seconds'),
  mine: flag,
  source: text('the whole source'),
  family: text('the family’s name'),
  code: text('the id an import brought', 200),
  picture: flag,
  formula: flag,
  table: flag,
  calculation: flag,
  fixedOrder: flag,
  quarantined: flag,
  attribute: Type.Optional(
    Type.Union([Type.String({ maxLength: 300 }), Type.Array(Type.String({ maxLength: 300 }), { maxItems: 5 })], {
      description: 'name=value; may be repeated',
    }),
  ),
  numberFrom: whole('item number'),
  numberTo: whole('item number'),
  createdFrom: whole('Unix time in ms'),
  createdTo: whole('Unix time in ms'),
  changedFrom: whole('Unix time in ms'),
  changedTo: whole('Unix time in ms'),
  sort: Type.Optional(
    Type.String({ pattern: `^-?(${sortFields.join('|')})$`, description: 'with - in front: descending' }),
  ),
  cursor: text('the `next` of the page before', 300),
  limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$', description: '1 to 200, 50 by default' })),
  counts: flag,
})
export type SearchQuery = Static<typeof SearchQuery>

const list = (value: string | undefined) =>
  value
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value })

/** `number`, or `-changed` for the last changed first. */
export function sortOf(text = 'number'): ItemSort {
  const descending = text.startsWith('-')
  return { by: (descending ? text.slice(1) : text) as ItemSort['by'], descending }
}

const flagNames = ['mine', 'placed', 'picture', 'formula', 'table', 'calculation', 'fixedOrder', 'quarantined'] as const
const levelOf = (text: string) => (text === 'unknown' ? null : Number(text))

/** The search of a query. Throws `input.invalid` naming the fields that are wrong, never their values. */
export function searchOf(query: SearchQuery): SearchView {
  const lists = (['in', 'state', 'type', 'importance'] as const).map((name) => given(name, list(query[name])))
  const texts = (['text', 'within', 'source', 'family', 'code'] as const).map((name) => given(name, query[name]))
  const flags = flagNames.map((name) => given(name, query[name] === undefined ? undefined : query[name] === 'true'))
  const ranges = ['numberFrom', 'numberTo', 'createdFrom', 'createdTo', 'changedFrom', 'changedTo'] as const
  const numbers = ranges.map((name) => given(name, query[name] === undefined ? undefined : Number(query[name])))
  const levels = (['difficulty', 'agreement'] as const).map((name) => given(name, list(query[name])?.map(levelOf)))
  const marks = list(query.marks)?.map((one) => halfMarks(one) ?? 0)
  const attributes = query.attribute === undefined ? undefined : attributesOf([query.attribute].flat())
  const search: unknown = Object.assign(
    {},
    ...lists,
    ...texts,
    ...flags,
    ...numbers,
    ...levels,
    given('marks', marks),
    given('minutes', list(query.minutes)?.map(Number)),
    given('attributes', attributes),
  )
  if (Value.Check(ItemSearch, search)) return { kind: query.kind ?? 'theory', search, sort: sortOf(query.sort) }
  const wrong = [...Value.Errors(ItemSearch, search)].map(({ instancePath }) => instancePath.split('/')[1] ?? '')
  const names = [...new Set(wrong)].filter((name) => name !== '').join(', ')
  throw new AppError('input.invalid', `These filters are not understood: ${names}. / 筛选条件有误：${names}。`)
}

function attributesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const cut = pair.indexOf('=')
      if (cut < 1 || cut === pair.length - 1)
        throw new AppError('input.invalid', 'An attribute is name=value. / 属性应写作 名称=值。')
      return [pair.slice(0, cut), pair.slice(cut + 1)]
    }),
  )
}
