/** What the register of sealed objects comes to: who holds what, and what somebody must be told. Times are Unix ms. */
import { type Static, Type } from '../schema.ts'
import type { Words } from '../words.ts'

/** What can become of a copy; an object itself is only moved. */
export const EventKind = Type.Union([
  Type.Literal('moved'),
  Type.Literal('returned'),
  Type.Literal('lost'),
  Type.Literal('destroyed'),
])
export type EventKind = Static<typeof EventKind>
/** The two files of a sealed object. */
export const SealedPart = Type.Union([Type.Literal('body'), Type.Literal('envelope')])
/** Why a paper is taken out of use. */
export const VoidCause = Type.Union([Type.Literal('leak'), Type.Literal('damage'), Type.Literal('other')])
export type VoidCause = Static<typeof VoidCause>

/** `copy` names the copy it happened to; null for the object kept here. */
export type RegisterEvent = {
  copy: string | null
  kind: EventKind
  holder: string
  place: string
  at: number
}
export type RegisterCopy = {
  id: string
  part: 'body' | 'envelope' | 'print'
  count: number
  holder: string
  place: string
  due: number | null
  at: number
}
export type RegisterEntry = {
  object: string
  kind: 'paper' | 'key' | 'set'
  sealedAt: number
  notBefore: number
  opened: number[]
  destroyed: boolean
  voided: boolean
  /** Ends of the sittings that drew the paper. */
  sittings: readonly number[]
  /** True when the body lies here and is the one that was sealed; false when it is missing or damaged. */
  intact: boolean
  copies: readonly RegisterCopy[]
  events: readonly RegisterEvent[]
}

/** Where a copy is now: with its last holder, or gone for good. */
export type Held = RegisterCopy & { state: 'held' | 'returned' | 'lost' | 'destroyed' }

/** The copies of an object as their events left them. */
export function heldCopies({ copies, events }: Pick<RegisterEntry, 'copies' | 'events'>): Held[] {
  return copies.map((copy) => {
    let held: Held = { ...copy, state: 'held' }
    for (const { copy: of, kind, holder, place } of events) {
      if (of !== copy.id) continue
      held = kind === 'moved' ? { ...held, holder, place, state: 'held' } : { ...held, state: kind }
    }
    return held
  })
}

export type AlarmKind = 'opened-early' | 'unopened' | 'not-returned' | 'retention-ended' | 'damaged' | 'lost'
export type Alarm = { object: string; kind: AlarmKind; message: Words; since: number }

export type RegisterTerms = {
  /** Calendar years that electronic records are kept; five by the filing rules, more where the settings say so. */
  electronicYears: number
  /** How long after its sitting a printed copy may be out; a file without a date of return is not called back. */
  returnMs: number
}
export const REGISTER_TERMS: RegisterTerms = { electronicYears: 5, returnMs: 86_400_000 }

/** When a term of calendar years from `at` ends, in UTC: the same day and time of that year. */
export function yearsAfter(at: number, years: number): number {
  const date = new Date(at)
  return date.setUTCFullYear(date.getUTCFullYear() + years)
}

/** When an object may be destroyed: its years count from its last sitting, or from its sealing where there was none. */
export const retentionEnds = (
  { sealedAt, sittings }: Pick<RegisterEntry, 'sealedAt' | 'sittings'>,
  { electronicYears }: Pick<RegisterTerms, 'electronicYears'>,
): number => yearsAfter(Math.max(sealedAt, ...sittings), electronicYears)

const day = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What is wrong with an object at `now`. */
export function alarmsOf(entry: RegisterEntry, now: number, terms: RegisterTerms = REGISTER_TERMS): Alarm[] {
  const alarms: Alarm[] = []
  const { object, destroyed, voided, opened, sittings, notBefore } = entry
  const alarm = (kind: AlarmKind, since: number, zh: string, en: string) =>
    alarms.push({ object, kind, since, message: { zh: `${object}：${zh}`, en: `${object}: ${en}` } })
  if (destroyed) return alarms
  if (!entry.intact) alarm('damaged', now, '密封文件缺失或已被改动', 'its files are missing or were changed')
  const early = opened.find((at) => at < notBefore)
  if (early !== undefined)
    alarm('opened-early', early, `${day(early)}提前启封`, `opened before its time, on ${day(early)}`)
  const over = sittings.filter((ends) => ends < now)
  const lastSitting = Math.max(...over)
  if (entry.kind === 'paper' && !voided && over.length && opened.length === 0)
    alarm(
      'unopened',
      lastSitting,
      `考试已于${day(lastSitting)}结束，试卷未启封`,
      `its sitting ended ${day(lastSitting)} and it was never opened`,
    )
  for (const { state, due, holder, part, at, count } of heldCopies(entry)) {
    if (state === 'lost')
      alarm('lost', at, `${holder}持有的${count}份已报失`, `${count} copies with ${holder} are lost`)
    const called = due ?? (part === 'print' && over.length ? lastSitting + terms.returnMs : undefined)
    if (state === 'held' && called !== undefined && called < now)
      alarm(
        'not-returned',
        called,
        `${holder}持有的${count}份未按期交回`,
        `${count} copies with ${holder} were not returned`,
      )
  }
  const ended = retentionEnds(entry, terms)
  if (ended < now)
    alarm('retention-ended', ended, `保管期限已于${day(ended)}届满`, `its retention period ended ${day(ended)}`)
  return alarms
}
