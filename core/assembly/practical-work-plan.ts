/**
 * What to write for more practical or defense papers: tasks per module, by what
 * ends the yield. The engine is asked for all papers; what it proves to be short
 * is written (in thought) and it is asked again. Where no module is short by
 * itself, different combinations are: one more task goes where it makes most.
 */
import type {
  DefenseBlueprint,
  PracticalBlueprint,
  PracticalModule,
  TaskChoice,
  TopicChoice,
} from '../blueprint/practical.ts'
import { practicalContradictions, tasksOf } from '../blueprint/practical-rules.ts'
import { isWithin } from '../element-table.ts'
import type { Words } from '../words.ts'
import { asRules, asTasks } from './defense.ts'
import { assemblePractical } from './practical.ts'
import { practicalYield } from './scarce.ts'

/** Tasks of a module to write; `halfMarks` and `minutes` are those of one that fits. */
export type ModuleToWrite = { module: string; write: number; halfMarks: number; minutes: number }

/** `found` papers exist. `stopped` says why the modules do not suffice for `wanted`, null when they do. */
export type PracticalWorkPlan = { found: number; wanted: number; modules: ModuleToWrite[]; stopped: Words[] | null }

/** Tasks thought of at most; beyond it the plan stops and says so. */
const MOST_NEW = 500
/** Minutes of a task where neither rules nor other tasks tell. */
const USUAL_MINUTES = 30

/** What to write so that `wanted` different papers exist; the same input gives the same plan. */
export async function practicalWorkPlan(
  tasks: readonly TaskChoice[],
  rules: PracticalBlueprint,
  wanted: number,
): Promise<PracticalWorkPlan> {
  const contradictions = practicalContradictions(rules)
  if (contradictions.length > 0)
    return { found: 0, wanted, modules: [], stopped: contradictions.map(({ sentence }) => sentence) }
  const { found } = await practicalYield(tasks, rules, wanted)
  const written = new Map<string, ModuleToWrite>()
  const all = [...tasks]
  const planned = (stopped: Words[] | null): PracticalWorkPlan => ({
    found: Math.min(found, wanted),
    wanted,
    modules: [...written.values()].sort((a, b) => b.write - a.write),
    stopped,
  })
  while (all.length - tasks.length <= MOST_NEW) {
    const answer = await assemblePractical(all, rules, { papers: wanted, seed: 'work-plan' })
    if (answer.outcome === 'found') return planned(null)
    if (answer.outcome !== 'impossible') break
    const { modules } = answer.shortage
    const short = modules.length > 0 ? modules : [{ module: scarcest(all, rules), write: 1 }]
    for (const { module, write } of short) {
      const rule = rules.modules.find((one) => one.module === module)!
      const fitting = taskThatFits(tasks, rule)
      const before = written.get(module)?.write ?? 0
      written.set(module, { module, write: before + write, ...fitting })
      for (let n = 0; n < write; n++) all.push({ id: `new ${module} ${before + n}`, module, ...fitting })
    }
  }
  return planned([
    {
      zh: `补写上列任务后，${wanted}套仍未能在限定步数内组成。`,
      en: `With the tasks above, ${wanted} papers were still not made within the limit of steps.`,
    },
  ])
}

/** Topics to write for `wanted` different defense papers: a plan of one module. */
export const defenseWorkPlan = (
  topics: readonly TopicChoice[],
  blueprint: DefenseBlueprint,
  wanted: number,
): Promise<PracticalWorkPlan> => practicalWorkPlan(asTasks(topics), asRules(blueprint), wanted)

const ownOf = (tasks: readonly TaskChoice[], { module }: PracticalModule): TaskChoice[] =>
  tasks.filter((task) => isWithin(task.module, module))

/** The module in which one more task multiplies the combinations most: (n + 1) / (n + 1 − k). The first of equals. */
function scarcest(tasks: readonly TaskChoice[], { modules }: PracticalBlueprint): string {
  const gain = (module: PracticalModule) => {
    const more = ownOf(tasks, module).length + 1
    return more / Math.max(more - tasksOf(module), 0.5)
  }
  return modules.reduce((best, module) => (gain(module) > gain(best) ? module : best)).module
}

/** Marks and minutes of a task that fits its module: an even share of the marks, minutes like those of the others. */
function taskThatFits(tasks: readonly TaskChoice[], rule: PracticalModule): { halfMarks: number; minutes: number } {
  const each = tasksOf(rule)
  const times = ownOf(tasks, rule)
    .map(({ minutes }) => minutes)
    .sort((a, b) => a - b)
  const usual = times[Math.floor(times.length / 2)] ?? USUAL_MINUTES
  const most = Math.floor((rule.minutes ?? Number.POSITIVE_INFINITY) / each)
  const least = Math.ceil((rule.minMinutes ?? each) / each)
  return {
    halfMarks: Math.max(1, Math.round((rule.weight * 2) / each)),
    minutes: Math.max(1, least, Math.min(usual, most)),
  }
}
