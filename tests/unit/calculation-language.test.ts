import { expect, test } from 'vitest'
import { evaluate, holds } from '../../core/calculation/formula.ts'
import { parseCondition, parseFormula } from '../../core/calculation/parse.ts'

const names = new Set(['U', 'R', 'x', 'R_1'])
const values = new Map([
  ['U', 220],
  ['R', 8],
  ['x', 0.3],
  ['R_1', 2],
])
const evaluated = (text: string): number => {
  const parsed = parseFormula(text, names)
  if (!parsed.ok) throw new Error(parsed.message.en)
  return evaluate(parsed.tree, values)
}
const holdsFor = (text: string): boolean => {
  const parsed = parseCondition(text, names)
  if (!parsed.ok) throw new Error(parsed.message.en)
  return holds(parsed.tree, values)
}

test.each([
  ['U/R', 27.5],
  ['-R^2', -64],
  ['2^-1', 0.5],
  ['2^3^2', 512],
  ['(U - R_1) * 2', 436],
  ['sqrt(3)*U', Math.sqrt(3) * 220],
  ['sin(rad(30))', 0.5],
  ['deg(atan2(1, 1))', 45],
  ['round(U/R/3, 2)', 9.17],
  ['floor(0.1*3*10)', 3],
  ['ceil(0.1*3*10)', 3],
  ['max(U, R, x)', 220],
  ['ln(e) + lg(100)', 3],
  ['2*pi*R', 16 * Math.PI],
  ['（U－R）×2÷R', 53],
  ['1.5e2', 150],
])('%s has its value', (text, value) => expect(evaluated(text)).toBeCloseTo(value, 10))

test.each(['1/0', '1/(1/0)', 'sqrt(-1)', 'log(0)', '9^9^9^9', '(0/0)^0', 'max(1, 0/0)', 'asin(2)', 'round(1, 0.5)'])(
  '%s has no value, and nothing made of it has one',
  (text) => {
    expect(evaluated(text)).toBeNaN()
    expect(holdsFor(`${text} > 0`)).toBe(false)
    expect(holdsFor(`not (${text} > 0)`)).toBe(false)
    expect(holdsFor(`${text} > 0 or U > 0`)).toBe(true)
  },
)

test.each([
  ['U/R < 30', true],
  ['U/R < 30 and R != 8', false],
  ['not (U == 220) or R >= 8', true],
  ['1 < R < 10', true],
  ['1 < R < 5', false],
  ['0.1 + 0.2 == x', true],
  ['0.1 + 0.2 > x', false],
  ['0.1 + 0.2 ≤ x', true],
  ['(R > 1)', true],
])('the condition %s is judged', (text, outcome) => expect(holdsFor(text)).toBe(outcome))

const hostile: [name: string, text: string][] = [
  ['a matrix that eats the memory', 'ones(20000,20000)'],
  ['another', 'zeros(99999,99999)'],
  ['a range', 'sum(1:1e9)'],
  ['an import', 'import({a:1})'],
  ['an import with brackets alone', 'import(U)'],
  ['evaluation', 'evaluate("1+1")'],
  ['parsing', 'parse(U)'],
  ['an assignment', 'a=1'],
  ['an assignment to a variable', 'U=1'],
  ['a function definition', 'f(x)=x^2'],
  ['a property', 'x.constructor'],
  ['a property of a property', 'x.constructor.constructor(U)'],
  ['a method', 'U.toString()'],
  ['a prototype', '__proto__'],
  ['a prototype called', '__proto__(1)'],
  ['a name every object has', 'constructor'],
  ['that name called', 'constructor(1)'],
  ['hasOwnProperty called', 'hasOwnProperty(1)'],
  ['an index', 'U[1]'],
  ['an object', '{a:1}'],
  ['a matrix', '[1,2;3,4]'],
  ['a text', '"abc"'],
  ['a unit', '5 cm'],
  ['a conversion', 'U to R'],
  ['two expressions', 'U;R'],
  ['two lines', 'U\nR'],
  ['a comment', 'U#R'],
  ['a conditional', 'U ? 1 : 2'],
  ['a factorial', '170!'],
  ['a percentage', '5%'],
  ['a transpose', "U'"],
  ['modulo', 'U mod R'],
  ['exclusive or', 'U xor R'],
  ['an elementwise product', 'U .* R'],
  ['bits', '~U'],
  ['a shift', 'U << 2'],
  ['a product without its sign', '2U'],
  ['a product of brackets', '(U)(R)'],
  ['a plus that changes nothing', '+U'],
  ['a truth value', 'true'],
  ['infinity', 'Infinity'],
  ['not a number', 'NaN'],
  ['null', 'null'],
  ['a number beyond doubles', '1e400'],
  ['a large number', '1e16'],
  ['a hexadecimal number of a size', '0xffffffffffffffff'],
  ['a size suffix', '0b11i8'],
  ['an unknown name', 'V'],
  ['a function without brackets', 'sqrt'],
  ['too few values', 'atan2(1)'],
  ['too many values', 'sqrt(1, 2)'],
  ['no values', 'max()'],
  ['randomness', 'random()'],
  ['the imaginary unit', 'i'],
  ['deep brackets', `${'('.repeat(100)}U${')'.repeat(100)}`],
  ['deep minus signs', `${'-'.repeat(250)}U`],
  ['a deep power', `U${'^2'.repeat(140)}`],
  ['deep functions', `${'abs('.repeat(60)}U${')'.repeat(60)}`],
  ['open brackets', '('.repeat(299)],
  ['deep not', `${'not '.repeat(70)}U`],
  ['a megabyte', `U${'+1'.repeat(500_000)}`],
  ['a megabyte of brackets', '('.repeat(1_000_000)],
  ['nothing', ''],
  ['white space', '   '],
  ['half a formula', 'U+'],
  ['a Cyrillic letter', 'U+х'],
  ['a full-width letter', 'Ｕ'],
  ['a zero-width space', 'U\u200b'],
  ['a text direction mark', 'U\u202e+R'],
  ['a no-break space', 'U\u00a0+R'],
  ['a combining mark', 'U\u0301'],
  ['a superscript', 'U²'],
  ['a lone surrogate', 'U\ud800'],
  ['a null character', 'U\0'],
  ['a script', '<script>'],
  ['a template', `\${U}`],
  ['a TeX command', '\\input{x}'],
  ['dollars', '$'.repeat(300)],
]

test.each(hostile)('%s is refused with a message', (_, text) => {
  for (const parsed of [parseFormula(text, names), parseCondition(text, names)]) {
    expect(parsed.ok).toBe(false)
    if (parsed.ok) continue
    expect(parsed.message.zh).not.toBe('')
    expect(parsed.message.en).not.toBe('')
    // What a person typed is content: a message repeats names at most.
    expect(parsed.message.en.length).toBeLessThan(250)
  }
})

test('a formula is no condition, and a condition no formula', () => {
  expect(parseFormula('U < R', names)).toMatchObject({ ok: false })
  expect(parseFormula('U < R and R < 5', names)).toMatchObject({ ok: false })
  expect(parseFormula('1 < U < R', names)).toMatchObject({ ok: false })
  expect(parseCondition('U + R', names)).toMatchObject({ ok: false })
})
