/** Exporting items: a right of its own, because it hands out keys; every id is in the log before a byte leaves. */
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Act } from '../../core/log.ts'
import { counted } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { exportedRevisions } from './export-workbook.ts'

/** Ids in one entry of the log. */
const IDS_PER_ENTRY = 500

export type Exported = { name: string; items: number; bytes: Uint8Array }

/** All items of a kind that are not retired, or those of `ids`, in our template. Throws `item.missing` when there are none, or one of `ids` is not there. */
export async function exportItems(
  { db, config, reader }: Pick<Deps, 'db' | 'config' | 'reader'>,
  bank: string,
  { kind, ids = null }: { kind: ItemKind; ids?: readonly string[] | null },
  by: By,
): Promise<Exported> {
  await requireBank(db, bank)
  const revisions = await exportedRevisions(db, bank, kind, ids)
  const missing = ids ? new Set(ids).size - revisions.length : 0
  if (missing > 0 || revisions.length === 0) {
    await db.tx((q) => logStore(q).append(act(by, bank, 'item.export', kind, 'missing')))
    throw new AppError(
      'item.missing',
      ids
        ? `${counted(missing, 'of these items is', 'of these items are')} not in this bank. / 其中${missing}道试题不在该题库中。`
        : 'The bank has no items of this kind. / 题库中没有此类试题。',
    )
  }
  const entries: Act[] = []
  for (let at = 0; at < revisions.length; at += IDS_PER_ENTRY) {
    const shown = revisions.slice(at, at + IDS_PER_ENTRY).map(([id]) => id)
    entries.push(act(by, bank, 'item.export', `${kind} ${shown.join(' ')}`))
  }
  await db.tx((q) => logStore(q).append(...entries))
  const bytes = await reader.call('export', { config, bank, kind, revisions })
  return { name: `${bank}-${kind}.xlsx`, items: revisions.length, bytes }
}
