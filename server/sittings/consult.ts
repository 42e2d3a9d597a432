/**
 * Consulting the archive of a sitting: asked for, approved by somebody else, and
 * entered with the two who are present. What is entered is not changed; the
 * database refuses it, too.
 */
import { type Consultation, type Decision, type NewConsultation, presenceFault } from '../../core/archive.ts'
import { AppError } from '../../core/errors.ts'
import { bothWords } from '../../core/words.ts'
import { type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { archiveStore } from './archive-store.ts'
import { sittingStore } from './store.ts'

/** Asks for a consultation; returns its id. Throws `sitting.missing`, or `sitting.state` unless the sitting is archived. */
export async function askConsultation(
  db: Db,
  bank: string,
  sitting: string,
  { person, reason }: NewConsultation,
  by: By,
): Promise<string> {
  const id = newId(by.at)
  await attempt(db, { bank, did: 'archive.consult', to: `${sitting} ${id}` }, by, async (q) => {
    const { row } = await sittingStore(q).require(bank, sitting)
    if (row.state !== 'archived')
      throw new AppError('sitting.state', 'Only an archived sitting can be consulted. / 只能查阅已归档的考试。')
    await archiveStore(q).insertConsultation({
      id,
      sitting,
      person: person.trim(),
      reason: reason.trim(),
      by: by.actor,
      at: by.at,
    })
  })
  return id
}

/** Approves or refuses, once; never by who asked or who consults (`item.same-person`). */
export async function decideConsultation(db: Db, bank: string, id: string, decision: Decision, by: By): Promise<void> {
  await attempt(db, { bank, did: 'archive.decide', to: `${id} ${decision}` }, by, async (q) => {
    const found = await requireConsultation(q, bank, id)
    if (found.decision !== null)
      throw new AppError('consultation.state', 'This consultation is decided already. / 该查阅申请已有决定。')
    if (by.actor === found.by || by.actor === found.person)
      throw new AppError(
        'item.same-person',
        'Somebody else must decide: not who asked, not who consults. / 须由申请人、查阅人以外的人批准。',
      )
    await archiveStore(q).insertDecision({ consultation: id, decision, by: by.actor, at: by.at })
  })
}

/** Enters that an approved consultation takes place now, once, and the two who are present. */
export async function enterVisit(db: Db, bank: string, id: string, present: readonly string[], by: By): Promise<void> {
  await attempt(db, { bank, did: 'archive.visit', to: id }, by, async (q) => {
    const found = await requireConsultation(q, bank, id)
    if (found.decision !== 'approved' || found.visited !== null)
      throw new AppError(
        'consultation.state',
        'This consultation is not approved, or entered already. / 该查阅未获批准，或已登记。',
      )
    const fault = presenceFault(found.person, present)
    if (fault) throw new AppError('input.invalid', bothWords(fault))
    const [first, second] = present.map((name) => name.trim()) as [string, string]
    await archiveStore(q).insertVisit({ consultation: id, first, second, by: by.actor, at: by.at })
  })
}

async function requireConsultation(q: Query, bank: string, id: string): Promise<Consultation> {
  const found = (await archiveStore(q).consultations(bank)).find((one) => one.id === id)
  if (!found)
    throw new AppError('consultation.missing', `There is no consultation ${id} in ${bank}. / 没有该查阅申请。`)
  return found
}
