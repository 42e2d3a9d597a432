/**
 * Rules that are switched off: they stay in the blueprint, and neither engine nor
 * judge looks at them. A switch names a rule by the id that the judge's report
 * and the shortage give it.
 */
import type { Blueprint } from './blueprint.ts'
import type { Say } from './rule.ts'

export type Switches = {
  /** Whether the rule is on. Asking makes its name known. */
  on: (rule: string) => boolean
  /** Tells switches that no rule asked about: a slip of the pen would leave a rule on unnoticed. */
  unknown: (say: Say) => void
}

/** The switches of a blueprint. */
export function switchesOf({ off = [] }: Pick<Blueprint, 'off'>): Switches {
  const asked = new Set<string>()
  return {
    on(rule) {
      asked.add(rule)
      return !off.includes(rule)
    },
    unknown(say) {
      for (const [index, rule] of off.entries())
        if (!asked.has(rule))
          say(`off[${index}]`, `没有可关闭的规则“${rule}”。`, `There is no rule "${rule}" that could be switched off.`)
    },
  }
}

/** The blueprint without what is said of the set as a whole, or of single items, and switched off. */
export function withoutOff(blueprint: Blueprint, { on }: Switches): Blueprint {
  const { meanDifficulty, perPoint, points, overlap, anchors, pinned, excluded, ...rest } = blueprint
  const { withinSet, lastSets, months, usedBefore, maxUses } = overlap ?? {}
  const since = (months !== undefined || usedBefore !== undefined) && on('earlier.day')
  const kept = <K extends string, V>(field: K, value: V | undefined, id: string) =>
    value !== undefined && on(id) ? ({ [field]: value } as Record<K, V>) : {}
  return {
    ...rest,
    ...kept('meanDifficulty', meanDifficulty, 'mean-difficulty'),
    ...kept('perPoint', perPoint, 'per-point'),
    ...kept('anchors', anchors, 'anchors'),
    ...kept('pinned', pinned, 'pinned'),
    ...kept('excluded', excluded, 'excluded'),
    points: { ...kept('min', points?.min, 'points'), ...kept('vary', points?.vary, 'points.vary') },
    overlap: {
      withinSet: on('overlap') ? (withinSet ?? 0) : itemsOf(blueprint),
      ...kept('lastSets', lastSets, 'earlier.sets'),
      ...kept('maxUses', maxUses, 'earlier.uses'),
      ...(since && months !== undefined ? { months } : {}),
      ...(since && usedBefore !== undefined ? { usedBefore } : {}),
    },
  }
}

/** Two papers share no more than all their items. */
const itemsOf = ({ sections }: Blueprint): number => sections.reduce((sum, { count }) => sum + count, 0)
