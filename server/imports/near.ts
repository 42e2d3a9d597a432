/** Near-duplicates of a file's new items: in the bank and among themselves, side by side for a person to judge. */
import { and, asc, eq, gt, ne } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { type Compared, comparedAs, nearDuplicates } from '../../core/similar.ts'
import type { Query } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import type { Classified } from './classify.ts'
import type { NearPair } from './report.ts'

const PAGE = 1000
/** More pairs than a person can look at. */
const MOST_PAIRS = 2000

/** The pairs, the most similar first, at most 2,000. */
export async function nearPairs(
  q: Query,
  bank: string,
  kind: ItemKind,
  rows: readonly Classified[],
  signal: AbortSignal,
): Promise<NearPair[]> {
  const changed = new Map<string, Classified>()
  for (const [index, row] of rows.entries())
    if (row.content && (row.outcome === 'added' || row.outcome === 'updated')) changed.set(`row ${index}`, row)
  if (changed.size === 0) return []
  const known = await bankItems(q, bank, kind, new Set([...changed.values()].flatMap(({ item }) => item ?? [])), signal)
  const compared = [...changed].flatMap(([id, { content }]) => (content ? [comparedAs(id, content)] : []))
  return nearDuplicates(compared, known.compared)
    .slice(0, MOST_PAIRS)
    .flatMap(({ a, b, similarity, why }): NearPair[] => {
      const [row, other] = changed.has(a) ? [changed.get(a), b] : [changed.get(b), a]
      if (!row) return []
      const place = { sheet: row.sheet, row: row.row, item: row.item, similarity, why }
      const twin = changed.get(other)
      if (twin) return [{ ...place, other: { sheet: twin.sheet, row: twin.row, item: twin.item } }]
      return [{ ...place, other: { number: known.numbers.get(other) ?? 0, item: other } }]
    })
}

/** What the bank holds, but for the items that the file itself changes. */
async function bankItems(q: Query, bank: string, kind: ItemKind, without: ReadonlySet<string>, signal: AbortSignal) {
  const compared: Compared[] = []
  const numbers = new Map<string, number>()
  for (let after = 0; ; ) {
    if (signal.aborted) throw new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')
    const page = await q
      .select({ id: items.id, number: items.number, content: revisions.content })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.revision)))
      .where(and(eq(items.bank, bank), eq(items.kind, kind), ne(items.state, 'retired'), gt(items.number, after)))
      .orderBy(asc(items.number))
      .limit(PAGE)
    for (const { id, number, content } of page) {
      after = number
      if (without.has(id)) continue
      compared.push(comparedAs(id, content))
      numbers.set(id, number)
    }
    if (page.length < PAGE) return { compared, numbers }
    await new Promise(setImmediate)
  }
}
