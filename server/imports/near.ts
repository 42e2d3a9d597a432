/** Near-duplicates of a file's new items: in the bank and among themselves, side by side for a person to judge. */
import { and, asc, eq, gt, ne } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemContent, ItemKind } from '../../core/item.ts'
import { comparedTexts } from '../../core/similar/frame.ts'
import { type Compared, comparedAs, nearDuplicates } from '../../core/similar.ts'
import type { By } from '../by.ts'
import type { Query } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import { sightOf } from '../items/item-sight.ts'
import type { Classified } from './classify.ts'
import type { NearPair } from './report.ts'

const PAGE = 1000
/** More pairs than a person can look at. */
const MOST_PAIRS = 2000
const MOST_TEXTS = 500

/**
 * The pairs, the most similar first, at most 2,000; those with items that are not `by`'s to see come last, one a row.
 * With `texts` what the rows say stands beside the first 500: of items nobody can read yet, as nothing was written.
 */
export async function nearPairs(
  q: Query,
  { bank, kind, texts }: { bank: string; kind: ItemKind; texts: boolean },
  rows: readonly Classified[],
  by: By,
  signal: AbortSignal,
): Promise<NearPair[]> {
  const changed = new Map<string, Classified>()
  for (const [index, row] of rows.entries())
    if (row.content && (row.outcome === 'added' || row.outcome === 'updated')) changed.set(`row ${index}`, row)
  if (changed.size === 0) return []
  const known = await bankItems(q, bank, kind, new Set([...changed.values()].flatMap(({ item }) => item ?? [])), signal)
  const compared = [...changed].flatMap(([id, { content }]) => (content ? [comparedAs(id, content)] : []))
  const sees = sightOf(q, [...known.numbers.keys()], by)
  const pairs: NearPair[] = []
  const unseen = new Set<Classified>()
  for (const { a, b, similarity, why } of nearDuplicates(compared, known.compared)) {
    const [row, other] = changed.has(a) ? [changed.get(a), b] : [changed.get(b), a]
    const twin = changed.get(other)
    if (!row) continue
    const hidden = !twin && !sees(other)
    if (hidden) unseen.add(row)
    if (hidden || pairs.length === MOST_PAIRS) continue
    const told = texts && pairs.length < MOST_TEXTS
    pairs.push({
      ...placeOf(row, told),
      other: twin ? placeOf(twin, told) : { number: known.numbers.get(other) ?? 0, item: other },
      similarity,
      why,
    })
  }
  // In the file's order: their likeness is not told by their place either.
  const nameless = { other: { number: null, item: null }, similarity: null, why: null }
  const rest = [...changed.values()].flatMap((row) =>
    unseen.has(row) ? [{ ...placeOf(row, false), ...nameless }] : [],
  )
  return [...pairs, ...rest].slice(0, MOST_PAIRS)
}

const placeOf = ({ sheet, row, item, content }: Classified, told: boolean) => ({
  sheet,
  row,
  item,
  texts: told && content ? saidOf(content) : null,
})

/** What a reader of the bank's items sees of one beside it: the question and its options, no key. */
const saidOf = (content: ItemContent): string[] =>
  content.kind === 'theory' ? comparedTexts(content) : [content.title]

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
