/** Keeping a blueprint: every change is a new version, the same content again is none. */

import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import { blueprintFromTable, type RoundedShare, type TablePlan } from '../../core/blueprint/from-table.ts'
import { onDay } from '../../core/blueprint/on-day.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import { practicalContradictions } from '../../core/blueprint/practical-rules.ts'
import { type Contradiction, resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { digestOf } from '../../core/canonical.ts'
import { passOf100, planDifferences } from '../../core/coverage/plan.ts'
import { lowestScopes } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import { bothWords } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { bankStore } from '../banks/store.ts'
import { act, type By, newId } from '../by.ts'
import { statementStore } from '../coverage/statement-store.ts'
import type { Db } from '../db/open.ts'
import { type BlueprintRow, blueprintStore } from './store.ts'

/** A blueprint of any kind, with the kind beside it. */
export type NewBlueprint = { name: string } & (
  | { kind: 'theory'; content: Blueprint }
  | { kind: 'practical'; content: PracticalBlueprint }
  | { kind: 'defense'; content: DefenseBlueprint }
)

/** Stores a version. Throws `blueprint.invalid` with every contradiction that arithmetic can see. */
export async function saveBlueprint(db: Db, bank: string, blueprint: NewBlueprint, by: By): Promise<BlueprintRow> {
  const { kind, name, content } = blueprint
  const wrong = [...contradictionsOf(blueprint, by.at), ...(await planContradictions(db, bank, blueprint))]
  if (wrong.length)
    throw new AppError(
      'blueprint.invalid',
      `The blueprint contradicts itself. / 组卷计划自相矛盾。\n${wrong.map(({ place, sentence }) => `${place}: ${bothWords(sentence)}`).join('\n')}`,
    )
  const digest = digestOf('blueprint/1', content)
  return db.tx(async (q) => {
    const store = blueprintStore(q)
    const newest = await store.newest(bank, kind, name)
    if (newest?.digest === digest) return newest
    const row = {
      id: newId(by.at),
      bank,
      kind,
      name,
      version: (newest?.version ?? 0) + 1,
      content,
      digest,
      author: by.actor,
      at: by.at,
    }
    await store.insert(row)
    await logStore(q).append(act(by, bank, 'blueprint.save', `${row.id} ${kind} ${name} ${row.version}`))
    return row
  })
}

/** `at` (Unix ms) is the day that months back are counted from; any day will do. */
function contradictionsOf(blueprint: NewBlueprint, at: number) {
  if (blueprint.kind === 'practical') return practicalContradictions(blueprint.content)
  if (blueprint.kind === 'defense') return []
  const resolved = resolveBlueprint(onDay(blueprint.content, new Date(at).toISOString().slice(0, 10)))
  return resolved.ok ? [] : resolved.contradictions
}

/** Where a blueprint does not fit the assessment plan that it points to. */
async function planContradictions(db: Db, bank: string, blueprint: NewBlueprint): Promise<Contradiction[]> {
  const { kind, content } = blueprint
  if (content.plan === undefined) return []
  const plan = await statementStore(db.read).plan(bank, content.plan)
  if (!plan)
    return [
      {
        place: 'plan',
        sentence: {
          zh: `题库没有第${content.plan}版评价方案。`,
          en: `The bank has no version ${content.plan} of an assessment plan.`,
        },
      },
    ]
  const way = kind === 'defense' ? 'review' : kind
  const terms =
    kind === 'theory'
      ? { minutes: content.minutes, pass: passOf100(content) }
      : kind === 'practical'
        ? { minutes: content.minutes }
        : {}
  return planDifferences(plan.content, way, terms).map((sentence) => ({ place: 'plan', sentence }))
}

/** The theory blueprint of a bank's element table and a named plan, and how its weights were rounded. */
export async function planBlueprint(
  db: Db,
  bank: string,
  plan: TablePlan,
): Promise<{ content: Blueprint; rounding: RoundedShare[] }> {
  const table = (await bankStore(db.read).table(bank, 'theory'))?.content
  if (!table)
    throw new AppError(
      'blueprint.invalid',
      'The bank has no theory element table yet: import it first. / 题库尚无理论细目表，请先导入。',
    )
  const { blueprint, rounding } = blueprintFromTable(table, plan)
  return { content: blueprint, rounding }
}

/** The practical blueprint of a bank's practical element table: its modules as they stand, marks as the tasks say. */
export async function practicalBlueprint(db: Db, bank: string): Promise<PracticalBlueprint> {
  const table = (await bankStore(db.read).table(bank, 'practical'))?.content
  if (!table)
    throw new AppError(
      'blueprint.invalid',
      'The bank has no practical element table yet: import it first. / 题库尚无操作技能细目表，请先导入。',
    )
  return {
    modules: lowestScopes(table).map(({ code, weight, mode = 'mandatory' }) => ({ module: code, mode, weight })),
    marks: 'exact',
  }
}
