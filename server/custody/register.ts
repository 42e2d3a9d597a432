/** The register: where every sealed object and every copy of it is, and what became of it. */
import { readFileSync } from 'node:fs'
import { eq, inArray } from 'drizzle-orm'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import {
  type Alarm,
  alarmsOf,
  type EventKind,
  type Held,
  heldCopies,
  REGISTER_TERMS,
  type RegisterEntry,
  retentionEnds,
  yearsAfter,
} from '../../core/seal/register.ts'
import { settingsInForce } from '../access/settings.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Query } from '../db/open.ts'
import { papers } from '../db/schema.ts'
import { sittings } from '../db/schema-sittings.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { requireStored } from './ceremony-share.ts'
import { readSeal, sealedFile } from './envelopes.ts'
import { type CopyRow, registerStore } from './register-store.ts'
import { custodyStore, type SealRow } from './store.ts'

/** `keepUntil`: when its retention period ends, Unix ms. */
export type RegisterLine = RegisterEntry & {
  seal: string
  set: string
  /** Its number in the set; null for what is of the whole set. */
  paper: number | null
  form: string
  held: Held[]
  alarms: Alarm[]
  keepUntil: number
}

/** Every sealed object of a bank, checked against its files, with what must be told of it at `now` (Unix ms). */
export async function readRegister(deps: Deps, bank: string, now: number): Promise<RegisterLine[]> {
  const { db } = deps
  const { electronicYears } = (await settingsInForce(db.read)).settings
  const terms = { ...REGISTER_TERMS, electronicYears }
  const seals = await custodyStore(db.read).bankSeals(bank)
  const store = registerStore(db.read)
  const [copies, events, openings] = [await store.copies(bank), await store.events(bank), await store.openings(bank)]
  const destroyed = new Set(await custodyStore(db.read).destroyed())
  const paperIds = [...new Set(seals.flatMap(({ paper }) => (paper === null ? [] : [paper])))]
  const states = new Map(
    (await db.read.select().from(papers).where(inArray(papers.id, paperIds))).map(({ id, state }) => [id, state]),
  )
  const held = await db.read.select().from(sittings).where(inArray(sittings.paper, paperIds))
  const lines: RegisterLine[] = []
  for (const seal of seals) {
    const { manifest } = seal
    const entry: RegisterEntry = {
      object: manifest.id,
      kind: seal.object,
      sealedAt: manifest.sealedAt,
      notBefore: manifest.notBefore,
      opened: openings.get(seal.id) ?? [],
      destroyed: destroyed.has(seal.id),
      voided: seal.paper !== null && states.get(seal.paper) === 'voided',
      sittings: held.flatMap(({ paper, ends }) => (paper === seal.paper ? [ends] : [])),
      intact: destroyed.has(seal.id) || (await isIntact(deps, seal)),
      copies: copies.filter((copy) => copy.seal === seal.id),
      events: events.filter((event) => event.seal === seal.id),
    }
    lines.push({
      ...entry,
      seal: seal.id,
      set: seal.set,
      paper: manifest.paper?.number ?? null,
      form: seal.form,
      held: heldCopies(entry),
      alarms: alarmsOf(entry, now, terms),
      keepUntil: retentionEnds(entry, terms),
    })
  }
  return lines
}

async function isIntact(deps: Deps, seal: SealRow): Promise<boolean> {
  try {
    requireStored(deps, await readSeal(deps, seal))
    return true
  } catch (error) {
    if (error instanceof AppError || (error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** A sealed object of a bank by the name on its certificate, e.g. `6-31-01-03.3-T01-07.paper`. Throws `paper.missing`. */
export async function requireObject(q: Query, bank: string, object: string): Promise<SealRow> {
  const found = (await custodyStore(q).bankSeals(bank)).find(({ manifest }) => manifest.id === object)
  if (!found)
    throw new AppError('paper.missing', `There is no sealed object ${object} in ${bank}. / 没有密封件${object}。`)
  return found
}

export type CopyTerms = { part: 'body' | 'envelope'; holder: string; place: string; due?: number | undefined }

/** Hands out a copy of a sealed file, registered with its holder before it is given. */
export async function exportCopy(
  deps: Deps,
  bank: string,
  object: string,
  { part, holder, place, due }: CopyTerms,
  by: By,
): Promise<{ copy: CopyRow; bytes: Buffer; name: string }> {
  const { db } = deps
  const seal = await requireObject(db.read, bank, object)
  if ((await custodyStore(db.read).destroyed()).includes(seal.id))
    throw new AppError('paper.state', `${object} was destroyed. / ${object}已销毁。`)
  const stored = await readSeal(deps, seal)
  requireStored(deps, stored)
  const bytes = part === 'body' ? stored.body : readFileSync(sealedFile(deps, stored.file))
  const copy: CopyRow = {
    id: newId(by.at),
    seal: seal.id,
    part,
    count: 1,
    holder,
    place,
    digest: sha256(bytes),
    due: due ?? null,
    by: by.actor,
    at: by.at,
  }
  await db.tx(async (q) => {
    await registerStore(q).insertCopy(copy)
    await logStore(q).append(act(by, bank, 'custody.export', `${object} ${part} ${copy.id} ${holder}`))
  })
  return { copy, bytes, name: `${object}.${part}` }
}

/** Throws `custody.state` while printed copies, made at `printed`, are younger than the term of paper records. */
async function requirePaperTerm(q: Query, { paper }: SealRow, printed: number, now: number): Promise<void> {
  const { paperYears } = (await settingsInForce(q)).settings
  const held = paper === null ? [] : await q.select().from(sittings).where(eq(sittings.paper, paper))
  const until = yearsAfter(Math.max(printed, ...held.map(({ ends }) => ends)), paperYears)
  if (now >= until) return
  const date = new Date(until).toISOString().slice(0, 10)
  throw new AppError(
    'custody.state',
    `Printed copies are kept ${paperYears} years, until ${date}; enter their return. / 纸质试卷须保管${paperYears}年，至${date}；请登记交回。`,
  )
}

export type Happened = {
  kind: EventKind
  copy?: string | undefined
  holder?: string | undefined
  place?: string | undefined
  note?: string | undefined
}

/** Enters in the register what became of an object or a copy. A copy that came back, or is gone, changes no more. */
export async function enterEvent(deps: Deps, bank: string, object: string, happened: Happened, by: By): Promise<void> {
  const { copy, kind, holder = '', place = '', note = '' } = happened
  const about = { bank, did: `custody.${kind}`, to: [object, copy, holder].filter(Boolean).join(' ') }
  await attempt(deps.db, about, by, async (q) => {
    const seal = await requireObject(q, bank, object)
    const store = registerStore(q)
    const copies = (await store.copies(bank)).filter((row) => row.seal === seal.id)
    const events = (await store.events(bank)).filter((row) => row.seal === seal.id)
    if (copy === undefined && kind !== 'moved')
      throw new AppError(
        'custody.state',
        'Say which copy. The object itself is destroyed by a list and two people. / 请指明副本；密封件本身须经清册由两人销毁。',
      )
    const state = copy === undefined ? 'held' : heldCopies({ copies, events }).find(({ id }) => id === copy)?.state
    if (state !== 'held')
      throw new AppError(
        'custody.state',
        state === undefined
          ? 'There is no such copy. / 没有该副本。'
          : `The copy is ${state} already. / 该副本已登记为${state}。`,
      )
    const kept = copies.find(({ id }) => id === copy)
    if (kind === 'destroyed' && kept?.part === 'print') await requirePaperTerm(q, seal, kept.at, by.at)
    await store.insertEvent({
      id: newId(by.at),
      seal: seal.id,
      copy: copy ?? null,
      kind,
      holder,
      place,
      note,
      by: by.actor,
      at: by.at,
    })
  })
}
