/**
 * The assessment plan (评价方案) of a bank: in which ways candidates are assessed,
 * with what weight, marks to pass and time; and the clauses of the standards it
 * is checked against.
 */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { closed, nullable, type Static, Type, Words } from '../schema.ts'

export const WayName = Type.Enum(['theory', 'practical', 'safety', 'ethics', 'review'])
export type WayName = Static<typeof WayName>

/** What each way is called. */
export const wayWords: Record<WayName, Words> = {
  theory: { zh: '理论知识考试', en: 'theory' },
  practical: { zh: '技能操作考核', en: 'practical' },
  safety: { zh: '安全生产', en: 'safety' },
  ethics: { zh: '职业道德', en: 'professional ethics' },
  review: { zh: '综合评审', en: 'comprehensive review' },
}

/** Marks are out of 100; `minutes` is null for a way without a time of its own. */
export const Way = closed({
  way: WayName,
  weight: Type.Number({ minimum: 0, maximum: 100, description: 'percent' }),
  pass: Type.Number({ minimum: 0, maximum: 100 }),
  minutes: nullable(Type.Integer({ minimum: 1, maximum: 2880 })),
})
export type Way = Static<typeof Way>

/** `rule`: a candidate passes who passes *each* way, or by the *weighted* total as well (`pass` out of 100). */
export const AssessmentPlan = closed({
  ways: Type.Array(Way, { minItems: 1, maxItems: 5 }),
  rule: Type.Enum(['each', 'weighted']),
  pass: Type.Number({ minimum: 0, maximum: 100 }),
  note: Type.String({ maxLength: 2000 }),
})
export type AssessmentPlan = Static<typeof AssessmentPlan>

/** A clause with whether the plan keeps it; a plan that breaks one that is `binding` is no plan. */
export const ClauseVerdict = closed({
  id: Type.String(),
  sentence: Words,
  binding: Type.Boolean(),
  met: Type.Boolean(),
})
export type ClauseVerdict = Static<typeof ClauseVerdict>

/** Least minutes and marks that the standards' exam rules name. */
export const LEAST_MINUTES = { theory: 90, practical: 60 } as const
export const PASS_MARKS = 60

/** The clauses that bind a plan of `level` (5 lowest … 1 highest), each with its verdict. */
export function planClauses({ ways }: AssessmentPlan, level: number): ClauseVerdict[] {
  const has = (name: WayName) => ways.some(({ way, weight }) => way === name && weight > 0)
  const sum = Number(ways.reduce((total, { weight }) => total + weight, 0).toFixed(3))
  const long = (name: 'theory' | 'practical') =>
    ways.every(({ way, minutes }) => way !== name || (minutes !== null && minutes >= LEAST_MINUTES[name]))
  const clause = (id: string, zh: string, en: string, met: boolean, binding = false): ClauseVerdict => ({
    id,
    sentence: { zh, en },
    binding,
    met,
  })
  return [
    clause('sum', '各评价方式权重合计为100。', 'The weights of all ways sum to 100.', sum === 100, true),
    clause(
      'twice',
      '每种评价方式只列一次。',
      'Each way is named once.',
      new Set(ways.map(({ way }) => way)).size === ways.length,
      true,
    ),
    clause('theory', '含理论知识考试。', 'There is a theory examination.', has('theory'), true),
    clause('practical', '含技能操作考核。', 'There is a practical examination.', has('practical'), true),
    level <= 2
      ? clause('review', '二级、一级含综合评审。', 'At Levels 2 and 1 there is a comprehensive review.', has('review'))
      : clause('review', '综合评审只用于二级、一级。', 'A comprehensive review is for Levels 2 and 1.', !has('review')),
    clause('theory-minutes', '理论知识考试时间不少于90分钟。', 'Theory takes 90 minutes or more.', long('theory')),
    clause(
      'practical-minutes',
      '技能操作考核时间不少于60分钟。',
      'The practical examination takes 60 minutes or more.',
      long('practical'),
    ),
    clause(
      'pass',
      '理论知识、技能操作、综合评审均以百分制计，60分（含）以上为合格。',
      'Theory, practical and review are each out of 100, and 60 passes.',
      ways.every(({ way, pass }) => !['theory', 'practical', 'review'].includes(way) || pass === PASS_MARKS),
    ),
  ]
}

/** A theory blueprint's pass mark out of 100: a paper may have another total. */
export function passOf100({ sections, pass }: Pick<Blueprint, 'sections' | 'pass'>): number | undefined {
  const total = sections.reduce((sum, { count, marks }) => sum + count * marks, 0)
  return pass === undefined ? undefined : Number(((pass / total) * 100).toFixed(2))
}

/** Where a blueprint's time and pass mark (out of 100) differ from the plan it points to; `way` is the blueprint's own. */
export function planDifferences(
  { ways }: AssessmentPlan,
  way: 'theory' | 'practical' | 'review',
  { minutes, pass }: { minutes?: number | undefined; pass?: number | undefined },
): Words[] {
  const own = ways.find((one) => one.way === way)
  if (!own) {
    const { zh, en } = wayWords[way]
    return [{ zh: `评价方案中没有${zh}。`, en: `The assessment plan has no ${en}.` }]
  }
  const found: Words[] = []
  if (minutes !== undefined && own.minutes !== null && minutes !== own.minutes)
    found.push({
      zh: `用时${minutes}分钟，评价方案为${own.minutes}分钟。`,
      en: `${minutes} minutes; the assessment plan says ${own.minutes}.`,
    })
  if (pass !== undefined && pass !== own.pass)
    found.push({
      zh: `合格分${pass}，评价方案为${own.pass}。`,
      en: `${pass} marks to pass; the assessment plan says ${own.pass}.`,
    })
  return found
}
