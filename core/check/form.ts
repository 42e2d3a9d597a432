/** The judge of orders and letters: what a form may and may not do with the items it was given. */
import type { FormItem, FormOrder } from '../form.ts'
import type { SetRuleReport } from './check.ts'
import { setRule } from './set-rules.ts'

/** Equal answers may follow each other so often, where the answers of a section allow it. */
const LONGEST_RUN = 3

/**
 * Judges `forms`, each against the items of its paper by section. The same items,
 * each once; options as they are, fixed ones in their order; no answer too often
 * in a row; letters of single choice evened out. O(items · options).
 */
export function checkForms(
  forms: readonly { order: FormOrder; sections: readonly (readonly FormItem[])[] }[],
): SetRuleReport[] {
  let [items, options, runs, letters] = [0, 0, 0, 0]
  for (const { order, sections } of forms) {
    if (order.sections.length !== sections.length) items++
    for (const [index, own] of sections.entries()) {
      const placed = order.sections[index] ?? []
      const known = new Map(own.map((item) => [item.id, item]))
      const ids = new Set(placed.map(({ id }) => id))
      if (placed.length !== own.length || ids.size !== own.length || own.some(({ id }) => !ids.has(id))) items++
      const answers: string[] = []
      for (const { id, options: shown } of placed) {
        const item = known.get(id)
        if (!item) continue
        if (!optionsHold(item, shown)) options++
        answers.push(answerIn(item, shown))
      }
      if (longestRun(answers) > shortestPossible(answers)) runs++
      if (!lettersEven(own, placed)) letters++
    }
  }
  return [
    setRule('form.items', '各卷型的试题与试卷一致', 'every form holds its paper’s items, each once', items, 0),
    setRule(
      'form.options',
      '选项齐全，固定次序的未打乱',
      'options are complete, fixed ones in their order',
      options,
      0,
    ),
    setRule(
      'form.runs',
      `相同答案连续不超过 ${LONGEST_RUN} 题`,
      `no more than ${LONGEST_RUN} equal answers in a row`,
      runs,
      0,
    ),
    setRule('form.letters', '单选题答案字母分布均匀', 'letters of single choice are evened out', letters, 0),
  ]
}

function optionsHold({ content }: FormItem, shown: readonly string[]): boolean {
  const ids = content.options.map(({ id }) => id)
  if (content.fixedOrder) return ids.length === shown.length && ids.every((id, at) => shown[at] === id)
  return ids.length === shown.length && new Set(shown).size === ids.length && ids.every((id) => shown.includes(id))
}

/** What a candidate would mark; '' for a written answer. */
function answerIn({ content: { key } }: FormItem, shown: readonly string[]): string {
  if ('truth' in key) return String(key.truth)
  if (!('options' in key)) return ''
  return shown.flatMap((id, at) => (key.options.includes(id) ? [at] : [])).join('.')
}

function longestRun(answers: readonly string[]): number {
  let [longest, run] = [0, 0]
  for (const [at, answer] of answers.entries()) {
    run = answer !== '' && answer === answers[at - 1] ? run + 1 : 1
    if (answer !== '') longest = Math.max(longest, run)
  }
  return longest
}

/** The longest run that no order can avoid, or the allowed one: c equal answers among o others make one of c / (o + 1). */
function shortestPossible(answers: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const answer of answers) if (answer !== '') counts.set(answer, (counts.get(answer) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return Math.max(LONGEST_RUN, Math.ceil(most / (answers.length - most + 1)))
}

/** True unless some letter stands more often than an even share, and than fixed options alone bring about. */
function lettersEven(items: readonly FormItem[], placed: FormOrder['sections'][number]): boolean {
  const shown = new Map(placed.map(({ id, options }) => [id, options]))
  const counts: number[] = []
  const fixed: number[] = []
  let [singles, width] = [0, Number.POSITIVE_INFINITY]
  for (const { id, content } of items) {
    const { key } = content
    if (!('options' in key) || key.options.length !== 1) continue
    const at = (shown.get(id) ?? []).indexOf(key.options[0]!)
    if (at < 0) continue
    counts[at] = (counts[at] ?? 0) + 1
    if (content.fixedOrder) fixed[at] = (fixed[at] ?? 0) + 1
    singles++
    width = Math.min(width, content.options.length)
  }
  const share = Math.ceil(singles / width)
  return counts.every((count, at) => count <= Math.max(share, fixed[at] ?? 0))
}
