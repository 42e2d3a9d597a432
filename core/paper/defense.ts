/** Defense papers (答辩) of Level 2 and 1: cards a candidate draws, score sheets and record for the committee, a list of draws. */
import type { DefenseTopic } from '../item.ts'
import { closed, HalfMarks, nullable, type Static, Type } from '../schema.ts'
import { type HeadInput, headOf, PaperHead, type PositionMap } from './head.ts'

const number = Type.Integer({ minimum: 1 })
const title = Type.String({ minLength: 1 })
const minutes = Type.Integer({ minimum: 1 })

export const TopicCards = closed({
  kind: Type.Literal('topic-cards'),
  head: PaperHead,
  topics: Type.Array(closed({ number, title, minutes })),
})
export type TopicCards = Static<typeof TopicCards>

export const ScoreSheets = closed({
  kind: Type.Literal('score-sheets'),
  head: PaperHead,
  topics: Type.Array(
    closed({
      number,
      title,
      minutes,
      total: Type.Integer({ minimum: 1, description: 'half marks' }),
      expected: Type.Array(title),
      scoring: Type.Array(closed({ text: title, marks: HalfMarks })),
      followUps: Type.Array(title),
    }),
  ),
})
export type ScoreSheets = Static<typeof ScoreSheets>

/** The topics each candidate answers, by place in the order of drawing. */
export const DrawList = closed({
  kind: Type.Literal('draw-list'),
  head: PaperHead,
  draws: Type.Array(closed({ place: number, topics: Type.Array(number) })),
})
export type DrawList = Static<typeof DrawList>

/**
 * What a committee writes down: a sheet a candidate in the order of drawing, or
 * one blank sheet (`place` is null) when topics are drawn by hand on the day.
 */
export const DefenseRecords = closed({
  kind: Type.Literal('defense-records'),
  head: PaperHead,
  sheets: Type.Array(
    closed({
      place: nullable(number),
      topics: Type.Array(
        closed({ number, title, minutes, total: Type.Integer({ minimum: 1, description: 'half marks' }) }),
      ),
    }),
  ),
})
export type DefenseRecords = Static<typeof DefenseRecords>

export type PickedTopic = { id: string; digest: string; content: DefenseTopic }
export type DefenseInput = HeadInput & {
  topics: readonly PickedTopic[]
  /** For each candidate in turn the item ids of the topics drawn; empty when drawn by hand on the day. */
  draws?: readonly (readonly string[])[]
}

/** The documents of one defense set, topics numbered in the order given. Throws if a draw names another topic. */
export function defensePaper(input: DefenseInput): {
  cards: TopicCards
  scores: ScoreSheets
  draw: DrawList
  records: DefenseRecords
  positions: PositionMap
} {
  const numbered = input.topics.map((topic, at) => ({ ...topic, number: at + 1 }))
  const topicOf = (id: string) => {
    const found = numbered.find((topic) => topic.id === id)
    if (!found) throw new Error('A draw names a topic that is not in the set.')
    return found
  }
  const totalOf = ({ scoringPoints }: DefenseTopic) => scoringPoints.reduce((sum, { marks }) => sum + marks, 0)
  const draws = input.draws ?? []
  return {
    cards: {
      kind: 'topic-cards',
      head: headOf(input, '答辩题卡'),
      topics: numbered.map(({ number, content: { title, minutes } }) => ({ number, title, minutes })),
    },
    scores: {
      kind: 'score-sheets',
      head: headOf(input, '答辩评分表'),
      topics: numbered.map(({ number, content }) => ({
        number,
        title: content.title,
        minutes: content.minutes,
        total: totalOf(content),
        expected: content.expectedPoints,
        scoring: content.scoringPoints,
        followUps: content.followUps,
      })),
    },
    draw: {
      kind: 'draw-list',
      head: headOf(input, '答辩抽题登记表'),
      draws: draws.map((ids, at) => ({ place: at + 1, topics: ids.map((id) => topicOf(id).number) })),
    },
    records: {
      kind: 'defense-records',
      head: headOf(input, '答辩记录表'),
      sheets:
        draws.length === 0
          ? [{ place: null, topics: [] }]
          : draws.map((ids, at) => ({
              place: at + 1,
              topics: ids.map(topicOf).map(({ number, content }) => ({
                number,
                title: content.title,
                minutes: content.minutes,
                total: totalOf(content),
              })),
            })),
    },
    positions: {
      kind: 'positions',
      id: input.paperId,
      form: '',
      positions: numbered.map(({ number, id, digest }) => ({ number, item: id, digest })),
    },
  }
}
