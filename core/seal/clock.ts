/** Noticing a clock that was moved: wall time is compared with the time since the machine started. */
import { closed, type Static, Type } from '../schema.ts'

/** `at` is wall time (Unix ms), `uptime` ms since the start named by `boot`, which no change of the clock moves. */
export const Seen = closed({ at: Type.Integer(), boot: Type.String(), uptime: Type.Integer() })
export type Seen = Static<typeof Seen>

export type ClockFault = { kind: 'backwards' | 'jumped'; expected: number; found: number }

/** What a time service corrects at once, and what reading two clocks one after the other costs. */
const TOLERANCE_MS = 120_000

/**
 * What is wrong with the clock now, compared with when it was last seen. Within one
 * start of the machine both directions show; over a restart only a clock that went
 * back does, because nobody knows how long the machine was off.
 */
export function clockFault(last: Seen | undefined, now: Seen): ClockFault | undefined {
  if (!last) return undefined
  const sameBoot = last.boot === now.boot && now.uptime >= last.uptime
  const expected = last.at + (sameBoot ? now.uptime - last.uptime : 0)
  if (now.at < expected - TOLERANCE_MS) return { kind: 'backwards', expected, found: now.at }
  if (sameBoot && now.at > expected + TOLERANCE_MS) return { kind: 'jumped', expected, found: now.at }
  return undefined
}
