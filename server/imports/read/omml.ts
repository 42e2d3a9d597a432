/** Office's formulas (OMML, ECMA-376 part 1 §22.1) → TeX. */
import { wrong } from './limits.ts'
import type { Attributes } from './xml.ts'

export type MathNode = { name: string; attributes: Attributes; children: MathNode[]; text: string }

const DEEPEST = 60
/** Nodes of one formula; an ordinary one has dozens. */
const MOST_NODES = 5000

/** Builds the tree of a formula from the parser's events. */
export function mathBuilder() {
  const root: MathNode = { name: 'oMath', attributes: {}, children: [], text: '' }
  const open = [root]
  let nodes = 0
  return {
    root,
    open(name: string, attributes: Attributes): void {
      nodes += 1
      if (open.length > DEEPEST || nodes > MOST_NODES)
        throw wrong(
          'A formula of the document is nested too deeply to read. Write it anew, or insert it as a picture.',
          '文档中有公式嵌套过深，无法读取。请重新编写，或改为插入图片。',
        )
      const node: MathNode = { name, attributes, children: [], text: '' }
      open.at(-1)?.children.push(node)
      open.push(node)
    },
    text(text: string): void {
      const node = open.at(-1)
      if (node?.name === 't') node.text += text
    },
    close(): void {
      if (open.length > 1) open.pop()
    },
  }
}

/** The formula as TeX without its dollars; '' when it holds nothing. */
export const texOf = (node: MathNode): string => tidy(children(node))

const tidy = (tex: string): string => tex.replace(/\s+/gu, ' ').trim()
const children = (node: MathNode): string => node.children.map(convert).join('')
const child = (node: MathNode, name: string): MathNode | undefined => node.children.find((one) => one.name === name)
const inner = (node: MathNode, name: string): string => tidy(children(child(node, name) ?? EMPTY))
const EMPTY: MathNode = { name: '', attributes: {}, children: [], text: '' }

/** A value of a construct's properties, such as the sign of a sum; undefined when it is not given. */
function property(node: MathNode, name: string): string | undefined {
  const properties = node.children.find((one) => one.name.endsWith('Pr'))
  const attributes = properties && child(properties, name)?.attributes
  return attributes && (attributes['m:val'] ?? attributes.val ?? '')
}

const isOn = (value: string | undefined): boolean => value !== undefined && !['0', 'off', 'false'].includes(value)

function convert(node: MathNode): string {
  switch (node.name) {
    case 'r':
      return run(node)
    case 'f':
      return fraction(node)
    case 'sSup':
      return `${base(node)}^{${inner(node, 'sup')}}`
    case 'sSub':
      return `${base(node)}_{${inner(node, 'sub')}}`
    case 'sSubSup':
      return `${base(node)}_{${inner(node, 'sub')}}^{${inner(node, 'sup')}}`
    case 'sPre':
      return `{}_{${inner(node, 'sub')}}^{${inner(node, 'sup')}}${base(node)}`
    case 'rad': {
      const degree = isOn(property(node, 'degHide')) ? '' : inner(node, 'deg')
      return `\\sqrt${degree === '' ? '' : `[${degree}]`}{${inner(node, 'e')}}`
    }
    case 'nary':
      return large(node)
    case 'd':
      return delimited(node)
    case 'func':
      return `${inner(node, 'fName')}{${inner(node, 'e')}}`
    case 'acc':
      return `${accents[property(node, 'chr') ?? '\u0302'] ?? '\\hat'}{${inner(node, 'e')}}`
    case 'bar':
      return `${property(node, 'pos') === 'top' ? '\\overline' : '\\underline'}{${inner(node, 'e')}}`
    case 'limLow':
      return `\\mathop{${inner(node, 'e')}}\\limits_{${inner(node, 'lim')}}`
    case 'limUpp':
      return `\\mathop{${inner(node, 'e')}}\\limits^{${inner(node, 'lim')}}`
    case 'groupChr':
      return `${property(node, 'pos') === 'top' ? '\\overbrace' : '\\underbrace'}{${inner(node, 'e')}}`
    case 'm':
      return `\\begin{matrix}${rows(node, 'mr')}\\end{matrix}`
    case 'eqArr':
      return `\\begin{aligned}${node.children.flatMap((one) => (one.name === 'e' ? [tidy(children(one))] : [])).join('\\\\')}\\end{aligned}`
    default:
      return node.name.endsWith('Pr') ? '' : children(node)
  }
}

/** What carries an index: one sign stands as it is, more stand in braces. */
function base(node: MathNode): string {
  const tex = inner(node, 'e')
  return /^(?:[A-Za-z0-9]|\\[A-Za-z]+)$/u.test(tex) ? tex : `{${tex}}`
}

function fraction(node: MathNode): string {
  const [top, below] = [inner(node, 'num'), inner(node, 'den')]
  const kind = property(node, 'type')
  if (kind === 'lin' || kind === 'skw') return `{${top}}/{${below}}`
  return kind === 'noBar' ? `\\genfrac{}{}{0pt}{}{${top}}{${below}}` : `\\frac{${top}}{${below}}`
}

const larges: Record<string, string> = {
  '∑': '\\sum',
  '∏': '\\prod',
  '∐': '\\coprod',
  '∫': '\\int',
  '∬': '\\iint',
  '∭': '\\iiint',
  '∮': '\\oint',
  '⋃': '\\bigcup',
  '⋂': '\\bigcap',
}

function large(node: MathNode): string {
  const sub = isOn(property(node, 'subHide')) ? '' : inner(node, 'sub')
  const sup = isOn(property(node, 'supHide')) ? '' : inner(node, 'sup')
  const sign = larges[property(node, 'chr') ?? '∫'] ?? '\\int'
  return `${sign}${sub === '' ? '' : `_{${sub}}`}${sup === '' ? '' : `^{${sup}}`}{${inner(node, 'e')}}`
}

const fences: Record<string, string> = { '{': '\\{', '}': '\\}', '': '.', '⟨': '\\langle', '⟩': '\\rangle', '‖': '\\|' }
const plainFences = new Set(['(', ')', '[', ']', '|', '/'])
const fence = (sign: string): string => fences[sign] ?? (plainFences.has(sign) ? sign : '.')

function delimited(node: MathNode): string {
  const parts = node.children.flatMap((one) => (one.name === 'e' ? [tidy(children(one))] : []))
  const separator = property(node, 'sepChr') ?? '|'
  const [left, right] = [property(node, 'begChr') ?? '(', property(node, 'endChr') ?? ')']
  return `\\left${fence(left)}${parts.join(separator === '|' ? '\\middle|' : signs(separator))}\\right${fence(right)}`
}

const rows = (node: MathNode, name: string): string =>
  node.children
    .flatMap((row) =>
      row.name === name
        ? [row.children.flatMap((cell) => (cell.name === 'e' ? [tidy(children(cell))] : [])).join(' & ')]
        : [],
    )
    .join(' \\\\ ')

const accents: Record<string, string> = {
  '\u0302': '\\hat',
  '\u0303': '\\tilde',
  '\u0305': '\\bar',
  '\u0304': '\\bar',
  '\u0307': '\\dot',
  '\u0308': '\\ddot',
  '\u20D7': '\\vec',
  '\u20D6': '\\overleftarrow',
  '\u030C': '\\check',
}

const FUNCTIONS = /^(?:sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|tanh|ln|log|lg|exp|lim|max|min|det)$/u

function run(node: MathNode): string {
  const text = node.children.flatMap((one) => (one.name === 't' ? [one.text] : [])).join('')
  if (FUNCTIONS.test(text.trim())) return `\\${text.trim()} `
  const upright = child(node, 'rPr')?.children.some((one) => one.name === 'nor')
  return upright && /[A-Za-z]{2,}/u.test(text) ? `\\mathrm{${signs(text)}}` : signs(text)
}

/** Chinese letters and signs: they have no place in a formula but in `\text`. */
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+/gu

const signs = (text: string): string =>
  text
    .normalize('NFC')
    .split(/([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+)/u)
    .map((part) => (CHINESE.test(part) ? `\\text{${part}}` : [...part].map(sign).join('')))
    .join('')

const sign = (char: string): string => {
  const named = commands[char]
  if (named !== undefined) return `${named} `
  if (char === '\\') return '\\backslash '
  if (char === '~') return '\\sim '
  if (char === '^') return '\\hat{} '
  return /[#$%&_{}]/u.test(char) ? `\\${char}` : char
}

const commands: Record<string, string> = Object.fromEntries(
  (
    'α\\alpha β\\beta γ\\gamma δ\\delta ε\\varepsilon ϵ\\epsilon ζ\\zeta η\\eta θ\\theta ϑ\\vartheta ι\\iota κ\\kappa λ\\lambda μ\\mu µ\\mu ν\\nu ξ\\xi π\\pi ρ\\rho σ\\sigma ς\\varsigma τ\\tau υ\\upsilon φ\\varphi ϕ\\phi χ\\chi ψ\\psi ω\\omega ' +
    'Γ\\Gamma Δ\\Delta Θ\\Theta Λ\\Lambda Ξ\\Xi Π\\Pi Σ\\Sigma Φ\\Phi Ψ\\Psi Ω\\Omega Ω\\Omega ' +
    '×\\times ÷\\div ·\\cdot ⋅\\cdot ±\\pm ∓\\mp ≤\\le ≥\\ge ⩽\\leqslant ⩾\\geqslant ≠\\ne ≈\\approx ≡\\equiv ∝\\propto ∞\\infty ∂\\partial ∇\\nabla √\\surd ' +
    '→\\to ←\\leftarrow ⇒\\Rightarrow ⇔\\Leftrightarrow ↔\\leftrightarrow ∈\\in ∉\\notin ⊂\\subset ⊆\\subseteq ∪\\cup ∩\\cap ∅\\varnothing ∀\\forall ∃\\exists ∠\\angle ⊥\\perp ∥\\parallel ∴\\therefore ∵\\because ' +
    '…\\ldots ⋯\\cdots °^{\\circ} ′\\prime ℃^{\\circ}\\mathrm{C} ∼\\sim ∣\\mid −- ∗* ∑\\sum ∏\\prod ∫\\int'
  )
    .split(' ')
    .map((pair) => [[...pair][0] ?? '', [...pair].slice(1).join('')]),
)
