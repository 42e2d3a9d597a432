/** Saving a content: stored, faulty, or somebody was quicker. */
import type { ItemContent } from '../../../../core/item.ts'
import type { ContentFault } from '../../../../core/item-checks.ts'
import { api, ask } from '../../../api/client.ts'
import type { FieldChange } from '../types.ts'

export type Conflict = {
  outcome: 'conflict'
  base: { revision: number; content: ItemContent }
  newest: { revision: number; content: ItemContent }
  theirs: FieldChange[]
}
export type SaveResult =
  | { outcome: 'saved'; id: string; number: string; revision: number }
  | { outcome: 'faulty'; faults: ContentFault[] }
  | Conflict

type Save = { bank: string; id: string | undefined; base: number | undefined; content: ItemContent; reason: string }

/** What the service answers instead of a problem when a content may not be saved as it is. */
const isOutcome = (reply: unknown): reply is Exclude<SaveResult, { outcome: 'saved' }> =>
  reply !== null && typeof reply === 'object' && ['faulty', 'conflict'].includes(String((reply as Conflict).outcome))

/** Without an id a new item; `base` is the newest revision the person has seen. Throws a `Refusal`. */
export async function saveContent({ bank, id, base, content, reason }: Save): Promise<SaveResult> {
  const call =
    id === undefined || base === undefined
      ? await api.POST('/api/banks/{bank}/items', { params: { path: { bank } }, body: { content, reason } })
      : await api.POST('/api/banks/{bank}/items/{id}/revisions', {
          params: { path: { bank, id } },
          body: { base, content, reason },
        })
  const answer: unknown = call.error
  return isOutcome(answer) ? answer : ask(Promise.resolve(call))
}

/** A new revision with what revision `no` says. Throws a `Refusal`. */
export async function restoreRevision(
  bank: string,
  id: string,
  body: { base: number; revision: number; reason: string },
): Promise<SaveResult> {
  const call = await api.POST('/api/banks/{bank}/items/{id}/restore', { params: { path: { bank, id } }, body })
  const answer: unknown = call.error
  return isOutcome(answer) ? answer : ask(Promise.resolve(call))
}
