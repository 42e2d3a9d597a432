/** Handing items in for review, and taking one back. */
import { ContentFault } from '../../core/item-checks.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import type { By } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { allowed, attempt } from './attempt.ts'
import { saveFaults } from './check.ts'
import { type Living, lifeStore } from './life-store.ts'
import { itemStore } from './store.ts'

/** An item by id or spoken number, at the revision the person has seen. */
export const Listed = closed({
  item: Type.String({ minLength: 1, maxLength: 60 }),
  revision: Type.Integer({ minimum: 1 }),
})
export type Listed = Static<typeof Listed>

/** How a list of items stands in the log. */
export const listedText = (list: readonly Listed[]): string =>
  list.map(({ item, revision }) => `${item}@${revision}`).join(' ')

export const Submitted = closed({ outcome: Type.Literal('submitted'), submitted: Type.Integer() })
/** Items that cannot be handed in as they are; none of the list was. */
export const FaultyItems = closed({
  outcome: Type.Literal('faulty'),
  items: Type.Array(closed({ item: Type.String(), number: Type.String(), faults: Type.Array(ContentFault) })),
})

/** Hands in all of `list` or none. Contents are checked once more: an imported one was never tried in print. */
export async function submitItems(
  deps: Deps,
  bank: string,
  list: readonly Listed[],
  by: By,
): Promise<Static<typeof Submitted> | Static<typeof FaultyItems>> {
  const { db } = deps
  const refs = list.map(({ item }) => item)
  const steps = list.map(({ revision }) => ({ do: 'submit', revision }) as const)
  const mine = (await lifeStore(db.read).many(bank, refs)).filter(
    ({ life }, at) => 'life' in take(life, commonPolicy, steps[at]!, by.actor),
  )
  const items = await faultyItems(deps, mine)
  if (items.length) return { outcome: 'faulty', items }
  await attempt(db, { bank, did: 'item.submit', to: listedText(list) }, by, async (q) => {
    const store = lifeStore(q)
    for (const [at, living] of (await store.many(bank, refs)).entries())
      await store.settle(living, allowed(take(living.life, commonPolicy, steps[at]!, by.actor), living.said), by)
  })
  return { outcome: 'submitted', submitted: list.length }
}

async function faultyItems(deps: Deps, found: readonly Living[]): Promise<Static<typeof FaultyItems>['items']> {
  const faulty: Static<typeof FaultyItems>['items'] = []
  for (const { item, said } of found) {
    const revision = await itemStore(deps.db.read).revision(item.id, item.revision)
    const faults = revision ? await saveFaults(deps, revision.content) : []
    if (faults.length) faulty.push({ item: item.id, number: said, faults })
  }
  return faulty
}

/** Takes an item back from review; what a first reviewer approved stays with the revision. */
export async function withdrawItem(db: Db, bank: string, { item, revision }: Listed, by: By): Promise<void> {
  await attempt(db, { bank, did: 'item.withdraw', to: `${item}@${revision}` }, by, async (q) => {
    const store = lifeStore(q)
    const living = await store.one(bank, item)
    await store.settle(living, allowed(take(living.life, commonPolicy, { do: 'withdraw', revision }, by.actor)), by)
  })
}
