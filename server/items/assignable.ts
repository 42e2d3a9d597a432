/** Whom an exam officer can give items of a bank to. */
import { mayDo } from '../../core/accounts/rights.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { accountStore } from '../accounts/store.ts'
import type { Query } from '../db/open.ts'

export const Assignable = Type.Array(closed({ person: Type.String(), writes: Type.Boolean(), reviews: Type.Boolean() }))
export type Assignable = Static<typeof Assignable>

/** People with an account that works at `at` (Unix ms) who may write or review in the bank, by name. */
export async function assignablePeople(q: Query, bank: string, at: number): Promise<Assignable> {
  const store = accountStore(q)
  const found: Assignable = []
  for (const { id, name, disabled, validFrom, validUntil } of await store.all()) {
    if (disabled || (validFrom !== null && at < validFrom) || (validUntil !== null && at >= validUntil)) continue
    const grants = await store.grants(id)
    const writes = mayDo(grants, 'item.write', bank)
    const reviews = mayDo(grants, 'item.review', bank)
    if (writes || reviews) found.push({ person: name, writes, reviews })
  }
  return found
}
