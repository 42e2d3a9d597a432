/**
 * What one request has put on record so far. It goes with the request through
 * every call (AsyncLocalStorage), so that no action has to hand it on: the log's
 * store notes each entry here and takes the reason from here, and the service
 * looks here before a reply leaves (`plugins/record.ts`).
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Act } from '../../core/log.ts'

export type Trail = {
  /** The reason given for the task at hand; empty when none was. */
  why: string
  /** Entries written, in order. */
  acts: Act[]
}

const current = new AsyncLocalStorage<Trail>()

/** Runs `work` with `trail` as what it leaves behind. */
export const withTrail = <T>(trail: Trail, work: () => T): T => current.run(trail, work)

/** The act with the reason of its task, unless it has one of its own. */
export function toldBy(act: Act): Act {
  const why = current.getStore()?.why ?? ''
  return act.why === '' && why !== '' ? { ...act, why } : act
}

/** Notes entries that were written. */
export function onTrail(acts: readonly Act[], trail = current.getStore()): void {
  trail?.acts.push(...acts)
}

/** The trail at hand, for what runs later on behalf of this request. */
export const trailHere = (): Trail | undefined => current.getStore()
