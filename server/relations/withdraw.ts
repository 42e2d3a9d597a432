/** Taking a relation back: a proposal, or what was accepted. A merge is not taken back: its items are retired. */
import { AppError } from '../../core/errors.ts'
import type { By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { requireRelation } from './decide.ts'
import { type RelationRow, relationStore } from './store.ts'

/** Withdraws a relation with a reason (`by.why`). Throws `relation.missing`, `relation.state`, `input.invalid`. */
export async function withdrawRelation(db: Db, bank: string, id: string, by: By): Promise<RelationRow> {
  return attempt(db, { bank, did: 'relation.withdraw', to: id }, by, async (q) => {
    const relation = await requireRelation(q, bank, id)
    const reason = by.why?.trim() ?? ''
    if (reason === '') throw new AppError('input.invalid', 'Withdrawing needs a reason. / 撤销须说明理由。')
    const open = relation.state === 'proposed' || (relation.state === 'accepted' && relation.decision !== 'merge')
    if (!open)
      throw new AppError(
        'relation.state',
        'Only a proposal, or enemies and families that hold, can be withdrawn. / 只能撤销待处理的提议或生效中的互斥、同族关系。',
      )
    const change = {
      state: 'withdrawn' as const,
      withdrawnBy: by.actor,
      withdrawalReason: reason,
      withdrawnAt: by.at,
    }
    await relationStore(q).update(id, change)
    return { ...relation, ...change }
  })
}
