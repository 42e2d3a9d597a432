/**
 * How much a bank is used and what it still yields. Either can tell whether an
 * item is used (retire it and ask again), so asking is a right of its own and a
 * log entry.
 */
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { onDay } from '../../core/blueprint/on-day.ts'
import type { PracticalBlueprint } from '../../core/blueprint/practical.ts'
import { type BankYield, type UseCounts, useCounts } from '../../core/coverage/use.ts'
import { AppError } from '../../core/errors.ts'
import type { Act } from '../../core/log.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { type BlueprintRow, blueprintStore } from '../blueprints/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { taskChoices, theoryPool, usableItems } from '../sets/pool.ts'
import { setStore } from '../sets/store.ts'
import { coverageStore } from './store.ts'

/** In so many sets an item counts as overused, unless the reader asks otherwise. */
export const OFTEN = 3
/** Papers looked for at most. */
const LIMIT = 50

/** Never used and overused items, in numbers. */
export async function readUse(db: Db, bankId: string, by: By, often = OFTEN): Promise<UseCounts> {
  await requireBank(db, bankId)
  const counts = useCounts(await coverageStore(db.read).usesOfApproved(bankId), often)
  await db.tx((q) => logStore(q).append(act(by, bankId, 'coverage.use', bankId)))
  return counts
}

/** A theory blueprint of the bank as it stands on the day of `by`. Throws `blueprint.missing`. */
export async function requireTheoryBlueprint(db: Db, bank: string, id: string, by: By): Promise<Blueprint> {
  const row = await blueprintStore(db.read).find(bank, id)
  if (row?.kind !== 'theory') throw noBlueprint(bank, id)
  return onDay(row.content as Blueprint, new Date(by.at).toISOString().slice(0, 10))
}

const noBlueprint = (bank: string, id: string) =>
  new AppError('blueprint.missing', `There is no such blueprint ${id} in ${bank}. / 题库${bank}中没有该组卷计划。`)

/** Theory items that stand in no set: what further papers can be made of without repeating anything. */
export const unusedOf = (pool: readonly PoolItem[]): PoolItem[] => pool.filter(({ used }) => used === 0)

/**
 * How many further papers the approved items give under a blueprint. Theory: papers
 * without a common item, of items that no set has used. Practical: combinations
 * of tasks; those of earlier papers are sealed, so each of them is taken off
 * `found` as if it were one of these.
 */
export async function readYield(deps: Deps, bankId: string, blueprintId: string, by: By): Promise<BankYield> {
  await requireBank(deps.db, bankId)
  const row = await blueprintStore(deps.db.read).find(bankId, blueprintId)
  if (!row || row.kind === 'defense') throw noBlueprint(bankId, blueprintId)
  const found = await yieldUnder(deps, { ...row, kind: row.kind }, by)
  await deps.db.tx((q) => logStore(q).append(yieldAct(found, bankId, by)))
  return found
}

/** The log entry of a yield that was told. */
const yieldAct = ({ blueprint, found, upper }: BankYield, bank: string, by: By) =>
  act(by, bank, 'coverage.yield', `${blueprint.id} ${found} ${upper}`)

async function yieldUnder(
  deps: Deps,
  row: BlueprintRow & { kind: 'theory' | 'practical' },
  by: By,
): Promise<BankYield> {
  const { id, kind, name, bank } = row
  const found = kind === 'theory' ? await theoryOf(deps, bank, id, by) : await practicalOf(deps, row)
  return { blueprint: { id, kind, name }, ...found }
}

/**
 * Use and yield for a report: counts, and what the newest version of each theory and
 * practical blueprint yields, with the log entries that telling them takes.
 */
export async function useForReport(
  deps: Deps,
  bank: string,
  by: By,
): Promise<{ use: UseCounts; yields: BankYield[]; acts: Act[] }> {
  const newest = new Map<string, BlueprintRow>()
  for (const row of await blueprintStore(deps.db.read).all(bank)) {
    const key = JSON.stringify([row.kind, row.name])
    if (!newest.has(key)) newest.set(key, row)
  }
  const yields: BankYield[] = []
  for (const row of newest.values()) {
    const { kind } = row
    if (kind !== 'defense') yields.push(await yieldUnder(deps, { ...row, kind }, by))
  }
  const use = useCounts(await coverageStore(deps.db.read).usesOfApproved(bank), OFTEN)
  return { use, yields, acts: [act(by, bank, 'coverage.use', bank), ...yields.map((one) => yieldAct(one, bank, by))] }
}

async function theoryOf(deps: Deps, bank: string, id: string, by: By) {
  const blueprint = await requireTheoryBlueprint(deps.db, bank, id, by)
  const pool = await theoryPool(deps.db, bank, { answers: blueprint.answers !== undefined })
  return deps.solver.call('theoryYield', { pool: unusedOf(pool), blueprint, limit: LIMIT })
}

async function practicalOf({ db, solver }: Deps, { bank, content }: BlueprintRow) {
  const tasks = taskChoices(await usableItems(db, bank, 'practical'))
  const made = (await setStore(db.read).paperCounts(bank)).find(({ kind }) => kind === 'practical')?.made ?? 0
  const all = await solver.call('practicalYield', { tasks, rules: content as PracticalBlueprint, limit: LIMIT + made })
  return { ...all, found: Math.max(0, all.found - made) }
}
