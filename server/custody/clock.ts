/**
 * The clock that seals and ceremonies go by. Every time-bound step looks at it; once
 * it went backwards or jumped, such steps are refused until two people have said
 * that it is right again.
 */
import { desc, eq, isNull } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { clockFault } from '../../core/seal/clock.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { clockFaults, clockSeen } from '../db/schema-custody.ts'
import type { Deps } from '../deps.ts'

export type ClockFaultRow = typeof clockFaults.$inferSelect

/** The fault that two people have not acknowledged yet. */
export async function openFault(q: Query): Promise<ClockFaultRow | undefined> {
  const [row] = await q
    .select()
    .from(clockFaults)
    .where(isNull(clockFaults.secondAt))
    .orderBy(desc(clockFaults.id))
    .limit(1)
  return row
}

/** Looks at the clock, keeps what it showed, and throws `clock.doubtful` while it is not to be trusted. */
export async function requireClock({ db, now, uptime }: Pick<Deps, 'db' | 'now' | 'uptime'>): Promise<void> {
  const fault = await db.tx(async (q) => {
    const seen = { at: now(), ...uptime() }
    const open = await openFault(q)
    if (open) return open
    const [last] = await q.select().from(clockSeen)
    const found = clockFault(last, seen)
    if (!found) {
      await keepSeen(q, seen)
      return undefined
    }
    const row = { id: newId(seen.at), ...found, firstBy: null, firstAt: null, secondBy: null, secondAt: null }
    await q.insert(clockFaults).values(row)
    const to = `${found.kind} ${new Date(found.expected).toISOString()} ${new Date(found.found).toISOString()}`
    await logStore(q).append(act({ actor: 'juanku', at: seen.at }, '', 'clock.fault', to))
    return row
  })
  if (fault) throw doubtful(fault)
}

async function keepSeen(q: Query, seen: { at: number; boot: string; uptime: number }): Promise<void> {
  await q
    .insert(clockSeen)
    .values({ id: 1, ...seen })
    .onConflictDoUpdate({ target: clockSeen.id, set: seen })
}

const doubtful = ({ kind, expected, found, firstBy }: ClockFaultRow) => {
  const [was, is] = [expected, found].map((at) => new Date(at).toISOString())
  const [en, zh] = kind === 'backwards' ? ['went backwards', '倒退'] : ['jumped', '跳变']
  const left = firstBy === null ? 'two people' : 'one more person'
  return new AppError(
    'clock.doubtful',
    `The clock ${en}: it should have shown ${was} and showed ${is}. Put it right; then ${left} must acknowledge it. / 系统时钟${zh}：应为${was}，实为${is}。请校正后由两人分别确认。`,
  )
}

/**
 * Says that the clock is right; the second person's word ends the fault. Throws
 * `clock.doubtful` when there is no fault, or `item.same-person`.
 */
export async function acknowledgeClock(deps: Pick<Deps, 'db' | 'now' | 'uptime'>, by: By): Promise<{ ended: boolean }> {
  const { db, now, uptime } = deps
  return db.tx(async (q) => {
    const fault = await openFault(q)
    if (!fault) throw new AppError('clock.doubtful', 'The clock is not in doubt. / 系统时钟没有待确认的异常。')
    if (fault.firstBy === by.actor)
      throw new AppError(
        'item.same-person',
        `${by.actor} has acknowledged it: another person must too. / ${by.actor}已确认，须由另一人再次确认。`,
      )
    const ended = fault.firstBy !== null
    await q
      .update(clockFaults)
      .set(ended ? { secondBy: by.actor, secondAt: by.at } : { firstBy: by.actor, firstAt: by.at })
      .where(eq(clockFaults.id, fault.id))
    if (ended) await keepSeen(q, { at: now(), ...uptime() })
    await logStore(q).append(act(by, '', 'clock.acknowledge', fault.id))
    return { ended }
  })
}

/** Faults, the newest first. */
export const clockHistory = (db: Db): Promise<ClockFaultRow[]> =>
  db.read
    .select()
    .from(clockFaults)
    .orderBy(desc(clockFaults.id))
    .then((rows) => rows)
