/** What may be wider than the page scrolls by itself, by keyboard as well: a table without a button in it has no other way. */
import type { ReactNode } from 'react'

export function Wide({ label, least, children }: { label: string; least: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached
    <section aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
      <div style={{ minWidth: least }}>{children}</div>
    </section>
  )
}
