/**
 * The judge: measures every rule on finished papers and lists each breach. It
 * shares with the engine the types, `resolveBlueprint` and the look-up of an item
 * by its id, nothing else, so that a fault in one shows in the other. Its report
 * is the set's certificate and names no item.
 */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { placesOf } from '../blueprint/by-id.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Rule, Where } from '../blueprint/rule.ts'
import { isWithin } from '../element-table.ts'
import type { Words } from '../words.ts'
import { placementRules } from './placement-rules.ts'
import { enemyPairs, pointLoad, repeatedItems, sharedItems, unknownItems, wrongTypes } from './set-rules.ts'
import { targetReports } from './target-rules.ts'

/** One rule over all papers: what was measured in each, in the rule's unit (marks are outside marks). */
export type RuleReport = { id: string; sentence: Words; measured: (number | null)[]; holds: boolean[] }

/** One rule about the set as a whole: the worst value found and what it may be at most. */
export type SetRuleReport = { id: string; sentence: Words; measured: number; most: number; holds: boolean }

/** `paper` counts from 1; null is the whole set. */
export type Breach = { rule: string; paper: number | null; sentence: Words }

export type PaperFigures = {
  items: number
  marks: number
  /** Mean over items of known difficulty; null when none is known. */
  meanDifficulty: number | null
  /** Sum over items of known time. */
  seconds: number
  /** Different assessment points. */
  points: number
}

/** What a set's certificate says; it holds no item id. */
export type Report = {
  holds: boolean
  papers: PaperFigures[]
  rules: RuleReport[]
  set: SetRuleReport[]
  /** Different assessment points in the whole set. */
  points: number
  breaches: Breach[]
}

/** An item and the section its place in the paper gives it, -1 past the end. */
export type Placed = { item: PoolItem; section: number }

/**
 * Judges `papers` (item ids in the order of the sections) by `blueprint` over
 * `pool`. O(items) time, and O(papers²) for shared items.
 */
export function check(
  pool: readonly PoolItem[],
  blueprint: ResolvedBlueprint,
  papers: readonly (readonly string[])[],
): Report {
  const places = placesOf(pool, new Set(papers.flat()))
  const known = new Map([...places].map(([id, place]) => [id, pool[place]!]))
  const placed = papers.map((ids) => placedOf(ids, known, blueprint))
  const rules = [
    ...blueprint.rules.map((rule) => ruleReport(rule, placed, blueprint)),
    ...targetReports(placed, blueprint),
  ]
  const set = [
    unknownItems(papers, known),
    wrongTypes(placed, blueprint),
    repeatedItems(papers),
    ...(blueprint.overlap < blueprint.items ? [sharedItems(papers, blueprint)] : []),
    ...(blueprint.enemies ? [enemyPairs(placed)] : []),
    ...pointLoad(placed, blueprint.perPoint),
    ...placementRules(pool, papers, placed, blueprint),
  ]
  const breaches = [
    ...rules.flatMap(({ id, sentence, holds }) =>
      holds.flatMap((held, index) => (held ? [] : [{ rule: id, paper: index + 1, sentence }])),
    ),
    ...set.flatMap(({ id, sentence, holds }) => (holds ? [] : [{ rule: id, paper: null, sentence }])),
  ]
  const points = new Set(placed.flat().flatMap(({ item }) => item.point ?? [])).size
  return {
    holds: breaches.length === 0,
    papers: placed.map((p) => figures(p, blueprint)),
    rules,
    set,
    points,
    breaches,
  }
}

/** An item's section follows from its place: the first section's count, then the second's; past the end is no section. */
function placedOf(ids: readonly string[], known: Map<string, PoolItem>, { sections }: ResolvedBlueprint): Placed[] {
  const sectionAt = sections.flatMap(({ count }, section) => new Array<number>(count).fill(section))
  return ids.flatMap((id, position) => {
    const item = known.get(id)
    return item ? [{ item, section: sectionAt[position] ?? -1 }] : []
  })
}

const looksAt = (where: Where, { item, section }: Placed): boolean =>
  (where.section === undefined || where.section === section) &&
  (where.scope === undefined || isWithin(item.scope, where.scope)) &&
  (where.difficulty === undefined || where.difficulty === item.difficulty) &&
  (where.importance === undefined || where.importance === item.importance) &&
  (where.attribute === undefined || item.attributes?.[where.attribute.name] === where.attribute.value)

function ruleReport(rule: Rule, papers: readonly Placed[][], blueprint: ResolvedBlueprint): RuleReport {
  const values = papers.map((placed) => measure(rule, placed, blueprint))
  const holds = values.map((value) => value === null || (value >= rule.min && (rule.max === null || value <= rule.max)))
  const shown = { items: 1, 'half-marks': 2, 'mean-difficulty': 100 }[rule.measure]
  const measured = values.map((value) => (value === null ? null : Number((value / shown).toFixed(4))))
  return { id: rule.id, sentence: rule.sentence, measured, holds }
}

/** The rule's value on one paper in the rule's inner unit; null when nothing can be measured (no known difficulty). */
function measure(rule: Rule, placed: readonly Placed[], { sections }: ResolvedBlueprint): number | null {
  const own = placed.filter((one) => looksAt(rule.where, one))
  if (rule.measure === 'items') return own.length
  if (rule.measure === 'half-marks')
    return own.reduce((sum, { section }) => sum + (sections[section]?.halfMarks ?? 0), 0)
  const mean = meanOf(own.flatMap(({ item }) => item.difficulty ?? []))
  // Rounded below what difficulties can differ by, so that a mean on the bound is not lost to binary fractions.
  return mean === null ? null : Number((mean * 100).toFixed(6))
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

function figures(placed: readonly Placed[], { sections }: ResolvedBlueprint): PaperFigures {
  const mean = meanOf(placed.flatMap(({ item }) => item.difficulty ?? []))
  return {
    items: placed.length,
    marks: placed.reduce((sum, { section }) => sum + (sections[section]?.halfMarks ?? 0), 0) / 2,
    meanDifficulty: mean === null ? null : Number(mean.toFixed(4)),
    seconds: Number(placed.reduce((sum, { item }) => sum + (item.seconds ?? 0), 0).toFixed(3)),
    points: new Set(placed.flatMap(({ item }) => item.point ?? [])).size,
  }
}
