/** What a bank lacks for a set, and the blueprint it can carry as it is. Nothing is kept. */
import type { Assembly } from '../../core/assembly/assemble.ts'
import type { Feasibility } from '../../core/assembly/feasibility.ts'
import type { AssembleProgress } from '../../core/assembly/search.ts'
import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import { onDay } from '../../core/blueprint/on-day.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { bankStore } from '../banks/store.ts'
import { blueprintStore } from '../blueprints/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { taskChoices, theoryPool, topicChoices, usableItems } from './pool.ts'
import { shortageWorkbook } from './shortage-workbook.ts'

/** A seed of no meaning: whether a set exists does not depend on it, and the papers found are thrown away. */
const PROBE = 'probe'

/** Whether `papers` papers exist, in words; and what to write, with the workbook for writers, when they do not. */
export type ShortageAnswer = Exclude<Assembly, { outcome: 'found' }> | { outcome: 'enough' }

export type ShortageAsked = {
  blueprint: string
  papers: number
  signal?: AbortSignal
  onProgress?: (progress: AssembleProgress) => void
}

/** Throws `blueprint.missing` for one that is no theory blueprint of the bank. */
export async function findShortage(
  deps: Deps,
  bank: string,
  { blueprint, papers, signal, onProgress }: ShortageAsked,
  by: By,
): Promise<{ answer: ShortageAnswer; workbook: Buffer | null }> {
  const row = await blueprintStore(deps.db.read).find(bank, blueprint)
  if (row?.kind !== 'theory')
    throw new AppError(
      'blueprint.missing',
      `There is no theory blueprint ${blueprint} in ${bank}. / 题库${bank}中没有该理论组卷计划。`,
    )
  const content = onDay(row.content as Blueprint, new Date(by.at).toISOString().slice(0, 10))
  const pool = await theoryPool(deps.db, bank, { answers: content.answers !== undefined })
  const input = { pool, blueprint: content, options: { papers, seed: PROBE } }
  const found = await deps.solver.call('assemble', input, { signal, onProgress })
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'set.shortage', `${blueprint} ${papers}`, found.outcome)))
  if (found.outcome === 'found') return { answer: { outcome: 'enough' }, workbook: null }
  if (found.outcome !== 'impossible') return { answer: found, workbook: null }
  const table = (await bankStore(deps.db.read).table(bank, 'theory'))?.content ?? null
  return { answer: found, workbook: await shortageWorkbook(found.shortage.cells, pool, table) }
}

export type Tried = { papers: number } & (
  | { kind: 'theory'; blueprint: Blueprint }
  | { kind: 'practical'; blueprint: PracticalBlueprint }
  | { kind: 'defense'; blueprint: DefenseBlueprint }
)

/**
 * How many of `papers` papers (of a defense blueprint: candidates) a blueprint gives
 * that nobody has saved. The answer can tell whether an item is in use, so asking is a
 * right of its own and a log entry.
 */
export async function tryBlueprint(deps: Deps, bank: string, tried: Tried, by: By): Promise<Feasibility> {
  const { papers } = tried
  const answer = await answerTo(deps, bank, tried, by)
  const result = answer.outcome === 'answered' ? `${answer.found} ${answer.upper}` : answer.outcome
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'blueprint.try', String(papers), result)))
  return answer
}

async function answerTo({ db, solver }: Deps, bank: string, tried: Tried, by: By): Promise<Feasibility> {
  const { kind, blueprint, papers } = tried
  if (kind === 'practical') {
    const tasks = taskChoices(await usableItems(db, bank, kind))
    return solver.call('practicalFeasibility', { tasks, rules: blueprint, papers })
  }
  if (kind === 'defense') {
    const topics = topicChoices(await usableItems(db, bank, kind))
    return solver.call('defenseFeasibility', { topics, rules: blueprint, papers })
  }
  const content = onDay(blueprint, new Date(by.at).toISOString().slice(0, 10))
  const pool = await theoryPool(db, bank, { answers: content.answers !== undefined })
  return solver.call('feasibility', { pool, blueprint: content, papers })
}

/** The longest blueprint in the bank's own proportions that gives `papers` papers; null when there is none. */
export async function carriedBlueprint(deps: Deps, bank: string, papers: number, by: By): Promise<Blueprint | null> {
  const pool = await theoryPool(deps.db, bank)
  const found = await deps.solver.call('blueprintOfBank', { pool, options: { papers } })
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'blueprint.carry', String(papers), found ? 'done' : 'none')))
  return found
}
