/** All banks on one page, or one bank in its first lines, counted from indexes: a million items take no longer than one waits for a page. */
import { type BankSummary, type Matrix, matrixOf } from '../../core/coverage/matrix.ts'
import { type Holdings, judgeRules, type RuleVerdict, strictRules } from '../../core/coverage/rules.ts'
import type { ItemKind } from '../../core/item.ts'
import { record } from '../access/record.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { bankStore } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { setStore } from '../sets/store.ts'
import { statementStore } from './statement-store.ts'
import { coverageStore } from './store.ts'

const keyOf = (bank: string, kind: string) => `${bank} ${kind}`

/** What a rule counts, from items in use and papers made by kind. */
const holdingsOf = (items: (kind: ItemKind) => number, papers: (kind: ItemKind) => number): Holdings => ({
  'theory-items': items('theory'),
  'theory-papers': papers('theory'),
  'practical-papers': papers('practical'),
  'defense-topics': items('defense'),
})

/** A bank's filing rules with what it holds of each, its reading logged. Throws `bank.missing`. */
export async function readReadiness(db: Db, bank: string, by: By): Promise<RuleVerdict[]> {
  const { level } = await requireBank(db, bank)
  const items = new Map((await coverageStore(db.read).holdings(bank)).map(({ kind, n }) => [kind, n]))
  const papers = new Map((await setStore(db.read).paperCounts(bank)).map(({ kind, made }) => [kind, made]))
  const holds = holdingsOf(
    (kind) => items.get(kind) ?? 0,
    (kind) => papers.get(kind) ?? 0,
  )
  const verdicts = judgeRules(await statementStore(db.read).rules(bank), level, holds)
  await record(db, act(by, bank, 'coverage.read', bank))
  return verdicts
}

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
        holds: holdingsOf(
          (kind) => items.get(keyOf(id, kind)) ?? 0,
          (kind) => papers.get(keyOf(id, kind)) ?? 0,
        ),
        rules: rules.get(id) ?? strictRules,
        points: points.get(id) ?? null,
        hasPlan: withPlan.has(id),
        hasStandard: withStandard.has(id),
      }),
    )
  await db.tx((q) => logStore(q).append(act(by, '', 'coverage.overview', String(summaries.length))))
  return matrixOf(summaries)
}
