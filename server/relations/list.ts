/** Relations with their items side by side; the entry in the log is committed before anything is shown. */
import { RelationSort } from '../../core/enemies.ts'
import { ItemKind, ItemState } from '../../core/item.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { comparedTexts } from '../../core/similar/frame.ts'
import { Why } from '../../core/similar.ts'
import { TextRun, textDiff } from '../../core/text-diff.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { type Living, lifeStore } from '../items/life-store.ts'
import { itemStore } from '../items/store.ts'
import { type RelationFilter, type RelationRow, relationStore } from './store.ts'

/** `runs` is the question, marked where it differs from the first item's; keys are not here. */
const RelatedItem = closed({
  id: Type.String(),
  said: Type.String({ description: 'the number people say' }),
  state: ItemState,
  type: nullable(Type.String()),
  point: nullable(Type.String()),
  difficulty: nullable(Type.Integer()),
  changed: Type.Boolean({ description: 'revised since it was proposed' }),
  runs: Type.Array(TextRun),
  options: Type.Array(Type.String()),
})

/** One relation. Who proposed and who wrote is not shown; `mine` says whether the reader proposed it. */
export const RelationView = closed({
  id: Type.String(),
  kind: ItemKind,
  sort: RelationSort,
  state: Type.Enum(['proposed', 'accepted', 'refused', 'withdrawn']),
  origin: Type.Enum(['person', 'search']),
  similarity: nullable(Type.Number()),
  likeness: nullable(Why),
  reason: Type.String(),
  at: Type.Integer({ description: 'Unix time in ms' }),
  mine: Type.Boolean(),
  decision: nullable(Type.Enum(['enemies', 'family', 'merge', 'refuse'])),
  decisionReason: nullable(Type.String()),
  withdrawalReason: nullable(Type.String()),
  kept: nullable(Type.String()),
  items: Type.Array(RelatedItem),
})
export type RelationView = Static<typeof RelationView>
export const RelationPage = closed({
  relations: Type.Array(RelationView),
  next: nullable(Type.String({ description: 'relation to list after; null at the end' })),
})
export type RelationPage = Static<typeof RelationPage>

/** A page of relations; the log names every item shown. */
export async function listRelations(
  db: Db,
  bank: string,
  kind: ItemKind,
  filter: RelationFilter,
  by: By,
): Promise<RelationPage> {
  const rows = await relationStore(db.read).page(bank, kind, { ...filter, limit: filter.limit + 1 })
  const shown = rows.slice(0, filter.limit)
  const relations = await viewsOf(db.read, bank, shown, by)
  const ids = [...new Set(relations.flatMap(({ items }) => items.map(({ id }) => id)))]
  await record(db, act(by, bank, 'relation.list', ids.join(' ')))
  return { relations, next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null }
}

async function viewsOf(q: Query, bank: string, rows: readonly RelationRow[], by: By): Promise<RelationView[]> {
  const members = await relationStore(q).members(rows.map(({ id }) => id))
  const items = [...new Set(members.map(({ item }) => item))]
  const living = new Map((await lifeStore(q).many(bank, items)).map((one) => [one.item.id, one]))
  return Promise.all(
    rows.map(async (row) => {
      const own = members.filter(({ relation }) => relation === row.id)
      const texts = await Promise.all(own.map(({ item }) => textsOf(q, living.get(item)!)))
      const first = texts[0]?.[0] ?? ''
      return {
        id: row.id,
        kind: row.kind,
        sort: row.sort,
        state: row.state,
        origin: row.origin,
        similarity: row.similarity,
        likeness: row.likeness,
        reason: row.origin === 'person' ? row.reason : '',
        at: row.at,
        mine: row.origin === 'person' && row.proposedBy === by.actor,
        decision: row.decision,
        decisionReason: row.decisionReason,
        withdrawalReason: row.withdrawalReason,
        kept: row.kept === null ? null : (living.get(row.kept)?.said ?? row.kept),
        items: own.map(({ item, revision }, index) => {
          const { item: found, said } = living.get(item)!
          const [question = '', ...options] = texts[index]!
          const { id, state, type, point, difficulty } = found
          const changed = found.revision !== revision
          return { id, said, state, type, point, difficulty, changed, runs: textDiff(first, question), options }
        }),
      }
    }),
  )
}

async function textsOf(q: Query, { item }: Living): Promise<string[]> {
  const revision = await itemStore(q).revision(item.id, item.revision)
  return revision ? comparedTexts(revision.content) : []
}
