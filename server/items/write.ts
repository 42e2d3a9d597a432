/** Writing a new item: a draft at revision 1, with the next running number of its bank and kind. */
import type { ItemContent } from '../../core/item.ts'
import { itemNumber } from '../../core/item-number.ts'
import { type By, newId } from '../by.ts'
import type { Deps } from '../deps.ts'
import { attempt } from './attempt.ts'
import { saveFaults } from './check.ts'
import { revisionOf, rowOf } from './revise.ts'
import type { Faulty, Saved } from './saved.ts'
import { itemStore } from './store.ts'

/** Stores an item as a draft of `by.actor`, or says what is wrong with it. */
export async function writeItem(
  deps: Deps,
  bank: string,
  content: ItemContent,
  reason: string,
  by: By,
): Promise<Saved | Faulty> {
  const faults = await saveFaults(deps, content)
  if (faults.length) return { outcome: 'faulty', faults }
  const id = newId(by.at)
  return attempt(deps.db, { bank, did: 'item.write', to: id }, by, async (q) => {
    const store = itemStore(q)
    const number = (await store.lastNumber(bank, content.kind)) + 1
    await store.insert(
      {
        id,
        bank,
        kind: content.kind,
        number,
        code: null,
        state: 'draft',
        revision: 1,
        approved: null,
        ...rowOf(content),
        at: by.at,
      },
      revisionOf(id, 1, content, reason, by),
    )
    return {
      outcome: 'saved',
      id,
      number: itemNumber({ bank, kind: content.kind, number }),
      revision: 1,
      state: 'draft',
    }
  })
}
