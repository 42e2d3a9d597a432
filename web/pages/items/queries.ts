/** What the item pages read, each under one key, so that an act knows what to read again. */
import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../api/client.ts'

/** All that is read about a bank's items begins with this. */
export const itemsKey = (bank: string) => ['banks', bank, 'items'] as const
export const waitingKey = (bank: string) => ['banks', bank, 'waiting'] as const
export const itemKey = (bank: string, id: string) => [...itemsKey(bank), 'one', id] as const

export const contentQuery = (bank: string, id: string, revision?: string) =>
  queryOptions({
    queryKey: [...itemKey(bank, id), 'content', revision ?? 'shown'],
    queryFn: () =>
      ask(
        api.GET('/api/banks/{bank}/items/{id}/content', {
          params: { path: { bank, id }, query: revision === undefined ? {} : { revision } },
        }),
      ),
  })

export const historyQuery = (bank: string, id: string) =>
  queryOptions({
    queryKey: [...itemKey(bank, id), 'history'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/items/{id}/history', { params: { path: { bank, id } } })),
  })

export const diffQuery = (bank: string, id: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...itemKey(bank, id), 'diff', from, to],
    queryFn: () =>
      ask(api.GET('/api/banks/{bank}/items/{id}/diff', { params: { path: { bank, id }, query: { from, to } } })),
  })

/** What waits for whoever asks; with `all` what waits for whom. */
export const waitingQuery = (bank: string, all = false) =>
  queryOptions({
    queryKey: [...waitingKey(bank), all ? 'all' : 'mine'],
    queryFn: () =>
      all
        ? ask(api.GET('/api/banks/{bank}/waiting/all', { params: { path: { bank } } }))
        : ask(api.GET('/api/banks/{bank}/waiting', { params: { path: { bank } } })),
  })

export const policyQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'review-policy'],
    queryFn: async () => (await ask(api.GET('/api/banks/{bank}/review-policy', { params: { path: { bank } } }))).policy,
    staleTime: 60_000,
  })

/** The element table in force; defense topics stand in the theory table's scopes. */
export const tableQuery = (bank: string, kind: 'theory' | 'practical') =>
  queryOptions({
    queryKey: ['banks', bank, 'tables', 'current', kind],
    queryFn: () =>
      ask(
        api.GET('/api/banks/{bank}/tables/{table}', {
          params: { path: { bank, table: 'current' }, query: { kind } },
        }),
      ),
    staleTime: 5 * 60_000,
    retry: false,
  })
