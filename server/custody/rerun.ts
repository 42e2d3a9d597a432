/**
 * Running again what a set claims, from its opened seal alone: the pool, blueprint
 * and seed it was made from must give the same papers, and be the ones its manifest
 * committed to before anybody could open it.
 */
import { assemble } from '../../core/assembly/assemble.ts'
import { defenseDraw } from '../../core/assembly/defense.ts'
import { assemblePractical } from '../../core/assembly/practical.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint, TaskChoice, TopicChoice } from '../../core/blueprint/practical.ts'
import { AppError } from '../../core/errors.ts'
import type { Manifest } from '../../core/seal/format.ts'
import { seedCommitment } from '../../core/seal/seal.ts'
import type { Words } from '../../core/words.ts'
import { type Draft, requireAssembled } from '../sets/draft.ts'
import { replays } from '../sets/edit.ts'

export type ClaimCheck = { holds: boolean; words: Words }
type Again = {
  papers: readonly (readonly string[])[]
  draws?: readonly (readonly string[])[]
  poolDigest: string
  engine: string
}

/** Runs a set's claim again; `setFile` is `set.json` of its opened seal, `manifest` the signed one it came under. */
export async function rerunClaim(setFile: Buffer, manifest: Manifest): Promise<ClaimCheck[]> {
  const draft = parsed(setFile)
  requireAssembled(draft)
  const again = await assembled(draft)
  const check = (holds: boolean, zh: string, en: string): ClaimCheck => ({ holds, words: { zh, en } })
  const base = draft.edits?.base ?? draft.papers
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return [
    check(
      manifest.seedCommitment === seedCommitment(draft.seed, draft.salt),
      '种子与密封时公布的承诺一致',
      'the seed is the one committed to when the set was made',
    ),
    check(
      again?.poolDigest === manifest.poolDigest,
      '题目集合摘要与清单一致',
      'the pool has the digest in the manifest',
    ),
    check(again?.engine === manifest.engine, '组卷引擎版本一致', 'the engine is the one in the manifest'),
    check(
      again !== undefined && same(again.papers, base) && same(again.draws ?? null, draft.draws ?? null),
      `重新组卷得到相同的${base.length}份试卷`,
      `assembling again gives the same ${base.length} papers`,
    ),
    ...(draft.edits
      ? [
          check(
            await replays(draft),
            `重放${draft.edits.steps.length}步人工调整得到密封的试卷`,
            `replaying ${draft.edits.steps.length} steps of editing gives the sealed papers`,
          ),
        ]
      : []),
  ]
}

function parsed(setFile: Buffer): Draft {
  try {
    const draft = JSON.parse(setFile.toString('utf8')) as Draft
    if (typeof draft.seed === 'string' && typeof draft.salt === 'string') return draft
  } catch {
    // Said below: it is no such file.
  }
  throw new AppError('file.wrong', 'This is no set.json of an opened seal. / 该文件不是启封得到的 set.json。')
}

/** What the engine makes of the draft's seed now; undefined when it finds nothing. */
async function assembled(draft: Draft): Promise<Again | undefined> {
  const { seed, pool, blueprint } = draft
  const options = { papers: (draft.edits?.base ?? draft.papers).length, seed }
  switch (draft.kind) {
    case 'theory': {
      // Spare papers come on top of those that were asked for.
      const { spare = 0 } = blueprint as Blueprint
      const made = await assemble(pool as PoolItem[], blueprint as Blueprint, {
        ...options,
        papers: options.papers - spare,
      })
      return made.outcome === 'found' ? made : undefined
    }
    case 'practical': {
      const made = await assemblePractical(pool as TaskChoice[], blueprint as PracticalBlueprint, options)
      return made.outcome === 'found' ? made : undefined
    }
    case 'defense': {
      const candidates = draft.candidates ?? (draft.draws ?? []).map((_, i) => String(i + 1))
      const { topics: perCandidate, maxUse } = blueprint as DefenseBlueprint
      const made = defenseDraw(pool as TopicChoice[], candidates, { perCandidate, maxUse, seed })
      if (made.outcome !== 'found') return undefined
      const draws = made.draws.map(({ topics }) => topics)
      return { ...made, draws, papers: [[...new Set(draws.flat())]] }
    }
  }
}
