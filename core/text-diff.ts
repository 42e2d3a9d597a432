/**
 * What changed between two sequences, after Myers, "An O(ND) Difference
 * Algorithm and Its Variations" (1986). Texts are compared by what a reader
 * takes as one: a Chinese character, a Latin word or number, a sign.
 */
import { closed, type Static, Type } from './schema.ts'

/** A run of a text: the same in both, only in the first (removed), only in the second (added). */
export const TextRun = closed({ how: Type.Enum(['same', 'removed', 'added']), text: Type.String() })
export type TextRun = Static<typeof TextRun>

export type Step<T> = { how: TextRun['how']; value: T }

/** Work is bounded by (edits)²: beyond so many edits the middles are called wholly different. */
const MOST_EDITS = 1200

/** The fewest removals and additions that turn `a` into `b`, in order; values are compared by `===`. */
export function editScript<T extends string | number>(a: readonly T[], b: readonly T[]): Step<T>[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const same = (values: readonly T[]) => values.map((value): Step<T> => ({ how: 'same', value }))
  const whole = () => [
    ...left.map((value): Step<T> => ({ how: 'removed', value })),
    ...right.map((value): Step<T> => ({ how: 'added', value })),
  ]
  return [...same(a.slice(0, start)), ...(myers(left, right) ?? whole()), ...same(a.slice(a.length - end))]
}

/** The shortest script, or undefined when it needs more than `MOST_EDITS`. */
function myers<T>(a: readonly T[], b: readonly T[]): Step<T>[] | undefined {
  const [n, m] = [a.length, b.length]
  const most = Math.min(n + m, MOST_EDITS)
  const offset = most + 1
  const reach = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d += 1) {
    // What was reached with one edit less, of which only diagonals −d … d matter.
    trace.push(reach.slice(offset - d - 1, offset + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[offset + k - 1]! < reach[offset + k + 1]!)
      let x = down ? reach[offset + k + 1]! : reach[offset + k - 1]! + 1
      while (x < n && x - k < m && a[x] === b[x - k]) x += 1
      reach[offset + k] = x
      if (x >= n && x - k >= m) return walkBack(a, b, trace)
    }
  }
  return undefined
}

function walkBack<T>(a: readonly T[], b: readonly T[], trace: readonly Int32Array[]): Step<T>[] {
  const steps: Step<T>[] = []
  let [x, y] = [a.length, b.length]
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const before = trace[d]!
    const at = (k: number) => before[k + d + 1]!
    const k = x - y
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const from = down ? k + 1 : k - 1
    const [fromX, fromY] = d === 0 ? [0, 0] : [at(from), at(from) - from]
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1
      y -= 1
      steps.push({ how: 'same', value: a[x]! })
    }
    if (d === 0) break
    if (down) steps.push({ how: 'added', value: b[--y]! })
    else steps.push({ how: 'removed', value: a[--x]! })
  }
  return steps.reverse()
}

/** Latin words and numbers stay whole, formulas come apart by their commands, all else by character. */
const TOKENS = /\\[A-Za-z]+|[A-Za-z]+|\d+(?:\.\d+)?|./gsu

/** The runs that show how `before` became `after`; joined without the added ones they are `before`. */
export function textDiff(before: string, after: string): TextRun[] {
  const runs: TextRun[] = []
  for (const { how, value } of editScript(before.match(TOKENS) ?? [], after.match(TOKENS) ?? [])) {
    const last = runs.at(-1)
    if (last?.how === how) last.text += value
    else runs.push({ how, text: value })
  }
  return runs
}
