/**
 * The archive of a sitting: what must be kept, where each material lies, on
 * paper or electronic, until when, and what is missing; and who may consult it:
 * somebody else approves, two others are present.
 */
import { closed, nullable, type Static, Type, Words } from './schema.ts'
import { ARCHIVE, type Material } from './sitting.ts'

export const Medium = Type.Enum(['paper', 'electronic'])
export type Medium = Static<typeof Medium>

export const mediumWords: Record<Medium, Words> = {
  paper: { zh: '纸质', en: 'paper' },
  electronic: { zh: '电子', en: 'electronic' },
}

export const MaterialId = Type.Enum(ARCHIVE.map(({ id }) => id))

/** What somebody enters of a material: `place` is where it lies, needed of what is `present`. */
export const ArchiveEntry = closed({
  medium: Medium,
  place: Type.String({ maxLength: 200 }),
  present: Type.Boolean(),
})
export type ArchiveEntry = Static<typeof ArchiveEntry>

/**
 * A line of the archive list. `inProgram`: nothing was entered, and this program
 * keeps it. `needed` is false for what this sitting does not have. `keptUntil` is
 * an ISO day; `by` and `at` (Unix ms) are whose entry it is, null without one.
 */
export const ArchiveLine = closed({
  material: MaterialId,
  words: Words,
  ...ArchiveEntry.properties,
  inProgram: Type.Boolean(),
  needed: Type.Boolean(),
  keptUntil: Type.String(),
  by: nullable(Type.String()),
  at: nullable(Type.Integer()),
})
export type ArchiveLine = Static<typeof ArchiveLine>

/** Years that records are kept from the sitting, and the zone (minutes east of UTC) in which its day is told. */
export type ArchiveTerms = { paperYears: number; electronicYears: number; zoneMinutes: number }

/** A sitting as its archive sees it: `ends` is Unix ms; `held` are the materials this program keeps itself. */
export type ArchivedSitting = { ends: number; defense: boolean; held: ReadonlySet<Material> }

/** ISO day `years` after the day of `at`; what ends on 29 February ends on 1 March, so that nothing is kept too short. */
export function dayAfterYears(at: number, years: number, zoneMinutes: number): string {
  const day = new Date(at + zoneMinutes * 60_000)
  return new Date(Date.UTC(day.getUTCFullYear() + years, day.getUTCMonth(), day.getUTCDate()))
    .toISOString()
    .slice(0, 10)
}

/** The list, a line a material; `entries` hold the newest entry of each. */
export function archiveLines(
  { ends, defense, held }: ArchivedSitting,
  entries: ReadonlyMap<string, ArchiveEntry & { by: string; at: number }>,
  { paperYears, electronicYears, zoneMinutes }: ArchiveTerms,
): ArchiveLine[] {
  const until = (medium: Medium) => dayAfterYears(ends, medium === 'paper' ? paperYears : electronicYears, zoneMinutes)
  return ARCHIVE.map(({ id, words, from }): ArchiveLine => {
    const entry = entries.get(id)
    const inProgram = entry === undefined && held.has(id)
    const { medium, place, present } = entry ?? {
      medium: from === 'program' ? ('electronic' as const) : ('paper' as const),
      place: '',
      present: inProgram,
    }
    const needed = id !== 'defense' || defense || present
    const { by, at } = entry ?? { by: null, at: null }
    return { material: id, words, medium, place, present, inProgram, needed, keptUntil: until(medium), by, at }
  })
}

/** What must be there and is not. */
export const missingOf = (lines: readonly ArchiveLine[]): ArchiveLine[] =>
  lines.filter(({ needed, present }) => needed && !present)

const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const time = nullable(Type.Integer({ description: 'Unix time in ms' }))

/** Who wants to consult an archive, and why. */
export const NewConsultation = closed({
  person: name,
  reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
})
export type NewConsultation = Static<typeof NewConsultation>

export const Decision = Type.Enum(['approved', 'refused'])
export type Decision = Static<typeof Decision>

/** The two who were present while somebody consulted an archive. */
export const Present = Type.Array(name, { minItems: 2, maxItems: 2 })

/** A line of the register: asked, decided, consulted; null is what has not happened. */
export const Consultation = closed({
  id: Type.String(),
  sitting: Type.String(),
  ...NewConsultation.properties,
  by: Type.String(),
  at: Type.Integer({ description: 'Unix time in ms' }),
  decision: nullable(Decision),
  decidedBy: nullable(Type.String()),
  decided: time,
  present: nullable(Present),
  visited: time,
})
export type Consultation = Static<typeof Consultation>

/** Why these two cannot be the ones present while `person` consults; undefined when they can. */
export function presenceFault(person: string, present: readonly string[]): Words | undefined {
  const names = present.map((name) => name.trim())
  if (names.length !== 2 || names.includes('') || names[0] === names[1])
    return { zh: '须有两名不同的人员在场。', en: 'Two different people must be present.' }
  if (names.includes(person.trim()))
    return { zh: '查阅人不能作为在场人员。', en: 'Who consults is not one of the two present.' }
  return undefined
}
