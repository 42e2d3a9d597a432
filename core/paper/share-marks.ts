/** The marks of a case among its parts. */
import { largestRemainder } from '../blueprint/rounding.ts'

/**
 * Half marks of each part, summing to `total`. What the writer stated stands
 * when it sums up; else it is taken as proportions (a part that states none is
 * worth the mean of the others), rounded by largest remainder, no part below
 * half a mark. Throws when there are more parts than half marks.
 */
export function shareMarks(stated: readonly (number | null)[], total: number): number[] {
  const known = stated.filter((marks) => marks !== null)
  const sum = known.reduce((all, marks) => all + marks, 0)
  if (known.length === stated.length && sum === total) return [...known]
  if (stated.length === 0) return []
  if (stated.length > total) throw new Error('A case has more parts than half marks.')
  const mean = known.length === 0 ? 1 : sum / known.length
  const weights = stated.map((marks) => marks ?? mean)
  const whole = weights.reduce((all, weight) => all + weight, 0)
  // One half mark to each first, the rest in proportion: nobody answers a part for nothing.
  const spare = total - stated.length
  const ideal = weights.map((weight) => Math.max(0, (weight / whole) * total - 1))
  const idealSum = ideal.reduce((all, share) => all + share, 0)
  const exact = ideal.map((share) => (idealSum === 0 ? spare / stated.length : (share / idealSum) * spare))
  return largestRemainder(exact, spare).map((share) => share + 1)
}
