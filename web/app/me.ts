/** Who is signed in, and what they may: pages show nothing else. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { paths } from '../api/schema.d.ts'
import { keepFor } from './leaving.ts'

export type Me = paths['/api/me']['get']['responses'][200]['content']['application/json']
export type Right = Me['anywhere'][number]

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me = await ask(api.GET('/api/me'))
    keepFor(me.name)
    return me
  },
  staleTime: 60_000,
})

/** Only below `SignedIn`, where somebody is. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('nobody is signed in')
  return data
}

/** True when the person has the right: in this bank, or anywhere where no bank is named. */
export function useMay(): (right: Right, bank?: string) => boolean {
  const me = useMe()
  return (right, bank) =>
    bank === undefined
      ? me.anywhere.includes(right)
      : (me.banks.find((one) => one.bank === bank)?.rights.includes(right) ?? false)
}
