/** Building blocks shared by the schemas: closed objects, nullable fields, marks. */
import Type, { type Static, type TProperties, type TSchema } from 'typebox'

/** An object that refuses fields it does not name. */
export const closed = <T extends TProperties>(fields: T) => Type.Object(fields, { additionalProperties: false })

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Text of the Markdown subset (`core/text.ts`): paragraphs, emphasis, tables, pictures, `$…$`. */
export const Text = Type.String({ maxLength: 20_000 })

/** Marks inside the program: whole numbers of half a mark. */
export const HalfMarks = Type.Integer({ minimum: 1, maximum: 400, description: 'half marks' })

/** One sentence in Chinese and English. */
export const Words = closed({ zh: Type.String(), en: Type.String() })
export type Words = Static<typeof Words>

export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

export type { Static }
export { Type }
