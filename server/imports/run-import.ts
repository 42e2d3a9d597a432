/**
 * One file into a bank, as it runs in a thread of its own over its own
 * connection: read in a child process, understood, compared with the bank, then
 * staged and published — or, in a dry run, only told. Every row ends in an outcome.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { withCells } from '../../core/row/corrections.ts'
import { withDocuments } from '../../core/row/document.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { kindOf } from '../../core/row/kind.ts'
import type { Mapping } from '../../core/row/mapping.ts'
import { unknownPoints } from '../../core/row/point-suggestions.ts'
import { readRows } from '../../core/row/read.ts'
import { keptMapping } from '../../core/row/saved-mapping.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import { requireBank, requireBase, setElementTable } from '../banks/create.ts'
import { bankStore } from '../banks/store.ts'
import type { By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { annotatedWorkbook } from './annotate.ts'
import { withoutFaultyCalculations } from './calculations.ts'
import { type Classified, classify } from './classify.ts'
import { keepMapping } from './keep-mapping.ts'
import { mendableRows } from './mendable.ts'
import { nearPairs } from './near.ts'
import { type PublishOptions, publish } from './publish.ts'
import { readWorkbook } from './read/workbook.ts'
import { emptyReport, type ImportReport, type ImportRequest, type ImportStep } from './report.ts'
import { samplesOf } from './samples.ts'
import { importStore } from './store.ts'

export type ImportHooks = {
  signal: AbortSignal
  progress(step: ImportStep, done: number, of: number): void
  checkpoints?: PublishOptions['checkpoints']
}

/** Runs the request. Throws `file.unreadable`, `file.wrong`, `import.refused` or `work.cancelled`, having written nothing. */
export async function runImport(db: Db, request: ImportRequest, by: By, hooks: ImportHooks): Promise<ImportReport> {
  await requireBank(db, request.bank)
  const file = await readWorkbook(request.path, {
    name: request.name,
    signal: hooks.signal,
    onRows: (rows) => hooks.progress('read', rows, 0),
  })
  // A report names the places of a document once it is parted into sheets: there they are corrected.
  const { workbook, corrected } = withCells(withDocuments(file), request.corrections?.cells ?? [])
  const kind = request.kind ?? request.mapping?.kind ?? kindNamed(kindOf(workbook))
  const report = { ...emptyReport(kind, request.name, request.dryRun), corrected }
  const done =
    kind === 'element-table'
      ? await importTables(db, request, workbook, report, by)
      : await importItems(db, { workbook, kind, report, request }, by, hooks)
  if (request.annotatedTo !== undefined)
    await writeFile(request.annotatedTo, await annotatedWorkbook(workbook, done), { mode: 0o600 })
  return done
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
  db: Db,
  { bank, withoutTables }: ImportRequest,
  workbook: Workbook,
  report: ImportReport,
  by: By,
): Promise<ImportReport> {
  if (withoutTables)
    throw new AppError(
      'right.missing',
      'This workbook holds an element table; an exam officer puts it in force. / 该工作簿为细目表，须由考务员启用。',
    )
  const { tables, issues } = readElementTables(workbook, { edition: report.file })
  report.issues = issues
  // A workbook with one table broken is mended first: half an element table would be worse than the old one.
  const broken = issues.some(({ severity }) => severity === 'error')
  if (broken) return { ...report, counts: { ...report.counts, refused: issues.length } }
  // A file does not say which edition it starts from: it makes the first one, a later one is put in force by name.
  if (!report.dryRun) for (const table of tables) await requireBase(db.read, bank, table, null)
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

type Work = { workbook: Workbook; kind: ItemKind; report: ImportReport; request: ImportRequest }

async function importItems(
  db: Db,
  { workbook, kind, report, request }: Work,
  by: By,
  hooks: ImportHooks,
): Promise<ImportReport> {
  const { bank } = request
  const table = (await tableFor(db, bank, kind))?.content ?? null
  const kept = (await importStore(db.read).mappings(bank, kind)).map(({ mapping }) => mapping)
  const mapping = request.mapping ?? keptMapping(workbook, kept)
  hooks.progress('understand', 0, 0)
  const leftOut = request.corrections?.leftOut ?? []
  const reading = readRows(workbook, { kind, table, mapping, leftOut })
  Object.assign(report, {
    issues: reading.issues,
    notes: reading.notes,
    mapping: reading.mapping,
    certain: reading.certain,
    leftOut,
    samples: request.dryRun ? samplesOf(workbook, reading.mapping) : [],
  })
  if (!reading.certain && !request.acceptMapping && !request.dryRun) throw guessed(reading.mapping)
  const sound = await withoutFaultyCalculations(reading.rows)
  const classified = await classify(db.read, bank, kind, sound, by, {
    signal: hooks.signal,
    onProgress: (done, of) => hooks.progress('compare', done, of),
  })
  if (kind === 'theory') report.points = unknownPoints(reading.rows, table)
  for (const { outcome } of classified) report.counts[outcome]++
  for (const { point } of classified) if (point) report.pointsFound[point.by]++
  report.rows = classified.map(({ sheet, row, outcome, code, item, twin, point, issues }) => ({
    sheet,
    row,
    outcome,
    code,
    // The record keeps which item it repeats; who may not see that item is not told.
    item: twin && 'number' in twin && twin.number === null ? null : item,
    twin,
    point,
    issues,
  }))
  report.rowsTotal = report.rows.length
  if (request.dryRun) report.mendable = mendableRows(workbook, reading.mapping, report)
  report.unassigned = classified.filter(
    ({ outcome, content }) => outcome === 'added' && content?.kind === 'theory' && content.point === null,
  ).length
  if (!report.dryRun) await write(db, { workbook, kind, report, request }, classified, by, hooks)
  if (request.near)
    report.near = await nearPairs(db.read, { bank, kind, texts: request.dryRun }, classified, by, hooks.signal)
  return report
}

async function write(
  db: Db,
  { workbook, kind, report, request }: Work,
  classified: Classified[],
  by: By,
  hooks: ImportHooks,
): Promise<void> {
  const { bank, path, keepMappingAs } = request
  if (report.counts.added || report.counts.updated) {
    const fileDigest = await digestOfFile(path)
    const { pictures } = workbook
    const { corrected, leftOut } = report
    const mended =
      corrected.length + leftOut.length > 0 ? { corrected: corrected.length, leftOut: leftOut.length } : undefined
    const staged = { bank, kind, fileName: report.file, fileDigest, rows: classified, pictures, mended }
    const published = await publish(db, staged, by, {
      checkpoints: hooks.checkpoints,
      signal: hooks.signal,
      onProgress: (done, of) => hooks.progress('write', done, of),
    })
    report.import = published.id
    for (const [index, item] of published.items) {
      const [row, told] = [classified[index], report.rows[index]]
      if (row) row.item = item
      if (told) told.item = item
    }
  }
  const { mapping } = report
  if (keepMappingAs !== undefined && mapping) await keepMapping(db, bank, { name: keepMappingAs, mapping }, by)
}

/** Theory items and defense topics stand in the theory table, practical tasks in the practical one. */
const tableFor = (db: Db, bank: string, kind: ItemKind) =>
  bankStore(db.read).table(bank, kind === 'practical' ? 'practical' : 'theory')

function guessed(mapping: Mapping): AppError {
  const columns = mapping.blocks
    .flatMap(({ columns: all }) => all.filter(({ certain, field }) => !certain && field !== null))
    .map(({ header, column, field }) => `${header || `#${column + 1}`} → ${field}`)
    .slice(0, 30)
    .join('; ')
  return new AppError(
    'import.refused',
    `Some columns were only guessed: ${columns}. Look at the mapping (--dry-run), then import with --accept-mapping. / 部分列为推测：${columns}。请先试运行（--dry-run）核对，再用 --accept-mapping 导入。`,
  )
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
