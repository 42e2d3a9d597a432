/** Bringing back what an item said before, as a new revision. */
import type { By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { saveFaults } from './check.ts'
import { mayEdit, save } from './edit.ts'
import { lifeStore, missing } from './life-store.ts'
import type { Conflict, Faulty, Saved } from './saved.ts'
import { itemStore } from './store.ts'

/** Revision `revision` again, on top of `base`. Throws `item.missing` when there is no such revision. */
export async function restoreRevision(
  deps: Deps,
  bank: string,
  ref: string,
  { base, revision, reason }: { base: number; revision: number; reason: string },
  by: By,
): Promise<Saved | Faulty | Conflict> {
  const before = await lifeStore(deps.db.read).one(bank, ref)
  const { item } = before
  const old = await itemStore(deps.db.read).revision(item.id, revision)
  if (!old) throw missing()
  const faults = mayEdit(before, by) ? await saveFaults(deps, old.content) : []
  if (faults.length) return { outcome: 'faulty', faults }
  return save(deps, bank, item.id, { base, content: old.content, reason }, by, 'item.restore')
}
