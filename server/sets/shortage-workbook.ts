/**
 * What to write, as the theory template that item writers fill in and import: one
 * row for each missing item, with type, assessment point and difficulty filled in.
 */
import type { ShortCell } from '../../core/assembly/shortage-words.ts'
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import { type AssessmentPoint, type ElementTable, isWithin, parentOf } from '../../core/element-table.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { Words } from '../../core/words.ts'
import { theoryPlan } from '../templates/theory.ts'
import { workbookBytes } from '../templates/write-workbook.ts'

/** The bytes of the workbook. Rows name the points of their scope with the fewest items first. */
export const shortageWorkbook = (
  cells: readonly ShortCell[],
  pool: readonly PoolItem[],
  table: ElementTable | null,
): Promise<Buffer> => writersWorkbook(rowsToWrite(cells, pool, table), table)

/** The workbook of items to write; `lines` stand first on its instruction sheet. */
export async function writersWorkbook(
  items: readonly TheoryItem[],
  table: ElementTable | null,
  lines: readonly Words[] = [],
): Promise<Buffer> {
  const rows = items.map((content) => ({ id: null, content }))
  const plan = theoryPlan(rows, { pictures: new Map(), table, examples: 0 })
  return workbookBytes({
    ...plan,
    title: { zh: '待补写试题', en: 'Items to write' },
    instructions: [
      ...lines,
      {
        zh: '每行是一道缺少的试题，题型、鉴定点和难度已经填好；请补写题干、选项和答案，再按平常的方法导入。没有写的行导入时会被指出，不影响其他行。',
        en: 'Each row is a missing item: type, point and difficulty are filled in. Write stem, options and key, then import as usual. Rows left empty are named at import and disturb no other.',
      },
      ...plan.instructions,
    ],
  })
}

/** An item without words for each row; its point is null where the bank has no point in the cell's scope. */
export function rowsToWrite(
  cells: readonly ShortCell[],
  pool: readonly PoolItem[],
  table: ElementTable | null,
): TheoryItem[] {
  const load = new Map<string, number>()
  for (const { point } of pool) if (point !== null) load.set(point, (load.get(point) ?? 0) + 1)
  return cells.flatMap((cell) => {
    const points = pointsOf(cell, table)
    return Array.from({ length: cell.write }, (): TheoryItem => {
      const least = points.reduce<AssessmentPoint | undefined>(
        (best, point) => (best && (load.get(best.code) ?? 0) <= (load.get(point.code) ?? 0) ? best : point),
        undefined,
      )
      if (least) load.set(least.code, (load.get(least.code) ?? 0) + 1)
      const attributes = Object.fromEntries(
        Object.entries(cell.attributes ?? {}).flatMap(([name, value]) =>
          value === null || isDerived(name) ? [] : [[name, value]],
        ),
      )
      const difficulty = typeof cell.difficulty === 'number' ? cell.difficulty : null
      return {
        ...itemToWrite(cell.type, least?.code ?? null, difficulty),
        source: cell.attributes?.source ?? '',
        ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      }
    })
  })
}

/** An item without words. */
export const itemToWrite = (type: TheoryItem['type'], point: string | null, difficulty: number | null): TheoryItem => ({
  kind: 'theory',
  type,
  stem: '',
  options: [],
  key: { text: '' },
  fixedOrder: false,
  point,
  difficulty,
  agreement: null,
  marks: null,
  seconds: null,
  rationale: '',
  family: null,
  source: '',
})

/** Attributes that the program finds out by itself. */
const isDerived = (name: string): boolean => ['source', 'writer', 'image', 'answer'].includes(name)

/** Points of the cell's scope and importance; 'other' levels are open. */
function pointsOf({ scope, importance }: ShortCell, table: ElementTable | null): AssessmentPoint[] {
  return (table?.points ?? []).filter(
    (point) =>
      (scope === undefined || scope === null || isWithin(parentOf(point.code) ?? '', scope)) &&
      (importance === undefined || importance === null || importance === 'other' || point.importance === importance),
  )
}
