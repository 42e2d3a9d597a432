/** What ceremonies at work hold in memory: the shares given so far, then what was opened. Never written anywhere. */
import type { Opened, Share } from './open.ts'

export type Opening = { shares: Share[]; opened?: Opened }
/** By ceremony. */
export type Openings = Map<string, Opening>

/** Overwrites and drops what a ceremony held. */
export function forget(openings: Openings, ceremony: string): void {
  const held = openings.get(ceremony)
  for (const { share } of held?.shares ?? []) share.fill(0)
  for (const { bytes } of held?.opened?.files ?? []) bytes.fill(0)
  openings.delete(ceremony)
}
