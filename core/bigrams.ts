/**
 * Text as the full-text index sees it. Chinese has no spaces between words, so
 * a run of Han characters is indexed as overlapping pairs, one token for each
 * place: 绝缘电阻 → `绝缘 缘电 电阻 阻`. A word of any length is then a phrase
 * of neighbouring tokens, two characters (电阻) as well as four, and one
 * character is a prefix. Everything else is words: letters, and numbers with
 * their decimal point.
 *
 * What a reader does not see does not count, as in `compare.ts`: width, case,
 * punctuation; white space only where it divides words. Sub- and superscripts
 * stand apart (`10²`, `10<sup>2</sup>` and `$10^2$` are all `10 2`), formulas
 * are their letters and numbers without TeX's commands.
 */
import type { ItemContent, Key } from './item.ts'
import { type Inline, inlinesOf, parseText, type TextTree } from './text.ts'

/** Between two texts of a field and two cells of a table, so that no phrase runs from one into the next. */
const BREAK = '.'

const HAN = /\p{Script=Han}/u
const ATOMS = /\p{Script=Han}|\p{Nd}+(?:\.\p{Nd}+)*|[^\P{L}\p{Script=Han}]+|[^\P{N}\p{Nd}]/gu
/** Signs that NFKC would glue to the digits beside them (10² → 102). */
const SCRIPTS = /[\u00B2\u00B3\u00B9\u2070-\u209F]+/gu

const GREEK = new Map(
  Object.entries({
    ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η' },
    ...{ theta: 'θ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ' },
    ...{ sigma: 'σ', tau: 'τ', upsilon: 'υ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω' },
  }),
)

/** The letters and numbers of a formula; of its commands only Greek letters are something a person looks for. */
const formulaText = (tex: string): string =>
  tex.replace(/\\([A-Za-z]+)/g, (_, command: string) => ` ${GREEK.get(command.toLowerCase()) ?? ''} `)

/** The smallest things that are compared: one Han character, one word, one number. */
function atomsOf(tree: TextTree): string[] {
  const said = (it: Inline): string => {
    if (it.kind === 'break') return '\n'
    if (it.kind === 'formula') return ` ${formulaText(it.tex)} `
    return it.script === 'none' ? it.text : ` ${it.text} `
  }
  return tree.flatMap((block) => {
    if (block.kind === 'picture') return []
    const cells = block.kind === 'paragraph' ? [block.inlines] : [block.header, ...block.rows].flat()
    return cells.flatMap((inlines, at) => {
      const text = inlines.map(said).join('').replace(SCRIPTS, ' $& ')
      const atoms = text.normalize('NFKC').toLowerCase().match(ATOMS) ?? []
      return at === 0 ? atoms : [BREAK, ...atoms]
    })
  })
}

/** One token for each atom: a Han character with the Han character after it, a word by itself. */
const tokensOf = (atoms: readonly string[]): string[] =>
  atoms.map((atom, at) => {
    const next = atoms[at + 1]
    return next !== undefined && HAN.test(atom) && HAN.test(next) ? atom + next : atom
  })

/** The tokens of some texts of a field, divided by spaces: what the index is given. */
export const indexText = (texts: readonly string[]): string =>
  texts
    .map((text) => tokensOf(atomsOf(parseText(text))).join(' '))
    .filter((tokens) => tokens !== '')
    .join(` ${BREAK} `)

/** The terms of a search: divided by white space, each a run of atoms; terms without any are left out. */
export const searchTerms = (text: string): string[][] =>
  text
    .split(/\s+/u)
    .map((term) => atomsOf(parseText(term)))
    .filter((atoms) => atoms.length > 0)

/**
 * A term as a phrase of FTS5's query language. A Han character at its end may
 * be followed by anything, so the pair it would begin is left out; alone it is
 * a prefix.
 */
export function phraseOf(atoms: readonly string[]): string {
  const tokens = tokensOf(atoms)
  const last = atoms.at(-1)
  if (last === undefined || !HAN.test(last)) return quoted(tokens)
  const before = atoms.at(-2)
  return before !== undefined && HAN.test(before) ? quoted(tokens.slice(0, -1)) : `${quoted(tokens)} *`
}

const quoted = (tokens: readonly string[]): string => `"${tokens.join(' ')}"`

/** What of an item is searched: what a candidate reads, and what only those who may see keys may find it by. */
export type SearchedText = { stem: string[]; options: string[]; rationale: string[] }

const keyTexts = (key: Key): string[] => ('text' in key ? [key.text] : [])

/** The texts of an item by the right that it takes to search them: keys, rationales and marking rules stand under `rationale`. */
export function searchedText(content: ItemContent): SearchedText {
  switch (content.kind) {
    case 'theory': {
      const parts = content.parts ?? []
      return {
        stem: [content.stem, ...parts.map(({ stem }) => stem)],
        options: [content, ...parts].flatMap(({ options }) => options.map(({ text }) => text)),
        rationale: [content.rationale, ...[content, ...parts].flatMap(({ key }) => keyTexts(key))],
      }
    }
    case 'practical':
      return {
        stem: [content.title, content.requirements],
        options: [...content.site, ...content.candidate].flatMap(({ name, spec, note }) => [name, spec, note]),
        rationale: [
          ...content.marking.flatMap(({ element, requirement, rule }) => [element, requirement, rule]),
          ...content.criticalFailures,
        ],
      }
    case 'defense':
      return {
        stem: [content.title],
        options: [],
        rationale: [...content.expectedPoints, ...content.scoringPoints.map(({ text }) => text), ...content.followUps],
      }
  }
}

/** What else stands in an item's texts: pictures, formulas, tables. */
export type Figures = { picture: boolean; formula: boolean; table: boolean }

/** Looks through every text of an item that a candidate reads. */
export function figuresOf(content: ItemContent): Figures {
  const { stem, options } = searchedText(content)
  const trees = [...stem, ...options].map(parseText)
  const blocks = trees.flat()
  return {
    picture: blocks.some(({ kind }) => kind === 'picture'),
    formula: trees.some((tree) => inlinesOf(tree).some(({ kind }) => kind === 'formula')),
    table: blocks.some(({ kind }) => kind === 'table'),
  }
}
