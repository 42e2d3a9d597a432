/** What pins, anchors and numeric targets ask for and no search could give, told before any. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { placesOf } from '../blueprint/by-id.ts'
import type { Contradiction, ResolvedBlueprint } from '../blueprint/resolve.ts'
import { typeWords } from '../blueprint/words.ts'
import { counted } from '../words.ts'
import { numbersOf, type Pool } from './pool.ts'

const told = (place: string, zh: string, en: string): Contradiction => ({ place, sentence: { zh, en } })

/** Pins and anchors that are not in the eligible `pool`, name papers beyond the set, meet an enemy, or find no place. */
export function placementContradictions(
  pool: readonly PoolItem[],
  blueprint: ResolvedBlueprint,
  papers: number,
): Contradiction[] {
  const { pinned, anchors, sections, overlap } = blueprint
  if (pinned.length + anchors.length === 0) return []
  const wanted = new Set([...anchors, ...pinned.map(({ item }) => item)])
  const known = new Map([...placesOf(pool, wanted)].map(([id, at]) => [id, pool[at]!]))
  const found: Contradiction[] = []
  const missing = [...wanted].filter((id) => !known.has(id)).length
  if (missing > 0)
    found.push(
      told(
        'pinned',
        `有 ${missing} 道固定试题或锚题不在可用的题库中（已停用、被排除或近期用过）。`,
        `${counted(missing, 'pinned item or anchor is', 'pinned items or anchors are')} not in the usable pool (retired, excluded, or used too lately).`,
      ),
    )
  const beyond = pinned.filter(({ paper }) => paper !== null && paper >= papers).length
  if (beyond > 0)
    found.push(
      told(
        'pinned',
        `有 ${beyond} 道试题固定到第 ${papers} 卷之后。`,
        `${counted(beyond, 'item is', 'items are')} pinned to papers beyond the ${papers}.`,
      ),
    )
  const places = new Map<string, Set<number | null>>()
  for (const { item, paper } of pinned) places.set(item, (places.get(item) ?? new Set()).add(paper))
  const twice = [...places].filter(
    ([item, at]) => !anchors.includes(item) && [...at].filter((p) => p !== null).length > 1,
  )
  if (overlap === 0 && twice.length > 0)
    found.push(
      told(
        'pinned',
        `有 ${twice.length} 道试题固定在多卷，而各卷不得有相同试题。`,
        `${counted(twice.length, 'item is', 'items are')} pinned to several papers, but papers share no item.`,
      ),
    )
  for (let paper = 0; paper < papers; paper++) {
    const ids = [...new Set([...anchors, ...pinned.flatMap((one) => (one.paper === paper ? [one.item] : []))])]
    const own = ids.flatMap((id) => known.get(id) ?? [])
    for (const type of new Set(own.map((item) => item.type))) {
      const room = sections.reduce((sum, section) => sum + (section.type === type ? section.count : 0), 0)
      const asked = own.filter((item) => item.type === type).length
      if (asked <= room) continue
      const { zh, en } = typeWords[type]
      found.push(
        told(
          'pinned',
          `第 ${paper + 1} 卷固定了 ${asked} 道${zh}题，而只有 ${room} 个位置。`,
          `Paper ${paper + 1} has ${counted(asked, `pinned ${en} item`)} and room for ${room}.`,
        ),
      )
    }
    if (blueprint.enemies && own.some((item) => item.enemies.some((enemy) => ids.includes(enemy) && enemy !== item.id)))
      found.push(
        told('pinned', `第 ${paper + 1} 卷固定了互斥的试题。`, `Paper ${paper + 1} has pinned items that are enemies.`),
      )
    // Anchors alone are the same in every paper: once is enough.
    if (!pinned.some((one) => one.paper !== null && one.paper > paper)) break
  }
  const placesInSet = blueprint.items * papers
  if (places.size > placesInSet)
    found.push(
      told(
        'pinned',
        `固定了 ${places.size} 题，全套只有 ${placesInSet} 个位置。`,
        `${counted(places.size, 'pin')}, the set has ${counted(placesInSet, 'place')}.`,
      ),
    )
  return found
}

/** Bands that even the best items of the pool cannot reach, section by section; and more points than the pool has. */
export function targetContradictions(pool: Pool, blueprint: ResolvedBlueprint): Contradiction[] {
  const found: Contradiction[] = []
  const least = blueprint.points.min
  const points = least === null ? 0 : pointsOf(pool)
  if (least !== null && points < least)
    found.push(
      told(
        'points.min',
        `每卷须有 ${least} 个不同鉴定点，而题库的试题只涉及 ${points} 个。`,
        `A paper needs ${counted(least, 'different point')}, but the pool's items are on ${points}.`,
      ),
    )
  for (const { of, measure, section, min, max, sentence } of blueprint.targets) {
    if (measure !== 'sum' || (min === null && max === null)) continue
    const counts = new Map<string, number>()
    for (const [index, { type, count }] of blueprint.sections.entries())
      if (section === null || section === index) counts.set(type, (counts.get(type) ?? 0) + count)
    const numbers = numbersOf(pool, of)
    let [lowest, highest] = [0, 0]
    for (const [type, count] of counts) {
      const code = pool.texts.indexOf(type)
      // An item without the number adds nothing to a sum.
      const values = numbers
        .map((value) => value || 0)
        .filter((_, at) => pool.type[at] === code)
        .sort()
      lowest += values.slice(0, count).reduce((sum, value) => sum + value, 0)
      highest += values.slice(-count).reduce((sum, value) => sum + value, 0)
    }
    if ((min === null || highest >= min - 1e-6) && (max === null || lowest <= max + 1e-6)) continue
    const [low, high] = [Number(lowest.toFixed(2)), Number(highest.toFixed(2))]
    found.push(
      told(
        'targets',
        `${sentence.zh}；以现有试题只能在 ${low}–${high} 之间。`,
        `${sentence.en}; the items there are give from ${low} to ${high}.`,
      ),
    )
  }
  return found
}

/** Different assessment points of the items. */
function pointsOf({ point, texts }: Pool): number {
  const seen = new Uint8Array(texts.length)
  for (let at = 0; at < point.length; at++) seen[point[at]!] = 1
  // Code 0 is no point.
  return seen.subarray(1).reduce((sum, n) => sum + n, 0)
}

/** The targets of a blueprint whose other rules can be met, when with the targets they cannot. */
export const unreachable = ({ targets }: ResolvedBlueprint): Contradiction[] =>
  targets
    .filter(({ min, max }) => min !== null || max !== null)
    .map(({ sentence }) =>
      told(
        'targets',
        `与其他规则一起，现有试题无法达到：${sentence.zh}`,
        `Together with the other rules the items there are cannot reach: ${sentence.en}`,
      ),
    )
