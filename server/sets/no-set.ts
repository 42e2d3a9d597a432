/** Why there is no set, in the one form that every route tells it in. */
import type { Breach } from '../../core/check/check.ts'
import { closed, nullable, type Static, Type, Words } from '../../core/schema.ts'
import type { SetOutcome } from './assemble.ts'

/** `sentences` in words, `shortage` in numbers where that is what is wrong. */
export const NoSet = closed({
  outcome: Type.Enum(['impossible', 'contradiction', 'not-finished', 'refused']),
  sentences: Type.Array(Words),
  shortage: nullable(Type.Unknown()),
})

/** The reply for any outcome but a set. */
export function noSet(
  made: Exclude<SetOutcome, { outcome: 'found' }> | { outcome: 'refused'; breaches: readonly Breach[] },
): Static<typeof NoSet> {
  switch (made.outcome) {
    case 'impossible':
      return { outcome: made.outcome, sentences: made.shortage.sentences, shortage: made.shortage }
    case 'contradiction':
      return { outcome: made.outcome, sentences: made.contradictions.map(({ sentence }) => sentence), shortage: null }
    case 'not-finished': {
      const { reason } = made
      const sentence = {
        zh: `搜索未完成（${reason}），未给出套卷`,
        en: `The search did not finish (${reason}); no set is given`,
      }
      return { outcome: made.outcome, sentences: [sentence], shortage: null }
    }
    case 'refused':
      return { outcome: made.outcome, sentences: made.breaches.map(breachWords), shortage: null }
  }
}

/** A breach with the paper it is in. */
export const breachWords = ({ paper, sentence }: Breach): Words => ({
  zh: `${paper === null ? '整套' : `第 ${paper} 卷`}不满足：${sentence.zh}`,
  en: `${paper === null ? 'the set' : `paper ${paper}`} breaks: ${sentence.en}`,
})
