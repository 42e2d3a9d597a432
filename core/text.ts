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
 * Written by hand instead of configuring a Markdown library: of CommonMark only
 * these constructs are wanted, and its own rules for emphasis and dollars
 * change foreign text ("5*3*2", "$5 和 $10"). All scans are linear in the text.
 */
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

function read(text: string): { tree: TextTree; faults: TextFault[] } {
  const faults = new Set<TextFault>()
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const tree: TextTree = []
  let open: string[] = []
  const close = () => {
    tree.push(...readParagraph(open.join('\n'), faults))
    open = []
  }
  for (let at = 0; at < lines.length; ) {
    const table = tableAt(lines, at, faults)
    if (table) {
      close()
      tree.push(table.block)
      at = table.end
      continue
    }
    const line = lines[at++]!
    if (line.trim() === '') close()
    else open.push(line)
  }
  close()
  return { tree, faults: [...faults] }
}

/** A paragraph's lines; pictures inside it stand between its parts. */
function readParagraph(text: string, faults: Set<TextFault>): TextTree {
  const parts = text.split(PICTURE) // Every second part is a digest.
  return parts.flatMap((part, index): TextTree => {
    if (index % 2 === 1) return [{ kind: 'picture', sha256: part }]
    const kept = parts.length === 1 ? part : part.replace(/^\n|\n$/g, '')
    return kept.trim() === '' ? [] : [{ kind: 'paragraph', inlines: readInlines(kept, faults) }]
  })
}

function readInlines(text: string, faults: Set<TextFault>): Inline[] {
  const found: Inline[] = []
  const closers: { end: number; length: number; style: Style }[] = []
  let style = PLAIN
  let words = ''
  const flush = () => {
    if (words !== '') found.push({ kind: 'text', text: words, ...style })
    words = ''
  }
  if (text.includes('![')) faults.add('picture')
  for (let at = 0; at < text.length; ) {
    const closer = closers.at(-1)
    if (closer && at === closer.end) {
      flush()
      closers.pop()
      style = closer.style
      at += closer.length
      continue
    }
    const char = text[at]!
    if (char === '\n') {
      flush()
      found.push({ kind: 'break' })
      at += 1
    } else if (char === '\\' && text[at + 1] === '$') {
      words += '$'
      at += 2
    } else if (char === '$') {
      const end = formulaEnd(text, at)
      if (end > 0 && end < (closer?.end ?? Infinity)) {
        flush()
        const bars = text.startsWith('$$', at) ? 2 : 1
        found.push({ kind: 'formula', tex: text.slice(at + bars, end).trim() })
        at = end + bars
      } else {
        faults.add('dollar')
        words += char
        at += 1
      }
    } else {
      const span = spanAt(text, at, closer?.end ?? text.length, faults)
      if (span) {
        flush()
        closers.push({ end: span.end, length: span.closing, style })
        style = { ...style, ...span.style }
        at += span.opening
      } else {
        words += char
        at += 1
      }
    }
  }
  flush()
  return found
}

type Span = { style: Partial<Style>; opening: number; end: number; closing: number }

/** A bold or tagged span that opens at `at` and closes before `limit`. */
function spanAt(text: string, at: number, limit: number, faults: Set<TextFault>): Span | undefined {
  if (text.startsWith('**', at)) {
    // A power such as 2**3**2 or a pointer stays text: no letter, digit or star may touch the stars from outside.
    if (/[A-Za-z0-9*]/.test(text[at - 1] ?? '') || /[\s*]/.test(text[at + 2] ?? ' ')) return undefined
    const end = text.indexOf('**', at + 2)
    if (end < 0 || end + 2 > limit || /[\s\n]/.test(text[end - 1]!) || /[A-Za-z0-9*]/.test(text[end + 2] ?? ''))
      return undefined
    return { style: { bold: true }, opening: 2, end, closing: 2 }
  }
  if (text[at] !== '<') return undefined
  const tag = /^<(u|sub|sup)>/.exec(text.slice(at, at + 5))?.[1]
  if (tag === undefined) {
    if (/^<\/(u|sub|sup)>/.test(text.slice(at, at + 6))) faults.add('tag')
    return undefined
  }
  const closing = `</${tag}>`
  const end = text.indexOf(closing, at)
  if (end < 0 || end + closing.length > limit) {
    faults.add('tag')
    return undefined
  }
  return { style: TAGS[tag]!, opening: tag.length + 2, end, closing: closing.length }
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

const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/

function tableAt(lines: readonly string[], at: number, faults: Set<TextFault>) {
  const [head, rule] = [lines[at]!, lines[at + 1]]
  if (rule === undefined || !head.includes('|') || !rule.includes('|') || !RULE.test(rule)) return undefined
  const header = cellsOf(head)
  const columns = cellsOf(rule)
  if (header.length !== columns.length) return undefined
  let end = at + 2
  while (end < lines.length && lines[end]!.includes('|')) end += 1
  const cell = (source: string) => {
    if (PICTURE.test(source)) faults.add('picture-in-table')
    return readInlines(source, faults)
  }
  const rows = lines.slice(at + 2, end).map((line) => {
    const cells = cellsOf(line)
    if (cells.length !== columns.length) faults.add('table-cells')
    // Nothing is dropped: what is too much stays in the last cell.
    const kept = [...cells.slice(0, columns.length - 1), cells.slice(columns.length - 1).join(' | ')]
    return columns.map((_, index) => cell(kept[index] ?? ''))
  })
  const align = columns.map((rule) => (rule.endsWith(':') ? (rule.startsWith(':') ? 'center' : 'right') : 'left'))
  const block: Table = { kind: 'table', align, header: header.map(cell), rows }
  return { block, end }
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
