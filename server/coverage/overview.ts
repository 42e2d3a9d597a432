/** All banks on one page, counted from indexes: a million items take no longer than the head waits for a page. */
import { type BankSummary, type Matrix, matrixOf } from '../../core/coverage/matrix.ts'
import { strictRules } from '../../core/coverage/rules.ts'
import { logStore } from '../access/store.ts'
import { bankStore } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { setStore } from '../sets/store.ts'
import { statementStore } from './statement-store.ts'
import { coverageStore } from './store.ts'

const keyOf = (bank: string, kind: string) => `${bank} ${kind}`

/** The matrix of occupations and levels, its reading logged; of the banks that `shows` lets through. */
export async function readOverview(db: Db, by: By, shows: (bank: string) => boolean = () => true): Promise<Matrix> {
  const store = coverageStore(db.read)
  const items = new Map((await store.holdings()).map(({ bank, kind, n }) => [keyOf(bank, kind), n]))
  const papers = new Map(
    (await setStore(db.read).allPaperCounts()).map(({ bank, kind, made }) => [keyOf(bank, kind), made]),
  )
  const points = new Map((await store.points()).map(({ bank, ...counts }) => [bank, counts]))
  const { rules, withPlan, withStandard } = await statementStore(db.read).everywhere()
  const summaries = (await bankStore(db.read).all())
    .filter(({ id }) => shows(id))
    .map(
      ({ id, occupationCode, occupation, level }): BankSummary => ({
        bank: id,
        occupationCode,
        occupation,
        level,
        holds: {
          'theory-items': items.get(keyOf(id, 'theory')) ?? 0,
          'theory-papers': papers.get(keyOf(id, 'theory')) ?? 0,
          'practical-papers': papers.get(keyOf(id, 'practical')) ?? 0,
          'defense-topics': items.get(keyOf(id, 'defense')) ?? 0,
        },
        rules: rules.get(id) ?? strictRules,
        points: points.get(id) ?? null,
        hasPlan: withPlan.has(id),
        hasStandard: withStandard.has(id),
      }),
    )
  await db.tx((q) => logStore(q).append(act(by, '', 'coverage.overview', String(summaries.length))))
  return matrixOf(summaries)
}
