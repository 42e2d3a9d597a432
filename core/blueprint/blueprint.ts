/**
 * A blueprint (组卷计划) as people write it, and the items it chooses from. Marks
 * here are outside units (0.5 is allowed); `resolve.ts` turns everything into
 * whole numbers.
 */
import { Importance } from '../element-table.ts'
import { FormName } from '../form.ts'
import { Difficulty, TheoryType } from '../item.ts'
import { closed, nullable, type Static, Type } from '../schema.ts'

const count = Type.Integer({ minimum: 0, maximum: 10_000 })
const percent = Type.Number({ minimum: 0, maximum: 100 })
const id = Type.String({ minLength: 1, maxLength: 100 })
const outsideMarks = (minimum: number) => Type.Number({ minimum, maximum: 1000, multipleOf: 0.5 })

const attributeName = Type.String({ minLength: 1, maxLength: 60 })
const attributeValue = Type.String({ minLength: 1, maxLength: 200 })
const isoDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/**
 * What assembly may know of an item; nothing of its content. `scope` is the
 * lowest scope's code ('' while unassigned). Enemies never meet in one paper,
 * and naming one side is enough. `lastUsed` is an ISO date, `setsAgo` is 1 for an
 * item of the newest set. Items of one `group` enter a paper together or not at
 * all. Attributes are whatever rules may name; the bank's own pool fills in
 * `source`, `writer` (a pseudonym), `image` (yes, no) and, where the blueprint asks
 * for it, `answer`: true or false, or the number of right options.
 */
export const PoolItem = closed({
  id,
  type: TheoryType,
  scope: Type.String({ maxLength: 100 }),
  point: nullable(id),
  difficulty: Difficulty,
  importance: nullable(Importance),
  seconds: nullable(Type.Number({ minimum: 0, maximum: 86_400 })),
  enemies: Type.Array(id, { maxItems: 10_000 }),
  used: Type.Integer({ minimum: 0 }),
  lastUsed: nullable(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}([T ].*)?$', maxLength: 40 })),
  setsAgo: Type.Optional(Type.Integer({ minimum: 1 })),
  group: Type.Optional(id),
  attributes: Type.Optional(Type.Record(attributeName, attributeValue, { maxProperties: 30 })),
})
export type PoolItem = Omit<Static<typeof PoolItem>, 'type'> & { type: TheoryType }

/** How much a paper takes of something: exactly `count` items, or from `min` to `max`. */
const amount = { count: Type.Optional(count), min: Type.Optional(count), max: Type.Optional(count) }

/** Items, or marks, or a percentage weight of the whole paper, for what lies within one scope. */
export const ScopeRule = closed({
  scope: Type.String({ minLength: 1, maxLength: 100 }),
  ...amount,
  marks: Type.Optional(outsideMarks(0)),
  minMarks: Type.Optional(outsideMarks(0)),
  maxMarks: Type.Optional(outsideMarks(0)),
  weight: Type.Optional(percent),
})
export type ScopeRule = Static<typeof ScopeRule>

/** Items or a percentage `share` (± `tolerance` percentage points) for one level. */
const levelAmount = { ...amount, share: Type.Optional(percent), tolerance: Type.Optional(percent) }

export const DifficultyRule = closed({
  level: Type.Union([Type.Integer({ minimum: 1, maximum: 5 }), Type.Literal('unknown'), Type.Null()]),
  ...levelAmount,
})
export type DifficultyRule = Static<typeof DifficultyRule>

export const ImportanceRule = closed({ level: Importance, ...levelAmount })
export type ImportanceRule = Static<typeof ImportanceRule>

/** Items whose attribute `name` has `value`: exactly, from – to, or a percentage share. */
export const AttributeRule = closed({ name: attributeName, value: attributeValue, ...levelAmount })
export type AttributeRule = Static<typeof AttributeRule>

const content = {
  scopes: Type.Optional(Type.Array(ScopeRule, { maxItems: 2000 })),
  difficulty: Type.Optional(Type.Array(DifficultyRule, { maxItems: 6 })),
  importance: Type.Optional(Type.Array(ImportanceRule, { maxItems: 3 })),
  attributes: Type.Optional(Type.Array(AttributeRule, { maxItems: 200 })),
}

/**
 * A section of a paper. Its own `scopes`, `difficulty`, `importance` and `attributes`
 * look at its items alone; several sections of one type split it into parts.
 */
export const Section = closed({
  type: TheoryType,
  count: Type.Integer({ minimum: 1, maximum: 1000 }),
  marks: outsideMarks(0.5),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  ...content,
})
export type Section = Omit<Static<typeof Section>, 'type'> & { type: TheoryType }

/**
 * A number over the items of a paper, or of one section (counted from 1), kept
 * between `min` and `max`: `seconds`, `difficulty` (rated) or any attribute that holds
 * numbers, such as facility. Items without the number add nothing to a sum and
 * are left out of a mean; `weighted` weighs a mean by marks. `even` brings the
 * papers as close to each other as swaps can.
 */
export const Target = closed({
  of: attributeName,
  measure: Type.Enum(['sum', 'mean']),
  weighted: Type.Optional(Type.Boolean()),
  section: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  even: Type.Optional(Type.Boolean()),
})
export type Target = Omit<Static<typeof Target>, 'measure'> & { measure: 'sum' | 'mean' }

/** An item that must, or must not, be in one paper (counted from 1), or in the set when no paper is named. */
export const Placement = closed({ item: id, paper: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) })
export type Placement = Static<typeof Placement>

/**
 * `withinSet` caps the items two papers of one set may share. No item comes in that
 * stands in one of the last `lastSets` sets, was used within `months` (`usedBefore`
 * is the same as a day, see `onDay`), or as often as `maxUses` or more.
 */
export const Overlap = closed({
  withinSet: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  lastSets: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
  usedBefore: Type.Optional(isoDay),
  maxUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
})

/** `trueShare`: of the true/false items, percent that are true. `oneSize`: of the multiple-choice items, percent that may have equally many right options. */
export const AnswerBalance = closed({
  trueShare: Type.Optional(closed({ min: percent, max: percent })),
  oneSize: Type.Optional(percent),
})

/** The version of the bank's assessment plan (评价方案) that the blueprint belongs to. Assembly does not look at it. */
export const PlanVersion = Type.Integer({ minimum: 1, maximum: 10_000 })

/**
 * Every field but `sections` is a rule that can be left out; `off` names rules, by
 * the id the judge gives them, that stay in the blueprint and are switched off. `points.min`: at least so
 * many different assessment points a paper; `points.vary`: as many as possible over
 * the set. `anchors` stand in every paper and are no overlap. `spare` papers are made
 * beyond those asked for; `forms` names the forms each paper is printed in.
 */
export const Blueprint = closed({
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  sections: Type.Array(Section, { minItems: 1, maxItems: 20 }),
  off: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 400 }), { maxItems: 1000, uniqueItems: true })),
  ...content,
  meanDifficulty: Type.Optional(
    closed({
      min: Type.Optional(Type.Number({ minimum: 1, maximum: 5 })),
      max: Type.Optional(Type.Number({ minimum: 1, maximum: 5 })),
    }),
  ),
  perPoint: Type.Optional(closed({ max: Type.Integer({ minimum: 1, maximum: 1000 }) })),
  points: Type.Optional(
    closed({ min: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })), vary: Type.Optional(Type.Boolean()) }),
  ),
  overlap: Type.Optional(Overlap),
  anchors: Type.Optional(Type.Array(id, { maxItems: 1000, uniqueItems: true })),
  pinned: Type.Optional(Type.Array(Placement, { maxItems: 10_000 })),
  excluded: Type.Optional(Type.Array(Placement, { maxItems: 10_000 })),
  answers: Type.Optional(AnswerBalance),
  targets: Type.Optional(Type.Array(Target, { maxItems: 20 })),
  balance: Type.Optional(Type.Array(Type.Literal('seconds'), { maxItems: 1 })),
  spare: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  forms: Type.Optional(Type.Array(FormName, { minItems: 1, maxItems: 2, uniqueItems: true })),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })),
  pass: Type.Optional(outsideMarks(0)),
  plan: Type.Optional(PlanVersion),
})
export type Blueprint = Omit<Static<typeof Blueprint>, 'sections' | 'targets'> & {
  sections: Section[]
  targets?: Target[]
}
