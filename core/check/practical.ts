/** The judge of practical and defense sets. */
import type { PracticalBlueprint, TaskChoice, TopicChoice } from '../blueprint/practical.ts'
import { isWithin } from '../element-table.ts'
import { counted } from '../words.ts'
import type { Breach, RuleReport, SetRuleReport } from './check.ts'

/** As for theory papers: no task is named. */
export type PracticalReport = { holds: boolean; rules: RuleReport[]; set: SetRuleReport[]; breaches: Breach[] }

const rule = (
  id: string,
  zh: string,
  en: string,
  measured: number[],
  holds: (value: number) => boolean,
): RuleReport => ({
  id,
  sentence: { zh, en },
  measured,
  holds: measured.map(holds),
})

const atMost = (id: string, zh: string, en: string, measured: number, most: number): SetRuleReport => ({
  id,
  sentence: { zh, en },
  measured,
  most,
  holds: measured <= most,
})

function reportOf(rules: RuleReport[], set: SetRuleReport[]): PracticalReport {
  const breaches = [
    ...rules.flatMap(({ id, sentence, holds }) =>
      holds.flatMap((held, index) => (held ? [] : [{ rule: id, paper: index + 1, sentence }])),
    ),
    ...set.flatMap(({ id, sentence, holds }) => (holds ? [] : [{ rule: id, paper: null, sentence }])),
  ]
  return { holds: breaches.length === 0, rules, set, breaches }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const largest = (values: Iterable<number>): number => [...values].reduce((a, b) => Math.max(a, b), 0)

/** How many entries of each kind there are, as numbers. */
function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Judges practical papers (task ids) by their rules. */
export function checkPractical(
  tasks: readonly TaskChoice[],
  rules: PracticalBlueprint,
  papers: readonly (readonly string[])[],
): PracticalReport {
  const known = new Map(tasks.map((task) => [task.id, task]))
  const chosen = papers.map((ids) => ids.flatMap((id) => known.get(id) ?? []))
  const perModule = rules.modules.flatMap(({ module, mode, count, weight, minutes, minMinutes }): RuleReport[] => {
    const own = chosen.map((paper) => paper.filter((task) => isWithin(task.module, module)))
    const asked = mode === 'pick_one' ? 1 : (count ?? 1)
    const counts = own.map(({ length }) => length)
    const marks = own.map((paper) => sumOf(paper.map(({ halfMarks }) => halfMarks)) / 2)
    const time = own.map((paper) => sumOf(paper.map((task) => task.minutes)))
    return [
      rule(
        `module.${module}`,
        `模块 ${module}：${asked} 项任务`,
        `module ${module}: ${counted(asked, 'task')}`,
        counts,
        (n) => n === asked,
      ),
      ...(rules.marks === 'exact'
        ? [
            rule(
              `marks.${module}`,
              `模块 ${module}：${weight} 分`,
              `module ${module}: ${counted(weight, 'mark')}`,
              marks,
              (n) => Math.abs(n - weight) < 0.001,
            ),
          ]
        : []),
      ...(minutes === undefined
        ? []
        : [
            rule(
              `minutes.${module}`,
              `模块 ${module}：不超过 ${minutes} 分钟`,
              `module ${module}: at most ${counted(minutes, 'minute')}`,
              time,
              (n) => n <= minutes,
            ),
          ]),
      ...(minMinutes === undefined
        ? []
        : [
            rule(
              `least-minutes.${module}`,
              `模块 ${module}：不少于 ${minMinutes} 分钟`,
              `module ${module}: at least ${counted(minMinutes, 'minute')}`,
              time,
              (n) => n >= minMinutes,
            ),
          ]),
    ]
  })
  const total = rules.modules.reduce((sum, { mode, count }) => sum + (mode === 'pick_one' ? 1 : (count ?? 1)), 0)
  const sizes = papers.map(({ length }) => length)
  const times = chosen.map((paper) => sumOf(paper.map(({ minutes }) => minutes)))
  const whole = [
    rule('tasks', `每卷 ${total} 项任务`, `${counted(total, 'task')} a paper`, sizes, (n) => n === total),
    ...(rules.minutes === undefined
      ? []
      : [
          rule(
            'minutes',
            `每卷不超过 ${rules.minutes} 分钟`,
            `at most ${counted(rules.minutes, 'minute')} a paper`,
            times,
            (n) => n <= rules.minutes!,
          ),
        ]),
    ...(rules.minMinutes === undefined
      ? []
      : [
          rule(
            'least-minutes',
            `每卷不少于 ${rules.minMinutes} 分钟`,
            `at least ${counted(rules.minMinutes, 'minute')} a paper`,
            times,
            (n) => n >= rules.minMinutes!,
          ),
        ]),
  ]
  return reportOf([...perModule, ...whole], setRules(papers, new Set(known.keys()), rules.maxUse))
}

function setRules(
  papers: readonly (readonly string[])[],
  known: ReadonlySet<string>,
  maxUse: number | undefined,
): SetRuleReport[] {
  const unknown = papers.flat().filter((id) => !known.has(id)).length
  const repeated = sumOf(papers.map((ids) => ids.length - new Set(ids).size))
  const alike = papers.length - tally(papers.map((ids) => JSON.stringify([...ids].sort()))).size
  const most = largest(tally(papers.flat()).values())
  return [
    atMost('known-items', '所有任务均在题库中', 'everything chosen is in the bank', unknown, 0),
    atMost('repeated-items', '同一试卷内无重复', 'nothing twice in one paper', repeated, 0),
    atMost('distinct', '各卷组合互不相同', 'no two papers hold the same combination', alike, 0),
    ...(maxUse === undefined
      ? []
      : [
          atMost(
            'max-use',
            `每项任务至多用于 ${maxUse} 套`,
            `nothing stands in more than ${counted(maxUse, 'paper')}`,
            most,
            maxUse,
          ),
        ]),
  ]
}

/**
 * Judges a draw list: topics known and different for each candidate, neighbours without a common topic, use evened
 * out and within `maxUse` where that is given.
 */
export function checkDraw(
  topics: readonly TopicChoice[],
  { perCandidate, maxUse }: { perCandidate: number; maxUse?: number | undefined },
  draws: readonly (readonly string[])[],
): PracticalReport {
  const known = new Set(topics.map(({ id }) => id))
  const unknown = draws.flat().filter((id) => !known.has(id)).length
  const repeated = sumOf(draws.map((ids) => ids.length - new Set(ids).size))
  const common = draws.slice(1).map((ids, before) => ids.filter((id) => draws[before]!.includes(id)).length)
  const used = tally(draws.flat())
  const uses = topics.map(({ id }) => used.get(id) ?? 0)
  const spread = largest(uses) - uses.reduce((a, b) => Math.min(a, b), largest(uses))
  const sizes = draws.map(({ length }) => length)
  return reportOf(
    [
      rule(
        'topics',
        `每人 ${perCandidate} 题`,
        `${counted(perCandidate, 'topic')} a candidate`,
        sizes,
        (n) => n === perCandidate,
      ),
    ],
    [
      atMost('known-items', '所有题目均在题库中', 'every topic is in the bank', unknown, 0),
      atMost('repeated-items', '同一考生无重复题目', 'no topic twice for one candidate', repeated, 0),
      atMost('neighbours', '相邻考生题目不同', 'neighbours share no topic', largest(common), 0),
      atMost('even-use', '各题使用次数相差不超过 1', 'the uses of any two topics differ by at most one', spread, 1),
      ...(maxUse === undefined
        ? []
        : [
            atMost(
              'max-use',
              `每题至多用于 ${maxUse} 人`,
              `no topic is drawn more than ${counted(maxUse, 'time')}`,
              largest(uses),
              maxUse,
            ),
          ]),
    ],
  )
}
