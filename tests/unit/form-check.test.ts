import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkForms } from '../../core/check/form.ts'
import { type FormItem, makeForm } from '../../core/form.ts'

const single = (id: string, right: string, fixedOrder = false): FormItem => ({
  id,
  content: {
    type: 'single',
    options: ['a', 'b', 'c', 'd'].map((option) => ({ id: option, text: option })),
    key: { options: [right] },
    fixedOrder,
  },
})
const judged = (items: FormItem[], order: ReturnType<typeof makeForm>) =>
  checkForms([{ order, sections: [items] }]).flatMap(({ id, holds }) => (holds ? [] : [id]))
const items = Array.from({ length: 12 }, (_, n) => single(`i${n}`, 'abcd'[n % 4]!))
const straight = { form: 'A' as const, sections: [items.map(({ id }) => ({ id, options: ['a', 'b', 'c', 'd'] }))] }

test('what the form maker makes holds, whatever the keys and however many are fixed', () => {
  const item = fc.record({
    right: fc.constantFrom('a', 'b', 'c', 'd'),
    fixed: fc.boolean(),
    truth: fc.option(fc.boolean()),
  })
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 40 }), fc.string(), (list, seed) => {
      const own = list.map(
        ({ right, fixed, truth }, n): FormItem =>
          truth === null
            ? single(`i${n}`, right, fixed)
            : { id: `i${n}`, content: { type: 'true_false', options: [], key: { truth }, fixedOrder: false } },
      )
      for (const form of ['A', 'B'] as const) expect(judged(own, makeForm([own], { seed, form }))).toEqual([])
    }),
  )
})

test('a form is judged: items, options, runs and letters', () => {
  expect(judged(items, straight)).toEqual([])
  const [first, ...rest] = straight.sections[0]!
  expect(judged(items, { form: 'A', sections: [rest] })).toContain('form.items')
  expect(judged(items, { form: 'A', sections: [[{ ...first!, options: ['a', 'b', 'c'] }, ...rest]] })).toContain(
    'form.options',
  )
  const same = items.map(({ id }) => single(id, 'a'))
  expect(judged(same, straight)).toEqual(['form.letters'])
  const fixed = items.map(({ id }) => single(id, 'a', true))
  expect(judged(fixed, straight)).toEqual([])
})

test('a run that could have been avoided is a breach, one that could not is none', () => {
  const mixed = items.map(({ id }, n) => single(id, n < 6 ? 'a' : 'b', true))
  expect(judged(mixed, straight)).toEqual(['form.runs'])
  const lone = items.map(({ id }, n) => single(id, n < 11 ? 'a' : 'b', true))
  const order = {
    form: 'A' as const,
    sections: [
      [...straight.sections[0]!.slice(0, 5), straight.sections[0]![11]!, ...straight.sections[0]!.slice(5, 11)],
    ],
  }
  expect(judged(lone, order)).toEqual([])
})
