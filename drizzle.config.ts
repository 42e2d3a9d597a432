/** `drizzle-kit generate` drafts a migration from the schema; STRICT, triggers and checks are written in by hand before it ships. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'sqlite', schema: './server/db/schema.ts', out: './migrations' })
