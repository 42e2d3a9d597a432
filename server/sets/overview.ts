/** The papers of an unsealed set beside each other in numbers: what each is made of, the letters of its keys, and what any two share. Names no item. */
import type { Blueprint, PoolItem } from '../../core/blueprint/blueprint.ts'
import { lettersOf, makeForm } from '../../core/form.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Deps } from '../deps.ts'
import { openSet } from './compose.ts'
import { partsOf } from './forms.ts'
import { usableItems } from './pool.ts'

/** How many items of a paper fall to each type, difficulty ("unknown" too), top scope and key letter of form A. */
export type Shape = Record<'types' | 'difficulties' | 'scopes' | 'letters', Record<string, number>>
/** `shared[a][b]`: items that papers a and b (from 0) have in common; on the diagonal, all items of a paper. */
export type Overview = { papers: Shape[]; shared: number[][] }

/** Throws what `openSet` throws. The look is in the log. */
export async function overviewOf(deps: Deps, bank: string, id: string, by: By): Promise<Overview> {
  const { source, state, draft } = await openSet(deps, bank, id)
  await record(deps.db, act(by, bank, 'set.read', id))
  const known = new Map(source.pool.map((item) => [item.id, item]))
  const usable = new Map((await usableItems(deps.db, bank, 'theory')).map((item) => [item.id, item]))
  const sets = state.papers.map((ids) => new Set(ids))
  const papers = state.papers.map((ids, index): Shape => {
    const items = ids.flatMap((one) => known.get(one) ?? [])
    const parts = partsOf(ids, draft.blueprint as Blueprint, usable)
    const order = makeForm(parts, { seed: `${draft.seed}/${index + 1}`, form: 'A' })
    return { ...shapeOf(items), letters: counted(order.sections.flat().flatMap((one) => letters(one, usable))) }
  })
  return { papers, shared: sets.map((a) => sets.map((b) => [...a].filter((one) => b.has(one)).length)) }
}

const shapeOf = (items: readonly PoolItem[]): Omit<Shape, 'letters'> => ({
  types: counted(items.map(({ type }) => type)),
  difficulties: counted(items.map(({ difficulty }) => String(difficulty ?? 'unknown'))),
  scopes: counted(items.map(({ scope }) => scope.split('-').slice(0, 2).join('-'))),
})

/** Each letter of an item's key, or √ and ×; none for a written answer. */
function letters(
  { id, options }: { id: string; options: readonly string[] },
  usable: ReadonlyMap<string, { content: { key: object } }>,
): string[] {
  const key = usable.get(id)?.content.key
  if (!key) return []
  if ('truth' in key) return [key.truth ? '√' : '×']
  return 'options' in key ? [...lettersOf(key.options as string[], options)] : []
}

function counted(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
