/** One change to many items: what it may touch, and what an item says after it. */
import { Code, Difficulty, type ItemContent } from './item.ts'
import { closed, nullable, type Static, Type } from './schema.ts'

/**
 * Fields that are given are set; `null` empties one. Of attributes only the
 * named ones change, `null` removes one. `step` moves items on instead of
 * changing what they say: the two are never one act.
 */
export const BulkChange = Type.Union([
  closed({
    set: Type.Object(
      {
        point: Type.Optional(nullable(Code)),
        difficulty: Type.Optional(Difficulty),
        source: Type.Optional(Type.String({ maxLength: 500 })),
        family: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 100 }))),
        attributes: Type.Optional(
          Type.Record(
            Type.String({ minLength: 1, maxLength: 60 }),
            nullable(Type.String({ minLength: 1, maxLength: 200 })),
            { maxProperties: 20 },
          ),
        ),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
  }),
  closed({ step: Type.Enum(['submit', 'retire']) }),
])
export type BulkChange = Static<typeof BulkChange>
export type BulkSet = Extract<BulkChange, { set: unknown }>['set']

/** The field in which each kind keeps its place in the element table. */
const placeField = { theory: 'point', practical: 'module', defense: 'scope' } as const

/** What a content says after the change; a field that the kind does not have stays away. */
export function changedContent(
  content: ItemContent,
  { point, difficulty, source, family, attributes }: BulkSet,
): ItemContent {
  const { attributes: before = {}, ...rest } = content
  const kept = Object.entries({ ...before, ...attributes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  return {
    ...rest,
    ...(point !== undefined && { [placeField[content.kind]]: point }),
    ...(difficulty !== undefined && { difficulty }),
    ...(source !== undefined && { source }),
    ...(family !== undefined && content.kind === 'theory' && { family }),
    ...(kept.length > 0 && { attributes: Object.fromEntries(kept) }),
  } as ItemContent
}
