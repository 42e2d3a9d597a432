/** Scopes of the element table as rules: by items, by marks, or by weight with largest remainder. */
import { isWithin } from '../scope-code.ts'
import { counted } from '../words.ts'
import type { ScopeRule } from './blueprint.ts'
import { largestRemainder } from './rounding.ts'
import { boundsOf, type Part, type Rule, ruleOf, type Say, type Totals, within } from './rule.ts'
import { itemsUnit, marksUnit, scopeWords } from './words.ts'

/** Rules of scopes, at any depth of the element table, within `part`: the paper or one of its sections. */
export function scopeRules(scopes: readonly ScopeRule[], part: Part, say: Say): Rule[] {
  const { totals } = part
  const weighted = weightedAmounts(scopes, part, say)
  const rules: Rule[] = []
  const seen = new Set<string>()
  for (const [index, entry] of scopes.entries()) {
    const place = `${part.place}scopes[${index}]`
    if (seen.has(entry.scope)) say(place, `鉴定范围 ${entry.scope} 出现两次。`, `Scope ${entry.scope} appears twice.`)
    seen.add(entry.scope)
    const id = `${part.id}scope.${entry.scope}`
    if (!part.on(id)) continue
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
    const name = within(part, scopeWords(entry.scope))
    const where = { ...part.where, scope: entry.scope }
    if (inItems) rules.push(ruleOf(id, where, 'items', inItems, name))
    else if (inMarks) rules.push(ruleOf(id, where, 'half-marks', inMarks, name))
    else if (fromWeight !== undefined) {
      const measure = totals.equalMarks ? 'items' : 'half-marks'
      rules.push(ruleOf(id, where, measure, { min: fromWeight, max: fromWeight }, name))
    }
  }
  nestingFaults(rules, part, say)
  return rules
}

function marksBounds(
  entry: ScopeRule,
  totals: Totals,
  place: string,
  say: Say,
): { min: number; max: number | null } | undefined {
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
      `The minimum of ${counted(bounds.min / 2, 'mark')} is above the maximum of ${bounds.max / 2}.`,
    )
  if (bounds.min > totals.halfMarks)
    say(
      place,
      `要求 ${bounds.min / 2} 分，而每卷只有 ${totals.halfMarks / 2} 分。`,
      `It asks for ${counted(bounds.min / 2, 'mark')}, but a paper has ${totals.halfMarks / 2}.`,
    )
  return bounds
}

/** Weights to whole items, or half marks where sections differ in marks; a parent gets the sum of what lies below it. */
function weightedAmounts(scopes: readonly ScopeRule[], { totals, place }: Part, say: Say): Map<string, number> {
  const weighted = scopes.filter(({ weight }) => weight !== undefined)
  if (weighted.length === 0) return new Map()
  const below = (scope: string) => weighted.filter((other) => other.scope !== scope && isWithin(other.scope, scope))
  const lowest = weighted.filter(({ scope }) => below(scope).length === 0)
  const sum = lowest.reduce((total, { weight }) => total + weight!, 0)
  if (Math.abs(sum - 100) > 0.001) {
    const shown = Number(sum.toFixed(3))
    say(
      `${place}scopes`,
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
        `${place}scopes`,
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
function nestingFaults(rules: readonly Rule[], { totals, place, where }: Part, say: Say): void {
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
      const whole = where.section === undefined ? { zh: '试卷', en: 'the paper' } : { zh: '该部分', en: 'the section' }
      const inside = parent ? scopeWords(parent.where.scope!) : whole
      say(
        `${place}scopes`,
        `各鉴定范围至少共需 ${sum / scale} ${unit.zh}，而${inside.zh}只有 ${room / scale} ${unit.zh}。`,
        `The scopes ask for at least ${counted(sum / scale, unit.one, unit.en)} together, but ${inside.en} has room for ${room / scale}.`,
      )
    }
  }
}
