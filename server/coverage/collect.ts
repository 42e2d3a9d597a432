/** A bank's coverage from the database. */

import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import { monthsBefore } from '../../core/blueprint/on-day.ts'
import type { CoveredItem } from '../../core/coverage/counts.ts'
import { type Coverage, coverageOf, type Edition } from '../../core/coverage/coverage.ts'
import { passOf100 } from '../../core/coverage/plan.ts'
import type { ElementTable } from '../../core/element-table.ts'
import type { ItemContent, ItemKind, TheoryType } from '../../core/item.ts'
import { record } from '../access/record.ts'
import { requireBank } from '../banks/create.ts'
import { bankStore, type StoredTable } from '../banks/store.ts'
import { blueprintStore } from '../blueprints/store.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { setStore } from '../sets/store.ts'
import { statementStore } from './statement-store.ts'
import { coverageStore } from './store.ts'

/** Items count as old after so many months, unless the reader asks otherwise. */
export const OLD_MONTHS = 36

/** The day so many months before `at`, as Unix time in ms (UTC). */
const since = (at: number, months: number): number => Date.parse(monthsBefore(new Date(at).toISOString(), months))

/** The coverage report, its reading logged. */
export async function readCoverage(db: Db, bankId: string, by: By, oldMonths = OLD_MONTHS): Promise<Coverage> {
  const { level } = await requireBank(db, bankId)
  const coverage = await collectCoverage(db.read, bankId, level, by.at, oldMonths)
  await record(db, act(by, bankId, 'coverage.read', bankId))
  return coverage
}

/** The coverage of a bank as it is, nothing logged: for reports that log themselves. */
export async function collectCoverage(
  q: Query,
  bank: string,
  level: number,
  at: number,
  oldMonths = OLD_MONTHS,
): Promise<Coverage> {
  const store = coverageStore(q)
  const statements = statementStore(q)
  const tables = await bankStore(q).tables(bank)
  const inForce = (kind: ElementTable['kind']) => tables.find((table) => table.kind === kind)
  return coverageOf({
    level,
    theory: inForce('theory')?.content ?? null,
    practical: inForce('practical')?.content ?? null,
    editions: editionsOf(tables),
    items: await coveredItems(q, bank, tables),
    papers: await papersOf(q, bank),
    rules: await statements.rules(bank),
    standard: await statements.standard(bank),
    plan: (await statements.plan(bank))?.content ?? null,
    blueprints: await theoryTerms(q, bank),
    people: await store.people(bank),
    updates: await store.updates(bank),
    updatedLately: await store.updatedSince(bank, since(at, 12)),
    openRelations: await store.openRelations(bank),
    old: { before: since(at, oldMonths), months: oldMonths },
  })
}

const editionsOf = (tables: readonly StoredTable[]): Edition[] =>
  tables.map(({ id, kind, edition, digest, at }) => ({
    kind,
    edition,
    digest,
    at,
    inForce: tables.find((other) => other.kind === kind)?.id === id,
  }))

/** Where a content stands: its point, its module or its scope. */
const placeOf = (content: ItemContent): string | null =>
  content.kind === 'theory' ? content.point : content.kind === 'practical' ? content.module : content.scope

async function coveredItems(q: Query, bank: string, tables: readonly StoredTable[]): Promise<CoveredItem[]> {
  const store = coverageStore(q)
  // A bank's first edition supersedes nothing; a later one does, until the items are re-mapped or revised.
  const second = (['theory', 'practical'] as const).flatMap((kind) => {
    const own = tables.filter((table) => table.kind === kind)
    return own.length > 1 ? [own[0]!] : []
  })
  const remapped = second.length > 0 ? await store.remappedTo(second.map(({ id }) => id)) : new Set<string>()
  const from = new Map(second.map(({ kind, at }) => [kind, at]))
  return (await store.items(bank)).map(({ id, approved, inUse, state, type, ...item }) => {
    const content = inUse === null ? null : (JSON.parse(inUse) as ItemContent)
    const edition = from.get(item.kind === 'practical' ? 'practical' : 'theory')
    return {
      kind: item.kind,
      // An item with a newer draft beside its approved revision is still in use, as that revision says it.
      state: approved !== null && state !== 'retired' ? 'approved' : state,
      type: (content?.kind === 'theory' ? content.type : type) as TheoryType | null,
      place: content ? placeOf(content) : item.place,
      difficulty: content ? content.difficulty : item.difficulty,
      since: item.since,
      superseded: edition !== undefined && item.since < edition && !remapped.has(id),
    }
  })
}

async function papersOf(q: Query, bank: string): Promise<Record<ItemKind, { made: number; sealed: number }>> {
  const papers = {
    theory: { made: 0, sealed: 0 },
    practical: { made: 0, sealed: 0 },
    defense: { made: 0, sealed: 0 },
  }
  for (const { kind, made, sealed } of await setStore(q).paperCounts(bank)) papers[kind] = { made, sealed }
  return papers
}

/** The newest version of each theory blueprint: what it says of time and marks. */
async function theoryTerms(q: Query, bank: string) {
  const seen = new Set<string>()
  return (await blueprintStore(q).all(bank)).flatMap(({ kind, name, content }) => {
    if (kind !== 'theory' || seen.has(name)) return []
    seen.add(name)
    const blueprint = content as Blueprint
    return [{ name, minutes: blueprint.minutes, pass: passOf100(blueprint) }]
  })
}
