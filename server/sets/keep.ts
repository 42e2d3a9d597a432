/** Keeping an assembled set: the draft under its own key, the record in the database, the entry in the log. */
import { randomBytes } from 'node:crypto'
import type { ItemKind } from '../../core/item.ts'
import { seedCommitment } from '../../core/seal/seal.ts'
import { logStore } from '../access/store.ts'
import type { BlueprintRow } from '../blueprints/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Deps } from '../deps.ts'
import { requireInUse } from '../items/in-use.ts'
import type { Draft } from './draft.ts'
import { destroyDraft, writeDraft } from './drafts.ts'
import type { Usable } from './pool.ts'
import { type PaperRow, type SetRow, setStore } from './store.ts'

/** 256 bits that nobody is shown. */
export const newSeed = (): string => randomBytes(32).toString('hex')

/** What an assembly came to, whatever its kind. */
export type Made = {
  kind: ItemKind
  seed: string
  pool: unknown
  /** The blueprint as the engine was given it, where that is not as it is stored. */
  blueprint?: unknown
  papers: string[][]
  draws?: string[][]
  candidates?: string[]
  poolDigest: string
  engine: string
  certificate: unknown
}

/** Stores a set whose certificate holds. The draft is written first: a set without its draft could never be sealed. */
export async function keepSet(
  deps: Deps,
  blueprint: BlueprintRow,
  made: Made,
  usable: readonly Usable[],
  by: By,
): Promise<SetRow> {
  const { config, db } = deps
  const id = newId(by.at)
  const salt = newSeed()
  const used = [...new Set(made.papers.flat())].sort()
  const known = new Map(usable.map((item) => [item.id, item]))
  const draft: Draft = {
    kind: made.kind,
    seed: made.seed,
    salt,
    blueprint: made.blueprint ?? blueprint.content,
    pool: made.pool,
    papers: made.papers,
    ...(made.draws && { draws: made.draws }),
    ...(made.candidates && { candidates: made.candidates }),
    revisions: Object.fromEntries(
      used.map((item) => [item, { no: known.get(item)!.revision, digest: known.get(item)!.digest }]),
    ),
  }
  writeDraft(config, id, draft)
  try {
    return await db.tx(async (q) => {
      const store = setStore(q)
      const set: SetRow = {
        id,
        bank: blueprint.bank,
        kind: made.kind,
        number: await store.nextNumber(blueprint.bank, made.kind),
        blueprint: blueprint.id,
        poolDigest: made.poolDigest,
        engine: made.engine,
        certificate: made.certificate,
        commitment: seedCommitment(made.seed, salt),
        assembledBy: by.actor,
        approvedBy: null,
        at: by.at,
      }
      const members = made.papers.map(
        (_, index): PaperRow => ({
          id: paperId(set, index + 1),
          set: id,
          number: index + 1,
          state: 'assembled',
          keyState: 'assembled',
        }),
      )
      requireInUse(q, used)
      await store.insert(set, members, used)
      await logStore(q).append(act(by, set.bank, 'set.assemble', `${id} ${made.kind} ${members.length}`))
      return set
    })
  } catch (error) {
    destroyDraft(config, id)
    throw error
  }
}

const letters: Record<ItemKind, string> = { theory: 'T', practical: 'P', defense: 'D' }

/** `6-31-01-03.3-T01-07`: bank, kind, set and paper, as people say it on the telephone. */
export const paperId = (set: Pick<SetRow, 'bank' | 'kind' | 'number'>, number: number): string =>
  `${set.bank}-${letters[set.kind]}${String(set.number).padStart(2, '0')}-${String(number).padStart(2, '0')}`
