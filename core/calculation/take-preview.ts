/** Drawing many times to see what share fails, and why. */
import { seededRandom } from '../random.ts'
import { type Compiled, compileCalculation } from './compile.ts'
import { fillContent } from './content.ts'
import { type Reason, reasons, reasonWords, tryVariant } from './draw.ts'
import type { CalculationItem } from './item.ts'
import { PREVIEW_DRAWS, type Preview } from './preview.ts'

/** Filled-in items that a preview shows. */
const EXAMPLES = 5

/** What `draws` single draws come to. Undefined when the formulas are faulty: `calculationFaults` says how. */
export function previewDraws(item: CalculationItem, draws = PREVIEW_DRAWS): Preview | undefined {
  const compilation = compileCalculation(item.calculation)
  return compilation.ok ? previewCompiled(item, compilation.compiled, draws) : undefined
}

/** `previewDraws` of formulas that are read already. The same item gives the same preview. */
export function previewCompiled(item: CalculationItem, compiled: Compiled, draws: number): Preview {
  const random = seededRandom('', 'juanku/calculation-preview/v1')
  const counts = new Map<Reason, number>()
  const seen = new Set<string>()
  const examples: Preview['examples'] = []
  const range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, unit: item.calculation.unit }
  let good = 0
  for (let draw = 0; draw < draws; draw += 1) {
    const variant = tryVariant(compiled, random)
    const made = typeof variant === 'string' ? variant : fillContent(item, variant)
    if (typeof variant === 'string' || typeof made === 'string') {
      counts.set(made as Reason, (counts.get(made as Reason) ?? 0) + 1)
      continue
    }
    good += 1
    range.min = Math.min(range.min, variant.answer.value)
    range.max = Math.max(range.max, variant.answer.value)
    const spelled = JSON.stringify(made.values)
    if (examples.length < EXAMPLES && !seen.has(spelled)) {
      const { stem, options, key, rationale } = made.content
      examples.push({ values: made.values, stem, options, key, rationale })
    }
    seen.add(spelled)
  }
  return {
    draws,
    failed: (draws - good) / draws,
    reasons: reasons.flatMap((reason) => {
      const count = counts.get(reason)
      return count === undefined ? [] : [{ reason, count, message: reasonWords[reason] }]
    }),
    distinct: seen.size,
    range: good > 0 ? range : null,
    examples,
  }
}
