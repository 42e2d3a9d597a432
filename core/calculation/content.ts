/**
 * An item with a calculation → the item of one paper: its own numbers in every
 * text, the key that follows, distractors beside it.
 */
import { comparable } from '../compare.ts'
import { AppError } from '../errors.ts'
import type { TheoryItem } from '../item.ts'
import { textFaults } from '../text.ts'
import type { Calculation } from './calculation.ts'
import { compileCalculation } from './compile.ts'
import { drawVariant, type Reason, type Variant } from './draw.ts'
import type { CalculationItem, Drawn } from './item.ts'
import { roundingStatement } from './rounding.ts'
import { type Filling, filled, type Place, placesIn, quantity } from './template.ts'
import { shownValue } from './variables.ts'

/**
 * The item as the paper with this seed holds it. Throws `item.calculation` when
 * its formulas are faulty or no draw meets its conditions; an item that passed
 * `calculationFaults` does neither.
 */
export function drawnContent(content: CalculationItem, seed: string): Drawn {
  const compilation = compileCalculation(content.calculation)
  const drawn = compilation.ok
    ? drawVariant(compilation.compiled, seed, (variant) => fillContent(content, variant))
    : undefined
  if (drawn) return drawn
  throw new AppError(
    'item.calculation',
    'A calculation item has no values that meet its conditions. Preview the calculation items of the bank and mend it. / 有计算题取不到满足条件的数值，请预览题库中的计算题并修改。',
  )
}

/** The content with a variant's values, or why the two do not go together. */
export function fillContent(item: CalculationItem, variant: Variant): Drawn | Reason {
  const { calculation, ...rest } = item
  const fill = fillingOf(calculation, variant)
  const text = (template: string) => filled(template, fill)
  const options = inOrder(item, variant).map(({ id, text: template }) => ({ id, text: text(template) }))
  const content: TheoryItem = {
    ...rest,
    stem: stated(text(item.stem), item),
    options,
    key: 'text' in item.key ? { text: text(item.key.text) } : item.key,
    rationale: text(item.rationale),
  }
  if (new Set(options.map(({ text: shown }) => comparable(shown) || shown)).size < options.length)
    return 'equal-options'
  // A digit behind a closing dollar, for one, makes plain text of a formula.
  if (textsOf(content).some((shown) => shown.length > 20_000 || textFaults(shown).includes('dollar'))) return 'text'
  return { content, values: Object.fromEntries(variant.values) }
}

/** The texts of an item in which places may stand. */
export const textsOf = ({ stem, options, key, rationale }: TheoryItem): string[] => [
  stem,
  ...options.map(({ text }) => text),
  ...('text' in key ? [key.text] : []),
  rationale,
]

function fillingOf(calculation: Calculation, { values, answer, wrong }: Variant) {
  const same = (text: string): Filling => ({ text, tex: text })
  return (place: Place): Filling | undefined => {
    switch (place.kind) {
      case 'answer':
        return quantity(answer.text, calculation.unit)
      case 'wrong': {
        const result = wrong[place.number - 1]
        return result && quantity(result.text, calculation.unit)
      }
      case 'rounding':
        return same(roundingStatement(calculation.rounding))
      case 'variable': {
        const variable = calculation.variables.find(({ name }) => name === place.name)
        return variable && same(shownValue(variable, values.get(variable.name)!))
      }
    }
  }
}

/** The stem with the rounding said in it: candidates are told even where the writer forgot to. */
function stated(stem: string, item: CalculationItem): string {
  if (placesIn(item.stem).some(({ kind }) => kind === 'rounding')) return stem
  const statement = `（${roundingStatement(item.calculation.rounding)}。）`
  const last = stem.slice(stem.lastIndexOf('\n') + 1)
  // Behind a table or a picture it takes a paragraph of its own.
  return /^\s*\||!\[\]\([^)]*\)\s*$/.test(last) ? `${stem}\n\n${statement}` : `${stem}${statement}`
}

/** Options as written; with a fixed order those that hold results ascend among their places. */
function inOrder({ options, fixedOrder }: CalculationItem, { answer, wrong }: Variant) {
  if (!fixedOrder) return options
  const resultOf = (text: string): number | undefined => {
    const place = placesIn(text).find(({ kind }) => kind === 'answer' || kind === 'wrong')
    return place?.kind === 'wrong' ? wrong[place.number - 1]?.value : place && answer.value
  }
  const ascending = options
    .flatMap((option) => {
      const value = resultOf(option.text)
      return value === undefined ? [] : [{ option, value }]
    })
    .sort((one, other) => one.value - other.value)
  return options.map((option) => (resultOf(option.text) === undefined ? option : ascending.shift()!.option))
}
