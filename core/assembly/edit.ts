/**
 * Editing an assembled set: steps on its papers, judged at the end, so that a set
 * never goes below its rules. Pure and seeded: the same pool, blueprint, seed,
 * papers and steps give the same set.
 */
import type { Blueprint, Placement, PoolItem } from '../blueprint/blueprint.ts'
import { resolveBlueprint } from '../blueprint/resolve.ts'
import { type Breach, check, type Report } from '../check/check.ts'
import { type Assembly, assemble } from './assemble.ts'
import type { EditStep } from './edit-step.ts'
import type { AssembleOptions } from './search.ts'

/** A set as it stands: papers, what is pinned and excluded beyond the blueprint, and how many steps led here. */
export type SetState = { papers: string[][]; pinned: Placement[]; excluded: Placement[]; steps: number }

/** What a set is edited in. */
export type EditSource = { pool: readonly PoolItem[]; blueprint: Blueprint; seed: string }

export type Edited =
  | { outcome: 'done'; state: SetState; report: Report }
  | { outcome: 'refused'; breaches: Breach[] }
  | Exclude<Assembly, { outcome: 'found' }>

/** The blueprint with what people have pinned and excluded in the set, which no switch of the blueprint turns off. */
export const blueprintOf = (
  { blueprint }: Pick<EditSource, 'blueprint'>,
  { pinned, excluded }: Pick<SetState, 'pinned' | 'excluded'>,
): Blueprint => {
  const { off = [] } = blueprint
  const own = (field: 'pinned' | 'excluded') => (off.includes(field) ? [] : (blueprint[field] ?? []))
  return {
    ...blueprint,
    off: off.filter((rule) => rule !== 'pinned' && rule !== 'excluded'),
    pinned: [...own('pinned'), ...pinned],
    excluded: [...own('excluded'), ...excluded],
  }
}

/** A set that nobody has edited. */
export const untouched = (papers: readonly (readonly string[])[]): SetState => ({
  papers: papers.map((ids) => [...ids]),
  pinned: [],
  excluded: [],
  steps: 0,
})

/** Does all of `steps`, or none of them where the set they lead to would break a rule. */
export async function editSet(
  source: EditSource,
  before: SetState,
  steps: readonly EditStep[],
  onProgress?: AssembleOptions['onProgress'],
): Promise<Edited> {
  let state = before
  for (const step of steps) {
    const next = await stepped(source, state, step, onProgress)
    if ('outcome' in next) return next
    state = { ...next, steps: state.steps + 1 }
  }
  const resolution = resolveBlueprint(blueprintOf(source, state))
  if (!resolution.ok) return { outcome: 'contradiction', contradictions: resolution.contradictions }
  const report = check(source.pool, resolution.blueprint, state.papers)
  return report.holds ? { outcome: 'done', state, report } : { outcome: 'refused', breaches: report.breaches }
}

const notThere: Breach = {
  rule: 'edit',
  paper: null,
  sentence: { zh: '要替换的试题不在该卷中。', en: 'The item to replace is not in that paper.' },
}

async function stepped(
  source: EditSource,
  state: SetState,
  step: EditStep,
  onProgress: AssembleOptions['onProgress'],
): Promise<SetState | Exclude<Edited, { outcome: 'done' }>> {
  switch (step.do) {
    case 'replace': {
      const paper = state.papers[step.paper - 1]
      const at = paper?.indexOf(step.item) ?? -1
      if (!paper || at < 0) return { outcome: 'refused', breaches: [notThere] }
      return { ...state, papers: state.papers.with(step.paper - 1, paper.with(at, step.by)) }
    }
    case 'pin':
      return { ...state, pinned: [...without(state.pinned, step), placement(step)] }
    case 'exclude':
      return { ...state, excluded: [...without(state.excluded, step), placement(step)] }
    case 'free': {
      const others = ({ item }: Placement) => item !== step.item
      return { ...state, pinned: state.pinned.filter(others), excluded: state.excluded.filter(others) }
    }
    case 'rerun':
      return rerun(source, state, step.keep, onProgress)
  }
}

const placement = ({ item, paper }: Placement): Placement => (paper === undefined ? { item } : { item, paper })
const without = (list: readonly Placement[], { item, paper }: Placement): Placement[] =>
  list.filter((one) => one.item !== item || one.paper !== paper)

/** Everything anew but pins and kept papers, whose items are pinned for the time of the run. */
async function rerun(
  { pool, blueprint, seed }: EditSource,
  state: SetState,
  keep: readonly number[],
  onProgress: AssembleOptions['onProgress'],
): Promise<SetState | Exclude<Edited, { outcome: 'done' }>> {
  const bound = blueprintOf({ blueprint }, state)
  const anchored = new Set(bound.anchors)
  const kept = keep.flatMap((paper) =>
    (state.papers[paper - 1] ?? []).flatMap((item) => (anchored.has(item) ? [] : [{ item, paper }])),
  )
  const made = await assemble(
    pool,
    { ...bound, pinned: [...(bound.pinned ?? []), ...kept] },
    { papers: state.papers.length - (blueprint.spare ?? 0), seed: `${seed}/step ${state.steps + 1}`, onProgress },
  )
  if (made.outcome !== 'found') return made
  // A kept paper keeps its order too.
  const papers = made.papers.map((ids, index) => (keep.includes(index + 1) ? state.papers[index]! : ids))
  return { ...state, papers }
}
