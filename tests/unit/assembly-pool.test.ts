/** A pool read once: its digest, a few of its items by id, how worn each is. */
import { expect, test } from 'vitest'
import { poolDigest } from '../../core/assembly/digest.ts'
import { enemyGroups } from '../../core/assembly/groups.ts'
import { useRanks } from '../../core/assembly/use-ranks.ts'
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import { placesOf } from '../../core/blueprint/by-id.ts'
import { poolItem, referencePool } from '../support/pools.ts'

const full = poolItem({ id: 'a', scope: 'A', point: 'A-001', difficulty: 3, importance: 'X', seconds: 40 })
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
  expect([...useRanks(pool)]).toEqual([3, 0, 2, 4, 0, 1, 2])
})

test('a pair of enemies is one group, whoever names the other; a family is one; a stranger is none', () => {
  const enemies = [['q1'], [], [], ['q2', 'gone'], ['q5', 'q6'], ['q6'], []]
  const pool = enemies.map((own, index) => poolItem({ id: `q${index}`, enemies: own }))
  expect(enemyGroups(pool, () => true)).toEqual([
    { cap: 1, items: [0, 1] },
    { cap: 1, items: [2, 3] },
    { cap: 1, items: [4, 5, 6] },
  ])
  expect(enemyGroups(pool, (index) => index !== 0)).toHaveLength(2)
})
