/** The join against brute force: the very same pairs, whatever the texts, their order and the threshold. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TheoryItem } from '../../core/item.ts'
import { seededRandom } from '../../core/random.ts'
import { jaccard } from '../../core/similar/shingles.ts'
import { comparedAs, nearDuplicates, type SimilarPair } from '../../core/similar.ts'
import { judgement } from '../support/papers.ts'

const RUNS = process.env['JUANKU_LONG'] ? 500 : 60
const WORDS = [
  '绝缘',
  '电阻',
  '接地',
  '三相',
  '电流',
  '不得',
  '应当',
  '大于',
  '36',
  'V',
  '$R_1$',
  '变压器',
  '断路器',
  '。',
]

/** Texts from few words, many of them near copies of others: what banks look like, only denser. */
function texts(seed: string, count: number): string[] {
  const random = seededRandom(seed, 'similar')
  const pick = () => WORDS[random.below(WORDS.length)]!
  const made: string[] = []
  for (let i = 0; i < count; i++) {
    const base = made.length && random.next() < 0.6 ? [...made[random.below(made.length)]!.split('|')] : []
    const words = base.length ? base : Array.from({ length: 1 + random.below(30) }, pick)
    for (let edits = random.below(4); edits > 0; edits--) words[random.below(words.length)] = pick()
    made.push(words.join('|'))
  }
  return made.map((text) => text.replaceAll('|', ''))
}

const compared = (stem: string, index: number) =>
  comparedAs(`i${String(index).padStart(4, '0')}`, judgement(stem, true))
const names = (pairs: readonly SimilarPair[]) => pairs.map(({ a, b, similarity }) => `${a} ${b} ${similarity}`).sort()

test('the pairs are those of brute force, neither one more nor one less', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 8 }),
      fc.integer({ min: 2, max: 60 }),
      fc.constantFrom(0.3, 0.5, 0.6, 0.75, 0.9, 1),
      fc.nat(),
      (seed, count, threshold, cut) => {
        const all = texts(seed, count).map(compared)
        const items = all.slice(0, 1 + (cut % count))
        const against = all.slice(items.length)
        const expected: SimilarPair[] = []
        for (const [index, a] of all.entries())
          for (const [step, b] of all.slice(index + 1).entries()) {
            const similarity = jaccard(a.shingles, b.shingles)
            const asked = index < items.length || index + 1 + step < items.length
            if (asked && similarity >= threshold) expected.push({ a: a.id, b: b.id, similarity, why: 'wording' })
          }
        const found = nearDuplicates(items, against, { threshold, perItem: Infinity })
        expect(names(found)).toEqual(names(expected))
        const backwards = nearDuplicates(items.toReversed(), against.toReversed(), { threshold, perItem: Infinity })
        expect(backwards).toEqual(found)
      },
    ),
    { numRuns: RUNS },
  )
})

test('with a bound on neighbours every item keeps its nearest', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 5 }), (seed, perItem) => {
      const all = texts(seed, 50).map(compared)
      const whole = nearDuplicates(all, [], { threshold: 0.4, perItem: Infinity })
      const bounded = nearDuplicates(all, [], { threshold: 0.4, perItem })
      expect(whole).toEqual(expect.arrayContaining(bounded))
      for (const { id } of all) {
        const best = (pairs: readonly SimilarPair[]) =>
          Math.max(0, ...pairs.flatMap((p) => (p.a === id || p.b === id ? p.similarity : [])))
        expect(best(bounded)).toBe(best(whole))
      }
    }),
    { numRuns: RUNS },
  )
})

test('the order of options does not count', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(['铜', '橡胶', '陶瓷', '10 V', '220 V'], { minLength: 5 }), (options) => {
      const single = (texts: readonly string[]): TheoryItem => ({
        ...judgement('下列属于导体的是（ ）。', true),
        type: 'single',
        options: texts.map((text, index) => ({ id: 'abcde'[index]!, text })),
        key: { options: ['a'] },
      })
      const pairs = nearDuplicates(
        [comparedAs('a', single(options))],
        [comparedAs('b', single(['铜', '橡胶', '陶瓷', '10 V', '220 V']))],
      )
      expect(pairs).toEqual([{ a: 'a', b: 'b', similarity: 1, why: 'same' }])
    }),
  )
})
