/**
 * Taking a paper out of use. A leak before it was opened means the set itself was
 * seen: all papers of the set that are still sealed are voided and every item of the
 * set is held back. A leak after it was opened concerns what is on it: its items are
 * held back, known from what the opened key says.
 */
import { eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { VoidCause } from '../../core/seal/register.ts'
import { type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import { uses } from '../db/schema.ts'
import { quarantines } from '../db/schema-items.ts'
import { sittings } from '../db/schema-sittings.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { requireSet } from '../sets/approve.ts'
import { type PaperRow, setStore } from '../sets/store.ts'
import { registerStore } from './register-store.ts'

/** `items` are those of the paper, needed for a leak after it was opened: the register does not know them. */
export type Voiding = { paper: number; cause: VoidCause; reason: string; items?: readonly string[] | undefined }
export type Voided = { papers: string[]; quarantined: number; spares: PaperRow[] }

/** Voids a paper, or after a leak before opening its whole set. Returns which papers can take its place. */
export async function voidPaper(deps: Deps, bank: string, set: string, wanted: Voiding, by: By): Promise<Voided> {
  const { cause, reason } = wanted
  if (reason.trim() === '') throw new AppError('input.invalid', 'Say why. / 请写明原因。')
  const about = { bank, did: 'paper.void', to: `${set} ${wanted.paper} ${cause}` }
  return attempt(deps.db, about, { ...by, why: reason }, async (q) => {
    const { papers } = await requireSet(q, bank, set)
    const paper = papers.find(({ number }) => number === wanted.paper)
    if (!paper) throw new AppError('paper.missing', 'There is no paper of this number. / 没有该编号的试卷。')
    const opened = paper.state === 'opened' || paper.state === 'released'
    if (!opened && paper.state !== 'sealed')
      throw new AppError(
        'paper.state',
        `Paper ${paper.id} is ${paper.state}: only a sealed or opened paper is voided. / 试卷${paper.id}的状态为${paper.state}，不能作废。`,
      )
    const wholeSet = cause === 'leak' && !opened
    const gone = wholeSet ? papers.filter(({ state }) => state === 'sealed') : [paper]
    const items = cause === 'leak' ? await leaked(q, set, opened, wanted.items) : []
    for (const { id, state } of gone) {
      const row = {
        paper: id,
        cause,
        reason,
        wasOpened: state === 'sealed' ? 0 : 1,
        replacement: null,
        by: by.actor,
        at: by.at,
      }
      await registerStore(q).insertVoid(row)
      await setStore(q).movePaper(id, { state: 'voided', keyState: 'voided' })
    }
    await holdBack(q, items, `${reason}（${paper.id}）`, by)
    return { papers: gone.map(({ id }) => id), quarantined: items.length, spares: await spares(q, bank) }
  })
}

async function leaked(q: Query, set: string, opened: boolean, items: readonly string[] = []): Promise<string[]> {
  const used = (await q.select({ item: uses.item }).from(uses).where(eq(uses.set, set))).map(({ item }) => item)
  if (!opened) return used
  const known = new Set(used)
  const found = items.filter((item) => known.has(item))
  if (found.length < items.length || (found.length === 0 && used.length > 0))
    throw new AppError(
      'input.invalid',
      'Give the ids of the items on the opened paper, as its key lists them (positions.json). / 请给出该试卷上试题的编号（见答案件中的 positions.json）。',
    )
  return found
}

async function holdBack(q: Query, items: readonly string[], reason: string, by: By): Promise<void> {
  const held = new Set(
    (await q.select().from(quarantines)).flatMap(({ item, ended }) => (ended === null ? [item] : [])),
  )
  for (const item of items)
    if (!held.has(item))
      await q.insert(quarantines).values({
        id: newId(by.at),
        item,
        reason,
        by: by.actor,
        at: by.at,
        ended: null,
        endedBy: null,
        endReason: null,
      })
}

/** Sealed papers of a bank that no sitting has drawn: what a replacement is chosen from. */
export async function spares(q: Query, bank: string): Promise<PaperRow[]> {
  const drawn = new Set((await q.select({ paper: sittings.paper }).from(sittings)).map(({ paper }) => paper))
  const free: PaperRow[] = []
  for (const { id } of await setStore(q).all(bank))
    free.push(...(await setStore(q).papers(id)).filter((paper) => paper.state === 'sealed' && !drawn.has(paper.id)))
  return free
}

/** Puts a sealed paper in the place of a voided one, at every sitting that had drawn it and is not over. */
export async function replaceVoided(
  deps: Deps,
  bank: string,
  voided: string,
  replacement: string,
  by: By,
): Promise<void> {
  await attempt(deps.db, { bank, did: 'paper.replace', to: `${voided} ${replacement}` }, by, async (q) => {
    const row = await registerStore(q).voided(voided)
    if (!row || row.replacement !== null)
      throw new AppError('paper.state', `${voided} is not voided, or was replaced. / ${voided}未作废或已有替换卷。`)
    const free = await spares(q, bank)
    const own = (await q.select().from(sittings).where(eq(sittings.paper, voided))).filter(
      ({ state, bank: of }) => of === bank && (state === 'planned' || state === 'drawn'),
    )
    if (!free.some(({ id }) => id === replacement))
      throw new AppError(
        'paper.state',
        `${replacement} is not a sealed paper that is free. / ${replacement}不是可用的密封试卷。`,
      )
    await registerStore(q).replaceVoid(voided, replacement)
    for (const { id } of own)
      await q.update(sittings).set({ paper: replacement, spare: null }).where(eq(sittings.id, id))
  })
}
