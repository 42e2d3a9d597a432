/**
 * Formulas and conditions as checked trees, and their value. A tree can only be
 * arithmetic on doubles: there is nothing in it that could loop, allocate or
 * name anything outside, and its depth is bounded. That is why it is evaluated
 * here and not by mathjs' own `compile`, whose nodes reach every function and
 * property its scope offers and which switches to other number types by itself.
 */
import { denoised, roundTo } from './rounding.ts'

export type Sign = '+' | '-' | '*' | '/' | '^'
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'variable'; name: string }
  | { kind: 'negative'; of: Formula }
  | { kind: 'operation'; sign: Sign; left: Formula; right: Formula }
  | { kind: 'call'; name: string; of: readonly Formula[] }

export type Condition =
  | { kind: 'compare'; sign: Comparison; left: Formula; right: Formula }
  | { kind: 'all' | 'any'; of: readonly Condition[] }
  | { kind: 'not'; of: Condition }

export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
])

type Callable = { least: number; most: number; value: (...args: number[]) => number }
const one = (value: (x: number) => number): Callable => ({ least: 1, most: 1, value })
const DEGREES = 180 / Math.PI

/** The closed list of functions. Angles are radians; `rad` makes them of degrees. `log` and `ln` are natural, `lg` is to 10. */
export const functions: ReadonlyMap<string, Callable> = new Map(
  Object.entries({
    sqrt: one(Math.sqrt),
    cbrt: one(Math.cbrt),
    abs: one(Math.abs),
    exp: one(Math.exp),
    log: one(Math.log),
    ln: one(Math.log),
    log10: one(Math.log10),
    lg: one(Math.log10),
    sin: one(Math.sin),
    cos: one(Math.cos),
    tan: one(Math.tan),
    asin: one(Math.asin),
    acos: one(Math.acos),
    atan: one(Math.atan),
    atan2: { least: 2, most: 2, value: Math.atan2 },
    rad: one((degrees) => degrees / DEGREES),
    deg: one((radians) => radians * DEGREES),
    floor: one((x) => Math.floor(denoised(x))),
    ceil: one((x) => Math.ceil(denoised(x))),
    round: { least: 1, most: 2, value: (x, decimals = 0) => rounding(x, decimals) },
    min: { least: 2, most: 8, value: Math.min },
    max: { least: 2, most: 8, value: Math.max },
    pow: { least: 2, most: 2, value: (base, exponent) => base ** exponent },
  } satisfies Record<string, Callable>),
)

const rounding = (x: number, decimals: number): number =>
  Number.isInteger(decimals) && Math.abs(decimals) <= 12 ? roundTo(x, decimals) : Number.NaN

/** Not-a-number for whatever is not finite, so that 1/(1/0) is no zero. */
const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)

/** The formula's value; NaN when it, or any part of it, is not a finite number. Unknown names are NaN too. */
export function evaluate(formula: Formula, values: ReadonlyMap<string, number>): number {
  switch (formula.kind) {
    case 'number':
      return formula.value
    case 'variable':
      return values.get(formula.name) ?? constants.get(formula.name) ?? Number.NaN
    case 'negative':
      return -evaluate(formula.of, values)
    case 'operation': {
      const [left, right] = [evaluate(formula.left, values), evaluate(formula.right, values)]
      return finite(operate(formula.sign, left, right))
    }
    case 'call': {
      const args = formula.of.map((argument) => evaluate(argument, values))
      return args.some(Number.isNaN) ? Number.NaN : finite(functions.get(formula.name)?.value(...args) ?? Number.NaN)
    }
  }
}

function operate(sign: Sign, left: number, right: number): number {
  switch (sign) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '^':
      // In JavaScript NaN ** 0 is 1.
      return Number.isNaN(left) ? Number.NaN : left ** right
  }
}

/** Equal but for the noise of binary fractions: 0.1 + 0.2 and 0.3. */
const same = (left: number, right: number): boolean =>
  Math.abs(left - right) <= Math.max(1e-12, 1e-9 * Math.max(Math.abs(left), Math.abs(right)))

/** True when the condition holds; false when it does not, or when a part of it has no value. */
export const holds = (condition: Condition, values: ReadonlyMap<string, number>): boolean =>
  truth(condition, values) === true

/** undefined where a part has no value, so that "not" does not make truth of it. */
function truth(condition: Condition, values: ReadonlyMap<string, number>): boolean | undefined {
  switch (condition.kind) {
    case 'compare': {
      const [left, right] = [evaluate(condition.left, values), evaluate(condition.right, values)]
      return Number.isNaN(left) || Number.isNaN(right) ? undefined : compare(condition.sign, left, right)
    }
    case 'not': {
      const inner = truth(condition.of, values)
      return inner === undefined ? undefined : !inner
    }
    case 'all':
      return settled(condition.of, values, false)
    case 'any':
      return settled(condition.of, values, true)
  }
}

/** `decisive` if any part is that; else undefined if any part has no value; else the other. */
function settled(parts: readonly Condition[], values: ReadonlyMap<string, number>, decisive: boolean) {
  const truths = parts.map((part) => truth(part, values))
  if (truths.includes(decisive)) return decisive
  return truths.includes(undefined) ? undefined : !decisive
}

function compare(sign: Comparison, left: number, right: number): boolean {
  switch (sign) {
    case '<':
      return left < right && !same(left, right)
    case '<=':
      return left < right || same(left, right)
    case '>':
      return left > right && !same(left, right)
    case '>=':
      return left > right || same(left, right)
    case '==':
      return same(left, right)
    case '!=':
      return !same(left, right)
  }
}

/** Names of the variables in a formula; constants are none. */
export function variablesIn(formula: Formula): Set<string> {
  switch (formula.kind) {
    case 'number':
      return new Set()
    case 'variable':
      return constants.has(formula.name) ? new Set() : new Set([formula.name])
    case 'negative':
      return variablesIn(formula.of)
    case 'operation':
      return new Set([...variablesIn(formula.left), ...variablesIn(formula.right)])
    case 'call':
      return new Set(formula.of.flatMap((argument) => [...variablesIn(argument)]))
  }
}
