/**
 * Sets that nobody sees before they are opened: assembled, judged and sealed in one
 * run. The judge stands for the second person, and whoever assembled may open them.
 */
import { and, eq, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import { type SealOptions, sealSet } from '../custody/seal-set.ts'
import type { SealRow } from '../custody/store.ts'
import type { Db, Query } from '../db/open.ts'
import { log } from '../db/schema.ts'
import { blindSets } from '../db/schema-sets.ts'
import type { Deps } from '../deps.ts'
import { requireSet, requireState } from './approve.ts'
import { type AssembleSetOptions, assembleSet, type SetOutcome } from './assemble.ts'
import { setStore } from './store.ts'

export type BlindOutcome =
  | { outcome: 'sealed'; set: string; seals: SealRow[] }
  | Exclude<SetOutcome, { outcome: 'found' }>

/** Assembles under a stored blueprint and seals at once. Throws what assembling and sealing throw; a set that could not be sealed stays blind and can be sealed later. */
export async function assembleBlind(
  deps: Deps,
  bank: string,
  blueprint: string,
  options: AssembleSetOptions & { seal?: SealOptions },
  by: By,
): Promise<BlindOutcome> {
  const made = await assembleSet(deps, bank, blueprint, options, by)
  if (made.outcome !== 'found') return made
  await approveBlind(deps.db, bank, made.set.id, by)
  return { outcome: 'sealed', set: made.set.id, seals: await sealSet(deps, bank, made.set.id, options.seal ?? {}, by) }
}

/** Lets the judge's report stand for a second person's approval; refused by the database for a set that anybody has seen. */
async function approveBlind(db: Db, bank: string, id: string, by: By): Promise<void> {
  await db.tx(async (q) => {
    const { set, papers } = await requireSet(q, bank, id)
    requireState(papers, 'assembled')
    if (!(set.certificate as { holds: boolean }).holds)
      throw new AppError('set.breach', 'The judge does not pass this set. / 该套卷未通过判定。')
    await q.insert(blindSets).values({ set: id, actor: by.actor, at: by.at })
    await setStore(q).movePapers(id, 'approved')
    await logStore(q).append(act(by, bank, 'set.blind', id))
  })
}

/** True for a blind set whose only rendering was the one that sealed it. */
export async function isBlind(q: Query, set: string): Promise<boolean> {
  const [row] = await q.select().from(blindSets).where(eq(blindSets.set, set))
  if (!row) return false
  const [rendered] = await q
    .select({ times: sql<number>`count(*)` })
    .from(log)
    .where(and(eq(log.did, 'set.render'), eq(log.to, set), eq(log.result, 'done')))
  return rendered!.times <= 1
}

/** True for a set that was assembled and judged with nobody looking. */
export async function isMadeBlind(q: Query, set: string): Promise<boolean> {
  const [row] = await q.select().from(blindSets).where(eq(blindSets.set, set))
  return row !== undefined
}

/** Throws `set.state` for a set that was made blind. */
export async function refuseBlind(q: Query, set: string): Promise<void> {
  if (await isMadeBlind(q, set))
    throw new AppError(
      'set.state',
      'This set was made blind: nobody looks into it before it is opened. / 该套卷为盲组，启封前任何人不得查看。',
    )
}
