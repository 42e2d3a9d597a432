/**
 * Writing an import: rows are staged in short transactions, so that nobody
 * waits, and published by one short one, so that the import is all there or not
 * at all. What a kill leaves staged is swept at the next start.
 */
import { and, eq, lt, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Picture as ReadPicture } from '../../core/row/sheet.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId, newIds } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { imports } from '../db/schema.ts'
import { pictureSize } from '../items/picture.ts'
import { itemStore } from '../items/store.ts'
import type { Classified } from './classify.ts'

const BATCH = 500
/** A younger staging import may belong to a process at work. */
const ABANDONED_MS = 3_600_000

export type Staged = {
  bank: string
  kind: ItemKind
  fileName: string
  fileDigest: string
  rows: readonly Classified[]
  pictures: readonly ReadPicture[]
}

export type PublishOptions = {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
}

/** `items` are the ids of new items, by the place of their row. */
export type Published = { id: string; items: Map<number, string> }

/** Stages and publishes. Throws `import.refused`, having changed nothing, when the bank moved meanwhile, and `work.cancelled`. */
export async function publish(db: Db, staged: Staged, by: By, options: PublishOptions = {}): Promise<Published> {
  const id = newId(by.at)
  const made = new Map<number, string>()
  const { bank, kind, fileName, fileDigest, rows } = staged
  await db.tx(async (q) => {
    roomy(q)
    await q
      .insert(imports)
      .values({ id, bank, kind, fileName, fileDigest, state: 'staging', actor: by.actor, at: by.at })
  })
  try {
    await stagePictures(db, staged, by)
    const staging = stager(by)
    for (let i = 0; i < rows.length; i += BATCH) {
      if (options.signal?.aborted) throw new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')
      const chunk = rows.slice(i, i + BATCH)
      const batch = chunk.map(staging)
      for (const { no, item, outcome } of batch) if (outcome === 'added' && item !== null) made.set(no, item)
      // Nobody is told of staged rows: they need to be on the disk no earlier than what publishes them.
      await db.tx(async (q) => stageRows(q, id, batch, contentsOf(chunk)), { durable: false })
      options.onProgress?.(Math.min(i + BATCH, rows.length), rows.length)
      await new Promise(setImmediate)
    }
    await publishStaged(db, id, bank, kind, by, rows)
  } catch (error) {
    await discard(db, id)
    throw error
  }
  return { id, items: made }
}

/**
 * More of the database in memory while this connection, which is the import's
 * own, writes much. It checkpoints as often as any other: what it left to do
 * would be done by the service's next commit, on the loop that must not stop.
 */
function roomy(q: Query): void {
  q.run(sql`PRAGMA cache_size = -262144`)
}

/**
 * One parameter for a batch: a statement with thousands of them costs more to
 * prepare than to run. The contents of a batch stand together in its first row,
 * so that publishing gives whole pages back instead of rewriting every row.
 */
function stageRows(q: Query, id: string, batch: readonly StagedRow[], contents: string): void {
  q.run(sql`
    INSERT INTO import_rows (import, no, sheet, row, outcome, item, number, revision, code, content, digest, fingerprint, issues)
    SELECT ${id}, value->>'no', value->>'sheet', value->>'row', value->>'outcome', value->>'item', value->>'number',
      value->>'revision', value->>'code', CASE key WHEN 0 THEN ${contents} END, value->>'digest', value->>'fingerprint', value->>'issues'
    FROM json_each(${JSON.stringify(batch)})`)
}

type StagedRow = {
  no: number
  sheet: string
  row: number
  outcome: Classified['outcome']
  item: string | null
  /** For a new item its place among those of this import, from 1, until publishing adds the bank's last number. */
  number: number | null
  revision: number | null
  code: string | null
  digest: string | null
  fingerprint: string | null
  issues: string
}

const changes = ({ outcome }: Classified): boolean => outcome === 'added' || outcome === 'updated'

/** A list as long as the batch, null for rows that change nothing. */
const contentsOf = (batch: readonly Classified[]): string =>
  JSON.stringify(batch.map((row) => (changes(row) ? row.content : null)))

/** Turns rows, in the file's order, into what is staged of them. */
function stager(by: By): (row: Classified) => StagedRow {
  const id = newIds(by.at)
  let [no, place] = [0, 0]
  return (row) => {
    const isNew = row.outcome === 'added'
    const kept = changes(row)
    return {
      no: no++,
      sheet: row.sheet,
      row: row.row,
      outcome: row.outcome,
      item: isNew ? id() : row.item,
      number: isNew ? ++place : null,
      revision: kept ? row.revision + 1 : null,
      code: row.code,
      digest: kept ? row.digest : null,
      fingerprint: kept ? row.fingerprint : null,
      issues: JSON.stringify(row.issues),
    }
  }
}

async function stagePictures(db: Db, { rows, pictures }: Staged, by: By): Promise<void> {
  const used = new Set(
    rows.flatMap(({ content }) =>
      content ? [...JSON.stringify(content).matchAll(/sha256:([0-9a-f]{64})/g)].map(([, hex]) => hex!) : [],
    ),
  )
  for (const { sha256, bytes, media } of pictures) {
    if (!used.delete(sha256)) continue
    const { width, height } = pictureSize(media, bytes)
    await db.tx((q) =>
      itemStore(q).insertPicture({ sha256, mediaType: media, width, height, bytes: Buffer.from(bytes), at: by.at }),
    )
  }
}

async function publishStaged(
  db: Db,
  id: string,
  bank: string,
  kind: ItemKind,
  by: By,
  rows: readonly Classified[],
): Promise<void> {
  await db.tx(async (q) => {
    // One EXISTS for each index: joined by OR they would use neither.
    const moved = q.get<{ n: number }>(sql`
      SELECT count(*) AS n FROM import_rows r WHERE r.import = ${id} AND (
        (r.outcome = 'added' AND r.code IS NOT NULL
          AND EXISTS (SELECT 1 FROM items i WHERE i.bank = ${bank} AND i.kind = ${kind} AND i.code = r.code))
        OR (r.outcome = 'added' AND EXISTS (SELECT 1 FROM items i
          WHERE i.bank = ${bank} AND i.kind = ${kind} AND i.fingerprint = r.fingerprint
          AND NOT EXISTS (SELECT 1 FROM import_rows u JOIN imports m ON m.id = u.import
            WHERE u.item = i.id AND u.outcome = 'added' AND m.state = 'undone')))
        OR (r.outcome = 'updated' AND NOT EXISTS (SELECT 1 FROM items i
          WHERE i.id = r.item AND i.revision = r.revision - 1 AND i.state IN ('draft', 'approved')
          AND (EXISTS (SELECT 1 FROM revisions w WHERE w.item = i.id AND w.author = ${by.actor})
            OR EXISTS (SELECT 1 FROM tasks t
              WHERE t.item = i.id AND t.task = 'write' AND t.person = ${by.actor} AND t.ended IS NULL)))))`)
    if (moved?.n)
      throw new AppError(
        'import.refused',
        `${moved.n} of these items were added or changed by somebody else meanwhile. Import the file again. / 导入期间有${moved.n}道试题被他人新增或修改，请重新导入。`,
      )
    const last = await itemStore(q).lastNumber(bank, kind)
    q.run(sql`
      INSERT INTO items (id, bank, kind, number, code, state, revision, approved, type, point, difficulty, fingerprint, at)
      SELECT item, ${bank}, ${kind}, ${last} + number, code, 'draft', 1, NULL, content->>'$.type',
        coalesce(content->>'$.point', content->>'$.module', content->>'$.scope'), content->>'$.difficulty', fingerprint, ${by.at}
      FROM ${stagedRows(id)} WHERE outcome = 'added'`)
    q.run(sql`
      INSERT INTO revisions (item, no, content, digest, author, reason, at)
      SELECT item, revision, content, digest, ${by.actor}, ${`import ${id}`}, ${by.at} FROM ${stagedRows(id)}`)
    if (rows.some(({ outcome }) => outcome === 'updated')) updateItems(q, id)
    q.run(sql`UPDATE import_rows SET number = ${last} + number, content = NULL, digest = NULL, fingerprint = NULL
      WHERE import = ${id}`)
    await q.update(imports).set({ state: 'published' }).where(eq(imports.id, id))
    const count = (outcome: Classified['outcome']) => rows.filter((row) => row.outcome === outcome).length
    await logStore(q).append(
      act(
        by,
        bank,
        'import.publish',
        `${id} ${kind} added ${count('added')} updated ${count('updated')} refused ${count('refused')}`,
      ),
    )
  })
}

/** Known items take the file's content as their newest revision; what they were found by before is kept for undoing. */
function updateItems(q: Query, id: string): void {
  q.run(sql`
    UPDATE import_rows SET before = (SELECT fingerprint FROM items WHERE id = item)
    WHERE import = ${id} AND outcome = 'updated'`)
  q.run(sql`
    UPDATE items SET state = 'draft', revision = u.revision, fingerprint = u.fingerprint,
      type = u.content->>'$.type', difficulty = u.content->>'$.difficulty',
      point = coalesce(u.content->>'$.point', u.content->>'$.module', u.content->>'$.scope')
    FROM (SELECT r.item, r.revision, r.fingerprint, v.content FROM import_rows r
      JOIN revisions v ON v.item = r.item AND v.no = r.revision
      WHERE r.import = ${id} AND r.outcome = 'updated') u
    WHERE items.id = u.item`)
}

/**
 * Staged rows that change something, each with its own content, in the file's
 * order: the one in which CROSS JOIN is nested. The LIMIT keeps SQLite from
 * writing a content out anew for every mention of it.
 */
const stagedRows = (id: string) => sql`(
      SELECT r.item, r.number, r.code, r.outcome, r.revision, r.digest, r.fingerprint, c.value AS content
      FROM import_rows b CROSS JOIN json_each(b.content) c
      CROSS JOIN import_rows r ON r.import = b.import AND r.no = b.no + c.key
      WHERE b.import = ${id} AND b.content IS NOT NULL AND r.outcome IN ('added', 'updated') LIMIT -1)`

/** Removes an import that was never published, its staged rows with it. */
async function discard(db: Db, id: string): Promise<void> {
  await db.tx(async (q) => {
    await q.delete(imports).where(and(eq(imports.id, id), eq(imports.state, 'staging')))
  })
}

/** What a kill left staged, gone. */
export async function sweepImports(db: Db, now: number): Promise<void> {
  const abandoned = and(eq(imports.state, 'staging'), lt(imports.at, now - ABANDONED_MS))
  // Looked for first: a start that finds nothing should not wait for the write lock.
  const [found] = await db.read.select({ id: imports.id }).from(imports).where(abandoned).limit(1)
  if (!found) return
  await db.tx(async (q) => {
    await q.delete(imports).where(abandoned)
  })
}
