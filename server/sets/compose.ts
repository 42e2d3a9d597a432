/** Looking into an unsealed set: which items a paper holds, what could replace one, two papers side by side. Each look is logged first. */
import { blueprintOf, type EditSource, type SetState, untouched } from '../../core/assembly/edit.ts'
import type { Comparison, Equivalent } from '../../core/assembly/equivalents.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { AppError } from '../../core/errors.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { requireSet, requireState } from './approve.ts'
import { refuseBlind } from './blind.ts'
import { type Draft, requireAssembled } from './draft.ts'
import { readDraft } from './drafts.ts'
import type { SetRow } from './store.ts'

/** A theory set that may be edited, with its draft. */
export type OpenSet = { set: SetRow; draft: Draft; source: EditSource; state: SetState }

/** Throws `set.missing`, or `set.state` for a set that is no theory set, is approved, sealed or blind. */
export async function openSet({ db, config }: Pick<Deps, 'db' | 'config'>, bank: string, id: string): Promise<OpenSet> {
  const { set, papers } = await requireSet(db.read, bank, id)
  requireState(papers, 'assembled')
  await refuseBlind(db.read, id)
  if (set.kind !== 'theory')
    throw new AppError(
      'set.state',
      'Only theory sets are edited item by item: assemble it again. / 只有理论套卷可以逐题调整，请重新组卷。',
    )
  const draft = readDraft<Draft>(config, id)
  requireAssembled(draft)
  const { edits } = draft
  const source = { pool: draft.pool as PoolItem[], blueprint: draft.blueprint as Blueprint, seed: draft.seed }
  const state = edits
    ? { papers: draft.papers, pinned: edits.pinned, excluded: edits.excluded, steps: edits.steps.length }
    : untouched(draft.papers)
  return { set, draft, source, state }
}

const look = ({ db }: Pick<Deps, 'db'>, bank: string, to: string, by: By) => record(db, act(by, bank, 'set.read', to))

/** An item of a paper as rules see it; `pinned` by hand. */
export type ComposedItem = Pick<
  PoolItem,
  'id' | 'type' | 'scope' | 'point' | 'difficulty' | 'importance' | 'seconds'
> & {
  pinned: boolean
}

/** The items of paper `paper` (from 1) in order. Throws `paper.missing`. */
export async function readComposition(
  deps: Deps,
  bank: string,
  id: string,
  paper: number,
  by: By,
): Promise<ComposedItem[]> {
  const { source, state } = await openSet(deps, bank, id)
  const ids = requirePaper(state, paper)
  await look(deps, bank, `${id} ${paper}`, by)
  const known = new Map(source.pool.map((item) => [item.id, item]))
  const pinned = new Set(
    state.pinned.flatMap((one) => (one.paper === undefined || one.paper === paper ? [one.item] : [])),
  )
  return ids.map((item) => {
    const { type, scope, point, difficulty, importance, seconds } = known.get(item)!
    return { id: item, type, scope, point, difficulty, importance, seconds, pinned: pinned.has(item) }
  })
}

/** Items that could stand in for one, least used first, and what each would change. Throws `paper.missing` or `item.missing`. */
export async function listEquivalents(
  deps: Deps,
  bank: string,
  id: string,
  wanted: { paper: number; item: string; limit?: number },
  by: By,
): Promise<Equivalent[]> {
  const { source, state } = await openSet(deps, bank, id)
  if (!requirePaper(state, wanted.paper).includes(wanted.item))
    throw new AppError('item.missing', 'This paper does not hold that item. / 该卷没有这道试题。')
  await look(deps, bank, `${id} ${wanted.paper}`, by)
  const { pool } = source
  return deps.solver.call('equivalents', { pool, blueprint: blueprintOf(source, state), papers: state.papers, wanted })
}

/** Papers `a` and `b` (from 1) rule by rule; names no item. Throws `paper.missing`. */
export async function compareInSet(
  deps: Deps,
  bank: string,
  id: string,
  [a, b]: [number, number],
  by: By,
): Promise<Comparison> {
  const { source, state } = await openSet(deps, bank, id)
  await look(deps, bank, `${id} ${a} ${b}`, by)
  const { pool } = source
  const found = await deps.solver.call('comparePapers', {
    pool,
    blueprint: blueprintOf(source, state),
    papers: state.papers,
    pair: [a, b],
  })
  return found ?? missingPaper()
}

function requirePaper({ papers }: SetState, paper: number): string[] {
  return papers[paper - 1] ?? missingPaper()
}

function missingPaper(): never {
  throw new AppError('paper.missing', 'The set has no paper of this number. / 该套卷没有这个编号的试卷。')
}
