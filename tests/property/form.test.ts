import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FormItem, LONGEST_RUN, letterOf, lettersOf, makeForm } from '../../core/form.ts'
import type { TheoryItem } from '../../core/item.ts'

const optionsOf = (count: number, id: string) =>
  Array.from({ length: count }, (_, at) => ({ id: String.fromCharCode(97 + at), text: `${id}-${at}` }))

const choiceItem = fc
  .record({
    count: fc.integer({ min: 2, max: 6 }),
    keys: fc.integer({ min: 1, max: 63 }),
    fixedOrder: fc.boolean(),
    single: fc.boolean(),
  })
  .map(({ count, keys, fixedOrder, single }) => (id: string): FormItem => {
    const options = optionsOf(count, id)
    const right = options.filter((_, at) => (keys >> at) & 1).map((option) => option.id)
    const chosen = right.length === 0 ? ['a'] : single ? right.slice(0, 1) : right
    const type: TheoryItem['type'] = single ? 'single' : 'multiple'
    return { id, content: { type, options, key: { options: chosen }, fixedOrder } }
  })
const truthItem = fc.boolean().map(
  (truth) =>
    (id: string): FormItem => ({
      id,
      content: { type: 'true_false', options: [], key: { truth }, fixedOrder: false },
    }),
)
const section = fc
  .oneof(fc.array(choiceItem, { maxLength: 40 }), fc.array(truthItem, { maxLength: 40 }))
  .map((makers) => makers.map((make, at) => make(`i${at}`)))
const paper = fc.array(section, { minLength: 1, maxLength: 3 })
const name = fc.constantFrom('A' as const, 'B' as const)

/** What a candidate marks for each item, in the order of the form. */
const answersOf = (items: readonly FormItem[], order: readonly { id: string; options: string[] }[]) =>
  order.map(({ id, options }) => {
    const { key } = items.find((item) => item.id === id)!.content
    return 'truth' in key ? String(key.truth) : 'options' in key ? lettersOf(key.options, options) : ''
  })
const longestRun = (answers: readonly string[]) => {
  let [best, run] = [0, 0]
  for (const [at, answer] of answers.entries()) {
    run = at > 0 && answers[at - 1] === answer ? run + 1 : 1
    best = Math.max(best, run)
  }
  return best
}

test('the letters of a key point to the texts of the key', () => {
  fc.assert(
    fc.property(paper, fc.string(), name, (sections, seed, form) => {
      const order = makeForm(sections, { seed, form })
      for (const [index, items] of sections.entries()) {
        const laid = order.sections[index]!
        expect(laid.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort())
        for (const { id, options } of laid) {
          const { content } = items.find((item) => item.id === id)!
          expect([...options].sort()).toEqual(content.options.map((option) => option.id))
          if (content.fixedOrder) expect(options).toEqual(content.options.map((option) => option.id))
          if (!('options' in content.key)) continue
          const text = (option: string) => content.options.find((found) => found.id === option)!.text
          const shown = new Map(options.map((option, place) => [letterOf(place), text(option)]))
          const byLetter = [...lettersOf(content.key.options, options)].map((letter) => shown.get(letter))
          expect(byLetter.sort()).toEqual(content.key.options.map(text).sort())
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('no run of equal answers is longer than it must be', () => {
  fc.assert(
    fc.property(section, fc.string(), name, (items, seed, form) => {
      const answers = answersOf(items, makeForm([items], { seed, form }).sections[0]!)
      const counts = new Map<string, number>()
      for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1)
      const most = Math.max(0, ...counts.values())
      const least = Math.ceil(most / (answers.length - most + 1)) // The commonest answer between all the others.
      expect(longestRun(answers)).toBeLessThanOrEqual(Math.max(LONGEST_RUN, least))
    }),
    { numRuns: 500 },
  )
})

test('free single-choice letters are spread evenly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.string(), name, (count, seed, form) => {
      const items = Array.from({ length: count }, (_, at): FormItem => {
        const id = `i${at}`
        return {
          id,
          content: { type: 'single', options: optionsOf(4, id), key: { options: ['a'] }, fixedOrder: false },
        }
      })
      const answers = answersOf(items, makeForm([items], { seed, form }).sections[0]!)
      const counts = ['A', 'B', 'C', 'D'].map((letter) => answers.filter((answer) => answer === letter).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }),
  )
})

test('the order depends on seed and items, not on how the items come in', () => {
  fc.assert(
    fc.property(section, fc.string(), name, (items, seed, form) => {
      const order = makeForm([items], { seed, form })
      expect(makeForm([[...items].reverse()], { seed, form })).toEqual(order)
    }),
  )
})

test('forms A and B of twenty items differ', () => {
  const items = Array.from({ length: 20 }, (_, at): FormItem => {
    const id = `i${at}`
    return { id, content: { type: 'single', options: optionsOf(4, id), key: { options: ['a'] }, fixedOrder: false } }
  })
  const ids = (form: 'A' | 'B') => makeForm([items], { seed: 's', form }).sections[0]!.map(({ id }) => id)
  expect(ids('A')).not.toEqual(ids('B'))
})
