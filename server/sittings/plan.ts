/** Planning a sitting, and drawing its paper and spare by lot. */
import { randomBytes } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { type Draw, drawPapers } from '../../core/sitting.ts'
import { type By, newId } from '../by.ts'
import { requireClock } from '../custody/clock.ts'
import type { Db, Query } from '../db/open.ts'
import { sittings } from '../db/schema-sittings.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { requireSet } from '../sets/approve.ts'
import { type SittingRow, sittingStore } from './store.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })

/** What somebody does at a sitting. */
const SittingPart = Type.Union([
  Type.Literal('officer'),
  Type.Literal('invigilator'),
  Type.Literal('assessor'),
  Type.Literal('supervisor'),
  Type.Literal('custodian'),
  Type.Literal('other'),
])

/** Times are Unix ms. */
export const NewSitting = closed({
  name: text,
  starts: Type.Integer({ minimum: 0 }),
  ends: Type.Integer({ minimum: 0 }),
  place: text,
  rooms: Type.Array(closed({ room: text, candidates: Type.Integer({ minimum: 0, maximum: 10_000 }) }), {
    minItems: 1,
    maxItems: 500,
  }),
  people: Type.Array(closed({ person: text, part: SittingPart }), {
    maxItems: 500,
    uniqueItems: true,
  }),
})
export type NewSitting = Static<typeof NewSitting>

/** Plans a sitting with its rooms and people. Throws `input.invalid` for one that ends before it starts, or names a room twice. */
export async function planSitting(db: Db, bank: string, plan: NewSitting, by: By): Promise<SittingRow> {
  const { rooms, people, ...fields } = plan
  if (plan.ends <= plan.starts)
    throw new AppError('input.invalid', 'The sitting ends before it starts. / 结束时间应晚于开始时间。')
  if (new Set(rooms.map(({ room }) => room)).size < rooms.length)
    throw new AppError('input.invalid', 'A room is there twice. / 考场重复。')
  const row: SittingRow = {
    ...fields,
    id: newId(by.at),
    bank,
    state: 'planned',
    paper: null,
    spare: null,
    draw: null,
    by: by.actor,
    at: by.at,
  }
  const blank = { sitting: row.id, issued: null, issuedBy: null, collected: null, collectedBy: null, explanation: null }
  await attempt(db, { bank, did: 'sitting.plan', to: row.id }, by, async (q) => {
    await sittingStore(q).insert(
      row,
      rooms.map((room) => ({ ...blank, ...room })),
      people,
    )
  })
  return row
}

/**
 * Draws a sitting's paper and spare by lot from the sealed papers of sets that no
 * sitting has drawn. The seed is drawn here; seed and candidates go into the log with
 * the result, so that anybody can draw again (`drawHolds`).
 */
export async function drawForSitting(
  deps: Pick<Deps, 'db' | 'now' | 'uptime'>,
  bank: string,
  id: string,
  sets: readonly string[],
  by: By,
): Promise<Draw> {
  await requireClock(deps)
  const seed = randomBytes(32).toString('hex')
  const about = { bank, did: 'sitting.draw', to: `${id} ${sets.join(' ')} ${seed}` }
  return attempt(deps.db, about, by, async (q) => {
    const { row } = await sittingStore(q).require(bank, id)
    if (row.state !== 'planned')
      throw new AppError('sitting.state', 'The lot of this sitting has fallen already. / 本场考试已抽卷。')
    const candidates = await free(q, bank, sets)
    if (candidates.length === 0)
      throw new AppError(
        'sitting.state',
        'No sealed paper of these sets is left to draw from. / 所列套卷中没有可抽取的密封试卷。',
      )
    const draw = drawPapers(candidates, seed)
    await sittingStore(q).update(id, { state: 'drawn', paper: draw.paper, spare: draw.spare, draw })
    return draw
  })
}

/** Sealed papers of sets that are nobody's paper and nobody's spare. */
async function free(q: Query, bank: string, sets: readonly string[]): Promise<string[]> {
  const papers: string[] = []
  for (const set of sets)
    papers.push(...(await requireSet(q, bank, set)).papers.flatMap(({ id, state }) => (state === 'sealed' ? [id] : [])))
  const [asPaper, asSpare] = [
    await q.select({ id: sittings.paper }).from(sittings).where(inArray(sittings.paper, papers)),
    await q.select({ id: sittings.spare, state: sittings.state }).from(sittings).where(inArray(sittings.spare, papers)),
  ]
  const taken = new Set([
    ...asPaper.map(({ id }) => id),
    // A spare that its sitting did not need stays sealed and may be drawn again.
    ...asSpare.flatMap(({ id, state }) => (state === 'planned' || state === 'drawn' ? [id] : [])),
  ])
  return papers.filter((id) => !taken.has(id))
}
