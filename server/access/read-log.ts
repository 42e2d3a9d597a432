/** Reading the log, and what stands out in it. Whoever reads the log is on record too, before anything is shown. */
import { eq, inArray } from 'drizzle-orm'
import { type Act, Link } from '../../core/log.ts'
import { DAY_MS, type Unusual, unusualReading } from '../../core/reading.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { papers, sets, uses } from '../db/schema.ts'
import { record } from './record.ts'
import { settingsInForce } from './settings.ts'
import { type LogFilter, logStore } from './store.ts'

export const LogPage = closed({
  entries: Type.Array(Link),
  next: nullable(Type.Integer({ description: 'the number to ask `before`; null at the end' })),
})
export type LogPage = Static<typeof LogPage>

/** A page of the log, newest first. */
export async function readLog(db: Db, filter: LogFilter, by: By): Promise<LogPage> {
  const found = await logStore(db.read).page({ ...filter, limit: filter.limit + 1 })
  const entries = found.slice(0, filter.limit)
  const { limit: _, ...asked } = filter
  const to = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]))
  await record(db, act(by, filter.bank ?? '', 'log.read', to.join(' ')))
  return { entries, next: found.length > entries.length ? (entries.at(-1)?.seq ?? null) : null }
}

/** What somebody did themselves, newest first. */
export const readOwn = (db: Db, { before, limit }: Pick<LogFilter, 'before' | 'limit'>, by: By): Promise<LogPage> =>
  readLog(db, { actor: by.actor, before, limit }, by)

/** What stands out in the readings of the last `days`; see `core/reading.ts`. */
export async function readUnusual(db: Db, days: number, by: By): Promise<Unusual[]> {
  await record(db, act(by, '', 'log.unusual', String(days)))
  const { settings } = await settingsInForce(db.read)
  const sealed = await sealedItems(db.read)
  const acts: Act[] = await logStore(db.read).since(by.at - days * DAY_MS)
  return unusualReading(acts, settings, (item) => sealed.has(item))
}

/** Items of sets of which a paper lies under seal. They are counted, never named. */
async function sealedItems(q: Query): Promise<Set<string>> {
  const rows = await q
    .selectDistinct({ item: uses.item })
    .from(uses)
    .innerJoin(sets, eq(sets.id, uses.set))
    .innerJoin(papers, eq(papers.set, sets.id))
    .where(inArray(papers.state, ['sealed', 'opened']))
  return new Set(rows.map(({ item }) => item))
}
