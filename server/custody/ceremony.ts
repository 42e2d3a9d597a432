/** The steps of an opening that need no share: request, approval, refusal, end. Every one is in the log before anything follows from it. */
import { AppError } from '../../core/errors.ts'
import { type CeremonyStep, lapsed, type Refusal, refusedPart, takeStep } from '../../core/seal/ceremony.ts'
import type { SealedKind } from '../../core/seal/format.ts'
import { bothWords } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { requireSet } from '../sets/approve.ts'
import { type CeremonyRow, ceremonyStore, composersOf, type Held, holdCeremony } from './ceremony-store.ts'
import { requireClock } from './clock.ts'
import { forget } from './openings.ts'
import { custodyStore, type SealRow } from './store.ts'

/** `paper` is its number, ignored for the set's own object; `form` is needed where a paper has two. */
export type Wanted = { set: string; object: SealedKind; paper: number; form?: string | undefined }

export const refusalError = ({ code, message }: Refusal) => new AppError(code, bothWords(message))

/** The sealed object that somebody means. Throws `paper.missing`, or `paper.state` when it was voided or destroyed. */
export async function requireSeal(q: Query, bank: string, wanted: Wanted): Promise<SealRow> {
  const { set, papers } = await requireSet(q, bank, wanted.set)
  const paper = papers.find(({ number }) => number === wanted.paper)
  const found = (await custodyStore(q).seals(set.id)).filter(
    (row) =>
      row.object === wanted.object &&
      (wanted.object === 'set' || (row.paper === paper?.id && (wanted.form ?? row.form) === row.form)),
  )
  const seal = found[0]
  if (!seal || found.length > 1)
    throw new AppError(
      'paper.missing',
      found.length > 1
        ? `This paper has the forms ${found.map(({ form }) => form).join(', ')}: say which. / 该试卷有${found.map(({ form }) => form).join('、')}卷，请指明卷别。`
        : 'This paper is not sealed, or there is none of this number. / 该试卷未密封或编号不存在。',
    )
  if (wanted.object !== 'set' && (paper!.state === 'voided' || paper!.state === 'destroyed'))
    throw new AppError(
      'paper.state',
      `Paper ${paper!.id} is ${paper!.state} and is not opened any more. / 试卷${paper!.id}已作废或销毁，不再启封。`,
    )
  if ((await custodyStore(q).destroyed()).includes(seal.id))
    throw new AppError('paper.state', 'The envelopes of this object were destroyed. / 该密封件的信封已销毁。')
  return seal
}

/** Asks for an object to be opened. Throws `ceremony.person` for whoever composed the set, `ceremony.state` while another opening of it is under way. */
export async function requestOpening(
  deps: Deps,
  bank: string,
  wanted: Wanted & { reason: string; sitting?: string | undefined },
  by: By,
): Promise<CeremonyRow> {
  const { db } = deps
  if (wanted.reason.trim() === '') throw new AppError('input.invalid', 'An opening needs a reason. / 启封须写明事由。')
  await endLapsed(deps)
  const seal = await requireSeal(db.read, bank, wanted)
  const about = { bank, did: 'ceremony.request', to: seal.manifest.id }
  return attempt(db, about, { ...by, why: wanted.reason }, async (q) => {
    const composers = await composersOf(q, bank, seal.set)
    const row: CeremonyRow = {
      id: newId(by.at),
      bank,
      seal: seal.id,
      sitting: wanted.sitting ?? null,
      reason: wanted.reason,
      state: 'requested',
      officer: by.actor,
      requested: by.at,
      supervisor: null,
      approved: null,
      until: null,
      wrong: 0,
      opened: null,
      closed: null,
      endReason: null,
    }
    const refusal = refusedPart({ ...row, officer: '', composers, shares: [], threshold: 0 }, 'officer', by.actor)
    if (refusal) throw refusalError(refusal)
    if ((await ceremonyStore(q).live()).some((live) => live.seal === seal.id))
      throw new AppError(
        'ceremony.state',
        'Another opening of this object is under way: close it first. / 该密封件正在启封中，请先结束前一次。',
      )
    await ceremonyStore(q).insert(row)
    return row
  })
}

/** A supervisor's approval of a request, by somebody who plays no other part. */
export async function approveOpening(deps: Deps, bank: string, id: string, by: By): Promise<void> {
  await endLapsed(deps)
  await requireClock(deps)
  await stepped(deps.db, bank, id, { do: 'approve', person: by.actor }, 'ceremony.approve', by)
}

/** Calls off an opening before anything was opened. `by.why` says why. */
export async function endOpening(deps: Deps, bank: string, id: string, by: By): Promise<void> {
  await endLapsed(deps)
  await stepped(deps.db, bank, id, { do: 'end', person: by.actor }, 'ceremony.end', by)
  forget(deps.openings, id)
}

/** Closes an opening: what was opened leaves the memory. */
export async function closeOpening(deps: Deps, bank: string, id: string, by: By): Promise<void> {
  await endLapsed(deps)
  await stepped(deps.db, bank, id, { do: 'close', person: by.actor }, 'ceremony.close', by)
  forget(deps.openings, id)
}

async function stepped(db: Db, bank: string, id: string, step: CeremonyStep, did: string, by: By): Promise<void> {
  await attempt(db, { bank, did, to: id }, by, async (q) => {
    const held = await holdCeremony(q, bank, id, 0)
    await advance(q, held, step, by)
  })
}

/** Takes a step inside a transaction and keeps what it changed. Throws the refusal. */
export async function advance(q: Query, held: Held, step: CeremonyStep, by: By): Promise<Held> {
  const outcome = takeStep(held.rules, step, by.at)
  if ('refusal' in outcome) throw refusalError(outcome.refusal)
  const rules = outcome.ceremony
  const over = rules.state === 'closed' || rules.state === 'ended'
  await ceremonyStore(q).update(held.row.id, {
    state: rules.state,
    supervisor: rules.supervisor,
    approved: rules.approved,
    until: rules.until,
    wrong: rules.wrong,
    opened: rules.opened,
    ...(over && { closed: by.at, endReason: by.why || step.do }),
  })
  return { ...held, rules }
}

/** Ends what time has ended, in the record and in memory. */
export async function endLapsed({ db, now, openings }: Pick<Deps, 'db' | 'now' | 'openings'>): Promise<void> {
  const at = now()
  for (const { id, bank } of await ceremonyStore(db.read).live()) {
    const { rules, seal } = await holdCeremony(db.read, bank, id, 0)
    const gone = lapsed(rules, at)
    if (!gone) continue
    forget(openings, id)
    await db.tx(async (q) => {
      await ceremonyStore(q).update(id, { state: gone.state, closed: at, endReason: gone.why.en })
      const by = { actor: 'juanku', at, why: gone.why.en }
      await logStore(q).append(act(by, bank, `ceremony.${gone.state}`, `${id} ${seal.manifest.id}`))
    })
  }
}
