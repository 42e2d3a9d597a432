/** Assembling a set of a bank: pool and blueprint in, a kept draft or a reason out. The seed is drawn here and shown to nobody. */
import { defenseDraw } from '../../core/assembly/defense.ts'
import type { AssembleProgress } from '../../core/assembly/search.ts'
import type { Shortage } from '../../core/assembly/shortage.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { onDay } from '../../core/blueprint/on-day.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import type { Contradiction } from '../../core/blueprint/resolve.ts'
import { AppError } from '../../core/errors.ts'
import type { Words } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { type BlueprintRow, blueprintStore } from '../blueprints/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { withForms } from './forms.ts'
import { keepSet, type Made, newSeed } from './keep.ts'
import { taskChoices, theoryPool, topicChoices, type Usable, usableItems } from './pool.ts'
import type { SetRow } from './store.ts'

/** `shortage` says what is missing, in numbers for programs and in `sentences` for people. */
export type SetOutcome =
  | { outcome: 'found'; set: SetRow }
  | { outcome: 'impossible'; shortage: Shortage | { sentences: Words[] } }
  | { outcome: 'contradiction'; contradictions: Contradiction[] }
  | { outcome: 'not-finished'; reason: string }

export type AssembleSetOptions = {
  /** Papers wanted, spare ones come on top; for a defense set, candidates to draw for. */
  papers: number
  /** Names or numbers of the candidates of a defense set, in their order; numbered from 1 by default. */
  candidates?: readonly string[] | undefined
  onProgress?: ((progress: AssembleProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

type Attempt =
  | { made: Omit<Made, 'seed'> & { draws?: string[][] }; usable: readonly Usable[] }
  | Exclude<SetOutcome, { outcome: 'found' }>

/** Assembles and keeps a set under a stored blueprint. Throws `blueprint.missing`, or `work.cancelled`. */
export async function assembleSet(
  deps: Deps,
  bank: string,
  blueprintId: string,
  options: AssembleSetOptions,
  by: By,
): Promise<SetOutcome> {
  const blueprint = await blueprintStore(deps.db.read).find(bank, blueprintId)
  if (!blueprint)
    throw new AppError(
      'blueprint.missing',
      `There is no blueprint ${blueprintId} in ${bank}. / 题库${bank}中没有该组卷计划。`,
    )
  const seed = newSeed()
  const attempt = await attempts[blueprint.kind](deps, blueprint, seed, options, by.at)
  if ('outcome' in attempt) {
    await deps.db.tx((q) =>
      logStore(q).append(act(by, bank, 'set.assemble', `${blueprint.id} ${options.papers}`, attempt.outcome)),
    )
    return attempt
  }
  // Whoever cancels while the papers are on their way keeps nothing of them.
  if (options.signal?.aborted) throw new AppError('work.cancelled', 'The work was cancelled. / 已取消。')
  return { outcome: 'found', set: await keepSet(deps, blueprint, { ...attempt.made, seed }, attempt.usable, by) }
}

const attempts: Record<
  BlueprintRow['kind'],
  (deps: Deps, blueprint: BlueprintRow, seed: string, options: AssembleSetOptions, at: number) => Promise<Attempt>
> = {
  theory: assembleTheory,
  practical: assemblePracticalSet,
  defense: drawDefense,
}

async function assembleTheory(
  deps: Deps,
  { bank, content }: BlueprintRow,
  seed: string,
  { papers, onProgress, signal }: AssembleSetOptions,
  at: number,
): Promise<Attempt> {
  const blueprint = onDay(content as Blueprint, new Date(at).toISOString().slice(0, 10))
  const pool: PoolItem[] = await theoryPool(deps.db, bank, { answers: blueprint.answers !== undefined })
  const input = { pool, blueprint, options: { papers, seed } }
  const found = await deps.solver.call('assemble', input, { onProgress, signal })
  if (found.outcome !== 'found') return found
  const usable = await usableItems(deps.db, bank, 'theory')
  const contents = new Map(usable.map((item) => [item.id, item]))
  return {
    made: {
      kind: 'theory',
      pool,
      blueprint,
      papers: found.papers,
      poolDigest: found.poolDigest,
      engine: found.engine,
      certificate: withForms(found.report, { seed, papers: found.papers, blueprint }, contents),
    },
    usable,
  }
}

async function assemblePracticalSet(
  deps: Deps,
  { bank, content }: BlueprintRow,
  seed: string,
  { papers, signal }: AssembleSetOptions,
): Promise<Attempt> {
  const usable = await usableItems(deps.db, bank, 'practical')
  const tasks = taskChoices(usable)
  const found = await deps.solver.call(
    'assemblePractical',
    { tasks, rules: content as PracticalBlueprint, options: { papers, seed } },
    { signal },
  )
  if (found.outcome !== 'found') return found
  return {
    made: {
      kind: 'practical',
      pool: tasks,
      papers: found.papers,
      poolDigest: found.poolDigest,
      engine: found.engine,
      certificate: found.report,
    },
    usable,
  }
}

/** One draw list: the paper holds every topic drawn, the draws say who answers which. */
async function drawDefense(
  deps: Deps,
  { bank, content }: BlueprintRow,
  seed: string,
  { papers, candidates: named }: AssembleSetOptions,
): Promise<Attempt> {
  const usable = await usableItems(deps.db, bank, 'defense')
  const topics = topicChoices(usable)
  const candidates = named ?? Array.from({ length: papers }, (_, index) => String(index + 1))
  const { topics: perCandidate, maxUse } = content as DefenseBlueprint
  const found = defenseDraw(topics, candidates, { perCandidate, maxUse, seed })
  if (found.outcome !== 'found') return found
  const draws = found.draws.map((draw) => draw.topics)
  return {
    made: {
      kind: 'defense',
      pool: topics,
      papers: [[...new Set(draws.flat())]],
      draws,
      ...(named ? { candidates: [...named] } : {}),
      poolDigest: found.poolDigest,
      engine: found.engine,
      certificate: found.report,
    },
    usable,
  }
}
