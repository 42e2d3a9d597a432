/**
 * What a bank holds against what the filing review (备案评估) asks: thresholds of
 * 厦门市职业技能等级认定操作细则, weights of the element table, guidance on
 * importance. Counts approved items only, since only they can enter a paper.
 */
import { type ElementTable, isWithin, lowestScopes, parentOf } from './element-table.ts'
import { type ItemKind, type ItemState, type TheoryType, theoryTypes } from './item.ts'
import { closed, nullable, type Static, Type } from './schema.ts'
import { Words } from './words.ts'

/** The numbers of the municipal rules; settings, the strict reading being the default. */
export const Thresholds = closed({
  theoryItems: Type.Integer({ minimum: 0 }),
  theoryPapers: Type.Integer({ minimum: 0 }),
  practicalPapers: Type.Integer({ minimum: 0 }),
  defenseTopics: Type.Integer({ minimum: 0 }),
})
export type Thresholds = Static<typeof Thresholds>
export const strictThresholds: Thresholds = {
  theoryItems: 1200,
  theoryPapers: 10,
  practicalPapers: 10,
  defenseTopics: 10,
}

/** What coverage looks at in an item. `place` is a point, or a practical module, or null while unassigned. */
export type CoveredItem = {
  kind: ItemKind
  state: ItemState
  type: TheoryType | null
  place: string | null
  difficulty: number | null
}

export type CoverageInput = {
  level: number
  theory: ElementTable | null
  practical: ElementTable | null
  items: readonly CoveredItem[]
  /** Papers assembled and not voided or destroyed, and how many of them are sealed. */
  papers: Record<ItemKind, { made: number; sealed: number }>
  /** How many more disjoint theory papers the bank gives, as [found, upper bound]; null when not asked. */
  yield: { found: number; upper: number } | null
  thresholds: Thresholds
}

const Count = Type.Integer({ minimum: 0 })
const Counts = Type.Record(Type.String(), Count)

export const Coverage = closed({
  rules: Type.Array(closed({ id: Type.String(), sentence: Words, needed: Count, found: Count, met: Type.Boolean() })),
  met: Type.Boolean(),
  warnings: Type.Array(closed({ id: Type.String(), sentence: Words })),
  states: closed({ draft: Count, submitted: Count, approved: Count, retired: Count }),
  theory: closed({
    approved: Count,
    unassigned: Count,
    byType: Counts,
    byDifficulty: Counts,
    byImportance: Counts,
    points: Count,
    pointsWithout: Type.Array(Type.String()),
    pointsWithOne: Type.Array(Type.String()),
    scopes: Type.Array(
      closed({
        code: Type.String(),
        name: Type.String(),
        weight: Type.Number(),
        items: Count,
        share: Type.Number({ description: 'percent of the assigned approved items' }),
        points: Count,
        pointsWith: Count,
        lowest: Type.Boolean(),
      }),
    ),
  }),
  practical: closed({
    approved: Count,
    modules: Type.Array(closed({ code: Type.String(), name: Type.String(), weight: Type.Number(), tasks: Count })),
  }),
  defense: closed({ approved: Count }),
  papers: Type.Record(Type.String(), closed({ made: Count, sealed: Count })),
  yield: nullable(closed({ found: Count, upper: Count })),
})
export type Coverage = Static<typeof Coverage>

const tally = (keys: Iterable<string>, all: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = Object.fromEntries(all.map((key) => [key, 0]))
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

/** Counts the bank and judges it. Pure; O(items × levels). */
export function coverageOf(input: CoverageInput): Coverage {
  const approved = input.items.filter(({ state }) => state === 'approved')
  const theory = approved.filter(({ kind }) => kind === 'theory')
  const practical = approved.filter(({ kind }) => kind === 'practical')
  const defense = approved.filter(({ kind }) => kind === 'defense')
  const rules = rulesOf(input, theory.length, defense.length)
  const theoryPart = theoryCoverage(input.theory, theory)
  return {
    rules,
    met: rules.every(({ met }) => met),
    warnings: warningsOf(input.theory, theoryPart),
    states: {
      draft: 0,
      submitted: 0,
      approved: 0,
      retired: 0,
      ...tally(
        input.items.map(({ state }) => state),
        [],
      ),
    },
    theory: theoryPart,
    practical: {
      approved: practical.length,
      modules: (input.practical ? lowestScopes(input.practical) : []).map(({ code, name, weight }) => ({
        code,
        name,
        weight,
        tasks: practical.filter(({ place }) => place === code).length,
      })),
    },
    defense: { approved: defense.length },
    papers: input.papers,
    yield: input.yield,
  }
}

function rulesOf({ level, papers, thresholds }: CoverageInput, items: number, topics: number): Coverage['rules'] {
  const rule = (id: string, zh: string, en: string, needed: number, found: number) => ({
    id,
    sentence: { zh, en },
    needed,
    found,
    met: found >= needed,
  })
  const rules = [
    rule('theory-items', '理论知识题库试题量', 'theory items in the bank', thresholds.theoryItems, items),
    rule('theory-papers', '理论知识卷库套数', 'theory papers', thresholds.theoryPapers, papers.theory.made),
    rule('practical-papers', '技能操作卷库套数', 'practical papers', thresholds.practicalPapers, papers.practical.made),
  ]
  if (level <= 2)
    rules.push(
      rule(
        'defense-topics',
        '答辩或技术评审题目数（技师、高级技师）',
        'defense topics (Levels 2 and 1)',
        thresholds.defenseTopics,
        topics,
      ),
    )
  return rules
}

function theoryCoverage(table: ElementTable | null, items: readonly CoveredItem[]): Coverage['theory'] {
  const perPoint = new Map((table?.points ?? []).map(({ code }) => [code, 0]))
  for (const { place } of items)
    if (place !== null && perPoint.has(place)) perPoint.set(place, perPoint.get(place)! + 1)
  const assigned = items.filter(({ place }) => place !== null && perPoint.has(place))
  const importance = new Map((table?.points ?? []).map(({ code, importance }) => [code, importance]))
  const lowest = new Set((table ? lowestScopes(table) : []).map(({ code }) => code))
  return {
    approved: items.length,
    unassigned: items.length - assigned.length,
    byType: tally(
      items.map(({ type }) => type ?? 'unknown'),
      theoryTypes,
    ),
    byDifficulty: tally(
      items.map(({ difficulty }) => String(difficulty ?? 'unknown')),
      ['1', '2', '3', '4', '5', 'unknown'],
    ),
    byImportance: tally(
      assigned.map(({ place }) => importance.get(place!)!),
      ['X', 'Y', 'Z'],
    ),
    points: perPoint.size,
    pointsWithout: [...perPoint].filter(([, n]) => n === 0).map(([code]) => code),
    pointsWithOne: [...perPoint].filter(([, n]) => n === 1).map(([code]) => code),
    scopes: (table?.scopes ?? []).map(({ code, name, weight }) => {
      const inside = [...perPoint].filter(([point]) => isWithin(parentOf(point) ?? '', code))
      const count = inside.reduce((sum, [, n]) => sum + n, 0)
      return {
        code,
        name,
        weight,
        items: count,
        share: assigned.length ? Math.round((count / assigned.length) * 1000) / 10 : 0,
        points: inside.length,
        pointsWith: inside.filter(([, n]) => n > 0).length,
        lowest: lowest.has(code),
      }
    }),
  }
}

/** Guidance that real tables break (domain rules of the field), so nothing here fails a bank. */
function warningsOf(table: ElementTable | null, theory: Coverage['theory']): Coverage['warnings'] {
  const warnings: Coverage['warnings'] = []
  const warn = (id: string, zh: string, en: string) => warnings.push({ id, sentence: { zh, en } })
  if (!table) {
    warn('no-table', '尚未导入理论知识鉴定要素细目表。', 'There is no theory element table yet.')
    return warnings
  }
  const shareOf = (letter: string) =>
    (table.points.filter(({ importance }) => importance === letter).length / (table.points.length || 1)) * 100
  const [x, y, z] = [shareOf('X'), shareOf('Y'), shareOf('Z')]
  if (x < 80 || y > 15 || z > 5)
    warn(
      'importance',
      `鉴定点重要程度比例 X:Y:Z = ${x.toFixed(0)}:${y.toFixed(0)}:${z.toFixed(0)}，建议 X≥80、Y≤15、Z≤5。`,
      `Importance of points X:Y:Z = ${x.toFixed(0)}:${y.toFixed(0)}:${z.toFixed(0)} %; guidance is X ≥ 80, Y ≤ 15, Z ≤ 5.`,
    )
  if (table.points.length < 200)
    warn(
      'few-points',
      `鉴定点${table.points.length}个，建议不少于200个。`,
      `${table.points.length} assessment points; guidance is 200 or more.`,
    )
  const thin = theory.scopes.filter(({ lowest, points, weight }) => lowest && points < 2 * weight)
  if (thin.length)
    warn(
      'thin-scopes',
      `鉴定点数不足比重2倍的范围：${thin.map(({ code }) => code).join('、')}。`,
      `Scopes with fewer points than twice their weight: ${thin.map(({ code }) => code).join(', ')}.`,
    )
  if (theory.pointsWithout.length)
    warn(
      'bare-points',
      `${theory.pointsWithout.length}个鉴定点没有试题。`,
      `${theory.pointsWithout.length} assessment points have no item.`,
    )
  if (theory.unassigned)
    warn(
      'unassigned',
      `${theory.unassigned}道试题未归入鉴定点。`,
      `${theory.unassigned} items have no assessment point.`,
    )
  return warnings
}
