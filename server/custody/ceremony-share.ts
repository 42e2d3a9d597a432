/** A custodian's share in an opening; with the last one needed, the object opens. */
import { AppError } from '../../core/errors.ts'
import { takeStep } from '../../core/seal/ceremony.ts'
import type { Envelope } from '../../core/seal/format.ts'
import { publicHex } from '../../core/seal/keys.ts'
import { manifestDigest, openShare } from '../../core/seal/seal.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { setStore } from '../sets/store.ts'
import { advance, endLapsed, refusalError } from './ceremony.ts'
import { ceremonyStore, type Held, holdCeremony } from './ceremony-store.ts'
import { requireClock } from './clock.ts'
import { readSeal, type StoredSeal } from './envelopes.ts'
import { installationKey } from './installation.ts'
import { assertTime, joinShares, openWith, type Share, verifySealed } from './open.ts'
import { forget } from './openings.ts'
import { unlock } from './passphrase.ts'
import { requireAfterSitting } from './sitting-time.ts'
import { custodyStore } from './store.ts'

export type ShareGiven = { given: number; needed: number; opened: boolean }

/**
 * Gives a custodian's share, at their own session or in turn at one. A person's
 * share is theirs whoever's session it is; the share from the safe is given by
 * whoever is signed in. Every try is in the log before it is made. Throws
 * `seal.passphrase` (the third wrong try ends the ceremony), `ceremony.person`,
 * `ceremony.state`, `seal.too-early`, `clock.doubtful` or `seal.broken`.
 */
export async function giveShare(
  deps: Deps,
  bank: string,
  id: string,
  { custodian, passphrase }: { custodian: string; passphrase: string },
  by: By,
): Promise<ShareGiven> {
  const { db, openings } = deps
  await endLapsed(deps)
  await requireClock(deps)
  const { seal } = await holdCeremony(db.read, bank, id, 0)
  const stored = await readSeal(deps, seal)
  requireStored(deps, stored)
  const { threshold } = stored.envelope
  const person = (await kindOf(deps, bank, custodian, stored.envelope)) === 'safe' ? by.actor : custodian
  const to = `${id} ${seal.manifest.id} ${custodian}`
  // The log knows of the try before the passphrase is looked at.
  await attempt(db, { bank, did: 'ceremony.try', to }, by, async (q) => {
    const held = await holdCeremony(q, bank, id, threshold)
    const outcome = takeStep(held.rules, { do: 'share', custodian, person }, by.at)
    if ('refusal' in outcome) throw refusalError(outcome.refusal)
    assertTime(stored.manifest, by.at)
    if (seal.object !== 'paper') await requireAfterSitting(q, seal, by.at)
    const remembered = openings.get(id)?.shares.length ?? 0
    if (remembered !== held.rules.shares.length)
      throw new AppError(
        'ceremony.state',
        'The program was started anew during this opening, or it runs elsewhere: call it off and ask again. / 启封期间程序曾重启，或启封在另一程序中进行：请取消后重新申请。',
      )
  })
  const share = await unlocked(deps, bank, { id, to, custodian, passphrase }, stored, by)
  const held = await attempt(db, { bank, did: 'ceremony.share', to }, by, async (q) => {
    const next = await advance(q, await holdCeremony(q, bank, id, threshold), { do: 'share', custodian, person }, by)
    await ceremonyStore(q).insertShare({ ceremony: id, custodian, person, at: by.at })
    if (next.rules.shares.length === threshold)
      await logStore(q).append(act(by, bank, 'unseal.begin', `${id} ${seal.manifest.id}`))
    return next
  })
  const opening = openings.get(id) ?? { shares: [] }
  openings.set(id, opening)
  opening.shares.push(share)
  const given = held.rules.shares.length
  if (given < threshold) return { given, needed: threshold, opened: false }
  await open(deps, bank, held, stored, by)
  return { given, needed: threshold, opened: true }
}

/** Throws `seal.broken` unless the files that lie here are this seal's, by this installation: another object's would pass every other check. */
export function requireStored({ config }: Pick<Deps, 'config'>, { seal, manifest, envelope, body }: StoredSeal): void {
  verifySealed(body, undefined, publicHex(installationKey(config)))
  const digest = manifestDigest(seal.manifest)
  if (manifestDigest(manifest) !== digest || envelope.manifestDigest !== digest)
    throw new AppError(
      'seal.broken',
      `The files of ${seal.manifest.id} are not those that were sealed: they were exchanged. / ${seal.manifest.id}的文件与密封时不符，已被调换。`,
    )
}

async function kindOf(deps: Deps, bank: string, name: string, envelope: Envelope): Promise<'person' | 'safe'> {
  const share = envelope.shares.find((one) => one.name === name)
  if (!share)
    throw new AppError(
      'input.invalid',
      `No share of this object belongs to ${name}. Its custodians: ${envelope.shares.map((one) => one.name).join(', ')}. / 该密封件的保管人中没有${name}。`,
    )
  return custodyStore(deps.db.read).kindOf(bank, share.publicKey)
}

async function unlocked(
  { db, openings }: Deps,
  bank: string,
  { id, to, custodian, passphrase }: { id: string; to: string; custodian: string; passphrase: string },
  { envelope }: StoredSeal,
  by: By,
): Promise<Share> {
  const sealed = envelope.shares.find(({ name }) => name === custodian)!
  try {
    return { name: custodian, share: openShare(envelope.id, sealed, await unlock(sealed, passphrase)) }
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'failed'
    const ended = await db.tx(async (q) => {
      await logStore(q).append(act(by, bank, 'ceremony.share', to, code))
      if (code !== 'seal.passphrase') return false
      const why = 'three wrong tries'
      const { rules } = await advance(
        q,
        await holdCeremony(q, bank, id, envelope.threshold),
        { do: 'wrong' },
        { ...by, why },
      )
      if (rules.state !== 'ended') return false
      await logStore(q).append(act({ ...by, why }, bank, 'ceremony.ended', id))
      return true
    })
    if (ended) forget(openings, id)
    throw error
  }
}

async function open({ db, openings }: Deps, bank: string, held: Held, stored: StoredSeal, by: By): Promise<void> {
  const { row, seal } = held
  const opening = openings.get(row.id)!
  const to = `${row.id} ${seal.manifest.id}`
  try {
    const key = await joinShares(stored.manifest, stored.envelope, opening.shares)
    const opened = openWith(stored.body, key)
    key.fill(0)
    await db.tx(async (q) => {
      await advance(q, held, { do: 'open' }, by)
      if (seal.paper !== null && seal.object !== 'set') {
        const paper = (await setStore(q).papers(seal.set)).find(({ id }) => id === seal.paper)!
        if (seal.object === 'paper' && paper.state === 'sealed')
          await setStore(q).movePaper(paper.id, { state: 'opened' })
        if (seal.object === 'key' && paper.keyState === 'sealed')
          await setStore(q).movePaper(paper.id, { keyState: 'opened' })
      }
      await logStore(q).append(act(by, bank, 'unseal', to))
    })
    opening.opened = opened
  } catch (error) {
    await db.tx(async (q) => {
      await ceremonyStore(q).update(row.id, { state: 'ended', closed: by.at, endReason: 'could not be opened' })
      await logStore(q).append(act(by, bank, 'unseal', to, error instanceof AppError ? error.code : 'failed'))
    })
    forget(openings, row.id)
    throw error
  }
}
