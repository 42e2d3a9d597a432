/** What a re-mapping would do, or did: places, numbers, and every item without a home. */
import { itemNumber } from '../../core/item-number.ts'
import { ItemMoveState, matchPlaces, PlaceMove } from '../../core/remap.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { tableDigest } from './create.ts'
import { editionsOf, type RemapInput } from './remap.ts'
import { planRemap } from './remap-plan.ts'
import { type RemapRow, remapStore } from './remap-store.ts'
import { requireEdition } from './tables.ts'

const Count = Type.Integer({ minimum: 0 })
const Counts = closed({
  unchanged: Count,
  moved: Count,
  ambiguous: Count,
  homeless: Count,
  unknown: Count,
  unassigned: Count,
})
type Counts = Static<typeof Counts>

/** An item without a home: its number, where it stood, and where it stands by now (null: nowhere yet). */
const Unhoused = closed({
  item: Type.String(),
  said: Type.String({ description: 'the number people say' }),
  from: nullable(Type.String()),
  outcome: ItemMoveState,
  now: nullable(Type.String()),
})

/** `places` are those of the old edition that do not stay as they are; `counts` sum to `total`, all items of the table. */
export const RemapReport = closed({
  kind: Type.Enum(['theory', 'practical']),
  from: closed({ id: Type.String(), edition: Type.String() }),
  to: closed({ edition: Type.String(), digest: Type.String(), inForce: Type.Boolean() }),
  total: Count,
  counts: Counts,
  places: Type.Array(PlaceMove),
  unhoused: Type.Array(Unhoused),
})
export type RemapReport = Static<typeof RemapReport>

/** A stored re-mapping. `mine` says whether the reader proposed it: another person applies it. */
export const RemapLine = closed({
  id: Type.String(),
  kind: Type.Enum(['theory', 'practical']),
  edition: Type.String(),
  state: Type.Enum(['proposed', 'applied', 'undone', 'withdrawn']),
  reason: Type.String(),
  at: Type.Integer({ description: 'Unix time in ms' }),
  mine: Type.Boolean(),
})
export type RemapLine = Static<typeof RemapLine>

export const lineOf = ({ id, kind, edition, state, reason, at, proposedBy }: RemapRow, actor: string): RemapLine => ({
  id,
  kind,
  edition,
  state,
  reason,
  at,
  mine: proposedBy === actor,
})

const noCounts = (): Counts => ({ unchanged: 0, moved: 0, ambiguous: 0, homeless: 0, unknown: 0, unassigned: 0 })
const total = (counts: Counts) => Object.values(counts).reduce((a, b) => a + b, 0)
const HOMELESS = new Set<string>(['ambiguous', 'homeless', 'unknown'])

/** What a re-mapping would do to the bank as it is now. Writes nothing but its log entry, which names the items shown. */
export async function previewRemap(db: Db, bank: string, input: RemapInput, by: By): Promise<RemapReport> {
  const editions = await editionsOf(db.read, bank, input)
  const { places, items } = await planRemap(db.read, bank, editions, input.choices)
  const counts = noCounts()
  for (const { outcome } of items) counts[outcome]++
  const unhoused = items
    .filter(({ outcome }) => HOMELESS.has(outcome))
    .toSorted((a, b) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1))
    .map(({ item, kind, number, fromPlace, outcome }) => {
      const from = fromPlace ?? null
      return { item, said: itemNumber({ bank, kind, number }), from, outcome, now: from }
    })
  await logShown(db, bank, 'remap.preview', unhoused, by)
  const { from, next, inForceSince } = editions
  return {
    kind: input.kind,
    from: { id: from.id, edition: from.edition },
    to: { edition: next.edition, digest: tableDigest(next), inForce: inForceSince !== null },
    total: total(counts),
    counts,
    places: notUnchanged(places),
    unhoused,
  }
}

/** A stored re-mapping: as it would be now while it is proposed, as it was once it was applied. */
export async function readRemap(
  db: Db,
  bank: string,
  id: string,
  by: By,
): Promise<{ line: RemapLine; report: RemapReport }> {
  const remap = await remapStore(db.read).require(bank, id)
  const line = lineOf(remap, by.actor)
  if (remap.state === 'proposed' || remap.state === 'withdrawn') {
    const { kind, content: table, choices, fromTable, enforces } = remap
    const input = enforces ? { kind, table, choices } : { kind, from: fromTable, choices }
    return { line, report: await previewRemap(db, bank, input, by) }
  }
  const report = await appliedReport(db.read, remap)
  await logShown(db, bank, 'remap.read', report.unhoused, by)
  return { line, report }
}

async function appliedReport(q: Query, remap: RemapRow): Promise<RemapReport> {
  const store = remapStore(q)
  const from = await requireEdition(q, remap.bank, remap.kind, remap.fromTable)
  const current = await requireEdition(q, remap.bank, remap.kind, 'current')
  const counts = noCounts()
  for (const { outcome, count } of await store.counts(remap.id)) counts[outcome] = count
  return {
    kind: remap.kind,
    from: { id: from.id, edition: from.edition },
    to: { edition: remap.edition, digest: remap.digest, inForce: current.digest === remap.digest },
    total: total(counts),
    counts,
    places: notUnchanged(matchPlaces(from.content, remap.content, remap.choices.places)),
    unhoused: (await store.unhoused(remap.id)).map(({ item, bank, kind, number, from, outcome, now }) => ({
      item,
      said: itemNumber({ bank, kind, number }),
      from,
      outcome,
      now,
    })),
  }
}

const notUnchanged = (places: readonly PlaceMove[]) => places.filter(({ state }) => state !== 'unchanged')

const logShown = (db: Db, bank: string, did: string, shown: readonly { item: string }[], by: By) =>
  record(db, act(by, bank, did, shown.map(({ item }) => item).join(' ')))
