/** What one item of a bulk change becomes, or why it is refused: for the preview and, once more, for the act. */
import { Value } from 'typebox/value'
import { type BulkChange, changedContent } from '../../core/bulk-change.ts'
import { AppError } from '../../core/errors.ts'
import { ItemContent, type ItemKind } from '../../core/item.ts'
import { contentFaults } from '../../core/item-checks.ts'
import { contentDiff, type FieldChange } from '../../core/item-diff.ts'
import { commonPolicy, type ItemLife, type Outcome, type Refusal, take } from '../../core/review.ts'
import { bankStore } from '../banks/store.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { saveFaults } from './check.ts'
import type { Living } from './life-store.ts'

/** An item before the change: its life and the content it shows. */
export type Before = { living: Living; content: ItemContent }
/** `content` is null when only the state changes. `none`: it is already so. */
export type Fate =
  | { fate: 'change'; life: ItemLife; content: ItemContent | null; changes: FieldChange[] }
  | { fate: 'none' }
  | { fate: 'refused'; refusal: Refusal }

/** The life once `actor` may write the item: whoever changes items in bulk is given each to write, which its reviewers are refused. */
export function asWriter(life: ItemLife, actor: string): Outcome {
  if (life.authors.includes(actor) || life.writers.includes(actor)) return { life }
  return take(life, commonPolicy, { do: 'assign', task: 'write', person: actor }, actor)
}

const settled = (outcome: Outcome, content: ItemContent | null, changes: FieldChange[]): Fate =>
  'life' in outcome
    ? { fate: 'change', life: outcome.life, content, changes }
    : { fate: 'refused', refusal: outcome.refusal }

/** What becomes of an item. The rules are those of a single edit, submission or retirement. */
export function fateOf({ living, content }: Before, change: BulkChange, actor: string): Fate {
  const { life } = living
  if ('step' in change) {
    const step =
      change.step === 'retire' ? ({ do: 'retire' } as const) : ({ do: 'submit', revision: life.revision } as const)
    const outcome = take(life, commonPolicy, step, actor)
    const states = 'life' in outcome ? { before: life.state, after: outcome.life.state } : { before: null, after: null }
    return settled(outcome, null, [{ field: 'state', ...states, runs: [] }])
  }
  const after = changedContent(content, change.set)
  const changes = contentDiff(content, after)
  if (changes.length === 0) return { fate: 'none' }
  const faults = newFaults(content, after)
  if (faults) return { fate: 'refused', refusal: faults }
  const writer = asWriter(life, actor)
  const outcome =
    'life' in writer ? take(writer.life, commonPolicy, { do: 'edit', base: life.revision }, actor) : writer
  return settled(outcome, after, changes)
}

/** What the change itself would make wrong; what was wrong before is not its business. */
function newFaults(before: ItemContent, after: ItemContent): Refusal | undefined {
  const code = 'input.invalid'
  if (!Value.Check(ItemContent, after))
    return { code, message: { zh: '属性过多或字段不合要求。', en: 'Too many attributes, or a field out of bounds.' } }
  const known = new Set(contentFaults(before).map((fault) => `${fault.field} ${fault.code}`))
  const fault = contentFaults(after).find((one) => !known.has(`${one.field} ${one.code}`))
  return fault && { code, message: fault.message }
}

/** Why a draft cannot be handed in as it is: contents are tried in print, as for a single one. */
export async function submitRefusal(deps: Deps, content: ItemContent): Promise<Refusal | undefined> {
  const [fault] = await saveFaults(deps, content)
  return fault && { code: 'input.invalid', message: fault.message }
}

/** Throws `input.invalid` when the change names a point that the element table in force does not have. */
export async function requirePoint(q: Query, bank: string, kind: ItemKind, change: BulkChange): Promise<void> {
  const point = 'set' in change ? change.set.point : undefined
  if (point === undefined || point === null) return
  const table = (await bankStore(q).table(bank, kind === 'practical' ? 'practical' : 'theory'))?.content
  if (table && ![...table.points, ...table.scopes].some(({ code }) => code === point))
    throw new AppError('input.invalid', `The element table has no ${point}. / 细目表中没有${point}。`)
}
