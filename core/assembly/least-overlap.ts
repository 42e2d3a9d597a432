/** How little the papers of a set can share: the bound behind an overlap cap. */
import { addLeast, addSharing, mostOf } from './counts.ts'
import type { Problem } from './problem.ts'
import { Model, type Solution, solve } from './solver.ts'

/**
 * Totals with the least overlap. The k-th use of an item meets k−1 papers, so a
 * class of m items used T times costs at least the sum of 0 (first m uses), 1
 * (next m), 2, …: convex, hence columns of rising cost.
 */
export async function leastOverlap(problem: Problem, nodes: number, seed: number): Promise<Solution> {
  const { classes, columns, papers, rows } = problem
  const model = new Model()
  const columnsOf: number[][] = classes.map(() => [])
  for (const { class: of } of columns) columnsOf[of]!.push(model.column(0, 0, mostOf(problem, of, papers)))
  for (const { lower, upper, columns: own, values } of rows) model.row(lower * papers, upper * papers, own, values)
  for (const [of, { items, anchor }] of classes.entries()) {
    if (anchor || items.length === 0) continue
    const most = mostOf(problem, of, papers)
    const layers: number[] = []
    for (let use = 0; use * items.length < most; use++) layers.push(model.column(use, 0, items.length, false))
    model.row(0, 0, [...columnsOf[of]!, ...layers], [...columnsOf[of]!.map(() => 1), ...layers.map(() => -1)])
  }
  addSharing(model, problem, (of) => mostOf(problem, of, papers))
  addLeast(model, problem, [0])
  return solve(model, { seed, nodes, relativeGap: 0.005 })
}
