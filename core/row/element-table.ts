/**
 * The element table workbook: theory and practical sheets whose scope cells
 * stand once, merged downwards or repeated, with codes that restart under each
 * parent.
 */
import { type ElementTable, type Scope, type SelectionMode, tableFaults } from '../element-table.ts'
import { findElementHeader } from './element-header.ts'
import { type Issue, type RowIssues, rowIssues } from './issue.ts'
import { requireKind, visibleSheets } from './kind.ts'
import { cleanText, type RowView, viewer } from './mapping.ts'
import { codeAndName, pointNumber } from './points.ts'
import { filledDown, type Sheet, type Workbook } from './sheet.ts'
import { importanceNamed, isExample, modeNamed, plain } from './words.ts'

/** What the sheet 基本信息 says of the bank, as written; empty strings where it says nothing. */
export type BankFacts = {
  occupation: string
  name: string
  trade: string
  level: string
  standard: string
  edition: string
}

/** `tables` holds only tables without an error. `rows` counts the rows read, examples and headers left out. */
export type ElementReading = { tables: ElementTable[]; facts: BankFacts; issues: Issue[]; rows: number }

/** Reads every element table of a workbook. `edition` names tables whose workbook names no edition. Throws `file.wrong` for another kind. */
export function readElementTables(workbook: Workbook, { edition }: { edition: string }): ElementReading {
  requireKind(workbook, 'element-table')
  const sheets = visibleSheets(workbook)
  const facts = readFacts(sheets)
  const reading: ElementReading = { tables: [], facts, issues: [], rows: 0 }
  for (const sheet of sheets) {
    const read = readTable(sheet, (facts.edition || edition).slice(0, 100))
    if (!read) continue
    reading.issues.push(...read.issues)
    reading.rows += read.rows
    const whole = read.table.scopes.length > 0 && read.issues.every(({ severity }) => severity === 'warning')
    if (whole) reading.tables.push(read.table)
  }
  return reading
}

const factWords: Record<string, keyof BankFacts> = {
  职业编码: 'occupation',
  职业代码: 'occupation',
  职业名称: 'name',
  工种: 'trade',
  等级: 'level',
  标准名称: 'standard',
  版次: 'edition',
}

function readFacts(sheets: readonly Sheet[]): BankFacts {
  const facts: BankFacts = { occupation: '', name: '', trade: '', level: '', standard: '', edition: '' }
  for (const { cells } of sheets.find(({ name }) => name === '基本信息')?.rows ?? []) {
    const fact = factWords[plain((cells[0] ?? '').split('\n', 1)[0] ?? '')]
    if (fact) facts[fact] = cleanText(cells[1] ?? '')
  }
  return facts
}

type Level = { code: string; name: string; weight: string }

/** A table in the making; `seen` remembers the row a code first stood in. */
type Draft = { table: ElementTable; seen: Map<string, number>; scopes: Map<string, Scope>; path: Level[] }

function readTable(sheet: Sheet, edition: string) {
  const header = findElementHeader(sheet)
  if (!header) return undefined
  const fields = new Map(header.columns.map(({ field, column }) => [field, column]))
  const practical = fields.has('mode') || /操作|技能|实操|practical/iu.test(sheet.name)
  const draft: Draft = {
    table: { kind: practical ? 'practical' : 'theory', edition, scopes: [], points: [] },
    seen: new Map(),
    scopes: new Map(),
    path: [],
  }
  const width = Math.max(...header.columns.map(({ column }) => column)) + 1
  const view = viewer(sheet.name, header.columns)
  const issues: Issue[] = []
  let rows = 0
  for (const row of filledDown(sheet, 0, width).slice(header.first)) {
    const seen = view(row)
    if (row.cells.every((text) => cleanText(text) === '') || isExample(seen.text('marker'))) continue
    rows += 1
    const found = rowIssues(sheet.name, row.number)
    readRow(seen, draft, found)
    issues.push(...found.list)
  }
  // Sums are judged only over rows that were all read: a refused row would make every sum above it wrong too.
  if (!issues.some(({ severity }) => severity === 'error')) issues.push(...faultsOf(sheet.name, draft))
  return { table: draft.table, issues, rows }
}

/** An empty scope cell means the scope above it, as long as the scopes to its left are those of the row above too. */
function readRow(view: RowView, draft: Draft, issues: RowIssues): void {
  const path: string[] = []
  let anew = false
  for (const level of [0, 1, 2]) {
    const said = levelOf(view, level)
    const before = draft.path[level]
    const blank = said.code === '' && said.name === ''
    if (blank && (anew || !before)) break
    const same = before && (blank || (said.code === '' ? said.name === before.name : said.code === before.code))
    if (!same || anew) {
      draft.path = [...draft.path.slice(0, level), said]
      anew = true
    }
    path.push(restarted(draft.path[level]?.code ?? '', path.join('-')))
    if (!blank) putScope(view, draft, level, path.join('-'), said, issues)
  }
  if (path.length === 0) issues.add('error', 'field-empty', view.column('code-1') ?? view.column('name-1'), '')
  const lowest = draft.scopes.get(path.join('-'))
  if (lowest) putSelection(view, lowest, issues)
  putPoint(view, draft, path.join('-'), issues)
}

/** Code and name of a level, each perhaps in the other's cell ("A职业道德"). */
function levelOf(view: RowView, level: number): Level {
  const code = plain(view.text(`code-${level + 1}`)).toUpperCase()
  const name = view.text(`name-${level + 1}`)
  const weight = view.text(`weight-${level + 1}`)
  if (code !== '') return { code, name, weight }
  return { ...codeAndName(name), weight }
}

/** Codes may be written in full ("A-B") or restart under the parent ("B"). */
const restarted = (code: string, parent: string): string =>
  parent !== '' && code.startsWith(`${parent}-`) ? code.slice(parent.length + 1) : code

const CODE_PART = /^[A-Z0-9]+$/u

function putScope(view: RowView, draft: Draft, level: number, code: string, said: Level, issues: RowIssues): void {
  const column = (field: string) => view.column(`${field}-${level + 1}`)
  const old = draft.scopes.get(code)
  const weight = weightOf(said.weight)
  if (old) {
    const differs = (said.name !== '' && said.name !== old.name) || (said.weight !== '' && weight !== old.weight)
    if (differs) issues.add('error', 'scope-differs', column('weight') ?? column('name'), said.weight)
    return
  }
  if (!CODE_PART.test(code.split('-').at(-1) ?? '') || code.length > 40)
    issues.add('error', said.code === '' ? 'field-empty' : 'code-wrong', column('code') ?? column('name'), said.code)
  if (said.name === '') issues.add('error', 'field-empty', column('name'), '')
  if (said.name.length > 200) issues.add('error', 'field-long', column('name'), said.name, 200)
  if (weight === undefined) issues.add('error', 'weight-wrong', column('weight'), said.weight)
  const scope: Scope = { code, name: said.name, weight: weight ?? 0 }
  draft.scopes.set(code, scope)
  draft.seen.set(code, view.row)
  draft.table.scopes.push(scope)
}

/** Mode and minutes of a practical module belong to the lowest scope of the row. */
function putSelection(view: RowView, scope: Scope, issues: RowIssues): void {
  const mode = readMode(view, issues)
  const minutes = readMinutes(view, issues)
  const differs =
    (mode !== undefined && scope.mode !== undefined && mode !== scope.mode) ||
    (minutes !== undefined && scope.minutes !== undefined && minutes !== scope.minutes)
  if (differs) issues.add('error', 'scope-differs', view.column('mode') ?? view.column('minutes'), view.text('mode'))
  if (mode) scope.mode = mode
  if (minutes !== undefined) scope.minutes = minutes
}

function weightOf(text: string): number | undefined {
  const weight = Number(text.normalize('NFKC').replace(/\s*%$/u, ''))
  return text !== '' && weight >= 0 && weight <= 100 ? weight : undefined
}

function readMode(view: RowView, issues: RowIssues): SelectionMode | undefined {
  const text = view.text('mode')
  const mode = modeNamed(text)
  if (text !== '' && !mode) issues.add('error', 'mode-unknown', view.column('mode'), text)
  return mode
}

function readMinutes(view: RowView, issues: RowIssues): number | undefined {
  const text = view.text('minutes')
  if (text === '') return undefined
  const minutes = Number(text.normalize('NFKC').replace(/\s*分钟?$/u, ''))
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440) return minutes
  issues.add('error', 'minutes-wrong', view.column('minutes'), text, 1, 1440)
  return undefined
}

function putPoint(view: RowView, { table, seen }: Draft, scope: string, issues: RowIssues): void {
  const said = { code: plain(view.text('pointCode')).toUpperCase(), name: view.text('pointName') }
  const { code, name } = said.code === '' ? codeAndName(said.name) : said
  if (code === '' && name === '') return
  const part = pointNumber(restarted(code, scope))
  if (!CODE_PART.test(part))
    issues.add(
      'error',
      code === '' ? 'field-empty' : 'code-wrong',
      view.column('pointCode') ?? view.column('pointName'),
      code,
    )
  if (name === '') issues.add('error', 'field-empty', view.column('pointName'), '')
  if (name.length > 200) issues.add('error', 'field-long', view.column('pointName'), name, 200)
  const importance = importanceNamed(view.text('importance'))
  if (!importance) issues.add('error', 'importance-unknown', view.column('importance'), view.text('importance'))
  const full = `${scope}-${part}`
  if (issues.refused || !importance) return
  if (!seen.has(full)) seen.set(full, view.row)
  table.points.push({ code: full, name, importance })
}

function faultsOf(sheet: string, { table, seen }: Draft): Issue[] {
  return tableFaults(table).flatMap((fault) => {
    const issues = rowIssues(sheet, seen.get(fault.code) ?? 1)
    switch (fault.what) {
      case 'weights':
        issues.add('error', 'weights-sum', null, String(fault.sum), fault.code, fault.sum, fault.expected)
        break
      case 'no-parent':
        issues.add('error', 'scope-missing', null, fault.code, fault.code)
        break
      case 'no-scope':
        issues.add('error', 'point-high', null, fault.code, fault.code)
        break
      default:
        issues.add('error', 'code-twice', null, fault.code, fault.code)
    }
    return issues.list
  })
}
