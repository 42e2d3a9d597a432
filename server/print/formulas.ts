/**
 * TeX → a formula as vector paths, by MathJax 4 with its own font. Only the
 * base and AMS commands are known: no definitions, no styles, no links.
 */
import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js'
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js'
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js'
import TexError from '@mathjax/src/js/input/tex/TexError.js'
import { TeX } from '@mathjax/src/js/input/tex.js'
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js'
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js'
import { mathjax } from '@mathjax/src/js/mathjax.js'
import { SVG } from '@mathjax/src/js/output/svg.js'
import '@mathjax/src/js/util/asyncLoad/esm.js'
import { pathOperators, type SvgNode, UnknownDrawing } from './formula-paths.ts'

/** Lengths in 1/1000 em; `operators` fill the formula, baseline at y = 0, y upwards. */
export type Formula = { width: number; ascent: number; descent: number; operators: string }

/** A formula that cannot be set. `reason` never quotes the formula. */
export class FormulaError extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Longer formulas are refused: they would not fit a line, and their cost grows with them. */
const LONGEST = 1000
/** So many formulas are kept per thread; a bank's formulas recur in its papers. */
const KEPT = 5000

const adaptor = liteAdaptor()
RegisterHTMLHandler(adaptor)
const input = new TeX({
  packages: ['base', 'ams'],
  maxMacros: 1000,
  formatError: (_: unknown, error: Error) => {
    throw error
  },
})
const output = new SVG({ fontCache: 'none', fontData: MathJaxNewcmFont, linebreaks: { inline: false } })
const mathDocument = mathjax.document('', { InputJax: input, OutputJax: output })

const known = new Map<string, Formula | FormulaError>()

/** The formula of a TeX source, in text style. Throws `FormulaError`. */
export async function formulaOf(tex: string): Promise<Formula> {
  const found = known.get(tex) ?? (await set(tex))
  if (known.size >= KEPT) known.clear()
  known.set(tex, found)
  if (found instanceof FormulaError) throw found
  return found
}

async function set(tex: string): Promise<Formula | FormulaError> {
  if (tex.length > LONGEST) return new FormulaError('too long')
  try {
    const container = (await mathDocument.convertPromise(tex, { display: false })) as SvgNode
    const svgs = (container.children ?? []).filter(({ kind }) => kind === 'svg')
    const [svg] = svgs
    if (!svg || svgs.length > 1) return new FormulaError('no drawing')
    const [, top = 0, width = 0, height = 0] = (svg.attributes?.['viewBox'] ?? '').split(' ').map(Number)
    return { width, ascent: -top, descent: height + top, operators: pathOperators(svg) }
  } catch (error) {
    if (error instanceof TexError) return new FormulaError(error.id)
    if (error instanceof UnknownDrawing) return new FormulaError(error.message)
    throw error
  }
}
