/** The search that stands in the address: the names are those of the service's own query. */
import type { paths } from '../../api/schema.d.ts'
import type { Look } from '../../ui/use-address.ts'
import { type Kind, kinds, type SavedView } from './types.ts'

export type SearchQuery = NonNullable<paths['/api/banks/{bank}/items/search']['get']['parameters']['query']>

/** Filters a person sets one by one; in this order they are listed. */
export const filterNames = [
  'text',
  'in',
  'state',
  'type',
  'within',
  'difficulty',
  'importance',
  'agreement',
  'marks',
  'minutes',
  'mine',
  'placed',
  'picture',
  'formula',
  'table',
  'calculation',
  'fixedOrder',
  'quarantined',
  'source',
  'family',
  'code',
  'attribute',
  'numberFrom',
  'numberTo',
  'createdFrom',
  'createdTo',
  'changedFrom',
  'changedTo',
] as const satisfies readonly (keyof SearchQuery)[]
export type FilterName = (typeof filterNames)[number]

export const kindIn = (look: Look): Kind => kinds.find((kind) => kind === look['kind']) ?? 'theory'

/** The filters that are set. */
export const filtersIn = (look: Look): Partial<Record<FilterName, string>> =>
  Object.fromEntries(filterNames.flatMap((name) => (look[name] ? [[name, look[name]]] : [])))

/** What to ask the service for; `kind` and the page's size are added by who asks. */
export function searchFor(look: Look): SearchQuery {
  const { sort, cursor } = look
  return { ...filtersIn(look), ...(sort && { sort }), ...(cursor && { cursor }) } as SearchQuery
}

type View = SavedView['view']
const levels = (values: readonly (number | null)[]) => values.map((value) => value ?? 'unknown').join(',')

/** A saved view as the filters it stands for; filters it does not have are taken away. */
export function lookOf({ kind, search, sort }: View): Record<string, string | undefined> {
  const { difficulty, agreement, marks, minutes, attributes, ...rest } = search
  const plain = Object.entries(rest).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : String(value),
  ])
  const attribute = Object.entries(attributes ?? {})[0]
  return {
    ...Object.fromEntries(filterNames.map((name) => [name, undefined])),
    ...Object.fromEntries(plain),
    ...(difficulty && { difficulty: levels(difficulty) }),
    ...(agreement && { agreement: levels(agreement) }),
    ...(marks && { marks: marks.map((half) => half / 2).join(',') }),
    ...(minutes && { minutes: minutes.join(',') }),
    ...(attribute && { attribute: attribute.join('=') }),
    kind: kind === 'theory' ? undefined : kind,
    sort: sort.by === 'number' && !sort.descending ? undefined : `${sort.descending ? '-' : ''}${sort.by}`,
    cursor: undefined,
  }
}

const lists: readonly string[] = ['in', 'state', 'type', 'importance']
const flags: readonly string[] = [
  'mine',
  'placed',
  'picture',
  'formula',
  'table',
  'calculation',
  'fixedOrder',
  'quarantined',
]

/** The filters of the address as a view to keep: the values the service's body takes. */
export function viewOf(look: Look): View {
  const split = (value: string) => value.split(',').filter((one) => one !== '')
  const level = (value: string) => split(value).map((one) => (one === 'unknown' ? null : Number(one)))
  const search = Object.entries(filtersIn(look)).map(([name, value]): [string, unknown] => {
    if (lists.includes(name)) return [name, split(value)]
    if (flags.includes(name)) return [name, value === 'true']
    if (name === 'difficulty' || name === 'agreement') return [name, level(value)]
    if (name === 'marks') return [name, split(value).map((one) => Number(one) * 2)]
    if (name === 'minutes') return [name, split(value).map(Number)]
    if (name === 'attribute') {
      const cut = value.indexOf('=')
      return ['attributes', { [value.slice(0, cut)]: value.slice(cut + 1) }]
    }
    return [name, /(?:From|To)$/.test(name) ? Number(value) : value]
  })
  const sort = look['sort'] ?? 'number'
  return {
    kind: kindIn(look),
    search: Object.fromEntries(search) as View['search'],
    sort: { by: sort.replace('-', '') as View['sort']['by'], descending: sort.startsWith('-') },
  }
}
