/** What was read is kept for as long as it may be fresh; only what the network lost is asked again by itself. */
import { QueryClient } from '@tanstack/react-query'
import { Refusal } from '../api/client.ts'

const again = (failures: number, error: Error) =>
  error instanceof Refusal && error.problem.code === 'network' && failures < 2

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, gcTime: 5 * 60_000, retry: again, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
