/**
 * Editing an item: always a new revision. It names the revision it starts from;
 * whoever comes second gets both versions and overwrites nothing. Beside an
 * approved revision the edit is a draft: the approved one stays in use.
 */
import { AppError } from '../../core/errors.ts'
import { contentDigest, type ItemContent } from '../../core/item.ts'
import { contentDiff } from '../../core/item-diff.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { allowed, attempt } from './attempt.ts'
import { saveFaults } from './check.ts'
import { type Living, lifeStore, missing } from './life-store.ts'
import { revisionOf, rowOf } from './revise.ts'
import type { Conflict, Faulty, Saved } from './saved.ts'
import { itemStore } from './store.ts'

export type Edit = { base: number; content: ItemContent; reason: string }

/** Saves a revision, or says what is wrong with it, or shows what somebody else saved meanwhile. */
export async function editItem(
  deps: Deps,
  bank: string,
  ref: string,
  { base, content, reason }: Edit,
  by: By,
): Promise<Saved | Faulty | Conflict> {
  const { db } = deps
  // Who may edit is settled before anybody learns whether the content is sound.
  const before = await lifeStore(db.read).one(bank, ref)
  if (before.item.kind !== content.kind)
    throw new AppError('input.invalid', 'An item stays of its kind. / 试题类别不能改变。')
  const faults = mayEdit(before, by) ? await saveFaults(deps, content) : []
  if (faults.length) return { outcome: 'faulty', faults }
  return save(deps, bank, before.item.id, { base, content, reason }, by, 'item.edit')
}

/** True when `by.actor` may revise the item as it stands. */
export const mayEdit = ({ life }: Living, by: By) =>
  'life' in take(life, commonPolicy, { do: 'edit', base: life.revision }, by.actor)

/** Appends a checked content as the next revision of an item. */
export async function save(
  { db }: Pick<Deps, 'db'>,
  bank: string,
  id: string,
  { base, content, reason }: Edit,
  by: By,
  did: 'item.edit' | 'item.restore',
): Promise<Saved | Conflict> {
  try {
    return await attempt(db, { bank, did, to: `${id} from ${base}` }, by, async (q) => {
      const living = await lifeStore(q).one(bank, id)
      const life = allowed(take(living.life, commonPolicy, { do: 'edit', base }, by.actor))
      const store = itemStore(q)
      const newest = await store.revision(id, living.item.revision)
      if (newest?.digest === contentDigest(content))
        throw new AppError('item.state', 'Nothing was changed. / 内容没有变化。')
      await store.insertRevision(revisionOf(id, life.revision, content, reason, by))
      await store.update(id, { state: life.state, revision: life.revision, ...rowOf(content) })
      return { outcome: 'saved', id, number: living.said, revision: life.revision, state: life.state }
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'item.conflict') return conflict(db, bank, id, base, by)
    throw error
  }
}

/** Both versions, for the person to bring together; showing them is a reading of its own in the log. */
async function conflict(db: Db, bank: string, id: string, base: number, by: By): Promise<Conflict> {
  const store = itemStore(db.read)
  const { item } = await lifeStore(db.read).one(bank, id)
  await record(db, act(by, bank, 'item.read', `${id} revisions ${base} ${item.revision}`))
  const [started, newest] = [await store.revision(id, base), await store.revision(id, item.revision)]
  if (!started || !newest) throw missing()
  return {
    outcome: 'conflict',
    base: { revision: base, content: started.content },
    newest: { revision: item.revision, content: newest.content },
    theirs: contentDiff(started.content, newest.content),
  }
}
