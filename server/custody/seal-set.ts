/**
 * Sealing a set, one step that either happened or did not: files are written
 * aside, synced and renamed, then one transaction makes them the set's, then the
 * draft is destroyed. A kill before the transaction leaves an approved set and
 * files nobody refers to; a kill after it leaves a draft without an owner. Both
 * are swept at the next start.
 */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { SealedKind } from '../../core/seal/format.ts'
import { keepAnchor } from '../access/keep-anchors.ts'
import { logStore } from '../access/store.ts'
import { blueprintStore } from '../blueprints/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Deps } from '../deps.ts'
import { requireSet, requireState } from '../sets/approve.ts'
import { destroyDraft, writeDurably } from '../sets/drafts.ts'
import { paperId } from '../sets/keep.ts'
import { renderSet } from '../sets/render.ts'
import { setStore } from '../sets/store.ts'
import { installationKey } from './installation.ts'
import { makeSealed, type Sealed, type SealedFile } from './make.ts'
import { custodyStore, type SealRow } from './store.ts'

export type SealOptions = {
  /** Names of the custodians; all of the bank's when not given. */
  custodians?: readonly string[] | undefined
  /** How many of them can open it; 2 by default. */
  threshold?: number | undefined
  /** Unix time in ms before which nothing opens; now by default. */
  notBefore?: number | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
}

/** Where a sealed file lies; its name is in the seal's row. */
export const sealedFile = ({ config }: Pick<Deps, 'config'>, name: string): string =>
  join(config.dataDir, 'sealed', name)

/** Seals every paper of an approved set, each key, and what the set was made from. Returns the sealed objects. */
export async function sealSet(deps: Deps, bank: string, id: string, options: SealOptions, by: By): Promise<SealRow[]> {
  const { db, config } = deps
  const { set, papers } = await requireSet(db.read, bank, id)
  requireState(papers, 'approved')
  const threshold = options.threshold ?? 2
  const custodians = await custodyStore(db.read).custodians(bank, options.custodians)
  for (const name of options.custodians ?? [])
    if (!custodians.some((custodian) => custodian.name === name))
      throw new AppError('input.invalid', `${bank} has no custodian ${name}. / 该题库没有保管人${name}。`)
  if (custodians.length < Math.max(2, threshold))
    throw new AppError(
      'seal.quorum',
      `Sealing for ${threshold} of n needs at least ${Math.max(2, threshold)} custodians; ${bank} has ${custodians.length}. / 保管人不足：至少${Math.max(2, threshold)}名，现有${custodians.length}名。`,
    )
  const blueprint = (await blueprintStore(db.read).find(bank, set.blueprint))!
  const rendered = await renderSet(deps, bank, id, by, { onProgress: options.onProgress, sealing: true })
  const common = {
    bank,
    set: id,
    blueprint: { name: blueprint.name, version: blueprint.version, digest: blueprint.digest },
    engine: set.engine,
    poolDigest: set.poolDigest,
    certificateDigest: digestOf('certificate/1', set.certificate),
    seedCommitment: set.commitment,
    sealedAt: by.at,
    sealedBy: by.actor,
    notBefore: options.notBefore ?? by.at,
    threshold,
    log: await logStore(db.read).head(),
  }
  const people = custodians.map(({ name, publicKey, wrapped }) => ({ name, publicKey, wrapped }))
  const key = installationKey(config)
  // Two who seal at once write apart, so that the one who is refused removes only their own.
  const attempt = randomBytes(4).toString('hex')
  const seals: SealRow[] = []
  const written: string[] = []
  const seal = async (
    kind: SealedKind,
    object: string,
    files: SealedFile[],
    paper: { id: string; number: number; form: string } | null,
    documentDigest: string | null,
  ) => {
    const sealed: Sealed = await makeSealed({ ...common, id: object, kind, paper, documentDigest }, files, people, key)
    const names = { body: `${object}.${attempt}.body`, envelope: `${object}.${attempt}.envelope` }
    for (const part of ['body', 'envelope'] as const) {
      const file = sealedFile(deps, names[part])
      writeDurably(file, sealed[part])
      written.push(file)
    }
    seals.push({
      id: newId(by.at),
      set: id,
      paper: paper?.id ?? null,
      object: kind,
      manifest: sealed.manifest,
      ...names,
      at: by.at,
    })
  }
  try {
    for (const { paper, form, documentDigest, paperFiles, keyFiles } of rendered.papers) {
      const about = { id: paper.id, number: paper.number, form }
      await seal('paper', `${paper.id}.paper`, paperFiles, about, documentDigest)
      await seal('key', `${paper.id}.key`, keyFiles, about, documentDigest)
    }
    await seal('set', `${paperId(set, 0)}.set`, rendered.setFiles, null, null)
    await db.tx(async (q) => {
      requireState((await requireSet(q, bank, id)).papers, 'approved')
      await custodyStore(q).insertSeals(seals)
      await setStore(q).movePapers(id, 'sealed')
      await logStore(q).append(
        ...seals.map((row) => act(by, bank, 'seal', `${row.manifest.id} ${row.manifest.cipherDigest}`)),
      )
    })
  } catch (error) {
    for (const file of written) rmSync(file, { force: true })
    throw error
  }
  destroyDraft(config, id)
  await keepAnchor(deps, by.at)
  return seals
}
