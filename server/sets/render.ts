/** A set's draft in print: documents, PDFs, and what the whole set was made from. */
import { and, eq, inArray } from 'drizzle-orm'
import { canonicalBytes, digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { FormName } from '../../core/form.ts'
import { documentDigest, type PaperBank } from '../../core/paper/head.ts'
import { setCover } from '../../core/paper/records.ts'
import { logStore } from '../access/store.ts'
import { bankStore } from '../banks/store.ts'
import { blueprintStore } from '../blueprints/store.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { items, revisions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { itemStore } from '../items/store.ts'
import { PRINT_DEFAULTS } from '../print/settings.ts'
import type { PrintableDocument } from '../workers/printer.ts'
import { requireSet } from './approve.ts'
import { refuseBlind } from './blind.ts'
import { documentsOf, type Frozen, type PaperDocuments } from './documents.ts'
import { type Draft, requireAssembled } from './draft.ts'
import { readDraft } from './drafts.ts'
import { drawnRevisions } from './drawn.ts'
import { paperId } from './keep.ts'
import type { PaperRow, SetRow } from './store.ts'

export type File = { name: string; bytes: Buffer }
/** One form in print: what candidates see, and what markers see with the map from positions to items. */
export type RenderedForm = { form: string; documentDigest: string; paperFiles: File[]; keyFiles: File[] }
/** A paper with all its forms: `form` names them together, "A" or "AB". */
export type RenderedPaper = RenderedForm & { paper: PaperRow; forms: RenderedForm[] }
/** `name` is what a set's own files are called by. */
export type RenderedSet = { name: string; papers: RenderedPaper[]; setFiles: File[] }

export type RenderOptions = {
  /** Only these forms; all that the blueprint asks for by default. */
  forms?: readonly FormName[] | undefined
  /** The sheet of theory papers, A4 by default. */
  format?: 'a4' | 'a3' | undefined
  /** Rationales in the keys; printed by default. */
  rationales?: boolean | undefined
  /** Word files beside the PDFs of the documents that offices edit. */
  word?: boolean | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
  /** True for the one rendering that goes straight into the seal: only it may touch a blind set. */
  sealing?: boolean
}

/**
 * Renders every paper of an unsealed set, logged. Each document comes as PDF and
 * as its canonical JSON; with the key lie the position maps and the revisions
 * themselves. Same draft and options, same bytes. Throws `input.invalid` for a
 * form the set does not have.
 */
export async function renderSet(
  deps: Deps,
  bank: string,
  id: string,
  by: By,
  options: RenderOptions = {},
): Promise<RenderedSet> {
  const { db } = deps
  const { set, papers, draft, source, print } = await openSet(deps, bank, id, options)
  await db.tx((q) => logStore(q).append(act(by, bank, 'set.render', id)))
  const { frozen } = source
  const rendered: RenderedPaper[] = []
  for (const paper of papers) {
    const drawn = await drawnRevisions(deps, draft, paper.number, frozen)
    const forms = wanted(documentsOf(paper, { ...source, frozen: drawn }), options.forms)
    const files = async (list: readonly Named[]) => (await Promise.all(list.map(print))).flat()
    const used = forms[0]!.positions.positions.map(({ item }) => frozen.get(item))
    const inPrint: RenderedForm[] = []
    for (const one of forms)
      inPrint.push({
        form: one.form,
        documentDigest: documentDigest(one.shown[0]!.document),
        paperFiles: await files(one.shown),
        keyFiles: [
          ...(await files(one.marking)),
          {
            name: forms.length > 1 ? `positions-${one.form}.json` : 'positions.json',
            bytes: canonicalBytes(one.positions),
          },
          { name: 'items.json', bytes: canonicalBytes(used) },
        ],
      })
    rendered.push({
      paper,
      form: forms.map(({ form }) => form).join(''),
      documentDigest: digestOfForms(forms),
      paperFiles: inPrint.flatMap(({ paperFiles }) => paperFiles),
      // The forms hold the same items: once is enough for all.
      keyFiles: inPrint.flatMap(({ keyFiles }, at) =>
        at + 1 < inPrint.length ? keyFiles.filter(({ name }) => name !== 'items.json') : keyFiles,
      ),
      forms: inPrint,
    })
    options.onProgress?.(rendered.length, papers.length)
  }
  const lines = rendered.map(({ paper, form, documentDigest }) => ({ paper, form, documentDigest }))
  const cover = await coverDocument(deps, set, source.bank, lines)
  return {
    name: paperId(set, 0),
    papers: rendered,
    setFiles: [
      { name: 'set.json', bytes: canonicalBytes(draft) },
      ...(await print({ name: 'cover', document: cover })),
    ],
  }
}

/** The cover sheet of an unsealed set: its papers with the digests of their documents, and who made and approved it. Logged. */
export async function renderCover(deps: Deps, bank: string, id: string, by: By): Promise<File> {
  const { set, papers, draft, source, print } = await openSet(deps, bank, id, {})
  const lines: CoverLine[] = []
  for (const paper of papers) {
    const frozen = await drawnRevisions(deps, draft, paper.number, source.frozen)
    const forms = documentsOf(paper, { ...source, frozen })
    lines.push({ paper, form: forms.map(({ form }) => form).join(''), documentDigest: digestOfForms(forms) })
  }
  const [pdf] = await print({ name: 'cover', document: await coverDocument(deps, set, source.bank, lines) })
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'set.render', `${id} cover`)))
  return { name: `${paperId(set, 0)}.cover.pdf`, bytes: pdf!.bytes }
}

type CoverLine = Pick<RenderedPaper, 'paper' | 'form' | 'documentDigest'>

async function coverDocument({ db }: Deps, set: SetRow, bank: PaperBank, lines: readonly CoverLine[]) {
  return setCover({
    bank,
    paperNumber: paperNumbers(lines.map(({ paper }) => paper)),
    paperId: paperId(set, 0),
    classification: '内部资料',
    set: paperId(set, 0),
    blueprint: await blueprintName(db, set.bank, set),
    assembledBy: set.assembledBy,
    approvedBy: set.approvedBy,
    papers: lines.map(({ paper, form, documentDigest: digest }) => ({
      number: paper.number,
      id: paper.id,
      forms: [...form].join('、'),
      digest,
    })),
  })
}

/** An unsealed set with what its documents are made of, and their printer. */
export async function openSet(deps: Deps, bank: string, id: string, options: RenderOptions) {
  const { db, config } = deps
  const { set, papers } = await requireSet(db.read, bank, id)
  if (!options.sealing) await refuseBlind(db.read, id)
  const draft = readDraft<Draft>(config, id)
  requireAssembled(draft)
  const table = async (kind: 'theory' | 'practical') => (await bankStore(db.read).table(bank, kind))?.content ?? null
  const source = {
    draft,
    bank: await paperBank(deps, bank),
    classification: (config.print ?? PRINT_DEFAULTS).classification,
    rationales: options.rationales,
    theory: await table('theory'),
    practical: await table('practical'),
    frozen: await frozenRevisions(db, draft),
  }
  return { set, papers, draft, source, print: printer(deps, set, options) }
}

type Named = PaperDocuments['shown'][number]

/** Digest of a paper's document; of both forms together where it has two. */
function digestOfForms(forms: readonly PaperDocuments[]): string {
  const digests = forms.map(({ shown }) => documentDigest(shown[0]!.document))
  return digests.length === 1 ? digests[0]! : digestOf('juanku/forms/v1', digests)
}

function wanted(all: readonly PaperDocuments[], forms: RenderOptions['forms']): readonly PaperDocuments[] {
  if (forms === undefined) return all
  const chosen = all.filter(({ form }) => forms.includes(form))
  if (chosen.length < forms.length)
    throw new AppError(
      'input.invalid',
      `The set has no form ${forms.join(', ')}; its blueprint names its forms. / 该套卷没有${forms.join('、')}卷，卷别由组卷计划规定。`,
    )
  return chosen
}

/** Prints a document's files. The print date is the set's own, so that bytes repeat. */
const printer =
  ({ db, printer }: Deps, set: SetRow, { format, word }: RenderOptions) =>
  async ({ name, document }: Named): Promise<File[]> => {
    // Pictures are sent once per document that shows them.
    const pictures = await picturesOf(db, document)
    const job = { document, pictures, createdAt: set.at, ...(format !== undefined && { format }) }
    const pdf = await printer.call('render', job)
    const docx = word ? await printer.call('word', job) : undefined
    return [
      { name: `${name}.pdf`, bytes: Buffer.from(pdf) },
      ...(docx ? [{ name: `${name}.docx`, bytes: Buffer.from(docx) }] : []),
      { name: `${name}.json`, bytes: canonicalBytes(document) },
    ]
  }

async function blueprintName(db: Db, bank: string, { blueprint }: SetRow): Promise<string> {
  const found = (await blueprintStore(db.read).find(bank, blueprint))!
  return `${found.name} 第${found.version}版`
}

/** "1～10": the papers that a set's own forms speak of. */
export function paperNumbers(papers: readonly PaperRow[]): string {
  const [first, last] = [papers[0]?.number ?? 0, papers.at(-1)?.number ?? 0]
  return first === last ? String(first) : `${first}～${last}`
}

/** The bank as documents name it. */
export async function paperBank({ db, config }: Pick<Deps, 'db' | 'config'>, id: string): Promise<PaperBank> {
  const { occupation, occupationCode: code, level } = (await bankStore(db.read).find(id))!
  return { occupation, code, level, organisation: (config.print ?? PRINT_DEFAULTS).organisation }
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
