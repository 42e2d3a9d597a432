/** What is being written is kept in this tab until it is saved: a reload or an expired session loses nothing. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ItemContent } from '../../../../core/item.ts'

export type Draft = { base: number | undefined; content: ItemContent }

const WAIT_MS = 300

export function keptDraft(key: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return kept === null ? undefined : (kept as Draft)
  } catch {
    return undefined
  }
}

/** The draft under `key`, beginning with `first`; `touched` once something was written that is not saved. */
export function useDraft(key: string, first: Draft) {
  const [kept] = useState(() => keptDraft(key))
  const [draft, setDraft] = useState<Draft>(kept ?? first)
  const [touched, setTouched] = useState(kept !== undefined)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const newest = useRef(draft)
  newest.current = draft

  const keep = useCallback(() => {
    clearTimeout(waiting.current)
    waiting.current = undefined
    try {
      sessionStorage.setItem(key, JSON.stringify(newest.current))
    } catch {
      // No room left: the page itself still holds it.
    }
  }, [key])
  useEffect(() => {
    const leave = () => waiting.current !== undefined && keep()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [keep])

  const change = useCallback(
    (next: Draft) => {
      newest.current = next
      setDraft(next)
      setTouched(true)
      clearTimeout(waiting.current)
      waiting.current = setTimeout(keep, WAIT_MS)
    },
    [keep],
  )
  const forget = useCallback(() => {
    clearTimeout(waiting.current)
    waiting.current = undefined
    sessionStorage.removeItem(key)
    setTouched(false)
  }, [key])
  return { draft, change, forget, touched, restored: kept !== undefined }
}
