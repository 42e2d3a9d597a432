/** Re-mapping loses nothing: every place and every item ends in one state, whatever the two editions are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editionDiff } from '../../core/edition-diff.ts'
import { type ElementTable, inTreeOrder, lowestScopes, placesOf, tableFaults } from '../../core/element-table.ts'
import { matchPlaces, moverOf } from '../../core/remap.ts'

const RUNS = process.env['JUANKU_LONG'] ? 2000 : 200
const NAMES = ['概述', '安全用电', '欧姆定律', '电阻的串联', '电阻的并联', '变压器', '变压器的结构', '接地', '接地装置']
const name = fc.constantFrom(...NAMES)

/** A table of two levels whose weights add up; names repeat, as they do in real ones. */
const table: fc.Arbitrary<ElementTable> = fc
  .array(
    fc.record({
      name,
      below: fc.array(fc.record({ name, points: fc.array(name, { maxLength: 4 }) }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((tops) => {
    const made: ElementTable = { kind: 'theory', edition: '版', scopes: [], points: [] }
    const letter = (index: number) => String.fromCharCode(65 + index)
    for (const [i, top] of tops.entries()) {
      const code = letter(i)
      made.scopes.push({ code, name: top.name, weight: 100 / tops.length })
      for (const [j, scope] of top.below.entries()) {
        const own = `${code}-${letter(j)}`
        made.scopes.push({ code: own, name: scope.name, weight: 100 / tops.length / top.below.length })
        for (const [k, point] of scope.points.entries())
          made.points.push({ code: `${own}-${String(k + 1).padStart(3, '0')}`, name: point, importance: 'X' })
      }
    }
    return made
  })

const codes = (of: ElementTable) => placesOf(of).map(({ code }) => code)

test('every place ends in one state, moves go to places of the same sort, and none is wanted twice', () => {
  fc.assert(
    fc.property(table, table, (old, next) => {
      const moves = matchPlaces(old, next)
      const after = new Map(placesOf(next).map(({ code, sort }) => [code, sort]))
      expect(moves.map(({ from }) => from)).toEqual(codes(old))
      const taken = moves.flatMap(({ to }) => to ?? [])
      expect(new Set(taken).size).toBe(taken.length)
      for (const { from, to, sort, state, found, suggestions } of moves) {
        expect(to === null).toBe(state === 'ambiguous' || state === 'homeless')
        expect(to === null).toBe(found === 'none')
        if (to !== null) expect([after.get(to), state]).toEqual([sort, to === from ? 'unchanged' : 'moved'])
        for (const { code } of suggestions) expect(after.get(code)).toBe(sort)
        if (state === 'ambiguous') expect(suggestions).not.toEqual([])
      }
    }),
    { numRuns: RUNS },
  )
})

test('an edition maps onto itself unchanged, and has no difference to itself', () => {
  fc.assert(
    fc.property(table, (one) => {
      expect(new Set(matchPlaces(one, one).map(({ state }) => state))).toEqual(new Set(['unchanged']))
      expect(editionDiff(one, one)).toEqual([])
    }),
    { numRuns: RUNS },
  )
})

test('no item is lost: each ends in one state, and a place in the new edition is one it has', () => {
  fc.assert(
    fc.property(
      table,
      table,
      fc.array(fc.option(fc.constantFrom('A', 'A-A-001', 'B-A-001', 'Z-Z-999'))),
      (old, next, items) => {
        const move = moverOf(matchPlaces(old, next))
        const known = new Set(codes(next))
        for (const from of items) {
          const { to, state } = move(from)
          expect(state === 'unassigned').toBe(from === null)
          expect(state === 'unknown').toBe(from !== null && !codes(old).includes(from))
          if (to !== null) expect(known.has(to)).toBe(true)
        }
      },
    ),
    { numRuns: RUNS },
  )
})

test('a person’s choice is kept, and nobody else is given that place', () => {
  fc.assert(
    fc.property(table, table, fc.nat(), fc.nat(), (old, next, i, j) => {
      const from = placesOf(old)[i % placesOf(old).length]!
      const same = placesOf(next).filter(({ sort }) => sort === from.sort)
      const to = same[j % Math.max(1, same.length)]?.code ?? null
      const moves = matchPlaces(old, next, { [from.code]: to })
      expect(moves.find((move) => move.from === from.code)).toMatchObject({ to, found: 'choice' })
      if (to !== null) expect(moves.filter((move) => move.to === to && move.sort === from.sort)).toHaveLength(1)
    }),
    { numRuns: RUNS },
  )
})

test('the differences account for every place of both editions once', () => {
  fc.assert(
    fc.property(table, table, (old, next) => {
      const changes = editionDiff(old, next)
      const gone = changes.flatMap(({ before, sort }) => (before ? `${sort} ${before.code}` : []))
      const come = changes.flatMap(({ after, sort }) => (after ? `${sort} ${after.code}` : []))
      expect(new Set(gone).size).toBe(gone.length)
      expect(new Set(come).size).toBe(come.length)
      // What is not named is the same in both.
      const [kept, stayed] = [
        placesOf(old).filter(({ code, sort }) => !gone.includes(`${sort} ${code}`)),
        placesOf(next).filter(({ code, sort }) => !come.includes(`${sort} ${code}`)),
      ]
      expect(kept).toEqual(stayed)
    }),
    { numRuns: RUNS },
  )
})

test('tree order keeps every scope and point, and what held together still does', () => {
  fc.assert(
    fc.property(table, fc.nat(), (one, n) => {
      const rotated = {
        ...one,
        scopes: [...one.scopes.slice(n % one.scopes.length), ...one.scopes.slice(0, n % one.scopes.length)],
      }
      const ordered = inTreeOrder(rotated)
      expect(codes(ordered).toSorted()).toEqual(codes(one).toSorted())
      expect(tableFaults(ordered).filter(({ what }) => what !== 'weights')).toEqual([])
      const lowest = lowestScopes(ordered).map(({ code }) => code)
      const stands = ordered.points.map(({ code }) => lowest.indexOf(code.slice(0, code.lastIndexOf('-'))))
      expect(stands).toEqual(stands.toSorted((a, b) => a - b))
    }),
    { numRuns: RUNS },
  )
})
