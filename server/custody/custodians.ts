/** Naming a custodian of a bank. */
import { AppError } from '../../core/errors.ts'
import { fingerprint } from '../../core/seal/keys.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { newCustodian } from './passphrase.ts'
import { type CustodianRow, custodyStore } from './store.ts'

/** Makes a custodian's key pair, its private half under their passphrase. A name is taken once per bank. */
export async function addCustodian(
  db: Db,
  bank: string,
  name: string,
  passphrase: string,
  by: By,
): Promise<CustodianRow> {
  const custodian = await newCustodian(name, passphrase)
  const row = { ...custodian, id: newId(by.at), bank, fingerprint: fingerprint(custodian.publicKey), at: by.at }
  await db.tx(async (q) => {
    const [taken] = await custodyStore(q).custodians(bank, [name])
    if (taken)
      throw new AppError(
        'input.invalid',
        `${bank} already has a custodian named ${name}. / 该题库已有名为${name}的保管人。`,
      )
    await custodyStore(q).insertCustodian(row)
    await logStore(q).append(act(by, bank, 'custodian.add', `${name} ${row.fingerprint}`))
  })
  return row
}
