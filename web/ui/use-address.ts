/** What one looks at (filter, tab, page) stands in the address, so that links and the back button work. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Look = Readonly<Record<string, string | undefined>>

/** A value as the address writes it without quotes: true, 4, 单选. */
function bare(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return String(value) === text ? value : text
  } catch {
    return text
  }
}

export type ChangeAddress = (change: Record<string, string | undefined>, replace?: boolean) => void

/**
 * The address's values by name, and a way to change some of them; undefined or
 * '' takes one out. With `replace` the back button passes over the change. The
 * value named `but` is left out: whoever does not look at it is not drawn again
 * when it changes.
 */
export function useAddress(but?: string): [Look, ChangeAddress] {
  const navigate = useNavigate()
  const look = useSearch({
    strict: false,
    structuralSharing: true,
    select: (search: Record<string, unknown>): Record<string, string | undefined> =>
      Object.fromEntries(
        Object.entries(search).flatMap(([name, value]) => (name === but ? [] : [[name, String(value)]])),
      ),
  })
  const change = useCallback(
    (patch: Record<string, string | undefined>, replace = false) => {
      const next = (old: Record<string, unknown>) => {
        const kept = Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined && value !== '')
        return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? bare(value) : value]))
      }
      void navigate({ to: '.', search: next as never, replace, resetScroll: false })
    },
    [navigate],
  )
  return [look, change]
}
