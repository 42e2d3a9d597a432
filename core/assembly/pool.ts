/**
 * A pool as the engine reads it. A bank of a million is a million objects all over
 * the memory, and every look at them costs more than deciding on a set. So a pool
 * is read once, when it comes in: sorted by id, its fields numbered into columns,
 * enemies looked up, uses ranked, hashed. Each assembly then runs over columns.
 */
import type { PoolItem } from '../blueprint/blueprint.ts'
import { isInOrder, placesOf } from '../blueprint/by-id.ts'
import { numberOf } from '../blueprint/target-rules.ts'
import { useRanks } from './use-ranks.ts'

/** Row `at` of every column is `items[at]`. */
export type Pool = {
  /** By id, so that the order they came in cannot matter. */
  items: readonly PoolItem[]
  /** What the codes of the text columns stand for, in order of first appearance; code 0 is none. */
  texts: readonly (string | null)[]
  type: Int32Array
  scope: Int32Array
  point: Int32Array
  importance: Int32Array
  lastUsed: Int32Array
  /** -1 where it is not known. */
  difficulty: Int8Array
  /** NaN where they are not known. */
  seconds: Float64Array
  used: Float64Array
  /** How worn each item is, see `useRanks`; `worn` is false where all are alike. */
  useRank: Int32Array
  worn: boolean
  enemies: EnemyGraph
  /** Items of some group, ascending. */
  grouped: Int32Array
}

/** Items that are enemies of some item of the pool, ascending; `others` from `starts[n]` to `starts[n + 1]` are the enemies of `items[n]`, as places in `items`, ascending. */
export type EnemyGraph = { items: Int32Array; starts: Int32Array; others: Int32Array }

/** The columns of `items`, in one pass. O(items), and sorting where ids do not ascend. The items must not change after it. */
export function poolOf(unordered: readonly PoolItem[]): Pool {
  const items = isInOrder(unordered)
    ? unordered
    : unordered.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const size = items.length
  const codes = new Map<string | null, number>([[null, 0]])
  const codeOf = (text: string | null) => {
    if (text === null) return 0
    const known = codes.get(text)
    if (known !== undefined) return known
    codes.set(text, codes.size)
    return codes.size - 1
  }
  const [type, scope, point] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  const [importance, lastUsed] = [new Int32Array(size), new Int32Array(size)]
  const difficulty = new Int8Array(size)
  const [seconds, used] = [new Float64Array(size), new Float64Array(size)]
  const grouped: number[] = []
  const naming: number[] = []
  for (let at = 0; at < size; at++) {
    const item = items[at]!
    type[at] = codeOf(item.type)
    scope[at] = codeOf(item.scope)
    point[at] = codeOf(item.point)
    importance[at] = codeOf(item.importance)
    lastUsed[at] = codeOf(item.lastUsed)
    difficulty[at] = item.difficulty ?? -1
    seconds[at] = item.seconds ?? Number.NaN
    used[at] = item.used
    if (item.group !== undefined) grouped.push(at)
    if (item.enemies.length > 0) naming.push(at)
  }
  const texts = [...codes.keys()]
  const useRank = useRanks({ used, lastUsed, texts })
  return {
    items,
    texts,
    type,
    scope,
    point,
    importance,
    lastUsed,
    difficulty,
    seconds,
    used,
    useRank,
    worn: differ(useRank),
    enemies: enemyGraph(items, naming),
    grouped: Int32Array.from(grouped),
  }
}

function differ(ranks: Int32Array): boolean {
  for (let at = 1; at < ranks.length; at++) if (ranks[at] !== ranks[0]) return true
  return false
}

/** Naming one side is enough; ids that are not in the pool, and an item's own, name nobody. */
function enemyGraph(items: readonly PoolItem[], naming: readonly number[]): EnemyGraph {
  const places = placesOf(items, new Set(naming.flatMap((at) => items[at]!.enemies)))
  const size = items.length
  // A pair is one number, so that sorting and finding those told twice are cheap.
  const pairs: number[] = []
  for (const a of naming)
    for (const id of items[a]!.enemies) {
      const b = places.get(id)
      if (b !== undefined && b !== a) pairs.push(a * size + b, b * size + a)
    }
  return graphOf(Float64Array.from(pairs).sort(), size)
}

/** `pairs` hold a · size + b, ascending; some may stand twice. */
function graphOf(pairs: Float64Array, size: number): EnemyGraph {
  const own: number[] = []
  const starts: number[] = []
  const others: number[] = []
  for (let at = 0; at < pairs.length; at++) {
    if (at > 0 && pairs[at] === pairs[at - 1]) continue
    const a = Math.floor(pairs[at]! / size)
    if (own.at(-1) !== a) {
      own.push(a)
      starts.push(others.length)
    }
    others.push(pairs[at]! - a * size)
  }
  starts.push(others.length)
  const nodes = new Map(own.map((item, node) => [item, node]))
  return {
    items: Int32Array.from(own),
    starts: Int32Array.from(starts),
    others: Int32Array.from(others, (item) => nodes.get(item)!),
  }
}

/** The part of `pool` at the places `kept`, ascending. */
export function partOf(pool: Pool, kept: Int32Array): Pool {
  const { items, texts, enemies, worn } = pool
  const int = (column: Int32Array) => kept.map((at) => column[at]!)
  const float = (column: Float64Array) => Float64Array.from(kept, (at) => column[at]!)
  const placeOf = new Int32Array(items.length).fill(-1)
  for (let place = 0; place < kept.length; place++) placeOf[kept[place]!] = place
  const pairs: number[] = []
  for (let node = 0; node < enemies.items.length; node++) {
    const a = placeOf[enemies.items[node]!]!
    for (let k = enemies.starts[node]!; a >= 0 && k < enemies.starts[node + 1]!; k++) {
      const b = placeOf[enemies.items[enemies.others[k]!]!]!
      if (b >= 0) pairs.push(a * kept.length + b)
    }
  }
  return {
    items: Array.from(kept, (at) => items[at]!),
    texts,
    type: int(pool.type),
    scope: int(pool.scope),
    point: int(pool.point),
    importance: int(pool.importance),
    lastUsed: int(pool.lastUsed),
    difficulty: Int8Array.from(kept, (at) => pool.difficulty[at]!),
    seconds: float(pool.seconds),
    used: float(pool.used),
    useRank: int(pool.useRank),
    worn,
    enemies: graphOf(Float64Array.from(pairs), kept.length),
    grouped: pool.grouped.map((at) => placeOf[at]!).filter((at) => at >= 0),
  }
}

/** The number `of` of each item (see `numberOf`), NaN where it has none. */
export function numbersOf({ items, seconds, difficulty }: Pool, of: string): Float64Array {
  if (of === 'seconds') return seconds
  if (of === 'difficulty') return Float64Array.from(difficulty, (level) => (level < 0 ? Number.NaN : level))
  return Float64Array.from(items, (item) => numberOf(item, of) ?? Number.NaN)
}
