/** The thread that understands workbooks: headers, rows, fingerprints. The file itself was read in a process of its own. */
import { fingerprint } from '../../core/compare.ts'
import type { ElementTable } from '../../core/element-table.ts'
import { contentDigest, type ItemContent, type ItemKind } from '../../core/item.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { type Reading, readRows } from '../../core/row/read.ts'
import type { RowResult } from '../../core/row/result.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import { serveJobs } from './jobs.ts'

/** A row with what names its content: `digest` the exact one, `print` what duplicates share. */
export type UnderstoodRow = RowResult<ItemContent> & { digest?: string; print?: string }
export type Understood = Omit<Reading, 'rows'> & { rows: UnderstoodRow[] }

const jobs = {
  rows: ({ workbook, kind, table }: { workbook: Workbook; kind: ItemKind; table: ElementTable | null }): Understood => {
    const { rows, ...reading } = readRows(workbook, { kind, table })
    return {
      ...reading,
      rows: rows.map((row) =>
        row.outcome === 'item' ? { ...row, digest: contentDigest(row.content), print: fingerprint(row.content) } : row,
      ),
    }
  },
  tables: ({ workbook, edition }: { workbook: Workbook; edition: string }) => readElementTables(workbook, { edition }),
}
export type ReaderJobs = typeof jobs
export const run = serveJobs(jobs)
