/** Defense sets: a draw list for candidates, or papers of k topics. */
import type { DefenseBlueprint, TopicChoice } from '../blueprint/practical.ts'
import { digestOf } from '../canonical.ts'
import { checkDraw, checkPractical, type PracticalReport } from '../check/practical.ts'
import { seededRandom } from '../random.ts'
import { counted, type Words } from '../words.ts'
import { assemblePractical, type PracticalAssembly } from './practical.ts'
import { ENGINE_VERSION } from './search.ts'

export type DefenseDraw =
  | {
      outcome: 'found'
      draws: { candidate: string; topics: string[] }[]
      report: PracticalReport
      engine: string
      poolDigest: string
    }
  | { outcome: 'impossible'; shortage: DrawShortage }

type DrawShortage = { needs: number; has: number; write: number; sentences: Words[] }

/** What a candidate draws, and in how many draws a topic may stand at most; any number where it is left out. */
export type DrawRules = { perCandidate: number; maxUse?: number | undefined }

/** The candidates that topics are enough for; uses evened out, nothing but their number decides that. */
export function mostCandidates(topics: number, { perCandidate, maxUse }: DrawRules): number {
  const byUse = maxUse === undefined ? Number.POSITIVE_INFINITY : Math.floor((topics * maxUse) / perCandidate)
  return topics >= 2 * perCandidate ? byUse : Math.min(byUse, topics >= perCandidate ? 1 : 0)
}

/** What is missing for a draw; undefined when nothing is. */
function shortageOf(has: number, candidates: number, { perCandidate, maxUse }: DrawRules): DrawShortage | undefined {
  const apart = candidates > 1 ? perCandidate * 2 : perCandidate
  const spread = maxUse === undefined ? 0 : Math.ceil((candidates * perCandidate) / maxUse)
  const needs = Math.max(apart, spread)
  if (has >= needs) return undefined
  const write = needs - has
  const zh = `现有 ${has} 个，需补写 ${write} 个`
  const en = `needs ${counted(needs, 'topic')}, has ${has}, write ${write}`
  const sentence =
    apart >= spread
      ? {
          zh: `每人 ${perCandidate} 题且相邻不同，至少需要 ${needs} 个答辩题，${zh}`,
          en: `${counted(perCandidate, 'topic')} a candidate with neighbours different: ${en}`,
        }
      : {
          zh: `${candidates} 人各 ${perCandidate} 题且每题至多用于 ${maxUse} 人，至少需要 ${needs} 个答辩题，${zh}`,
          en: `${counted(perCandidate, 'topic')} for each of ${counted(candidates, 'candidate')} with no topic drawn more than ${counted(maxUse!, 'time')}: ${en}`,
        }
  return { needs, has, write, sentences: [sentence] }
}

/**
 * Topics for each of `candidates` (numbers or names, in their order), least used
 * first and ties by lot. With twice as many topics as one candidate draws,
 * neighbours never share one and the uses of two topics differ by at most one:
 * inside a round over all topics the ones of the candidate before are used up,
 * and where rounds meet at least `perCandidate` others are left. So no topic is
 * drawn more than `maxUse` times where that can be.
 */
export function defenseDraw(
  topics: readonly TopicChoice[],
  candidates: readonly string[],
  { seed, ...rules }: DrawRules & { seed: string },
): DefenseDraw {
  const { perCandidate } = rules
  const shortage = shortageOf(topics.length, candidates.length, rules)
  if (shortage) return { outcome: 'impossible', shortage }
  const random = seededRandom(seed, 'defense-draw')
  const ids = topics.map(({ id }) => id).sort()
  const used = new Map(ids.map((id) => [id, 0]))
  let before: string[] = []
  const draws = candidates.map((candidate) => {
    const free = random.shuffle(ids).filter((id) => !before.includes(id))
    const drawn = free.sort((a, b) => used.get(a)! - used.get(b)!).slice(0, perCandidate)
    for (const id of drawn) used.set(id, used.get(id)! + 1)
    before = drawn
    return { candidate, topics: random.shuffle(drawn) }
  })
  const report = checkDraw(
    topics,
    rules,
    draws.map((draw) => draw.topics),
  )
  const poolDigest = digestOf(
    'juanku-topics/v1',
    topics.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  )
  return { outcome: 'found', draws, report, engine: ENGINE_VERSION, poolDigest }
}

/** Topics as tasks of one module. */
export const asTasks = (topics: readonly TopicChoice[]) =>
  topics.map(({ id, minutes }) => ({ id, module: 'DEFENSE', halfMarks: 1, minutes }))

/** The rules of defense papers as those of that module. */
export const asRules = ({ topics, maxUse }: DefenseBlueprint) => ({
  modules: [{ module: 'DEFENSE', mode: 'drawn' as const, count: topics, weight: 100 }],
  marks: 'scaled' as const,
  ...(maxUse === undefined ? {} : { maxUse }),
})

/** Papers of `blueprint.topics` topics each, all different, use evened out: a practical set of one module. */
export const defensePapers = (
  topics: readonly TopicChoice[],
  blueprint: DefenseBlueprint,
  options: { papers: number; seed: string },
): Promise<PracticalAssembly> => assemblePractical(asTasks(topics), asRules(blueprint), options)

/** Judges what `defensePapers` makes. */
export const checkDefensePapers = (
  topics: readonly TopicChoice[],
  blueprint: DefenseBlueprint,
  papers: readonly (readonly string[])[],
): PracticalReport => checkPractical(asTasks(topics), asRules(blueprint), papers)
