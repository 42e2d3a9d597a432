/**
 * The service's side of an import: it hands the file to the importing thread
 * and takes the report back in pieces, so that nothing here ever waits on a
 * large file.
 */
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Corrections } from '../../core/row/corrections.ts'
import type { Mapping } from '../../core/row/mapping.ts'
import type { By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { ImportedRow, ImportReport, ImportStep } from './report.ts'

export type { ImportReport } from './report.ts'

export type ImportOptions = {
  /** What the person calls the file; the path may be a temporary one. */
  name?: string | undefined
  /** What the workbook holds; found out when not given. */
  kind?: ItemKind | 'element-table' | undefined
  dryRun?: boolean | undefined
  /** Take columns that were only guessed. */
  acceptMapping?: boolean | undefined
  /** The columns as a person set them right. */
  mapping?: Mapping | undefined
  /** Cells that read otherwise than in the file, rows that stay out. */
  corrections?: Corrections | undefined
  /** Keep the mapping for the bank under this name. */
  keepMappingAs?: string | undefined
  /** Look for near-duplicates too, in the bank and inside the file. */
  near?: boolean | undefined
  /** Whoever imports may put no element table in force: a workbook of one is refused. */
  withoutTables?: boolean | undefined
  /** At most so many rows in the report, refused ones first. */
  mostRows?: number | undefined
  /** Write the annotated copy of the workbook there. */
  annotatedTo?: string | undefined
  signal?: AbortSignal | undefined
  /** `of` is 0 while it is unknown. */
  onProgress?: ((step: ImportStep, done: number, of: number) => void) | undefined
}

/** Rows taken from the thread at once; a message this long is read in a few milliseconds. */
const PIECE = 500

/** Imports the file at `path`. Throws `file.unreadable`, `file.wrong`, `import.refused` or `work.cancelled`, having written nothing. */
export async function importFile(
  { config, reader }: Pick<Deps, 'config' | 'reader'>,
  bank: string,
  path: string,
  {
    name,
    kind,
    dryRun,
    acceptMapping,
    mapping,
    corrections,
    keepMappingAs,
    near,
    withoutTables,
    mostRows,
    annotatedTo,
    signal,
    onProgress,
  }: ImportOptions,
  by: By,
): Promise<ImportReport> {
  if (signal?.aborted) throw new AppError('work.cancelled', 'The import was cancelled. / 导入已取消。')
  const flag = new SharedArrayBuffer(4)
  const cancel = () => void Atomics.store(new Int32Array(flag), 0, 1)
  signal?.addEventListener('abort', cancel, { once: true })
  const request = {
    bank,
    path,
    name: name ?? basename(path),
    kind,
    dryRun: dryRun ?? false,
    acceptMapping: acceptMapping ?? false,
    mapping,
    corrections,
    keepMappingAs,
    near: near ?? false,
    withoutTables: withoutTables ?? false,
    mostRows,
    annotatedTo,
  }
  try {
    await access(path) // A path that leads nowhere is told here: an error loses its code between threads.
    const {
      token,
      report,
      rows: count,
      near: pairs,
    } = await reader.call(
      'import',
      { config, request, by, cancel: flag },
      { onProgress: ({ step, done, of }) => onProgress?.(step, done, of) },
    )
    const rows: ImportedRow[] = []
    while (rows.length < count) {
      for (const row of await reader.call('rows', { token, from: rows.length, count: PIECE })) rows.push(row)
      // A turn of the loop between two pieces: whoever else waits goes first.
      await new Promise(setImmediate)
    }
    const near = pairs ? await reader.call('near', { token }) : null
    await reader.call('release', { token })
    return { ...report, rows, near }
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
