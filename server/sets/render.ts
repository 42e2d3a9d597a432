/** A set's draft in print: documents, PDFs, and what the whole set was made from. */
import { and, eq, inArray } from 'drizzle-orm'
import { canonicalBytes } from '../../core/canonical.ts'
import { documentDigest, type PaperBank } from '../../core/paper/head.ts'
import { logStore } from '../access/store.ts'
import { bankStore } from '../banks/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { itemStore } from '../items/store.ts'
import type { PrintableDocument } from '../workers/printer.ts'
import { requireSet } from './approve.ts'
import { documentsOf, type Frozen } from './documents.ts'
import type { Draft } from './draft.ts'
import { readDraft } from './drafts.ts'
import type { PaperRow } from './store.ts'

export type File = { name: string; bytes: Buffer }
export type RenderedPaper = {
  paper: PaperRow
  form: string
  documentDigest: string
  paperFiles: File[]
  keyFiles: File[]
}
export type RenderedSet = { papers: RenderedPaper[]; setFiles: File[] }

/**
 * Renders every paper of an unsealed set, logged. Each document comes as PDF and
 * as its canonical JSON; with the key lie the position map and the revisions
 * themselves. Same draft, same bytes.
 */
export async function renderSet(
  deps: Deps,
  bank: string,
  id: string,
  by: By,
  onProgress?: (done: number, of: number) => void,
): Promise<RenderedSet> {
  const { db, config, printer } = deps
  const { set, papers } = await requireSet(db.read, bank, id)
  const draft = readDraft<Draft>(config, id)
  await db.tx((q) => logStore(q).append(act(by, bank, 'set.render', id)))
  const frozen = await frozenRevisions(db, draft)
  const source = {
    draft,
    bank: await paperBank(db, bank),
    practical: (await bankStore(db.read).table(bank, 'practical'))?.content ?? null,
    frozen,
  }
  // Pictures are sent once per document that shows them; the print date is the set's own, so that bytes repeat.
  const print = async (name: string, document: PrintableDocument): Promise<File[]> => {
    const pictures = await picturesOf(db, document)
    const pdf = await printer.call('render', { document, pictures, createdAt: set.at })
    return [
      { name: `${name}.pdf`, bytes: Buffer.from(pdf) },
      { name: `${name}.json`, bytes: canonicalBytes(document) },
    ]
  }
  const rendered: RenderedPaper[] = []
  for (const paper of papers) {
    const { form, shown, marking, positions } = documentsOf(paper, source)
    const files = async (list: typeof shown) =>
      (await Promise.all(list.map(({ name, document }) => print(name, document)))).flat()
    const used = positions.positions.map(({ item }) => frozen.get(item))
    rendered.push({
      paper,
      form,
      documentDigest: documentDigest(shown[0]!.document),
      paperFiles: await files(shown),
      keyFiles: [
        ...(await files(marking)),
        { name: 'positions.json', bytes: canonicalBytes(positions) },
        { name: 'items.json', bytes: canonicalBytes(used) },
      ],
    })
    onProgress?.(rendered.length, papers.length)
  }
  return { papers: rendered, setFiles: [{ name: 'set.json', bytes: canonicalBytes(draft) }] }
}

async function paperBank(db: Db, id: string): Promise<PaperBank> {
  const bank = (await bankStore(db.read).find(id))!
  return { occupation: bank.occupation, code: bank.occupationCode, level: bank.level, organisation: null }
}

/** The revisions a draft froze, by item id. */
async function frozenRevisions(db: Db, { revisions: wanted }: Draft): Promise<Map<string, Frozen>> {
  const frozen = new Map<string, Frozen>()
  const ids = Object.keys(wanted)
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await db.read
      .select({ id: items.id, no: revisions.no, digest: revisions.digest, content: revisions.content })
      .from(revisions)
      .innerJoin(items, eq(items.id, revisions.item))
      .where(and(inArray(revisions.item, ids.slice(i, i + 500))))
    for (const row of rows) if (wanted[row.id]!.no === row.no) frozen.set(row.id, row)
  }
  return frozen
}

/** Bytes of the pictures a document shows, by digest. */
async function picturesOf(db: Db, document: PrintableDocument): Promise<Record<string, Uint8Array>> {
  const digests = [...JSON.stringify(document).matchAll(/!\[[^\]]*\]\(sha256:([0-9a-f]{64})\)/g)].map(([, hex]) => hex!)
  const pictures = await itemStore(db.read).pictures([...new Set(digests)])
  return Object.fromEntries(pictures.map(({ sha256, bytes }) => [sha256, new Uint8Array(bytes)]))
}
