/** A person says that items are enemies, or one family: a proposal until another person has accepted it. */
import type { RelationSort } from '../../core/enemies.ts'
import { AppError } from '../../core/errors.ts'
import { type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { lifeStore } from '../items/life-store.ts'
import { proposal, type RelationRow, relationStore } from './store.ts'

/** A group larger than this is a mistake, not a family. */
export const MOST_MEMBERS = 200

/**
 * Proposes that the items (by id or spoken number, two or more, of one kind)
 * are enemies or a family. Throws `input.invalid` or `item.missing`.
 */
export async function declareRelation(
  db: Db,
  bank: string,
  { sort, items }: { sort: RelationSort; items: readonly string[] },
  by: By,
): Promise<RelationRow> {
  const id = newId(by.at)
  return attempt(db, { bank, did: 'relation.propose', to: `${id} ${sort}` }, by, async (q) => {
    const found = await lifeStore(q).many(bank, items)
    const members = new Map(found.map(({ item }) => [item.id, item]))
    const [first] = members.values()
    if (!first || members.size < 2 || members.size > MOST_MEMBERS)
      throw new AppError(
        'input.invalid',
        `Name 2 to ${MOST_MEMBERS} different items. / 请给出2至${MOST_MEMBERS}道不同的试题。`,
      )
    if ([...members.values()].some(({ kind, state }) => kind !== first.kind || state === 'retired'))
      throw new AppError(
        'input.invalid',
        'The items must be of one kind, and none of them retired. / 试题须为同一类别，且均未停用。',
      )
    const relation = proposal({
      id,
      bank,
      kind: first.kind,
      sort,
      origin: 'person',
      similarity: null,
      likeness: null,
      proposedBy: by.actor,
      reason: by.why ?? '',
      at: by.at,
    })
    await relationStore(q).insert(
      relation,
      [...members.values()].map(({ id: item, revision }) => ({ item, revision })),
    )
    return relation
  })
}
