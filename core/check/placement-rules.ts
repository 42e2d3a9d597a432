/** The judge's lines about single items: pins, exclusions, anchors, groups, and what earlier sets keep out. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint, ResolvedPlacement } from '../blueprint/resolve.ts'
import { counted } from '../words.ts'
import type { Placed, SetRuleReport } from './check.ts'
import { setRule } from './set-rules.ts'

/** A line for each kind of rule the blueprint has; each counts what breaks it. */
export function placementRules(
  pool: readonly PoolItem[],
  papers: readonly (readonly string[])[],
  placed: readonly (readonly Placed[])[],
  blueprint: ResolvedBlueprint,
): SetRuleReport[] {
  const sets = papers.map((ids) => new Set(ids))
  const stands = ({ item, paper }: ResolvedPlacement) =>
    paper === null ? sets.some((ids) => ids.has(item)) : (sets[paper]?.has(item) ?? false)
  const { pinned, excluded, anchors } = blueprint
  const count = (id: string, zh: string, en: string, wrong: number, asked: boolean): SetRuleReport[] =>
    asked ? [setRule(id, zh, en, wrong, 0)] : []
  const unpinned = pinned.filter((one) => !stands(one)).length
  const present = excluded.filter(stands).length
  const absent = anchors.reduce((sum, item) => sum + sets.filter((ids) => !ids.has(item)).length, 0)
  return [
    ...count(
      'pinned',
      '固定的试题均在指定位置',
      'every pinned item is where it is pinned',
      unpinned,
      pinned.length > 0,
    ),
    ...count('excluded', '排除的试题均未出现', 'no excluded item is there', present, excluded.length > 0),
    ...count('anchors', '锚题出现在每一卷', 'every anchor is in every paper', absent, anchors.length > 0),
    ...(blueprint.groups ? wholeGroups(pool, sets) : []),
    ...earlierSets(placed, blueprint),
  ]
}

/** Papers that hold some items of a group and not all. */
function wholeGroups(pool: readonly PoolItem[], sets: readonly ReadonlySet<string>[]): SetRuleReport[] {
  const groups = new Map<string, string[]>()
  for (const item of pool) {
    if (item.group === undefined) continue
    const members = groups.get(item.group)
    if (members) members.push(item.id)
    else groups.set(item.group, [item.id])
  }
  if (groups.size === 0) return []
  let partial = 0
  for (const ids of sets)
    for (const members of groups.values()) {
      const there = members.filter((id) => ids.has(id)).length
      if (there > 0 && there < members.length) partial++
    }
  return [setRule('groups', '题组整组取用', 'item groups are taken whole', partial, 0)]
}

function earlierSets(placed: readonly (readonly Placed[])[], { earlier }: ResolvedBlueprint): SetRuleReport[] {
  const items = placed.flat().map(({ item }) => item)
  const { lastSets, usedBefore, maxUses } = earlier
  const lines: SetRuleReport[] = []
  if (lastSets !== null) {
    const wrong = items.filter(({ setsAgo }) => setsAgo !== undefined && setsAgo <= lastSets).length
    lines.push(
      setRule(
        'earlier.sets',
        `不用最近 ${lastSets} 套用过的试题`,
        `nothing from the last ${counted(lastSets, 'set')}`,
        wrong,
        0,
      ),
    )
  }
  if (usedBefore !== null) {
    const wrong = items.filter(({ lastUsed }) => lastUsed !== null && lastUsed.slice(0, 10) >= usedBefore).length
    lines.push(
      setRule('earlier.day', `不用 ${usedBefore} 起用过的试题`, `nothing used on or after ${usedBefore}`, wrong, 0),
    )
  }
  if (maxUses !== null) {
    const wrong = items.filter(({ used }) => used >= maxUses).length
    lines.push(
      setRule(
        'earlier.uses',
        `不用已用 ${maxUses} 次以上的试题`,
        `nothing used ${counted(maxUses, 'time')} or more`,
        wrong,
        0,
      ),
    )
  }
  return lines
}
