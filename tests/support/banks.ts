/** Banks filled without a workbook: contents as tests make them, straight into the tables. */
import type { TheoryItem } from '../../core/item.ts'
import { createBank } from '../../server/banks/create.ts'
import type { By } from '../../server/by.ts'
import { newId } from '../../server/by.ts'
import type { Db } from '../../server/db/open.ts'
import { revisionOf, rowOf } from '../../server/items/revise.ts'
import { itemStore } from '../../server/items/store.ts'

/** A theory item that says as little as an item may. */
export const theoryItem = (changes: Partial<TheoryItem> = {}): TheoryItem => ({
  kind: 'theory',
  type: 'true_false',
  stem: '导体能够导电。',
  options: [],
  key: { truth: true },
  fixedOrder: false,
  point: null,
  agreement: null,
  marks: null,
  seconds: null,
  rationale: '',
  family: null,
  difficulty: null,
  source: '',
  ...changes,
})

export const electricians = (db: Db, by: By) =>
  createBank(db, { occupationCode: '6-31-01-03', occupation: '电工', trade: null, level: 3, standard: '' }, by)

/** Adds drafts by `by.actor` with the next numbers; returns their ids in order. */
export const addDrafts = (db: Db, bank: string, contents: readonly TheoryItem[], by: By): Promise<string[]> =>
  db.tx(async (q) => {
    const store = itemStore(q)
    const first = (await store.lastNumber(bank, 'theory')) + 1
    const ids: string[] = []
    for (const [at, content] of contents.entries()) {
      const id = newId(by.at)
      const row = { id, bank, kind: content.kind, number: first + at, code: null, state: 'draft' as const }
      await store.insert(
        { ...row, revision: 1, approved: null, ...rowOf(content), at: by.at },
        revisionOf(id, 1, content, 'made for a test', by),
      )
      ids.push(id)
    }
    return ids
  })

/** Appends a revision by `by.actor`, as saving one does. */
export const addRevision = (db: Db, id: string, no: number, content: TheoryItem, by: By): Promise<void> =>
  db.tx(async (q) => {
    const store = itemStore(q)
    await store.insertRevision(revisionOf(id, no, content, 'changed for a test', by))
    await store.update(id, { revision: no, ...rowOf(content) })
  })
