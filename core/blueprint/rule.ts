/** One line of a blueprint in whole numbers, and what the parts of a blueprint are made into lines with. */
import type { Importance } from '../element-table.ts'
import { counted, type Words } from '../words.ts'
import type { ScopeRule } from './blueprint.ts'
import { amountWords, itemsUnit, marksUnit } from './words.ts'

/** Which items of a paper a rule looks at: all of them, narrowed by each field that is there. */
export type Where = {
  section?: number
  scope?: string
  difficulty?: number | null
  importance?: Importance
  attribute?: { name: string; value: string }
}

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

/** Tells a contradiction at a place of the blueprint, in both languages. */
export type Say = (place: string, zh: string, en: string) => void
export type Bounds = { min: number; max: number | null }
type Amount = Pick<ScopeRule, 'count' | 'min' | 'max'>

/** Items and half marks of a part; `equalMarks` where all its items carry the same. */
export type Totals = { items: number; halfMarks: number; equalMarks: boolean }

/** The whole paper, or one section: what its rules look at, how their ids and places in the blueprint begin, and which are switched on. */
export type Part = { where: Where; id: string; place: string; totals: Totals; on: (rule: string) => boolean }

/** What is switched off may contradict itself. */
export const silent: Say = () => {}

/** A rule's name with the section it is within, if it is. */
export const within = ({ where }: Part, name: Words): Words =>
  where.section === undefined
    ? name
    : { zh: `第 ${where.section + 1} 部分 ${name.zh}`, en: `section ${where.section + 1}, ${name.en}` }

/** A rule with its sentence. */
export const ruleOf = (id: string, where: Where, measure: Rule['measure'], bounds: Bounds, name: Words): Rule => {
  const inMarks = measure === 'half-marks'
  const shown = inMarks
    ? amountWords(bounds.min / 2, bounds.max === null ? null : bounds.max / 2, marksUnit)
    : amountWords(bounds.min, bounds.max, itemsUnit)
  return { id, where, measure, ...bounds, sentence: { zh: `${name.zh}：${shown.zh}`, en: `${name.en}: ${shown.en}` } }
}

/** Bounds in items; undefined when none of the three is given. */
export function boundsOf(amount: Amount, total: number, place: string, say: Say): Bounds | undefined {
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
      `It asks for ${counted(bounds.min, 'item')}, but a paper has ${total}.`,
    )
  return bounds
}
