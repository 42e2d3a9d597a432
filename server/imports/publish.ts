/**
 * Writing an import: its new items are written where items lie, in short
 * transactions between which everybody else gets their turn, and nobody sees
 * them (`items` is a view that leaves out what is staged). One small step then
 * publishes the import: all of it is there, or nothing. What a kill leaves
 * staged is swept at a later start.
 */
import { and, eq, lt, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemKind, TheoryType } from '../../core/item.ts'
import { placeOf } from '../../core/item-search.ts'
import type { Picture as ReadPicture } from '../../core/row/sheet.ts'
import { counted } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId, newIds } from '../by.ts'
import { ofRow, rowByRow } from '../db/bulk.ts'
import type { Db, Query } from '../db/open.ts'
import { importRows, imports, itemRows, revisions } from '../db/schema.ts'
import { pictureSize } from '../items/picture.ts'
import { itemStore } from '../items/store.ts'
import type { Classified } from './classify.ts'

/** Rows of one transaction: some 15 ms in which others wait for the file. */
const BATCH = 500
/** Rows made ready at once, in which time the file is free: some 10 ms, about as long as others pause between two tries. */
const PREPARED = 4 * BATCH
/** Prints of one transaction: they stand in order, so many of them share a page. */
const PRINTS = 4000
/** Rows from which a thread of its own for checkpoints is worth its start: it breaks even at 5,000 as built, later as source. */
export const MANY = 20_000
/** Pages that wait in the WAL before the connection checkpoints: alone, and where another thread should have done so. */
const EARLY_PAGES = 1000
const ASIDE_PAGES = 3000
/** A younger staging import may belong to a process at work. */
const ABANDONED_MS = 3_600_000

export type Staged = {
  bank: string
  kind: ItemKind
  fileName: string
  fileDigest: string
  rows: readonly Classified[]
  pictures: readonly ReadPicture[]
  /** How far what is imported differs from the file by the person's corrections: the log says so. */
  mended?: { corrected: number; leftOut: number } | undefined
}

export type PublishOptions = {
  /** Starts what checkpoints in another thread, and returns what ends it; used where many rows are written. */
  checkpoints?: (() => () => Promise<void>) | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
}

/** `items` are the ids of new items, by the place of their row. */
export type Published = { id: string; items: Map<number, string> }

/** Stages and publishes. Throws `import.refused`, having changed nothing, when the bank moved meanwhile, and `work.cancelled`. */
export async function publish(db: Db, staged: Staged, by: By, options: PublishOptions = {}): Promise<Published> {
  const aside = staged.rows.length >= MANY ? options.checkpoints?.() : undefined
  try {
    return await stageAndPublish(db, staged, by, { ...options, pages: aside ? ASIDE_PAGES : EARLY_PAGES })
  } finally {
    await aside?.()
  }
}

async function stageAndPublish(
  db: Db,
  staged: Staged,
  by: By,
  options: PublishOptions & { pages: number },
): Promise<Published> {
  const id = newId(by.at)
  const made = new Map<number, string>()
  const { bank, kind, fileName, fileDigest, rows } = staged
  const { last, run } = await db.tx(async (q) => {
    checkpointsEarly(q, options.pages)
    const before = await itemStore(q).lastNumber(bank, kind)
    const lastNumber = before + countOf(rows, 'added')
    await q
      .insert(imports)
      .values({ id, bank, kind, fileName, fileDigest, state: 'staging', actor: by.actor, at: by.at, lastNumber })
    return { last: before, run: statements(q, { id, bank, kind }, by) }
  })
  try {
    await stagePictures(db, staged, by)
    const staging = stager(by, last)
    const prints: Print[] = []
    for (let from = 0; from < rows.length; from += PREPARED) {
      const prepared = rows.slice(from, from + PREPARED).map(staging)
      for (const { no, item, outcome, fingerprint } of prepared) {
        if (outcome !== 'added' || item === null || fingerprint === null) continue
        made.set(no, item)
        prints.push([fingerprint, item])
      }
      for (let i = 0; i < prepared.length; i += BATCH) {
        refuseCancelled(options)
        const batch = prepared.slice(i, i + BATCH)
        // Nobody is told of staged rows: they need to be on the disk no earlier than what publishes them.
        await db.tx(async (q) => stageRows(q, { id, bank, kind }, run, batch), { durable: false })
        const done = from + i + batch.length
        if (done < rows.length) options.onProgress?.(done, rows.length)
        await new Promise(setImmediate)
      }
    }
    const pieces = piecesOf(prints)
    await stagePrints(db, { id, bank, kind }, pieces, options)
    options.onProgress?.(rows.length, rows.length)
    await publishStaged(db, { id, bank, kind }, staged, pieces, by)
  } catch (error) {
    await discard(db, id)
    throw error
  }
  return { id, items: made }
}

function refuseCancelled({ signal }: PublishOptions): void {
  if (signal?.aborted) throw new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')
}

type Print = [fingerprint: string, item: string]

/** The prints in their order, as JSON objects of so many as one statement takes: print → item. */
function piecesOf(prints: readonly Print[]): string[] {
  const pieces: string[] = []
  const sorted = prints.toSorted(([one], [other]) => (one < other ? -1 : 1))
  for (let i = 0; i < sorted.length; i += PRINTS)
    pieces.push(JSON.stringify(Object.fromEntries(sorted.slice(i, i + PRINTS))))
  return pieces
}

/** The fingerprints of new items, in their order: by it they go into few pages, in the file's order each would touch one of its own. */
async function stagePrints(db: Db, { bank, kind }: Import, pieces: string[], options: PublishOptions): Promise<void> {
  for (const some of pieces) {
    refuseCancelled(options)
    await db.tx(
      async (q) => q.run(sql`INSERT INTO item_prints SELECT ${bank}, ${kind}, key, value FROM json_each(${some})`),
      { durable: false },
    )
    await new Promise(setImmediate)
  }
}

const countOf = (rows: readonly Classified[], outcome: Classified['outcome']): number =>
  rows.filter((row) => row.outcome === outcome).length

/**
 * The connection, which is the import's own, checkpoints earlier than any other: what it
 * left to do would be done by the service's next commit, on the loop that must not stop.
 */
function checkpointsEarly(q: Query, pages: number): void {
  q.get(sql`PRAGMA wal_autocheckpoint = ${sql.raw(String(pages))}`)
}

type Import = { id: string; bank: string; kind: ItemKind }

type StagedRow = {
  no: number
  sheet: string
  row: number
  outcome: Classified['outcome']
  item: string | null
  number: number | null
  revision: number | null
  code: string | null
  type: TheoryType | null
  point: string | null
  difficulty: number | null
  /** The revision that a new item brings, as JSON; null in any other row. */
  content: string | null
  digest: string | null
  /** The revision, as JSON, that waits to become a known item's newest; null in any other row. */
  update: string | null
  updateDigest: string | null
  fingerprint: string | null
  updatePrint: string | null
  /** As JSON. */
  issues: string
}

/** Turns rows, in the file's order, into what is staged of them; numbers go on from `last`. */
function stager(by: By, last: number): (row: Classified) => StagedRow {
  const id = newIds(by.at)
  let [no, number] = [0, last]
  return ({ sheet, row, outcome, item, revision, code, content, digest, fingerprint, issues }) => {
    const isNew = outcome === 'added'
    const kept = isNew || outcome === 'updated' ? content : null
    return {
      no: no++,
      sheet,
      row,
      outcome,
      item: isNew ? id() : item,
      number: isNew ? ++number : null,
      revision: kept ? revision + 1 : null,
      code,
      type: kept?.kind === 'theory' ? kept.type : null,
      point: kept ? placeOf(kept) : null,
      difficulty: kept?.difficulty ?? null,
      content: kept && isNew ? JSON.stringify(kept) : null,
      digest: isNew ? digest : null,
      update: kept && !isNew ? JSON.stringify(kept) : null,
      updateDigest: kept && !isNew ? digest : null,
      fingerprint: isNew ? fingerprint : null,
      updatePrint: kept && !isNew ? fingerprint : null,
      issues: JSON.stringify(issues),
    }
  }
}

/** The statements that stage a row, prepared once for a whole import: each runs as often as the file has rows. */
function statements(q: Query, { id, bank, kind }: Import, by: By) {
  const of = ofRow<StagedRow>
  return {
    row: rowByRow<StagedRow>(
      q,
      q.insert(importRows).values({
        import: id,
        no: of('no'),
        sheet: of('sheet'),
        row: of('row'),
        outcome: of('outcome'),
        item: of('item'),
        number: of('number'),
        revision: of('revision'),
        code: of('code'),
        content: of('update'),
        digest: of('updateDigest'),
        fingerprint: of('updatePrint'),
        issues: of('issues'),
      }),
    ),
    item: rowByRow<StagedRow>(
      q,
      q.insert(itemRows).values({
        id: of('item'),
        bank,
        kind,
        number: of('number'),
        code: of('code'),
        state: 'draft',
        revision: 1,
        type: of('type'),
        point: of('point'),
        difficulty: of('difficulty'),
        fingerprint: of('fingerprint'),
        at: by.at,
        import: id,
      }),
    ),
    revision: rowByRow<StagedRow>(
      q,
      q.insert(revisions).values({
        item: of('item'),
        no: 1,
        content: of('content'),
        digest: of('digest'),
        author: by.actor,
        reason: `import ${id}`,
        at: by.at,
      }),
    ),
  }
}

/** One batch. What updates an item waits in its row until it is published; what is new stands where it will lie. */
function stageRows(q: Query, into: Import, run: ReturnType<typeof statements>, batch: readonly StagedRow[]): void {
  const isNew = batch.filter(({ outcome }) => outcome === 'added')
  refuseTaken(q, into, isNew)
  for (const row of batch) run.row(row)
  for (const row of isNew) run.item(row)
  for (const row of isNew) run.revision(row)
}

/** Ids that somebody else, or another import at work, has given an item since they were looked for. */
function refuseTaken(q: Query, { bank, kind }: Import, rows: readonly StagedRow[]): void {
  const codes = rows.flatMap(({ code }) => code ?? [])
  if (codes.length === 0) return
  const taken = q.get<{ n: number }>(sql`
    SELECT count(*) AS n FROM json_each(${JSON.stringify(codes)}) c
    JOIN item_rows i ON i.bank = ${bank} AND i.kind = ${kind} AND i.code = c.value`)
  if (taken?.n) throw moved(taken.n)
}

const moved = (count: number): AppError =>
  new AppError(
    'import.refused',
    `${counted(count, 'of these items was', 'of these items were')} added or changed by somebody else meanwhile. Import the file again. / 导入期间有${count}道试题被他人新增或修改，请重新导入。`,
  )

async function stagePictures(db: Db, { rows, pictures }: Staged, by: By): Promise<void> {
  if (pictures.length === 0) return
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

/** The step that makes the import visible: what is new is written already, so it takes as long as its updates do. */
async function publishStaged(
  db: Db,
  { id, bank, kind }: Import,
  { rows, mended }: Staged,
  prints: readonly string[],
  by: By,
): Promise<void> {
  const [added, updated] = [countOf(rows, 'added'), countOf(rows, 'updated')]
  await db.tx(async (q) => {
    let stale = updated > 0 ? staleUpdates(q, id, by) : 0
    for (const some of prints) stale += twinsOf(q, { bank, kind }, some)
    if (stale > 0) throw moved(stale)
    if (updated > 0) updateItems(q, id, by)
    await q.update(imports).set({ state: 'published' }).where(eq(imports.id, id))
    const counts = `added ${added} updated ${updated} refused ${countOf(rows, 'refused')}`
    const mending = mended ? ` corrected ${mended.corrected} left out ${mended.leftOut}` : ''
    await logStore(q).append(act(by, bank, 'import.publish', `${id} ${kind} ${counts}${mending}`))
  })
}

/** How many of these new items somebody else has added meanwhile. Prints in their order are found page by page. */
const twinsOf = (q: Query, { bank, kind }: Omit<Import, 'id'>, prints: string): number =>
  q.get<{ n: number }>(sql`
    SELECT count(*) AS n FROM json_each(${prints}) own
    CROSS JOIN item_prints p ON p.bank = ${bank} AND p.kind = ${kind} AND p.fingerprint = own.key AND p.item <> own.value
    JOIN items i ON i.id = p.item
    WHERE NOT EXISTS (SELECT 1 FROM import_rows u JOIN imports m ON m.id = u.import
      WHERE u.item = i.id AND u.outcome = 'added' AND m.state = 'undone')`)?.n ?? 0

/** How many known items this person may edit no longer, or are not what they were when they were looked at. */
const staleUpdates = (q: Query, id: string, by: By): number =>
  q.get<{ n: number }>(sql`
    SELECT count(*) AS n FROM import_rows r WHERE r.import = ${id} AND r.outcome = 'updated' AND NOT EXISTS (
      SELECT 1 FROM items i
      WHERE i.id = r.item AND i.revision = r.revision - 1 AND i.state IN ('draft', 'approved')
      AND (EXISTS (SELECT 1 FROM revisions w WHERE w.item = i.id AND w.author = ${by.actor})
        OR EXISTS (SELECT 1 FROM tasks t
          WHERE t.item = i.id AND t.task = 'write' AND t.person = ${by.actor} AND t.ended IS NULL)))`)?.n ?? 0

/** Known items take the file's content as their newest revision; what they were found by before is kept for undoing. */
function updateItems(q: Query, id: string, by: By): void {
  const updates = sql`import = ${id} AND outcome = 'updated'`
  q.run(sql`
    INSERT INTO revisions (item, no, content, digest, author, reason, at)
    SELECT item, revision, content, digest, ${by.actor}, ${`import ${id}`}, ${by.at} FROM import_rows WHERE ${updates}`)
  q.run(sql`UPDATE import_rows SET before = (SELECT fingerprint FROM items WHERE id = item) WHERE ${updates}`)
  q.run(sql`
    UPDATE item_rows SET state = 'draft', revision = u.revision, fingerprint = u.fingerprint,
      type = u.content->>'$.type', difficulty = u.content->>'$.difficulty',
      point = coalesce(u.content->>'$.point', u.content->>'$.module', u.content->>'$.scope')
    FROM (SELECT item, revision, fingerprint, content FROM import_rows WHERE ${updates}) u WHERE item_rows.id = u.item`)
  q.run(sql`UPDATE import_rows SET content = NULL, digest = NULL WHERE ${updates}`)
}

/** Removes an import that was never published, and all that was staged of it, in steps as short as those that wrote it. */
async function discard(db: Db, id: string): Promise<void> {
  const last =
    db.read.get<{ no: number | null }>(sql`SELECT max(no) AS no FROM import_rows WHERE import = ${id}`)?.no ?? -1
  for (let from = 0; from <= last; from += BATCH) {
    const some = sql`import = ${id} AND no BETWEEN ${from} AND ${from + BATCH - 1}`
    const added = sql`(SELECT item FROM import_rows WHERE ${some} AND outcome = 'added')`
    await db.tx(
      async (q) => {
        q.run(sql`DELETE FROM revisions WHERE item IN ${added}`)
        q.run(sql`DELETE FROM item_rows WHERE id IN ${added}`)
        q.run(sql`DELETE FROM import_rows WHERE ${some}`)
      },
      { durable: false },
    )
    await new Promise(setImmediate)
  }
  await db.tx(async (q) => {
    await q.delete(imports).where(and(eq(imports.id, id), eq(imports.state, 'staging')))
  })
}

/** What a kill left staged, gone. */
export async function sweepImports(db: Db, now: number): Promise<void> {
  // Looked for first: a start that finds nothing should not wait for the write lock.
  const abandoned = await db.read
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.state, 'staging'), lt(imports.at, now - ABANDONED_MS)))
  for (const { id } of abandoned) await discard(db, id)
}
