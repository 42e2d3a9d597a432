/**
 * The judge: measures every rule on finished papers and lists each breach. It
 * shares with the engine the types and `resolveBlueprint`, nothing else, so that
 * a fault in one shows in the other. Its report is the set's certificate and
 * names no item.
 */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint, Rule, Where } from '../blueprint/resolve.ts'
import { typeWords } from '../blueprint/words.ts'
import { isWithin } from '../element-table.ts'
import type { Words } from '../words.ts'

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
  breaches: Breach[]
}

type Placed = { item: PoolItem; section: number }

/**
 * Judges `papers` (item ids in the order of the sections) by `blueprint` over
 * `pool`. O(items) time, and O(papers²) for shared items.
 */
export function check(
  pool: readonly PoolItem[],
  blueprint: ResolvedBlueprint,
  papers: readonly (readonly string[])[],
): Report {
  const wanted = new Set(papers.flat())
  const known = new Map<string, PoolItem>()
  for (const item of pool) if (wanted.has(item.id)) known.set(item.id, item)
  const placed = papers.map((ids) => placedOf(ids, known, blueprint))
  const rules = blueprint.rules.map((rule) => ruleReport(rule, placed, blueprint))
  const set = [
    unknownItems(papers, known),
    wrongTypes(placed, blueprint),
    repeatedItems(papers),
    sharedItems(papers, blueprint.overlap),
    enemyPairs(placed),
    ...pointLoad(placed, blueprint.perPoint),
  ]
  const breaches = [
    ...rules.flatMap(({ id, sentence, holds }) =>
      holds.flatMap((held, index) => (held ? [] : [{ rule: id, paper: index + 1, sentence }])),
    ),
    ...set.flatMap(({ id, sentence, holds }) => (holds ? [] : [{ rule: id, paper: null, sentence }])),
  ]
  return { holds: breaches.length === 0, papers: placed.map((p) => figures(p, blueprint)), rules, set, breaches }
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
  (where.importance === undefined || where.importance === item.importance)

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

const setRule = (id: string, zh: string, en: string, measured: number, most: number): SetRuleReport => ({
  id,
  sentence: { zh, en },
  measured,
  most,
  holds: measured <= most,
})

function unknownItems(papers: readonly (readonly string[])[], known: Map<string, PoolItem>): SetRuleReport {
  const count = papers.flat().filter((id) => !known.has(id)).length
  return setRule('known-items', '所有试题均在题库中', 'every item is in the pool', count, 0)
}

function wrongTypes(papers: readonly Placed[][], { sections }: ResolvedBlueprint): SetRuleReport {
  const wrong = papers.flat().filter(({ item, section }) => sections[section]?.type !== item.type).length
  const names = sections.map(({ type }) => typeWords[type])
  const zh = `各部分题型依次为${names.map((name) => name.zh).join('、')}`
  const en = `the sections hold, in order: ${names.map((name) => name.en).join(', ')}`
  return setRule('section-types', zh, en, wrong, 0)
}

function repeatedItems(papers: readonly (readonly string[])[]): SetRuleReport {
  const repeated = papers.reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0)
  return setRule('repeated-items', '同一试卷内无重复试题', 'no item twice in one paper', repeated, 0)
}

function sharedItems(papers: readonly (readonly string[])[], most: number): SetRuleReport {
  const inPapers = new Map<string, Set<number>>()
  for (const [paper, ids] of papers.entries())
    for (const id of ids) inPapers.set(id, (inPapers.get(id) ?? new Set()).add(paper))
  const shared = new Map<string, number>()
  for (const where of inPapers.values()) {
    if (where.size < 2) continue
    const list = [...where]
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) {
        const pair = `${list[i]} ${list[j]}`
        shared.set(pair, (shared.get(pair) ?? 0) + 1)
      }
  }
  const largest = [...shared.values()].reduce((a, b) => Math.max(a, b), 0)
  return setRule(
    'overlap',
    `任意两卷共有试题不超过 ${most} 题`,
    `any two papers share at most ${most} items`,
    largest,
    most,
  )
}

function enemyPairs(papers: readonly Placed[][]): SetRuleReport {
  let pairs = 0
  for (const placed of papers) {
    const ids = new Set(placed.map(({ item }) => item.id))
    const found = new Set<string>()
    for (const { item } of placed)
      for (const enemy of item.enemies)
        if (enemy !== item.id && ids.has(enemy)) found.add([item.id, enemy].sort().join('\n'))
    pairs += found.size
  }
  return setRule('enemies', '互斥试题不在同一试卷', 'no two enemies in one paper', pairs, 0)
}

function pointLoad(papers: readonly Placed[][], most: number | null): SetRuleReport[] {
  if (most === null) return []
  let largest = 0
  for (const placed of papers) {
    const load = new Map<string, number>()
    for (const { item } of placed) if (item.point !== null) load.set(item.point, (load.get(item.point) ?? 0) + 1)
    for (const count of load.values()) largest = Math.max(largest, count)
  }
  const zh = `每个鉴定点每卷至多 ${most} 题`
  return [setRule('per-point', zh, `at most ${most} items per assessment point and paper`, largest, most)]
}
