/** The judge's measure of numeric targets, and of different points. */
import type { PoolItem } from '../blueprint/blueprint.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { ResolvedTarget } from '../blueprint/target-rules.ts'
import { counted } from '../words.ts'
import type { Placed, RuleReport } from './check.ts'

/** Binary fractions differ by a hair from what people add up. */
const HAIR = 1e-6

/** One line for each target in a band, and one for the least number of different points. */
export function targetReports(papers: readonly (readonly Placed[])[], blueprint: ResolvedBlueprint): RuleReport[] {
  const banded = blueprint.targets.filter(({ min, max }) => min !== null || max !== null)
  const targets = banded.map((target): RuleReport => {
    const values = papers.map((placed) => measure(target, placed, blueprint))
    const slack = (bound: number) => HAIR * Math.max(1, Math.abs(bound))
    const holds = values.map(
      (value) =>
        value === null ||
        ((target.min === null || value >= target.min - slack(target.min)) &&
          (target.max === null || value <= target.max + slack(target.max))),
    )
    const measured = values.map((value) => (value === null ? null : Number(value.toFixed(4))))
    return { id: target.id, sentence: target.sentence, measured, holds }
  })
  return [...targets, ...pointVariety(papers, blueprint.points.min)]
}

/** A sum of what is known, or a mean over it, by half marks where it is weighted; null for a mean of nothing. */
function measure(
  { of, measure: how, weighted, section }: ResolvedTarget,
  placed: readonly Placed[],
  { sections }: ResolvedBlueprint,
): number | null {
  let total = 0
  let weights = 0
  for (const one of placed) {
    if (section !== null && one.section !== section) continue
    const value = numberIn(one.item, of)
    if (value === null) continue
    const weight = weighted ? (sections[one.section]?.halfMarks ?? 0) : 1
    total += value * weight
    weights += weight
  }
  if (how === 'sum') return total
  return weights === 0 ? null : total / weights
}

function numberIn({ seconds, difficulty, attributes }: PoolItem, of: string): number | null {
  if (of === 'seconds') return seconds
  if (of === 'difficulty') return difficulty
  const text = attributes?.[of]?.trim() ?? ''
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text)
}

function pointVariety(papers: readonly (readonly Placed[])[], least: number | null): RuleReport[] {
  if (least === null) return []
  const measured = papers.map((placed) => new Set(placed.flatMap(({ item }) => item.point ?? [])).size)
  const sentence = {
    zh: `每卷至少 ${least} 个不同鉴定点`,
    en: `at least ${counted(least, 'different assessment point')} a paper`,
  }
  return [{ id: 'points', sentence, measured, holds: measured.map((points) => points >= least) }]
}
