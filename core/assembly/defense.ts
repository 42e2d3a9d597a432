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
  | { outcome: 'impossible'; shortage: { needs: number; has: number; write: number; sentences: Words[] } }

/**
 * Topics for each of `candidates` (numbers or names, in their order), least used
 * first and ties by lot. With twice as many topics as one candidate draws,
 * neighbours never share one and the uses of two topics differ by at most one:
 * inside a round over all topics the ones of the candidate before are used up,
 * and where rounds meet at least `perCandidate` others are left.
 */
export function defenseDraw(
  topics: readonly TopicChoice[],
  candidates: readonly string[],
  { perCandidate, seed }: { perCandidate: number; seed: string },
): DefenseDraw {
  const needs = candidates.length > 1 ? perCandidate * 2 : perCandidate
  if (topics.length < needs) {
    const has = topics.length
    const zh = `每人 ${perCandidate} 题且相邻不同，至少需要 ${needs} 个答辩题，现有 ${has} 个，需补写 ${needs - has} 个`
    const en = `${counted(perCandidate, 'topic')} a candidate with neighbours different: needs ${counted(needs, 'topic')}, has ${has}, write ${needs - has}`
    return { outcome: 'impossible', shortage: { needs, has, write: needs - has, sentences: [{ zh, en }] } }
  }
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
    perCandidate,
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
