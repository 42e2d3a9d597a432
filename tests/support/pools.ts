/** Pools and blueprints that tests and benchmarks share; all from a seed. */
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { seededRandom } from '../../core/random.ts'

const areas = [15, 13, 12, 11, 10, 8, 7, 6, 6, 5, 4, 3]
const areaCode = (index: number) => String.fromCharCode(65 + index)

/** The reference problem's paper: 100 items, exact by type, area and difficulty, ranged by importance. */
export const referenceBlueprint: Blueprint = {
  sections: [
    { type: 'single', count: 60, marks: 1 },
    { type: 'multiple', count: 15, marks: 1 },
    { type: 'true_false', count: 25, marks: 1 },
  ],
  scopes: areas.map((count, index) => ({ scope: areaCode(index), count })),
  difficulty: [10, 25, 40, 20, 5].map((count, index) => ({ level: index + 1, count })),
  importance: [
    { level: 'X', min: 45 },
    { level: 'Y', min: 25, max: 45 },
    { level: 'Z', min: 5, max: 20 },
  ],
  overlap: { withinSet: 0 },
  balance: ['seconds'],
}

/**
 * A bank of `size` items for the reference problem: shares as the paper asks,
 * crossed at random, `enemyShare` of the items in pairs, spread over `points`
 * assessment points (0 is none).
 */
export function referencePool(
  size: number,
  { seed = 'pool', enemyShare = 0.03, points = 0 }: { seed?: string; enemyShare?: number; points?: number } = {},
): PoolItem[] {
  const random = seededRandom(seed, 'reference-pool')
  const column = <T>(values: readonly T[], weights: readonly number[]): T[] => {
    const sum = weights.reduce((a, b) => a + b, 0)
    const list = values.flatMap((value, index) => new Array<T>(Math.round((weights[index]! * size) / sum)).fill(value))
    while (list.length < size) list.push(values[0]!)
    return random.shuffle(list.slice(0, size))
  }
  const types = column(['single', 'multiple', 'true_false'] as const, [60, 15, 25])
  const scopes = column(
    areas.map((_, index) => areaCode(index)),
    areas,
  )
  const difficulties = column([1, 2, 3, 4, 5], [10, 25, 40, 20, 5])
  const importances = column(['X', 'Y', 'Z'] as const, [55, 33, 12])
  const width = String(size).length
  const items = types.map(
    (type, index): PoolItem => ({
      id: `q${String(index).padStart(width, '0')}`,
      type,
      scope: scopes[index]!,
      point: points === 0 ? null : `${scopes[index]}-${random.below(points)}`,
      difficulty: difficulties[index]!,
      importance: importances[index]!,
      seconds: 20 + random.below(100),
      enemies: [],
      used: 0,
      lastUsed: null,
    }),
  )
  if (points > 0) spreadPoints(items, points)
  const paired = random.shuffle([...items.keys()]).slice(0, Math.floor((size * enemyShare) / 2) * 2)
  for (let i = 0; i < paired.length; i += 2) items[paired[i]!]!.enemies.push(items[paired[i + 1]!]!.id)
  return items
}

/**
 * A bank of which `share` percent make up `papers` whole papers of the reference
 * blueprint, so that a set exists however tight it is; the rest is drawn like them.
 * Enemies never meet in a planted paper, nor do two items of one point.
 */
export function plantedPool(
  papers: number,
  {
    share,
    seed = 'planted',
    enemyShare = 0.03,
    points = 0,
  }: { share: number; seed?: string; enemyShare?: number; points?: number },
): PoolItem[] {
  const random = seededRandom(seed, 'planted-pool')
  const column = <T>(values: readonly T[], weights: readonly number[]) =>
    random.shuffle(values.flatMap((value, index) => new Array<T>(weights[index]!).fill(value)))
  const size = Math.floor((papers * 100) / (share / 100))
  const items: PoolItem[] = []
  while (items.length < size) {
    const types = column(['single', 'multiple', 'true_false'] as const, [60, 15, 25])
    const scopes = column(
      areas.map((_, index) => areaCode(index)),
      areas,
    )
    const difficulties = column([1, 2, 3, 4, 5], [10, 25, 40, 20, 5])
    const importances = column(['X', 'Y', 'Z'] as const, [55, 33, 12])
    for (let at = 0; at < 100 && items.length < size; at++)
      items.push(
        poolItem({
          id: `p${String(items.length).padStart(7, '0')}`,
          type: types[at]!,
          scope: scopes[at]!,
          difficulty: difficulties[at]!,
          importance: importances[at]!,
          seconds: 20 + random.below(100),
        }),
      )
  }
  if (points > 0) spreadPoints(items, points)
  const order = random.shuffle([...items.keys()]).slice(0, Math.floor(size * enemyShare))
  for (let at = 0; at + 1 < order.length; at += 2) {
    const [a, b] = [order[at]!, order[at + 1]!]
    if (Math.floor(a / 100) !== Math.floor(b / 100)) items[a]!.enemies.push(items[b]!.id)
  }
  return random.shuffle(items)
}

/** Points of an area in proportion to its weight, items of the area over them in turn. */
function spreadPoints(items: PoolItem[], points: number): void {
  const next = new Map<string, number>()
  for (const item of items) {
    const own = Math.max(1, Math.round((areas[item.scope.charCodeAt(0) - 65]! * points) / 100))
    const at = next.get(item.scope) ?? 0
    next.set(item.scope, at + 1)
    item.point = `${item.scope}-${String((at % own) + 1).padStart(3, '0')}`
  }
}

/** An item with everything unremarkable but `fields`. */
export const poolItem = (fields: Partial<PoolItem> & { id: string }): PoolItem => ({
  type: 'single',
  scope: '',
  point: null,
  difficulty: null,
  importance: null,
  seconds: null,
  enemies: [],
  used: 0,
  lastUsed: null,
  ...fields,
})
