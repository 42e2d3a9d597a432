/** What became of an imported file, for a person at a terminal. */
import type { Issue } from '../../core/row/issue.ts'
import { columnLetter } from '../../core/row/sheet.ts'
import type { Why } from '../../core/similar.ts'
import { counted } from '../../core/words.ts'
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
        `Element table (${kind}) ${edition}: ${counted(scopes, 'scope')}, ${counted(points, 'point')}, ${done}`,
      ),
    )
  }
  if (report.kind !== 'element-table')
    print(
      say(
        `${report.dryRun ? '试运行：' : ''}新增${counts.added}，更新${counts.updated}，未变${counts.unchanged}，重复${counts.duplicate}，拒绝${counts.refused}${report.unassigned ? `；未归入鉴定点${report.unassigned}` : ''}`,
        `${report.dryRun ? 'Dry run: ' : ''}${counts.added} added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counted(counts.duplicate, 'duplicate')}, ${counts.refused} refused${report.unassigned ? `; ${report.unassigned} without a point` : ''}`,
      ),
    )
  printCorrections(report)
  printTwins(report)
  printPoints(report)
  if (!report.certain) note(say('部分列为推测，请核对：', 'Some columns were guessed, please check:') + guesses(report))
  for (const { written, rows, suggestions } of report.points.slice(0, SHOWN))
    note(
      say(`未识别的鉴定点“${written}”（${rows}题）`, `unknown point "${written}" (${counted(rows, 'item')})`) +
        suggestions.map(({ code, name }) => ` ? ${code} ${name}`).join(''),
    )
  printNear(report)
  for (const { sheet, message } of report.notes) note(`${sheet}: ${words(message)}`)
  const issues = [...report.issues, ...report.rows.flatMap((row) => row.issues)]
  printWarnings(issues.filter(({ severity }) => severity === 'warning'))
  const errors = issues.filter(({ severity }) => severity === 'error')
  for (const issue of errors.slice(0, SHOWN)) note(issueLine(issue))
  if (errors.length > SHOWN)
    note(
      say(
        `……另有${errors.length - SHOWN}处（--json 列出全部）`,
        `… and ${errors.length - SHOWN} more (--json lists all)`,
      ),
    )
}

/** Cells that were taken as corrected, and how many rows stayed out. */
function printCorrections({ corrected, leftOut }: ImportReport): void {
  for (const { sheet, row, column, before, after } of corrected.slice(0, SHOWN))
    note(`${say('已改正', 'corrected')} ${sheet} ${column}${row}: [${before}] → [${after}]`)
  if (corrected.length > SHOWN)
    note(say(`……另改正${corrected.length - SHOWN}格`, `… and ${counted(corrected.length - SHOWN, 'more cell')}`))
  if (leftOut.length > 0)
    note(say(`按要求不导入${leftOut.length}行`, `left out as asked: ${counted(leftOut.length, 'row')}`))
}

/** What the rows repeat that are duplicates, the first by name. */
function printTwins({ rows }: ImportReport): void {
  const twins = rows.filter(({ outcome }) => outcome === 'duplicate')
  const [first] = twins
  if (!first?.twin) return
  const more =
    twins.length === 1
      ? ''
      : say(`（另有${twins.length - 1}行，见 --json）`, ` (and ${twins.length - 1} more, see --json)`)
  note(
    say(
      `重复：${first.sheet} 第${first.row}行与${twinName(first.twin)}内容相同${more}`,
      `duplicate: ${first.sheet} row ${first.row} says the same as ${twinName(first.twin)}${more}`,
    ),
  )
}

/** An item of the bank, by its number where one may see it, or a row of the file. */
const twinName = (twin: NonNullable<ImportReport['rows'][number]['twin']>): string =>
  'row' in twin
    ? say(`${twin.sheet} 第${twin.row}行`, `${twin.sheet} row ${twin.row}`)
    : twin.number === null
      ? say('题库中他人的一道试题', 'an item of somebody else in the bank')
      : say(`题库第${twin.number}题`, `item ${twin.number} of the bank`)

/** By what the points were found, when the rows named any. */
function printPoints({ pointsFound }: ImportReport): void {
  const { code, names, leaf } = pointsFound
  if (code + names + leaf > 0)
    print(
      say(
        `鉴定点：按代码${code}，按名称路径${names}，按末级名称${leaf}`,
        `Points: ${code} by code, ${names} by the path of names, ${leaf} by name alone`,
      ),
    )
}

/** Near-duplicates, the most similar first, and where they are decided. */
function printNear({ near, dryRun }: ImportReport): void {
  if (!near) return
  for (const { row, sheet, other, similarity, why } of near.slice(0, SHOWN)) {
    const how = why === null ? '' : ` (${Math.round(similarity * 100)} %, ${say(...whys[why])})`
    note(`${say('近似题：', 'near-duplicates: ')}${sheet} ${row} ~ ${twinName(other)}${how}`)
  }
  if (near.length > SHOWN)
    note(
      say(
        `……另有${near.length - SHOWN}对（--json 列出全部）`,
        `… and ${counted(near.length - SHOWN, 'more pair')} (--json lists all)`,
      ),
    )
  if (near.length > 0 && !dryRun)
    note(
      say(
        '用 juanku enemies find、enemies list 并列查看，由他人用 enemies accept 定为互斥、同族或合并，或用 enemies refuse 都保留。',
        'See them side by side with "juanku enemies find" and "enemies list"; another person makes them enemies, a family or one ("enemies accept"), or keeps both ("enemies refuse").',
      ),
    )
}

const whys: Record<Why, readonly [string, string]> = {
  same: ['题目相同', 'the same question'],
  numbers: ['数值不同', 'other numbers'],
  wording: ['措辞不同', 'other words'],
}

/** What was decided without being asked, once for each kind, with the first place where it was. */
function printWarnings(warnings: readonly Issue[]): void {
  const kinds = new Map<string, Issue[]>()
  for (const issue of warnings) {
    const known = kinds.get(issue.code)
    if (known) known.push(issue)
    else kinds.set(issue.code, [issue])
  }
  for (const [first, ...others] of kinds.values()) {
    if (!first) continue
    const more = others.length === 0 ? '' : say(`（另有${others.length}处）`, ` (and ${others.length} more)`)
    note(`${issueLine(first)}${more}`)
  }
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
