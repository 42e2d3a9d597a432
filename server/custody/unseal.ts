/**
 * Opening a sealed object of this installation: enough custodians, in time, not
 * by whoever assembled it, and every try in the log before anything opens.
 */
import { readFileSync } from 'node:fs'
import { AppError } from '../../core/errors.ts'
import type { SealedKind } from '../../core/seal/format.ts'
import { publicHex } from '../../core/seal/keys.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { requireSet } from '../sets/approve.ts'
import { isBlind } from '../sets/blind.ts'
import { setStore } from '../sets/store.ts'
import { installationKey } from './installation.ts'
import { type Opened, openSealed } from './open.ts'
import { sealedFile } from './seal-set.ts'
import { custodyStore } from './store.ts'

export type Wanted = {
  set: string
  object: SealedKind /** Number of the paper; ignored for the set's own object. */
  paper: number
}

/** Opens one sealed object. `passphrases` are by custodian name. Throws what `openSealed` throws, `paper.missing` or `access.denied`. */
export async function unseal(
  deps: Deps,
  bank: string,
  wanted: Wanted,
  passphrases: ReadonlyMap<string, string>,
  by: By,
): Promise<Opened> {
  const { db, config } = deps
  const { set, papers } = await requireSet(db.read, bank, wanted.set)
  const paper = papers.find(({ number }) => number === wanted.paper)
  const seal = (await custodyStore(db.read).seals(set.id)).find(
    (row) => row.object === wanted.object && (wanted.object === 'set' || row.paper === paper?.id),
  )
  if (!seal)
    throw new AppError(
      'paper.missing',
      'This paper is not sealed, or there is none of this number. / 该试卷未密封或编号不存在。',
    )
  const object = seal.manifest.id
  const note = (did: string, result: string) =>
    db.tx((q) => logStore(q).append(act(by, bank, did, `${object} ${[...passphrases.keys()].join(' ')}`, result)))
  // Whoever assembled or edited a set knows it, unless nobody ever saw it.
  const composers = [set.assembledBy, ...(await setStore(db.read).steps(set.id)).map(({ actor }) => actor)]
  if (composers.includes(by.actor) && !(await isBlind(db.read, set.id))) {
    await note('unseal', 'access.denied')
    throw new AppError(
      'access.denied',
      `${by.actor} assembled this set and may not open it. / ${by.actor}为该套卷的组卷人，不得启封。`,
    )
  }
  await note('unseal.begin', 'done')
  try {
    const read = (part: 'body' | 'envelope') => readFileSync(sealedFile(deps, seal[part]))
    const opened = await openSealed(
      read('body'),
      read('envelope'),
      passphrases,
      by.at,
      publicHex(installationKey(config)),
    )
    await db.tx(async (q) => {
      if (wanted.object !== 'set' && paper)
        await setStore(q).movePaper(paper.id, wanted.object === 'paper' ? { state: 'opened' } : { keyState: 'opened' })
      await logStore(q).append(act(by, bank, 'unseal', `${object} ${[...passphrases.keys()].join(' ')}`))
    })
    return opened
  } catch (error) {
    await note('unseal', error instanceof AppError ? error.code : 'failed')
    throw error
  }
}
