/**
 * Re-mapping a bank's items to another edition: one person proposes it, another
 * applies it, and it can be undone while nothing newer happened.
 *
 * Applying puts the edition in force and moves every item in one transaction,
 * so that no paper is ever made of new weights over old places. A move is a new
 * revision that says what the one before said, at another place, and keeps its
 * author: whoever re-maps does not become a writer, and a writer stays one. What
 * was approved stays approved, on the word of the two persons, and the database
 * lets that pass only when nothing but the place differs. An item without a home
 * loses its place and not its approval: an old code in a new table would count
 * it somewhere it does not belong.
 */
import { sql } from 'drizzle-orm'
import { type ElementTable, tableFaults } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { faultsError, tableDigest } from './create.ts'
import { type Editions, planRemap, type RemapChoices } from './remap-plan.ts'
import { type RemapRow, remapStore } from './remap-store.ts'
import { bankStore } from './store.ts'
import { editionBefore, kindsOf, requireEdition, type TableKind } from './tables.ts'

/** Rows staged in one transaction; between two the loop is free. */
const BATCH = 500

/** What to re-map: to a table that is not in force yet, or else from an earlier edition to the one in force. */
export type RemapInput = {
  kind: TableKind
  table?: ElementTable | undefined
  from?: string | undefined
  choices: RemapChoices
}

/** The two editions. Throws `table.missing`, or `input.invalid` when the new one does not hold together or is of another kind. */
export async function editionsOf(
  q: Query,
  bank: string,
  { kind, table, from }: Omit<RemapInput, 'choices'>,
): Promise<Editions> {
  const current = await requireEdition(q, bank, kind, 'current')
  if (table && table.kind !== kind)
    throw new AppError('input.invalid', 'The table is of another kind. / 细目表类别不符。')
  const faults = table ? tableFaults(table) : []
  if (faults.length) throw faultsError(faults)
  if (table && tableDigest(table) !== current.digest) {
    if (from !== undefined && from !== current.id && from !== 'current')
      throw new AppError(
        'input.invalid',
        'A table that is not in force yet is re-mapped to from the edition in force. / 尚未生效的细目表只能由现行版重新归类。',
      )
    return { from: current, next: table, inForceSince: null }
  }
  const old = from === undefined ? await editionBefore(q, current) : await requireEdition(q, bank, kind, from)
  if (old.digest === current.digest)
    throw new AppError('input.invalid', 'Both editions are the same. / 两版细目表相同。')
  return { from: old, next: current.content, inForceSince: current.at }
}

/** Stores a plan, its reason in `by.why`. Nothing of the bank changes until another person applies it. */
export async function proposeRemap(db: Db, bank: string, input: RemapInput, by: By): Promise<RemapRow> {
  const reason = by.why?.trim() ?? ''
  if (reason === '') throw new AppError('input.invalid', 'Re-mapping needs a reason. / 重新归类须说明理由。')
  const editions = await editionsOf(db.read, bank, input)
  // Refuses what could not be applied: a choice of a place or an item that is not there.
  await planRemap(db.read, bank, editions, input.choices)
  const remap: RemapRow = {
    id: newId(by.at),
    bank,
    kind: input.kind,
    fromTable: editions.from.id,
    toTable: null,
    enforces: editions.inForceSince === null,
    edition: editions.next.edition,
    digest: tableDigest(editions.next),
    content: editions.next,
    choices: input.choices,
    state: 'proposed',
    proposedBy: by.actor,
    reason,
    at: by.at,
    appliedBy: null,
    appliedAt: null,
    endedBy: null,
    endReason: null,
    endedAt: null,
  }
  await db.tx(async (q) => {
    await remapStore(q).insert(remap)
    await logStore(q).append(act(by, bank, 'remap.propose', `${remap.id} ${remap.kind}`))
  })
  return remap
}

/**
 * Applies another person's plan to the items as they are now: all, or nothing.
 * Throws `item.same-person`, or `remap.state` when it is not open, another
 * edition came into force, or items changed while it was being applied.
 */
export async function applyRemap(db: Db, bank: string, id: string, by: By): Promise<RemapRow> {
  const remap = await attempt(db, { bank, did: 'remap.stage', to: id }, by, async (q) => {
    const found = await remapStore(q).require(bank, id)
    requireState(found, 'proposed')
    if (found.proposedBy === by.actor)
      throw new AppError(
        'item.same-person',
        'You proposed this re-mapping: another person applies it. / 由您提议，须由他人确认。',
      )
    await remapStore(q).clearItems(id)
    return found
  })
  const { items } = await planRemap(db.read, bank, await editionsOfRemap(db.read, remap), remap.choices)
  for (let i = 0; i < items.length; i += BATCH) {
    const rows = items.slice(i, i + BATCH).map(({ number: _, kind: __, ...row }) => ({ ...row, remap: id }))
    await db.tx(async (q) => {
      const store = remapStore(q)
      requireState(await store.require(bank, id), 'proposed')
      await store.insertItems(rows)
    })
    await new Promise(setImmediate)
  }
  return attempt(db, { bank, did: 'remap.apply', to: id }, by, (q) => publish(q, remap, by))
}

function requireState({ state }: RemapRow, wanted: RemapRow['state']): void {
  if (state !== wanted)
    throw new AppError('remap.state', `This re-mapping is ${state}. / 此次重新归类的状态为“${stateWords[state]}”。`)
}
const stateWords = { proposed: '待确认', applied: '已生效', undone: '已撤销', withdrawn: '已撤回' }

/** The editions of a stored plan; the one it starts from, or goes to, must still be in force. */
export async function editionsOfRemap(q: Query, remap: RemapRow): Promise<Editions> {
  const from = await requireEdition(q, remap.bank, remap.kind, remap.fromTable)
  const current = await bankStore(q).table(remap.bank, remap.kind)
  const expected = remap.enforces ? from.digest : remap.digest
  if (remap.state === 'proposed' && current?.digest !== expected)
    throw new AppError(
      'remap.state',
      'Another edition came into force since this was proposed: propose it anew. / 提议后已有其他版本生效，请重新提议。',
    )
  return { from, next: remap.content, inForceSince: remap.enforces ? null : (current?.at ?? null) }
}

const changedMeanwhile = (count: number) =>
  new AppError(
    'remap.state',
    `${count} items were added or changed meanwhile; nothing was done. / 期间有${count}道试题新增或修改，未作任何改动。`,
  )

async function publish(q: Query, remap: RemapRow, by: By): Promise<RemapRow> {
  const store = remapStore(q)
  requireState(await store.require(remap.bank, remap.id), 'proposed')
  await editionsOfRemap(q, remap)
  const moved = await store.movedSince(remap, kindsOf[remap.kind], 'before')
  if (moved) throw changedMeanwhile(moved)
  const toTable = remap.enforces ? await enforce(q, remap, remap.content, by) : await inForce(q, remap)
  const reason = `remap ${remap.id}`
  q.run(sql`
    INSERT INTO revisions (item, no, content, digest, author, reason, at)
    SELECT m.item, m.after_approved, m.approved_content, m.approved_digest, r.author, ${reason}, ${by.at}
    FROM remap_items m JOIN revisions r ON r.item = m.item AND r.no = m.before_approved
    WHERE m.remap = ${remap.id} AND m.approved_content IS NOT NULL`)
  q.run(sql`
    INSERT INTO revisions (item, no, content, digest, author, reason, at)
    SELECT m.item, m.after_revision, m.content, m.digest, r.author, ${reason}, ${by.at}
    FROM remap_items m JOIN revisions r ON r.item = m.item AND r.no = m.before_revision
    WHERE m.remap = ${remap.id} AND m.content IS NOT NULL`)
  const change = { state: 'applied' as const, toTable, appliedBy: by.actor, appliedAt: by.at }
  await store.update(remap.id, change)
  q.run(sql`
    UPDATE items SET revision = m.after_revision, approved = m.after_approved, point = m.to_place
    FROM remap_items m WHERE m.remap = ${remap.id} AND m.item = items.id AND m.content IS NOT NULL`)
  q.run(sql`
    UPDATE remap_items SET content = NULL, digest = NULL, approved_content = NULL, approved_digest = NULL
    WHERE remap = ${remap.id}`)
  return { ...remap, ...change }
}

/** A table put in force as the newest; an earlier edition comes back the same way. */
async function enforce(q: Query, { bank, kind }: RemapRow, content: ElementTable, by: By): Promise<string> {
  const id = newId(by.at)
  const digest = tableDigest(content)
  await bankStore(q).insertTable({
    id,
    bank,
    kind,
    edition: content.edition,
    digest,
    content,
    author: by.actor,
    at: by.at,
  })
  await logStore(q).append(act(by, bank, 'element-table.set', `${kind} ${content.edition} ${digest}`))
  return id
}

const inForce = async (q: Query, { bank, kind }: RemapRow): Promise<string> =>
  (await requireEdition(q, bank, kind, 'current')).id

/** Takes a plan back before it is applied; the reason stands in `by.why`. */
export async function withdrawRemap(db: Db, bank: string, id: string, by: By): Promise<RemapRow> {
  return attempt(db, { bank, did: 'remap.withdraw', to: id }, by, async (q) => {
    const store = remapStore(q)
    const remap = await store.require(bank, id)
    requireState(remap, 'proposed')
    await store.clearItems(id)
    const change = { state: 'withdrawn' as const, endedBy: by.actor, endReason: by.why ?? '', endedAt: by.at }
    await store.update(id, change)
    return { ...remap, ...change }
  })
}

/**
 * Puts every item back to what it said before, as new revisions, and the old
 * edition in force again if this re-mapping had replaced it. Throws
 * `remap.state` when an item or the edition changed since, having done nothing.
 */
export async function undoRemap(db: Db, bank: string, id: string, by: By): Promise<RemapRow> {
  return attempt(db, { bank, did: 'remap.undo', to: id }, by, async (q) => {
    const store = remapStore(q)
    const remap = await store.require(bank, id)
    requireState(remap, 'applied')
    const reason = by.why?.trim() ?? ''
    if (reason === '') throw new AppError('input.invalid', 'Undoing needs a reason. / 撤销须说明理由。')
    const moved = await store.movedSince(remap, kindsOf[remap.kind], 'after')
    if (moved) throw changedMeanwhile(moved)
    if ((await inForce(q, remap)) !== remap.toTable)
      throw new AppError('remap.state', 'Another edition came into force since. / 此后已有其他版本生效。')
    q.run(sql`
      UPDATE remap_items SET
        undo_revision = after_revision + (after_revision > before_revision) + (${besideCarried}),
        undo_approved = CASE WHEN before_approved IS after_approved THEN after_approved ELSE after_revision + 1 END
      WHERE remap = ${id}`)
    const said = `undo remap ${id}`
    q.run(sql`
      INSERT INTO revisions (item, no, content, digest, author, reason, at)
      SELECT m.item, m.undo_approved, r.content, r.digest, r.author, ${said}, ${by.at}
      FROM remap_items m JOIN revisions r ON r.item = m.item AND r.no = m.before_approved
      WHERE m.remap = ${id} AND (${besideCarried})`)
    q.run(sql`
      INSERT INTO revisions (item, no, content, digest, author, reason, at)
      SELECT m.item, m.undo_revision, r.content, r.digest, r.author, ${said}, ${by.at}
      FROM remap_items m JOIN revisions r ON r.item = m.item AND r.no = m.before_revision
      WHERE m.remap = ${id} AND m.after_revision > m.before_revision`)
    const change = { state: 'undone' as const, endedBy: by.actor, endReason: reason, endedAt: by.at }
    await store.update(id, change)
    q.run(sql`
      UPDATE items SET revision = m.undo_revision, approved = m.undo_approved, point = m.from_place
      FROM remap_items m WHERE m.remap = ${id} AND m.item = items.id AND m.after_revision > m.before_revision`)
    if (remap.enforces)
      await enforce(q, remap, (await requireEdition(q, bank, remap.kind, remap.fromTable)).content, by)
    return { ...remap, ...change }
  })
}

/** The approved revision was moved and a newer draft stood beside it: it takes a revision of its own. */
const besideCarried = sql.raw(
  'before_approved IS NOT NULL AND before_approved <> before_revision AND after_approved <> before_approved',
)
