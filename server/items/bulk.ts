/**
 * One change to many items: previewed, done as one act, undone while nothing
 * newer happened (`bulk-undo.ts`). A content that changes is a new revision; an
 * approved item gets a draft beside it and stays in use as it is.
 */
import { desc, eq } from 'drizzle-orm'
import { BulkChange } from '../../core/bulk-change.ts'
import { AppError } from '../../core/errors.ts'
import { ItemKind } from '../../core/item.ts'
import { FieldChange } from '../../core/item-diff.ts'
import { ItemSearch } from '../../core/item-search.ts'
import { closed, nullable, type Static, Type, Words } from '../../core/schema.ts'
import { bothWords } from '../../core/words.ts'
import { record } from '../access/record.ts'
import { act, type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import { retirements } from '../db/schema-items.ts'
import { bulkChanges, bulkLines } from '../db/schema-search.ts'
import type { Deps } from '../deps.ts'
import { attempt } from './attempt.ts'
import { type Before, type Fate, fateOf, requirePoint, submitRefusal } from './bulk-rules.ts'
import { type Living, lifeStore } from './life-store.ts'
import { revisionOf, rowOf } from './revise.ts'
import { matchingIds } from './search.ts'
import { itemStore } from './store.ts'
import { Listed, listedText } from './submit.ts'

/** So many items are one act: their ids stand in one log entry, and a person can look through them. */
export const MOST = 400

const Kind = { kind: ItemKind }
/** Which items: by ids or spoken numbers, or all that a search finds. */
export const BulkChoice = Type.Union([
  closed({
    ...Kind,
    items: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: MOST, uniqueItems: true }),
  }),
  closed({ ...Kind, search: ItemSearch }),
])
export type BulkChoice = Static<typeof BulkChoice>

const named = { item: Type.String(), number: Type.String({ description: 'as people say it' }) }
/** `items` are what the act would take, each at the revision that was looked at. */
export const BulkPreview = closed({
  items: Type.Array(closed({ ...named, revision: Type.Integer(), changes: Type.Array(FieldChange) })),
  refused: Type.Array(closed({ ...named, code: Type.String(), message: Words })),
  unchanged: Type.Integer({ description: 'items that already are as the change would make them' }),
})
export type BulkPreview = Static<typeof BulkPreview>

export const NewBulk = closed({
  ...Kind,
  change: BulkChange,
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  items: Type.Array(Listed, { minItems: 1, maxItems: MOST }),
})
export type NewBulk = Static<typeof NewBulk>

export const BulkView = closed({
  id: Type.String(),
  ...Kind,
  change: BulkChange,
  reason: Type.String(),
  items: Type.Integer(),
  at: Type.Integer(),
  mine: Type.Boolean(),
  undoneAt: nullable(Type.Integer()),
})
export type BulkView = Static<typeof BulkView>

/** What the change would do to each item, and which it would be refused for. Writes nothing but the log's entry. */
export async function previewBulk(
  deps: Deps,
  bank: string,
  choice: BulkChoice,
  change: BulkChange,
  by: By,
): Promise<BulkPreview> {
  const { db } = deps
  await requirePoint(db.read, bank, choice.kind, change)
  const refs = 'items' in choice ? choice.items : await matchingIds(deps, bank, choice, MOST, by)
  if (!refs)
    throw new AppError(
      'input.invalid',
      `More than ${MOST} items match: narrow the search. / 超过${MOST}题符合条件，请缩小范围。`,
    )
  const preview: BulkPreview = { items: [], refused: [], unchanged: 0 }
  const found = await before(db.read, bank, choice.kind, refs)
  for (const one of found) {
    const { item, said } = one.living
    const fate = await fateTried(deps, one, change, by)
    const name = { item: item.id, number: said }
    if (fate.fate === 'none') preview.unchanged += 1
    else if (fate.fate === 'refused') preview.refused.push({ ...name, ...fate.refusal })
    else preview.items.push({ ...name, revision: item.revision, changes: fate.changes })
  }
  const ids = found.map(({ living }) => living.item.id).join(' ')
  await record(db, act(by, bank, 'item.bulk-preview', ids))
  return preview
}

async function fateTried(deps: Deps, one: Before, change: BulkChange, { actor }: By): Promise<Fate> {
  const fate = fateOf(one, change, actor)
  if (fate.fate !== 'change' || !('step' in change) || change.step !== 'submit') return fate
  const refusal = await submitRefusal(deps, one.content)
  return refusal ? { fate: 'refused', refusal } : fate
}

/** Items with the content each shows. Throws `item.missing`; `input.invalid` for one of another kind. */
async function before(q: Query, bank: string, kind: ItemKind, refs: readonly string[]): Promise<Before[]> {
  const found = await lifeStore(q).many(bank, refs)
  if (found.some(({ item }) => item.kind !== kind))
    throw new AppError('input.invalid', 'Items of one kind at a time. / 一次只能修改同一类试题。')
  return Promise.all(found.map(async (living) => ({ living, content: await shownContent(q, living) })))
}

async function shownContent(q: Query, { item }: Living) {
  const no = item.state === 'approved' && item.approved !== null ? item.approved : item.revision
  return (await itemStore(q).revision(item.id, no))!.content
}

/**
 * Does the change to every listed item, or to none: `item.conflict` when one is
 * no longer at the revision that was previewed, else what the rules refuse.
 * Returns the act's id, by which it can be undone.
 */
export async function applyBulk(
  deps: Deps,
  bank: string,
  { kind, change, reason, items }: NewBulk,
  by: By,
): Promise<{ id: string; items: number }> {
  const { db } = deps
  const refs = items.map(({ item }) => item)
  await requirePoint(db.read, bank, kind, change)
  // Trial prints wait for a thread, which nothing may do inside the transaction; its rules are asked again there.
  if ('step' in change)
    for (const one of await before(db.read, bank, kind, refs)) done(await fateTried(deps, one, change, by), one)
  const id = newId(by.at)
  await attempt(db, { bank, did: 'item.bulk', to: `${id} ${listedText(items)}` }, by, async (q) => {
    await q.insert(bulkChanges).values({ id, bank, kind, person: by.actor, change, reason, at: by.at })
    for (const [at, one] of (await before(q, bank, kind, refs)).entries()) {
      const { item, said } = one.living
      if (item.revision !== items[at]!.revision)
        throw new AppError(
          'item.conflict',
          `${said}: changed since the preview, look again. / 预览后已被修改，请重新预览。`,
        )
      await applyOne(q, id, one, done(fateOf(one, change, by.actor), one), reason, by)
    }
  })
  return { id, items: items.length }
}

type Change = Extract<Fate, { fate: 'change' }>

/** The fate when it is a change; a refusal is thrown, and so is an item with nothing to change. */
function done(fate: Fate, { living }: Before): Change {
  if (fate.fate === 'change') return fate
  if (fate.fate === 'none')
    throw new AppError('item.conflict', `${living.said}: already so, look again. / 已是如此，请重新预览。`)
  throw new AppError(fate.refusal.code, `${living.said}: ${bothWords(fate.refusal.message)}`)
}

async function applyOne(q: Query, bulk: string, { living }: Before, { life, content }: Change, reason: string, by: By) {
  const { item } = living
  if (content) {
    await itemStore(q).insertRevision(revisionOf(item.id, life.revision, content, reason, by))
    await itemStore(q).update(item.id, { state: life.state, revision: life.revision, ...rowOf(content) })
  } else {
    await lifeStore(q).settle(living, life, by)
    if (life.state === 'retired')
      await q.insert(retirements).values({ id: newId(by.at), item: item.id, reason, by: by.actor, at: by.at })
  }
  await q.insert(bulkLines).values({
    bulk,
    item: item.id,
    stateBefore: item.state,
    revisionBefore: item.revision,
    approvedBefore: item.approved,
    stateAfter: life.state,
    revisionAfter: life.revision,
    approvedAfter: life.approved,
  })
}

/** The newest bulk changes of a bank. */
export async function listBulk(q: Query, bank: string, { actor }: By): Promise<BulkView[]> {
  const { id, kind, change, reason, at, undoneAt, person } = bulkChanges
  const rows = await q
    .select({ id, kind, change, reason, at, undoneAt, person, items: q.$count(bulkLines, eq(bulkLines.bulk, id)) })
    .from(bulkChanges)
    .where(eq(bulkChanges.bank, bank))
    .orderBy(desc(at), desc(id))
    .limit(100)
  return rows.map(({ person, ...row }) => ({ ...row, mine: person === actor }))
}
