/**
 * Random assembly problems that are known to have a set: its papers are planted
 * first, and the blueprint is read off them. Attributes hang together (hard items
 * gather in some scopes and types), rules are exact, ranged or by marks, at any
 * depth of the scopes, and the bank holds little or nothing beside the papers.
 */
import type { Blueprint, PoolItem, ScopeRule, Section } from '../../core/blueprint/blueprint.ts'
import { isWithin } from '../../core/element-table.ts'
import { type Random, seededRandom } from '../../core/random.ts'
import { poolItem } from './pools.ts'

export type ProblemShape = {
  seed: string
  papers: number
  /** Percent of the bank that the planted papers are. */
  share: number
  /** Part of the items that stand in enemy pairs. */
  enemyShare: number
  /** Whether a paper takes one item of a point. */
  points: boolean
}

const TYPES = ['single', 'true_false', 'multiple'] as const
const SCOPES = ['A-A', 'A-B', 'A-C', 'B-A', 'B-B', 'C', 'D-A', 'D-B', 'E']

/** A pool and a blueprint that it can meet. */
export function randomProblem({ seed, papers, share, enemyShare, points }: ProblemShape): {
  pool: PoolItem[]
  blueprint: Blueprint
} {
  const random = seededRandom(seed, 'random-problem')
  const sections = TYPES.slice(0, 1 + random.below(3)).map((type): Section => {
    return { type, count: 5 + random.below(30), marks: [0.5, 1, 2][random.below(3)]! }
  })
  const planted = Array.from({ length: papers }, (_, paper) =>
    sections.flatMap(({ type, count }, section) =>
      Array.from({ length: count }, (_, at) => itemOf(random, type, `p${paper}-${section}-${at}`)),
    ),
  )
  if (points)
    for (const paper of planted) for (const [at, item] of random.shuffle(paper).entries()) item.point = `${at % 400}`
  const size = Math.floor((planted.flat().length * 100) / share)
  const spare = Array.from({ length: size - planted.flat().length }, (_, at) => {
    const { type } = sections[random.below(sections.length)]!
    return { ...itemOf(random, type, `s${at}`), point: points ? `${random.below(400)}` : null }
  })
  pairUp(random, planted, spare, enemyShare)
  const blueprint: Blueprint = {
    sections,
    scopes: scopeRules(random, planted, sections),
    difficulty: [1, 2, 3, 4, 5].flatMap((level) =>
      random.below(4) === 0 ? [] : [{ level, ...around(random, planted, (item) => item.difficulty === level) }],
    ),
    importance: (['X', 'Y'] as const).map((level) => ({
      level,
      ...around(random, planted, (item) => item.importance === level),
    })),
    attributes: [
      { name: 'image', value: 'yes', ...around(random, planted, (item) => item.attributes?.image === 'yes') },
    ],
    ...(points ? { perPoint: { max: 1 } } : {}),
    balance: ['seconds'],
  }
  return { pool: random.shuffle([...planted.flat(), ...spare]), blueprint }
}

/** Everything of an item leans on one hidden number, so that its attributes are correlated. */
function itemOf(random: Random, type: PoolItem['type'], id: string): PoolItem {
  const hidden = random.next()
  const near = (size: number) => Math.min(size - 1, Math.floor((hidden * 0.7 + random.next() * 0.3) * size))
  return poolItem({
    id,
    type,
    scope: SCOPES[near(SCOPES.length)]!,
    difficulty: near(5) + 1,
    importance: (['X', 'Y', 'Z'] as const)[near(3)]!,
    seconds: 20 + near(100),
    attributes: { image: near(4) === 0 ? 'yes' : 'no' },
  })
}

/** Enemies, never two of one planted paper. */
function pairUp(random: Random, planted: readonly PoolItem[][], spare: readonly PoolItem[], share: number): void {
  const home = new Map(planted.flatMap((paper, at) => paper.map((item) => [item, at] as const)))
  const order = random.shuffle([...planted.flat(), ...spare])
  for (let at = 0; at + 1 < order.length * share; at += 2) {
    const [a, b] = [order[at]!, order[at + 1]!]
    if (home.get(a) === undefined || home.get(a) !== home.get(b)) a.enemies.push(b.id)
  }
}

/** The fewest and the most that any planted paper has of something, as an exact number where that is one. */
function around(random: Random, planted: readonly PoolItem[][], holds: (item: PoolItem) => boolean) {
  const counts = planted.map((paper) => paper.filter(holds).length)
  const [min, max] = [Math.min(...counts), Math.max(...counts)]
  if (min === max) return { count: min }
  return [{ min, max }, { min }, { max }][random.below(3)]!
}

/** By items or by marks, for scopes at both depths. */
function scopeRules(random: Random, planted: readonly PoolItem[][], sections: readonly Section[]): ScopeRule[] {
  return [...new Set(SCOPES.flatMap((scope) => [scope, scope.split('-')[0]!]))].flatMap((scope): ScopeRule[] => {
    const holds = (item: PoolItem) => isWithin(item.scope, scope)
    if (random.below(3) > 0) return [{ scope, ...around(random, planted, holds) }]
    const marksOf = ({ type }: PoolItem) => sections.find((section) => section.type === type)!.marks
    const marks = planted.map((paper) => paper.filter(holds).reduce((sum, item) => sum + marksOf(item), 0))
    return [{ scope, minMarks: Math.min(...marks), maxMarks: Math.max(...marks) }]
  })
}
