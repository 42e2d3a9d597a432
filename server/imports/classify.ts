/** What becomes of each understood row: added, updated, unchanged, a duplicate, or refused. Writes nothing. */
import { and, eq, notExists, sql } from 'drizzle-orm'
import { comparableKey } from '../../core/compare.ts'
import { AppError } from '../../core/errors.ts'
import { contentDigest, type ItemContent, type ItemKind } from '../../core/item.ts'
import { parseItemNumber } from '../../core/item-number.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { type Issue, rowIssues } from '../../core/row/issue.ts'
import type { PointRef } from '../../core/row/points.ts'
import type { RowResult, TakenRow } from '../../core/row/result.ts'
import type { Words } from '../../core/words.ts'
import type { By } from '../by.ts'
import type { Query } from '../db/open.ts'
import { importRows, imports, items, type RowOutcome, revisions } from '../db/schema.ts'
import { sightOf } from '../items/item-sight.ts'
import { type Living, lifeStore } from '../items/life-store.ts'

/**
 * A row's end. `twin` names, for a duplicate, the item number it repeats, or the row of this file; the number is
 * null where the item is not the person's to see, who learns that the bank has one and no more.
 */
export type Classified = {
  sheet: string
  row: number
  outcome: RowOutcome
  issues: Issue[]
  code: string | null
  /** The point it was given and by what it was found; null for a refused row. */
  point: Pick<PointRef, 'by' | 'code'> | null
  /** The item that stands for this row: a known one for updated, unchanged and duplicate rows. */
  item: string | null
  twin: { number: number | null } | { sheet: string; row: number } | null
  content: ItemContent | null
  digest: string | null
  fingerprint: string | null
  /** The item's newest revision when it was looked at; 0 for a new one. */
  revision: number
}

type Known = {
  id: string
  number: number
  code: string | null
  fingerprint: string
  revision: number
  digest: string
  content: ItemContent
}

const CHUNK = 500

async function known(
  q: Query,
  bank: string,
  kind: ItemKind,
  by: 'code' | 'fingerprint' | 'number',
  values: (string | number)[],
): Promise<Known[]> {
  const found: Known[] = []
  // What an undone import brought is no twin: the file may come again.
  const undone = q
    .select({ one: sql`1` })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.import))
    .where(and(eq(importRows.item, items.id), eq(importRows.outcome, 'added'), eq(imports.state, 'undone')))
  for (let i = 0; i < values.length; i += CHUNK) {
    const some = sql`json_each(${JSON.stringify(values.slice(i, i + CHUNK))})`
    const rows = await q
      .select({
        id: items.id,
        number: items.number,
        code: items.code,
        fingerprint: items.fingerprint,
        revision: items.revision,
        digest: revisions.digest,
        content: revisions.content,
      })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.revision)))
      .where(
        and(
          // From the few values to the items: the other way round each piece would read the whole bank.
          by === 'fingerprint'
            ? sql`${items.id} IN (SELECT p.item FROM ${some} CROSS JOIN item_prints p
                ON p.bank = ${bank} AND p.kind = ${kind} AND p.fingerprint = value)`
            : sql`${items.bank} = ${bank} AND ${items.kind} = ${kind} AND ${items[by]} IN (SELECT value FROM ${some})`,
          notExists(undone),
        ),
      )
    found.push(...rows)
    await new Promise(setImmediate)
  }
  return found
}

export type ClassifyOptions = {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
}

/**
 * Compares the rows with the bank and with each other, in the file's order. A
 * row that names an item of the bank changes it only where `by` may edit it.
 */
export async function classify(
  q: Query,
  bank: string,
  kind: ItemKind,
  rows: readonly RowResult<ItemContent>[],
  by: By,
  { signal, onProgress }: ClassifyOptions = {},
): Promise<Classified[]> {
  onProgress?.(0, rows.length)
  const codes = rows.flatMap((row) => (row.outcome === 'item' && row.id !== null ? [row.id] : []))
  const byCode = new Map((await known(q, bank, kind, 'code', codes)).map((item) => [item.code!, item]))
  const numbers = codes.flatMap((code) => numberIn(bank, kind, code) ?? [])
  const byNumber = new Map((await known(q, bank, kind, 'number', numbers)).map((item) => [item.number, item]))
  const byId = (id: string) => byCode.get(id) ?? byNumber.get(numberIn(bank, kind, id) ?? -1)
  const named = rows.flatMap((row) => (row.outcome === 'item' && row.id !== null && byId(row.id)) || [])
  const lives = await livesOf(q, bank, [...new Set(named.map(({ id }) => id))])
  const twins = await known(q, bank, kind, 'fingerprint', [
    ...new Set(rows.flatMap((row) => (row.outcome === 'item' ? row.fingerprint : []))),
  ])
  const sees = sightOf(
    q,
    [...named, ...twins].map(({ id }) => id),
    by,
  )
  // Of several twins one that may be named comes last, and stays.
  const byPrint = new Map(
    twins
      .toSorted((one, other) => Number(sees(one.id)) - Number(sees(other.id)))
      .map((item) => [item.fingerprint, item]),
  )
  const here = new Map<string, Classified>()

  const classified: Classified[] = []
  for (const [index, row] of rows.entries()) {
    if (index % CHUNK === 0) {
      onProgress?.(index, rows.length)
      await new Promise(setImmediate)
      if (signal?.aborted) throw new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')
    }
    if (row.outcome === 'skipped') continue
    if (row.outcome === 'refused') {
      classified.push(refused(row, row.issues))
      continue
    }
    const print = row.fingerprint
    const same = row.id === null ? undefined : byId(row.id)
    const digest = contentDigest(row.content)
    const forbidden =
      same && refusal(row, lives.get(same.id), { unchanged: same.digest === digest, seen: sees(same.id) }, by)
    if (forbidden) {
      classified.push(refused(row, forbidden))
      continue
    }
    const found: Classified = {
      sheet: row.sheet,
      row: row.row,
      outcome: 'added',
      issues: row.issues,
      // An item that is known by its number keeps the id it has.
      code: same && !byCode.has(row.id!) ? null : row.id,
      point: { by: row.point.by, code: row.point.code },
      item: null,
      twin: null,
      content: row.content,
      digest,
      fingerprint: print,
      revision: 0,
    }
    const twin = byPrint.get(print)
    const earlier = here.get(print)
    if (same)
      classified.push({
        ...found,
        outcome: same.digest === digest ? 'unchanged' : 'updated',
        item: same.id,
        twin: { number: same.number },
        revision: same.revision,
      })
    else if (twin)
      classified.push(
        duplicate({ ...found, item: twin.id, twin: { number: sees(twin.id) ? twin.number : null } }, twin.content),
      )
    else if (earlier)
      classified.push(duplicate({ ...found, twin: { sheet: earlier.sheet, row: earlier.row } }, earlier.content!))
    else {
      classified.push(found)
      here.set(print, found)
    }
  }
  return classified
}

/** A row that becomes nothing, for these reasons. */
const refused = ({ sheet, row }: { sheet: string; row: number }, issues: Issue[]): Classified => ({
  sheet,
  row,
  outcome: 'refused',
  issues,
  code: null,
  point: null,
  item: null,
  twin: null,
  content: null,
  digest: null,
  fingerprint: null,
  revision: 0,
})

/** So many items are looked up between two turns of the loop. */
const LIVES = 200

async function livesOf(q: Query, bank: string, ids: readonly string[]): Promise<Map<string, Living>> {
  const found = new Map<string, Living>()
  for (let i = 0; i < ids.length; i += LIVES) {
    for (const living of await lifeStore(q).chunk(bank, ids.slice(i, i + LIVES))) found.set(living.item.id, living)
    await new Promise(setImmediate)
  }
  return found
}

/**
 * Why a row may not stand for the item its id names, by the rules of editing;
 * undefined when it may. What changes nothing asks for no right to edit, but
 * whoever sees only their own items is not told that it would change nothing.
 */
function refusal(
  { sheet, row, id, issues: found }: TakenRow<ItemContent>,
  living: Living | undefined,
  { unchanged, seen }: { unchanged: boolean; seen: boolean },
  by: By,
): Issue[] | undefined {
  if (unchanged && seen) return undefined
  const issues = rowIssues(sheet, row)
  issues.list.push(...found)
  const outcome = living && take(living.life, commonPolicy, { do: 'edit', base: living.life.revision }, by.actor)
  if (outcome && 'life' in outcome) return undefined
  // Of an item somebody may not see they are not told in what state it is either.
  if (!seen || !outcome || outcome.refusal.code === 'item.not-yours')
    issues.add('error', 'item-not-yours', null, id ?? '')
  else issues.add('error', 'item-not-open', null, id ?? '', outcome.refusal.message)
  return issues.list
}

/** The running number that an item's spoken number of this bank and kind names, as an export writes it. */
function numberIn(bank: string, kind: ItemKind, id: string): number | undefined {
  const named = parseItemNumber(id)
  return named?.bank === bank && named.kind === kind ? named.number : undefined
}

/** A duplicate; with another key than its twin it is refused, because one of the two is wrong. */
function duplicate(row: Classified, twin: ItemContent): Classified {
  if (comparableKey(row.content!) === comparableKey(twin)) return { ...row, outcome: 'duplicate' }
  const issues = rowIssues(row.sheet, row.row)
  issues.list.push(...row.issues)
  const { twin: to } = row
  const where: Words =
    to && 'row' in to
      ? { zh: `第 ${to.row} 行`, en: `row ${to.row}` }
      : to?.number
        ? { zh: `题库第 ${to.number} 号试题`, en: `item ${to.number} of the bank` }
        : { zh: '题库中的一道试题', en: 'an item of the bank' }
  issues.add('error', 'duplicate-key', null, '', where)
  return { ...row, outcome: 'refused', point: null, content: null, issues: issues.list }
}
