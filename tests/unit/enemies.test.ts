import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enemyLists, joined, type Relation } from '../../core/enemies.ts'

const kin = (id: string, family: string | null = null) => ({ id, family })

test('a declared group keeps each from each, and two groups do not grow together', () => {
  const lists = enemyLists(
    [kin('a'), kin('b'), kin('c'), kin('d')],
    [
      { sort: 'enemies', items: ['a', 'b', 'c'] },
      { sort: 'enemies', items: ['c', 'd'] },
    ],
  )
  expect(Object.fromEntries(lists)).toEqual({ a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b', 'd'], d: ['c'] })
})

test('families grow together: by a shared member, by name, and through one that is not in the pool', () => {
  const lists = enemyLists(
    [kin('a', 'coil'), kin('b', 'coil'), kin('c'), kin('d'), kin('e')],
    [
      { sort: 'family', items: ['b', 'c'] },
      { sort: 'family', items: ['c', 'retired'] },
      { sort: 'family', items: ['retired', 'd'] },
    ],
  )
  expect(Object.fromEntries(lists)).toEqual({
    a: ['b', 'c', 'd'],
    b: ['a', 'c', 'd'],
    c: ['a', 'b', 'd'],
    d: ['a', 'b', 'c'],
  })
})

test('what is not in the pool is nobody’s enemy', () =>
  expect(enemyLists([kin('a')], [{ sort: 'enemies', items: ['a', 'gone'] }])).toEqual(new Map()))

const id = fc.constantFrom(...'abcdefghij')
const relation: fc.Arbitrary<Relation> = fc.record({
  sort: fc.constantFrom('enemies' as const, 'family' as const),
  items: fc.uniqueArray(id, { minLength: 2, maxLength: 4 }),
})

test('enemies are symmetric, nobody is their own, and families are whole', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(relation, { maxLength: 6 }), (ids, relations) => {
      const lists = enemyLists(
        ids.map((id) => kin(id)),
        relations,
      )
      for (const [one, enemies] of lists) {
        expect(enemies).not.toContain(one)
        for (const other of enemies) expect(lists.get(other)).toContain(one)
      }
      for (const group of joined(relations.flatMap(({ sort, items }) => (sort === 'family' ? [items] : []))))
        for (const one of group.filter((id) => ids.includes(id)))
          for (const other of group.filter((id) => ids.includes(id) && id !== one))
            expect(lists.get(one)).toContain(other)
    }),
  )
})
