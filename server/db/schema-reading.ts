/** How reading is watched. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ReadingSettings } from '../../core/reading.ts'

/** Versions of the settings; the newest holds, none is ever changed. */
export const readingSettings = sqliteTable('reading_settings', {
  version: integer('version').primaryKey(),
  content: text('content', { mode: 'json' }).$type<ReadingSettings>().notNull(),
  author: text('author').notNull(),
  at: integer('at').notNull(),
})
