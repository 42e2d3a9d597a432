/** Undoing an import as a whole, as long as nothing came of it. */
import { and, eq, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { counted } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { onTrail } from '../access/trail.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { imports } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { importStore } from './store.ts'

export type Undone = { retired: number; restored: number }

/** `undoImport` for the service: in the importing thread, because a large import is undone in one long statement. */
export async function undoInThread(
  { config, reader }: Pick<Deps, 'config' | 'reader'>,
  bank: string,
  id: string,
  reason: string,
  by: By,
): Promise<Undone> {
  const undone = await reader.call('undo', { config, bank, id, reason, by })
  // The thread has put it on record; the request that asked for it is told.
  onTrail([act({ ...by, why: reason }, bank, 'import.undo', id)])
  return undone
}

/**
 * Retires the items an import added and gives those it updated their earlier
 * content back, as a new revision. Throws `import.missing`, and `import.refused`
 * when one of its items was used, judged or changed since.
 */
export async function undoImport(db: Db, bank: string, id: string, reason: string, by: By): Promise<Undone> {
  if (reason.trim() === '')
    throw new AppError('input.invalid', 'Give a reason for undoing the import. / 请写明撤销导入的理由。')
  return db.tx(async (q) => {
    const found = await importStore(q).find(bank, id)
    if (!found) throw new AppError('import.missing', 'There is no such import in this bank. / 该题库中没有此次导入。')
    if (found.state !== 'published')
      throw new AppError('import.refused', 'This import was undone already. / 该次导入已经撤销。')
    refuseUsed(q, id)
    const retired = retireAdded(q, id, reason, by)
    const restored = restoreUpdated(q, id, by)
    await importStore(q).insertUndo({ import: id, retired, restored, reason, actor: by.actor, at: by.at })
    await q
      .update(imports)
      .set({ state: 'undone' })
      .where(and(eq(imports.id, id), eq(imports.state, 'published')))
    await logStore(q).append(
      act({ ...by, why: reason }, bank, 'import.undo', `${id} retired ${retired} restored ${restored}`),
    )
    return { retired, restored }
  })
}

const added = (id: string) => sql`SELECT item FROM import_rows WHERE import = ${id} AND outcome = 'added'`

/** An item is untouched while its newest revision is the import's, nobody judged it and no set took it. */
function refuseUsed(q: Query, id: string): void {
  const touched = q.get<{ n: number }>(sql`
    SELECT count(*) AS n FROM import_rows r JOIN items i ON i.id = r.item
    WHERE r.import = ${id} AND r.outcome IN ('added', 'updated') AND (
      i.revision <> r.revision
      OR (r.outcome = 'added' AND i.approved IS NOT NULL)
      OR i.approved = r.revision
      OR EXISTS (SELECT 1 FROM verdicts v WHERE v.item = i.id AND v.revision = r.revision)
      OR (r.outcome = 'added' AND EXISTS (SELECT 1 FROM uses u WHERE u.item = i.id)))`)
  if (touched?.n)
    throw new AppError(
      'import.refused',
      `${counted(touched.n, 'item of this import was', 'items of this import were')} judged, used or changed since, so it cannot be undone as a whole. Retire single items instead. / 该次导入中有${touched.n}道试题已被审定、使用或修改，不能整体撤销。请逐题停用。`,
    )
}

/** Items stay as records, retired; their ids are free for another import. */
function retireAdded(q: Query, id: string, reason: string, by: By): number {
  q.run(sql`
    INSERT INTO retirements (id, item, reason, by, at)
    SELECT 'import-' || item, item, ${reason}, ${by.actor}, ${by.at} FROM items JOIN (${added(id)}) ON item = items.id
    WHERE items.state <> 'retired'`)
  return q.run(
    sql`UPDATE item_rows SET state = 'retired', code = NULL WHERE id IN (${added(id)}) AND state <> 'retired'`,
  ).changes
}

function restoreUpdated(q: Query, id: string, by: By): number {
  const rows = sql`SELECT item, revision FROM import_rows WHERE import = ${id} AND outcome = 'updated'`
  const { changes } = q.run(sql`
    INSERT INTO revisions (item, no, content, digest, author, reason, at)
    SELECT o.item, u.revision + 1, o.content, o.digest, ${by.actor}, ${`import ${id} undone`}, ${by.at}
    FROM (${rows}) u JOIN revisions o ON o.item = u.item AND o.no = u.revision - 1`)
  q.run(sql`
    UPDATE item_rows SET revision = u.revision + 1, fingerprint = u.before,
      type = u.content->>'$.type', difficulty = u.content->>'$.difficulty',
      point = coalesce(u.content->>'$.point', u.content->>'$.module', u.content->>'$.scope')
    FROM (SELECT r.item, r.revision, r.before, o.content FROM import_rows r
      JOIN revisions o ON o.item = r.item AND o.no = r.revision - 1
      WHERE r.import = ${id} AND r.outcome = 'updated') u
    WHERE item_rows.id = u.item`)
  return changes
}
