/** A sitting: the lot by which its papers are drawn, and what its counts come to. */
import { digestOf } from './canonical.ts'
import { seededRandom } from './random.ts'
import { closed, nullable, Sha256, type Static, Type } from './schema.ts'
import type { Words } from './words.ts'

const name = Type.String({ minLength: 1, maxLength: 200 })

/** A drawing of lots as it is kept: with its seed anybody can draw again and see the same papers come. */
export const Draw = closed({
  seed: Sha256,
  candidates: Type.Array(name, { minItems: 1, maxItems: 5000 }),
  paper: name,
  spare: nullable(name),
  digest: Sha256,
})
export type Draw = Static<typeof Draw>

/** Draws a paper and a spare from `papers`, whatever their order. There is no spare where only one paper is left. */
export function drawPapers(papers: readonly string[], seed: string): Draw {
  const candidates = [...new Set(papers)].sort()
  const [paper, spare = null] = seededRandom(seed, 'juanku-lot/1').shuffle(candidates)
  if (paper === undefined) throw new RangeError('There is no paper to draw from.')
  return { seed, candidates, paper, spare, digest: digestOf('lot/1', { seed, candidates, paper, spare }) }
}

/** True when drawing again with the seed gives what is kept. */
export function drawHolds(draw: Draw): boolean {
  const again = drawPapers(draw.candidates, draw.seed)
  return again.paper === draw.paper && again.spare === draw.spare && again.digest === draw.digest
}

export type RoomCount = {
  room: string
  candidates: number
  issued: number | null
  collected: number | null
  explanation: string | null
}

/** What of a sitting's copies is not accounted for; empty when every room is. */
export function openCounts(rooms: readonly RoomCount[]): Words[] {
  return rooms.flatMap(({ room, issued, collected, explanation }): Words[] => {
    if (issued === null) return [{ zh: `${room}：尚未登记发放份数`, en: `${room}: copies issued are not entered` }]
    if (collected === null)
      return [{ zh: `${room}：尚未登记回收份数`, en: `${room}: copies collected are not entered` }]
    if (collected !== issued && !explanation?.trim())
      return [
        {
          zh: `${room}：发放${issued}份、回收${collected}份，差异未说明`,
          en: `${room}: ${issued} issued and ${collected} collected, the difference is not explained`,
        },
      ]
    return []
  })
}

/** What an archive keeps of a sitting: from this program, or on paper. */
export const ARCHIVE = [
  { id: 'counts', words: { zh: '试卷发放与回收清单', en: 'papers issued and collected' }, from: 'program' },
  { id: 'unsealing', words: { zh: '启封记录', en: 'record of the unsealing' }, from: 'program' },
  { id: 'draw', words: { zh: '抽卷记录', en: 'record of the lot' }, from: 'program' },
  { id: 'incidents', words: { zh: '考场情况记录', en: 'incidents' }, from: 'program' },
  { id: 'seats', words: { zh: '座次表', en: 'seat record' }, from: 'paper' },
  { id: 'results', words: { zh: '成绩册', en: 'results' }, from: 'paper' },
  { id: 'completed', words: { zh: '考生试卷', en: 'completed papers' }, from: 'paper' },
  { id: 'marking', words: { zh: '评分记录', en: 'marking records' }, from: 'paper' },
  { id: 'defense', words: { zh: '答辩评分表（如有）', en: 'defense scores, if any' }, from: 'paper' },
  { id: 'supervision', words: { zh: '质量督导报告', en: "supervisor's report" }, from: 'paper' },
] as const satisfies readonly { id: string; words: Words; from: 'program' | 'paper' }[]
export type Material = (typeof ARCHIVE)[number]['id']
