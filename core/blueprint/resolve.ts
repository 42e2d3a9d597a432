/**
 * A blueprint as whole-number rules. Weights and shares are rounded once, here,
 * by largest remainder; the engine and the judge both read the result and
 * nothing else of the blueprint. Contradictions that arithmetic can see are
 * told before any search.
 */
import type { FormName } from '../form.ts'
import type { TheoryType } from '../item.ts'
import { counted, type Words } from '../words.ts'
import { answerRules } from './answer-rules.ts'
import type { Blueprint, Section } from './blueprint.ts'
import { attributeRules, difficultyRules, importanceRules } from './level-rules.ts'
import type { Part, Rule, Say, Totals } from './rule.ts'
import { scopeRules } from './scope-rules.ts'
import { switchesOf, withoutOff } from './switches.ts'
import { type ResolvedTarget, resolveTargets } from './target-rules.ts'
import { amountWords, itemsUnit, typeWords } from './words.ts'

export type ResolvedSection = { type: TheoryType; count: number; halfMarks: number; title: string | null }

/** An item and the paper it must, or must not, be in (counted from 0); null is the set. */
export type ResolvedPlacement = { item: string; paper: number | null }

export type ResolvedBlueprint = {
  sections: ResolvedSection[]
  /** Items and half marks of one paper. */
  items: number
  halfMarks: number
  rules: Rule[]
  /** At most this many items on one assessment point and paper; null is no limit. */
  perPoint: number | null
  /** Different assessment points of a paper, at least; and whether the set should have as many as it can. */
  points: { min: number | null; vary: boolean }
  /** At most this many items that two papers of the set share, anchors not counted. */
  overlap: number
  /** What earlier sets keep out: items of the last so many sets, used on or after a day, used so often. */
  earlier: { lastSets: number | null; usedBefore: string | null; maxUses: number | null }
  /** Items that stand in every paper. */
  anchors: string[]
  /** Whether enemies keep out of each other's papers, and groups enter whole. */
  enemies: boolean
  groups: boolean
  pinned: ResolvedPlacement[]
  excluded: ResolvedPlacement[]
  targets: ResolvedTarget[]
  spare: number
  forms: FormName[]
}

/** `place` is the blueprint's field, as in "scopes[3]". */
export type Contradiction = { place: string; sentence: Words }

export type Resolution =
  | { ok: true; blueprint: ResolvedBlueprint }
  | { ok: false; contradictions: [Contradiction, ...Contradiction[]] }

/** The rules of a blueprint that are switched on, or everything in it that contradicts itself. */
export function resolveBlueprint(asWritten: Blueprint): Resolution {
  const switches = switchesOf(asWritten)
  const { on } = switches
  const blueprint = withoutOff(asWritten, switches)
  const contradictions: Contradiction[] = []
  const say: Say = (place, zh, en) => contradictions.push({ place, sentence: { zh, en } })
  const sections = blueprint.sections.map(resolveSection)
  const items = sections.reduce((sum, { count }) => sum + count, 0)
  const halfMarks = sections.reduce((sum, section) => sum + section.count * section.halfMarks, 0)
  const totals: Totals = { items, halfMarks, equalMarks: new Set(sections.map((s) => s.halfMarks)).size === 1 }
  const paper: Part = { where: {}, id: '', place: '', totals, on }
  const rules = [
    ...sections.map(sectionRule),
    ...contentRules(blueprint, paper, say),
    ...meanRules(blueprint.meanDifficulty, say),
    ...blueprint.sections.flatMap((section, index) => contentRules(section, partOf(sections[index]!, index, on), say)),
    ...answerRules(blueprint.answers, sections, on, say),
  ]
  const targets = resolveTargets(blueprint, sections, on, say)
  const [enemies, groups] = [on('enemies'), on('groups')]
  switches.unknown(say)
  placeFaults(blueprint, items, say)
  if (blueprint.pass !== undefined && blueprint.pass * 2 > halfMarks)
    say(
      'pass',
      `及格分 ${blueprint.pass} 高于总分 ${halfMarks / 2}。`,
      `The pass mark ${blueprint.pass} is above the total of ${halfMarks / 2}.`,
    )
  const [first, ...rest] = contradictions
  if (first) return { ok: false, contradictions: [first, ...rest] }
  const { withinSet, lastSets, usedBefore, maxUses } = blueprint.overlap ?? {}
  return {
    ok: true,
    blueprint: {
      sections,
      items,
      halfMarks,
      rules,
      perPoint: blueprint.perPoint?.max ?? null,
      points: { min: blueprint.points?.min ?? null, vary: blueprint.points?.vary ?? false },
      overlap: withinSet ?? 0,
      earlier: { lastSets: lastSets ?? null, usedBefore: usedBefore ?? null, maxUses: maxUses ?? null },
      anchors: blueprint.anchors ?? [],
      enemies,
      groups,
      pinned: (blueprint.pinned ?? []).map(placement),
      excluded: (blueprint.excluded ?? []).map(placement),
      targets,
      spare: blueprint.spare ?? 0,
      forms: blueprint.forms ?? ['A'],
    },
  }
}

const placement = ({ item, paper }: { item: string; paper?: number }): ResolvedPlacement => ({
  item,
  paper: paper === undefined ? null : paper - 1,
})

const resolveSection = ({ type, count, marks, title }: Section): ResolvedSection => ({
  type,
  count,
  halfMarks: marks * 2,
  title: title ?? null,
})

function sectionRule({ type, count }: ResolvedSection, section: number): Rule {
  const amount = amountWords(count, count, itemsUnit)
  const sentence = {
    zh: `第 ${section + 1} 部分（${typeWords[type].zh}）：${amount.zh}`,
    en: `section ${section + 1} (${typeWords[type].en}): ${amount.en}`,
  }
  return { id: `section.${section + 1}`, where: { section }, measure: 'items', min: count, max: count, sentence }
}

const partOf = ({ count, halfMarks }: ResolvedSection, section: number, on: Part['on']): Part => ({
  where: { section },
  id: `section.${section + 1}.`,
  place: `sections[${section}].`,
  totals: { items: count, halfMarks: count * halfMarks, equalMarks: true },
  on,
})

type Content = Pick<Blueprint, 'scopes' | 'difficulty' | 'importance' | 'attributes'>

const contentRules = ({ scopes, difficulty, importance, attributes }: Content, part: Part, say: Say): Rule[] => [
  ...scopeRules(scopes ?? [], part, say),
  ...difficultyRules(difficulty ?? [], part, say),
  ...importanceRules(importance ?? [], part, say),
  ...attributeRules(attributes ?? [], part, say),
]

/** Pins, exclusions, anchors and earlier sets, as far as the blueprint alone can tell. */
function placeFaults(
  { pinned = [], excluded = [], anchors = [], points, overlap }: Blueprint,
  items: number,
  say: Say,
) {
  if (overlap?.months !== undefined)
    say(
      'overlap.months',
      '“months”须先换算为日期“usedBefore”。',
      'Months back need a day to count from: give usedBefore, or the day of assembly.',
    )
  if (points?.min !== undefined && points.min > items)
    say(
      'points.min',
      `要求 ${points.min} 个不同鉴定点，而每卷只有 ${items} 题。`,
      `It asks for ${counted(points.min, 'different point')}, but a paper has ${counted(items, 'item')}.`,
    )
  if (anchors.length > items)
    say(
      'anchors',
      `锚题 ${anchors.length} 道，多于每卷 ${items} 题。`,
      `${counted(anchors.length, 'anchor')}, a paper has ${counted(items, 'item')}.`,
    )
  const out = new Set(excluded.filter(({ paper }) => paper === undefined).map(({ item }) => item))
  const apart = new Set(excluded.map(({ item, paper }) => `${paper ?? ''} ${item}`))
  const both = pinned.filter(({ item, paper }) => out.has(item) || apart.has(`${paper ?? ''} ${item}`)).length
  if (both > 0)
    say(
      'pinned',
      `有 ${both} 道试题既被固定又被排除。`,
      `${counted(both, 'item is', 'items are')} both pinned and excluded.`,
    )
  const anchored = anchors.filter((item) => excluded.some((one) => one.item === item)).length
  if (anchored > 0)
    say('anchors', `有 ${anchored} 道锚题被排除。`, `${counted(anchored, 'anchor is', 'anchors are')} excluded.`)
  const inPaper = new Map<number, Set<string>>()
  for (const { item, paper } of pinned)
    if (paper !== undefined) inPaper.set(paper, (inPaper.get(paper) ?? new Set(anchors)).add(item))
  for (const [paper, own] of inPaper)
    if (own.size > items)
      say(
        'pinned',
        `第 ${paper} 卷固定了 ${own.size} 题，而每卷只有 ${items} 题。`,
        `Paper ${paper} has ${own.size} pinned items, but room for ${items}.`,
      )
}

function meanRules(band: Blueprint['meanDifficulty'], say: Say): Rule[] {
  if (!band || (band.min === undefined && band.max === undefined)) return []
  const min = Math.round((band.min ?? 1) * 100)
  const max = Math.round((band.max ?? 5) * 100)
  if (min > max)
    say(
      'meanDifficulty',
      `平均难度下限 ${band.min} 大于上限 ${band.max}。`,
      `The lowest mean difficulty ${band.min} is above the highest ${band.max}.`,
    )
  const sentence = { zh: `平均难度 ${min / 100}–${max / 100}`, en: `mean difficulty ${min / 100} to ${max / 100}` }
  return [{ id: 'mean-difficulty', where: {}, measure: 'mean-difficulty', min, max, sentence }]
}
