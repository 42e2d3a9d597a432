/** Difficulty, importance and further attributes as rules: by items, or by shares with a tolerance. */

import { counted } from '../words.ts'
import type { AttributeRule, DifficultyRule, ImportanceRule } from './blueprint.ts'
import { largestRemainder } from './rounding.ts'
import { type Bounds, boundsOf, type Part, type Rule, ruleOf, type Say, silent, within } from './rule.ts'
import { attributeWords, difficultyWords, importanceWords } from './words.ts'

type LevelRule = Pick<DifficultyRule, 'count' | 'min' | 'max' | 'share' | 'tolerance'>

/**
 * Bounds of each level, shares rounded by largest remainder and widened by their
 * tolerance; null for one that is switched off, whose share still counts. Shares
 * that name every level sum to 100; an attribute's values need not be all there
 * are (`closed` false).
 */
function levelBounds(
  field: string,
  entries: readonly LevelRule[],
  items: number,
  on: (index: number) => boolean,
  say: Say,
  closed = true,
): (Bounds | null)[] {
  const shares = entries.map(({ share }) => share)
  const given = shares.filter((share) => share !== undefined)
  const sum = Number(given.reduce((total, share) => total + share, 0).toFixed(3))
  if (given.length > 0 && (sum > 100.001 || (closed && given.length === entries.length && Math.abs(sum - 100) > 0.001)))
    say(field, `各档比例合计为 ${sum}，应为 100。`, `The shares sum to ${sum} instead of 100.`)
  const whole = largestRemainder(
    given.map((share) => (share * items) / 100),
    Math.round((sum * items) / 100),
  )
  let next = 0
  const bounds = entries.map((entry, index) => {
    const place = `${field}[${index}]`
    const kept = on(index)
    const tell = kept ? say : silent
    const stated = boundsOf(entry, items, place, tell)
    if ((stated === undefined) === (entry.share === undefined))
      tell(place, '应当用题数或比例二者之一说明。', 'Give the level by items or by share: exactly one of them.')
    if (entry.share === undefined) return kept ? (stated ?? { min: 0, max: null }) : null
    const centre = whole[next++]!
    const slack = ((entry.tolerance ?? 0) * items) / 100
    const exact = (entry.share * items) / 100
    const min = Math.max(0, Math.min(centre, Math.ceil(exact - slack - 1e-9)))
    return kept ? { min, max: Math.max(centre, Math.floor(exact + slack + 1e-9)) } : null
  })
  const minimums = bounds.reduce((total, one) => total + (one?.min ?? 0), 0)
  if (minimums > items)
    say(
      field,
      `各档至少共需 ${minimums} 题，而每卷只有 ${items} 题。`,
      `The levels ask for at least ${counted(minimums, 'item')} together, but a paper has ${items}.`,
    )
  return bounds
}

/** Rules of difficulty levels within `part`; 'unknown' and null are the same level. */
export function difficultyRules(entries: readonly DifficultyRule[], part: Part, say: Say): Rule[] {
  const field = `${part.place}difficulty`
  const level = (entry: DifficultyRule) => (typeof entry.level === 'number' ? entry.level : null)
  const ids = entries.map((entry) => `${part.id}difficulty.${level(entry) ?? 'unknown'}`)
  const bounds = levelBounds(field, entries, part.totals.items, (index) => part.on(ids[index]!), say)
  repeats(entries.map(level), (one, index) => {
    const { zh, en } = difficultyWords(one)
    say(`${field}[${index}]`, `${zh} 出现两次。`, `The level "${en}" appears twice.`)
  })
  return entries.flatMap((entry, index) => {
    const [own, its] = [level(entry), bounds[index]]
    if (!its) return []
    return ruleOf(ids[index]!, { ...part.where, difficulty: own }, 'items', its, within(part, difficultyWords(own)))
  })
}

/** Rules of importance within `part`. */
export function importanceRules(entries: readonly ImportanceRule[], part: Part, say: Say): Rule[] {
  const field = `${part.place}importance`
  const ids = entries.map(({ level }) => `${part.id}importance.${level}`)
  const bounds = levelBounds(field, entries, part.totals.items, (index) => part.on(ids[index]!), say)
  repeats(
    entries.map(({ level }) => level),
    (level, index) => say(`${field}[${index}]`, `重要程度 ${level} 出现两次。`, `Importance ${level} appears twice.`),
  )
  return entries.flatMap(({ level }, index) => {
    const its = bounds[index]
    const name = within(part, importanceWords(level))
    return its ? ruleOf(ids[index]!, { ...part.where, importance: level }, 'items', its, name) : []
  })
}

/** Rules of further attributes within `part`; the shares of one attribute's values go together. */
export function attributeRules(entries: readonly AttributeRule[], part: Part, say: Say): Rule[] {
  repeats(
    entries.map(({ name, value }) => `${name} = ${value}`),
    (one, index) =>
      say(`${part.place}attributes[${index}]`, `属性 ${one} 出现两次。`, `The attribute ${one} appears twice.`),
  )
  return [...new Set(entries.map(({ name }) => name))].flatMap((name) => {
    const own = entries.filter((entry) => entry.name === name)
    const ids = own.map(({ value }) => `${part.id}attribute.${name}.${value}`)
    const on = (index: number) => part.on(ids[index]!)
    const bounds = levelBounds(`${part.place}attributes(${name})`, own, part.totals.items, on, say, false)
    return own.flatMap(({ value }, index) => {
      const its = bounds[index]
      const where = { ...part.where, attribute: { name, value } }
      return its ? ruleOf(ids[index]!, where, 'items', its, within(part, attributeWords(name, value))) : []
    })
  })
}

function repeats<T>(values: readonly T[], found: (value: T, index: number) => void): void {
  for (const [index, value] of values.entries()) if (values.indexOf(value) < index) found(value, index)
}
