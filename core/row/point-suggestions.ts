/** What a row wrote as its point and the table does not know, with the points that come nearest. */

import { comparable } from '../compare.ts'
import type { ElementTable } from '../element-table.ts'
import type { ItemContent } from '../item.ts'
import type { RowResult } from './result.ts'

export type UnknownPoint = {
  /** As the rows wrote it, codes and names joined by " / ". */
  written: string
  rows: number
  /** The nearest points, `similarity` from 0 to 1 (Dice's coefficient over pairs of characters). */
  suggestions: { code: string; name: string; similarity: number }[]
}

const MOST = 200
const SUGGESTED = 3
const LEAST = 0.25

/** The list, the most frequent first, at most 200. O(unknown × points). */
export function unknownPoints(rows: readonly RowResult<ItemContent>[], table: ElementTable | null): UnknownPoint[] {
  const counts = new Map<string, number>()
  for (const row of rows)
    if (row.outcome === 'item' && row.point.by === 'none' && row.point.written !== '')
      counts.set(row.point.written, (counts.get(row.point.written) ?? 0) + 1)
  const points = (table?.points ?? []).map(({ code, name }) => ({ code, name, pairs: pairsOf(name) }))
  return [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([written, count]) => {
      const pairs = pairsOf(written.split(' / ').at(-1) ?? '')
      const suggestions = points
        .map(({ code, name, pairs: own }) => ({ code, name, similarity: dice(pairs, own) }))
        .filter(({ similarity }) => similarity >= LEAST)
        .sort((one, other) => other.similarity - one.similarity || (one.code < other.code ? -1 : 1))
        .slice(0, SUGGESTED)
      return { written: written.slice(0, 200), rows: count, suggestions }
    })
}

function pairsOf(text: string): Set<string> {
  const signs = [...comparable(text)]
  return new Set(signs.length < 2 ? signs : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`))
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0
  let common = 0
  for (const pair of one) if (other.has(pair)) common += 1
  return (2 * common) / (one.size + other.size)
}
