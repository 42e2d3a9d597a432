/**
 * One file into a bank: read in a child process, understood, compared with the
 * bank, then staged and published — or, in a dry run, only told. Every row ends
 * in an outcome.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { ElementTable } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Issue } from '../../core/row/issue.ts'
import { kindOf } from '../../core/row/kind.ts'
import type { Mapping } from '../../core/row/mapping.ts'
import type { SheetNote } from '../../core/row/read.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import { requireBank, setElementTable } from '../banks/create.ts'
import { bankStore } from '../banks/store.ts'
import type { By } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { RowOutcome } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { type Classified, classify } from './classify.ts'
import { publish } from './publish.ts'
import { readWorkbook } from './read/workbook.ts'

export type ImportOptions = {
  /** What the person calls the file; the path may be a temporary one. */
  name?: string | undefined
  /** What the workbook holds; found out when not given. */
  kind?: ItemKind | 'element-table' | undefined
  dryRun?: boolean | undefined
  /** Take columns that were only guessed. */
  acceptMapping?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((step: 'read' | 'compare' | 'write', done: number, of: number) => void) | undefined
}

export type ImportedRow = Pick<Classified, 'sheet' | 'row' | 'outcome' | 'code' | 'item' | 'twin' | 'issues'>

export type ImportReport = {
  /** The import's id; null when nothing was written. */
  import: string | null
  kind: ItemKind | 'element-table'
  file: string
  dryRun: boolean
  counts: Record<RowOutcome, number>
  rows: ImportedRow[]
  issues: Issue[]
  notes: SheetNote[]
  mapping: Mapping | null
  /** Items of this import that have no assessment point yet. */
  unassigned: number
  /** For element tables: what was put in force. */
  tables: {
    kind: ElementTable['kind']
    edition: string
    scopes: number
    points: number
    outcome: 'set' | 'unchanged' | 'dry-run'
  }[]
}

const noCounts = (): Record<RowOutcome, number> => ({ added: 0, updated: 0, unchanged: 0, duplicate: 0, refused: 0 })

/** Imports the workbook at `path`. Throws `file.unreadable`, `file.wrong` or `import.refused`, having written nothing. */
export async function importFile(
  deps: Pick<Deps, 'db' | 'reader'>,
  bank: string,
  path: string,
  options: ImportOptions,
  by: By,
): Promise<ImportReport> {
  await requireBank(deps.db, bank)
  const name = options.name ?? basename(path)
  options.onProgress?.('read', 0, 1)
  const workbook = await readWorkbook(path, { name, ...(options.signal && { signal: options.signal }) })
  options.onProgress?.('read', 1, 1)
  const kind = options.kind ?? kindNamed(kindOf(workbook))
  const report: ImportReport = {
    import: null,
    kind,
    file: name,
    dryRun: options.dryRun ?? false,
    counts: noCounts(),
    rows: [],
    issues: [],
    notes: [],
    mapping: null,
    unassigned: 0,
    tables: [],
  }
  return kind === 'element-table'
    ? importTables(deps, bank, workbook, report, by)
    : importItems(deps, bank, { workbook, path, kind, report }, options, by)
}

/** The kind of item a template holds; theory when the sheet does not say. */
const kindNamed = (template: ReturnType<typeof kindOf>): ImportReport['kind'] =>
  template === 'element-table'
    ? template
    : template === 'practical-tasks'
      ? 'practical'
      : template === 'defense-topics'
        ? 'defense'
        : 'theory'

async function importTables(
  { db, reader }: Pick<Deps, 'db' | 'reader'>,
  bank: string,
  workbook: Workbook,
  report: ImportReport,
  by: By,
): Promise<ImportReport> {
  const { tables, issues } = await reader.call('tables', { workbook, edition: report.file })
  report.issues = issues
  // A workbook with one table broken is mended first: half an element table would be worse than the old one.
  const broken = issues.some(({ severity }) => severity === 'error')
  if (broken) return { ...report, counts: { ...report.counts, refused: issues.length } }
  for (const table of tables) {
    const outcome = report.dryRun ? 'dry-run' : await setElementTable(db, bank, table, by)
    report.tables.push({
      kind: table.kind,
      edition: table.edition,
      scopes: table.scopes.length,
      points: table.points.length,
      outcome,
    })
  }
  return report
}

type Work = { workbook: Workbook; path: string; kind: ItemKind; report: ImportReport }

async function importItems(
  { db, reader }: Pick<Deps, 'db' | 'reader'>,
  bank: string,
  { workbook, path, kind, report }: Work,
  options: ImportOptions,
  by: By,
): Promise<ImportReport> {
  const table = (await tableFor(db, bank, kind))?.content ?? null
  const reading = await reader.call('rows', { workbook, kind, table }, { signal: options.signal })
  if (!reading.certain && !options.acceptMapping && !options.dryRun)
    throw new AppError(
      'import.refused',
      `Some columns were only guessed: ${guesses(reading.mapping)}. Look at the mapping (--dry-run), then import with --accept-mapping. / 部分列为推测：${guesses(reading.mapping)}。请先试运行（--dry-run）核对，再用 --accept-mapping 导入。`,
    )
  options.onProgress?.('compare', 0, reading.rows.length)
  const classified = await classify(db.read, bank, kind, reading.rows)
  options.onProgress?.('compare', reading.rows.length, reading.rows.length)
  for (const { outcome } of classified) report.counts[outcome]++
  report.rows = classified.map(({ sheet, row, outcome, code, item, twin, issues }) => ({
    sheet,
    row,
    outcome,
    code,
    item,
    twin,
    issues,
  }))
  Object.assign(report, { issues: reading.issues, notes: reading.notes, mapping: reading.mapping })
  report.unassigned = classified.filter(
    ({ outcome, content }) => outcome === 'added' && content?.kind === 'theory' && content.point === null,
  ).length
  if (report.dryRun || !(report.counts.added || report.counts.updated)) return report
  const fileDigest = await digestOfFile(path)
  const staged = { bank, kind, fileName: report.file, fileDigest, rows: classified, pictures: workbook.pictures }
  report.import = await publish(db, staged, by, (done, of) => options.onProgress?.('write', done, of))
  return report
}

/** Theory items and defense topics stand in the theory table, practical tasks in the practical one. */
const tableFor = (db: Db, bank: string, kind: ItemKind) =>
  bankStore(db.read).table(bank, kind === 'practical' ? 'practical' : 'theory')

const guesses = (mapping: Mapping): string =>
  mapping.blocks
    .flatMap(({ columns }) => columns.filter(({ certain, field }) => !certain && field !== null))
    .map(({ header, field }) => `${header} → ${field}`)
    .join('; ')

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
