/** Shares to whole numbers. */

/**
 * Largest remainder (Hamilton): whole numbers that sum to `total`, each the floor
 * of its exact share or one more; ties go to the earlier one. `exact` sums to `total`.
 */
export function largestRemainder(exact: readonly number[], total: number): number[] {
  const floors = exact.map((share) => Math.floor(share + 1e-9))
  const missing = total - floors.reduce((sum, n) => sum + n, 0)
  const order = exact
    .map((share, index) => ({ index, remainder: Number((share - floors[index]!).toFixed(9)) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of order.slice(0, Math.max(0, missing))) floors[index]! += 1
  return floors
}
