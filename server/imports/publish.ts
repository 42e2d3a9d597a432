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
import type { Db } from '../db/open.ts'
import { importRows, imports } from '../db/schema.ts'
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

/** Stages and publishes; returns the import's id. Throws `import.refused`, having changed nothing, when the bank moved meanwhile. */
export async function publish(
  db: Db,
  staged: Staged,
  by: By,
  onProgress?: (done: number, of: number) => void,
): Promise<string> {
  const id = newId(by.at)
  const { bank, kind, fileName, fileDigest, rows } = staged
  await db.tx(async (q) => {
    await q
      .insert(imports)
      .values({ id, bank, kind, fileName, fileDigest, state: 'staging', actor: by.actor, at: by.at })
  })
  try {
    await stagePictures(db, staged, by)
    for (let i = 0; i < rows.length; i += BATCH) {
      await db.tx(async (q) => {
        await q.insert(importRows).values(rows.slice(i, i + BATCH).map((row, j) => stagedRow(id, i + j, row, by)))
      })
      onProgress?.(Math.min(i + BATCH, rows.length), rows.length)
      await new Promise(setImmediate)
    }
    await publishStaged(db, id, bank, kind, by, rows)
  } catch (error) {
    await discard(db, id)
    throw error
  }
  return id
}

const stagedRow = (id: string, no: number, row: Classified, by: By): typeof importRows.$inferInsert => {
  const changes = row.outcome === 'added' || row.outcome === 'updated'
  return {
    import: id,
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
    issues: row.issues,
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
    const moved = q.get<{ n: number }>(sql`
      SELECT count(*) AS n FROM import_rows r WHERE r.import = ${id} AND (
        (r.outcome = 'added' AND EXISTS (SELECT 1 FROM items i WHERE i.bank = ${bank} AND i.kind = ${kind}
          AND (i.fingerprint = r.fingerprint OR i.code = r.code)))
        OR (r.outcome = 'updated' AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = r.item AND i.revision = r.revision - 1)))`)
    if (moved?.n)
      throw new AppError(
        'import.refused',
        `${moved.n} of these items were added or changed by somebody else meanwhile. Import the file again. / 导入期间有${moved.n}道试题被他人新增或修改，请重新导入。`,
      )
    const last = await itemStore(q).lastNumber(bank, kind)
    q.run(sql`
      UPDATE import_rows SET number = ${last} + (SELECT count(*) FROM import_rows o
        WHERE o.import = ${id} AND o.outcome = 'added' AND o.no <= import_rows.no)
      WHERE import = ${id} AND outcome = 'added'`)
    q.run(sql`
      INSERT INTO items (id, bank, kind, number, code, state, revision, approved, type, point, difficulty, fingerprint, at)
      SELECT item, ${bank}, ${kind}, number, code, 'draft', 1, NULL, ${fieldsOf} fingerprint, ${by.at}
      FROM import_rows WHERE import = ${id} AND outcome = 'added' ORDER BY no`)
    q.run(sql`
      INSERT INTO revisions (item, no, content, digest, author, reason, at)
      SELECT item, revision, content, digest, ${by.actor}, ${`import ${id}`}, ${by.at}
      FROM import_rows WHERE import = ${id} AND outcome IN ('added', 'updated') ORDER BY no`)
    q.run(sql`
      UPDATE items SET state = 'draft', revision = r.revision, type = r.type, point = r.point, difficulty = r.difficulty, fingerprint = r.fingerprint
      FROM (SELECT item, revision, ${typed} FROM import_rows WHERE import = ${id} AND outcome = 'updated') r
      WHERE items.id = r.item`)
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
  await db.tx(async (q) => {
    await q.delete(imports).where(and(eq(imports.state, 'staging'), lt(imports.at, now - ABANDONED_MS)))
  })
}
