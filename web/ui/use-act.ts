/** A command of the person's: says when it is done, and what went wrong; reads again what it changed. */
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useSaidError } from './refusal.tsx'

/**
 * `run` does it; `changes` are the keys of what must be read again; `done` is said when it is over.
 * `quiet` leaves the error to the page, which shows it where it belongs.
 */
export function useAct<Input = void, Result = unknown>(
  run: (input: Input) => Promise<Result>,
  {
    changes = [],
    done,
    quiet = false,
    after,
  }: {
    changes?: readonly QueryKey[]
    done?: string | ((result: Result) => string)
    quiet?: boolean
    after?: (result: Result, input: Input) => void
  } = {},
) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const saidError = useSaidError()
  return useMutation<Result, unknown, Input>({
    mutationFn: run,
    onSuccess: async (result, input) => {
      await Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey })))
      if (done !== undefined) void message.success(typeof done === 'string' ? done : done(result))
      after?.(result, input)
    },
    onError: (error) => {
      if (!quiet) void message.error(saidError(error), 6)
    },
  })
}
