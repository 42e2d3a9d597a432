/** New contents, and a theory item turned into another type with all it can keep. */
import type { Calculation } from '../../../../core/calculation/calculation.ts'
import type { CasePart, ItemContent, Key, Option, TheoryItem } from '../../../../core/item.ts'
import type { ContentFault } from '../../../../core/item-checks.ts'

const ids = 'abcdefghijklmnopqrst'

/** The first id that is free. */
export const freeId = (taken: readonly { id: string }[]): string =>
  [...ids].find((id) => taken.every((one) => one.id !== id)) ?? 'z'

export const blankOptions = (): Option[] => [...'abcd'].map((id) => ({ id, text: '' }))

const isChoice = (type: string) => type === 'single' || type === 'multiple'

type Question = { options: Option[]; key: Key }

/** Options and key in the shape a type asks for; what fits is kept. */
function questionAs(type: TheoryItem['type'], { options, key }: Question): Question {
  if (isChoice(type)) {
    const kept = options.length > 0 ? options : blankOptions()
    const right = 'options' in key ? key.options : []
    const first = kept[0]!.id
    return {
      options: kept,
      key: { options: type === 'single' ? [right[0] ?? first] : right.length > 0 ? right : [first] },
    }
  }
  if (type === 'true_false') return { options: [], key: 'truth' in key ? key : { truth: true } }
  return { options: [], key: type === 'case' ? { text: '' } : 'text' in key ? key : { text: '' } }
}

export const blankPart = (parts: readonly CasePart[]): CasePart => ({
  id: freeId(parts),
  type: 'single',
  stem: '',
  fixedOrder: false,
  marks: null,
  options: blankOptions(),
  key: { options: ['a'] },
})

export const partAs = (part: CasePart, type: CasePart['type']): CasePart => ({
  ...part,
  type,
  ...questionAs(type, part),
})

export function theoryAs(item: TheoryItem, type: TheoryItem['type']): TheoryItem {
  const { parts, calculation, ...rest } = item
  const draws = type === 'single' || type === 'fill_in' || type === 'calculation'
  return {
    ...rest,
    type,
    ...questionAs(type, item),
    ...(type === 'case' && { parts: parts ?? [blankPart([])] }),
    ...(draws && calculation && { calculation }),
  }
}

export const blankCalculation = (): Calculation => ({
  variables: [{ name: 'U', values: { from: 100, to: 380, step: 10 } }],
  constraints: [],
  formula: 'U / 10',
  distractors: [],
  unit: '',
  rounding: { decimals: 2 },
})

export function blankContent(kind: ItemContent['kind'], type: TheoryItem['type'] = 'single'): ItemContent {
  const common = { difficulty: null, source: '' }
  switch (kind) {
    case 'theory':
      return theoryAs(
        {
          kind,
          type,
          stem: '',
          options: [],
          key: { text: '' },
          fixedOrder: false,
          point: null,
          agreement: null,
          marks: null,
          seconds: null,
          rationale: '',
          family: null,
          ...common,
        },
        type,
      )
    case 'practical':
      return {
        kind,
        title: '',
        module: null,
        marks: 200,
        preparationMinutes: 10,
        workingMinutes: 60,
        requirements: '',
        site: [],
        candidate: [],
        marking: [{ element: '', requirement: '', marks: 200, rule: '' }],
        criticalFailures: [],
        ...common,
      }
    case 'defense':
      return {
        kind,
        title: '',
        scope: null,
        minutes: 10,
        expectedPoints: [''],
        scoringPoints: [{ text: '', marks: 20 }],
        followUps: [],
        ...common,
      }
  }
}

/** Lines and cells that must say something and are empty: what `contentFaults` leaves to the schema. */
export function emptyFaults(content: ItemContent): ContentFault[] {
  const empty = (field: string, text: string): ContentFault[] =>
    text.trim() === '' ? [{ field, code: 'empty', message: { zh: '不能为空。', en: 'This must not be empty.' } }] : []
  const lines = (field: string, texts: readonly string[]) =>
    texts.flatMap((text, at) => empty(`${field}.${at + 1}`, text))
  switch (content.kind) {
    case 'theory':
      return content.calculation ? empty('calculation.formula', content.calculation.formula) : []
    case 'practical':
      return [
        ...(['site', 'candidate'] as const).flatMap((list) =>
          content[list].flatMap(({ name }, at) => empty(`${list}.${at + 1}.name`, name)),
        ),
        ...lines('criticalFailures', content.criticalFailures),
      ]
    case 'defense':
      return [
        ...lines('expectedPoints', content.expectedPoints),
        ...lines(
          'scoringPoints',
          content.scoringPoints.map(({ text }) => text),
        ),
        ...lines('followUps', content.followUps),
      ]
  }
}
