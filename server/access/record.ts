/**
 * Entries of what changes nothing else: reads, lists, searches, refusals. Who
 * asks while a transaction is under way waits for the next one together with
 * everybody else who does, so that one commit to disk (`synchronous=FULL`)
 * carries the entries of all of them. Everything goes through the queue of
 * `db.tx`: an entry written beside it would join another's transaction and
 * vanish with its rollback.
 */
import type { Act, Anchor } from '../../core/log.ts'
import type { Db } from '../db/open.ts'
import { checkAct, logStore } from './store.ts'
import { onTrail, toldBy, trailHere, withTrail } from './trail.ts'

type Group = { acts: Act[]; done: Promise<Anchor> }
/** The group of each database that has not begun to be written. */
const forming = new WeakMap<Db, Group>()
/** Rows of one INSERT stay below SQLite's number of parameters. */
const MOST = 500

/** Characters of ids in one entry; more make another entry. */
const IDS_LENGTH = 19_000

/** Ids joined by spaces, in texts that fit an entry each; one empty text for none. */
export function inPieces(ids: readonly string[]): string[] {
  const pieces = ['']
  for (const id of ids) {
    const last = pieces.at(-1)!
    if (last.length + id.length < IDS_LENGTH) pieces[pieces.length - 1] = last === '' ? id : `${last} ${id}`
    else pieces.push(id)
  }
  return pieces
}

/** Puts acts on record; resolves when they are on disk. Throws `log.unwritable` when they are not, `input.invalid` for no act. */
export async function record(db: Db, ...given: Act[]): Promise<void> {
  const acts = given.map(toldBy)
  // Before they join: one that is refused must not take the others with it.
  acts.forEach(checkAct)
  const trail = trailHere()
  await joined(db, acts)
  onTrail(acts, trail)
}

function joined(db: Db, acts: readonly Act[]): Promise<Anchor> {
  let group = forming.get(db)
  if (!group || group.acts.length + acts.length > MOST) {
    const made: Act[] = []
    // A group belongs to no request: each of its callers notes its own entries.
    const done = withTrail({ why: '', acts: [] }, async () => {
      // A turn of the loop: every request that has arrived by now gets to ask.
      await new Promise(setImmediate)
      return db.tx((q) => {
        if (forming.get(db)?.acts === made) forming.delete(db)
        return logStore(q).append(...made)
      })
    })
    group = { acts: made, done }
    forming.set(db, group)
  }
  group.acts.push(...acts)
  return group.done
}
