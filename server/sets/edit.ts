/**
 * Editing an assembled set: steps in, the set judged again, or a reason out.
 * The steps and their items lie in the draft; the database holds who did what
 * kind of step and when.
 */

import { type Edited, editSet as editPapers, untouched } from '../../core/assembly/edit.ts'
import type { EditStep } from '../../core/assembly/edit-step.ts'
import type { AssembleProgress } from '../../core/assembly/search.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { openSet } from './compose.ts'
import type { Draft, TakenStep } from './draft.ts'
import { writeDraft } from './drafts.ts'
import { withForms } from './forms.ts'
import { usableItems } from './pool.ts'
import { type SetRow, type StepRow, setStore } from './store.ts'

export type EditOutcome = { outcome: 'done'; set: SetRow; steps: number } | Exclude<Edited, { outcome: 'done' }>

export type EditOptions = {
  onProgress?: ((progress: AssembleProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Takes all of `steps` or none; the set never goes below its rules. Throws what `openSet` throws, or `item.state`. */
export async function editSet(
  deps: Deps,
  bank: string,
  id: string,
  steps: readonly EditStep[],
  by: By,
  { onProgress, signal }: EditOptions = {},
): Promise<EditOutcome> {
  const { db, config, solver } = deps
  const { set, draft, source, state } = await openSet(deps, bank, id)
  const edited = await solver.call('editSet', { source, state, steps: [...steps] }, { onProgress, signal })
  const kinds = steps.map((step) => step.do).join(' ')
  if (edited.outcome !== 'done') {
    await db.tx((q) => logStore(q).append(act(by, bank, 'set.edit', `${id} ${kinds}`, edited.outcome)))
    return edited
  }
  const taken: TakenStep[] = [
    ...(draft.edits?.steps ?? []),
    ...steps.map((step) => ({ step, actor: by.actor, at: by.at })),
  ]
  const { papers, pinned, excluded } = edited.state
  const before = new Set(draft.papers.flat())
  const after = new Set(papers.flat())
  const usable = new Map((await usableItems(db, bank, 'theory')).map((item) => [item.id, item]))
  const revisionOf = (item: string) => {
    const held = draft.revisions[item]
    const found = usable.get(item)
    if (held) return held
    if (found) return { no: found.revision, digest: found.digest }
    throw new AppError(
      'item.state',
      'An item that would come in is no longer approved, or is held back: choose another. / 拟换入的试题已不可用，请另选。',
    )
  }
  const next: Draft = {
    ...draft,
    papers,
    revisions: Object.fromEntries([...after].sort().map((item) => [item, revisionOf(item)])),
    edits: { base: draft.edits?.base ?? draft.papers, steps: taken, pinned, excluded },
  }
  const certificate = withForms(edited.report, next, usable)
  writeDraft(config, id, next)
  try {
    await db.tx(async (q) => {
      const store = setStore(q)
      const known = await store.steps(id)
      // A kill between draft and record leaves the draft ahead: what it has taken is recorded now.
      if (known.length > (draft.edits?.steps.length ?? 0))
        throw new AppError(
          'set.state',
          'Somebody else has just edited this set: look again. / 该套卷刚被他人调整，请重新查看。',
        )
      await store.addSteps(
        taken.slice(known.length).map(({ step, actor, at }, index): StepRow => {
          return { set: id, no: known.length + index + 1, kind: step.do, actor, at }
        }),
      )
      await store.changeUses(
        id,
        [...before].filter((item) => !after.has(item)),
        [...after].filter((item) => !before.has(item)),
      )
      await store.update(id, { certificate })
      await logStore(q).append(act(by, bank, 'set.edit', `${id} ${kinds}`))
    })
  } catch (error) {
    writeDraft(config, id, draft)
    throw error
  }
  return { outcome: 'done', set: { ...set, certificate }, steps: taken.length }
}

/** True when seed, pool, blueprint and steps lead to the draft's papers again, and to nothing else. */
export async function replays({ seed, pool, blueprint, papers, edits }: Draft): Promise<boolean> {
  if (!edits) return true
  const source = { pool: pool as PoolItem[], blueprint: blueprint as Blueprint, seed }
  const again = await editPapers(
    source,
    untouched(edits.base),
    edits.steps.map(({ step }) => step),
  )
  return again.outcome === 'done' && JSON.stringify(again.state.papers) === JSON.stringify(papers)
}
