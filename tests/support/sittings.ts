/** A sitting of one room, and its day from the lot to its end. */
import { archiveSitting, collectCopies, endSitting, issueCopies } from '../../server/sittings/day.ts'
import { drawForSitting, planSitting } from '../../server/sittings/plan.ts'
import { BANK, type Program } from './app.ts'
import { approvedOpening, give } from './custody.ts'

const HOUR = 3_600_000

/** Planned for an hour from now; returns its id. */
export async function plannedSitting({ deps, by, clock }: Program): Promise<string> {
  const times = { starts: clock.now + HOUR, ends: clock.now + 2 * HOUR }
  const rooms = [{ room: '1考场', candidates: 30 }]
  const plan = { ...times, name: '2027年第一批', place: '实训楼', rooms, people: [] }
  return (await planSitting(deps.db, BANK, plan, by('officer'))).id
}

/** The lot among the papers of `set`, the opening, copies, and the end. */
export async function holdSitting(program: Program, sitting: string, set: string): Promise<void> {
  const { deps, by, clock } = program
  const { paper } = await drawForSitting(deps, BANK, sitting, [set], by('officer'))
  const wanted = { set, object: 'paper' as const, paper: Number(paper.slice(-2)), sitting }
  const opening = await approvedOpening(program, wanted)
  await give(program, opening, 'ann')
  await give(program, opening, 'bob')
  await issueCopies(deps.db, BANK, sitting, '1考场', 31, by('officer'))
  await collectCopies(deps.db, BANK, sitting, { room: '1考场', copies: 31 }, by('officer'))
  clock.now += 2 * HOUR
  await endSitting(deps.db, BANK, sitting, by('officer'))
}

/** Over, and archived. */
export async function archivedSitting(program: Program, set: string): Promise<string> {
  const sitting = await plannedSitting(program)
  await holdSitting(program, sitting, set)
  await archiveSitting(program.deps.db, BANK, sitting, program.by('officer'))
  return sitting
}
