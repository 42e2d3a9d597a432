/**
 * Assembly of the reference problem, ten papers: classes against the item-by-item
 * model of the same solver, in one run.
 *
 *   node --import tsx tests/bench/assembly.ts [sizes] [sizes of the item-by-item model]
 *
 * Sizes are comma-separated numbers of items. Times are medians of seven seeds
 * in a warm process; "cold" is the first assembly of a fresh process, loading
 * the solver included. Pools are made before the clock starts.
 */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { assemble } from '../../core/assembly/assemble.ts'
import { inOrder, makeProblem } from '../../core/assembly/problem.ts'
import { Model, solve } from '../../core/assembly/solver.ts'
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { referenceBlueprint, referencePool } from '../support/pools.ts'

const PAPERS = 10
const POINTS = 300
const SEEDS = 7
const variants = { plain: referenceBlueprint, 'one per point': { ...referenceBlueprint, perPoint: { max: 1 } } }
type Variant = keyof typeof variants

const poolFor = (size: number, variant: Variant) => referencePool(size, { points: variant === 'plain' ? 0 : POINTS })
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Of this process, pools included, in MiB. */
const peak = () => (process.resourceUsage().maxRSS / 1024).toFixed(0)

async function timed(pool: PoolItem[], blueprint: Blueprint, seed: string) {
  const start = performance.now()
  const made = await assemble(pool, blueprint, { papers: PAPERS, seed })
  const ms = performance.now() - start
  if (made.outcome !== 'found') throw new Error(`no set: ${made.outcome}`)
  const seconds = made.report.papers.map((paper) => paper.seconds)
  const mean = seconds.reduce((a, b) => a + b, 0) / PAPERS
  return { ms, off: Math.max(...seconds.map((total) => Math.abs(total - mean))) }
}

/** Milliseconds of the model with one yes/no column per item and paper: first solution, no objective. */
async function itemByItem(items: PoolItem[]): Promise<number> {
  const resolution = resolveBlueprint(referenceBlueprint)
  if (!resolution.ok) throw new Error('contradiction')
  const start = performance.now()
  const pool = inOrder(items)
  const problem = makeProblem(pool, resolution.blueprint, PAPERS)
  const own = problem.classes.map((one) => one.items)
  const model = new Model()
  for (let column = 0; column < PAPERS * pool.length; column++) model.column(0, 0, 1)
  for (let paper = 0; paper < PAPERS; paper++) {
    const at = (item: number) => paper * pool.length + item
    for (const { lower, upper, columns } of problem.rows)
      model.row(
        lower,
        upper,
        columns.flatMap((column) => own[problem.columns[column]!.class]!.map(at)),
      )
    for (const { cap, items: members } of problem.groups) model.row(0, cap, members.map(at))
  }
  for (let item = 0; item < pool.length; item++)
    model.row(
      0,
      1,
      Array.from({ length: PAPERS }, (_, paper) => paper * pool.length + item),
    )
  const solution = await solve(model, { seed: 1, nodes: 100_000, first: true })
  if (solution.status !== 'solved') throw new Error(solution.status)
  return performance.now() - start
}

async function main(): Promise<void> {
  const [sizes = '1200,12000,120000,1000000', compared = '1200,12000'] = process.argv.slice(2)
  const self = fileURLToPath(import.meta.url)
  const [cpu] = cpus()
  console.log(
    `assembly: ${PAPERS} papers of 100; ${SEEDS} seeds; Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`,
  )
  for (const size of sizes.split(',').map(Number)) {
    for (const variant of Object.keys(variants) as Variant[]) {
      const cold = Number(
        execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), self, '--cold', String(size), variant]),
      )
      const pool = poolFor(size, variant)
      await timed(pool, variants[variant], 'warm-up')
      const runs = []
      for (let seed = 0; seed < SEEDS; seed++) runs.push(await timed(pool, variants[variant], `seed ${seed}`))
      const times = runs.map(({ ms }) => ms)
      const warm = median(times)
      const off = Math.max(...runs.map((run) => run.off))
      console.log(
        `${size} items, ${variant}: warm ${warm.toFixed(0)} ms (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}), cold ${cold.toFixed(0)} ms, time off by at most ${off.toFixed(1)} s, peak memory so far ${peak()} MiB`,
      )
      if (variant !== 'plain' || !compared.split(',').includes(String(size))) continue
      const naive = await itemByItem(pool)
      console.log(`${size} items, item by item: ${naive.toFixed(0)} ms = ${(naive / warm).toFixed(1)} × the classes`)
    }
  }
}

if (process.argv[2] === '--cold') {
  const variant = process.argv[4] as Variant
  const { ms } = await timed(poolFor(Number(process.argv[3]), variant), variants[variant], 'cold')
  console.log(ms)
} else await main()
