/** The person's own workbook back: every row where it was, refused ones marked, a comment on each wrong cell. */
import type { Issue } from '../../core/row/issue.ts'
import {
  columnIndex,
  type Picture,
  type Row,
  type Sheet,
  type TemplateName,
  type Workbook,
} from '../../core/row/sheet.ts'
import { defensePlan } from '../templates/defense.ts'
import { elementTablePlan } from '../templates/element-table.ts'
import type { WorkbookPlan } from '../templates/plan.ts'
import { practicalPlan } from '../templates/practical.ts'
import { theoryPlan } from '../templates/theory.ts'
import { type CopiedSheet, type CopyNote, copyBytes } from '../templates/write-copy.ts'
import type { ImportReport } from './report.ts'

/** The bytes of the annotated copy of a workbook as it was read; corrected and sent again it completes the import. */
export async function annotatedWorkbook(workbook: Workbook, report: ImportReport): Promise<Buffer> {
  const issues = [...report.issues, ...report.rows.flatMap((row) => row.issues)]
  const refused = new Set(
    report.rows.flatMap(({ outcome, sheet, row }) => (outcome === 'refused' ? [`${sheet}\n${row}`] : [])),
  )
  const lists = workbook.stamp ? dropDowns(workbook.stamp.template) : new Map<string, string>()
  const sheets = workbook.sheets.map((sheet, index): CopiedSheet => {
    const placeOf = places(sheet)
    const rows = sheet.rows.map((row) => ({ ...row, number: placeOf(row.number) }))
    const own = issues.flatMap((issue) => (issue.sheet === sheet.name ? [{ ...issue, row: placeOf(issue.row) }] : []))
    return {
      name: sheet.name,
      hidden: sheet.hidden,
      rows,
      merges: sheet.merges,
      refused: new Set(
        sheet.rows.flatMap(({ number }) => (refused.has(`${sheet.name}\n${number}`) ? [placeOf(number)] : [])),
      ),
      notes: notesOf(own, rows),
      pictures: workbook.pictures.filter((picture) => picture.sheet === index && isImage(picture)),
      lists: sheet.hidden ? [] : listColumns(workbook, sheet, lists),
    }
  })
  return copyBytes(sheets)
}

/** Rows keep their numbers; those of a sheet that was made from a document, whose header is row 0, are counted afresh. */
function places({ rows }: Sheet): (row: number) => number {
  if (rows[0]?.number !== 0) return (row) => row
  const at = new Map(rows.map(({ number }, index) => [number, index + 1]))
  return (row) => at.get(row) ?? 1
}

const isImage = ({ media }: Picture): boolean => media !== 'other' && media !== 'too-large'

/** One note a cell, with every issue of it in both languages; an issue of the whole row stands at its first filled cell. */
function notesOf(issues: readonly Issue[], rows: readonly Row[]): CopyNote[] {
  const byNumber = new Map(rows.map(({ number, cells }) => [number, cells]))
  const notes = new Map<string, CopyNote>()
  for (const { row, column, message, severity } of issues) {
    const cells = byNumber.get(row) ?? []
    const at = column
      ? columnIndex(column.letter)
      : Math.max(
          0,
          cells.findIndex((text) => text !== ''),
        )
    const text = `${message.zh}\n${message.en}`
    const note = notes.get(`${row} ${at}`)
    if (note) {
      note.text += `\n\n${text}`
      note.error ||= severity === 'error'
    } else notes.set(`${row} ${at}`, { row, column: at, text, error: severity === 'error' })
  }
  return [...notes.values()]
}

/** Header → name of its list, and where each list stands on the hidden sheet of a template. */
function dropDowns(template: TemplateName): Map<string, string> {
  const plan = planOf(template)
  return new Map(
    plan.sheets.flatMap(({ columns }) =>
      columns.flatMap(({ zh, list }) => (list === undefined ? [] : [[zh, list] as const])),
    ),
  )
}

const planOf = (template: TemplateName): WorkbookPlan => {
  // A table with nothing in it names the lists that depend on a bank.
  const table = {
    kind: 'theory' as const,
    edition: '',
    scopes: [],
    points: [{ code: 'A', name: 'A', importance: 'X' as const }],
  }
  switch (template) {
    case 'theory-items':
      return theoryPlan([], { pictures: new Map(), table, examples: 0 })
    case 'practical-tasks':
      return practicalPlan([], { table, examples: false })
    case 'defense-topics':
      return defensePlan([], { table, examples: false })
    case 'element-table':
      return elementTablePlan([], {}, false)
  }
}

/** The columns of a sheet that had a drop-down, each with the range of its list on the hidden sheet. */
function listColumns(workbook: Workbook, sheet: Sheet, lists: ReadonlyMap<string, string>): CopiedSheet['lists'] {
  const names = workbook.stamp ? Object.keys(planOf(workbook.stamp.template).lists) : []
  const values = workbook.sheets.find(({ name }) => name === '_lists')?.rows ?? []
  const header = sheet.rows[0]
  return (header?.cells ?? []).flatMap((text, column) => {
    const list = lists.get(text.split('\n', 1)[0]?.trim() ?? '')
    const place = list === undefined ? -1 : names.indexOf(list)
    const count = values.filter(({ cells }) => (cells[place] ?? '') !== '').length
    return place < 0 || count === 0 ? [] : [{ column, source: place, count }]
  })
}
