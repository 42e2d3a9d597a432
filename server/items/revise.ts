/** The row and the revision that a content becomes; the row repeats what is searched for. */
import { fingerprint } from '../../core/compare.ts'
import { contentDigest, type ItemContent } from '../../core/item.ts'
import type { By } from '../by.ts'
import type { ItemRow, Revision } from './store.ts'

/** The fields of an item's row that follow from the content it shows. */
export const rowOf = (content: ItemContent): Pick<ItemRow, 'type' | 'point' | 'difficulty' | 'fingerprint'> => ({
  type: content.kind === 'theory' ? content.type : null,
  point: content.kind === 'theory' ? content.point : content.kind === 'practical' ? content.module : content.scope,
  difficulty: content.difficulty,
  fingerprint: fingerprint(content),
})

export const revisionOf = (item: string, no: number, content: ItemContent, reason: string, by: By): Revision => ({
  item,
  no,
  content,
  digest: contentDigest(content),
  author: by.actor,
  reason,
  at: by.at,
})
