/** An item whole, key and marking rules included, as its writer and reviewer need it; and the difference of two revisions. */
import { ItemContent, ItemState } from '../../core/item.ts'
import { contentDiff, FieldChange } from '../../core/item-diff.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { lifeStore, missing } from './life-store.ts'
import { readingStore, type Seen } from './readings.ts'
import { type ItemRow, itemStore, type Revision, shownRevision } from './store.ts'
import { listedText } from './submit.ts'

/** One revision; `newest` is what an edit starts from. */
export const RevisionView = closed({
  id: Type.String(),
  number: Type.String(),
  state: ItemState,
  revision: Type.Integer(),
  newest: Type.Integer(),
  approved: nullable(Type.Integer()),
  digest: Type.String(),
  content: ItemContent,
})
export type RevisionView = Static<typeof RevisionView>

export const DiffView = closed({
  id: Type.String(),
  from: Type.Integer(),
  to: Type.Integer(),
  changes: Type.Array(FieldChange),
})
export type DiffView = Static<typeof DiffView>

/** The content of a revision; when none is named, of the one the item shows. The reading is logged before it is shown. */
export async function readRevision(
  db: Db,
  bank: string,
  ref: string,
  revision: number | undefined,
  by: By,
): Promise<RevisionView> {
  const [view] = await readRevisions(db, bank, [{ item: ref, revision }], by)
  return view!
}

/** A revision by its item's id or spoken number; without a number the one the item shows. */
export type Asked = { item: string; revision?: number | undefined }

/** Several contents at once, as a reviewer looks through them: all, or none when one is not there. */
export async function readRevisions(db: Db, bank: string, asked: readonly Asked[], by: By): Promise<RevisionView[]> {
  const found = await lifeStore(db.read).many(
    bank,
    asked.map(({ item }) => item),
  )
  const views: RevisionView[] = []
  const seen: Seen[] = []
  for (const [at, { item, said }] of found.entries()) {
    const no = asked[at]!.revision ?? shownRevision(item)
    const revision = await itemStore(db.read).revision(item.id, no)
    seen.push({ item: item.id, revision: no })
    if (revision) views.push(viewOf(item, said, revision))
  }
  const whole = views.length === asked.length
  await db.tx(async (q) => {
    await logStore(q).append(act(by, bank, 'item.content', listedText(seen), whole ? 'done' : 'missing'))
    if (whole) await readingStore(q).add(seen, by)
  })
  if (!whole) throw missing()
  return views
}

const viewOf = (item: ItemRow, said: string, { no, digest, content }: Revision): RevisionView => ({
  id: item.id,
  number: said,
  state: item.state,
  revision: no,
  newest: item.revision,
  approved: item.approved,
  digest,
  content,
})

/** What changed from one revision to another. Logged as a reading of both. */
export async function diffRevisions(
  db: Db,
  bank: string,
  ref: string,
  { from, to }: { from: number; to: number },
  by: By,
): Promise<DiffView> {
  const { item } = await lifeStore(db.read).one(bank, ref)
  const store = itemStore(db.read)
  const [before, after] = [await store.revision(item.id, from), await store.revision(item.id, to)]
  const result = before && after ? 'done' : 'missing'
  await record(db, act(by, bank, 'item.diff', `${item.id}@${from} ${item.id}@${to}`, result))
  if (!before || !after) throw missing()
  return { id: item.id, from, to, changes: contentDiff(before.content, after.content) }
}
