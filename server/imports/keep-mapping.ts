/** Mappings kept for a bank: what a person set right once is not asked again. */
import { AppError } from '../../core/errors.ts'
import type { Mapping } from '../../core/row/mapping.ts'
import { logStore } from '../access/store.ts'
import { requireBank } from '../banks/create.ts'
import { act, type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { importStore } from './store.ts'

/** Keeps a mapping under a name; one of that name and kind is replaced. */
export async function keepMapping(
  db: Db,
  bank: string,
  { name, mapping }: { name: string; mapping: Mapping },
  by: By,
): Promise<{ id: string }> {
  await requireBank(db, bank)
  if (name.trim() === '') throw new AppError('input.invalid', 'Give the mapping a name. / 请为列对应关系命名。')
  const id = newId(by.at)
  await db.tx(async (q) => {
    const row = { id, bank, kind: mapping.kind, name: name.trim(), mapping, actor: by.actor, at: by.at }
    await importStore(q).keep(row)
    await logStore(q).append(act(by, bank, 'import.mapping', `${mapping.kind} ${id}`))
  })
  return { id }
}

/** Forgets a kept mapping. Throws `import.missing`. */
export async function forgetMapping(db: Db, bank: string, id: string, by: By): Promise<void> {
  await db.tx(async (q) => {
    if (!(await importStore(q).forget(bank, id)))
      throw new AppError('import.missing', 'There is no such mapping in this bank. / 该题库中没有此列对应关系。')
    await logStore(q).append(act(by, bank, 'import.mapping-forget', id))
  })
}
