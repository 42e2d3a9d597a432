/**
 * Rows of a workbook → contents of items, or what is wrong with them. Nothing
 * is dropped in silence: every row ends in a result, every sheet that is
 * passed over in a note.
 */
import type { ElementTable } from '../element-table.ts'
import type { DefenseTopic, ItemContent, ItemKind, PracticalTask, TheoryItem } from '../item.ts'
import { type RowPlace, withoutRows } from './corrections.ts'
import { readDefenseSheets } from './defense.ts'
import { withDocuments } from './document.ts'
import { type Issue, rowIssues } from './issue.ts'
import { requireKind } from './kind.ts'
import { isCertain, type Mapping } from './mapping.ts'
import { hiddenNotes, type SheetNote, unreadNotes } from './notes.ts'
import { readPracticalSheets } from './practical.ts'
import type { RowResult } from './result.ts'
import { checkMapping } from './saved-mapping.ts'
import type { TemplateName, Workbook } from './sheet.ts'
import { readTheorySheets } from './theory-sheets.ts'

export type ReadOptions<Kind extends ItemKind> = {
  kind: Kind
  /** The bank's element table of this kind, to which codes and names are matched; null when there is none yet. */
  table: ElementTable | null
  /** A mapping shown earlier and confirmed; without one the columns are recognised. */
  mapping?: Mapping | undefined
  /** Rows that a person wants to stay out. */
  leftOut?: readonly RowPlace[] | undefined
}

export type ContentOf = { theory: TheoryItem; practical: PracticalTask; defense: DefenseTopic }

/** `certain` is false when a column was found by a guess: show the mapping before the rows are used. */
export type Reading<Content = ItemContent> = {
  mapping: Mapping
  certain: boolean
  rows: RowResult<Content>[]
  /** Issues that belong to no row's result, such as a picture beside no item. */
  issues: Issue[]
  notes: SheetNote[]
}

const templateOf: Record<ItemKind, TemplateName> = {
  theory: 'theory-items',
  practical: 'practical-tasks',
  defense: 'defense-topics',
}

/** Reads all rows of a workbook. Throws `file.wrong` when it is empty, of another kind, or without a header. */
export function readRows<Kind extends ItemKind>(file: Workbook, options: ReadOptions<Kind>): Reading<ContentOf[Kind]> {
  const workbook = withDocuments(file)
  if (options.mapping) checkMapping(workbook, options.mapping)
  else requireKind(workbook, templateOf[options.kind])
  const parts = readers[options.kind](workbook, options)
  const rows = withoutRows(parts.rows, options.leftOut ?? [])
  refuseIdsTwice(rows)
  const unread = unreadNotes(workbook.sheets, parts.mapping, passedRows(rows))
  const notes = [...parts.notes, ...hiddenNotes(workbook), ...unread]
  return { ...parts, rows, notes, certain: options.mapping !== undefined || isCertain(parts.mapping) }
}

const readers: {
  [Kind in ItemKind]: (workbook: Workbook, options: ReadOptions<Kind>) => Omit<Reading<ContentOf[Kind]>, 'certain'>
} = { theory: readTheorySheets, practical: readPracticalSheets, defense: readDefenseSheets }

/** Rows without an item of their own, by sheet. */
function passedRows(rows: readonly RowResult<ItemContent>[]): Map<string, Set<number>> {
  const passed = new Map<string, Set<number>>()
  for (const { outcome, sheet, row } of rows) {
    if (outcome !== 'skipped') continue
    const known = passed.get(sheet)
    if (known) known.add(row)
    else passed.set(sheet, new Set([row]))
  }
  return passed
}

/** An id names one item: the second row that carries it is refused, in place. */
function refuseIdsTwice(rows: RowResult<ItemContent>[]): void {
  const seen = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    if (row.outcome !== 'item' || row.id === null) continue
    const first = seen.get(row.id)
    if (first === undefined) {
      seen.set(row.id, row.row)
      continue
    }
    const issues = rowIssues(row.sheet, row.row)
    issues.list.push(...row.issues)
    issues.add('error', 'id-twice', null, row.id, first)
    rows[index] = { sheet: row.sheet, row: row.row, issues: issues.list, outcome: 'refused' }
  }
}
