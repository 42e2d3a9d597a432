/** Balance of answers as rules: how many of the true/false keys are true, and that multiple-choice keys are not all of one size. */
import type { TheoryType } from '../item.ts'
import { counted } from '../words.ts'
import type { Blueprint } from './blueprint.ts'
import { type Rule, ruleOf, type Say } from './rule.ts'

/** The attribute of an item that tells what assembly may know of its key: `true`, `false`, or the number of right options. */
export const ANSWER = 'answer'

/** Most right options of a multiple-choice item. */
const MOST_RIGHT = 10

/** Whole numbers of items, within the percentages; a band too narrow for any whole number is a contradiction. */
export function answerRules(
  answers: Blueprint['answers'],
  sections: readonly { type: TheoryType; count: number }[],
  on: (rule: string) => boolean,
  say: Say,
): Rule[] {
  const total = (type: TheoryType) => sections.reduce((sum, own) => sum + (own.type === type ? own.count : 0), 0)
  const where = (value: string) => ({ attribute: { name: ANSWER, value } })
  const rules: Rule[] = []
  const trueFalse = total('true_false')
  if (answers?.trueShare && trueFalse > 0 && on('answers.true')) {
    const { min, max } = answers.trueShare
    const bounds = { min: Math.ceil((min * trueFalse) / 100 - 1e-9), max: Math.floor((max * trueFalse) / 100 + 1e-9) }
    if (bounds.min > bounds.max)
      say(
        'answers.trueShare',
        `${trueFalse} 道判断题中没有占 ${min}%–${max}% 的整数题数。`,
        `No whole number of ${trueFalse} true/false items lies within ${min} to ${max} percent.`,
      )
    const name = { zh: '答案为“正确”的判断题', en: 'true/false items that are true' }
    rules.push(ruleOf('answers.true', where('true'), 'items', bounds, name))
  }
  const multiple = total('multiple')
  if (answers?.oneSize !== undefined && multiple > 0 && on('answers.size')) {
    const most = Math.floor((answers.oneSize * multiple) / 100 + 1e-9)
    if (most * (MOST_RIGHT - 1) < multiple)
      say(
        'answers.oneSize',
        `每种正确项数至多 ${most} 题，凑不满 ${multiple} 道多选题。`,
        `At most ${counted(most, 'item')} of each number of right options cannot fill ${multiple} multiple-choice items.`,
      )
    for (let size = 2; size <= MOST_RIGHT && most < multiple; size++) {
      if (!on(`answers.size.${size}`)) continue
      const name = { zh: `有 ${size} 个正确项的多选题`, en: `multiple-choice items with ${size} right options` }
      rules.push(ruleOf(`answers.size.${size}`, where(String(size)), 'items', { min: 0, max: most }, name))
    }
  }
  return rules
}
