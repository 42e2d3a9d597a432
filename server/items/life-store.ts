/** What the rules of review look at, read and written over `q`: the reader, or an open transaction. */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { itemNumber, parseItemNumber } from '../../core/item-number.ts'
import type { ItemLife } from '../../core/review.ts'
import { type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import { items, revisions, verdicts } from '../db/schema.ts'
import { quarantines, tasks } from '../db/schema-items.ts'
import { type ItemRow, itemStore } from './store.ts'

/** An item with its life; `said` is its number as people say it. */
export type Living = { item: ItemRow; life: ItemLife; said: string }

export const missing = () => new AppError('item.missing', 'There is no such item in this bank. / 该题库中没有此试题。')

/** So many ids stand in one query; SQLite takes more, and a list of 200 is what a person can look through. */
const CHUNK = 200

export const lifeStore = (q: Query) => ({
  /** One item of a bank by its id or its spoken number. Throws `item.missing`. */
  async one(bank: string, ref: string): Promise<Living> {
    const [found] = await this.many(bank, [ref])
    return found!
  },

  /** Items of a bank by ids or spoken numbers, in the order asked for. Throws `item.missing` when one is not there. */
  async many(bank: string, refs: readonly string[]): Promise<Living[]> {
    const ids = await Promise.all(refs.map((ref) => this.idOf(bank, ref)))
    const found = new Map<string, Living>()
    for (let i = 0; i < ids.length; i += CHUNK)
      for (const living of await this.chunk(bank, ids.slice(i, i + CHUNK))) found.set(living.item.id, living)
    return ids.map((id) => {
      const living = found.get(id)
      if (!living) throw missing()
      return living
    })
  },

  async idOf(bank: string, ref: string): Promise<string> {
    if (!parseItemNumber(ref)) return ref
    const item = await itemStore(q).find(bank, ref)
    if (!item) throw missing()
    return item.id
  },

  async chunk(bank: string, ids: readonly string[]): Promise<Living[]> {
    const own = [...ids]
    const rows = await q
      .select()
      .from(items)
      .where(and(eq(items.bank, bank), inArray(items.id, own)))
    const written = await q
      .selectDistinct({ item: revisions.item, author: revisions.author })
      .from(revisions)
      .where(inArray(revisions.item, own))
    const open = await q
      .select()
      .from(tasks)
      .where(and(inArray(tasks.item, own), isNull(tasks.ended)))
    const judged = await q.select().from(verdicts).where(inArray(verdicts.item, own))
    const held = await q
      .select({ item: quarantines.item })
      .from(quarantines)
      .where(and(inArray(quarantines.item, own), isNull(quarantines.ended)))
    return rows.map((item) => {
      const people = (task: 'write' | 'review') =>
        open.filter((row) => row.item === item.id && row.task === task).map(({ person }) => person)
      const newest = judged.filter((row) => row.item === item.id && row.revision === item.revision)
      const life: ItemLife = {
        state: item.state,
        revision: item.revision,
        approved: item.approved,
        authors: written.filter((row) => row.item === item.id).map(({ author }) => author),
        writers: people('write'),
        reviewers: people('review'),
        approvals: newest.filter(({ verdict }) => verdict === 'approved').map(({ reviewer }) => reviewer),
        returned: newest.some(({ verdict }) => verdict !== 'approved'),
        quarantined: held.some((row) => row.item === item.id),
      }
      return { item, life, said: itemNumber(item) }
    })
  },

  /** Writes the state a step led to; an item that is settled ends its open tasks. */
  async settle({ item }: Living, { state, approved }: ItemLife, by: By): Promise<void> {
    await q.update(items).set({ state, approved }).where(eq(items.id, item.id))
    if (state === 'approved' || state === 'retired') await this.endTasks(item.id, by)
  },

  async endTasks(item: string, by: By): Promise<void> {
    await q
      .update(tasks)
      .set({ ended: by.at })
      .where(and(eq(tasks.item, item), isNull(tasks.ended)))
  },

  /** Gives a task that is not open yet; `due` is Unix time in ms. */
  async addTask(item: string, task: 'write' | 'review', person: string, due: number, by: By): Promise<void> {
    await q.insert(tasks).values({ id: newId(by.at), item, task, person, due, by: by.actor, at: by.at, ended: null })
  },
})
