/** All banks on one page for the head: occupations by levels, each red, amber or green, and why. */
import { closed, type Static, Type, Words } from '../schema.ts'
import { type FilingRules, type Holdings, judgeRules } from './rules.ts'

/** What the page knows of a bank. */
export type BankSummary = {
  bank: string
  occupationCode: string
  occupation: string
  level: number
  holds: Holdings
  rules: FilingRules
  /** Points of the theory table in force, and those without an approved item; null while there is no table. */
  points: { all: number; bare: number } | null
  hasPlan: boolean
  hasStandard: boolean
}

export const Light = Type.Enum(['red', 'amber', 'green'])
export type Light = Static<typeof Light>

const Cell = closed({ bank: Type.String(), level: Type.Integer(), light: Light, reasons: Type.Array(Words) })
/** A row has a cell for each level that the occupation has a bank of, the lowest level (5) first. */
export const Matrix = closed({
  banks: Type.Integer({ minimum: 0 }),
  lights: closed({ red: Type.Integer(), amber: Type.Integer(), green: Type.Integer() }),
  rows: Type.Array(closed({ occupationCode: Type.String(), occupation: Type.String(), cells: Type.Array(Cell) })),
})
export type Matrix = Static<typeof Matrix>

/** Red: a filing rule is not met. Amber: all are, and something else is missing. The reasons say which. */
function cellOf({ bank, level, holds, rules, points, hasPlan, hasStandard }: BankSummary): Static<typeof Cell> {
  const unmet = judgeRules(rules, level, holds).filter(({ met }) => !met)
  if (unmet.length > 0) {
    const reasons = unmet.map(({ sentence, found, needed }) => ({
      zh: `${sentence.zh}：${found}，应有${needed}`,
      en: `${sentence.en}: ${found} of ${needed}`,
    }))
    return { bank, level, light: 'red', reasons }
  }
  const reasons: Words[] = [
    ...(points ? [] : [{ zh: '尚无理论细目表', en: 'no theory element table' }]),
    ...(points && points.bare > 0
      ? [{ zh: `${points.bare}个鉴定点无题`, en: `${points.bare} of ${points.all} points without an item` }]
      : []),
    ...(hasPlan ? [] : [{ zh: '尚无评价方案', en: 'no assessment plan' }]),
    ...(hasStandard ? [] : [{ zh: '未登记职业标准', en: 'no standard entered' }]),
  ]
  return { bank, level, light: reasons.length > 0 ? 'amber' : 'green', reasons }
}

/** The matrix, occupations by their code. */
export function matrixOf(banks: readonly BankSummary[]): Matrix {
  const rows = new Map<string, Matrix['rows'][number]>()
  const lights = { red: 0, amber: 0, green: 0 }
  for (const bank of banks) {
    const cell = cellOf(bank)
    lights[cell.light] += 1
    const { occupationCode, occupation } = bank
    const row = rows.get(occupationCode) ?? { occupationCode, occupation, cells: [] }
    row.cells.push(cell)
    rows.set(occupationCode, row)
  }
  for (const row of rows.values()) row.cells.sort((a, b) => b.level - a.level)
  const byCode = [...rows.values()].sort((a, b) => (a.occupationCode < b.occupationCode ? -1 : 1))
  return { banks: banks.length, lights, rows: byCode }
}
