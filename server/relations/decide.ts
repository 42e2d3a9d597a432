/**
 * The second person's word on a proposal: enemies, one family, one item too
 * many (all but one are retired), or neither. Whoever proposed it, or wrote a
 * revision of one of the items, does not decide; the database keeps that too.
 */
import { AppError } from '../../core/errors.ts'
import { commonPolicy, take } from '../../core/review.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { retirements } from '../db/schema-items.ts'
import type { Decision } from '../db/schema-relations.ts'
import { allowed, attempt } from '../items/attempt.ts'
import { type Living, lifeStore } from '../items/life-store.ts'
import { type RelationRow, relationStore } from './store.ts'

/** `keep` names the item that stays when the others are merged into it, by id or spoken number. */
export type DecisionInput = { decision: Decision; keep?: string | undefined }

/** The relation of a bank. Throws `relation.missing`. */
export async function requireRelation(q: Query, bank: string, id: string): Promise<RelationRow> {
  const found = await relationStore(q).find(bank, id)
  if (!found) throw new AppError('relation.missing', 'There is no such relation in this bank. / 该题库中没有此关系。')
  return found
}

/** Decides a proposal; a merge retires every member but `keep`. Throws `relation.state`, `item.same-person`, `input.invalid`. */
export async function decideRelation(
  db: Db,
  bank: string,
  id: string,
  { decision, keep }: DecisionInput,
  by: By,
): Promise<RelationRow> {
  return attempt(db, { bank, did: 'relation.decide', to: `${id} ${decision}` }, by, async (q) => {
    const relation = await requireRelation(q, bank, id)
    if (relation.state !== 'proposed')
      throw new AppError('relation.state', 'This proposal is decided already. / 该提议已处理。')
    const members = await membersOf(q, bank, id)
    requireSecondPerson(relation, members, by)
    const kept = decision === 'merge' ? await keptOf(q, bank, members, keep) : null
    const change = {
      state: decision === 'refuse' ? ('refused' as const) : ('accepted' as const),
      decidedBy: by.actor,
      decision,
      decisionReason: by.why ?? '',
      decidedAt: by.at,
      kept: kept?.item.id ?? null,
    }
    await relationStore(q).update(id, change)
    if (kept) await retireOthers(q, members, kept, id, by)
    return { ...relation, ...change }
  })
}

async function membersOf(q: Query, bank: string, id: string): Promise<Living[]> {
  const items = (await relationStore(q).members([id])).map(({ item }) => item)
  return lifeStore(q).many(bank, items)
}

function requireSecondPerson({ origin, proposedBy }: RelationRow, members: readonly Living[], { actor }: By): void {
  if (origin === 'person' && proposedBy === actor)
    throw new AppError(
      'item.same-person',
      'You proposed this yourself: another person decides. / 由您提议，须由他人处理。',
    )
  if (members.some(({ life }) => life.authors.includes(actor)))
    throw new AppError(
      'item.same-person',
      'You wrote one of these items: another person decides. / 其中有您命制的试题，须由他人处理。',
    )
}

async function keptOf(q: Query, bank: string, members: readonly Living[], keep: string | undefined): Promise<Living> {
  const id = keep === undefined ? undefined : await lifeStore(q).idOf(bank, keep)
  const kept = members.find(({ item }) => item.id === id)
  if (!kept || kept.item.state === 'retired')
    throw new AppError(
      'input.invalid',
      'Name the item to keep, one of these that is not retired. / 请指明保留哪一题（未停用）。',
    )
  return kept
}

async function retireOthers(
  q: Query,
  members: readonly Living[],
  kept: Living,
  relation: string,
  by: By,
): Promise<void> {
  const store = lifeStore(q)
  for (const member of members) {
    if (member === kept || member.item.state === 'retired') continue
    await store.settle(member, allowed(take(member.life, commonPolicy, { do: 'retire' }, by.actor), member.said), by)
    await q.insert(retirements).values({
      id: newId(by.at),
      item: member.item.id,
      reason: `${kept.said} ${relation}${by.why ? `: ${by.why}` : ''}`,
      by: by.actor,
      at: by.at,
    })
    await logStore(q).append(act(by, member.item.bank, 'item.retire', member.item.id))
  }
}
