/** What is known of the use of a bank's items, in numbers only. It can tell whether an item is used: a right of its own. */
import { closed, nullable, type Static, Type, Words } from '../schema.ts'

const Count = Type.Integer({ minimum: 0 })

/** `overused`: in `often` sets or more. */
export const UseCounts = closed({ approved: Count, never: Count, overused: Count, often: Count })
export type UseCounts = Static<typeof UseCounts>

/** Counts over the approved items; `uses` is in how many sets each stands. */
export const useCounts = (uses: readonly number[], often: number): UseCounts => ({
  approved: uses.length,
  never: uses.filter((used) => used === 0).length,
  overused: uses.filter((used) => used >= often).length,
  often,
})

/**
 * How many further papers there are: `found` were made, more than `upper` are
 * impossible. `scarce` is what ends it: the cell or rule that is short for one
 * paper more; null when the search stopped at its limit or could not tell.
 */
export const BankYield = closed({
  blueprint: closed({ id: Type.String(), kind: Type.Enum(['theory', 'practical']), name: Type.String() }),
  found: Count,
  upper: Count,
  scarce: nullable(Words),
})
export type BankYield = Static<typeof BankYield>
