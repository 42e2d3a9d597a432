/**
 * A writer sees the items they wrote and those they have as a task, and of all
 * others not that they exist.
 */
import { sql } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mayDo } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import type { Who } from '../accounts/sessions.ts'
import { act, type By } from '../by.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { bankOf } from '../plugins/rights.ts'
import { itemsOf } from './item-sight.ts'
import { lifeStore, missing } from './life-store.ts'

/** True when somebody sees only their own items in a bank. */
export const seesOwnOnly = ({ grants }: Pick<Who, 'grants'>, bank: string): boolean => !mayDo(grants, 'item.all', bank)

/** Throws `item.missing`, as for an item that is not there, unless each of the items is the person's to see. */
export async function requireSight(q: Query, bank: string, refs: readonly string[], person: string): Promise<void> {
  const ids = await Promise.all(refs.map((ref) => lifeStore(q).idOf(bank, ref)))
  const row = q.get<{ strange: number }>(sql`
    SELECT count(*) AS strange FROM json_each(${JSON.stringify(ids)}) wanted WHERE wanted.value NOT IN ${itemsOf(person)}`)
  if (row?.strange) throw missing()
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The items a request names beside the one in its path. */
    items?: (request: FastifyRequest) => readonly string[]
  }
}

/** The items a request names. */
function named(request: FastifyRequest): readonly string[] {
  const { url = '', config } = request.routeOptions
  const { id } = request.params as { id?: string }
  const own = /\/items\/:id(?:\/|$)/.test(url) && id !== undefined ? [id] : []
  return [...own, ...(config.items?.(request) ?? [])]
}

/** Stops requests about items that whoever asks may not see. */
export function addSight(app: FastifyInstance, { db }: Pick<Deps, 'db'>): void {
  app.addHook('preHandler', async (request) => {
    const bank = bankOf(request)
    const { who } = request
    if (!who || bank === undefined || !seesOwnOnly(who, bank)) return
    const refs = named(request)
    if (refs.length) await requireSight(db.read, bank, refs, who.name)
  })
}

/** `requireSight` for the command line, its refusal in the log; the service records refusals for every route. */
export async function requireSightLogged(
  { db }: Pick<Deps, 'db'>,
  bank: string,
  refs: readonly string[],
  by: By,
): Promise<void> {
  try {
    await requireSight(db.read, bank, refs, by.actor)
  } catch (error) {
    if (error instanceof AppError)
      await db.tx((q) => logStore(q).append(act(by, bank, 'refused', refs.join(' ').slice(0, 2000), error.code)))
    throw error
  }
}
