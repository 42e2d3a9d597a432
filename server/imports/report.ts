/** What an import tells: row by row, and as a whole. */
import type { ElementTable } from '../../core/element-table.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Corrected, Corrections, RowPlace } from '../../core/row/corrections.ts'
import type { Issue } from '../../core/row/issue.ts'
import type { Mapping } from '../../core/row/mapping.ts'
import type { SheetNote } from '../../core/row/notes.ts'
import type { UnknownPoint } from '../../core/row/point-suggestions.ts'
import type { PointRef } from '../../core/row/points.ts'
import type { Why } from '../../core/similar.ts'
import type { RowOutcome } from '../db/schema.ts'
import type { Classified } from './classify.ts'

export type ImportedRow = Pick<Classified, 'sheet' | 'row' | 'outcome' | 'code' | 'item' | 'twin' | 'point' | 'issues'>

/** How many rows found their point in which way. */
export type PointsFound = Record<PointRef['by'], number>

/** `texts` are the row's question and options in a dry run, for whoever sent them to compare; null otherwise. */
export type NearRow = { sheet: string; row: number; item: string | null; texts: string[] | null }

/**
 * A row that is much like an item of the bank, or like another row of the file. `similarity` is from the threshold
 * to 1. Of an item that is not the person's to see neither number nor likeness is told: whoever tries one wording
 * after the other would read it by them.
 */
export type NearPair = NearRow &
  (
    | {
        other: { number: number; item: string } | NearRow
        similarity: number
        why: Why
      }
    | { other: { number: null; item: null }; similarity: null; why: null }
  )

/** A cell with its column's letter; `field` is null for a column that is not read. */
export type MendableCell = { column: string; header: string; field: string | null; text: string }

/** A row with something to mend, and the rows below that may carry more of its item. */
export type Mendable = RowPlace & { lines: { row: number; cells: MendableCell[] }[] }

/** Rows as the file shows them below row `headerRow` of a sheet; cells are cut short. */
export type Sample = { sheet: string; headerRow: number; rows: { row: number; cells: string[] }[] }

export type ImportReport = {
  /** The import's id; null when nothing was written. */
  import: string | null
  kind: ItemKind | 'element-table'
  file: string
  dryRun: boolean
  counts: Record<RowOutcome, number>
  rows: ImportedRow[]
  /** How many rows ended in an outcome; `rows` may be fewer. */
  rowsTotal: number
  issues: Issue[]
  notes: SheetNote[]
  mapping: Mapping | null
  /** The first rows below each header, for a dry run to show what each column holds. */
  samples: Sample[]
  /** Cells that were taken as a person corrected them, and rows left out as they asked. */
  corrected: Corrected[]
  leftOut: RowPlace[]
  /** Of a dry run: rows with something to mend, whole. */
  mendable: Mendable[]
  /** False while columns are only guessed: look at the mapping. */
  certain: boolean
  /** Items of this import that have no assessment point yet. */
  unassigned: number
  pointsFound: PointsFound
  /** Points that the element table does not know, with the nearest ones. */
  points: UnknownPoint[]
  /** Near-duplicates; null when they were not looked for. */
  near: NearPair[] | null
  /** For element tables: what was put in force. */
  tables: {
    kind: ElementTable['kind']
    edition: string
    scopes: number
    points: number
    outcome: 'set' | 'unchanged' | 'dry-run'
  }[]
}

/** A report before anything is known. */
export const emptyReport = (kind: ImportReport['kind'], file: string, dryRun: boolean): ImportReport => ({
  import: null,
  kind,
  file,
  dryRun,
  counts: { added: 0, updated: 0, unchanged: 0, duplicate: 0, refused: 0 },
  rows: [],
  rowsTotal: 0,
  issues: [],
  notes: [],
  mapping: null,
  samples: [],
  corrected: [],
  leftOut: [],
  mendable: [],
  certain: true,
  unassigned: 0,
  pointsFound: { code: 0, names: 0, leaf: 0, none: 0 },
  points: [],
  near: null,
  tables: [],
})

export type ImportStep = 'read' | 'understand' | 'compare' | 'write'

/** What the importing thread is told. */
export type ImportRequest = {
  bank: string
  path: string
  /** What the person calls the file; the path may be a temporary one. */
  name: string
  kind?: ItemKind | 'element-table' | undefined
  dryRun: boolean
  acceptMapping: boolean
  mapping?: Mapping | undefined
  corrections?: Corrections | undefined
  /** Keep the mapping for the bank under this name once the import is published. */
  keepMappingAs?: string | undefined
  near: boolean
  /** Whoever imports may put no element table in force. */
  withoutTables: boolean
  /** At most so many rows in the report, refused ones first; all when not given. */
  mostRows?: number | undefined
  /** Where the annotated copy of the person's workbook goes. */
  annotatedTo?: string | undefined
}

/** A report with at most `most` rows: those that need a person come first. */
export function shortened(report: ImportReport, most: number): ImportReport {
  if (report.rows.length <= most) return report
  const refused = report.rows.filter(({ outcome }) => outcome === 'refused')
  const others = report.rows.filter(({ outcome }) => outcome !== 'refused')
  return { ...report, rows: [...refused, ...others].slice(0, most) }
}
