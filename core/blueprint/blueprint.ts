/**
 * A blueprint (组卷计划) as people write it, and the items it chooses from. Marks
 * here are outside units (0.5 is allowed); `resolve.ts` turns everything into
 * whole numbers.
 */
import { Importance } from '../element-table.ts'
import { Difficulty, TheoryType } from '../item.ts'
import { closed, nullable, type Static, Type } from '../schema.ts'

const count = Type.Integer({ minimum: 0, maximum: 10_000 })
const percent = Type.Number({ minimum: 0, maximum: 100 })
const id = Type.String({ minLength: 1, maxLength: 100 })
const outsideMarks = (minimum: number) => Type.Number({ minimum, maximum: 1000, multipleOf: 0.5 })

/**
 * What assembly may know of an item; nothing of its content. `scope` is the
 * lowest scope's code ('' while unassigned). Enemies never meet in one paper,
 * and naming one side is enough. `lastUsed` is an ISO date.
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
})
export type PoolItem = Omit<Static<typeof PoolItem>, 'type'> & { type: TheoryType }

export const Section = closed({
  type: TheoryType,
  count: Type.Integer({ minimum: 1, maximum: 1000 }),
  marks: outsideMarks(0.5),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})
export type Section = Omit<Static<typeof Section>, 'type'> & { type: TheoryType }

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

/** `overlap.withinSet` caps the items two papers of one set may share. */
export const Blueprint = closed({
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  sections: Type.Array(Section, { minItems: 1, maxItems: 20 }),
  scopes: Type.Optional(Type.Array(ScopeRule, { maxItems: 2000 })),
  difficulty: Type.Optional(Type.Array(DifficultyRule, { maxItems: 6 })),
  meanDifficulty: Type.Optional(
    closed({
      min: Type.Optional(Type.Number({ minimum: 1, maximum: 5 })),
      max: Type.Optional(Type.Number({ minimum: 1, maximum: 5 })),
    }),
  ),
  importance: Type.Optional(Type.Array(ImportanceRule, { maxItems: 3 })),
  perPoint: Type.Optional(closed({ max: Type.Integer({ minimum: 1, maximum: 1000 }) })),
  overlap: Type.Optional(closed({ withinSet: Type.Integer({ minimum: 0, maximum: 10_000 }) })),
  balance: Type.Optional(Type.Array(Type.Literal('seconds'), { maxItems: 1 })),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })),
  pass: Type.Optional(outsideMarks(0)),
})
export type Blueprint = Omit<Static<typeof Blueprint>, 'sections'> & { sections: Section[] }
