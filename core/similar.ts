/**
 * Near-duplicates: items that ask the same in other words, and variants of one
 * calculation that differ in their numbers alone. Compared by the Jaccard
 * similarity of character shingles over frames (`similar/frame.ts`): the order
 * of options, width, case and punctuation do not count. Exact and
 * deterministic: the same items give the same pairs, whatever their order.
 */
import type { ItemContent } from './item.ts'
import { closed, type Static, Type } from './schema.ts'
import { comparedTexts, frameOf } from './similar/frame.ts'
import { ranked, similarSets } from './similar/join.ts'
import { jaccard, shinglesOf } from './similar/shingles.ts'
import type { Words } from './words.ts'

/** `same`: the same words and numbers; `numbers`: one question with other numbers, or another picture; `wording`: much the same words. */
export const Why = Type.Enum(['same', 'numbers', 'wording'])
export type Why = 'same' | 'numbers' | 'wording'

export const whyWords: Record<Why, Words> = {
  same: { zh: '文字与数值相同', en: 'the same words and numbers' },
  numbers: { zh: '同一题型，仅数值或图不同', en: 'one question with other numbers or another picture' },
  wording: { zh: '文字相近', en: 'much the same words' },
}

/** `similarity` is that of the frames, from the threshold to 1. `a` is one of the items asked about. */
export const SimilarPair = closed({ a: Type.String(), b: Type.String(), similarity: Type.Number(), why: Why })
export type SimilarPair = Static<typeof SimilarPair>

/** An item as it is compared: see `comparedAs`. */
export type Compared = { id: string; question: string; told: string; shingles: ReadonlySet<number> }

/** On the sample bank: every pair of variants lies above, and below it pairs begin that merely share a subject. */
export const DEFAULT_THRESHOLD = 0.6
/** Variants of one calculation share their frame but for what a number drags along ("1 turn", "2 turns"). */
const VARIANT = 0.7

/** Prepares an item; worth keeping when it is compared more than once. O(length of its text). */
export function comparedAs(id: string, content: ItemContent): Compared {
  const [stem, ...others] = comparedTexts(content).map(frameOf)
  const frames = [stem?.text ?? '', ...others.map(({ text }) => text)]
  return {
    id,
    question: frames.toSorted().join('\n'),
    told: (stem?.told ?? []).toSorted().join(' '),
    shingles: shinglesOf(frames),
  }
}

export type SimilarOptions = {
  /** Least similarity, above 0 and up to 1; `DEFAULT_THRESHOLD` when not given. */
  threshold?: number
  /** At most so many neighbours of an item, its nearest; a pair stays when one of the two keeps it. 20 by default. */
  perItem?: number
  onProgress?: ((done: number, of: number) => void) | undefined
}

/**
 * The pairs of near-duplicates among `items`, and between `items` and
 * `against`, each once, the most similar first. Ids are unique over both lists.
 */
export function nearDuplicates(
  items: readonly Compared[],
  against: readonly Compared[] = [],
  { threshold = DEFAULT_THRESHOLD, perItem = 20, onProgress }: SimilarOptions = {},
): SimilarPair[] {
  const groups = alike(items, against)
  const kept = new Neighbours(perItem)
  const offer = (a: Member, b: Member, similarity: number) => {
    if (a.wanted || b.wanted) kept.offer(a, b, similarity)
  }
  for (const { members } of groups)
    for (const [at, member] of members.entries())
      for (const other of members.slice(at + 1, at + 1 + perItem)) offer(member, other, 1)
  similarSets(ranked(groups.map(({ shingles }) => shingles)), {
    threshold,
    wanted: (group) => groups[group]!.wanted,
    onPair(x, y, similarity) {
      const [few, many] = [groups[x]!.members, groups[y]!.members].toSorted((a, b) => a.length - b.length)
      for (const [at, member] of many!.entries())
        for (let step = 0; step < Math.min(few!.length, perItem); step++)
          offer(few![(at + step) % few!.length]!, member, similarity)
    },
    onProgress,
  })
  return kept.pairs()
}

type Member = Compared & { wanted: boolean }
type Group = { members: Member[]; wanted: boolean; shingles: ReadonlySet<number> }

/** Items with equal shingles as one group: a bank of copies stays one set to compare. In the order of ids. */
function alike(items: readonly Compared[], against: readonly Compared[]): Group[] {
  const all = [
    ...items.map((item) => ({ ...item, wanted: true })),
    ...against.map((item) => ({ ...item, wanted: false })),
  ].sort((a, b) => (a.id < b.id ? -1 : 1))
  const groups = new Map<string, Group>()
  for (const member of all) {
    if (member.shingles.size === 0) continue
    const name = [...member.shingles].sort((a, b) => a - b).join(' ')
    const group = groups.get(name)
    if (group) {
      group.members.push(member)
      group.wanted ||= member.wanted
    } else groups.set(name, { members: [member], wanted: member.wanted, shingles: member.shingles })
  }
  return [...groups.values()]
}

type Neighbour = { other: Member; similarity: number }

/** The nearest neighbours of every item, at most `most` each; memory stays within twice that. */
class Neighbours {
  readonly #most: number
  readonly #of = new Map<Member, Neighbour[]>()

  constructor(most: number) {
    this.#most = most
  }

  offer(a: Member, b: Member, similarity: number): void {
    this.#add(a, { other: b, similarity })
    this.#add(b, { other: a, similarity })
  }

  #add(member: Member, neighbour: Neighbour): void {
    const list = this.#of.get(member) ?? []
    list.push(neighbour)
    this.#of.set(member, list.length > 2 * this.#most ? this.#nearest(list) : list)
  }

  #nearest(list: Neighbour[]): Neighbour[] {
    return list.sort((a, b) => b.similarity - a.similarity || (a.other.id < b.other.id ? -1 : 1)).slice(0, this.#most)
  }

  pairs(): SimilarPair[] {
    const found = new Map<string, SimilarPair>()
    for (const [member, list] of this.#of)
      for (const { other, similarity } of this.#nearest(list)) {
        const [a, b] = inOrder(member, other)
        found.set(`${a.id}\n${b.id}`, { a: a.id, b: b.id, similarity, why: whyOf(a, b, similarity) })
      }
    return [...found.values()].sort((p, q) => q.similarity - p.similarity || (pairName(p) < pairName(q) ? -1 : 1))
  }
}

const pairName = ({ a, b }: SimilarPair): string => `${a}\n${b}`

/** The item asked about stands first; of two such, the one with the smaller id. */
const inOrder = (a: Member, b: Member): [Member, Member] =>
  a.wanted === b.wanted ? (a.id < b.id ? [a, b] : [b, a]) : a.wanted ? [a, b] : [b, a]

function whyOf(a: Compared, b: Compared, similarity: number): Why {
  if (a.told !== b.told) return similarity >= VARIANT ? 'numbers' : 'wording'
  return a.question === b.question ? 'same' : 'wording'
}

/** How alike two short texts are, such as the names of two assessment points: 0 to 1, numbers counting as they stand. */
export const textSimilarity = (a: string, b: string): number =>
  jaccard(shinglesOf([a.normalize('NFKC').toLowerCase()]), shinglesOf([b.normalize('NFKC').toLowerCase()]))
