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

/**
 * A line for `label` and a signal that Ctrl-C aborts; whoever presses it again ends the
 * program. `end` clears the line.
 */
export function assemblyProgress(label: string): {
  show: (progress: AssembleProgress) => void
  signal: AbortSignal
  end: () => void
} {
  const line = progressLine(label)
  const cancel = new AbortController()
  const abort = () => cancel.abort()
  process.once('SIGINT', abort)
  return {
    show: ({ rung, papers, of }) => line.show(papers, of, words(rungWords[rung])),
    signal: cancel.signal,
    end() {
      process.off('SIGINT', abort)
      line.end()
    },
  }
}
