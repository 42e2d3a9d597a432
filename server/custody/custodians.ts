/** Naming a custodian of a bank, and a custodian's change of passphrase. */
import { AppError } from '../../core/errors.ts'
import type { Custodian } from '../../core/seal/format.ts'
import { fingerprint } from '../../core/seal/keys.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { withNewEnvelopes } from './envelopes.ts'
import { newCustodian, rewrap } from './passphrase.ts'
import { type CustodianRow, custodyStore } from './store.ts'

/**
 * Makes a custodian's key pair, its private half under their passphrase. A name is
 * taken by one custodian in office per bank. Of whoever held it before, the old key
 * still opens what was sealed for it.
 */
export async function addCustodian(
  db: Db,
  bank: string,
  name: string,
  passphrase: string,
  by: By,
  kind: CustodianRow['kind'] = 'person',
): Promise<CustodianRow> {
  return keepCustodian(db, bank, await newCustodian(name, passphrase), by, kind)
}

/** Enters a custodian whose key pair is made. Throws `input.invalid` where the name is taken. */
export async function keepCustodian(
  db: Db,
  bank: string,
  custodian: Custodian,
  by: By,
  kind: CustodianRow['kind'],
): Promise<CustodianRow> {
  const { name } = custodian
  const row: CustodianRow = {
    ...custodian,
    id: newId(by.at),
    bank,
    fingerprint: fingerprint(custodian.publicKey),
    at: by.at,
    kind,
    ended: null,
  }
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

/** Takes a custodian out of office. Their key still opens what was sealed for it until the shares are dealt anew. */
export async function endCustodian(db: Db, bank: string, name: string, by: By): Promise<void> {
  await attempt(db, { bank, did: 'custodian.end', to: name }, by, async (q) => {
    const custodian = await requireCustodian(custodyStore(q), bank, name)
    await custodyStore(q).endCustodian(custodian.id, by.at)
  })
}

/**
 * Puts a custodian's private key under another passphrase, in the database and in
 * every envelope kept here. Copies that left this installation keep the old one.
 * Throws `seal.passphrase` when `old` is wrong. Returns how many envelopes changed.
 */
export async function changePassphrase(
  deps: Deps,
  bank: string,
  name: string,
  { old, passphrase }: { old: string; passphrase: string },
  by: By,
): Promise<number> {
  const { db } = deps
  const custodian = await requireCustodian(custodyStore(db.read), bank, name)
  const to = `${name} ${custodian.fingerprint}`
  const { wrapped } = await rewrap(custodian, old, passphrase).catch(async (error: unknown) => {
    const result = error instanceof AppError ? `refused ${error.code}` : 'failed'
    await db.tx((q) => logStore(q).append(act(by, bank, 'custodian.passphrase', to, result)))
    throw error
  })
  return withNewEnvelopes(
    deps,
    bank,
    ({ envelope }) => {
      if (!envelope.shares.some(({ publicKey }) => publicKey === custodian.publicKey)) return undefined
      const { threshold, shares } = envelope
      return {
        threshold,
        shares: shares.map((share) => (share.publicKey === custodian.publicKey ? { ...share, wrapped } : share)),
      }
    },
    async (q) => {
      await custodyStore(q).rewrapped(custodian.id, wrapped)
      await logStore(q).append(act(by, bank, 'custodian.passphrase', to))
    },
    by,
  )
}

async function requireCustodian(
  store: ReturnType<typeof custodyStore>,
  bank: string,
  name: string,
): Promise<CustodianRow> {
  const [custodian] = await store.custodians(bank, [name])
  if (!custodian) throw new AppError('input.invalid', `${bank} has no custodian ${name}. / 该题库没有保管人${name}。`)
  return custodian
}
