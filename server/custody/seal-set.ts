/**
 * Sealing a set, one step that either happened or did not: files are written
 * aside, synced and renamed, then one transaction makes them the set's, then the
 * draft is destroyed. A kill before the transaction leaves an approved set and
 * files nobody refers to; a kill after it leaves a draft without an owner. Both
 * are swept at the next start.
 */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { SealedKind } from '../../core/seal/format.ts'
import { keepAnchor } from '../access/keep-anchors.ts'
import { logStore } from '../access/store.ts'
import { blueprintStore } from '../blueprints/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { requireSet, requireState } from '../sets/approve.ts'
import { destroyDraft, writeDurably } from '../sets/drafts.ts'
import { paperId } from '../sets/keep.ts'
import type { RenderedSet } from '../sets/render.ts'
import { renderSet } from '../sets/render.ts'
import { setStore } from '../sets/store.ts'
import { requireClock } from './clock.ts'
import { sealedFile } from './envelopes.ts'
import { sealingGroup } from './groups.ts'
import { installationKey } from './installation.ts'
import { makeSealed, type Sealed, type SealedFile, type Sealing } from './make.ts'
import { outsideFiles } from './outside.ts'
import { custodyStore, type SealRow } from './store.ts'

export type SealOptions = {
  /** Names of the custodians, where it is not a group. */
  custodians?: readonly string[] | undefined
  /** The group to seal for; the bank's only one, or all its custodians, by default. */
  group?: string | undefined
  /** How many of them can open it; as the group says, or 2, by default. */
  threshold?: number | undefined
  /** Unix time in ms before which no paper opens; now by default. */
  notBefore?: number | undefined
  /** The same for keys and for what the set was made from; as for papers by default. */
  keyNotBefore?: number | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
}

/** What one object of a set is: a form of a paper, its key, or what the set was made from. */
type Part = {
  kind: SealedKind
  id: string
  files: readonly SealedFile[]
  paper: Sealing['paper']
  documentDigest: string | null
  notBefore: number
}

/** Seals every form of every paper of an approved set, each key, and what the set was made from. Returns the sealed objects. */
export async function sealSet(deps: Deps, bank: string, id: string, options: SealOptions, by: By): Promise<SealRow[]> {
  const { db, config } = deps
  const { set, papers } = await requireSet(db.read, bank, id)
  requireState(papers, 'approved')
  await requireClock(deps)
  const { threshold, members } = await sealingGroup(db.read, bank, options)
  const { notBefore = by.at, keyNotBefore = notBefore } = options
  if (keyNotBefore < notBefore)
    throw new AppError(
      'input.invalid',
      'A key does not open before its paper: give it the same time or a later one. / 答案的启封时间不得早于试卷。',
    )
  const rendered =
    (await outsideFiles(deps, set, papers, by)) ??
    (await renderSet(deps, bank, id, by, { onProgress: options.onProgress, sealing: true }))
  const blueprint = (await blueprintStore(db.read).find(bank, set.blueprint))!
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
    threshold,
    log: await logStore(db.read).head(),
  }
  const people = members.map(({ name, publicKey, wrapped }) => ({ name, publicKey, wrapped }))
  const key = installationKey(config)
  // Two who seal at once write apart, so that the one who is refused removes only their own.
  const attempt = randomBytes(4).toString('hex')
  const seals: SealRow[] = []
  const written: string[] = []
  const seal = async ({ kind, files, ...about }: Part) => {
    const sealed: Sealed = await makeSealed({ ...common, ...about, kind }, files, people, key)
    const names = { body: `${about.id}.${attempt}.body`, envelope: `${about.id}.${attempt}.envelope` }
    for (const part of ['body', 'envelope'] as const) {
      const file = sealedFile(deps, names[part])
      written.push(file)
      writeDurably(file, sealed[part])
    }
    seals.push({
      id: newId(by.at),
      set: id,
      paper: about.paper?.id ?? null,
      object: kind,
      manifest: sealed.manifest,
      ...names,
      at: by.at,
      form: about.paper?.form ?? '',
    })
  }
  try {
    for (const part of partsOf(rendered, { notBefore, keyNotBefore }, paperId(set, 0))) await seal(part)
    await db.tx(async (q) => record(q, bank, id, seals, by))
  } catch (error) {
    for (const file of written) rmSync(file, { force: true })
    throw error
  }
  destroyDraft(config, id)
  await keepAnchor(deps, by.at)
  return seals
}

/** The objects a set is sealed as. Whoever opens a form of a paper learns neither its key, nor the other form, nor other papers. */
function partsOf(
  { papers, setFiles }: RenderedSet,
  { notBefore, keyNotBefore }: { notBefore: number; keyNotBefore: number },
  setId: string,
): Part[] {
  const parts = papers.flatMap(({ paper, forms }) =>
    forms.flatMap(({ form, documentDigest, paperFiles, keyFiles }): Part[] => {
      const id = forms.length > 1 ? `${paper.id}${form}` : paper.id
      const common = { paper: { id: paper.id, number: paper.number, form }, documentDigest }
      return [
        { ...common, kind: 'paper', id: `${id}.paper`, files: paperFiles, notBefore },
        { ...common, kind: 'key', id: `${id}.key`, files: keyFiles, notBefore: keyNotBefore },
      ]
    }),
  )
  const whole = { kind: 'set', id: `${setId}.set`, files: setFiles, paper: null, documentDigest: null } as const
  return [...parts, { ...whole, notBefore: keyNotBefore }]
}

async function record(q: Query, bank: string, id: string, seals: SealRow[], by: By): Promise<void> {
  requireState((await requireSet(q, bank, id)).papers, 'approved')
  await custodyStore(q).insertSeals(seals)
  await setStore(q).movePapers(id, 'sealed')
  await logStore(q).append(
    ...seals.map((row) => act(by, bank, 'seal', `${row.manifest.id} ${row.manifest.cipherDigest}`)),
  )
}
