import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CasePart, TheoryItem } from '../../core/item.ts'
import { documentsOf, picked } from '../support/papers.ts'

/** Papers in all, each of two forms. */
const PAPERS = 10_000

const optionsOf = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => ({ id: String.fromCharCode(97 + at), text: `${name}-${at}` }))

/** Something with options: how many, which are right, whether their order is fixed. */
const chosen = fc
  .record({ count: fc.integer({ min: 2, max: 6 }), right: fc.integer({ min: 1, max: 63 }), fixedOrder: fc.boolean() })
  .map(({ count, right, fixedOrder }) => (name: string) => {
    const options = optionsOf(count, name)
    const ids = options.map(({ id }) => id).filter((_, at) => (right >> at) & 1)
    return { options, key: { options: ids.length > 0 ? ids : ['a'] }, fixedOrder }
  })
const truth = fc.boolean().map((truth) => () => ({ options: [], key: { truth }, fixedOrder: false }))
const asked = fc.oneof({ weight: 4, arbitrary: chosen }, { weight: 1, arbitrary: truth })

const blank = {
  point: null,
  agreement: null,
  marks: null,
  seconds: null,
  rationale: '',
  family: null,
  difficulty: null,
  source: '',
}
const typeOf = (key: CasePart['key']) =>
  'truth' in key ? 'true_false' : 'options' in key && key.options.length > 1 ? 'multiple' : 'single'
const item = asked.map((make) => (name: string): TheoryItem => {
  const made = make(name)
  return { kind: 'theory', type: typeOf(made.key), stem: name, ...made, ...blank }
})
const kase = fc.array(asked, { minLength: 1, maxLength: 5 }).map(
  (makers) =>
    (name: string): TheoryItem => ({
      kind: 'theory',
      type: 'case',
      stem: name,
      options: [],
      key: { text: '' },
      fixedOrder: false,
      ...blank,
      parts: makers.map((make, at) => {
        const made = make(`${name}.${at}`)
        return { id: String.fromCharCode(97 + at), type: typeOf(made.key), stem: `${name}.${at}`, marks: null, ...made }
      }),
    }),
)
const paper = fc.array(fc.oneof({ weight: 8, arbitrary: item }, { weight: 1, arbitrary: kase }), {
  minLength: 1,
  maxLength: 8,
})

type Shown = { answer: string; text: readonly string[]; options: readonly { letter: string; text: string }[] }

/** What is wrong between a question as written and as printed with its key; empty when nothing is. */
function fault(written: Pick<CasePart, 'options' | 'key'>, { answer, text, options }: Shown): string {
  const { key } = written
  if ('truth' in key) return answer === (key.truth ? '√' : '×') ? '' : 'truth'
  if (!('options' in key)) return answer === '' ? '' : 'written'
  const right = written.options.filter(({ id }) => key.options.includes(id)).map((option) => option.text)
  const pointed = [...answer].map((letter) => options.find((option) => option.letter === letter)?.text)
  if (pointed.toSorted().join() !== right.toSorted().join()) return 'letters'
  if (text.join() !== pointed.join()) return 'text'
  return options
    .map((option) => option.text)
    .toSorted()
    .join() ===
    written.options
      .map((option) => option.text)
      .toSorted()
      .join()
    ? ''
    : 'options'
}

test('in 10,000 shuffled papers every letter of the key points to the key’s text, in form A and in form B', () => {
  let papers = 0
  fc.assert(
    fc.property(paper, fc.string(), (makers, seed) => {
      const items = makers.map((make, at) => picked(make(`i${at}`), `i${at}`))
      const written = new Map(items.map(({ id, content }) => [id, content]))
      const forms = (['A', 'B'] as const).map((form) => documentsOf([{ type: 'single', marks: 20, items }], form, seed))
      for (const { paper, key, positions } of forms) {
        papers += 1
        const faults = positions.positions.flatMap(({ item: id }, at) => {
          const content = written.get(id)!
          const [question, answer] = [paper.sections[0]!.items[at]!, key.sections[0]!.items[at]!]
          if (question.number !== at + 1 || answer.number !== at + 1 || question.stem !== content.stem) return ['place']
          const parts = (content.parts ?? []).map((part, n) =>
            question.parts![n]!.stem === part.stem
              ? fault(part, { ...answer.parts![n]!, options: question.parts![n]!.options })
              : 'part',
          )
          return [fault(content, { ...answer, options: question.options }), ...parts].filter((one) => one !== '')
        })
        expect(faults).toEqual([])
      }
      const [a, b] = forms
      expect(a!.positions.positions.map((one) => one.item).toSorted()).toEqual(
        b!.positions.positions.map((one) => one.item).toSorted(),
      )
    }),
    { numRuns: PAPERS / 2 },
  )
  expect(papers).toBeGreaterThanOrEqual(PAPERS)
})
