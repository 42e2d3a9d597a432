/** The numbers of one paper: each calculation item drawn from the set's seed, the paper's number and its own id. */
import { isCalculation } from '../../core/calculation/item.ts'
import type { Deps } from '../deps.ts'
import { calculate } from '../items/calculation.ts'
import type { Frozen } from './documents.ts'
import type { Draft } from './draft.ts'

/**
 * The frozen revisions as paper `number` (from 1) of a set holds them: those with a calculation
 * filled in, with the values they stand on. All forms of a paper have the same
 * numbers. Throws `item.calculation` when one cannot be drawn.
 */
export async function drawnRevisions(
  deps: Pick<Deps, 'calculator'>,
  draft: Draft,
  number: number,
  frozen: ReadonlyMap<string, Frozen>,
): Promise<ReadonlyMap<string, Frozen>> {
  const asked = (draft.papers[number - 1] ?? []).flatMap((id) => {
    const content = frozen.get(id)?.content
    return content && isCalculation(content) ? [{ id, content, seed: `${draft.seed}/${number}/${id}` }] : []
  })
  if (asked.length === 0) return frozen
  const made = await calculate(deps.calculator, 'draw', {
    items: asked.map(({ content, seed }) => ({ content, seed })),
  })
  const drawn = new Map(frozen)
  for (const [index, { id }] of asked.entries()) drawn.set(id, { ...frozen.get(id)!, ...made[index]! })
  return drawn
}
