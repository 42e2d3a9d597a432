/** What saving a content comes to. */
import { ItemContent, ItemState } from '../../core/item.ts'
import { ContentFault } from '../../core/item-checks.ts'
import { FieldChange } from '../../core/item-diff.ts'
import { closed, type Static, Type } from '../../core/schema.ts'

/** A saved revision: ids and numbers, no content. */
export const Saved = closed({
  outcome: Type.Literal('saved'),
  id: Type.String(),
  number: Type.String({ description: 'as people say it: bank, kind, running number, check character' }),
  revision: Type.Integer(),
  state: ItemState,
})
export type Saved = Static<typeof Saved>

/** A content that may not be saved as it is; nothing was changed. */
export const Faulty = closed({ outcome: Type.Literal('faulty'), faults: Type.Array(ContentFault) })
export type Faulty = Static<typeof Faulty>

const Version = closed({ revision: Type.Integer(), content: ItemContent })
/**
 * Somebody saved another revision meanwhile; nothing was changed. `base` is
 * what the edit started from, `newest` what the item says now, `theirs` what
 * changed between the two.
 */
export const Conflict = closed({
  outcome: Type.Literal('conflict'),
  base: Version,
  newest: Version,
  theirs: Type.Array(FieldChange),
})
export type Conflict = Static<typeof Conflict>
