/**
 * Papers made elsewhere, as Word or PDF. They become a set that no engine made and
 * no judge passed, with the items they hold where these are known; from then on they
 * are approved, sealed, drawn and counted like any other. Whoever registers them has
 * seen them and counts as their composer. The files lie in the set's draft, under
 * its own key, until they are sealed.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { canonicalBytes, digestOf, sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import { seedCommitment } from '../../core/seal/seal.ts'
import { logStore } from '../access/store.ts'
import { type BlueprintRow, blueprintStore } from '../blueprints/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import { items } from '../db/schema.ts'
import { outsideSets } from '../db/schema-custody.ts'
import { quarantines } from '../db/schema-items.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { destroyDraft, readDraft, writeDraft } from '../sets/drafts.ts'
import { newSeed, paperId } from '../sets/keep.ts'
import type { RenderedForm, RenderedSet } from '../sets/render.ts'
import { type PaperRow, type SetRow, setStore } from '../sets/store.ts'
import type { SealedFile } from './make.ts'

/** The files of one paper; `items` are the numbers or ids of those it holds, where they are known. */
export type OutsidePaper = { files: readonly SealedFile[]; keyFiles: readonly SealedFile[]; items: readonly string[] }
export type Outside = { kind: ItemKind; title: string; source: string; papers: readonly OutsidePaper[] }

type StoredFile = { name: string; bytes: string }
type OutsideDraft = {
  outside: true
  seed: string
  salt: string
  papers: { files: StoredFile[]; keyFiles: StoredFile[]; items: string[] }[]
}

const PLAN = '既有试卷'
const ENGINE = 'outside/1'
/** All files of one registration together. */
export const LIMIT_BYTES = 64 * 1024 * 1024
/** A plain name of a Word or PDF file: it is written under this name when its paper is opened. */
export const FILE_NAME = '^[^/\\\\:\\u0000-\\u001f\\u007f]{1,150}\\.(?:[pP][dD][fF]|[dD][oO][cC][xX]?)$'
/** Word of both ages, and PDF, by their first bytes. */
const MAGIC = [Buffer.from('%PDF-'), Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('d0cf11e0a1b11ae1', 'hex')]

/** Registers papers made elsewhere as a set that waits for approval. Throws `file.wrong` for a file that is neither Word nor PDF. */
export async function registerOutside(deps: Deps, bank: string, outside: Outside, by: By): Promise<SetRow> {
  const { db, config } = deps
  requireFiles(outside)
  const id = newId(by.at)
  const papers: OutsideDraft['papers'] = []
  for (const { files, keyFiles, items: refs } of outside.papers)
    papers.push({
      files: files.map(stored),
      keyFiles: keyFiles.map(stored),
      items: await itemIds(db.read, bank, outside.kind, refs),
    })
  const draft: OutsideDraft = { outside: true, seed: newSeed(), salt: newSeed(), papers }
  const used = [...new Set(papers.flatMap((paper) => paper.items))].sort()
  writeDraft(config, id, draft)
  try {
    return await attempt(
      db,
      { bank, did: 'set.outside', to: `${id} ${outside.kind} ${papers.length}` },
      by,
      async (q) => {
        const set: SetRow = {
          id,
          bank,
          kind: outside.kind,
          number: await setStore(q).nextNumber(bank, outside.kind),
          blueprint: (await outsidePlan(q, bank, outside.kind, by)).id,
          poolDigest: digestOf('outside/1', used),
          engine: ENGINE,
          certificate: { holds: false, outside: true, rules: [], breaches: [] },
          commitment: seedCommitment(draft.seed, draft.salt),
          assembledBy: by.actor,
          approvedBy: null,
          at: by.at,
        }
        const members = papers.map((_, i): PaperRow => {
          const number = i + 1
          return { id: paperId(set, number), set: id, number, state: 'assembled', keyState: 'assembled' }
        })
        await setStore(q).insert(set, members, used)
        const { title, source } = outside
        await q.insert(outsideSets).values({ set: id, title, source, by: by.actor, at: by.at })
        return set
      },
    )
  } catch (error) {
    destroyDraft(config, id)
    throw error
  }
}

/** What an outside set is sealed from, its look logged; undefined for a set that this program assembled. */
export async function outsideFiles(
  { db, config }: Deps,
  set: SetRow,
  papers: readonly PaperRow[],
  by: By,
): Promise<RenderedSet | undefined> {
  const [row] = await db.read.select().from(outsideSets).where(eq(outsideSets.set, set.id))
  if (!row) return undefined
  const draft = readDraft<OutsideDraft>(config, set.id)
  await db.tx((q) => logStore(q).append(act(by, set.bank, 'set.render', set.id)))
  const about = { title: row.title, source: row.source, registeredBy: row.by, registeredAt: row.at }
  return {
    name: paperId(set, 0),
    papers: papers.map((paper, i) => {
      const { files, keyFiles, items: held } = draft.papers[i]!
      const paperFiles = files.map(restored)
      const form: RenderedForm = {
        form: 'A',
        documentDigest: digestOf(
          'outside-paper/1',
          paperFiles.map(({ name, bytes }) => ({ name, digest: sha256(bytes) })),
        ),
        paperFiles,
        keyFiles: [...keyFiles.map(restored), { name: 'items.json', bytes: canonicalBytes(held) }],
      }
      return { ...form, paper, forms: [form] }
    }),
    setFiles: [
      { name: 'set.json', bytes: canonicalBytes({ ...about, outside: true, seed: draft.seed, salt: draft.salt }) },
    ],
  }
}

const stored = ({ name, bytes }: SealedFile): StoredFile => ({ name, bytes: bytes.toString('base64') })
const restored = ({ name, bytes }: StoredFile): SealedFile => ({ name, bytes: Buffer.from(bytes, 'base64') })

export const tooLarge = () =>
  new AppError('input.invalid', 'The files are larger than 64 MiB together. / 文件合计超过64MiB。')

function requireFiles({ title, papers }: Outside): void {
  if (title.trim() === '' || papers.length === 0 || papers.some(({ files }) => files.length === 0))
    throw new AppError(
      'input.invalid',
      'Give a title, and at least one file for each paper. / 请给出名称，且每份试卷至少一个文件。',
    )
  // One would be written over the other when the paper is opened.
  for (const list of papers.flatMap((paper) => [paper.files, paper.keyFiles]))
    if (new Set(list.map(({ name }) => name.toLowerCase())).size < list.length)
      throw new AppError('input.invalid', 'Two files of a paper have one name. / 同一试卷中有重名文件。')
  const files = papers.flatMap((paper) => [...paper.files, ...paper.keyFiles])
  for (const { name, bytes } of files)
    if (!new RegExp(FILE_NAME).test(name) || !MAGIC.some((magic) => bytes.subarray(0, magic.length).equals(magic)))
      throw new AppError('file.wrong', `${name} is neither Word nor PDF. / ${name}既不是Word也不是PDF文件。`)
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > LIMIT_BYTES) throw tooLarge()
}

/** Ids of items of a kind, given by id or number. Throws naming the first that is unknown (`item.missing`) or not in use (`item.state`). */
async function itemIds(q: Query, bank: string, kind: ItemKind, refs: readonly string[]): Promise<string[]> {
  if (refs.length === 0) return []
  const known = await q
    .select({ id: items.id, number: items.number, state: items.state, approved: items.approved, held: quarantines.id })
    .from(items)
    .leftJoin(quarantines, and(eq(quarantines.item, items.id), isNull(quarantines.ended)))
    .where(and(eq(items.bank, bank), eq(items.kind, kind)))
  const byRef = new Map(known.flatMap((item) => [[item.id, item] as const, [String(item.number), item] as const]))
  return refs.map((ref) => {
    const item = byRef.get(ref)
    if (!item) throw new AppError('item.missing', `There is no item ${ref} in ${bank}. / 题库中没有试题${ref}。`)
    if (item.approved === null || item.state === 'retired' || item.held !== null)
      throw new AppError(
        'item.state',
        `Item ${ref} is not approved, retired or held back: leave it out. / 试题${ref}未批准、已停用或被隔离，请勿列入。`,
      )
    return item.id
  })
}

/** The one blueprint that papers made elsewhere stand under: it asks for nothing, and nothing is assembled by it. */
async function outsidePlan(q: Query, bank: string, kind: ItemKind, by: By): Promise<BlueprintRow> {
  const known = await blueprintStore(q).newest(bank, kind, PLAN)
  if (known) return known
  const content = { outside: true } as unknown as BlueprintRow['content']
  const row: BlueprintRow = {
    id: newId(by.at),
    bank,
    kind,
    name: PLAN,
    version: 1,
    content,
    digest: digestOf('blueprint/1', content),
    author: by.actor,
    at: by.at,
  }
  await blueprintStore(q).insert(row)
  return row
}
