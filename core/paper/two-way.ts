/** The two-way table (双向细目表) of a paper: how many items and marks stand in which scope, type and difficulty. */
import { isWithin, lowestScopes, parentOf, type Scope } from '../element-table.ts'
import { Difficulty, TheoryType, theoryTypes } from '../item.ts'
import { closed, type Static, Type } from '../schema.ts'
import { type HeadInput, headOf, PaperHead } from './head.ts'
import type { PickedSection } from './theory.ts'

const Amount = {
  count: Type.Integer({ minimum: 0 }),
  marks: Type.Integer({ minimum: 0, description: 'half marks' }),
}
/** `type` and `difficulty` name a column; a null difficulty is "unknown". */
const Column = closed({ type: TheoryType, difficulty: Difficulty })
const Cell = closed(Amount)

/** `cells` stand under `columns`. `weight` is the scope's in percent, null where the table of elements names none. */
export const TwoWayTable = closed({
  kind: Type.Literal('two-way-table'),
  head: PaperHead,
  columns: Type.Array(Column),
  rows: Type.Array(
    closed({
      code: Type.String(),
      path: Type.Array(Type.String()),
      weight: Type.Union([Type.Number(), Type.Null()]),
      cells: Type.Array(Cell),
      ...Amount,
    }),
  ),
  totals: closed({ cells: Type.Array(Cell), ...Amount }),
})
export type TwoWayTable = Static<typeof TwoWayTable>
type Column = Static<typeof Column>
type Row = TwoWayTable['rows'][number]
type Counted = { scope: string; column: Column; marks: number }

/** What a scope is called from the top down. */
const pathOf = (code: string, names: ReadonlyMap<string, string>): string[] => {
  const parent = parentOf(code)
  const name = names.get(code)
  return [...(parent === undefined ? [] : pathOf(parent, names)), ...(name === undefined ? [] : [name])]
}

/** Difficulties ascending, the unknown one last. */
const byDifficulty = (a: number | null, b: number | null) => (a ?? 6) - (b ?? 6)

/**
 * The table of one paper. Rows are the lowest of `scopes` that hold an item, in
 * the table's order; items without a known scope come last under no name.
 * Columns are the types and difficulties that occur.
 */
export function twoWayTable(
  input: HeadInput & { sections: readonly PickedSection[]; scopes: readonly Scope[] },
): TwoWayTable {
  const lowest = lowestScopes({ scopes: [...input.scopes] })
  const scopeOf = (point: string | null) =>
    point === null ? '' : (lowest.find(({ code }) => isWithin(point, code))?.code ?? '')
  const counted: Counted[] = input.sections.flatMap(({ marks, items }) =>
    items.map(({ content: { type, difficulty, point } }) => ({
      scope: scopeOf(point),
      column: { type, difficulty },
      marks,
    })),
  )
  const columns = theoryTypes.flatMap((type): Column[] => {
    const found = counted.filter(({ column }) => column.type === type).map(({ column }) => column.difficulty)
    return [...new Set(found)].sort(byDifficulty).map((difficulty) => ({ type, difficulty }))
  })
  const amount = (of: readonly Counted[]) => ({
    count: of.length,
    marks: of.reduce((sum, { marks }) => sum + marks, 0),
  })
  const lay = (of: readonly Counted[]) => ({
    ...amount(of),
    cells: columns.map(({ type, difficulty }) =>
      amount(of.filter(({ column }) => column.type === type && column.difficulty === difficulty)),
    ),
  })
  const names = new Map(input.scopes.map(({ code, name }) => [code, name]))
  const row = (code: string, weight: number | null): Row => ({
    code,
    path: pathOf(code, names),
    weight,
    ...lay(counted.filter(({ scope }) => scope === code)),
  })
  const rows = [...lowest.map(({ code, weight }) => row(code, weight)), row('', null)]
  return {
    kind: 'two-way-table',
    head: headOf(input, '理论知识试卷双向细目表'),
    columns,
    rows: rows.filter(({ count }) => count > 0),
    totals: lay(counted),
  }
}
