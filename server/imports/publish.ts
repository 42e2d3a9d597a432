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
import { act, type By, newId } from '../by.ts'
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
    for (let i = 0; i < rows.length; i += BATCH) {
      if (options.signal?.aborted) throw new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')
      const batch = rows.slice(i, i + BATCH).map((row, j) => stagedRow(i + j, row, by))
      for (const { no, item, outcome } of batch) if (outcome === 'added' && item !== null) made.set(no, item)
      await db.tx(async (q) => stageRows(q, id, batch))
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

/** More of the database in memory and fewer checkpoints while this connection, which is the import's own, writes much. */
function roomy(q: Query): void {
  q.run(sql`PRAGMA cache_size = -131072`)
  q.get(sql`PRAGMA wal_autocheckpoint = 8000`)
}

/** One parameter for a batch: a statement with thousands of them costs more to prepare than to run. */
function stageRows(q: Query, id: string, batch: readonly StagedRow[]): void {
  q.run(sql`
    INSERT INTO import_rows (import, no, sheet, row, outcome, item, revision, code, content, digest, fingerprint, issues)
    SELECT ${id}, value->>'no', value->>'sheet', value->>'row', value->>'outcome', value->>'item', value->>'revision',
      value->>'code', value->>'content', value->>'digest', value->>'fingerprint', value->>'issues'
    FROM json_each(${JSON.stringify(batch)})`)
}

type StagedRow = {
  no: number
  sheet: string
  row: number
  outcome: Classified['outcome']
  item: string | null
  revision: number | null
  code: string | null
  content: string | null
  digest: string | null
  fingerprint: string | null
  issues: string
}

function stagedRow(no: number, row: Classified, by: By): StagedRow {
  const changes = row.outcome === 'added' || row.outcome === 'updated'
  return {
    no,
    sheet: row.sheet,
    row: row.row,
    outcome: row.outcome,
    item: row.outcome === 'added' ? newId(by.at) : row.item,
    revision: changes ? row.revision + 1 : null,
    code: row.code,
    content: changes ? JSON.stringify(row.content) : null,
    digest: changes ? row.digest : null,
    fingerprint: changes ? row.fingerprint : null,
    issues: JSON.stringify(row.issues),
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
        OR (r.outcome = 'updated' AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = r.item AND i.revision = r.revision - 1)))`)
    if (moved?.n)
      throw new AppError(
        'import.refused',
        `${moved.n} of these items were added or changed by somebody else meanwhile. Import the file again. / 导入期间有${moved.n}道试题被他人新增或修改，请重新导入。`,
      )
    const last = await itemStore(q).lastNumber(bank, kind)
    q.run(sql`
      UPDATE import_rows SET number = ${last} + n.place
      FROM (SELECT no, row_number() OVER (ORDER BY no) AS place FROM import_rows WHERE import = ${id} AND outcome = 'added') n
      WHERE import = ${id} AND import_rows.no = n.no`)
    q.run(sql`
      INSERT INTO items (id, bank, kind, number, code, state, revision, approved, type, point, difficulty, fingerprint, at)
      SELECT item, ${bank}, ${kind}, number, code, 'draft', 1, NULL, ${fieldsOf} fingerprint, ${by.at}
      FROM import_rows WHERE import = ${id} AND outcome = 'added' ORDER BY no`)
    q.run(sql`
      INSERT INTO revisions (item, no, content, digest, author, reason, at)
      SELECT item, revision, content, digest, ${by.actor}, ${`import ${id}`}, ${by.at}
      FROM import_rows WHERE import = ${id} AND outcome IN ('added', 'updated') ORDER BY no`)
    if (rows.some(({ outcome }) => outcome === 'updated')) updateItems(q, id)
    q.run(sql`UPDATE import_rows SET content = NULL, digest = NULL, fingerprint = NULL WHERE import = ${id}`)
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
    UPDATE items SET state = 'draft', revision = r.revision, type = r.type, point = r.point, difficulty = r.difficulty, fingerprint = r.fingerprint
    FROM (SELECT item, revision, ${typed} FROM import_rows WHERE import = ${id} AND outcome = 'updated') r
    WHERE items.id = r.item`)
}

const fieldsOf = sql.raw(`json_extract(content, '$.type'),
  coalesce(json_extract(content, '$.point'), json_extract(content, '$.module'), json_extract(content, '$.scope')),
  json_extract(content, '$.difficulty'),`)
const typed = sql.raw(`json_extract(content, '$.type') AS type,
  coalesce(json_extract(content, '$.point'), json_extract(content, '$.module'), json_extract(content, '$.scope')) AS point,
  json_extract(content, '$.difficulty') AS difficulty, fingerprint`)

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
