/** A person's searches by name. Nobody sees another's; the log names a view by its id, its words stay in the table. */
import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { SearchView } from '../../core/item-search.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { savedViews } from '../db/schema-search.ts'

export const NewView = closed({ name: Type.String({ minLength: 1, maxLength: 60 }), view: SearchView })
export type NewView = Static<typeof NewView>
export const SavedView = closed({ id: Type.String(), ...NewView.properties, at: Type.Integer() })
export type SavedView = Static<typeof SavedView>

/** More views than a person finds their way in. */
const MOST = 100

const own = (bank: string, { actor }: By) => and(eq(savedViews.bank, bank), eq(savedViews.person, actor))

/** The views of `by.actor` in a bank, by name. */
export async function listViews(q: Query, bank: string, by: By): Promise<SavedView[]> {
  const { id, name, view, at } = savedViews
  return q.select({ id, name, view, at }).from(savedViews).where(own(bank, by)).orderBy(asc(name))
}

/** One view of `by.actor`. Throws `view.missing`. */
export async function requireView(q: Query, bank: string, id: string, by: By): Promise<SavedView> {
  const found = (await listViews(q, bank, by)).find((view) => view.id === id)
  if (!found) throw missing()
  return found
}

/** Keeps a view; one of the same name is replaced and keeps its id. Throws `input.invalid` beyond 100 views. */
export async function saveView(db: Db, bank: string, { name, view }: NewView, by: By): Promise<SavedView> {
  return db.tx(async (q) => {
    const views = await listViews(q, bank, by)
    const id = views.find((one) => one.name === name)?.id ?? newId(by.at)
    if (views.length >= MOST && views.every((one) => one.id !== id))
      throw new AppError(
        'input.invalid',
        `At most ${MOST} views: remove one first. / 最多保存${MOST}个视图，请先删除。`,
      )
    const row = { id, bank, person: by.actor, name, view, at: by.at }
    await q
      .insert(savedViews)
      .values(row)
      .onConflictDoUpdate({ target: savedViews.id, set: { view, at: by.at } })
    await logStore(q).append(act(by, bank, 'view.save', id))
    return { id, name, view, at: by.at }
  })
}

/** Throws `view.missing`. */
export async function removeView(db: Db, bank: string, id: string, by: By): Promise<void> {
  await db.tx(async (q) => {
    const { changes } = await q.delete(savedViews).where(and(own(bank, by), eq(savedViews.id, id)))
    if (!changes) throw missing()
    await logStore(q).append(act(by, bank, 'view.remove', id))
  })
}

const missing = () => new AppError('view.missing', 'You have no such view. / 您没有此视图。')
