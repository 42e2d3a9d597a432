/** How a row ended. Every row of a workbook ends as one of these. */
import type { Issue } from './issue.ts'
import type { PointRef } from './points.ts'

type Place = { sheet: string; row: number; issues: Issue[] }

/** A row that became a content. `id` is the number the row carries, if any; `pictures` are SHA-256, in the row's order; `fingerprint` is the content's. */
export type TakenRow<Content> = Place & {
  outcome: 'item'
  id: string | null
  content: Content
  fingerprint: string
  point: PointRef
  pictures: string[]
}

/** A row that holds no item of its own, a 'part' with more of the item above it, or one that a person 'left-out'. */
export type SkippedRow = Place & {
  outcome: 'skipped'
  why: 'blank' | 'title' | 'header' | 'example' | 'footer' | 'part' | 'left-out'
}

export type RowResult<Content> = TakenRow<Content> | SkippedRow | (Place & { outcome: 'refused' })

/** A row that is passed over. */
export const skipped = (sheet: string, row: number, why: SkippedRow['why']): SkippedRow => ({
  sheet,
  row,
  issues: [],
  outcome: 'skipped',
  why,
})
