/**
 * The text of items: a small, closed part of Markdown. Everything else is plain
 * text, so that what people paste from elsewhere survives as it is.
 *
 * - blank line: a new paragraph; line end: a line break
 * - `**bold**`, `<u>underlined</u>`, `H<sub>2</sub>O`, `x<sup>2</sup>`
 * - `$\frac{U}{R}$` a formula; `\$` a dollar
 * - `![](sha256:<64 hex digits>)` a picture
 * - a table: a row of cells between `|`, a row of `---`, rows; `\|` a bar
 *
 * markdown-it reads it with every rule of its own off but the one for plain
 * text; its renderer, the only part that makes HTML, is never called. The rules
 * below take the places of its own, whose emphasis, escapes and tables change
 * foreign text ("5*3*2", "C:\temp", "a|b"). All scans are linear in the text.
 */
import MarkdownIt, { type Env, type StateBlock, type StateInline, type Token } from 'markdown-it'
import { closed, Sha256, type Static, Type } from './schema.ts'

const Words = closed({
  kind: Type.Literal('text'),
  text: Type.String({ minLength: 1 }),
  bold: Type.Boolean(),
  underline: Type.Boolean(),
  script: Type.Union([Type.Literal('none'), Type.Literal('sub'), Type.Literal('sup')]),
})
export type Words = Static<typeof Words>

export const Inline = Type.Union([
  Words,
  closed({ kind: Type.Literal('formula'), tex: Type.String({ minLength: 1 }) }),
  closed({ kind: Type.Literal('break') }),
])
export type Inline = Static<typeof Inline>

const Inlines = Type.Array(Inline)

export const Block = Type.Union([
  closed({ kind: Type.Literal('paragraph'), inlines: Inlines }),
  closed({ kind: Type.Literal('picture'), sha256: Sha256 }),
  closed({
    kind: Type.Literal('table'),
    align: Type.Array(Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')])),
    header: Type.Array(Inlines),
    rows: Type.Array(Type.Array(Inlines)),
  }),
])
export type Block = Static<typeof Block>
export type Table = Extract<Block, { kind: 'table' }>

export const TextTree = Type.Array(Block)
export type TextTree = Static<typeof TextTree>

/** A place where a text probably does not say what its writer meant. */
export type TextFault = 'dollar' | 'tag' | 'picture' | 'picture-in-table' | 'table-cells'

type Style = Omit<Words, 'kind' | 'text'>
const PLAIN: Style = { bold: false, underline: false, script: 'none' }
const TAGS: Record<string, Partial<Style>> = {
  u: { underline: true },
  sub: { script: 'sub' },
  sup: { script: 'sup' },
}
const TAG = /<(\/?)(u|sub|sup)>/y
const PICTURE = /!\[\]\(sha256:([0-9a-f]{64})\)/
/** Chinese letters and full-width signs: inside a formula they stand in `\text{…}`, else the dollars are just dollars. */
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/
const TEXT_COMMAND = /\\(?:text|textrm|textbf|mathrm|mbox)\s*\{[^{}]*\}/g

/** The tree of a text. Never fails: what is no construct of the subset is text. */
export const parseText = (text: string): TextTree => read(text).tree

/** What looks wrong in a text; empty when nothing does. Each kind is named once. */
export const textFaults = (text: string): TextFault[] => read(text).faults

/** The words of a tree without their dress, for lists and search: a line a block, formulas as TeX, pictures left out. */
export function plainText(tree: TextTree): string {
  const words = (inlines: readonly Inline[]) =>
    inlines.map((it) => (it.kind === 'text' ? it.text : it.kind === 'formula' ? it.tex : '\n')).join('')
  return tree
    .flatMap((block) => {
      if (block.kind === 'picture') return []
      if (block.kind === 'paragraph') return [words(block.inlines)]
      return [block.header, ...block.rows].map((row) => row.map(words).join(' '))
    })
    .join('\n')
}

/** The pictures a tree shows, in order, as SHA-256. */
export const picturesOf = (tree: TextTree): string[] =>
  tree.flatMap((block) => (block.kind === 'picture' ? [block.sha256] : []))

/** Every run of inlines in a tree, table cells included. */
export const inlinesOf = (tree: TextTree): Inline[] =>
  tree.flatMap((block) => {
    if (block.kind === 'picture') return []
    return block.kind === 'paragraph' ? block.inlines : [block.header, ...block.rows].flat(2)
  })

const markdown = new MarkdownIt('zero')
markdown.core.ruler.enableOnly('block')
markdown.block.ruler.at('table', table)
markdown.block.ruler.at('paragraph', paragraph)
markdown.block.ruler.enableOnly(['table', 'paragraph'])
markdown.inline.ruler.at('escape', dollar)
markdown.inline.ruler.at('emphasis', bold)
markdown.inline.ruler.at('html_inline', tag)
markdown.inline.ruler.push('formula', formula)
markdown.inline.ruler.enableOnly(['text', 'escape', 'emphasis', 'html_inline', 'formula'])
markdown.inline.ruler2.enableOnly([])

function read(text: string): { tree: TextTree; faults: TextFault[] } {
  const faults = new Set<TextFault>()
  const tokens = markdown.parse(text.replace(/\r\n?/g, '\n'), { faults })
  return { tree: tokens.map(({ meta }) => meta!['block'] as Block), faults: [...faults] }
}

/** Notes what looks wrong; no construct stands there. */
function fault({ env }: { env: Env }, what: TextFault): false {
  ;(env['faults'] as Set<TextFault>).add(what)
  return false
}
const lineAt = ({ src, bMarks, eMarks }: StateBlock, line: number) => src.slice(bMarks[line], eMarks[line])
const add = (state: StateBlock, block: Block) => {
  state.push(block.kind, '', 0).meta = { block }
}

/** The lines up to a blank one or a table; pictures inside stand between their parts. */
function paragraph(state: StateBlock, from: number, end: number): true {
  const goesOn = (line: number) => line < end && lineAt(state, line).trim() !== '' && !columnsAt(state, line)
  state.line = from + 1
  // The library takes lines of blanks and tabs for blank, and no full-width space: such a line comes here.
  if (lineAt(state, from).trim() === '') return true
  while (goesOn(state.line)) state.line += 1
  const text = state.src.slice(state.bMarks[from], state.eMarks[state.line - 1])
  const parts = text.split(PICTURE) // Every second part is a digest.
  for (const [index, part] of parts.entries()) {
    const kept = parts.length === 1 ? part : part.replace(/^\n|\n$/g, '')
    if (index % 2 === 1) add(state, { kind: 'picture', sha256: part })
    else if (kept.trim() !== '') add(state, { kind: 'paragraph', inlines: readInlines(kept, state.env) })
  }
  return true
}

/** The row of dashes below the line when a table begins there. */
function columnsAt(state: StateBlock, line: number): string[] | undefined {
  const [head, rule] = [lineAt(state, line), line + 1 < state.lineMax ? lineAt(state, line + 1) : '']
  if (!head.includes('|') || !rule.includes('|')) return undefined
  const columns = cellsOf(rule)
  return columns.every((column) => /^:?-+:?$/.test(column)) && cellsOf(head).length === columns.length
    ? columns
    : undefined
}

function table(state: StateBlock, line: number, end: number): boolean {
  const columns = columnsAt(state, line)
  if (!columns) return false
  const cell = (source: string) => {
    if (PICTURE.test(source)) fault(state, 'picture-in-table')
    return readInlines(source, state.env)
  }
  const header = cellsOf(lineAt(state, line)).map(cell)
  const rows: Inline[][][] = []
  for (state.line = line + 2; state.line < end && lineAt(state, state.line).includes('|'); state.line += 1) {
    const cells = cellsOf(lineAt(state, state.line))
    if (cells.length !== columns.length) fault(state, 'table-cells')
    // Nothing is dropped: what is too much stays in the last cell.
    const kept = [...cells.slice(0, columns.length - 1), cells.slice(columns.length - 1).join(' | ')]
    rows.push(columns.map((_, index) => cell(kept[index] ?? '')))
  }
  const align = columns.map((rule) => (rule.endsWith(':') ? (rule.startsWith(':') ? 'center' : 'right') : 'left'))
  add(state, { kind: 'table', align, header, rows })
  return true
}

function readInlines(text: string, { faults }: Env): Inline[] {
  const [env, tokens]: [Env, Token[]] = [{ faults, ahead: new Map() }, []]
  if (text.includes('![')) fault({ env }, 'picture')
  markdown.inline.parse(text, markdown, env, tokens)
  const styles = [PLAIN]
  return tokens.flatMap(({ type, nesting, content, meta }): Inline[] => {
    const style = styles.at(-1)!
    if (nesting > 0) styles.push({ ...style, ...meta })
    if (nesting < 0) styles.pop()
    if (nesting !== 0) return []
    if (type === 'formula') return [{ kind: 'formula', tex: content }]
    // Line ends stand between: every second part.
    return content.split(/(\n)/).flatMap((text): Inline[] => {
      if (text === '\n') return [{ kind: 'break' }]
      return text === '' ? [] : [{ kind: 'text', text, ...style }]
    })
  })
}

function dollar(state: StateInline): boolean {
  if (!state.src.startsWith('\\$', state.pos)) return false
  state.pending += '$'
  state.pos += 2
  return true
}

function formula(state: StateInline): boolean {
  const { src, pos, posMax } = state
  if (src[pos] !== '$') return false
  const end = formulaEnd(src, pos)
  if (end < 0 || end >= posMax) return fault(state, 'dollar')
  const bars = src.startsWith('$$', pos) ? 2 : 1
  state.push('formula', '', 0).content = src.slice(pos + bars, end).trim()
  state.pos = end + bars
  return true
}

function bold(state: StateInline): boolean {
  const { src, pos, posMax } = state
  if (!src.startsWith('**', pos)) return false
  // A power such as 2**3**2 or a pointer stays text: no letter, digit or star may touch the stars from outside.
  if (/[A-Za-z0-9*]/.test(src[pos - 1] ?? '') || /[\s*]/.test(src[pos + 2] ?? ' ')) return false
  const end = src.indexOf('**', pos + 2)
  if (end < 0 || end + 2 > posMax || /\s/.test(src[end - 1]!) || /[A-Za-z0-9*]/.test(src[end + 2] ?? '')) return false
  return span(state, { bold: true }, 2, end, 2)
}

function tag(state: StateInline): boolean {
  const { src, pos, posMax } = state
  TAG.lastIndex = pos
  const [opening, slash, name] = (src[pos] === '<' && TAG.exec(src)) || []
  if (opening === undefined) return false
  const closing = `</${name}>`
  const end = ahead(state, closing)
  if (slash !== '' || end + closing.length > posMax) return fault(state, 'tag')
  return span(state, TAGS[name!]!, opening.length, end, closing.length)
}

/** Where a sign stands next, or Infinity. A text is looked through once for each, however many openings wait for it. */
function ahead({ src, pos, env }: StateInline, sign: string): number {
  const known = env['ahead'] as Map<string, number>
  let at = known.get(sign) ?? -1
  if (at < pos) at = src.indexOf(sign, pos)
  if (at < 0) at = Infinity
  known.set(sign, at)
  return at
}

/** What stands between two signs, dressed in `style`; it may hold every other construct. */
function span(state: StateInline, style: Partial<Style>, opening: number, end: number, closing: number): true {
  const { posMax } = state
  state.push('span', '', 1).meta = style
  state.pos += opening
  state.posMax = end
  markdown.inline.tokenize(state)
  state.push('span', '', -1)
  state.pos = end + closing
  state.posMax = posMax
  return true
}

/**
 * Where the formula that opens at `at` closes, or -1. As in pandoc: no space
 * inside the dollars, no digit after the closing one; on one line.
 */
function formulaEnd(text: string, at: number): number {
  const double = text.startsWith('$$', at)
  const start = at + (double ? 2 : 1)
  const stop = /\n|(?<!\\)\$/g
  stop.lastIndex = start
  const end = stop.exec(text)?.index ?? -1
  if (end <= start || text[end] === '\n') return -1
  const tex = text.slice(start, end)
  if (tex.trim() === '' || CHINESE.test(tex.replace(TEXT_COMMAND, ''))) return -1
  if (double) return text[end + 1] === '$' ? end : -1
  return /^\s|\s$/.test(tex) || /[0-9]/.test(text[end + 1] ?? '') ? -1 : end
}

/** The cells of a table's line; bars in formulas and after a backslash do not divide. */
function cellsOf(line: string): string[] {
  const row = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  const cells: string[] = []
  let cell = ''
  for (let at = 0; at < row.length; at += 1) {
    const end = row[at] === '$' && row[at - 1] !== '\\' ? formulaEnd(row, at) : -1
    if (end > 0) {
      cell += row.slice(at, end + 1)
      at = end
    } else if (row.startsWith('\\|', at)) {
      cell += '|'
      at += 1
    } else if (row[at] === '|') {
      cells.push(cell)
      cell = ''
    } else cell += row[at]
  }
  cells.push(cell)
  return cells.map((cell) => cell.trim())
}
