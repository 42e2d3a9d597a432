/** The defense workbook: one topic a row. */
import { fingerprint } from '../compare.ts'
import type { DefenseTopic } from '../item.ts'
import { halfMarks } from '../marks.ts'
import { fieldLines, fieldMinutes, fieldScope, fieldText, formSheet } from './form-sheet.ts'
import { defenseWords } from './forms.ts'
import { type RowIssues, rowIssues } from './issue.ts'
import { visibleSheets } from './kind.ts'
import type { BlockMapping, RowView } from './mapping.ts'
import type { Reading, ReadOptions } from './read.ts'
import type { RowResult } from './result.ts'
import type { Workbook } from './sheet.ts'
import { readAttributes, readDifficulty } from './theory-fields.ts'

/** Reads every visible sheet with a header of defense topics. Scopes are looked up in the theory table. */
export function readDefenseSheets(
  workbook: Workbook,
  { table, mapping }: ReadOptions<'defense'>,
): Omit<Reading<DefenseTopic>, 'certain'> {
  const known = table ? new Set(table.scopes.map(({ code }) => code)) : null
  const blocks: BlockMapping[] = []
  const rows: RowResult<DefenseTopic>[] = []
  for (const sheet of visibleSheets(workbook)) {
    const form = formSheet(sheet, defenseWords, mapping)
    if (!form) continue
    blocks.push(form.block)
    rows.push(...form.skipped, ...form.rows.map((view) => topicRow(view, known)))
  }
  return { mapping: { kind: 'defense', blocks }, rows, issues: [], notes: [] }
}

function topicRow(view: RowView, known: ReadonlySet<string> | null): RowResult<DefenseTopic> {
  const issues = rowIssues(view.sheet, view.row)
  const scope = fieldScope(view, 'scope', known, issues)
  const content: DefenseTopic = {
    kind: 'defense',
    title: fieldText(view, 'title', 2000, true, issues),
    scope,
    minutes: fieldMinutes(view, 'minutes', { least: 1, most: 120 }, issues),
    expectedPoints: fieldLines(view, 'expectedPoints', { least: 1, most: 30, length: 2000 }, issues),
    scoringPoints: scoringPoints(view, issues),
    followUps: fieldLines(view, 'followUps', { least: 0, most: 30, length: 2000 }, issues),
    difficulty: readDifficulty(view, issues),
    source: fieldText(view, 'source', 500, false, issues),
    ...readAttributes(view, issues),
  }
  const place = { sheet: view.sheet, row: view.row, issues: issues.list }
  if (issues.refused) return { ...place, outcome: 'refused' }
  const written = view.text('scope')
  return {
    ...place,
    outcome: 'item',
    id: view.text('id') || null,
    content,
    fingerprint: fingerprint(content),
    point: { written, by: scope === null ? 'none' : 'code', code: scope },
    pictures: [],
  }
}

/** "要点 | 分" a line; the last bar parts the marks from the text. */
function scoringPoints(view: RowView, issues: RowIssues): DefenseTopic['scoringPoints'] {
  const lines = fieldLines(view, 'scoringPoints', { least: 1, most: 30, length: 2010 }, issues)
  return lines.flatMap((line) => {
    const found = /^(.+?)\s*[|｜]\s*([^|｜]+)$/su.exec(line)
    const marks = halfMarks((found?.[2] ?? '').normalize('NFKC').replace(/分\s*$/u, ''))
    const text = found?.[1] ?? ''
    if (marks === undefined || marks > 400) {
      issues.add('error', 'marks-wrong', view.column('scoringPoints'), found?.[2] ?? line)
      return []
    }
    if (text.length > 2000) issues.add('error', 'field-long', view.column('scoringPoints'), text, 2000)
    return [{ text, marks }]
  })
}
