/** Tables of sittings. Times are Unix ms. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Medium } from '../../core/archive.ts'
import type { Draw, Material } from '../../core/sitting.ts'

/** An examination at a place and time, and the papers that fell to it. */
export const sittings = sqliteTable('sittings', {
  id: text('id').primaryKey(),
  bank: text('bank').notNull(),
  name: text('name').notNull(),
  starts: integer('starts').notNull(),
  ends: integer('ends').notNull(),
  place: text('place').notNull(),
  state: text('state').$type<'planned' | 'drawn' | 'held' | 'archived'>().notNull(),
  paper: text('paper'),
  spare: text('spare'),
  draw: text('draw', { mode: 'json' }).$type<Draw>(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** A room of a sitting: how many candidates, how many copies went out and came back. */
export const sittingRooms = sqliteTable(
  'sitting_rooms',
  {
    sitting: text('sitting').notNull(),
    room: text('room').notNull(),
    candidates: integer('candidates').notNull(),
    issued: integer('issued'),
    issuedBy: text('issued_by'),
    collected: integer('collected'),
    collectedBy: text('collected_by'),
    explanation: text('explanation'),
  },
  (t) => [primaryKey({ columns: [t.sitting, t.room] })],
)

/** Who did what at a sitting. */
export const sittingPeople = sqliteTable(
  'sitting_people',
  {
    sitting: text('sitting').notNull(),
    person: text('person').notNull(),
    part: text('part').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sitting, t.person, t.part] })],
)

/** What happened at a sitting that should not have. */
export const sittingIncidents = sqliteTable('sitting_incidents', {
  id: text('id').primaryKey(),
  sitting: text('sitting').notNull(),
  text: text('text').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** Where a material of a sitting's archive lies; the newest version holds. */
export const archiveEntries = sqliteTable(
  'archive_entries',
  {
    sitting: text('sitting').notNull(),
    material: text('material').$type<Material>().notNull(),
    version: integer('version').notNull(),
    medium: text('medium').$type<Medium>().notNull(),
    place: text('place').notNull(),
    present: integer('present', { mode: 'boolean' }).notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sitting, t.material, t.version] })],
)

/** Who wants to consult a sitting's archive, and why. */
export const consultations = sqliteTable('consultations', {
  id: text('id').primaryKey(),
  sitting: text('sitting').notNull(),
  person: text('person').notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** What the head decided on a consultation. */
export const consultationDecisions = sqliteTable('consultation_decisions', {
  consultation: text('consultation').primaryKey(),
  decision: text('decision').$type<'approved' | 'refused'>().notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** A consultation that took place, with the two who were present. */
export const consultationVisits = sqliteTable('consultation_visits', {
  consultation: text('consultation').primaryKey(),
  first: text('first').notNull(),
  second: text('second').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
