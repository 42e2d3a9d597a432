/** Blueprints of practical and defense sets, and what assembly may know of tasks and topics. */
import { SelectionMode } from '../element-table.ts'
import { closed, HalfMarks, type Static, Type } from '../schema.ts'
import { PlanVersion } from './blueprint.ts'

const id = Type.String({ minLength: 1, maxLength: 100 })

/** A practical task as assembly sees it; minutes are preparation and work together. */
export const TaskChoice = closed({
  id,
  module: Type.String({ minLength: 1, maxLength: 100 }),
  halfMarks: HalfMarks,
  minutes: Type.Integer({ minimum: 1, maximum: 2880 }),
})
export type TaskChoice = Static<typeof TaskChoice>

/**
 * A module of a practical paper: every paper takes `count` tasks of it (1 by
 * default) when it is `mandatory` (必考), `drawn` (抽考) or `pick_n` (任选若干项), one
 * when it is `pick_one` (任选一项). `weight` is its share of the paper's 100 marks. A parent scope stands
 * for all modules below it.
 */
export const PracticalModule = closed({
  module: Type.String({ minLength: 1, maxLength: 100 }),
  mode: Type.Union([SelectionMode, Type.Literal('pick_n')]),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  weight: Type.Number({ minimum: 0, maximum: 100 }),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 2880 })),
  minMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 2880 })),
})
export type PracticalModule = Static<typeof PracticalModule>

/**
 * `marks: "scaled"` takes any task and scales its marks to the module's weight;
 * `"exact"` wants the tasks' own marks to sum to it. A module's tasks fit its
 * minutes, the paper fits `minutes`; with `minMinutes` as much, exactly. No task stands in more than `maxUse` papers.
 */
export const PracticalBlueprint = closed({
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  modules: Type.Array(PracticalModule, { minItems: 1, maxItems: 30 }),
  marks: Type.Union([Type.Literal('scaled'), Type.Literal('exact')]),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 2880 })),
  minMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 2880 })),
  maxUse: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  plan: Type.Optional(PlanVersion),
})
export type PracticalBlueprint = Static<typeof PracticalBlueprint>

/** A defense topic as assembly sees it. */
export const TopicChoice = closed({
  id,
  scope: Type.String({ maxLength: 100 }),
  minutes: Type.Integer({ minimum: 1, maximum: 120 }),
})
export type TopicChoice = Static<typeof TopicChoice>

/** Topics of one paper; no topic stands in more than `maxUse` papers. */
export const DefenseBlueprint = closed({
  topics: Type.Integer({ minimum: 1, maximum: 20 }),
  maxUse: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  plan: Type.Optional(PlanVersion),
})
export type DefenseBlueprint = Static<typeof DefenseBlueprint>
