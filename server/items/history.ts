/** The life of an item as those who work on it see it: revisions, verdicts, comments, holds, without names. */
import { asc, eq } from 'drizzle-orm'
import { ItemKind, ItemState } from '../../core/item.ts'
import { VerdictKind } from '../../core/review.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { comments, quarantines, retirements, tasks } from '../db/schema-items.ts'
import { lifeStore } from './life-store.ts'
import { pseudonyms, Somebody } from './people.ts'
import { itemStore, type Revision, type Verdict } from './store.ts'

const At = Type.Integer({ description: 'Unix time in ms' })

export const ItemHistory = closed({
  id: Type.String(),
  number: Type.String(),
  kind: ItemKind,
  state: ItemState,
  revision: Type.Integer(),
  approved: nullable(Type.Integer({ description: 'the revision in use' })),
  quarantined: Type.Boolean(),
  revisions: Type.Array(
    closed({
      no: Type.Integer(),
      author: Somebody,
      at: At,
      reason: Type.String(),
      digest: Type.String(),
      verdicts: Type.Array(
        closed({
          reviewer: Somebody,
          verdict: VerdictKind,
          reasons: Type.String(),
          checked: Type.Array(Type.String()),
          at: At,
        }),
      ),
      comments: Type.Array(
        closed({ id: Type.String(), field: Type.String(), text: Type.String(), author: Somebody, at: At }),
      ),
    }),
  ),
  tasks: Type.Array(
    closed({
      task: Type.Enum(['write', 'review']),
      person: Somebody,
      due: At,
      ended: nullable(At),
    }),
  ),
  quarantines: Type.Array(
    closed({ reason: Type.String(), at: At, ended: nullable(At), endReason: nullable(Type.String()) }),
  ),
  retired: nullable(closed({ reason: Type.String(), at: At })),
})
export type ItemHistory = Static<typeof ItemHistory>

/** Everything that happened to an item. Logged as a reading before it returns: comments and reasons may quote it. */
export async function itemHistory(db: Db, bank: string, ref: string, by: By): Promise<ItemHistory> {
  const { item, life, said } = await lifeStore(db.read).one(bank, ref)
  await record(db, act(by, bank, 'item.history', item.id))
  const records = await recordsOf(db.read, item.id)
  const { called, revisions, verdicts, given, comments } = { ...records, called: callers(records, by.actor) }
  return {
    id: item.id,
    number: said,
    kind: item.kind,
    state: item.state,
    revision: item.revision,
    approved: item.approved,
    quarantined: life.quarantined,
    revisions: revisions.map(({ no, author, at, reason, digest }) => ({
      no,
      author: called(author),
      at,
      reason,
      digest,
      verdicts: verdicts
        .filter(({ revision }) => revision === no)
        .map(({ reviewer, verdict, reasons, checked, at }) => ({
          reviewer: called(reviewer),
          verdict,
          reasons,
          checked,
          at,
        })),
      comments: comments
        .filter(({ revision }) => revision === no)
        .map(({ id, field, text, author, at }) => ({ id, field, text, author: called(author), at })),
    })),
    tasks: given.map(({ task, person, due, ended }) => ({ task, person: called(person), due, ended })),
    quarantines: records.held.map(({ reason, at, ended, endReason }) => ({ reason, at, ended, endReason })),
    retired: item.state === 'retired' ? (records.retired.at(-1) ?? null) : null,
  }
}

async function recordsOf(q: Query, item: string) {
  const store = itemStore(q)
  return {
    revisions: await store.revisions(item),
    verdicts: await store.verdicts(item),
    given: await q.select().from(tasks).where(eq(tasks.item, item)).orderBy(asc(tasks.at), asc(tasks.id)),
    comments: await q
      .select()
      .from(comments)
      .where(eq(comments.item, item))
      .orderBy(asc(comments.at), asc(comments.id)),
    held: await q.select().from(quarantines).where(eq(quarantines.item, item)).orderBy(asc(quarantines.at)),
    retired: await q
      .select({ reason: retirements.reason, at: retirements.at })
      .from(retirements)
      .where(eq(retirements.item, item))
      .orderBy(asc(retirements.at)),
  }
}

type Records = {
  revisions: readonly Revision[]
  verdicts: readonly Verdict[]
  given: readonly { task: 'write' | 'review'; person: string; at: number }[]
  comments: readonly { author: string; at: number }[]
}

/** Whoever wrote a revision or has it to write is a writer, everybody else a reviewer. */
function callers({ revisions, verdicts, given, comments }: Records, viewer: string) {
  return pseudonyms(
    [
      ...revisions.map(({ author, at }) => ({ person: author, role: 'writer' as const, at })),
      ...given.map(({ person, task, at }) => ({
        person,
        role: task === 'write' ? ('writer' as const) : ('reviewer' as const),
        at,
      })),
      ...verdicts.map(({ reviewer, at }) => ({ person: reviewer, role: 'reviewer' as const, at })),
      ...comments.map(({ author, at }) => ({ person: author, role: 'reviewer' as const, at })),
    ],
    viewer,
  )
}
