/**
 * Calculation items through the calculator's thread: what is wrong with one,
 * what its draws look like. Every call has a time limit and the thread little
 * memory, so that no formula can cost more than a message.
 */
import { isCalculation } from '../../core/calculation/item.ts'
import { AppError } from '../../core/errors.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { ContentFault } from '../../core/item-checks.ts'
import { itemNumber } from '../../core/item-number.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { Previewed } from '../workers/calculator.ts'
import type { Job } from '../workers/jobs.ts'
import type { Pool } from '../workers/pool.ts'
import { calculationsOf } from './calculation-store.ts'
import { lifeStore } from './life-store.ts'

/** Longest a call may take, the start of its thread included. */
const TIMEOUT_MS = 15_000
/** Items sent to the thread at once when a whole bank is looked at. */
const BATCH = 50

/** A call of the calculator within its limits. Throws `item.calculation` when they do not suffice. */
export async function calculate<Jobs extends Record<string, Job>, Name extends keyof Jobs & string>(
  calculator: Pool<Jobs>,
  name: Name,
  input: Parameters<Jobs[Name]>[0],
  timeoutMs = TIMEOUT_MS,
): Promise<Awaited<ReturnType<Jobs[Name]>>> {
  try {
    return await calculator.call(name, input, { signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code !== 'work.cancelled' && code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
    throw new AppError(
      'item.calculation',
      'The calculation needs too much time or memory and was stopped. Simplify its formulas. / 计算耗时或占用内存过多，已中止。请简化公式。',
      { cause: error },
    )
  }
}

/** Everything wrong with an item's calculation; empty for an item without one. Part of what saving checks. */
export async function calculationFaultsOf(
  { calculator }: Pick<Deps, 'calculator'>,
  content: TheoryItem,
): Promise<ContentFault[]> {
  if (!isCalculation(content)) return []
  const [faults = []] = await calculate(calculator, 'faults', { contents: [content] })
  return faults
}

/** An item as one paper might print it, for whoever checks fonts and formulas; an item without a calculation is as it is. */
export async function exampleOf({ calculator }: Pick<Deps, 'calculator'>, content: TheoryItem): Promise<TheoryItem> {
  if (!isCalculation(content)) return content
  const [drawn] = await calculate(calculator, 'draw', { items: [{ content, seed: 'example' }] })
  return drawn?.content ?? content
}

/** Faults and `draws` draws of a content that need not be stored. Throws `input.invalid` when it has no calculation. */
export async function previewContent(
  { calculator }: Pick<Deps, 'calculator'>,
  content: TheoryItem,
  draws: number,
): Promise<Previewed> {
  if (!isCalculation(content))
    throw new AppError(
      'input.invalid',
      'This item has no variables and formula: add its "calculation". / 该试题没有变量和公式。',
    )
  const [previewed] = await calculate(calculator, 'preview', { contents: [content], draws })
  return previewed!
}

/** `number` is the item's as people say it. */
export type PreviewedItem = Previewed & { id: string; number: string; revision: number }

/**
 * Previews the newest revision of every calculation item of a bank, or of one
 * item by its number or id. The log names what is looked at before anything is
 * shown. Throws `item.missing` for what is no calculation item of the bank.
 */
export async function previewBank(
  { db, calculator }: Pick<Deps, 'db' | 'calculator'>,
  bank: string,
  { item, draws }: { item?: string | undefined; draws: number },
  by: By,
): Promise<PreviewedItem[]> {
  const id = item === undefined ? undefined : await lifeStore(db.read).idOf(bank, item)
  const previewed: PreviewedItem[] = []
  let after = -1
  for (;;) {
    const batch = await calculationsOf(db.read, bank, { id, of: by.own ? by.actor : undefined, after, limit: BATCH })
    const last = batch.at(-1)
    if (last === undefined) break
    after = last.number
    const shown = batch.map((row) => row.id).join(' ')
    await record(db, act(by, bank, 'item.preview', shown))
    const made = await calculate(calculator, 'preview', { contents: batch.map(({ content }) => content), draws })
    for (const [index, { id, number, revision }] of batch.entries())
      previewed.push({ id, number: itemNumber({ bank, kind: 'theory', number }), revision, ...made[index]! })
  }
  if (id === undefined || previewed.length > 0) return previewed
  await record(db, act(by, bank, 'item.preview', id, 'missing'))
  throw new AppError('item.missing', 'There is no such calculation item in this bank. / 该题库中没有此计算题。')
}
