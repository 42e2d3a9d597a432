/** What waits for whom: drafts for their writers, submitted items for their reviewers or for somebody to be found. */
import { sql } from 'drizzle-orm'
import { ItemKind } from '../../core/item.ts'
import { itemNumber } from '../../core/item-number.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'

export const waitingTasks = ['write', 'revise', 'review', 'assign'] as const

const WaitingItem = closed({
  item: Type.String(),
  number: Type.String(),
  kind: ItemKind,
  revision: Type.Integer(),
  task: Type.Enum(waitingTasks, { description: 'revise: it was returned; assign: nobody has it to review' }),
  person: nullable(Type.String({ description: 'null where nobody has it, or where the viewer may not learn who' })),
  due: nullable(Type.Integer({ description: 'Unix time in ms' })),
  overdue: Type.Boolean(),
})

export const Waiting = closed({
  items: Type.Array(WaitingItem),
  total: Type.Integer({ description: 'how many there are; `items` holds the first 500, the most urgent first' }),
  overdue: Type.Integer(),
})
export type Waiting = Static<typeof Waiting>

type Row = {
  id: string
  bank: string
  kind: ItemKind
  number: number
  revision: number
  task: (typeof waitingTasks)[number]
  person: string | null
  due: number | null
  /** Whether the viewer wrote a revision of it, and whether they review or reviewed it. */
  writer: number
  reviewer: number
  /** Of all that wait, shown or not. */
  total: number
  overdue: number
}

const SHOWN = 500

/**
 * What waits for `person`, or, without one, for everybody. Somebody who wrote
 * an item is not told who has it to review, nor a reviewer who has it to write.
 */
export async function waitingFor(db: Db, bank: string, person: string | undefined, by: By): Promise<Waiting> {
  // What is told of each is looked up for those shown alone: a bank of drafts has a hundred thousand.
  const rows = db.read.all<Row>(sql`
    SELECT i.*,
      CASE WHEN i.state = 'submitted' THEN iif(i.person IS NULL, 'assign', 'review')
        WHEN EXISTS (SELECT 1 FROM verdicts v WHERE v.item = i.id AND v.revision = i.revision AND v.verdict <> 'approved')
        THEN 'revise' ELSE 'write' END AS task,
      EXISTS (SELECT 1 FROM revisions w WHERE w.item = i.id AND w.author = ${by.actor}) AS writer,
      (EXISTS (SELECT 1 FROM verdicts w WHERE w.item = i.id AND w.reviewer = ${by.actor})
        OR EXISTS (SELECT 1 FROM tasks w WHERE w.item = i.id AND w.task = 'review' AND w.person = ${by.actor})) AS reviewer
    FROM (
      SELECT *, count(*) OVER () AS total, coalesce(sum(due < ${by.at}) OVER (), 0) AS overdue FROM (
        -- Drafts wait for whoever has them to write, else for the newest revision's author.
        SELECT i.id, i.bank, i.kind, i.number, i.revision, i.state, coalesce(t.person, r.author) AS person, t.due AS due
        FROM items i
        JOIN revisions r INDEXED BY revisions_facts ON r.item = i.id AND r.no = i.revision
        LEFT JOIN tasks t ON t.item = i.id AND t.task = 'write' AND t.ended IS NULL
        WHERE i.bank = ${bank} AND i.state = 'draft'
        UNION ALL
        -- Submitted items wait for their reviewers who have not judged this revision, else for an assignment.
        SELECT i.id, i.bank, i.kind, i.number, i.revision, i.state, t.person, t.due
        FROM items i
        LEFT JOIN tasks t ON t.item = i.id AND t.task = 'review' AND t.ended IS NULL
        WHERE i.bank = ${bank} AND i.state = 'submitted' AND NOT EXISTS (
          SELECT 1 FROM verdicts v WHERE v.item = i.id AND v.revision = i.revision AND v.reviewer = t.person)
      ) ${person === undefined ? sql`` : sql`WHERE person = ${person}`}
      ORDER BY due IS NULL, due, kind, number LIMIT ${SHOWN}
    ) i ORDER BY i.due IS NULL, i.due, i.kind, i.number`)
  await record(db, act(by, bank, 'item.waiting', rows.map(({ id }) => id).join(' ')))
  return {
    items: rows.map((row) => ({
      item: row.id,
      number: itemNumber(row),
      kind: row.kind,
      revision: row.revision,
      task: row.task,
      person: mayLearn(row, by.actor) ? row.person : null,
      due: row.due,
      overdue: row.due !== null && row.due < by.at,
    })),
    total: rows[0]?.total ?? 0,
    overdue: rows[0]?.overdue ?? 0,
  }
}

/** A writer does not learn who reviews their item, nor a reviewer who writes it. */
const mayLearn = ({ person, task, writer, reviewer }: Row, viewer: string): boolean =>
  person === viewer || !(task === 'review' ? writer : reviewer)
