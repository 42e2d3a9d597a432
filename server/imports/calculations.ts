/** Imported calculation items are judged like written ones: a row whose formulas or draws are faulty is refused. */
import { isCalculation } from '../../core/calculation/item.ts'
import type { ItemContent } from '../../core/item.ts'
import { rowIssues } from '../../core/row/issue.ts'
import type { RowResult } from '../../core/row/result.ts'

/** The rows, those with a faulty calculation refused. The parser of formulas is loaded only when a row needs it. */
export async function withoutFaultyCalculations(rows: RowResult<ItemContent>[]): Promise<RowResult<ItemContent>[]> {
  if (!rows.some((row) => row.outcome === 'item' && isCalculation(row.content))) return rows
  const { calculationFaults } = await import('../../core/calculation/faults.ts')
  return rows.map((row) => {
    if (row.outcome !== 'item' || !isCalculation(row.content)) return row
    const faults = calculationFaults(row.content)
    if (faults.length === 0) return row
    const issues = rowIssues(row.sheet, row.row)
    issues.list.push(...row.issues)
    for (const { message } of faults) issues.add('error', 'calculation-wrong', null, '', message)
    return { sheet: row.sheet, row: row.row, issues: issues.list, outcome: 'refused' }
  })
}
