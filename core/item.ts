/**
 * What an item holds. Three kinds: a theory item, a practical task, a defense
 * topic. A content is immutable once it is a revision; `digestOf('item', content)`
 * names it. Options have ids and the key refers to ids, never to letters:
 * letters belong to a form of a paper.
 */
import { Calculation } from './calculation/calculation.ts'
import { digestOf } from './canonical.ts'
import { closed, HalfMarks, nullable, type Static, Text, Type } from './schema.ts'

export const ItemKind = Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('defense')])
export type ItemKind = Static<typeof ItemKind>

export const theoryTypes = [
  'single',
  'multiple',
  'true_false',
  'fill_in',
  'short_answer',
  'calculation',
  'essay',
  'case',
] as const
export const TheoryType = Type.Enum(theoryTypes)
export type TheoryType = (typeof theoryTypes)[number]

/** draft → submitted → approved → retired; only an approved revision can enter a paper. */
export const itemStates = ['draft', 'submitted', 'approved', 'retired'] as const
export const ItemState = Type.Enum(itemStates)
export type ItemState = (typeof itemStates)[number]

/** Full code of an assessment point, `A-B-A-012`, or of a scope, `A-B-A`. */
export const Code = Type.String({ pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$', maxLength: 40 })

/** Rated difficulty 1–5 (易 较易 中等 较难 难); null is "unknown", a level of its own. */
export const Difficulty = nullable(Type.Integer({ minimum: 1, maximum: 5 }))

export const Option = closed({ id: Type.String({ pattern: '^[a-z]$' }), text: Text })
export type Option = Static<typeof Option>

/** The right answer: option ids, a truth value, or the text of a written answer. */
export const Key = Type.Union([
  closed({ options: Type.Array(Type.String({ pattern: '^[a-z]$' }), { minItems: 1, uniqueItems: true }) }),
  closed({ truth: Type.Boolean() }),
  closed({ text: Text }),
])
export type Key = Static<typeof Key>

const common = {
  difficulty: Difficulty,
  source: Type.String({ maxLength: 500 }),
  /** Further attributes a body keeps of its own, such as 认知层次: name → value. */
  attributes: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.String({ minLength: 1, maxLength: 200 }), {
      maxProperties: 20,
    }),
  ),
}

/** A sub-item of a case: a theory item of its own under the common stem, with its own key and marks. */
export const CasePart = closed({
  id: Type.String({ pattern: '^[a-z]$' }),
  type: Type.Enum(['single', 'multiple', 'true_false', 'fill_in', 'short_answer', 'calculation', 'essay']),
  stem: Text,
  options: Type.Array(Option, { maxItems: 10 }),
  key: Key,
  fixedOrder: Type.Boolean(),
  marks: nullable(HalfMarks),
})
export type CasePart = Static<typeof CasePart>

/**
 * A theory item. `point` is null while it is unassigned. `fixedOrder` keeps
 * options as written (ascending numbers, "以上都对"). Pictures stand in the
 * text as `![](sha256:<hex>)`. Only a case has `parts`.
 */
export const TheoryItem = closed({
  kind: Type.Literal('theory'),
  type: TheoryType,
  stem: Text,
  options: Type.Array(Option, { maxItems: 10 }),
  key: Key,
  fixedOrder: Type.Boolean(),
  point: nullable(Code),
  agreement: nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  marks: nullable(HalfMarks),
  seconds: nullable(Type.Integer({ minimum: 1, maximum: 7200 })),
  rationale: Text,
  family: nullable(Type.String({ minLength: 1, maxLength: 100 })),
  /** The sub-items of a case, in their order; such an item's own key is an empty text. */
  parts: Type.Optional(Type.Array(CasePart, { minItems: 1, maxItems: 20 })),
  /** Variables and formulas from which each paper draws its own numbers; the texts name them as `{{U}}`. */
  calculation: Type.Optional(Calculation),
  ...common,
})
export type TheoryItem = Static<typeof TheoryItem>

/** A line of a preparation notice. */
export const PreparationRow = closed({
  group: Type.Union([Type.Literal('material'), Type.Literal('equipment'), Type.Literal('tool'), Type.Literal('venue')]),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  spec: Type.String({ maxLength: 200 }),
  unit: Type.String({ maxLength: 40 }),
  count: Type.String({ maxLength: 40 }),
  note: Type.String({ maxLength: 200 }),
})

/** A line of a marking record: what is assessed, what is asked, its marks, how marks are deducted. */
export const MarkingRow = closed({
  element: Type.String({ minLength: 1, maxLength: 200 }),
  requirement: Type.String({ maxLength: 2000 }),
  marks: HalfMarks,
  rule: Type.String({ maxLength: 4000 }),
})

/** A practical task; `module` is a scope of the practical element table. The marking rows sum to `marks`. */
export const PracticalTask = closed({
  kind: Type.Literal('practical'),
  title: Type.String({ minLength: 1, maxLength: 200 }),
  module: nullable(Code),
  marks: HalfMarks,
  preparationMinutes: Type.Integer({ minimum: 0, maximum: 600 }),
  workingMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  requirements: Text,
  site: Type.Array(PreparationRow, { maxItems: 200 }),
  candidate: Type.Array(PreparationRow, { maxItems: 200 }),
  marking: Type.Array(MarkingRow, { minItems: 1, maxItems: 100 }),
  criticalFailures: Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), { maxItems: 30 }),
  ...common,
})
export type PracticalTask = Static<typeof PracticalTask>

/** A defense topic of Level 2 or 1. */
export const DefenseTopic = closed({
  kind: Type.Literal('defense'),
  title: Type.String({ minLength: 1, maxLength: 2000 }),
  scope: nullable(Code),
  minutes: Type.Integer({ minimum: 1, maximum: 120 }),
  expectedPoints: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), { minItems: 1, maxItems: 30 }),
  scoringPoints: Type.Array(closed({ text: Type.String({ minLength: 1, maxLength: 2000 }), marks: HalfMarks }), {
    minItems: 1,
    maxItems: 30,
  }),
  followUps: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), { maxItems: 30 }),
  ...common,
})
export type DefenseTopic = Static<typeof DefenseTopic>

export const ItemContent = Type.Union([TheoryItem, PracticalTask, DefenseTopic])
export type ItemContent = TheoryItem | PracticalTask | DefenseTopic

/** Names a content: two revisions with this digest say the same to the letter. Hex SHA-256. */
export const contentDigest = (content: ItemContent): string => digestOf('item/1', content)
