/** The lines of a list, from the items' rows and the content each shows. */
import { sql } from 'drizzle-orm'
import type { ItemContent, ItemKind, ItemState } from '../../core/item.ts'
import { itemNumber } from '../../core/item-number.ts'
import { placeOf } from '../../core/item-search.ts'
import type { Query } from '../db/open.ts'
import type { FoundItem } from './search.ts'

type Row = {
  id: string
  bank: string
  kind: ItemKind
  number: number
  code: string | null
  state: ItemState
  revision: number
  approved: number | null
  created: number
  changed: number
  content: string
}

/** The revision an item shows: while it is approved the one in use, which a rejected draft does not replace; else the newest. */
export const shownRevision = sql.raw("CASE i.state WHEN 'approved' THEN i.approved ELSE i.revision END")

/** A line for each id, in the order given. */
export function foundItems(q: Query, ids: readonly string[]): FoundItem[] {
  const rows = q.all<Row>(sql`
    SELECT i.id, i.bank, i.kind, i.number, i.code, i.state, i.revision, i.approved, i.at AS created, r.at AS changed, r.content
    FROM json_each(${JSON.stringify(ids)}) wanted JOIN items i ON i.id = wanted.value
    JOIN revisions r ON r.item = i.id AND r.no = ${shownRevision}
    ORDER BY wanted.key`)
  return rows.map(({ bank, content, ...row }) => {
    const shown = JSON.parse(content) as ItemContent
    return {
      ...row,
      spoken: itemNumber({ bank, kind: row.kind, number: row.number }),
      type: shown.kind === 'theory' ? shown.type : null,
      point: placeOf(shown),
      difficulty: shown.difficulty,
      title: shown.kind === 'theory' ? shown.stem : shown.title,
    }
  })
}
