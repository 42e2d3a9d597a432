/** Tables of custody: groups, envelopes, ceremonies, the register of sealed objects, the clock. Times are Unix ms. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A group of custodians by name; a change makes another version, the newest is in force. */
export const custodyGroups = sqliteTable('custody_groups', {
  id: text('id').primaryKey(),
  bank: text('bank').notNull(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  threshold: integer('threshold').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** Who belongs to a version of a group. */
export const custodyMembers = sqliteTable(
  'custody_members',
  {
    group: text('group').notNull(),
    custodian: text('custodian').notNull(),
  },
  (t) => [primaryKey({ columns: [t.group, t.custodian] })],
)

/** Envelopes after the first: after a change of passphrase, or shares dealt anew. The highest generation is in force. */
export const envelopes = sqliteTable(
  'envelopes',
  {
    seal: text('seal').notNull(),
    generation: integer('generation').notNull(),
    file: text('file').notNull(),
    digest: text('digest').notNull(),
    by: text('by').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.seal, t.generation] })],
)

/** An opening, from its request to its end; one at a time for an object. */
export const ceremonies = sqliteTable('ceremonies', {
  id: text('id').primaryKey(),
  bank: text('bank').notNull(),
  seal: text('seal').notNull(),
  sitting: text('sitting'),
  reason: text('reason').notNull(),
  state: text('state').$type<'requested' | 'approved' | 'opened' | 'taken' | 'closed' | 'ended'>().notNull(),
  officer: text('officer').notNull(),
  requested: integer('requested').notNull(),
  supervisor: text('supervisor'),
  approved: integer('approved'),
  until: integer('until'),
  wrong: integer('wrong').notNull().default(0),
  opened: integer('opened'),
  closed: integer('closed'),
  endReason: text('end_reason'),
})

/** Whose share was given to a ceremony, and by which person. */
export const ceremonyShares = sqliteTable(
  'ceremony_shares',
  {
    ceremony: text('ceremony').notNull(),
    custodian: text('custodian').notNull(),
    person: text('person').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ceremony, t.custodian] })],
)

/** Copies printed in a ceremony, numbered through. */
export const ceremonyCopies = sqliteTable(
  'ceremony_copies',
  {
    ceremony: text('ceremony').notNull(),
    first: integer('first').notNull(),
    last: integer('last').notNull(),
    recipient: text('recipient').notNull(),
    spoiled: integer('spoiled').notNull().default(0),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ceremony, t.first] })],
)

/** Copies of sealed files, or of what was printed, that somebody holds. */
export const custodyCopies = sqliteTable('custody_copies', {
  id: text('id').primaryKey(),
  seal: text('seal').notNull(),
  part: text('part').$type<'body' | 'envelope' | 'print'>().notNull(),
  count: integer('count').notNull(),
  holder: text('holder').notNull(),
  place: text('place').notNull(),
  digest: text('digest'),
  due: integer('due'),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** What became of an object or of a copy. */
export const custodyEvents = sqliteTable('custody_events', {
  id: text('id').primaryKey(),
  seal: text('seal').notNull(),
  copy: text('copy'),
  kind: text('kind').$type<'moved' | 'returned' | 'lost' | 'destroyed'>().notNull(),
  holder: text('holder').notNull(),
  place: text('place').notNull(),
  note: text('note').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** A list of objects to be destroyed, by one person, confirmed by another. */
export const destructions = sqliteTable('destructions', {
  id: text('id').primaryKey(),
  bank: text('bank').notNull(),
  reason: text('reason').notNull(),
  listedBy: text('listed_by').notNull(),
  listed: integer('listed').notNull(),
  confirmedBy: text('confirmed_by'),
  confirmed: integer('confirmed'),
})

/** What a destruction names. */
export const destructionLines = sqliteTable(
  'destruction_lines',
  {
    destruction: text('destruction').notNull(),
    seal: text('seal').notNull(),
  },
  (t) => [primaryKey({ columns: [t.destruction, t.seal] })],
)

/** Papers that will not be used any more, why, and what takes their place. */
export const paperVoids = sqliteTable('paper_voids', {
  paper: text('paper').primaryKey(),
  cause: text('cause').$type<'leak' | 'damage' | 'other'>().notNull(),
  reason: text('reason').notNull(),
  wasOpened: integer('was_opened').notNull(),
  replacement: text('replacement'),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** Sets of papers made elsewhere. */
export const outsideSets = sqliteTable('outside_sets', {
  set: text('set').primaryKey(),
  title: text('title').notNull(),
  source: text('source').notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})

/** The clock as it was last seen. */
export const clockSeen = sqliteTable('clock_seen', {
  id: integer('id').primaryKey(),
  at: integer('at').notNull(),
  boot: text('boot').notNull(),
  uptime: integer('uptime').notNull(),
})

/** Times at which the clock was not where it should be, and who has acknowledged it. */
export const clockFaults = sqliteTable('clock_faults', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<'backwards' | 'jumped'>().notNull(),
  expected: integer('expected').notNull(),
  found: integer('found').notNull(),
  firstBy: text('first_by'),
  firstAt: integer('first_at'),
  secondBy: text('second_by'),
  secondAt: integer('second_at'),
})
