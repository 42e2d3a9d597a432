/** What can be done to an assembled set, one step at a time; the steps with the seed make the set again. */
import { closed, type Static, Type } from '../schema.ts'

const item = Type.String({ minLength: 1, maxLength: 100 })
/** Papers count from 1. */
const paper = Type.Integer({ minimum: 1, maximum: 1000 })

/**
 * `replace` puts `by` in the place of `item`. `pin` and `exclude` bind what comes
 * after, in one paper or in the set; `free` lifts both. `rerun` draws everything
 * anew but what is pinned and the papers to `keep`.
 */
export const EditStep = Type.Union([
  closed({ do: Type.Literal('replace'), paper, item, by: item }),
  closed({ do: Type.Literal('pin'), item, paper: Type.Optional(paper) }),
  closed({ do: Type.Literal('exclude'), item, paper: Type.Optional(paper) }),
  closed({ do: Type.Literal('free'), item }),
  closed({ do: Type.Literal('rerun'), keep: Type.Array(paper, { maxItems: 1000, uniqueItems: true }) }),
])
export type EditStep = Static<typeof EditStep>
