/**
 * Dealing the shares of sealed objects anew, to the custodians of a group as it is
 * now. Enough of the old custodians must be present for every object: nobody, an
 * administrator included, can do it alone. The bodies stay as they are.
 */
import type { KeyObject } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Envelope } from '../../core/seal/format.ts'
import { fingerprint } from '../../core/seal/keys.ts'
import { openShare } from '../../core/seal/seal.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { withNewEnvelopes } from './envelopes.ts'
import { sealingGroup } from './groups.ts'
import { dealShares } from './make.ts'
import { joinShares, type Share } from './open.ts'
import { unlock } from './passphrase.ts'
import { custodyStore } from './store.ts'

/**
 * Deals the shares of every object of a bank that is not sealed for `group` yet.
 * `passphrases` are those of the custodians present, by name. All objects change
 * hands or none: throws `seal.quorum` naming the first for which too few are
 * present, or `seal.passphrase`.
 */
export async function dealAnew(
  deps: Deps,
  bank: string,
  { group, passphrases }: { group?: string | undefined; passphrases: ReadonlyMap<string, string> },
  by: By,
): Promise<number> {
  const { db } = deps
  const present = [...passphrases.keys()].join(' ')
  const { threshold, members } = await sealingGroup(db.read, bank, { group })
  const wanted = members.map(({ publicKey }) => publicKey).join()
  const unlockOnce = unlocker(passphrases)
  await db.tx((q) => logStore(q).append(act(by, bank, 'custody.deal.begin', present)))
  try {
    return await withNewEnvelopes(
      deps,
      bank,
      async ({ manifest, envelope }) => {
        const same = envelope.shares.map(({ publicKey }) => publicKey).join() === wanted
        if (same && envelope.threshold === threshold) return undefined
        const shares: Share[] = []
        for (const sealed of envelope.shares) {
          const secret = await unlockOnce(sealed)
          if (secret) shares.push({ name: sealed.name, share: openShare(manifest.id, sealed, secret) })
        }
        const key = await joinShares(manifest, envelope, shares)
        const people = members.map(({ name, publicKey, wrapped }) => ({ name, publicKey, wrapped }))
        const dealt = await dealShares(manifest.id, key, people, threshold)
        key.fill(0)
        return { threshold, shares: dealt }
      },
      async (q, replaced) => {
        const seals = new Map((await custodyStore(q).bankSeals(bank)).map((seal) => [seal.id, seal]))
        await logStore(q).append(
          ...replaced.map(({ seal, generation, digest }) =>
            act(by, bank, 'custody.deal', `${seals.get(seal)!.manifest.id} ${generation} ${digest} ${present}`),
          ),
        )
      },
      by,
    )
  } catch (error) {
    const result = error instanceof AppError ? `refused ${error.code}` : 'failed'
    await db.tx((q) => logStore(q).append(act(by, bank, 'custody.deal', present, result)))
    throw error
  }
}

/** Unlocks each key once, however many objects it has a share of: argon2id is slow on purpose. */
function unlocker(passphrases: ReadonlyMap<string, string>) {
  const unlocked = new Map<string, KeyObject>()
  return async (sealed: Envelope['shares'][number]): Promise<KeyObject | undefined> => {
    const passphrase = passphrases.get(sealed.name)
    if (passphrase === undefined) return undefined
    const print = fingerprint(sealed.publicKey)
    const known = unlocked.get(print) ?? (await unlock(sealed, passphrase))
    unlocked.set(print, known)
    return known
  }
}
