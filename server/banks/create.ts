/** Making a bank, and putting an edition of an element table in force. */
import { digestOf } from '../../core/canonical.ts'
import { type ElementTable, MAX_LEVELS, type TableFault, tableFaults } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { type Bank, bankStore, type StoredTable } from './store.ts'

export const NewBank = closed({
  occupationCode: Type.String({
    pattern: '^\\d(-\\d{2}){3}$',
    description: 'national classification, e.g. 6-31-01-03',
  }),
  occupation: Type.String({ minLength: 1, maxLength: 100 }),
  trade: nullable(Type.String({ minLength: 1, maxLength: 100 })),
  level: Type.Integer({ minimum: 1, maximum: 5, description: '5 lowest … 1 highest' }),
  standard: Type.String({
    maxLength: 300,
    description: 'name, edition and filing number of the occupational standard',
  }),
})
export type NewBank = Static<typeof NewBank>

/** `6-31-01-03.3`: the occupation's code and the level; one bank each. */
export const bankId = ({ occupationCode, level }: Pick<NewBank, 'occupationCode' | 'level'>): string =>
  `${occupationCode}.${level}`

/** The bank of these fields, made when it is not there yet. */
export async function createBank(db: Db, fields: NewBank, by: By): Promise<Bank> {
  const bank = { ...fields, id: bankId(fields), at: by.at }
  return db.tx(async (q) => {
    const found = await bankStore(q).find(bank.id)
    if (found) return found
    await bankStore(q).insert(bank)
    await logStore(q).append(act(by, bank.id, 'bank.create', bank.id))
    return bank
  })
}

/** The bank, or `bank.missing`. */
export async function requireBank(db: Pick<Db, 'read'>, id: string): Promise<Bank> {
  const bank = await bankStore(db.read).find(id)
  if (!bank) throw new AppError('bank.missing', `There is no bank ${id}. / 没有题库${id}。`)
  return bank
}

const faultText = (fault: TableFault): string => {
  switch (fault.what) {
    case 'weights':
      return `${fault.code || '(top)'}: weights sum to ${fault.sum}, expected ${fault.expected} / 比重合计${fault.sum}，应为${fault.expected}`
    case 'scope-twice':
      return `${fault.code}: scope listed twice / 范围重复`
    case 'point-twice':
      return `${fault.code}: point listed twice / 鉴定点重复`
    case 'no-parent':
      return `${fault.code}: its upper scope is missing / 缺少上级范围`
    case 'too-deep':
      return `${fault.code}: more than ${MAX_LEVELS} levels of scopes / 范围超过${MAX_LEVELS}级`
    case 'no-scope':
      return `${fault.code}: its scope is missing or not a lowest one / 所属范围不存在或不是最低一级`
  }
}

/** Names an edition: two tables with this digest say the same. Hex SHA-256. */
export const tableDigest = (table: ElementTable): string => digestOf('element-table/1', table)

/** The refusal that names every fault of a table. */
export const faultsError = (faults: readonly TableFault[]): AppError =>
  new AppError(
    'input.invalid',
    `The element table does not hold together. / 细目表有误。\n${faults.map(faultText).join('\n')}`,
  )

/**
 * Puts an edition in force; what is in force already changes nothing. `base` is
 * the id of the edition it starts from, null for none: when another one is in
 * force by then, throws `table.conflict` naming both. Throws `input.invalid`
 * listing every fault.
 */
export async function setElementTable(
  db: Db,
  bank: string,
  table: ElementTable,
  by: By,
  base: string | null = null,
): Promise<'set' | 'unchanged'> {
  const faults = tableFaults(table)
  if (faults.length) throw faultsError(faults)
  const digest = tableDigest(table)
  if ((await bankStore(db.read).table(bank, table.kind))?.digest === digest) return 'unchanged'
  const to = `${table.kind} ${table.edition} ${digest}`
  return attempt(db, { bank, did: 'element-table.set', to }, by, async (q): Promise<'set'> => {
    await requireBase(q, bank, table, base)
    const row = {
      id: newId(by.at),
      bank,
      kind: table.kind,
      edition: table.edition,
      digest,
      content: table,
      author: by.actor,
      at: by.at,
    }
    await bankStore(q).insertTable(row)
    return 'set'
  })
}

/** Throws `table.conflict`, naming both, when another edition than `base` (null: none) is in force and says something else. */
export async function requireBase(q: Query, bank: string, table: ElementTable, base: string | null): Promise<void> {
  const store = bankStore(q)
  const current = await store.table(bank, table.kind)
  if (!current || current.id === base || current.digest === tableDigest(table)) return
  const named = (one: StoredTable | undefined) => one && `${one.edition} (${one.id})`
  const [now, then] = [named(current), base === null ? undefined : named(await store.tableById(bank, base))]
  throw new AppError(
    'table.conflict',
    `In force is edition ${now}; this one starts from ${then ?? 'none'}. Compare them, then name the one in force as its base (juanku table put --base). / 现行为${now}，本版所据为${then ?? '无'}；请先比较两版，再以现行版为据（juanku table put --base）。`,
  )
}
