/** Shows the console to who is signed in and finished, and to others the way in; the address stays, so links work. */
import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { lazy, type ReactNode } from 'react'
import { Refusal } from '../api/client.ts'
import { RefusalNote } from '../ui/refusal.tsx'
import { meQuery } from './me.ts'

const SignIn = lazy(() => import('../pages/sign-in/sign-in.tsx').then((page) => ({ default: page.SignIn })))
/** Seen once by each person, and heavy with the code to scan. */
const FirstSteps = lazy(() => import('../pages/sign-in/first-steps.tsx'))

export function SignedIn({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useQuery(meQuery)
  if (me?.pending) return <FirstSteps pending={me.pending} />
  if (me) return children
  if (error instanceof Refusal && error.problem.code === 'access.denied') return <SignIn />
  if (error) return <RefusalNote error={error} again={() => void refetch()} />
  return <Spin fullscreen />
}
