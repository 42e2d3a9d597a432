/** What the routes of imports take and show. */
import { ItemKind } from '../../core/item.ts'
import { RowPlace } from '../../core/row/corrections.ts'
import { Mapping } from '../../core/row/mapping.ts'
import { closed, nullable, type Static, Type, Words } from '../../core/schema.ts'
import { Why } from '../../core/similar.ts'
import { WatchId } from '../running.ts'

const Place = { sheet: Type.String(), row: Type.Integer() }
export const IssueView = closed({
  ...Place,
  column: nullable(closed({ letter: Type.String(), header: Type.String() })),
  code: Type.String(),
  value: Type.String(),
  message: Words,
  severity: Type.Enum(['error', 'warning']),
})
const Outcome = Type.Enum(['added', 'updated', 'duplicate', 'refused', 'unchanged'])
const Counts = closed({
  added: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  duplicate: Type.Integer(),
  refused: Type.Integer(),
})
const Twin = closed({
  number: Type.Optional(
    nullable(Type.Integer({ description: 'of an item of the bank; null where it is not one’s own to see' })),
  ),
  item: Type.Optional(nullable(Type.String())),
  sheet: Type.Optional(Type.String()),
  row: Type.Optional(Type.Integer()),
  texts: Type.Optional(nullable(Type.Array(Type.String()))),
})
const FoundBy = Type.Enum(['code', 'names', 'leaf', 'none'])
const RowView = closed({
  ...Place,
  outcome: Outcome,
  code: nullable(Type.String()),
  item: nullable(Type.String()),
  twin: nullable(Twin),
  point: nullable(closed({ by: FoundBy, code: nullable(Type.String()) })),
  issues: Type.Array(IssueView),
})

/** Rows in one reply; the rest is fetched page by page, or by a dry run's annotated copy. */
export const ROWS_SHOWN = 1000

/** What became of a file, row by row: at most `ROWS_SHOWN` rows, the refused ones first. */
export const ImportReportView = closed({
  import: nullable(Type.String()),
  kind: Type.String(),
  file: Type.String(),
  dryRun: Type.Boolean(),
  counts: Counts,
  rows: Type.Array(RowView),
  rowsTotal: Type.Integer({ description: 'how many rows ended in an outcome; the reply shows at most 1,000' }),
  issues: Type.Array(IssueView),
  notes: Type.Array(closed({ sheet: Type.String(), message: Words })),
  mapping: nullable(Mapping),
  samples: Type.Array(
    closed({
      sheet: Type.String(),
      headerRow: Type.Integer(),
      rows: Type.Array(closed({ row: Type.Integer(), cells: Type.Array(Type.String()) })),
    }),
    { description: 'of a dry run: the first rows below each header' },
  ),
  corrected: Type.Array(closed({ ...Place, column: Type.String(), before: Type.String(), after: Type.String() }), {
    description: 'cells that were taken as corrected; texts are cut short',
  }),
  leftOut: Type.Array(RowPlace),
  mendable: Type.Array(
    closed({
      ...Place,
      lines: Type.Array(
        closed({
          row: Type.Integer(),
          cells: Type.Array(
            closed({
              column: Type.String(),
              header: Type.String(),
              field: nullable(Type.String()),
              text: Type.String(),
            }),
          ),
        }),
      ),
    }),
    { description: 'of a dry run: rows with something to mend, whole; at most 300, refused ones first' },
  ),
  certain: Type.Boolean(),
  unassigned: Type.Integer(),
  pointsFound: closed({ code: Type.Integer(), names: Type.Integer(), leaf: Type.Integer(), none: Type.Integer() }),
  points: Type.Array(
    closed({
      written: Type.String(),
      rows: Type.Integer(),
      suggestions: Type.Array(closed({ code: Type.String(), name: Type.String(), similarity: Type.Number() })),
    }),
  ),
  near: nullable(
    Type.Array(
      closed({
        ...Place,
        item: nullable(Type.String()),
        texts: nullable(Type.Array(Type.String())),
        other: Twin,
        similarity: nullable(Type.Number()),
        why: nullable(Why),
      }),
    ),
  ),
  tables: Type.Array(
    closed({
      kind: Type.String(),
      edition: Type.String(),
      scopes: Type.Integer(),
      points: Type.Integer(),
      outcome: Type.String(),
    }),
  ),
})

export const ImportLine = closed({
  id: Type.String(),
  kind: Type.String(),
  fileName: Type.String(),
  fileDigest: Type.String(),
  state: Type.Enum(['staging', 'published', 'undone']),
  mine: Type.Boolean({ description: 'whose it is is not told: its items are reviewed by others' }),
  at: Type.Integer(),
})

export type ImportLine = Static<typeof ImportLine>

/** An import as a list shows it to `viewer`. */
export const importLine = (row: Omit<ImportLine, 'mine'> & { actor: string }, viewer: string): ImportLine => ({
  id: row.id,
  kind: row.kind,
  fileName: row.fileName,
  fileDigest: row.fileDigest,
  state: row.state,
  mine: row.actor === viewer,
  at: row.at,
})

export const StoredRows = closed({
  rows: Type.Array(
    closed({
      no: Type.Integer(),
      ...Place,
      outcome: Outcome,
      code: nullable(Type.String()),
      item: nullable(Type.String()),
      issues: Type.Array(IssueView),
    }),
  ),
  next: nullable(Type.Integer({ description: 'place to list after; null at the end' })),
})

const Flag = Type.Optional(Type.Enum(['true', 'false']))
export const ImportQuery = closed({
  kind: Type.Optional(Type.Union([ItemKind, Type.Literal('element-table')])),
  dryRun: Flag,
  acceptMapping: Flag,
  near: Flag,
  keepMappingAs: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
  watch: Type.Optional(WatchId),
})

export const MappingView = closed({
  id: Type.String(),
  kind: ItemKind,
  name: Type.String(),
  mapping: Mapping,
  actor: Type.String(),
  at: Type.Integer(),
})

export const ExportBody = closed({
  kind: ItemKind,
  items: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 20_000 })),
})
