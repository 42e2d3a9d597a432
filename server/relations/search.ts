/**
 * Looking for near-duplicates in a bank and proposing them: variants of one
 * calculation as families, the rest as pairs of enemies. What people have
 * settled is not proposed again while its items say what they said then.
 */
import { and, asc, eq, gt, ne } from 'drizzle-orm'
import { moduleAt } from '#built'
import { joined } from '../../core/enemies.ts'
import type { ItemKind } from '../../core/item.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { DEFAULT_THRESHOLD, type SimilarPair, type Why } from '../../core/similar.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import { startPool } from '../workers/pool.ts'
import type { ComparedItem, ComparisonProgress, SimilarJobs } from '../workers/similar.ts'
import { proposal, relationStore } from './store.ts'

/** An import may carry the time it began and be published later: items that old are looked at once more. */
const OVERLAP_MS = 86_400_000
/** Proposals in one transaction; between two the loop is free. */
const BATCH = 200
/** Items read at once. */
const PAGE = 1000

export type SearchOptions = {
  threshold?: number | undefined
  /** Compare only what changed since the last search, with everything. */
  sinceLast?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ComparisonProgress) => void) | undefined
}

/** `compared` items were looked at against `bank` items; `changedSince` is Unix time in ms, null for all. */
export const SearchReport = closed({
  run: Type.String(),
  bank: Type.Integer(),
  compared: Type.Integer(),
  changedSince: nullable(Type.Integer()),
  threshold: Type.Number(),
  pairs: Type.Integer(),
  known: Type.Integer({ description: 'pairs that people have settled, or that are proposed already' }),
  proposed: Type.Integer(),
})
export type SearchReport = Static<typeof SearchReport>

type Newest = ComparedItem & { revision: number; at: number }

/** Searches a bank's items of a kind that are not retired, and proposes what it finds. Writes nothing when cancelled. */
export async function searchSimilar(
  db: Db,
  bank: string,
  kind: ItemKind,
  { threshold = DEFAULT_THRESHOLD, sinceLast = false, signal, onProgress }: SearchOptions,
  by: By,
): Promise<SearchReport> {
  const last = sinceLast ? await relationStore(db.read).lastRun(bank, kind) : undefined
  const changedSince = last ? last.at - OVERLAP_MS : null
  const all = await newest(db, bank, kind)
  const changed = ({ at }: Newest) => changedSince === null || at >= changedSince
  const compared = all.filter(changed)
  // A search is rare: its thread ends with it.
  const pool = startPool<SimilarJobs>(moduleAt('workers/similar'))
  const plain = ({ id, content }: Newest) => ({ id, content })
  const pairs = await pool
    .call(
      'nearDuplicates',
      { items: compared.map(plain), against: all.filter((item) => !changed(item)).map(plain), threshold },
      { signal, onProgress },
    )
    .finally(() => pool.close())
  const itemOf = new Map(all.map((item) => [item.id, item]))
  const settled = await settledPairs(db, bank, kind, itemOf)
  const open = pairs.filter(({ a, b }) => !settled(a, b))
  const groups = proposals(open)
  const run = newId(by.at)
  for (let i = 0; i < groups.length; i += BATCH) {
    await db.tx(async (q) => {
      const store = relationStore(q)
      const ids: string[] = []
      for (const { members, ...group } of groups.slice(i, i + BATCH)) {
        const id = newId(by.at)
        const fields = { id, bank, kind, origin: 'search' as const, proposedBy: by.actor, reason: run, at: by.at }
        await store.insert(
          proposal({ ...fields, ...group }),
          members.map((item) => ({ item, revision: itemOf.get(item)!.revision })),
        )
        ids.push(id)
      }
      await logStore(q).append(act(by, bank, 'relation.propose', ids.join(' ')))
    })
    await new Promise(setImmediate)
  }
  const counts = { threshold, changedSince, compared: compared.length, pairs: pairs.length, proposed: groups.length }
  await db.tx(async (q) => {
    await relationStore(q).insertRun({ id: run, bank, kind, ...counts, actor: by.actor, at: by.at })
    await logStore(q).append(act(by, bank, 'relation.search', `${run} ${kind} ${all.length} items`))
  })
  return { run, bank: all.length, ...counts, known: pairs.length - open.length }
}

/** The newest revision of every item that is not retired, read in pages so that nobody waits. */
async function newest(db: Db, bank: string, kind: ItemKind): Promise<Newest[]> {
  const found: Newest[] = []
  for (let after = ''; ; ) {
    const page = await db.read
      .select({ id: items.id, revision: revisions.no, at: revisions.at, content: revisions.content })
      .from(items)
      .innerJoin(revisions, and(eq(revisions.item, items.id), eq(revisions.no, items.revision)))
      .where(and(eq(items.bank, bank), eq(items.kind, kind), ne(items.state, 'retired'), gt(items.id, after)))
      .orderBy(asc(items.id))
      .limit(PAGE)
    found.push(...page)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return found
    after = last.id
    await new Promise(setImmediate)
  }
}

/** The clone family a content names; its members are kept apart without a relation. */
const familyOf = (item: Newest | undefined) => (item?.content.kind === 'theory' ? item.content.family : null)

/** Whether two items are settled: of one family by name, in one open or accepted relation, or in one that was refused or withdrawn and unchanged since. */
async function settledPairs(db: Db, bank: string, kind: ItemKind, itemOf: ReadonlyMap<string, Newest>) {
  const of = new Map<string, Map<string, boolean>>()
  for (const { relation, item, revision, state } of await relationStore(db.read).known(bank, kind)) {
    const holds = state === 'proposed' || state === 'accepted'
    const own = of.get(item) ?? new Map<string, boolean>()
    of.set(item, own.set(relation, holds || itemOf.get(item)?.revision === revision))
  }
  return (a: string, b: string): boolean => {
    const family = familyOf(itemOf.get(a))
    if (family !== null && family === familyOf(itemOf.get(b))) return true
    const theirs = of.get(b)
    if (!theirs) return false
    for (const [relation, stands] of of.get(a) ?? []) if (stands && theirs.get(relation)) return true
    return false
  }
}

type Proposal = { sort: 'enemies' | 'family'; similarity: number; likeness: Why; members: string[] }

/** Variants that hang together are one family; every other pair stands for itself. */
function proposals(pairs: readonly SimilarPair[]): Proposal[] {
  const variants = pairs.filter(({ why }) => why === 'numbers')
  const least = new Map<string, number>()
  const groups = joined(variants.map(({ a, b }) => [a, b]))
  const groupOf = new Map(groups.flatMap((members, index) => members.map((id) => [id, String(index)])))
  for (const { a, similarity } of variants) {
    const group = groupOf.get(a)!
    least.set(group, Math.min(least.get(group) ?? 1, similarity))
  }
  return [
    ...groups.map((members, index) => ({
      sort: 'family' as const,
      similarity: least.get(String(index))!,
      likeness: 'numbers' as const,
      members,
    })),
    ...pairs.flatMap(({ a, b, similarity, why }) =>
      why === 'numbers' ? [] : [{ sort: 'enemies' as const, similarity, likeness: why, members: [a, b] }],
    ),
  ]
}
