/**
 * TeX → SVG by MathJax with the font the papers are printed with, so that a
 * formula looks on the screen as it will on paper. Heavy: load it by `import()`.
 */
import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js'
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js'
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js'
import { TeX } from '@mathjax/src/js/input/tex.js'
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js'
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js'
import { mathjax } from '@mathjax/src/js/mathjax.js'
import { SVG } from '@mathjax/src/js/output/svg.js'

/** Lengths in em; `svg` draws in `currentColor`. */
export type FormulaSvg = { svg: string; width: number; height: number; depth: number }

/** Longer formulas are refused when they are saved. */
const LONGEST = 1000

/** Rare letters and signs, each in a file of its own; scripts that no formula is written in stay out. */
const rare = import.meta.glob<{ default?: unknown }>(
  '../../node_modules/@mathjax/mathjax-newcm-font/mjs/svg/dynamic/{accents,accents-b-i,arrows,calligraphic,double-struck,fraktur,greek,latin,latin-b,latin-bi,latin-i,marrows,math,monospace,mshapes,sans-serif,sans-serif-b,sans-serif-i,script,shapes,symbols,symbols-b-i,variants}.js',
)
mathjax.asyncLoad = async (name: string) => {
  const file = name.slice(name.lastIndexOf('/'))
  const found = Object.entries(rare).find(([path]) => path.endsWith(file))
  if (!found) throw new Error(`no part of the font: ${file}`)
  const module = await found[1]()
  return module.default ?? module
}

const adaptor = liteAdaptor()
RegisterHTMLHandler(adaptor)
const drawing = mathjax.document('', {
  InputJax: new TeX({
    packages: ['base', 'ams'],
    maxMacros: 1000,
    formatError: (_: unknown, error: Error) => {
      throw error
    },
  }),
  OutputJax: new SVG({ fontCache: 'none', fontData: MathJaxNewcmFont, linebreaks: { inline: false } }),
})

/** The drawing of a formula in text style. Throws when the TeX is not understood. */
export async function formulaSvg(tex: string): Promise<FormulaSvg> {
  if (tex.length > LONGEST) throw new Error('too long')
  const container = await drawing.convertPromise(tex, { display: false })
  const svg = adaptor.tags(container, 'svg')[0]
  if (!svg) throw new Error('no drawing')
  const [, top = 0, width = 0, height = 0] = adaptor.getAttribute(svg, 'viewBox').split(' ').map(Number)
  // Set by whoever shows it: in a picture these say nothing.
  for (const name of ['style', 'width', 'height', 'role', 'focusable']) adaptor.removeAttribute(svg, name)
  return {
    svg: adaptor.outerHTML(svg),
    width: width / 1000,
    height: height / 1000,
    depth: (height + top) / 1000,
  }
}
