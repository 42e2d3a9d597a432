/** A calculation read and checked: formulas as trees, or everything that is wrong with them. */
import type { ContentFault } from '../item-checks.ts'
import type { Words } from '../words.ts'
import type { Calculation, Variable } from './calculation.ts'
import { type Condition, type Formula, variablesIn } from './formula.ts'
import { isReserved, type Parsed, parseCondition, parseFormula } from './parse.ts'
import { decimalsIn, MOST_DECIMALS, MOST_VALUES, valueCount } from './variables.ts'

/** `field` is a path into the content: `calculation.formula`, `calculation.variables.0`, `stem`, `options.b`. */
export const faultAt = (field: string, message: Words): ContentFault => ({ field, code: 'calculation', message })

/** A calculation whose formulas have been read. */
export type Compiled = {
  calculation: Calculation
  constraints: Condition[]
  formula: Formula
  distractors: Formula[]
}

export type Compilation = { ok: true; compiled: Compiled } | { ok: false; faults: ContentFault[] }

/** Reads every formula; finds every fault, not only the first. */
export function compileCalculation(calculation: Calculation): Compilation {
  const { variables, bounds } = calculation
  const names = new Set(variables.map(({ name }) => name))
  const faults = variables.flatMap((variable, index) =>
    variableFaults(variable, variables.slice(0, index)).map((message) =>
      faultAt(`calculation.variables.${index}`, message),
    ),
  )
  const read = <Tree>(field: string, found: Parsed<Tree>): Tree[] => {
    if (found.ok) return [found.tree]
    faults.push(faultAt(`calculation.${field}`, found.message))
    return []
  }
  const constraints = calculation.constraints.flatMap((text, index) =>
    read(`constraints.${index}`, parseCondition(text, names)),
  )
  const [formula] = read('formula', parseFormula(calculation.formula, names))
  const distractors = calculation.distractors.flatMap((text, index) =>
    read(`distractors.${index}`, parseFormula(text, names)),
  )
  if (formula && variablesIn(formula).size === 0)
    faults.push(faultAt('calculation.formula', { zh: '公式中没有变量。', en: 'The formula has no variable in it.' }))
  if (bounds && bounds.min >= bounds.max)
    faults.push(
      faultAt('calculation.bounds', {
        zh: '结果范围的下限应小于上限。',
        en: 'The lower bound of the result must be less than the upper.',
      }),
    )
  return formula && faults.length === 0
    ? { ok: true, compiled: { calculation, constraints, formula, distractors } }
    : { ok: false, faults }
}

function variableFaults(variable: Variable, before: readonly Variable[]): Words[] {
  const { name, values, decimals } = variable
  const faults: Words[] = []
  if (isReserved(name))
    faults.push({ zh: `${name}另有含义，请换一个变量名。`, en: `${name} has a meaning already: use another name.` })
  if (before.some((other) => other.name === name))
    faults.push({ zh: `变量${name}重复。`, en: `The variable ${name} is declared twice.` })
  if ('step' in values && values.from > values.to)
    faults.push({ zh: `变量${name}的起点大于终点。`, en: `The range of ${name} ends before it begins.` })
  else if (valueCount(variable) > MOST_VALUES)
    faults.push({
      zh: `变量${name}的取值过多，最多${MOST_VALUES}个，请加大步长。`,
      en: `${name} has more than ${MOST_VALUES} values: use a larger step.`,
    })
  if ('list' in values && new Set(values.list).size < values.list.length)
    faults.push({ zh: `变量${name}的取值重复。`, en: `${name} has a value twice.` })
  const needed = decimalsIn(variable)
  if (needed > (decimals ?? MOST_DECIMALS))
    faults.push({
      zh: `变量${name}的取值多于${decimals ?? MOST_DECIMALS}位小数，显示出来会与计算所用的值不同。`,
      en: `${name} has values with more than ${decimals ?? MOST_DECIMALS} decimals: what is shown would not be what is computed with.`,
    })
  return faults
}
