/**
 * Assembly of the reference problem, ten papers: classes against the item-by-item
 * model of the same solver, in one run.
 *
 *   node --import tsx tests/bench/assembly.ts [sizes] [sizes of the item-by-item model]
 *
 * Sizes are comma-separated numbers of items. Every case is a process of its own, so
 * that "cold" is its first assembly, preparing the pool and loading the solver
 * included, and peak memory is its own, pool included. "Warm" is the median of seven
 * seeds after it, over the pool prepared once, as it is when it is in memory. Times are
 * of the clock and, in brackets, of the processor: on a busy machine only the second
 * says something. Items are made before the clock starts; reading them from their file
 * and preparing them is stated apart. The item-by-item model of a million items has ten
 * million columns and fits no memory we have.
 */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { assemble } from '../../core/assembly/assemble.ts'
import { groupsOf } from '../../core/assembly/groups.ts'
import { type PoolInput, preparePool } from '../../core/assembly/prepare.ts'
import { makeProblem } from '../../core/assembly/problem.ts'
import { Model, solve } from '../../core/assembly/solver.ts'
import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import { resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { parsePool } from '../../server/sets/files-pool.ts'
import { referenceBlueprint, referencePool } from '../support/pools.ts'

const PAPERS = 10
const POINTS = 300
const SEEDS = 7
const variants = { plain: referenceBlueprint, 'one per point': { ...referenceBlueprint, perPoint: { max: 1 } } }
type Variant = keyof typeof variants

type Took = { ms: number; cpuMs: number }
/** `unfinished`: the solver gave up after that time. */
type Measured = { cold: Took; warm: Took[]; prepared?: Took; off: number; peakMib: number; unfinished?: boolean }

const poolFor = (size: number, variant: Variant) => referencePool(size, { points: variant === 'plain' ? 0 : POINTS })
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
/** Of this process. */
const peakMib = () => Math.round(process.resourceUsage().maxRSS / 1024)

async function took<T>(work: () => Promise<T> | T): Promise<{ result: T; took: Took }> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, took: { ms: performance.now() - start, cpuMs: (user + system) / 1000 } }
}

/** One assembly; `off` is the largest distance of a paper's seconds from their mean. */
async function assembled(pool: PoolInput, blueprint: Blueprint, seed: string): Promise<{ took: Took; off: number }> {
  const { result: made, took: own } = await took(() => assemble(pool, blueprint, { papers: PAPERS, seed }))
  if (made.outcome !== 'found') throw new Error(`no set: ${made.outcome}`)
  const seconds = made.report.papers.map((paper) => paper.seconds)
  const mean = seconds.reduce((a, b) => a + b, 0) / PAPERS
  return { took: own, off: Math.max(...seconds.map((total) => Math.abs(total - mean))) }
}

async function classes(size: number, variant: Variant): Promise<Measured> {
  const pool = poolFor(size, variant)
  const cold = await assembled(pool, variants[variant], 'cold')
  const { result: inMemory, took: own } = await took(() => preparePool(pool))
  const runs = []
  for (let seed = 0; seed < SEEDS; seed++) runs.push(await assembled(inMemory, variants[variant], `seed ${seed}`))
  const off = Math.max(...runs.map((run) => run.off))
  return { cold: cold.took, warm: runs.map((run) => run.took), prepared: own, off, peakMib: peakMib() }
}

/** The model with one yes/no column per item and paper: first solution, no objective. */
async function itemByItem(size: number): Promise<Measured> {
  const resolution = resolveBlueprint(referenceBlueprint)
  if (!resolution.ok) throw new Error('contradiction')
  const items = poolFor(size, 'plain')
  const { result: status, took: own } = await took(async () => {
    const pool = preparePool(items)
    const problem = makeProblem(pool, resolution.blueprint, PAPERS)
    const members = problem.classes.map((one) => Array.from(one.items))
    const grouped: number[][] = problem.groups.caps.map(() => [])
    for (const item of items.keys()) for (const group of groupsOf(problem.groups, item)) grouped[group]!.push(item)
    const model = new Model()
    for (let column = 0; column < PAPERS * items.length; column++) model.column(0, 0, 1)
    for (let paper = 0; paper < PAPERS; paper++) {
      const at = (item: number) => paper * items.length + item
      for (const { lower, upper, columns } of problem.rows)
        model.row(
          lower,
          upper,
          columns.flatMap((column) => members[problem.columns[column]!.class]!.map(at)),
        )
      for (const [group, own] of grouped.entries()) model.row(0, problem.groups.caps[group]!, own.map(at))
    }
    const papers = [...new Array(PAPERS).keys()]
    for (let item = 0; item < items.length; item++)
      model.row(
        0,
        1,
        papers.map((paper) => paper * items.length + item),
      )
    return (await solve(model, { seed: 1, nodes: 100_000, first: true })).status
  })
  return { cold: own, warm: [own], off: 0, peakMib: peakMib(), unfinished: status !== 'solved' }
}

/** Reading the pool from the text of its file; `prepared` is what comes after that. */
async function reading(size: number): Promise<Measured> {
  const lines = poolFor(size, 'one per point').map(
    ({ id, type, scope, point, difficulty, importance, seconds, enemies }) =>
      `${id},${type},${scope},${point},${difficulty},${importance},${seconds},${enemies.join(' ')}\n`,
  )
  const bytes = Buffer.from(`id,type,scope,point,difficulty,importance,seconds,enemies\n${lines.join('')}`)
  const { result, took: own } = await took(() => parsePool(bytes))
  if (!result.ok) throw new Error('the pool was not read')
  const { took: after } = await took(() => preparePool(result.value))
  return { cold: own, warm: [own], prepared: after, off: 0, peakMib: peakMib() }
}

const inProcess = (...args: string[]): Measured =>
  JSON.parse(
    execFileSync(process.execPath, [
      '--max-old-space-size=8192',
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(import.meta.url),
      '--case',
      ...args,
    ]).toString(),
  )

const shown = ({ ms, cpuMs }: Took) => `${ms.toFixed(0)} (${cpuMs.toFixed(0)}) ms`

function main(): void {
  const [sizes = '1200,12000,120000,1000000', compared = '1200,12000,120000'] = process.argv.slice(2)
  const [cpu] = cpus()
  console.log(
    `assembly: ${PAPERS} papers of 100; seeds "seed 0" to "seed ${SEEDS - 1}"; Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}; clock (processor)`,
  )
  const first = new Map<Variant, number>()
  for (const size of sizes.split(',')) {
    for (const variant of Object.keys(variants) as Variant[]) {
      const { cold, warm, prepared, off, peakMib: mib } = inProcess('classes', size, variant)
      const middle = { ms: median(warm.map(({ ms }) => ms)), cpuMs: median(warm.map(({ cpuMs }) => cpuMs)) }
      const base = first.get(variant) ?? middle.cpuMs
      first.set(variant, base)
      console.log(
        `${size} items, ${variant}: warm ${shown(middle)}, ${(middle.cpuMs / base).toFixed(1)} × the smallest; cold ${shown(cold)}; prepared in ${shown(prepared!)}; time off by at most ${off.toFixed(1)} s; peak ${mib} MiB`,
      )
      if (variant !== 'plain' || !compared.split(',').includes(size)) continue
      const naive = inProcess('item-by-item', size)
      console.log(
        `${size} items, item by item: ${naive.unfinished ? 'given up after ' : ''}${shown(naive.cold)} = ${(naive.cold.cpuMs / middle.cpuMs).toFixed(1)} × warm, ${(naive.cold.cpuMs / cold.cpuMs).toFixed(1)} × cold; peak ${naive.peakMib} MiB`,
      )
    }
    const read = inProcess('reading', size)
    console.log(
      `${size} items: read from a file in ${shown(read.cold)}, then prepared in ${shown(read.prepared!)}; peak ${read.peakMib} MiB`,
    )
  }
}

const [mode, what, size, variant] = process.argv.slice(2)
const cases: Record<string, () => Promise<Measured>> = {
  classes: () => classes(Number(size), variant as Variant),
  'item-by-item': () => itemByItem(Number(size)),
  reading: () => reading(Number(size)),
}
if (mode === '--case') console.log(JSON.stringify(await cases[what!]!()))
else main()
