/** What a practical blueprint asks for, and whether it can be: arithmetic alone, so that whoever writes one is told at every stroke. */
import { isWithin } from '../scope-code.ts'
import { counted } from '../words.ts'
import type { PracticalBlueprint, PracticalModule } from './practical.ts'
import type { Contradiction } from './resolve.ts'

/** Tasks a paper takes from a module. */
export const tasksOf = ({ mode, count }: PracticalModule): number => (mode === 'pick_one' ? 1 : (count ?? 1))

/** What is wrong with the rules themselves. */
export function practicalContradictions({ modules, minutes, minMinutes }: PracticalBlueprint): Contradiction[] {
  const found: Contradiction[] = []
  const say = (place: string, zh: string, en: string) => found.push({ place, sentence: { zh, en } })
  const sum = Number(modules.reduce((total, { weight }) => total + weight, 0).toFixed(3))
  if (Math.abs(sum - 100) > 0.001)
    say('modules', `各模块比重合计为 ${sum}，应为 100。`, `The weights of the modules sum to ${sum} instead of 100.`)
  for (const [i, { module }] of modules.entries())
    for (const other of modules.slice(0, i))
      if (isWithin(module, other.module) || isWithin(other.module, module))
        say(`modules[${i}]`, `模块 ${module} 与 ${other.module} 重叠。`, `Module ${module} overlaps ${other.module}.`)
  const bands = [
    { place: 'minutes', minutes, minMinutes },
    ...modules.map((one, i) => ({ place: `modules[${i}]`, ...one })),
  ]
  for (const { place, minutes: most, minMinutes: low } of bands)
    if (most !== undefined && low !== undefined && low > most)
      say(place, `用时下限 ${low} 分钟大于上限 ${most} 分钟。`, `At least ${low} minutes is above at most ${most}.`)
  const least = modules.reduce((total, module) => total + tasksOf(module), 0)
  if (minutes !== undefined && minutes < least)
    say(
      'minutes',
      `${least} 项任务无法在 ${minutes} 分钟内完成。`,
      `${counted(least, 'task')} cannot fit ${counted(minutes, 'minute')}.`,
    )
  return found
}
