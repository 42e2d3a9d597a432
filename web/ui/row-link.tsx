/** A link for each of many rows: the router's own listens to every change of the address, fifty of them at each page. */
import { useNavigate } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  const navigate = useNavigate()
  const go = (event: MouseEvent) => {
    // A new tab or window is the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void navigate({ to })
  }
  return (
    <a href={to} onClick={go} className="figures">
      {children}
    </a>
  )
}
