/** What the service asks before it goes on: the password again, a reason for reading, to sign in again. One at a time. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { setAsker, type Wanted } from '../api/client.ts'
import { type Me, meQuery } from './me.ts'

/** Its fields are seldom needed, and not for the first look. */
const Question = lazy(() => import('./question.tsx'))

export type Answered = { reason?: string } | undefined
type Open = { wanted: Wanted; settle: (answer: Answered) => void }

export function Questions() {
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open[]>([])
  const known = useRef<Me | undefined>(undefined)

  useEffect(() => {
    setAsker((wanted) => {
      const me = queries.getQueryData(meQuery.queryKey)
      // Nobody was signed in: the way in is shown by the page itself.
      if (!me) return Promise.resolve(undefined)
      known.current = me
      return new Promise((settle) => setOpen((all) => [...all, { wanted, settle }]))
    })
    return () => setAsker(undefined)
  }, [queries])

  const now = open[0]
  const end = (answer: Answered) => {
    now?.settle(answer)
    setOpen((all) => all.slice(1))
  }
  // It stays when answered: a dialogue that closes gives the focus back.
  return <Suspense>{known.current && <Question wanted={now?.wanted} known={known.current.name} end={end} />}</Suspense>
}
