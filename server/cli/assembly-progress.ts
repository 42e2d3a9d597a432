/** The progress of an assembly on a terminal: papers done, and the rung of the ladder. */
import type { AssembleProgress } from '../../core/assembly/search.ts'
import type { Words } from '../../core/words.ts'
import { progressLine, words } from './terminal.ts'

/** What the engine is at, in words. */
export const rungWords: Record<AssembleProgress['rung'], Words> = {
  totals: { zh: '全套合计', en: 'totals of the set' },
  box: { zh: '逐卷配额', en: 'paper by paper' },
  'look-ahead': { zh: '逐卷并预留其余', en: 'paper by paper, looking ahead' },
  joint: { zh: '全套联立', en: 'all papers at once' },
  pick: { zh: '选题', en: 'choosing items' },
  shortage: { zh: '查找缺口', en: 'finding what is short' },
}

/** A line for `label`; `end` clears it. */
export function assemblyProgress(label: string): { show: (progress: AssembleProgress) => void; end: () => void } {
  const line = progressLine(label)
  return { show: ({ rung, papers, of }) => line.show(papers, of, words(rungWords[rung])), end: line.end }
}
