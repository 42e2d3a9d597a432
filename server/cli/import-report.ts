/** What became of an imported file, for a person at a terminal. */
import type { Issue } from '../../core/row/issue.ts'
import { columnLetter } from '../../core/row/sheet.ts'
import type { ImportReport } from '../imports/report.ts'
import { note, print, say, words } from './terminal.ts'

/** Issues shown to a person; the rest is counted. */
const SHOWN = 20

/** What became of a file, for a person. */
export function printReport(report: ImportReport): void {
  const { counts } = report
  for (const { kind, edition, scopes, points, outcome } of report.tables) {
    const done = {
      set: say('已生效', 'in force'),
      unchanged: say('与现行一致', 'unchanged'),
      'dry-run': say('试运行', 'dry run'),
    }[outcome]
    print(
      say(
        `细目表（${kind === 'theory' ? '理论' : '操作'}）${edition}：${scopes}个范围，${points}个鉴定点，${done}`,
        `Element table (${kind}) ${edition}: ${scopes} scopes, ${points} points, ${done}`,
      ),
    )
  }
  if (report.kind !== 'element-table')
    print(
      say(
        `${report.dryRun ? '试运行：' : ''}新增${counts.added}，更新${counts.updated}，未变${counts.unchanged}，重复${counts.duplicate}，拒绝${counts.refused}${report.unassigned ? `；未归入鉴定点${report.unassigned}` : ''}`,
        `${report.dryRun ? 'Dry run: ' : ''}${counts.added} added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.duplicate} duplicates, ${counts.refused} refused${report.unassigned ? `; ${report.unassigned} without a point` : ''}`,
      ),
    )
  if (!report.certain) note(say('部分列为推测，请核对：', 'Some columns were guessed, please check:') + guesses(report))
  for (const { written, rows, suggestions } of report.points.slice(0, SHOWN))
    note(
      say(`未识别的鉴定点“${written}”（${rows}题）`, `unknown point "${written}" (${rows} items)`) +
        suggestions.map(({ code, name }) => ` ? ${code} ${name}`).join(''),
    )
  for (const { row, sheet, other, similarity } of report.near ?? [])
    note(
      say('近似题：', 'near-duplicates: ') +
        `${sheet} ${row} ~ ${'number' in other ? `#${other.number}` : `${other.sheet} ${other.row}`} (${Math.round(similarity * 100)} %)`,
    )
  for (const { sheet, message } of report.notes) note(`${sheet}: ${words(message)}`)
  const errors = [...report.issues, ...report.rows.flatMap(({ issues }) => issues)].filter(
    ({ severity }) => severity === 'error',
  )
  for (const issue of errors.slice(0, SHOWN)) note(issueLine(issue))
  if (errors.length > SHOWN)
    note(
      say(
        `……另有${errors.length - SHOWN}处（--json 列出全部）`,
        `… and ${errors.length - SHOWN} more (--json lists all)`,
      ),
    )
}

function issueLine({ sheet, row, column, value, message }: Issue): string {
  const place = column
    ? say(`第${row}行 ${column.letter}列（${column.header}）`, `row ${row}, column ${column.letter} (${column.header})`)
    : say(`第${row}行`, `row ${row}`)
  return `${sheet} ${place}${value ? ` [${value}]` : ''}: ${words(message)}`
}

const guesses = ({ mapping }: ImportReport): string =>
  (mapping?.blocks ?? [])
    .flatMap(({ columns }) => columns.filter(({ certain, field }) => !certain && field !== null))
    .map(({ header, column, field }) => `${header || columnLetter(column)} → ${field}`)
    .join('; ')
