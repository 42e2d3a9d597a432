/** A look at many draws: what share fails and why, what results look like. */
import { Key, Option } from '../item.ts'
import { closed, nullable, type Static, Text, Type, Words } from '../schema.ts'
import { DrawnValues } from './calculation.ts'
import { reasons } from './draw.ts'

/** Draws of a preview unless told otherwise. */
export const PREVIEW_DRAWS = 1000
/**
 * `failed` is the share of single draws that were not used (a paper then draws
 * again); `distinct` how many different sets of values were seen among the
 * good ones; `range` that of the rounded key.
 */
export const Preview = closed({
  draws: Type.Integer({ minimum: 1 }),
  failed: Type.Number({ minimum: 0, maximum: 1 }),
  reasons: Type.Array(closed({ reason: Type.Enum(reasons), count: Type.Integer({ minimum: 1 }), message: Words })),
  distinct: Type.Integer({ minimum: 0 }),
  range: nullable(closed({ min: Type.Number(), max: Type.Number(), unit: Type.String() })),
  examples: Type.Array(
    closed({ values: DrawnValues, stem: Text, options: Type.Array(Option), key: Key, rationale: Text }),
  ),
})
export type Preview = Static<typeof Preview>
