/** What becomes of each understood row: added, updated, unchanged, a duplicate, or refused. Writes nothing. */
import { and, eq, inArray } from 'drizzle-orm'
import { comparableKey } from '../../core/compare.ts'
import type { ItemContent, ItemKind } from '../../core/item.ts'
import { type Issue, rowIssues } from '../../core/row/issue.ts'
import type { Query } from '../db/open.ts'
import { items, type RowOutcome, revisions } from '../db/schema.ts'
import type { UnderstoodRow } from '../workers/reader.ts'

/** A row's end. `twin` names, for a duplicate, the item number it repeats, or the row of this file. */
export type Classified = {
  sheet: string
  row: number
  outcome: RowOutcome
  issues: Issue[]
  code: string | null
  /** The item that stands for this row: a known one for updated, unchanged and duplicate rows. */
  item: string | null
  twin: { number: number } | { sheet: string; row: number } | null
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
  by: 'code' | 'fingerprint',
  values: string[],
): Promise<Known[]> {
  const found: Known[] = []
  for (let i = 0; i < values.length; i += CHUNK) {
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
      .where(and(eq(items.bank, bank), eq(items.kind, kind), inArray(items[by], values.slice(i, i + CHUNK))))
    found.push(...rows)
    await new Promise(setImmediate)
  }
  return found
}

/** Compares the rows with the bank and with each other, in the file's order. */
export async function classify(
  q: Query,
  bank: string,
  kind: ItemKind,
  rows: readonly UnderstoodRow[],
): Promise<Classified[]> {
  const taken = rows.filter((row) => row.outcome === 'item')
  const codes = taken.flatMap(({ id }) => (id === null ? [] : [id]))
  const byCode = new Map((await known(q, bank, kind, 'code', codes)).map((item) => [item.code!, item]))
  const twins = await known(q, bank, kind, 'fingerprint', [...new Set(taken.flatMap(({ print }) => print ?? []))])
  const byPrint = new Map(twins.map((item) => [item.fingerprint, item]))
  const here = new Map<string, Classified>()

  const classified: Classified[] = []
  for (const row of rows) {
    if (row.outcome === 'skipped') continue
    const base = {
      sheet: row.sheet,
      row: row.row,
      issues: row.issues,
      item: null,
      twin: null,
      content: null,
      digest: null,
      fingerprint: null,
      revision: 0,
    }
    if (row.outcome === 'refused') {
      classified.push({ ...base, outcome: 'refused', code: null })
      continue
    }
    const print = row.print!
    const found = {
      ...base,
      code: row.id,
      content: row.content,
      digest: row.digest!,
      fingerprint: print,
    }
    const same = row.id === null ? undefined : byCode.get(row.id)
    const twin = byPrint.get(print)
    const earlier = here.get(print)
    classified.push(
      same
        ? {
            ...found,
            outcome: same.digest === found.digest ? 'unchanged' : 'updated',
            item: same.id,
            twin: { number: same.number },
            revision: same.revision,
          }
        : twin
          ? duplicate({ ...found, item: twin.id, twin: { number: twin.number } }, twin.content)
          : earlier
            ? duplicate({ ...found, twin: { sheet: earlier.sheet, row: earlier.row } }, earlier.content!)
            : { ...found, outcome: 'added' },
    )
    const last = classified.at(-1)!
    if (last.outcome === 'added') here.set(print, last)
  }
  return classified
}

/** A duplicate; with another key than its twin it is refused, because one of the two is wrong. */
function duplicate(row: Omit<Classified, 'outcome'>, twin: ItemContent): Classified {
  if (comparableKey(row.content!) === comparableKey(twin)) return { ...row, outcome: 'duplicate' }
  const issues = rowIssues(row.sheet, row.row)
  issues.list.push(...row.issues)
  const where: { zh: string; en: string } =
    row.twin && 'number' in row.twin
      ? { zh: `题库第 ${row.twin.number} 号试题`, en: `item ${row.twin.number} of the bank` }
      : { zh: `第 ${row.twin?.row} 行`, en: `row ${row.twin?.row}` }
  issues.add('error', 'duplicate-key', null, '', where)
  return { ...row, outcome: 'refused', content: null, issues: issues.list }
}
