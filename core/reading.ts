/**
 * Reading that stands out. The leak this is for is a person with every right
 * they use: who reads far more than their work takes, at hours when nobody
 * works, in a bank that is not theirs, or items of papers that lie under seal.
 * All of it is told from the log alone; what is unusual is a question to ask a
 * person, never a proof.
 */
import type { Act } from './log.ts'
import { closed, nullable, type Static, Type } from './schema.ts'

const limit = nullable(Type.Integer({ minimum: 1, maximum: 10_000_000 }))

/** Items a person may be shown in 24 hours: over `soft` is an alarm, over `hard` is refused. Names nobody: everybody's. */
export const Budget = closed({
  person: nullable(Type.String({ maxLength: 100 })),
  role: nullable(Type.String({ maxLength: 60 })),
  soft: limit,
  hard: limit,
})
export type Budget = Static<typeof Budget>

/** How reading is watched and how long records stay; kept by version, every change on record. */
export const ReadingSettings = closed({
  reason: Type.Enum(['asked', 'required'], { description: 'without a reason: shown and marked, or refused' }),
  reasonHours: Type.Integer({ minimum: 1, maximum: 24, description: 'how long one reason stands for a task' }),
  budgets: Type.Array(Budget, { maxItems: 1000 }),
  many: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'items shown in one hour that are many' }),
  dayFrom: Type.Integer({ minimum: 0, maximum: 23, description: 'hour at which work begins' }),
  dayTo: Type.Integer({ minimum: 1, maximum: 24, description: 'hour at which work ends' }),
  zoneMinutes: Type.Integer({ minimum: -840, maximum: 840, description: 'minutes east of UTC' }),
  anchorEntries: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  anchorMinutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
  paperYears: Type.Integer({ minimum: 3, maximum: 100, description: 'paper records; the rules ask for 3' }),
  electronicYears: Type.Integer({ minimum: 5, maximum: 100, description: 'electronic records; the rules ask for 5' }),
})
export type ReadingSettings = Static<typeof ReadingSettings>

/** What holds until a body decides otherwise: China's time, a long working day, the terms of the rules. */
export const DEFAULT_READING: ReadingSettings = {
  reason: 'asked',
  reasonHours: 8,
  budgets: [{ person: null, role: null, soft: 2000, hard: 20_000 }],
  many: 300,
  dayFrom: 7,
  dayTo: 21,
  zoneMinutes: 480,
  anchorEntries: 1000,
  anchorMinutes: 60,
  paperYears: 3,
  electronicYears: 5,
}

export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The budget of a person: their own, else the strictest of their roles', else everybody's. */
export function budgetOf(
  { budgets }: Pick<ReadingSettings, 'budgets'>,
  person: string,
  roles: readonly string[],
): Pick<Budget, 'soft' | 'hard'> {
  const own = budgets.filter((one) => one.person === person)
  const theirs = budgets.filter(({ person, role }) => person === null && role !== null && roles.includes(role))
  const all = budgets.filter(({ person, role }) => person === null && role === null)
  const applying = [own, theirs, all].find((some) => some.length > 0) ?? []
  const least = (values: (number | null)[]) => {
    const set = values.filter((value) => value !== null)
    return set.length ? Math.min(...set) : null
  }
  return { soft: least(applying.map(({ soft }) => soft)), hard: least(applying.map(({ hard }) => hard)) }
}

/** Acts that show items, keys or papers. */
const SHOWING = new Set(
  `item.read item.list item.search item.content item.diff item.history item.picture item.waiting item.preview
   item.bulk-preview item.export relation.list set.read set.forms set.render unseal`.split(/\s+/),
)
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** True for an entry of something that was shown. */
export const isReading = ({ did, result }: Pick<Act, 'did' | 'result'>): boolean =>
  SHOWING.has(did) && !result.startsWith('refused') && !result.startsWith('failed') && result !== 'missing'

/** Ids an entry names. */
export const idsNamed = ({ to }: Pick<Act, 'to'>): string[] => to.match(ID) ?? []

/** How many items an entry put before somebody: those it names, one at least for a reading of anything else. */
export const itemsShown = (act: Act): number =>
  !isReading(act)
    ? 0
    : idsNamed(act).length || (/^item\.(?:list|search|waiting)$|^relation\.list$/.test(act.did) ? 0 : 1)

export type UnusualKind = 'many' | 'hours' | 'bank' | 'sealed'
/** One finding: `count` items shown to `person` in `bank`, from the entry at `from` to that at `to` (Unix ms). */
export type Unusual = { kind: UnusualKind; person: string; bank: string; count: number; from: number; to: number }

/**
 * What stands out among entries in the order of the log. `isSealed` tells an item
 * of a paper under seal; findings count such items and do not name them. Another
 * bank is one where a person first reads although they have read elsewhere on an
 * earlier day. O(entries) time; memory grows with people, banks and days.
 */
export function unusualReading(
  acts: Iterable<Act>,
  settings: Pick<ReadingSettings, 'many' | 'dayFrom' | 'dayTo' | 'zoneMinutes'>,
  isSealed: (item: string) => boolean,
): Unusual[] {
  const found = new Map<string, Unusual>()
  /** First day of each person's reading in each bank. */
  const banks = new Map<string, Map<string, number>>()
  const note = (kind: UnusualKind, { actor: person, bank, at }: Act, slot: number, count: number) => {
    const key = JSON.stringify([kind, person, bank, slot])
    const before = found.get(key)
    found.set(
      key,
      before
        ? { ...before, count: before.count + count, from: Math.min(before.from, at), to: Math.max(before.to, at) }
        : { kind, person, bank, count, from: at, to: at },
    )
  }
  for (const act of acts) {
    const count = itemsShown(act)
    if (count === 0) continue
    const local = act.at + settings.zoneMinutes * 60_000
    const day = Math.floor(local / DAY_MS)
    const hour = Math.floor((local % DAY_MS) / HOUR_MS)
    note('many', act, Math.floor(act.at / HOUR_MS), count)
    if (hour < settings.dayFrom || hour >= settings.dayTo) note('hours', act, day, count)
    const own = banks.get(act.actor) ?? new Map<string, number>()
    banks.set(act.actor, own)
    if (!own.has(act.bank)) own.set(act.bank, day)
    const elsewhere = [...own].some(([bank, first]) => bank !== act.bank && first < own.get(act.bank)!)
    if (elsewhere && own.get(act.bank) === day) note('bank', act, day, count)
    const sealed = idsNamed(act).filter(isSealed).length
    if (sealed) note('sealed', act, day, sealed)
  }
  return [...found.values()]
    .filter(({ kind, count }) => kind !== 'many' || count >= settings.many)
    .sort((a, b) => b.to - a.to || (a.kind < b.kind ? -1 : 1))
}
