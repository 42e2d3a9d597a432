import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDefensePapers, defenseDraw, defensePapers, mostCandidates } from '../../core/assembly/defense.ts'
import { checkDraw } from '../../core/check/practical.ts'

const topics = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `d${n}`, scope: '', minutes: 20 }))
const people = (count: number) => Array.from({ length: count }, (_, n) => `${n + 1}`)

test('any draw list keeps neighbours different and uses even', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.nat(9),
      fc.integer({ min: 2, max: 60 }),
      fc.string({ minLength: 1 }),
      (k, more, count, seed) => {
        const bank = topics(2 * k + more)
        const made = defenseDraw(bank, people(count), { perCandidate: k, seed })
        if (made.outcome !== 'found') throw new Error(made.outcome)
        expect(made.report.breaches).toEqual([])
        const draws = made.draws.map((draw) => draw.topics)
        expect(draws.every((ids, index) => ids.every((id) => !draws[index - 1]?.includes(id)))).toBe(true)
        const uses = bank.map(({ id }) => draws.flat().filter((other) => other === id).length)
        expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('the list follows from seed, topics and candidates, whatever the order of the topics', () => {
  const draw = (seed: string, bank = topics(12)) => defenseDraw(bank, people(30), { perCandidate: 2, seed })
  expect(draw('a', topics(12).reverse())).toEqual(draw('a'))
  expect(draw('b')).not.toEqual(draw('a'))
})

test('too few topics are a shortage with the number to write', () => {
  expect(defenseDraw(topics(5), people(2), { perCandidate: 3, seed: 's' })).toMatchObject({
    outcome: 'impossible',
    shortage: {
      needs: 6,
      has: 5,
      write: 1,
      sentences: [{ zh: expect.stringMatching(/补写 1 个/), en: expect.stringMatching(/write 1/) }],
    },
  })
})

test('no topic is drawn more often than the blueprint says, or the topics to write are counted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.nat(9),
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 6 }),
      (k, more, count, maxUse) => {
        const bank = topics(2 * k + more)
        const made = defenseDraw(bank, people(count), { perCandidate: k, maxUse, seed: 's' })
        const enough = count <= mostCandidates(bank.length, { perCandidate: k, maxUse })
        expect(made.outcome).toBe(enough ? 'found' : 'impossible')
        if (made.outcome === 'impossible')
          expect((bank.length + made.shortage.write) * maxUse).toBeGreaterThanOrEqual(count * k)
        else {
          const drawn = made.draws.flatMap((draw) => draw.topics)
          const uses = bank.map(({ id }) => drawn.filter((other) => other === id).length)
          expect([Math.max(...uses) <= maxUse, made.report.breaches]).toEqual([true, []])
        }
      },
    ),
  )
  const short = defenseDraw(topics(12), people(30), { perCandidate: 2, maxUse: 4, seed: 's' })
  expect(short).toMatchObject({
    shortage: { needs: 15, has: 12, write: 3, sentences: [{ zh: expect.stringMatching(/至多用于 4 人/) }] },
  })
})

test('the judge of a draw list names each breach', () => {
  const rules = (draws: string[][], bank = topics(4)) =>
    checkDraw(bank, { perCandidate: 1 }, draws).breaches.map(({ rule, paper }) => `${rule}@${paper ?? 'set'}`)
  expect(rules([['d0'], ['d1']])).toEqual([])
  expect(rules([['d0'], ['d0']])).toEqual(['neighbours@set', 'even-use@set'])
  expect(rules([['d0'], ['d1'], ['d0']])).toEqual(['even-use@set'])
  expect(rules([['d0', 'd1'], ['x']])).toEqual(['topics@1', 'known-items@set'])
  const often = checkDraw(topics(2), { perCandidate: 1, maxUse: 1 }, [['d0'], ['d1'], ['d0']])
  expect(often.breaches.map(({ rule }) => rule)).toEqual(['max-use'])
})

test('ten different papers of three topics from twelve', async () => {
  const made = await defensePapers(topics(12), { topics: 3 }, { papers: 10, seed: 's' })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  expect(new Set(made.papers.map((ids) => [...ids].sort().join())).size).toBe(10)
  expect(checkDefensePapers(topics(12), { topics: 3 }, made.papers).holds).toBe(true)
  const uses = topics(12).map(({ id }) => made.papers.flat().filter((other) => other === id).length)
  expect(Math.max(...uses)).toBe(3)
  expect(await defensePapers(topics(3), { topics: 2 }, { papers: 4, seed: 's' })).toMatchObject({
    outcome: 'impossible',
    shortage: { maxPapers: 3 },
  })
})
