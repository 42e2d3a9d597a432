/**
 * The restricted language of formulas: constants, declared variables, + - * / ^,
 * minus, brackets, a closed list of functions; in conditions comparisons, `and`,
 * `or`, `not`. mathjs' parser reads the text, nothing of mathjs evaluates it:
 * every node of its tree is either translated or refused, so that a construct
 * it learns tomorrow is refused as well.
 *
 * Length, signs and nesting are bounded before the parser sees the text.
 * Loading mathjs takes half a second: import this file from workers only.
 */
import { create, parseDependencies } from 'mathjs/number'
import type { Words } from '../words.ts'
import { FORMULA_LENGTH } from './calculation.ts'
import { type Comparison, type Condition, constants, type Formula, functions, type Sign } from './formula.ts'

export type Parsed<Tree> = { ok: true; tree: Tree } | { ok: false; message: Words }

/** Deepest nesting of brackets, and of the tree. */
const DEPTH = 40

/** Signs that Chinese keyboards and word processors put in the place of ASCII ones. */
const FOLDED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '（': '(',
    '）': ')',
    '，': ',',
    '＋': '+',
    '－': '-',
    '−': '-',
    '×': '*',
    '·': '*',
    '÷': '/',
    '／': '/',
    '＜': '<',
    '＞': '>',
    '≤': '<=',
    '≥': '>=',
    '≠': '!=',
    '＝': '=',
    π: 'pi',
  }),
)

/** Reads a formula over the variables `names`. */
export const parseFormula = (text: string, names: ReadonlySet<string>): Parsed<Formula> =>
  attempt(() => formulaOf(nodeOf(text), names, 0))

/** Reads a condition over the variables `names`. */
export const parseCondition = (text: string, names: ReadonlySet<string>): Parsed<Condition> =>
  attempt(() => conditionOf(nodeOf(text), names, 0))

/** A name that means something else already: a function, a constant, a word of the language or of the parser. */
export const isReserved = (name: string): boolean => functions.has(name) || constants.has(name) || WORDS.has(name)

const WORDS = new Set(
  'and or not xor mod to in end true false null undefined NaN Infinity i answer unit rounding'.split(' '),
)

class Refused extends Error {
  readonly words: Words
  constructor(zh: string, en: string) {
    super(en)
    this.words = { zh, en }
  }
}

function attempt<Tree>(read: () => Tree): Parsed<Tree> {
  try {
    return { ok: true, tree: read() }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.words }
    throw error
  }
}

/** What is used of a node of mathjs; anything else it may carry is not looked at. */
type Node = {
  type: string
  value?: unknown
  name?: unknown
  fn?: unknown
  op?: unknown
  implicit?: unknown
  args?: readonly Node[]
  content?: Node
  params?: readonly Node[]
  conditionals?: readonly string[]
}

// Its types call a named dependency optional; it is part of every build.
const { parse } = create(parseDependencies!)

function nodeOf(text: string): Node {
  if (text.length > FORMULA_LENGTH)
    throw new Refused(
      `公式过长，最多${FORMULA_LENGTH}个字符。`,
      `The formula is longer than ${FORMULA_LENGTH} characters.`,
    )
  const folded = [...text].map((sign) => FOLDED.get(sign) ?? sign).join('')
  const strange = /[^A-Za-z0-9_ .,+\-*/^()<>=!]/u.exec(folded)?.[0]
  if (strange !== undefined) {
    const code = `U+${strange.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
    throw new Refused(`公式中不能有此字符（${code}）。`, `The formula holds a sign that is not allowed (${code}).`)
  }
  if (/(?<![A-Za-z0-9_.])0[xob]/i.test(folded)) throw new Refused('数只能写成十进制。', 'Numbers are decimal.')
  if (nesting(folded) > DEPTH) throw tooDeep()
  try {
    return parse(folded) as unknown as Node
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep()
    const place = /\(char (\d+)\)/.exec((error as Error).message)?.[1]
    throw new Refused(
      `公式写法有误${place ? `（约第${place}个字符处）` : ''}。`,
      `The formula cannot be read${place ? ` (near character ${place})` : ''}.`,
    )
  }
}

const tooDeep = () => new Refused(`公式嵌套过深，最多${DEPTH}层。`, `The formula is nested more than ${DEPTH} deep.`)

function nesting(text: string): number {
  let [open, deepest] = [0, 0]
  for (const sign of text) {
    if (sign === '(') deepest = Math.max(deepest, ++open)
    if (sign === ')') open -= 1
  }
  return deepest
}

const signs: ReadonlyMap<unknown, Sign> = new Map([
  ['add', '+'],
  ['subtract', '-'],
  ['multiply', '*'],
  ['divide', '/'],
  ['pow', '^'],
] as const)

const comparisons: ReadonlyMap<unknown, Comparison> = new Map([
  ['smaller', '<'],
  ['smallerEq', '<='],
  ['larger', '>'],
  ['largerEq', '>='],
  ['equal', '=='],
  ['unequal', '!='],
] as const)

function formulaOf(node: Node, names: ReadonlySet<string>, depth: number): Formula {
  if (depth > DEPTH) throw tooDeep()
  const inner = (found: Node) => formulaOf(found, names, depth + 1)
  switch (node.type) {
    case 'ParenthesisNode':
      return inner(node.content!)
    case 'ConstantNode':
      if (typeof node.value !== 'number') break
      if (!Number.isFinite(node.value) || Math.abs(node.value) > 1e15)
        throw new Refused('数过大，最大10^15。', 'A number is larger than 10^15.')
      return { kind: 'number', value: node.value }
    case 'SymbolNode':
      return named(String(node.name), names)
    case 'FunctionNode':
      return call(node, inner)
    case 'OperatorNode':
      return operation(node, inner)
  }
  throw notAllowed(node)
}

function named(name: string, names: ReadonlySet<string>): Formula {
  if (names.has(name) || constants.has(name)) return { kind: 'variable', name }
  if (functions.has(name))
    throw new Refused(`函数${name}后面要有括号，如 ${name}(2)。`, `The function ${name} needs brackets: ${name}(2).`)
  throw new Refused(`没有名为${name}的变量。`, `There is no variable ${name}.`)
}

function call(node: Node, inner: (node: Node) => Formula): Formula {
  const fn = node.fn as Node
  const name = fn.type === 'SymbolNode' ? String(fn.name) : ''
  const known = functions.get(name)
  if (!known)
    throw new Refused(
      `不能使用此函数。可用：${[...functions.keys()].join(' ')}。`,
      `This function is not allowed. These are: ${[...functions.keys()].join(' ')}.`,
    )
  const args = node.args ?? []
  if (args.length < known.least || args.length > known.most)
    throw new Refused(
      `函数${name}应有${known.least === known.most ? known.least : `${known.least}到${known.most}`}个参数。`,
      `The function ${name} takes ${known.least === known.most ? known.least : `${known.least} to ${known.most}`} values.`,
    )
  return { kind: 'call', name, of: args.map(inner) }
}

function operation(node: Node, inner: (node: Node) => Formula): Formula {
  const [left, right] = node.args ?? []
  if (node.fn === 'unaryMinus' && left) return { kind: 'negative', of: inner(left) }
  const sign = signs.get(node.fn)
  // `5%` comes as a division by 100 that nobody wrote.
  if (!sign || !left || !right || node.op !== sign) throw notAllowed(node)
  if (node.implicit === true) throw new Refused('乘号不能省略，请写 *。', 'Write * between factors: 2*U, not 2U.')
  return { kind: 'operation', sign, left: inner(left), right: inner(right) }
}

function conditionOf(node: Node, names: ReadonlySet<string>, depth: number): Condition {
  if (depth > DEPTH) throw tooDeep()
  const inner = (found: Node) => conditionOf(found, names, depth + 1)
  const value = (found: Node) => formulaOf(found, names, depth + 1)
  if (node.type === 'ParenthesisNode') return inner(node.content!)
  if (node.type === 'RelationalNode') {
    // 1 < U/R < 10 is two comparisons.
    const params = node.params!.map(value)
    const of = node.conditionals!.map((fn, index) => comparison(fn, node, params[index]!, params[index + 1]!))
    return { kind: 'all', of }
  }
  if (node.type !== 'OperatorNode') throw noCondition()
  const [left, right] = node.args ?? []
  if (node.fn === 'not' && left) return { kind: 'not', of: inner(left) }
  if (!left || !right) throw noCondition()
  if (node.fn === 'and' || node.fn === 'or')
    return { kind: node.fn === 'and' ? 'all' : 'any', of: [inner(left), inner(right)] }
  if (!comparisons.has(node.fn)) throw noCondition()
  return comparison(node.fn, node, value(left), value(right))
}

function comparison(fn: unknown, node: Node, left: Formula, right: Formula): Condition {
  const sign = comparisons.get(fn)
  if (!sign) throw notAllowed(node)
  return { kind: 'compare', sign, left, right }
}

const noCondition = () =>
  new Refused('约束应为比较式，如 U/R < 10；相等写 ==。', 'A condition compares: U/R < 10. Equality is written ==.')

function notAllowed(node: Node): Refused {
  if (node.type === 'AssignmentNode' || node.type === 'FunctionAssignmentNode')
    return new Refused('公式中不能赋值；比较相等写 ==。', 'Assignment is not allowed; equality is written ==.')
  if (comparisons.has(node.fn) || node.type === 'RelationalNode' || ['and', 'or', 'not'].includes(String(node.fn)))
    return new Refused('此处应为算式，不能是比较式。', 'A formula is wanted here, not a condition.')
  return new Refused(
    '只能使用数、变量、加减乘除、乘方、括号和所列函数。',
    'Only numbers, variables, + - * / ^, brackets and the listed functions are allowed.',
  )
}
