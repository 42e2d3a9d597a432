import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

export type RegisterLine =
  paths['/api/banks/{bank}/custody']['get']['responses'][200]['content']['application/json'][number]

/** Every sealed object of the bank, checked against its files. */
export const registerQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'custody'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/custody', { params: { path: { bank } } })),
  })

export const setsQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'sets'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sets', { params: { path: { bank } } })),
  })

export const custodiansQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'custodians'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/custodians', { params: { path: { bank } } })),
  })

export const groupsQuery = (bank: string) =>
  queryOptions({
    queryKey: ['banks', bank, 'custodian-groups'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/custodian-groups', { params: { path: { bank } } })),
  })
