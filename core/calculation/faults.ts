/** What is wrong with an item's calculation, said when it is saved and not when a paper is printed. */
import type { ContentFault } from '../item-checks.ts'
import type { Words } from '../words.ts'
import { type Compiled, compileCalculation, faultAt } from './compile.ts'
import { reasonWords } from './draw.ts'
import { variablesIn } from './formula.ts'
import type { CalculationItem } from './item.ts'
import type { Preview } from './preview.ts'
import { previewCompiled } from './take-preview.ts'
import { type Place, placesIn } from './template.ts'

/** An item of which more than this share of draws fails is not saved: a paper might find none. */
export const MOST_FAILING = 0.95
/** Draws that saving tries. */
const DRAWS = 200

/** Every fault of the calculation, of the places in the texts, and of the draws; empty when papers can use the item. */
export function calculationFaults(item: CalculationItem): ContentFault[] {
  const compilation = compileCalculation(item.calculation)
  if (!compilation.ok) return compilation.faults
  const faults = [...textPlaces(item), ...keyAndOptions(item), ...unanswerable(item, compilation.compiled)]
  return faults.length > 0 ? faults : drawFaults(previewCompiled(item, compilation.compiled, DRAWS))
}

const at = (field: string, zh: string, en: string): ContentFault => faultAt(field, { zh, en })

/** Every place names something that there is. */
function textPlaces(item: CalculationItem): ContentFault[] {
  const { variables, distractors } = item.calculation
  const names = new Set(variables.map(({ name }) => name))
  const fields: [string, string][] = [
    ['stem', item.stem],
    ['rationale', item.rationale],
    ...item.options.map(({ id, text }): [string, string] => [`options.${id}`, text]),
    ...('text' in item.key ? [['key', item.key.text] as [string, string]] : []),
  ]
  return fields.flatMap(([field, text]) =>
    placesIn(text).flatMap((place) => {
      if (place.kind === 'variable' && !names.has(place.name))
        return [at(field, '双花括号中的名称不是变量。', 'A name in double braces is no variable.')]
      if (place.kind === 'wrong' && place.number > distractors.length)
        return [at(field, `没有第${place.number}个干扰公式。`, `There is no distractor formula ${place.number}.`)]
      return []
    }),
  )
}

const results = (text: string) =>
  placesIn(text).filter((place): place is Place & { kind: 'answer' | 'wrong' } =>
    ['answer', 'wrong'].includes(place.kind),
  )

function keyAndOptions(item: CalculationItem): ContentFault[] {
  const { type, options, key, stem, calculation } = item
  const faults: ContentFault[] = []
  if (results(stem).length > 0)
    faults.push(at('stem', '题干中不能出现答案或干扰项。', 'The stem must not hold the key or a distractor.'))
  if (item.parts) faults.push(at('parts', '带变量的试题不能有小题。', 'An item with variables has no sub-items.'))
  if (type === 'single' && 'options' in key) return [...faults, ...singleFaults(options, key.options, calculation)]
  if ((type !== 'calculation' && type !== 'fill_in') || !('text' in key))
    return [
      ...faults,
      at(
        'type',
        '带变量的试题应为单选题、填空题或计算题。',
        'An item with variables is single choice, fill-in or calculation.',
      ),
    ]
  if (!results(key.text).some(({ kind }) => kind === 'answer'))
    faults.push(at('key', '答案中应有 {{答案}}。', 'The key must hold {{answer}}.'))
  if (calculation.distractors.length > 0)
    faults.push(at('calculation.distractors', '只有单选题有干扰公式。', 'Only single choice has distractor formulas.'))
  return faults
}

/** The key's option shows the key; every distractor stands in one other option. */
function singleFaults(
  options: CalculationItem['options'],
  right: readonly string[],
  { distractors }: CalculationItem['calculation'],
): ContentFault[] {
  const faults: ContentFault[] = []
  const used: number[] = []
  for (const { id, text } of options) {
    const found = results(text)
    const isKey = right.includes(id)
    if (isKey !== found.some(({ kind }) => kind === 'answer') || found.length > 1)
      faults.push(
        at(
          `options.${id}`,
          isKey ? '正确选项应恰有一个 {{答案}}。' : '其他选项不能有 {{答案}}，干扰项最多一个。',
          isKey
            ? 'The right option holds {{answer}} and no other result.'
            : 'This option holds one {{wrong…}} at most and no {{answer}}.',
        ),
      )
    used.push(...found.flatMap((place) => (place.kind === 'wrong' ? [place.number] : [])))
  }
  distractors.forEach((_, index) => {
    if (used.filter((number) => number === index + 1).length !== 1)
      faults.push(
        at(
          `calculation.distractors.${index}`,
          `应恰有一个选项写 {{干扰${index + 1}}}。`,
          `One option must hold {{wrong${index + 1}}}.`,
        ),
      )
  })
  return faults
}

/** A candidate has to see every value that the key is computed from. */
function unanswerable({ stem }: CalculationItem, { formula }: Compiled): ContentFault[] {
  const shown = new Set(placesIn(stem).flatMap((place) => (place.kind === 'variable' ? [place.name] : [])))
  const hidden = [...variablesIn(formula)].filter((name) => !shown.has(name))
  return hidden.map((name) =>
    at('stem', `题干中没有 {{${name}}}，考生无法作答。`, `The stem lacks {{${name}}}: nobody could answer.`),
  )
}

function drawFaults({ failed, reasons }: Preview): ContentFault[] {
  if (failed <= MOST_FAILING) return []
  const [worst] = reasons.toSorted((one, other) => other.count - one.count)
  const percent = Math.round(failed * 100)
  const why: Words = worst ? reasonWords[worst.reason] : { zh: '', en: '' }
  return [
    at(
      'calculation',
      `${percent}%的取值不能用，主要原因：${why.zh}。`,
      `${percent}% of the draws cannot be used, mostly because ${why.en}.`,
    ),
  ]
}
