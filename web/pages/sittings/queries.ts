/** What the pages of sittings read. */
import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../api/client.ts'

export const sittingsQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'sittings'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sittings', { params: { path: { bank } } })),
  })

export const sittingQuery = (bank: string, sitting: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'sittings', sitting],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sittings/{sitting}', { params: { path: { bank, sitting } } })),
  })

export const consultationsQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'consultations'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/consultations', { params: { path: { bank } } })),
  })
