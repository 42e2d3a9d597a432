/**
 * The filing rules (备案要求) as data: how much of what, by which sentence of
 * which document. The numbers and sentences are those of
 * 厦门市职业技能等级认定操作细则; a body of another place puts in its own, with a
 * reason that stays on record.
 */
import { closed, type Static, Type, Words } from '../schema.ts'

export const RuleId = Type.Enum(['theory-items', 'theory-papers', 'practical-papers', 'defense-topics'])
export type RuleId = Static<typeof RuleId>
export const ruleIds: readonly RuleId[] = ['theory-items', 'theory-papers', 'practical-papers', 'defense-topics']

/** One threshold: at least `needed`, because of what `source` says. */
const FilingRule = closed({
  needed: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  source: closed({ zh: Type.String({ minLength: 1, maxLength: 500 }), en: Type.String({ maxLength: 500 }) }),
})

/**
 * "1,200 items (paper bank of 10 sets)" can be read as *and* or as *or*: with
 * `or`, items or papers are enough for theory. `document` names where the
 * sentences stand.
 */
export const FilingRules = closed({
  document: Type.String({ minLength: 1, maxLength: 200 }),
  reading: Type.Enum(['and', 'or']),
  rules: closed({
    'theory-items': FilingRule,
    'theory-papers': FilingRule,
    'practical-papers': FilingRule,
    'defense-topics': FilingRule,
  }),
})
export type FilingRules = Static<typeof FilingRules>

const theorySource: Words = {
  zh: '每个职业（工种）每个等级的理论知识题库试题不少于1200道（卷库不少于10套）。',
  en: 'Per occupation and level the theory item bank holds no fewer than 1,200 items (paper bank: no fewer than 10 papers).',
}

/** The municipal rules, read strictly; what holds while a bank has said nothing else. */
export const strictRules: FilingRules = {
  document: '厦门市职业技能等级认定操作细则',
  reading: 'and',
  rules: {
    'theory-items': { needed: 1200, source: theorySource },
    'theory-papers': { needed: 10, source: theorySource },
    'practical-papers': {
      needed: 10,
      source: {
        zh: '每个职业（工种）每个等级的技能操作卷库不少于10套。',
        en: 'Per occupation and level the practical paper bank holds no fewer than 10 papers.',
      },
    },
    'defense-topics': {
      needed: 10,
      source: {
        zh: '技师、高级技师的答辩或技术评审题目各不少于10道。',
        en: 'For Levels 2 and 1 there are no fewer than 10 defense or technical-review topics each.',
      },
    },
  },
}

/** What a bank holds of each thing that a rule counts. */
export type Holdings = Record<RuleId, number>

const names: Record<RuleId, Words> = {
  'theory-items': { zh: '理论知识题库试题量', en: 'theory items in the bank' },
  'theory-papers': { zh: '理论知识卷库套数', en: 'theory papers' },
  'practical-papers': { zh: '技能操作卷库套数', en: 'practical papers' },
  'defense-topics': { zh: '答辩或技术评审题目数（技师、高级技师）', en: 'defense topics (Levels 2 and 1)' },
}

const Count = Type.Integer({ minimum: 0 })
export const RuleVerdict = closed({
  id: RuleId,
  sentence: Words,
  source: Words,
  needed: Count,
  found: Count,
  met: Type.Boolean(),
})
export type RuleVerdict = Static<typeof RuleVerdict>

/** Each rule that binds `level` (5 lowest … 1 highest) with what was found. */
export function judgeRules({ reading, rules }: FilingRules, level: number, holds: Holdings): RuleVerdict[] {
  const enough = (id: RuleId) => holds[id] >= rules[id].needed
  const eitherTheory = reading === 'or' && (enough('theory-items') || enough('theory-papers'))
  return ruleIds
    .filter((id) => id !== 'defense-topics' || level <= 2)
    .map((id) => ({
      id,
      sentence: names[id],
      source: rules[id].source,
      needed: rules[id].needed,
      found: holds[id],
      met: enough(id) || (id.startsWith('theory-') && eitherTheory),
    }))
}
