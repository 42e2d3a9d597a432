/** A bank with custodians and a sealed set of papers made elsewhere: the shortest way to something to open. */

import { logStore } from '../../server/access/store.ts'
import type { Wanted } from '../../server/custody/ceremony.ts'
import { approveOpening, requestOpening } from '../../server/custody/ceremony.ts'
import { giveShare } from '../../server/custody/ceremony-share.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { registerOutside } from '../../server/custody/outside.ts'
import { type SealOptions, sealSet } from '../../server/custody/seal-set.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { BANK, emptyBank, type Program } from './app.ts'

export const CUSTODIANS = ['ann', 'bob', 'cyd']
export const passphrase = (name: string) => `the passphrase of ${name}`
export const canary = (paper: number) => `canary-绝缘电阻-${paper}`
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n`)

export async function withCustodians(program: Program, names = CUSTODIANS): Promise<void> {
  await emptyBank(program)
  for (const name of names) await addCustodian(program.deps.db, BANK, name, passphrase(name), program.by('admin'))
}

/** Papers of `composer`, approved and sealed by `head`. Returns the set's id. */
export async function sealedSet(program: Program, papers = 3, options: SealOptions = {}): Promise<string> {
  const { deps, by } = program
  const set = await registerOutside(
    deps,
    BANK,
    {
      kind: 'theory',
      title: '2025年旧卷',
      source: '档案室',
      papers: Array.from({ length: papers }, (_, i) => ({
        files: [{ name: 'paper.pdf', bytes: pdf(canary(i + 1)) }],
        keyFiles: [{ name: 'key.pdf', bytes: pdf(`key ${canary(i + 1)}`) }],
        items: [],
      })),
    },
    by('composer'),
  )
  await approveSet(deps.db, BANK, set.id, by('head'))
  await sealSet(deps, BANK, set.id, options, by('head'))
  return set.id
}

/** An opening that waits for its custodians. */
export async function approvedOpening({ deps, by }: Program, wanted: Wanted & { sitting?: string }): Promise<string> {
  const { id } = await requestOpening(deps, BANK, { ...wanted, reason: '考试' }, by('officer'))
  await approveOpening(deps, BANK, id, by('super'))
  return id
}

export const give = ({ deps, by }: Program, id: string, custodian: string, secret = passphrase(custodian)) =>
  giveShare(deps, BANK, id, { custodian, passphrase: secret }, by('officer'))

/** What the log says was done, with results other than `done` behind it. */
export async function logged({ deps }: Program, from = 1): Promise<string[]> {
  const acts: string[] = []
  for await (const { did, result } of logStore(deps.db.read).links(from))
    acts.push(result === 'done' ? did : `${did}: ${result}`)
  return acts
}
