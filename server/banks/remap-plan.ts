/**
 * What a re-mapping would do to every item of a bank, computed from the two
 * editions, a person's choices and the items as they are now. Writes nothing.
 */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { type ElementTable, placesOf } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import { Code, contentDigest, type ItemContent } from '../../core/item.ts'
import { Choices, type ItemMoveState, matchPlaces, moverOf, type PlaceMove } from '../../core/remap.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import type { Query } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import type { remapItems } from '../db/schema-relations.ts'
import type { StoredTable } from './store.ts'
import { kindsOf } from './tables.ts'

/** A person's word on places of the old edition, and on single items by id, which goes first; null is "no home". */
export const RemapChoices = closed({
  places: Choices,
  items: Type.Record(Type.String({ minLength: 1, maxLength: 60 }), nullable(Code), { maxProperties: 20_000 }),
})
export type RemapChoices = Static<typeof RemapChoices>

/** From which edition to which; `inForceSince` (Unix ms) when the new one is in force already. */
export type Editions = { from: StoredTable; next: ElementTable; inForceSince: number | null }

/** One item as it would be staged, with what people call it. */
export type PlannedItem = Omit<typeof remapItems.$inferInsert, 'remap'> & { number: number; kind: ItemContent['kind'] }
export type RemapPlan = { places: PlaceMove[]; items: PlannedItem[] }

const PAGE = 1000

/** The plan. Throws `input.invalid` for a choice that names a place or an item that is not there. */
export async function planRemap(
  q: Query,
  bank: string,
  { from, next, inForceSince }: Editions,
  choices: RemapChoices,
): Promise<RemapPlan> {
  requireChoices(from.content, next, choices)
  const places = matchPlaces(from.content, next, choices.places)
  const move = moverOf(places)
  const known = new Set(placesOf(next).map(({ code }) => code))
  /** Where a revision's content goes; what was written for the new edition stays where it is. */
  const target = (item: string, { content, at }: Said): { to: string | null; state: ItemMoveState } => {
    const place = placeOf(content)
    const chosen = choices.items[item]
    if (chosen !== undefined)
      return { to: chosen, state: chosen === null ? 'homeless' : chosen === place ? 'unchanged' : 'moved' }
    const written = inForceSince !== null && at >= inForceSince
    if (written && place !== null && known.has(place)) return { to: place, state: 'unchanged' }
    return move(place)
  }
  const planned: PlannedItem[] = []
  const missing = new Set(Object.keys(choices.items))
  for await (const row of standing(q, bank, from.kind)) {
    missing.delete(row.id)
    planned.push(plannedItem(row, target))
  }
  if (missing.size)
    throw new AppError(
      'input.invalid',
      `${missing.size} of the items chosen for are not in this bank. / 所选试题中有${missing.size}道不在该题库。`,
    )
  return { places, items: planned }
}

function requireChoices(old: ElementTable, next: ElementTable, choices: RemapChoices): void {
  const before = new Map(placesOf(old).map(({ code, sort }) => [code, sort]))
  const after = new Map(placesOf(next).map(({ code, sort }) => [code, sort]))
  const wrong = [
    ...Object.entries(choices.places).flatMap(([from, to]) =>
      before.has(from) && (to === null || after.get(to) === before.get(from)) ? [] : [`${from} → ${to ?? '–'}`],
    ),
    ...Object.values(choices.items).flatMap((to) => (to === null || after.has(to) ? [] : [`→ ${to}`])),
  ]
  if (wrong.length)
    throw new AppError(
      'input.invalid',
      `These choices name a place that the editions do not have, or another sort of place: ${wrong.slice(0, 20).join(', ')}. / 所选代码在细目表中不存在或层级不符。`,
    )
}

type Said = { content: ItemContent; at: number }
type Standing = {
  id: string
  number: number
  kind: ItemContent['kind']
  revision: number
  approved: number | null
  newest: Said
  /** The revision in use, when it is another than the newest. */
  inUse: Said | null
}

/** Every item that stands in a table of this kind, retired ones too, in the order of ids, read in pages. */
async function* standing(q: Query, bank: string, kind: ElementTable['kind']): AsyncGenerator<Standing> {
  for (let after = ''; ; ) {
    const page = await q
      .select({ item: items, content: revisions.content, at: revisions.at })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.revision)))
      .where(and(eq(items.bank, bank), inArray(items.kind, [...kindsOf[kind]]), gt(items.id, after)))
      .orderBy(asc(items.id))
      .limit(PAGE)
    const beside = page.flatMap(({ item }) =>
      item.approved === null || item.approved === item.revision ? [] : [item.id],
    )
    const inUse = new Map(
      (beside.length
        ? await q
            .select({ id: items.id, content: revisions.content, at: revisions.at })
            .from(items)
            .innerJoin(revisions, and(eq(revisions.item, items.id), sql`${revisions.no} = ${items.approved}`))
            .where(inArray(items.id, beside))
        : []
      ).map(({ id, content, at }) => [id, { content, at }]),
    )
    for (const { item, content, at } of page) {
      const { id, number, kind, revision, approved } = item
      yield { id, number, kind, revision, approved, newest: { content, at }, inUse: inUse.get(id) ?? null }
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last.item.id
    await new Promise(setImmediate)
  }
}

type Target = (item: string, said: Said) => { to: string | null; state: ItemMoveState }

/**
 * The revisions a move takes. What is in use goes first and the newest stays the
 * newest: an item with a draft beside its approved revision gets two.
 */
function plannedItem({ id, number, kind, revision, approved, newest, inUse }: Standing, target: Target): PlannedItem {
  const { to, state } = target(id, newest)
  const moves = to !== placeOf(newest.content)
  const useTo = inUse && target(id, inUse).to
  const useMoves = inUse !== null && useTo !== placeOf(inUse.content)
  const content = moves || useMoves ? rehomed(newest.content, to) : null
  const approvedContent = useMoves ? rehomed(inUse.content, useTo) : null
  const afterRevision = revision + (content ? 1 : 0) + (approvedContent ? 1 : 0)
  return {
    item: id,
    number,
    kind,
    fromPlace: placeOf(newest.content),
    toPlace: to,
    outcome: state,
    beforeRevision: revision,
    beforeApproved: approved,
    afterRevision,
    afterApproved: approved === null ? null : useMoves ? revision + 1 : inUse ? approved : afterRevision,
    content: content && JSON.stringify(content),
    digest: content && contentDigest(content),
    approvedContent: approvedContent && JSON.stringify(approvedContent),
    approvedDigest: approvedContent && contentDigest(approvedContent),
  }
}

/** Where a content says it stands. */
export function placeOf(content: ItemContent): string | null {
  switch (content.kind) {
    case 'theory':
      return content.point
    case 'practical':
      return content.module
    case 'defense':
      return content.scope
  }
}

/** The content at another place, all else as it is. */
function rehomed(content: ItemContent, to: string | null): ItemContent {
  switch (content.kind) {
    case 'theory':
      return { ...content, point: to }
    case 'practical':
      return { ...content, module: to }
    case 'defense':
      return { ...content, scope: to }
  }
}
