/** The judge's lines about a set as a whole that every blueprint has. */

import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import { overlapWords, perPointWords, typeWords } from '../blueprint/words.ts'
import type { Placed, SetRuleReport } from './check.ts'

/** One line about the set: `measured` may be `most` at most. */
export const setRule = (id: string, zh: string, en: string, measured: number, most: number): SetRuleReport => ({
  id,
  sentence: { zh, en },
  measured,
  most,
  holds: measured <= most,
})

/** Items that are not in the pool. */
export function unknownItems(papers: readonly (readonly string[])[], known: Map<string, PoolItem>): SetRuleReport {
  const count = papers.flat().filter((id) => !known.has(id)).length
  return setRule('known-items', '所有试题均在题库中', 'every item is in the pool', count, 0)
}

/** Items in a section of another type, or in none. */
export function wrongTypes(
  papers: readonly Placed[][],
  { sections }: Pick<ResolvedBlueprint, 'sections'>,
): SetRuleReport {
  const wrong = papers.flat().filter(({ item, section }) => sections[section]?.type !== item.type).length
  const names = sections.map(({ type }) => typeWords[type])
  const zh = `各部分题型依次为${names.map((name) => name.zh).join('、')}`
  const en = `the sections hold, in order: ${names.map((name) => name.en).join(', ')}`
  return setRule('section-types', zh, en, wrong, 0)
}

/** Items that stand twice in a paper. */
export function repeatedItems(papers: readonly (readonly string[])[]): SetRuleReport {
  const repeated = papers.reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0)
  return setRule('repeated-items', '同一试卷内无重复试题', 'no item twice in one paper', repeated, 0)
}

/** The most items two papers share, anchors not counted. O(papers²) for each item. */
export function sharedItems(
  papers: readonly (readonly string[])[],
  { overlap: most, anchors }: ResolvedBlueprint,
): SetRuleReport {
  const anchored = new Set(anchors)
  const inPapers = new Map<string, Set<number>>()
  for (const [paper, ids] of papers.entries())
    for (const id of ids) if (!anchored.has(id)) inPapers.set(id, (inPapers.get(id) ?? new Set()).add(paper))
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
  const { zh, en } = overlapWords(most)
  return setRule('overlap', zh, en, largest, most)
}

/** Pairs of enemies in one paper. */
export function enemyPairs(papers: readonly Placed[][]): SetRuleReport {
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

/** The most items on one point and paper. */
export function pointLoad(papers: readonly Placed[][], most: number | null): SetRuleReport[] {
  if (most === null) return []
  let largest = 0
  for (const placed of papers) {
    const load = new Map<string, number>()
    for (const { item } of placed) if (item.point !== null) load.set(item.point, (load.get(item.point) ?? 0) + 1)
    for (const count of load.values()) largest = Math.max(largest, count)
  }
  const { zh, en } = perPointWords(most)
  return [setRule('per-point', zh, en, largest, most)]
}
