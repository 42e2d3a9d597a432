/**
 * How many items each person was shown in the last 24 hours. Counted here as
 * replies leave, and from the log when a person first appears and once a minute,
 * because the command line is another process on the same log.
 */
import { and, eq, gt } from 'drizzle-orm'
import type { Act } from '../../core/log.ts'
import { DAY_MS, itemsShown } from '../../core/reading.ts'
import type { Query } from '../db/open.ts'
import { log } from '../db/schema.ts'

const RECOUNT_MS = 60_000
/** People kept in mind; more are counted anew. */
const MOST = 10_000

/** Counts what people were shown; `now` is Unix time in ms. */
export function shownCounter(q: Query, now: () => number) {
  const people = new Map<string, { count: number; at: number }>()
  const fresh = (person: string) => {
    const kept = people.get(person)
    return kept && now() - kept.at < RECOUNT_MS ? kept : undefined
  }
  return {
    /** True when `shown` would not look into the log. */
    knows: (person: string): boolean => fresh(person) !== undefined,
    /** Items shown to `person` in the last 24 hours. */
    async shown(person: string): Promise<number> {
      const kept = fresh(person)
      if (kept) return kept.count
      const { at, did, to, result } = log
      const acts = await q
        .select({ did, to, result })
        .from(log)
        .where(and(eq(log.actor, person), gt(at, now() - DAY_MS)))
      const count = acts.reduce((sum, act) => sum + itemsShown(act as Act), 0)
      if (people.size >= MOST) people.clear()
      people.set(person, { count, at: now() })
      return count
    },
    /** Adds what a reply showed. */
    add(person: string, count: number): void {
      const kept = people.get(person)
      if (kept) kept.count += count
    },
  }
}
