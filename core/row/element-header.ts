/**
 * The header of an element table: one row in our template, up to three in
 * published ones, where a group ("鉴定范围一级") spans its columns and the rows
 * below name them.
 */
import type { ColumnMapping } from './mapping.ts'
import type { Row, Sheet } from './sheet.ts'
import { plain } from './words.ts'

const HEADER_ROWS = 15
const HEADER_DEPTH = 3
const CELL_LENGTH = 40

/** Index of the first row below the header, and its columns. */
export type ElementHeader = { first: number; columns: ColumnMapping[] }

/** The header in the leading rows that names the most fields; of equals the shallowest, so that no title becomes a part of it. */
export function findElementHeader(sheet: Sheet): ElementHeader | undefined {
  const leading = sheet.rows.slice(0, HEADER_ROWS + HEADER_DEPTH).map((row) => filledAcross(sheet, row))
  let best: ElementHeader | undefined
  let most = 0
  for (let depth = 1; depth <= HEADER_DEPTH; depth++) {
    for (let top = 0; top < Math.min(HEADER_ROWS, leading.length - depth + 1); top++) {
      const columns = columnsOf(leading.slice(top, top + depth))
      const fields = new Set(columns.flatMap(({ field }) => field ?? []))
      const named = fields.has('name-1') || fields.has('code-1')
      if (!named || !fields.has('weight-1') || fields.size <= most) continue
      best = { first: top + depth, columns }
      most = fields.size
    }
  }
  return best
}

function columnsOf(rows: readonly string[][]): ColumnMapping[] {
  const width = Math.max(...rows.map(({ length }) => length))
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((cells) => cells[column] ?? '').filter((text, index, all) => text !== all[index - 1])
    const header = parts.join(' ').trim()
    const field = header === '' ? undefined : fieldOf(plain(parts.map((part) => part.split('\n', 1)[0]).join('')))
    const free = field !== undefined && !taken.has(field) ? field : null
    if (free) taken.add(free)
    return { column, header: header.slice(0, 200), field: free, certain: true }
  }).filter(({ header }) => header !== '')
}

/** Group names that span columns, repeated in each of them. */
function filledAcross(sheet: Sheet, row: Row): string[] {
  const cells = row.cells.map((text) => (text.length > CELL_LENGTH ? '' : text.trim()))
  for (const { top, bottom, left, right } of sheet.merges) {
    if (top !== row.number || bottom < top || right === left || right - left > 50) continue
    for (let column = left + 1; column <= right; column++) cells[column] ||= cells[left] ?? ''
  }
  return Array.from(cells, (text) => text ?? '')
}

const levels = [/一级|1级|第一层|模块(?!.*二级)/u, /二级|2级|第二层|单元/u, /三级|3级|第三层/u]

/** The field of a joined header, plain: 'name-1', 'code-1', 'weight-1', … 'pointCode', 'pointName', 'importance', 'mode', 'minutes'. */
function fieldOf(header: string): string | undefined {
  if (/^(标记|mark)$/u.test(header)) return 'marker'
  if (/x:y:z|重要程度比例|重要程度比|比例$/u.test(header)) return undefined
  if (/选择方式|考核方式|选考方式/u.test(header)) return 'mode'
  if (/时间|时限|分钟/u.test(header)) return 'minutes'
  if (/鉴定点|知识点|考核点|技能点/u.test(header)) {
    if (/重要程度/u.test(header)) return 'importance'
    if (/代码|编号|序号/u.test(header)) return 'pointCode'
    return 'pointName'
  }
  if (/重要程度/u.test(header)) return 'importance'
  const level = levels.findIndex((pattern) => pattern.test(header))
  if (level < 0) return undefined
  if (/比重|权重/u.test(header)) return `weight-${level + 1}`
  if (/代码|编号/u.test(header)) return `code-${level + 1}`
  return /名称|范围|模块|单元/u.test(header) ? `name-${level + 1}` : undefined
}
