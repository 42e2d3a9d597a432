/** The difference of two contents of an item: which fields changed, and inside texts what. */
import type { ItemContent } from './item.ts'
import { closed, nullable, type Static, Type } from './schema.ts'
import { editScript, TextRun, textDiff } from './text-diff.ts'

/**
 * A field that differs, by its path (`item-fields.ts`). `before` is null for
 * what was added, `after` for what was removed; both are texts, or JSON of
 * other values. `runs` shows a changed text part by part.
 */
export const FieldChange = closed({
  field: Type.String(),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
  runs: Type.Array(TextRun),
})
export type FieldChange = Static<typeof FieldChange>

type Value = unknown
type Fields = Record<string, Value>

/** Every field that differs, in the order of the fields; empty when both say the same. */
export const contentDiff = (before: ItemContent, after: ItemContent): FieldChange[] => changes('', before, after)

const isFields = (value: Value): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value)
const hasId = (value: Value): value is { id: string } => isFields(value) && typeof value['id'] === 'string'
const said = (value: Value): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

function changes(field: string, before: Value, after: Value): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const at = (name: string) => (field === '' ? name : `${field}.${name}`)
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(field, before, after)
  if (isFields(before) && isFields(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name) => changes(at(name), before[name], after[name]))
  }
  const runs = typeof before === 'string' && typeof after === 'string' ? textDiff(before, after) : []
  return [{ field, before: said(before), after: said(after), runs }]
}

/** Entries with an id are matched by it, others by what they say: an inserted row changes no row after it. */
function listChanges(field: string, before: readonly Value[], after: readonly Value[]): FieldChange[] {
  if ([...before, ...after].every(hasId)) return idChanges(field, before as { id: string }[], after as { id: string }[])
  const found: FieldChange[] = []
  let [left, right] = [0, 0]
  let removed: number[] = []
  let added: number[] = []
  const settle = () => {
    // A removed row and an added one at the same place are one row that changed.
    for (let i = 0; i < Math.max(removed.length, added.length); i += 1) {
      const [was, is] = [removed[i], added[i]]
      const place = `${field}.${(is ?? was ?? 0) + 1}`
      found.push(
        ...changes(place, was === undefined ? undefined : before[was], is === undefined ? undefined : after[is]),
      )
    }
    removed = []
    added = []
  }
  const text = (value: Value) => JSON.stringify(value)
  for (const { how } of editScript(before.map(text), after.map(text))) {
    if (how === 'same') {
      settle()
      left += 1
      right += 1
    } else if (how === 'removed') removed.push(left++)
    else added.push(right++)
  }
  settle()
  return found
}

function idChanges(field: string, before: readonly { id: string }[], after: readonly { id: string }[]): FieldChange[] {
  const [was, is] = [before, after].map((list) => new Map(list.map((entry) => [entry.id, entry]))) as [
    Map<string, Value>,
    Map<string, Value>,
  ]
  const order = ({ id }: { id: string }) => id
  const kept = (list: readonly { id: string }[]) => list.map(order).filter((id) => was.has(id) && is.has(id))
  const moved: FieldChange[] =
    kept(before).join() === kept(after).join()
      ? []
      : [{ field, before: before.map(order).join(' '), after: after.map(order).join(' '), runs: [] }]
  const ids = [...new Set([...before, ...after].map(order))]
  return [...moved, ...ids.flatMap((id) => changes(`${field}.${id}`, was.get(id), is.get(id)))]
}
