/** Saying something about a field of an item. */
import { AppError } from '../../core/errors.ts'
import { hasField } from '../../core/item-fields.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { comments } from '../db/schema-items.ts'
import { allowed, attempt } from './attempt.ts'
import { lifeStore, missing } from './life-store.ts'
import { itemStore } from './store.ts'

/** `field` is a path such as `stem`, `options.b`, `marking.2.rule`; empty for the item as a whole. */
export const NewComment = closed({
  revision: Type.Integer({ minimum: 1 }),
  field: Type.String({ maxLength: 100, pattern: '^([A-Za-z]+(\\.[^.]{1,60})*)?$' }),
  text: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
})
export type NewComment = Static<typeof NewComment>

/** Keeps a comment with its revision; returns its id. Throws `input.invalid` when the revision has no such field. */
export async function commentItem(db: Db, bank: string, ref: string, comment: NewComment, by: By): Promise<string> {
  const id = newId(by.at)
  const { revision, field, text } = comment
  await attempt(db, { bank, did: 'item.comment', to: `${ref}@${revision} ${field}` }, by, async (q) => {
    const { item, life } = await lifeStore(q).one(bank, ref)
    allowed(take(life, commonPolicy, { do: 'comment' }, by.actor))
    const found = await itemStore(q).revision(item.id, revision)
    if (!found) throw missing()
    if (field !== '' && !hasField(found.content, field))
      throw new AppError('input.invalid', 'The revision has no such field. / 该版本没有此字段。')
    await q.insert(comments).values({ id, item: item.id, revision, field, text, author: by.actor, at: by.at })
  })
  return id
}
