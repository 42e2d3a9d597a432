/** A pool read once: its digest, a few of its items by id, how worn each is. */
import { expect, test } from 'vitest'
import { assemble } from '../../core/assembly/assemble.ts'
import { enemyCliques } from '../../core/assembly/groups.ts'
import { partOf, poolOf } from '../../core/assembly/pool.ts'
import { preparePool } from '../../core/assembly/prepare.ts'
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import { placesOf } from '../../core/blueprint/by-id.ts'
import { poolItem, referenceBlueprint, referencePool } from '../support/pools.ts'

const full = poolItem({ id: 'a', scope: 'A', point: 'A-001', difficulty: 3, importance: 'X', seconds: 40 })
const poolDigest = (items: readonly PoolItem[]) => preparePool(items).digest
/** `full` among so many items that the digest takes more than one block. */
const among = (fields: Partial<PoolItem>) => [...referencePool(4096), { ...full, ...fields }]

test.each<Partial<PoolItem>>([
  { id: 'b' },
  { type: 'multiple' },
  { scope: 'B' },
  { point: null },
  { point: 'X' },
  { difficulty: null },
  { importance: null },
  { seconds: 40.5 },
  { seconds: null },
  { enemies: ['q1'] },
  { used: 1 },
  { lastUsed: '2026-01-01' },
  { setsAgo: 1 },
  { group: 'g' },
  { attributes: { 认知层次: '应用' } },
])('the digest of a pool changes with %j of one item', (fields) => {
  expect(poolDigest(among(fields))).not.toBe(poolDigest(among({})))
})

test('the digest of a pool disregards the order of enemies and attributes, and no value passes for another', () => {
  const digest = (fields: Partial<PoolItem>) => poolDigest(among(fields))
  expect(digest({ enemies: ['q1', 'q2'] })).toBe(digest({ enemies: ['q2', 'q1'] }))
  expect(digest({ attributes: { a: '1', b: '2' } })).toBe(digest({ attributes: { b: '2', a: '1' } }))
  expect(digest({ scope: 'A-001', point: 'A' })).not.toBe(digest({ scope: 'A', point: 'A-001' }))
  expect(digest({ enemies: ['g'] })).not.toBe(digest({ group: 'g' }))
})

test('the digest of a pool is the same on every machine and in every version that says so', () => {
  const pool = [
    full,
    poolItem({ id: 'b', enemies: ['a'], used: 2, lastUsed: '2026-01-01', attributes: { 来源: '教材' } }),
  ]
  expect(poolDigest(pool)).toBe('24852e823fdd5e5849bd772dcdefe90ac42fb1771d96d4817c9feeb415b4e0dc')
})

test('items are found by id in a pool in order, in any other order, and not at all', () => {
  const pool = ['a', 'c', 'e', 'g'].map((id) => poolItem({ id }))
  const wanted = ['g', 'a', 'b', 'e', 'z', '']
  expect([...placesOf(pool, wanted)]).toEqual([
    ['g', 3],
    ['a', 0],
    ['e', 2],
  ])
  expect(placesOf(pool.toReversed(), wanted)).toEqual(new Map(Object.entries({ g: 0, a: 3, e: 1 })))
  expect(placesOf([], wanted).size).toBe(0)
})

test('a rank tells how often, then how lately an item was used', () => {
  const uses: [number, string | null][] = [
    [1, '2026-03-01'],
    [0, null],
    [1, '2026-01-01'],
    [2, null],
    [0, null],
    [1, null],
    [1, '2026-01-01'],
  ]
  const pool = uses.map(([used, lastUsed], index) => poolItem({ id: `q${index}`, used, lastUsed }))
  expect([...poolOf(pool).useRank]).toEqual([3, 0, 2, 4, 0, 1, 2])
})

test('a pair of enemies is one group, whoever names the other; a family is one; a stranger is none', () => {
  const enemies = [['q1'], [], [], ['q2', 'gone'], ['q5', 'q6'], ['q6'], []]
  const pool = poolOf(enemies.map((own, index) => poolItem({ id: `q${index}`, enemies: own })))
  expect(enemyCliques(pool, () => true)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5, 6],
  ])
  expect(enemyCliques(pool, (index) => index !== 0)).toHaveLength(2)
})

test('a part of a pool is the pool of those items', () => {
  const items = referencePool(300, { points: 300, enemyShare: 0.3 }).map((item, index) => ({
    ...item,
    used: index % 3,
    lastUsed: index % 3 === 0 ? null : `2026-0${1 + (index % 5)}-01`,
    ...(index % 7 === 0 ? { group: `g${index % 14}` } : {}),
    seconds: index % 11 === 0 ? null : item.seconds,
  }))
  const kept = [...items.keys()].filter((index) => index % 4 !== 0)
  const part = partOf(poolOf(items), Int32Array.from(kept))
  const alone = poolOf(kept.map((index) => items[index]!))
  const told = ({ texts, type, scope, point, importance, lastUsed, useRank: _, ...rest }: typeof part) => ({
    ...rest,
    texts: [type, scope, point, importance, lastUsed].map((column) => Array.from(column, (code) => texts[code])),
  })
  expect(told(part)).toEqual(told(alone))
  // Ranks of the whole pool may have gaps in a part of it, but tell the same order.
  const order = ({ useRank }: typeof part) =>
    Array.from(useRank, (rank) => [...new Set(useRank)].filter((r) => r < rank).length)
  expect(order(part)).toEqual(order(alone))
})

test('a pool prepared once gives the papers of its items, however often it is used', async () => {
  const items = referencePool(1200, { points: 300 }).map((item, index) => ({
    ...item,
    seconds: index % 10 === 0 ? null : item.seconds,
    used: index % 2,
  }))
  const blueprint = {
    ...referenceBlueprint,
    perPoint: { max: 1 },
    pinned: [{ item: items[3]!.id }],
    targets: [{ of: 'difficulty', measure: 'mean' as const, min: 2, max: 4, even: true }],
  }
  const digest = async (pool: Parameters<typeof assemble>[0]) =>
    JSON.stringify(await assemble(pool, blueprint, { papers: 4, seed: 'once' }))
  const alone = await digest(items)
  const pool = preparePool(items.toReversed())
  expect(alone).toContain('"outcome":"found"')
  expect([await digest(pool), await digest(pool)]).toEqual([alone, alone])
})
