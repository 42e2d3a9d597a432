/** A bank's coverage from the database. */
import { eq } from 'drizzle-orm'
import { type Coverage, coverageOf, strictThresholds } from '../../core/coverage.ts'
import type { ItemKind, TheoryType } from '../../core/item.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { bankStore } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { items } from '../db/schema.ts'
import { setStore } from '../sets/store.ts'

/** The coverage report, its reading logged. `yielded` is what the engine found for a blueprint, when it was asked. */
export async function readCoverage(
  db: Db,
  bankId: string,
  by: By,
  yielded: { found: number; upper: number } | null = null,
): Promise<Coverage> {
  const bank = await requireBank(db, bankId)
  const [theory, practical] = [
    await bankStore(db.read).table(bankId, 'theory'),
    await bankStore(db.read).table(bankId, 'practical'),
  ]
  const rows = await db.read
    .select({
      kind: items.kind,
      state: items.state,
      approved: items.approved,
      type: items.type,
      place: items.point,
      difficulty: items.difficulty,
    })
    .from(items)
    .where(eq(items.bank, bankId))
  const papers: Record<ItemKind, { made: number; sealed: number }> = {
    theory: { made: 0, sealed: 0 },
    practical: { made: 0, sealed: 0 },
    defense: { made: 0, sealed: 0 },
  }
  for (const { kind, made, sealed } of await setStore(db.read).paperCounts(bankId)) papers[kind] = { made, sealed }
  await db.tx((q) => logStore(q).append(act(by, bankId, 'coverage.read', bankId)))
  return coverageOf({
    level: bank.level,
    theory: theory?.content ?? null,
    practical: practical?.content ?? null,
    // An item with a newer draft beside its approved revision is still in use.
    items: rows.map(({ approved, ...row }) => ({
      ...row,
      state: approved !== null && row.state !== 'retired' ? 'approved' : row.state,
      type: row.type as TheoryType | null,
    })),
    papers,
    yield: yielded,
    thresholds: strictThresholds,
  })
}
