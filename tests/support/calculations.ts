/** Calculation items for tests: six that a writer might write, and random well-formed ones. */
import fc from 'fast-check'
import type { Calculation } from '../../core/calculation/calculation.ts'
import type { CalculationItem } from '../../core/calculation/item.ts'
import type { TheoryItem } from '../../core/item.ts'

const common = {
  kind: 'theory',
  fixedOrder: false,
  point: null,
  agreement: null,
  marks: null,
  seconds: null,
  rationale: '',
  family: null,
  difficulty: null,
  source: '',
} as const

const bare = { constraints: [], distractors: [], unit: '' }

/** A single-choice item; the texts are those of options a, b, …; a is the key. */
export const single = (
  stem: string,
  texts: readonly string[],
  calculation: Partial<Calculation> & Pick<Calculation, 'variables' | 'formula' | 'rounding'>,
  rest: Partial<TheoryItem> = {},
): CalculationItem => ({
  ...common,
  type: 'single',
  stem,
  options: texts.map((text, index) => ({ id: 'abcdefghij'.charAt(index), text })),
  key: { options: ['a'] },
  ...rest,
  calculation: { ...bare, ...calculation },
})

/** A fill-in or calculation item. */
export const writtenAnswer = (
  type: 'fill_in' | 'calculation',
  stem: string,
  key: string,
  calculation: Partial<Calculation> & Pick<Calculation, 'variables' | 'formula' | 'rounding'>,
): CalculationItem => ({
  ...common,
  type,
  stem,
  options: [],
  key: { text: key },
  calculation: { ...bare, ...calculation },
})

const FOUR = ['{{answer}}', '{{wrong1}}', '{{wrong2}}', '{{wrong3}}']

/** 电工, Level 3, as a writer would write them. */
export const calculationItems: readonly CalculationItem[] = [
  single(
    '一个 $R={{R}}\\,\\Omega$ 的电阻接在 {{U}} V 的电源上，通过它的电流是（ ）。',
    FOUR,
    {
      variables: [
        { name: 'U', values: { from: 12, to: 240, step: 12 } },
        { name: 'R', values: { list: [5, 10, 15, 20, 30, 60] } },
      ],
      constraints: ['U/R > 0.5', 'U/R < 20'],
      formula: 'U/R',
      distractors: ['R/U', 'U*R', 'U/R/2'],
      unit: 'A',
      rounding: { decimals: 2 },
    },
    { rationale: '由欧姆定律 $I=\\frac{{U}}{{R}}$ 得 {{answer}}。' },
  ),
  single(
    '对称三相负载星形联结，线电压 {{U}} V，线电流 {{I}} A，功率因数 {{c}}，其有功功率约为（ ）。{{rounding}}。',
    FOUR,
    {
      variables: [
        { name: 'U', values: { list: [380, 400] } },
        { name: 'I', values: { from: 2, to: 40, step: 0.5 }, decimals: 1 },
        { name: 'c', values: { from: 0.7, to: 0.95, step: 0.05 }, decimals: 2 },
      ],
      formula: 'sqrt(3)*U*I*c/1000',
      distractors: ['U*I*c/1000', '3*U*I*c/1000', 'sqrt(3)*U*I/1000'],
      unit: 'kW',
      rounding: { figures: 3 },
      bounds: { min: 0.5, max: 30 },
    },
    { fixedOrder: true },
  ),
  writtenAnswer('fill_in', '正弦电压的频率为 {{f}} Hz，其周期为______。', '{{answer}}', {
    variables: [{ name: 'f', values: { list: [25, 40, 50, 60, 100, 400] } }],
    formula: '1000/f',
    unit: 'ms',
    rounding: { figures: 3 },
  }),
  writtenAnswer(
    'calculation',
    '某三相异步电动机极对数为 {{p}}，电源频率 50 Hz，转差率为 {{s}}%，求转速。',
    '同步转速 $n_1=\\frac{60\\times 50}{{p}}$，转速 $n=(1-s)n_1={{answer}}$。',
    {
      variables: [
        { name: 'p', values: { from: 1, to: 4, step: 1 } },
        { name: 's', values: { from: 1.5, to: 6, step: 0.5 }, decimals: 1 },
      ],
      formula: '60*50/p*(1-s/100)',
      unit: 'r/min',
      rounding: { decimals: 0 },
    },
  ),
  single('$R_1={{R1}}\\,\\Omega$ 与 $R_2={{R2}}\\,\\Omega$ 并联，等效电阻为（ ）。', FOUR, {
    variables: [
      { name: 'R1', values: { from: 2, to: 30, step: 1 } },
      { name: 'R2', values: { from: 2, to: 30, step: 1 } },
    ],
    constraints: ['R1 != R2'],
    formula: 'R1*R2/(R1+R2)',
    distractors: ['R1+R2', '(R1+R2)/2', 'abs(R1-R2)'],
    unit: 'Ω',
    rounding: { decimals: 1 },
  }),
  single(
    '变压器一次电压 {{U1}} V，变比为 {{k}}，二次电压为（ ）。',
    ['{{答案}}', '{{干扰1}}', '{{干扰2}}', '以上都不对'],
    {
      variables: [
        { name: 'U1', values: { list: [220, 380, 660] } },
        { name: 'k', values: { from: 1.5, to: 12, step: 0.5 } },
      ],
      formula: 'U1/k',
      distractors: ['U1*k', 'U1/k^2'],
      unit: 'V',
      rounding: { decimals: 1 },
    },
  ),
]

/** Terms over the given variables, as text, at most `depth` deep. */
const termOf = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .letrec<{ term: string }>((tie) => ({
      term: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 99 }).map(String),
        fc
          .tuple(tie('term'), fc.constantFrom('+', '-', '*', '/', '^'), tie('term'))
          .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
        tie('term').map((inner) => `(-${inner})`),
        fc
          .tuple(fc.constantFrom('sqrt', 'abs', 'sin', 'cos', 'atan', 'exp', 'log', 'round', 'floor'), tie('term'))
          .map(([name, inner]) => `${name}(${inner})`),
        fc.tuple(tie('term'), tie('term')).map(([left, right]) => `max(${left}, ${right})`),
      ),
    }))
    .term.filter((text) => text.length <= 120)

const values: fc.Arbitrary<Calculation['variables'][number]['values']> = fc.oneof(
  fc
    .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 50 }))
    .map(([from, steps, step]) => ({ from: from / 10, to: (from + steps * step) / 10, step: step / 10 })),
  fc
    .uniqueArray(fc.integer({ min: -9999, max: 9999 }), { minLength: 1, maxLength: 12 })
    .map((list) => ({ list: list.map((value) => value / 100) })),
)

/** Well-formed single-choice calculation items of every shape; not every draw of them is good, and for some none is. */
export const randomItems: fc.Arbitrary<CalculationItem> = fc
  .uniqueArray(fc.constantFrom('U', 'I', 'R1', 'R_2', 'cosphi', 'n'), { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      values: fc.array(values, { minLength: names.length, maxLength: names.length }),
      formula: termOf(names).map((term) => `${term} + ${names[0]}`),
      distractors: fc.array(termOf(names), { minLength: 1, maxLength: 4 }),
      constraint: fc.option(termOf(names)),
      unit: fc.constantFrom('', 'A', 'kW·h', '%', 'Ω'),
      rounding: fc.oneof(
        fc.record({ decimals: fc.integer({ min: 0, max: 4 }) }),
        fc.record({ figures: fc.integer({ min: 1, max: 6 }) }),
      ),
      fixedOrder: fc.boolean(),
    }),
  )
  .map(({ names, values, formula, distractors, constraint, unit, rounding, fixedOrder }) =>
    single(
      names.map((name) => `${name} 为 {{${name}}}，$x={{${name}}}$`).join('；'),
      ['{{answer}}', ...distractors.map((_, index) => `{{wrong${index + 1}}}`)],
      {
        variables: names.map((name, index) => ({ name, values: values[index]! })),
        constraints: constraint === null ? [] : [`${constraint} > -100`],
        formula,
        distractors,
        unit,
        rounding,
        bounds: { min: -1e6, max: 1e6 },
      },
      { fixedOrder },
    ),
  )
