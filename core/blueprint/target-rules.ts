/** Numbers over a paper's items (seconds, rated difficulty, facility …): kept in a band, and evened out. */
import type { Words } from '../words.ts'
import type { Blueprint, PoolItem, Target } from './blueprint.ts'
import type { Say } from './rule.ts'

/**
 * `section` counts from 0, null is the whole paper. A sum adds what is known, a
 * mean leaves out what is not; `weighted` weighs by half marks. With `even` the
 * papers' sums (for a mean, of the weighted numbers) are brought together.
 */
export type ResolvedTarget = {
  id: string
  of: string
  measure: 'sum' | 'mean'
  weighted: boolean
  section: number | null
  min: number | null
  max: number | null
  even: boolean
  sentence: Words
}

/** The number `of` of an item; null where it has none. */
export function numberOf(item: PoolItem, of: string): number | null {
  if (of === 'seconds') return item.seconds
  if (of === 'difficulty') return item.difficulty
  const text = item.attributes?.[of]
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** Targets in order, as far as they are switched on; the balance of seconds is a target of its own. */
export function resolveTargets(
  blueprint: Blueprint,
  sections: readonly unknown[],
  on: (rule: string) => boolean,
  say: Say,
): ResolvedTarget[] {
  const given = blueprint.targets ?? []
  const seconds = given.some(
    ({ of, measure, section }) => of === 'seconds' && measure === 'sum' && section === undefined,
  )
  const balance: Target[] =
    blueprint.balance?.includes('seconds') && !seconds ? [{ of: 'seconds', measure: 'sum', even: true }] : []
  return [...given, ...balance].flatMap((target, index): ResolvedTarget[] => {
    const { of, measure, weighted = false, section, min = null, max = null, even = false } = target
    const place = `targets[${index}]`
    const name = [of, measure, ...(weighted ? ['weighted'] : []), ...(section === undefined ? [] : [section])]
    const id = `target.${name.join('.')}`
    if (!on(id)) return []
    if (min !== null && max !== null && min > max)
      say(place, `下限 ${min} 大于上限 ${max}。`, `The minimum ${min} is above the maximum ${max}.`)
    if (section !== undefined && section > sections.length)
      say(place, `没有第 ${section} 部分。`, `There is no section ${section}.`)
    if (weighted && measure === 'sum') say(place, '只有均值可以按分数加权。', 'Only a mean can be weighted by marks.')
    if (min === null && max === null && !even && target.even === undefined)
      say(place, '未给出下限、上限或均衡要求。', 'It asks for nothing: give min, max or even.')
    const resolved = {
      id,
      of,
      measure,
      weighted,
      section: section === undefined ? null : section - 1,
      min,
      max,
      even: even || (blueprint.balance?.includes('seconds') === true && of === 'seconds' && measure === 'sum'),
      sentence: targetWords(target),
    }
    return [resolved]
  })
}

const numberWords: Record<string, Words> = {
  seconds: { zh: '用时（秒）', en: 'seconds' },
  difficulty: { zh: '难度', en: 'difficulty' },
}

function targetWords({ of, measure, weighted, section, min, max }: Target): Words {
  const name = numberWords[of] ?? { zh: of, en: of }
  const where =
    section === undefined ? { zh: '每卷', en: 'a paper' } : { zh: `第 ${section} 部分`, en: `section ${section}` }
  const how = measure === 'sum' ? { zh: '合计', en: 'sum of' } : { zh: '均值', en: 'mean' }
  const byMarks = weighted ? { zh: '（按分数加权）', en: ' weighted by marks' } : { zh: '', en: '' }
  const band =
    min === undefined && max === undefined
      ? { zh: '各卷相近', en: 'alike in all papers' }
      : min === undefined
        ? { zh: `不超过 ${max}`, en: `at most ${max}` }
        : max === undefined
          ? { zh: `不低于 ${min}`, en: `at least ${min}` }
          : { zh: `${min}–${max}`, en: `${min} to ${max}` }
  return {
    zh: `${where.zh}${name.zh}${how.zh}${byMarks.zh}：${band.zh}`,
    en: `${how.en} ${name.en}${byMarks.en} in ${where.en}: ${band.en}`,
  }
}
