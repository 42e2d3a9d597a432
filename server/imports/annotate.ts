/** The person's own workbook back: every row where it was, refused ones marked, a comment on each wrong cell. */
import type { Issue } from '../../core/row/issue.ts'
import type { Picture, Sheet, TemplateName, Workbook } from '../../core/row/sheet.ts'
import { defensePlan } from '../templates/defense.ts'
import { elementTablePlan } from '../templates/element-table.ts'
import type { WorkbookPlan } from '../templates/plan.ts'
import { practicalPlan } from '../templates/practical.ts'
import { theoryPlan } from '../templates/theory.ts'
import { type CopiedSheet, type CopyNote, copyBytes } from '../templates/write-copy.ts'
import type { ImportReport } from './report.ts'

/** The bytes of the annotated copy; corrected and sent again it completes the import. */
export async function annotatedWorkbook(workbook: Workbook, report: ImportReport): Promise<Buffer> {
  const issues = [...report.issues, ...report.rows.flatMap((row) => row.issues)]
  const refused = new Set(
    report.rows.flatMap(({ outcome, sheet, row }) => (outcome === 'refused' ? [`${sheet}\n${row}`] : [])),
  )
  const lists = workbook.stamp ? dropDowns(workbook.stamp.template) : new Map<string, string>()
  const sheets = workbook.sheets.map((sheet, index): CopiedSheet => {
    const own = issues.filter((issue) => issue.sheet === sheet.name)
    return {
      name: sheet.name,
      hidden: sheet.hidden,
      rows: sheet.rows,
      merges: sheet.merges,
      refused: new Set(sheet.rows.flatMap(({ number }) => (refused.has(`${sheet.name}\n${number}`) ? [number] : []))),
      notes: notesOf(own, sheet),
      pictures: workbook.pictures.filter((picture) => picture.sheet === index && isImage(picture)),
      lists: sheet.hidden ? [] : listColumns(workbook, sheet, lists),
    }
  })
  return copyBytes(sheets)
}

const isImage = ({ media }: Picture): boolean => media !== 'other' && media !== 'too-large'

/** One note a cell, with every issue of it in both languages; an issue of the whole row stands at its first filled cell. */
function notesOf(issues: readonly Issue[], sheet: Sheet): CopyNote[] {
  const notes = new Map<string, CopyNote>()
  for (const { row, column, message, severity } of issues) {
    const cells = sheet.rows.find(({ number }) => number === row)?.cells ?? []
    const at = column
      ? columnNumber(column.letter)
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

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1

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
