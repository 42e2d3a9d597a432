/** Finding a set, and its approval by a second person. */
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { type PaperRow, type SetRow, setStore } from './store.ts'

/** A set of a bank with its papers, or `set.missing`. */
export async function requireSet(q: Query, bank: string, id: string): Promise<{ set: SetRow; papers: PaperRow[] }> {
  const set = await setStore(q).find(bank, id)
  if (!set) throw new AppError('set.missing', `There is no set ${id} in ${bank}. / 题库${bank}中没有该套卷。`)
  return { set, papers: await setStore(q).papers(id) }
}

/** Throws `set.state` unless every paper of the set is in `state`. */
export function requireState(papers: readonly PaperRow[], state: PaperRow['state']): void {
  const found = papers.find((paper) => paper.state !== state)
  if (found)
    throw new AppError(
      'set.state',
      `Paper ${found.id} is ${found.state}, not ${state}. / 试卷${found.id}的状态为${found.state}，不是${state}。`,
    )
}

/** assembled → approved, by somebody who did not assemble it. */
export async function approveSet(db: Db, bank: string, id: string, by: By): Promise<void> {
  await db.tx(async (q) => {
    const { set, papers } = await requireSet(q, bank, id)
    requireState(papers, 'assembled')
    if (set.assembledBy === by.actor)
      throw new AppError(
        'item.same-person',
        `${by.actor} assembled this set: another person approves it. / 该套卷由${by.actor}组卷，须由他人审批。`,
      )
    const steps = await setStore(q).steps(id)
    if (steps.some(({ actor }) => actor === by.actor))
      throw new AppError(
        'item.same-person',
        `${by.actor} edited this set: another person approves it. / ${by.actor}调整过该套卷，须由他人审批。`,
      )
    await setStore(q).update(id, { approvedBy: by.actor })
    await setStore(q).movePapers(id, 'approved')
    await logStore(q).append(act(by, bank, 'set.approve', id))
  })
}
