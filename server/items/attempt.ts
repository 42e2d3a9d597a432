/** One step in the life of an item: done and logged in one transaction, or refused and logged with nothing changed. */
import { AppError } from '../../core/errors.ts'
import type { ItemLife, Outcome } from '../../core/review.ts'
import { bothWords } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'

export type Attempt = { bank: string; did: string; to: string }

/** Runs `work` with its log entry. A refusal rolls everything back, is logged by its code, and thrown on. */
export async function attempt<T>(
  db: Db,
  { bank, did, to }: Attempt,
  by: By,
  work: (q: Query) => Promise<T>,
): Promise<T> {
  try {
    return await db.tx(async (q) => {
      const result = await work(q)
      await logStore(q).append(act(by, bank, did, to))
      return result
    })
  } catch (error) {
    if (error instanceof AppError)
      await db.tx((q) => logStore(q).append(act(by, bank, did, to, `refused ${error.code}`)))
    throw error
  }
}

/** The life after a step, or the refusal thrown; `number` tells which item of many. */
export function allowed(outcome: Outcome, number?: string): ItemLife {
  if ('life' in outcome) return outcome.life
  const { code, message } = outcome.refusal
  throw new AppError(code, number === undefined ? bothWords(message) : `${number}: ${bothWords(message)}`)
}
