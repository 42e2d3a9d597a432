/** The tables as Drizzle sees them. The migrations are the truth (STRICT, triggers); a test compares the two. */
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../core/blueprint/practical.ts'
import type { ElementTable } from '../../core/element-table.ts'
import type { ItemContent, ItemKind, ItemState } from '../../core/item.ts'
import type { VerdictKind } from '../../core/review.ts'

const id = () => text('id').primaryKey()
/** Unix time in ms. */
const at = () => integer('at').notNull()
const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>().notNull()

/** One occupation at one level: the compartment of rights, items, papers and reports. */
export const banks = sqliteTable('banks', {
  id: id(),
  occupationCode: text('occupation_code').notNull(),
  occupation: text('occupation').notNull(),
  trade: text('trade'),
  level: integer('level').notNull(),
  standard: text('standard').notNull(),
  at: at(),
})

/** Editions of element tables; the newest of a bank and kind is in force. */
export const elementTables = sqliteTable(
  'element_tables',
  {
    id: id(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    kind: text('kind').$type<ElementTable['kind']>().notNull(),
    edition: text('edition').notNull(),
    digest: text('digest').notNull(),
    content: json<ElementTable>('content'),
    author: text('author').notNull(),
    at: at(),
  },
  (t) => [index('element_tables_bank').on(t.bank, t.kind, t.at)],
)

const itemColumns = () => ({
  id: id(),
  bank: text('bank')
    .notNull()
    .references(() => banks.id),
  kind: text('kind').$type<ItemKind>().notNull(),
  number: integer('number').notNull(),
  code: text('code'),
  state: text('state').$type<ItemState>().notNull(),
  revision: integer('revision').notNull(),
  approved: integer('approved'),
  type: text('type'),
  point: text('point'),
  difficulty: integer('difficulty'),
  fingerprint: text('fingerprint').notNull(),
  at: at(),
})

/**
 * `revision` is the newest, `approved` the one in use; type, point, difficulty and fingerprint repeat the newest for
 * searching. In the database it is a view of `itemRows` that can be written like a table; a write tells no count of changes.
 */
export const items = sqliteTable('items', itemColumns())

/** Where items lie, those of an import that is not published yet among them: `import` is the one an item came with, or ''. */
export const itemRows = sqliteTable(
  'item_rows',
  { ...itemColumns(), import: text('import').notNull().default('') },
  (t) => [
    uniqueIndex('items_number').on(t.bank, t.kind, t.number),
    uniqueIndex('items_code').on(t.bank, t.kind, t.code),
    index('items_state').on(t.bank, t.kind, t.state, t.import),
  ],
)

/** Where items of one fingerprint are found; kept by triggers, but for the rows of an import, whose prints the import writes. */
export const itemPrints = sqliteTable(
  'item_prints',
  {
    bank: text('bank').notNull(),
    kind: text('kind').$type<ItemKind>().notNull(),
    fingerprint: text('fingerprint').notNull(),
    item: text('item').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bank, t.kind, t.fingerprint, t.item] })],
)

/** What an item said at one time; never changed, never deleted. */
export const revisions = sqliteTable(
  'revisions',
  {
    item: text('item')
      .notNull()
      .references(() => items.id),
    no: integer('no').notNull(),
    content: json<ItemContent>('content'),
    digest: text('digest').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    at: at(),
  },
  (t) => [primaryKey({ columns: [t.item, t.no] }), index('revisions_facts').on(t.item, t.no, t.author, t.at)],
)

/** Verdicts on revisions, one by each reviewer; triggers refuse one by a writer of the item, and one on what was not submitted. */
export const verdicts = sqliteTable(
  'verdicts',
  {
    id: id(),
    item: text('item').notNull(),
    revision: integer('revision').notNull(),
    reviewer: text('reviewer').notNull(),
    verdict: text('verdict').$type<VerdictKind>().notNull(),
    reasons: text('reasons').notNull(),
    at: at(),
    /** Ids of the checklist's questions that the reviewer confirmed. */
    checked: json<string[]>('checked').default([]),
  },
  (t) => [uniqueIndex('verdicts_once').on(t.item, t.revision, t.reviewer)],
)

export const pictures = sqliteTable('pictures', {
  sha256: text('sha256').primaryKey(),
  mediaType: text('media_type').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  at: at(),
})

export type RowOutcome = 'added' | 'updated' | 'duplicate' | 'refused' | 'unchanged'
export type ImportState = 'staging' | 'published' | 'undone'

export const imports = sqliteTable(
  'imports',
  {
    id: id(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    kind: text('kind').notNull(),
    fileName: text('file_name').notNull(),
    fileDigest: text('file_digest').notNull(),
    state: text('state').$type<ImportState>().notNull(),
    actor: text('actor').notNull(),
    at: at(),
    /** The highest number kept for its items. */
    lastNumber: integer('last_number'),
  },
  (t) => [index('imports_bank').on(t.bank, t.at)],
)

/** One line per row of the file; while an import is staged, `content` and `digest` of a known item's next revision wait here. */
export const importRows = sqliteTable(
  'import_rows',
  {
    import: text('import')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    no: integer('no').notNull(),
    sheet: text('sheet').notNull(),
    row: integer('row').notNull(),
    outcome: text('outcome').$type<RowOutcome>().notNull(),
    item: text('item'),
    number: integer('number'),
    revision: integer('revision'),
    code: text('code'),
    content: text('content'),
    digest: text('digest'),
    /** Of an update that waits: what is new carries its own. */
    fingerprint: text('fingerprint'),
    issues: json<unknown[]>('issues'),
    /** The fingerprint an updated item had before; undoing needs it. */
    before: text('before'),
  },
  (t) => [primaryKey({ columns: [t.import, t.no] }), index('import_rows_item').on(t.item)],
)

export const blueprints = sqliteTable(
  'blueprints',
  {
    id: id(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    kind: text('kind').$type<ItemKind>().notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    content: json<Blueprint | PracticalBlueprint | DefenseBlueprint>('content'),
    digest: text('digest').notNull(),
    author: text('author').notNull(),
    at: at(),
  },
  (t) => [uniqueIndex('blueprints_version').on(t.bank, t.kind, t.name, t.version)],
)

/** One assembly run. Its papers' composition is not here: it lies in the draft, then in the seal. */
export const sets = sqliteTable(
  'sets',
  {
    id: id(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    kind: text('kind').$type<ItemKind>().notNull(),
    number: integer('number').notNull(),
    blueprint: text('blueprint')
      .notNull()
      .references(() => blueprints.id),
    poolDigest: text('pool_digest').notNull(),
    engine: text('engine').notNull(),
    certificate: json<unknown>('certificate'),
    commitment: text('commitment').notNull(),
    assembledBy: text('assembled_by').notNull(),
    approvedBy: text('approved_by'),
    at: at(),
  },
  (t) => [uniqueIndex('sets_number').on(t.bank, t.kind, t.number)],
)

export type PaperState =
  | 'assembled'
  | 'approved'
  | 'sealed'
  | 'opened'
  | 'released'
  | 'archived'
  | 'destroyed'
  | 'voided'

export const papers = sqliteTable(
  'papers',
  {
    id: id(),
    set: text('set')
      .notNull()
      .references(() => sets.id),
    number: integer('number').notNull(),
    state: text('state').$type<PaperState>().notNull(),
    keyState: text('key_state').$type<PaperState>().notNull(),
  },
  (t) => [uniqueIndex('papers_number').on(t.set, t.number)],
)

/** Which items a set uses, not in which paper. Only the engine reads it, until the set's papers are over. */
export const uses = sqliteTable(
  'uses',
  {
    set: text('set')
      .notNull()
      .references(() => sets.id),
    item: text('item')
      .notNull()
      .references(() => items.id),
  },
  (t) => [primaryKey({ columns: [t.set, t.item] })],
)

/** `wrapped` is the private key under the custodian's passphrase. */
export const custodians = sqliteTable(
  'custodians',
  {
    id: id(),
    bank: text('bank')
      .notNull()
      .references(() => banks.id),
    name: text('name').notNull(),
    publicKey: text('public_key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    wrapped: json<unknown>('wrapped'),
    at: at(),
    /** A share in the safe belongs to no person: its passphrase is printed. */
    kind: text('kind').$type<'person' | 'safe'>().notNull().default('person'),
    /** When somebody or another key took their place, Unix ms. */
    ended: integer('ended'),
  },
  (t) => [uniqueIndex('custodians_name').on(t.bank, t.name)],
)

export type SealedKind = 'paper' | 'key' | 'set'

/** One sealed object: a paper, its key, or what the whole set was made from. `paper` is null for the last. */
export const seals = sqliteTable(
  'seals',
  {
    id: id(),
    set: text('set')
      .notNull()
      .references(() => sets.id),
    paper: text('paper').references(() => papers.id),
    object: text('object').$type<SealedKind>().notNull(),
    manifest: json<unknown>('manifest'),
    body: text('body').notNull(),
    envelope: text('envelope').notNull(),
    at: at(),
    /** "A" or "B"; empty for what is not of one form. */
    form: text('form').notNull().default(''),
  },
  (t) => [uniqueIndex('seals_object').on(t.set, t.paper, t.object, t.form)],
)

/** The access log: append only, one hash chain (`core/log.ts`). */
export const log = sqliteTable(
  'log',
  {
    seq: integer('seq').primaryKey(),
    at: at(),
    actor: text('actor').notNull(),
    bank: text('bank').notNull(),
    did: text('did').notNull(),
    to: text('to').notNull(),
    why: text('why').notNull(),
    result: text('result').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('log_actor').on(t.actor), index('log_bank').on(t.bank)],
)
