/**
 * HiGHS (WebAssembly) behind one function. Bounded by nodes, never by seconds,
 * so that the same model gives the same answer on any machine. What HiGHS says
 * is not trusted further than it must be: assembled papers go through the judge.
 */
import highsModule, { type Highs, type ModelStatusCode } from 'highs'

/** A mixed-integer model: columns, then rows over them. Bounds may be ±Infinity. */
export class Model {
  readonly cost: number[] = []
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly integer: boolean[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  readonly starts: number[] = [0]
  readonly indices: number[] = []
  readonly values: number[] = []

  /** Adds a column and returns its index. */
  column(cost: number, lower: number, upper: number, integer = true): number {
    this.cost.push(cost)
    this.lower.push(lower)
    this.upper.push(upper)
    this.integer.push(integer)
    return this.cost.length - 1
  }

  /** Adds a row; no column may be named twice in it. */
  row(lower: number, upper: number, columns: readonly number[], values?: readonly number[]): void {
    for (const [k, column] of columns.entries()) {
      this.indices.push(column)
      this.values.push(values ? values[k]! : 1)
    }
    this.starts.push(this.indices.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
  }
}

export type SolveOptions = {
  /** Whole number; steers ties only. */
  seed: number
  /** Branch-and-bound nodes before giving up. */
  nodes: number
  /** Stop at the first solution: for models where any will do. */
  first?: boolean
  /** Absolute gap between the answer and the proven bound at which to stop; 0 by default. */
  gap?: number
  /** Relative gap, the same; 0 by default. */
  relativeGap?: number
}

/** `bound` is proven: no solution costs less. */
export type Solution =
  | { status: 'solved'; values: Float64Array; cost: number; bound: number }
  | { status: 'infeasible' }
  | { status: 'unfinished'; reason: string }

// The package's types describe its CommonJS build, where the loader is a field; its ES module exports the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default

let loading: Promise<Highs> | undefined

/** Solves `model` for least cost. Integer columns come back as exact whole numbers. */
export async function solve(model: Model, options: SolveOptions): Promise<Solution> {
  if (model.cost.length === 0) return solveEmpty(model)
  loading ??= loadHighs()
  const highs = await loading
  try {
    return run(highs, model, options)
  } catch (error) {
    // A trap leaves the WebAssembly instance in an unknown state: the next call gets a fresh one.
    loading = undefined
    return { status: 'unfinished', reason: error instanceof Error ? error.message.slice(0, 200) : 'solver failed' }
  }
}

/** HiGHS calls a model without columns "empty", whatever its rows ask for. */
function solveEmpty(model: Model): Solution {
  const holds = model.rowLower.every((lower, row) => lower <= 0 && model.rowUpper[row]! >= 0)
  return holds ? { status: 'solved', values: new Float64Array(0), cost: 0, bound: 0 } : { status: 'infeasible' }
}

function run(highs: Highs, model: Model, options: SolveOptions): Solution {
  const columns = model.cost.length
  const rows = model.rowLower.length
  const { optimal, infeasible, unboundedOrInfeasible, solutionLimit } = highs.constants.modelStatus
  const held = highs.createModel({
    numCols: columns,
    numRows: rows,
    colCost: Float64Array.from(model.cost),
    colLower: Float64Array.from(model.lower),
    colUpper: Float64Array.from(model.upper),
    rowLower: Float64Array.from(model.rowLower),
    rowUpper: Float64Array.from(model.rowUpper),
    matrix: {
      format: 'csr',
      numRows: rows,
      numCols: columns,
      starts: Int32Array.from(model.starts),
      indices: Int32Array.from(model.indices),
      values: Float64Array.from(model.values),
    },
    integrality: Int32Array.from(model.integer, Number),
  })
  try {
    held.options.set({
      output_flag: false,
      random_seed: options.seed,
      mip_max_nodes: options.nodes,
      mip_rel_gap: options.relativeGap ?? 0,
      mip_abs_gap: options.gap ?? 1e-6,
      // Finds nothing in models of equations, and costs a third of the first assembly of a process.
      mip_heuristic_run_feasibility_jump: false,
      ...(options.first ? { mip_max_improving_sols: 1 } : {}),
    })
    held.run()
    const status: ModelStatusCode = held.getModelStatus()
    if (status === infeasible || status === unboundedOrInfeasible) return { status: 'infeasible' }
    // HiGHS calls its node limit a solution limit too: only a solution in hand tells the two apart.
    const inHand = held.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
    if (status !== optimal && !(status === solutionLimit && inHand))
      return { status: 'unfinished', reason: status === solutionLimit ? 'node limit' : `HiGHS status ${status}` }
    const values = held.getSolution().colValue
    for (let i = 0; i < columns; i++) if (model.integer[i]) values[i] = Math.round(values[i]!)
    const cost = held.getObjectiveValue()
    const isMip = model.integer.includes(true)
    return { status: 'solved', values, cost, bound: isMip ? Number(held.info.get('mip_dual_bound')) : cost }
  } finally {
    held.dispose()
  }
}
