/**
 * A blueprint as whole-number rules. Weights and shares are rounded once, here,
 * by largest remainder; the engine and the judge both read the result and
 * nothing else of the blueprint. Contradictions that arithmetic can see are
 * told before any search.
 */
import type { Importance } from '../element-table.ts'
import { isWithin } from '../element-table.ts'
import type { TheoryType } from '../item.ts'
import type { Words } from '../words.ts'
import type { Blueprint, DifficultyRule, ImportanceRule, ScopeRule, Section } from './blueprint.ts'
import { largestRemainder } from './rounding.ts'
import { amountWords, difficultyWords, importanceWords, itemsUnit, marksUnit, scopeWords, typeWords } from './words.ts'

/** Which items of a paper a rule looks at: all of them, narrowed by each field that is there. */
export type Where = { section?: number; scope?: string; difficulty?: number | null; importance?: Importance }

/**
 * One line of what every paper must meet: what `measure` gives over the items of
 * `where` lies in [`min`, `max`]. Items count as 1, `half-marks` as the section's
 * marks, `mean-difficulty` is the mean over the items whose difficulty is known,
 * in hundredths.
 */
export type Rule = {
  id: string
  where: Where
  measure: 'items' | 'half-marks' | 'mean-difficulty'
  min: number
  max: number | null
  sentence: Words
}

export type ResolvedSection = { type: TheoryType; count: number; halfMarks: number; title: string | null }

export type ResolvedBlueprint = {
  sections: ResolvedSection[]
  /** Items and half marks of one paper. */
  items: number
  halfMarks: number
  rules: Rule[]
  /** At most this many items on one assessment point and paper; null is no limit. */
  perPoint: number | null
  /** At most this many items that two papers of the set share. */
  overlap: number
  balance: 'seconds'[]
}

/** `place` is the blueprint's field, as in "scopes[3]". */
export type Contradiction = { place: string; sentence: Words }

export type Resolution =
  | { ok: true; blueprint: ResolvedBlueprint }
  | { ok: false; contradictions: [Contradiction, ...Contradiction[]] }

type Say = (place: string, zh: string, en: string) => void
type Bounds = { min: number; max: number | null }
type Amount = Pick<ScopeRule, 'count' | 'min' | 'max'>

/** The rules of `blueprint`, or everything in it that contradicts itself. */
export function resolveBlueprint(blueprint: Blueprint): Resolution {
  const contradictions: Contradiction[] = []
  const say: Say = (place, zh, en) => contradictions.push({ place, sentence: { zh, en } })
  const sections = blueprint.sections.map(resolveSection)
  const items = sections.reduce((sum, { count }) => sum + count, 0)
  const halfMarks = sections.reduce((sum, section) => sum + section.count * section.halfMarks, 0)
  const totals: Totals = { items, halfMarks, equalMarks: new Set(sections.map((s) => s.halfMarks)).size === 1 }
  const rules = [
    ...sections.map(sectionRule),
    ...scopeRules(blueprint.scopes ?? [], totals, say),
    ...difficultyRules(blueprint.difficulty ?? [], items, say),
    ...importanceRules(blueprint.importance ?? [], items, say),
    ...meanRules(blueprint.meanDifficulty, say),
  ]
  if (blueprint.pass !== undefined && blueprint.pass * 2 > halfMarks)
    say(
      'pass',
      `及格分 ${blueprint.pass} 高于总分 ${halfMarks / 2}。`,
      `The pass mark ${blueprint.pass} is above the total of ${halfMarks / 2}.`,
    )
  const [first, ...rest] = contradictions
  if (first) return { ok: false, contradictions: [first, ...rest] }
  return {
    ok: true,
    blueprint: {
      sections,
      items,
      halfMarks,
      rules,
      perPoint: blueprint.perPoint?.max ?? null,
      overlap: blueprint.overlap?.withinSet ?? 0,
      balance: blueprint.balance ?? [],
    },
  }
}

type Totals = { items: number; halfMarks: number; equalMarks: boolean }

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

const ruleOf = (id: string, where: Where, measure: Rule['measure'], bounds: Bounds, name: Words): Rule => {
  const inMarks = measure === 'half-marks'
  const shown = inMarks
    ? amountWords(bounds.min / 2, bounds.max === null ? null : bounds.max / 2, marksUnit)
    : amountWords(bounds.min, bounds.max, itemsUnit)
  return { id, where, measure, ...bounds, sentence: { zh: `${name.zh}：${shown.zh}`, en: `${name.en}: ${shown.en}` } }
}

/** Bounds in items; undefined when none of the three is given. */
function boundsOf(amount: Amount, total: number, place: string, say: Say): Bounds | undefined {
  const { count, min, max } = amount
  if (count === undefined && min === undefined && max === undefined) return undefined
  if (count !== undefined && (min !== undefined || max !== undefined))
    say(place, '“count”不能与“min”“max”同时给出。', 'Give either count, or min and max, not both.')
  const bounds = { min: count ?? min ?? 0, max: count ?? max ?? null }
  if (bounds.max !== null && bounds.min > bounds.max)
    say(
      place,
      `下限 ${bounds.min} 大于上限 ${bounds.max}。`,
      `The minimum ${bounds.min} is above the maximum ${bounds.max}.`,
    )
  if (bounds.min > total)
    say(
      place,
      `要求 ${bounds.min} 题，而每卷只有 ${total} 题。`,
      `It asks for ${bounds.min} items, but a paper has ${total}.`,
    )
  return bounds
}

function scopeRules(scopes: readonly ScopeRule[], totals: Totals, say: Say): Rule[] {
  const weighted = weightedAmounts(scopes, totals, say)
  const rules: Rule[] = []
  const seen = new Set<string>()
  for (const [index, entry] of scopes.entries()) {
    const place = `scopes[${index}]`
    if (seen.has(entry.scope)) say(place, `鉴定范围 ${entry.scope} 出现两次。`, `Scope ${entry.scope} appears twice.`)
    seen.add(entry.scope)
    const inItems = boundsOf(entry, totals.items, place, say)
    const inMarks = marksBounds(entry, totals, place, say)
    const fromWeight = weighted.get(entry.scope)
    const given = [inItems, inMarks, fromWeight].filter((one) => one !== undefined).length
    if (given !== 1)
      say(
        place,
        `鉴定范围 ${entry.scope} 应当用题数、分数或比重三者之一说明。`,
        `Scope ${entry.scope} must be given by items, by marks or by weight: exactly one of them.`,
      )
    const name = scopeWords(entry.scope)
    const where = { scope: entry.scope }
    if (inItems) rules.push(ruleOf(`scope.${entry.scope}`, where, 'items', inItems, name))
    else if (inMarks) rules.push(ruleOf(`scope.${entry.scope}`, where, 'half-marks', inMarks, name))
    else if (fromWeight !== undefined) {
      const measure = totals.equalMarks ? 'items' : 'half-marks'
      rules.push(ruleOf(`scope.${entry.scope}`, where, measure, { min: fromWeight, max: fromWeight }, name))
    }
  }
  nestingFaults(rules, totals, say)
  return rules
}

function marksBounds(entry: ScopeRule, totals: Totals, place: string, say: Say): Bounds | undefined {
  const { marks, minMarks, maxMarks } = entry
  if (marks === undefined && minMarks === undefined && maxMarks === undefined) return undefined
  if (marks !== undefined && (minMarks !== undefined || maxMarks !== undefined))
    say(place, '“marks”不能与“minMarks”“maxMarks”同时给出。', 'Give either marks, or minMarks and maxMarks, not both.')
  const max = marks ?? maxMarks
  const bounds = { min: (marks ?? minMarks ?? 0) * 2, max: max === undefined ? null : max * 2 }
  if (bounds.max !== null && bounds.min > bounds.max)
    say(
      place,
      `下限 ${bounds.min / 2} 分大于上限 ${bounds.max / 2} 分。`,
      `The minimum of ${bounds.min / 2} marks is above the maximum of ${bounds.max / 2}.`,
    )
  if (bounds.min > totals.halfMarks)
    say(
      place,
      `要求 ${bounds.min / 2} 分，而每卷只有 ${totals.halfMarks / 2} 分。`,
      `It asks for ${bounds.min / 2} marks, but a paper has ${totals.halfMarks / 2}.`,
    )
  return bounds
}

/** Weights to whole items, or half marks where sections differ in marks; a parent gets the sum of what lies below it. */
function weightedAmounts(scopes: readonly ScopeRule[], totals: Totals, say: Say): Map<string, number> {
  const weighted = scopes.filter(({ weight }) => weight !== undefined)
  if (weighted.length === 0) return new Map()
  const below = (scope: string) => weighted.filter((other) => other.scope !== scope && isWithin(other.scope, scope))
  const lowest = weighted.filter(({ scope }) => below(scope).length === 0)
  const sum = lowest.reduce((total, { weight }) => total + weight!, 0)
  if (Math.abs(sum - 100) > 0.001) {
    const shown = Number(sum.toFixed(3))
    say(
      'scopes',
      `各范围的比重合计为 ${shown}，应为 100。`,
      `The weights of the scopes sum to ${shown} instead of 100.`,
    )
    return new Map(weighted.map(({ scope }) => [scope, 0]))
  }
  const total = totals.equalMarks ? totals.items : totals.halfMarks
  const whole = largestRemainder(
    lowest.map(({ weight }) => (weight! * total) / 100),
    total,
  )
  const amounts = new Map(lowest.map(({ scope }, index) => [scope, whole[index]!]))
  for (const { scope, weight } of weighted) {
    const inner = lowest.filter((one) => one.scope !== scope && isWithin(one.scope, scope))
    if (inner.length === 0) continue
    const innerWeight = Number(inner.reduce((sumOf, one) => sumOf + one.weight!, 0).toFixed(3))
    if (Math.abs(innerWeight - weight!) > 0.001)
      say(
        'scopes',
        `鉴定范围 ${scope} 的比重为 ${weight}，其下合计 ${innerWeight}。`,
        `Scope ${scope} weighs ${weight}, but what lies below it sums to ${innerWeight}.`,
      )
    amounts.set(
      scope,
      inner.reduce((sumOf, one) => sumOf + amounts.get(one.scope)!, 0),
    )
  }
  return amounts
}

/** Scopes inside a scope, and the outermost ones inside the paper, must not ask for more than there is room for. */
function nestingFaults(rules: readonly Rule[], totals: Totals, say: Say): void {
  for (const measure of ['items', 'half-marks'] as const) {
    const own = rules.filter((rule) => rule.measure === measure)
    const parentOf = (rule: Rule) =>
      own
        .filter((other) => other !== rule && isWithin(rule.where.scope!, other.where.scope!))
        .sort((a, b) => b.where.scope!.length - a.where.scope!.length)[0]
    const sums = new Map<Rule | undefined, number>()
    for (const rule of own) sums.set(parentOf(rule), (sums.get(parentOf(rule)) ?? 0) + rule.min)
    const scale = measure === 'items' ? 1 : 2
    const unit = measure === 'items' ? itemsUnit : marksUnit
    for (const [parent, sum] of sums) {
      const room = parent ? parent.max : measure === 'items' ? totals.items : totals.halfMarks
      if (room === null || sum <= room) continue
      const inside = parent ? scopeWords(parent.where.scope!) : { zh: '试卷', en: 'the paper' }
      say(
        'scopes',
        `各鉴定范围至少共需 ${sum / scale} ${unit.zh}，而${inside.zh}只有 ${room / scale} ${unit.zh}。`,
        `The scopes ask for at least ${sum / scale} ${unit.en} together, but ${inside.en} has room for ${room / scale}.`,
      )
    }
  }
}

type LevelRule = Pick<DifficultyRule, 'count' | 'min' | 'max' | 'share' | 'tolerance'>

/** Bounds of each level, shares rounded by largest remainder and widened by their tolerance. */
function levelBounds(field: string, entries: readonly LevelRule[], items: number, say: Say): Bounds[] {
  const shares = entries.map(({ share }) => share)
  const given = shares.filter((share) => share !== undefined)
  const sum = Number(given.reduce((total, share) => total + share, 0).toFixed(3))
  if (given.length > 0 && (sum > 100.001 || (given.length === entries.length && Math.abs(sum - 100) > 0.001)))
    say(field, `各档比例合计为 ${sum}，应为 100。`, `The shares sum to ${sum} instead of 100.`)
  const whole = largestRemainder(
    given.map((share) => (share * items) / 100),
    Math.round((sum * items) / 100),
  )
  let next = 0
  const bounds = entries.map((entry, index) => {
    const place = `${field}[${index}]`
    const stated = boundsOf(entry, items, place, say)
    if ((stated === undefined) === (entry.share === undefined))
      say(place, '应当用题数或比例二者之一说明。', 'Give the level by items or by share: exactly one of them.')
    if (entry.share === undefined) return stated ?? { min: 0, max: null }
    const centre = whole[next++]!
    const slack = ((entry.tolerance ?? 0) * items) / 100
    const exact = (entry.share * items) / 100
    const min = Math.max(0, Math.min(centre, Math.ceil(exact - slack - 1e-9)))
    return { min, max: Math.max(centre, Math.floor(exact + slack + 1e-9)) }
  })
  const minimums = bounds.reduce((total, { min }) => total + min, 0)
  if (minimums > items)
    say(
      field,
      `各档至少共需 ${minimums} 题，而每卷只有 ${items} 题。`,
      `The levels ask for at least ${minimums} items together, but a paper has ${items}.`,
    )
  return bounds
}

function difficultyRules(entries: readonly DifficultyRule[], items: number, say: Say): Rule[] {
  const bounds = levelBounds('difficulty', entries, items, say)
  const seen = new Set<number | null>()
  return entries.map((entry, index) => {
    const level = typeof entry.level === 'number' ? entry.level : null
    if (seen.has(level)) {
      const { zh, en } = difficultyWords(level)
      say(`difficulty[${index}]`, `${zh} 出现两次。`, `The level "${en}" appears twice.`)
    }
    seen.add(level)
    const id = `difficulty.${level ?? 'unknown'}`
    return ruleOf(id, { difficulty: level }, 'items', bounds[index]!, difficultyWords(level))
  })
}

function importanceRules(entries: readonly ImportanceRule[], items: number, say: Say): Rule[] {
  const bounds = levelBounds('importance', entries, items, say)
  const seen = new Set<string>()
  return entries.map(({ level }, index) => {
    if (seen.has(level))
      say(`importance[${index}]`, `重要程度 ${level} 出现两次。`, `Importance ${level} appears twice.`)
    seen.add(level)
    return ruleOf(`importance.${level}`, { importance: level }, 'items', bounds[index]!, importanceWords(level))
  })
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
