/**
 * Near-duplicates against brute force (every pair's Jaccard similarity over the
 * same prepared sets), in one run: the sample bank with itself, and an import of
 * synthetic items against a synthetic bank.
 *
 *   node --import tsx tests/bench/similar.ts [items of the bank] [items of the import]
 *
 * Synthetic items are sample items with words of other sample items put in: as
 * dense as a bank gets. Preparing (frames and shingles) is timed apart, since
 * both sides need it. Brute force over the synthetic bank is run for a part of
 * the import and scaled up.
 */
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { TheoryItem } from '../../core/item.ts'
import { seededRandom } from '../../core/random.ts'
import { readRows } from '../../core/row/read.ts'
import { jaccard } from '../../core/similar/shingles.ts'
import { type Compared, comparedAs, DEFAULT_THRESHOLD, nearDuplicates } from '../../core/similar.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'

const RUNS = 5
const SEED = 'bench'
/** Items of the import that brute force looks at. */
const PART = 300

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

function timed<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now()
  const result = work()
  return { ms: performance.now() - start, result }
}

async function sampleItems(): Promise<TheoryItem[]> {
  const file = fileURLToPath(new URL('../../import-templates/samples/electrician-l3-theory.xlsx', import.meta.url))
  const { rows } = readRows(await readWorkbook(file), { kind: 'theory', table: null })
  return rows.flatMap((row) => (row.outcome === 'item' && row.content.kind === 'theory' ? [row.content] : []))
}

/** `count` items, each a sample item whose question has a third of its characters from another. */
function synthetic(samples: readonly TheoryItem[], count: number, seed: string): TheoryItem[] {
  const random = seededRandom(SEED, seed)
  const pick = () => samples[random.below(samples.length)]!
  return Array.from({ length: count }, () => {
    const [base, other] = [pick(), pick()]
    const cut = random.below(Math.max(1, Math.floor(base.stem.length / 3)))
    return {
      ...base,
      stem: base.stem.slice(cut) + other.stem.slice(0, Math.ceil(other.stem.length / 3)),
      options: pick().options,
    }
  })
}

function bruteForce(items: readonly Compared[], against: readonly Compared[]): number {
  let pairs = 0
  for (const [index, a] of items.entries()) {
    for (let i = index + 1; i < items.length; i++)
      if (jaccard(a.shingles, items[i]!.shingles) >= DEFAULT_THRESHOLD) pairs++
    for (const b of against) if (jaccard(a.shingles, b.shingles) >= DEFAULT_THRESHOLD) pairs++
  }
  return pairs
}

const samples = await sampleItems()
const [bankSize = 12_000, importSize = 10_000] = process.argv.slice(2).map(Number)
console.log(
  `similar: threshold ${DEFAULT_THRESHOLD}; median of ${RUNS}; seed ${SEED}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
)

const own = timed(() => samples.map((item, index) => comparedAs(`s${index}`, item)))
const found = Array.from({ length: RUNS }, () => timed(() => nearDuplicates(own.result, [], { perItem: Infinity })))
const naive = timed(() => bruteForce(own.result, []))
const ours = median(found.map(({ ms }) => ms))
console.log(
  `${samples.length} sample items: prepared in ${own.ms.toFixed(0)} ms; join ${ours.toFixed(0)} ms, ${found[0]!.result.length} pairs; brute force ${naive.ms.toFixed(0)} ms, ${naive.result} pairs = ${(naive.ms / ours).toFixed(1)} × the join`,
)

const bank = synthetic(samples, bankSize, 'bank')
const incoming = synthetic(samples, importSize, 'import')
const prepared = timed(() => ({
  bank: bank.map((item, index) => comparedAs(`b${index}`, item)),
  incoming: incoming.map((item, index) => comparedAs(`n${index}`, item)),
}))
const joins = Array.from({ length: RUNS }, () =>
  timed(() => nearDuplicates(prepared.result.incoming, prepared.result.bank)),
)
const join = median(joins.map(({ ms }) => ms))
const part = timed(() => bruteForce(prepared.result.incoming.slice(0, PART), prepared.result.bank))
// A part meets the bank and, on average, half of the import.
const whole = part.ms * ((importSize * (bankSize + importSize / 2)) / (PART * (bankSize + PART / 2)))
console.log(
  `${importSize} × ${bankSize} synthetic items: prepared in ${prepared.ms.toFixed(0)} ms; join ${join.toFixed(0)} ms, ${joins[0]!.result.length} pairs; brute force ${(whole / 1000).toFixed(0)} s (from ${PART} items) = ${(whole / join).toFixed(0)} × the join`,
)
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`)
