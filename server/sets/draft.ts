/** What a set is made of, between assembly and seal. */
import type { EditStep } from '../../core/assembly/edit-step.ts'
import type { Placement } from '../../core/blueprint/blueprint.ts'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'

/** A step of editing, who took it and when (Unix ms). */
export type TakenStep = { step: EditStep; actor: string; at: number }

/**
 * `pool` and `blueprint` are what the engine was given, `seed` and `salt` what
 * the set's commitment hides: with them the set can be made again, and with
 * `edits` what people made of it. `papers` are item ids as they stand now;
 * `revisions` says which revision of each was in force.
 */
export type Draft = {
  kind: ItemKind
  seed: string
  salt: string
  blueprint: unknown
  pool: unknown
  papers: string[][]
  /** For a defense set: the topics each candidate in turn answers, and their names or numbers. */
  draws?: string[][]
  candidates?: string[]
  revisions: Record<string, { no: number; digest: string }>
  /** The papers as assembled, every step since, and what they have pinned and excluded. */
  edits?: { base: string[][]; steps: TakenStep[]; pinned: Placement[]; excluded: Placement[] }
}

/** Throws `set.state` for the draft of papers made elsewhere: it holds files, and nothing to look at or change by item. */
export function requireAssembled(draft: object): void {
  if ('outside' in draft)
    throw new AppError(
      'set.state',
      'These papers were made elsewhere: they are approved and sealed as they are. / 该套卷为外来试卷，只能按原样审批和密封。',
    )
}
