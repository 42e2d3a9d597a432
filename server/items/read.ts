/** Reading items: the entry in the log is committed before anything is shown. */
import { AppError } from '../../core/errors.ts'
import { CasePart, type ItemContent, type ItemKind, ItemState, Option, type TheoryItem } from '../../core/item.ts'
import { itemNumber } from '../../core/item-number.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { type ItemFilter, itemStore, shownRevision } from './store.ts'

/** One line of a list. `title` is the stem, or a task's or topic's name; keys are not here. */
export const ItemLine = closed({
  id: Type.String(),
  number: Type.Integer(),
  spoken: Type.String({ description: 'the number as people say it' }),
  code: nullable(Type.String()),
  state: ItemState,
  revision: Type.Integer(),
  type: nullable(Type.String()),
  point: nullable(Type.String()),
  difficulty: nullable(Type.Integer()),
  title: Type.String(),
})
export const ItemPage = closed({
  items: Type.Array(ItemLine),
  next: nullable(Type.Integer({ description: 'item number to list after; null at the end' })),
})
export type ItemPage = Static<typeof ItemPage>

/** An item without its key, rationale or marking rules: those are a right of their own. */
export const ItemView = closed({
  ...ItemLine.properties,
  options: Type.Array(Option),
  parts: Type.Array(Type.Omit(CasePart, ['key', 'fixedOrder'], { additionalProperties: false }), {
    description: 'the sub-items of a case',
  }),
  approved: nullable(Type.Integer()),
})
export type ItemView = Static<typeof ItemView>

const partsOf = (content: ItemContent) =>
  ((content as Partial<TheoryItem>).parts ?? []).map(({ id, type, stem, options, marks }) => ({
    id,
    type,
    stem,
    options,
    marks,
  }))
const titleOf = (content: ItemContent): string => (content.kind === 'theory' ? content.stem : content.title)

/** A page of items in number order; the log names every id shown. */
export async function listItems(db: Db, bank: string, kind: ItemKind, filter: ItemFilter, by: By): Promise<ItemPage> {
  const rows = await itemStore(db.read).page(bank, kind, {
    ...filter,
    of: by.own ? by.actor : undefined,
    limit: filter.limit + 1,
  })
  const shown = rows.slice(0, filter.limit)
  await record(db, act(by, bank, 'item.list', shown.map(({ item }) => item.id).join(' ')))
  return {
    items: shown.map(({ item, content }) => ({ ...lineOf(item), title: titleOf(content) })),
    next: rows.length > shown.length ? (shown.at(-1)?.item.number ?? null) : null,
  }
}

/** One item by its id or spoken number. Throws `item.missing`, which is logged too. */
export async function readItem(db: Db, bank: string, ref: string, by: By): Promise<ItemView> {
  const store = itemStore(db.read)
  const item = await store.find(bank, ref)
  const revision = item && (await store.revision(item.id, shownRevision(item)))
  await record(db, act(by, bank, 'item.read', item?.id ?? ref, revision ? 'done' : 'missing'))
  if (!item || !revision)
    throw new AppError('item.missing', 'There is no such item in this bank. / 该题库中没有此试题。')
  const { content } = revision
  return {
    ...lineOf(item),
    title: titleOf(content),
    options: (content as Partial<TheoryItem>).options ?? [],
    parts: partsOf(content),
    approved: item.approved,
  }
}

type Row = Awaited<ReturnType<ReturnType<typeof itemStore>['page']>>[number]['item']
const lineOf = ({ id, bank, kind, number, code, state, revision, type, point, difficulty }: Row) => ({
  id,
  number,
  spoken: itemNumber({ bank, kind, number }),
  code,
  state,
  revision,
  type,
  point,
  difficulty,
})
