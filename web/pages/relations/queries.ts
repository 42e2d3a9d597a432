/** Relations as the service shows them. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

type Page = paths['/api/banks/{bank}/relations']['get']['responses'][200]['content']['application/json']
export type Relation = Page['relations'][number]
export type Kind = Relation['kind']
export type State = Relation['state']
export type Decision = NonNullable<Relation['decision']>

export const states: readonly State[] = ['proposed', 'accepted', 'refused', 'withdrawn']

/** All that is read about a bank's relations begins with this. */
export const relationsKey = (bank: string) => ['banks', bank, 'relations'] as const

/** Those of a kind, in one state where one is given, of one item where one is given. */
export const relationsQuery = (bank: string, kind: Kind, state: State | undefined, item: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...relationsKey(bank), kind, state ?? 'all', item ?? 'any'],
    queryFn: ({ pageParam: after }) =>
      ask(
        api.GET('/api/banks/{bank}/relations', {
          params: {
            path: { bank },
            query: { kind, ...(state && { state }), ...(item && { item }), ...(after && { after }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }: Page) => next,
  })
