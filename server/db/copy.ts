/**
 * Whole copies of a database, and looking into one without changing it. SQLite's
 * own backup fails on an encrypted file and leaves an empty one; `VACUUM INTO`
 * reads one moment of the source while others write, and its copy stays encrypted.
 */
import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { codeOf, connect, type Query } from './open.ts'

/** A connection that cannot write, and what ends it. */
export type Look = { read: Query; close: () => void }

/** Looks into a database file, which may be in use. Throws as `connect` does. */
export function lookInto(file: string, key: string): Look {
  const connection = connect(file, key, { readonly: true, fileMustExist: true })
  connection.pragma('busy_timeout = 1000')
  return { read: drizzle(connection), close: () => void connection.close() }
}

/** Puts the database as it is at this moment into a new file, under `newKey`. Blocks its thread. */
export function copyDatabase(file: string, key: string, into: string, newKey: string): void {
  const source = connect(file, key, { fileMustExist: true })
  try {
    source.pragma('busy_timeout = 15000')
    source.prepare('VACUUM INTO ?').run(into)
  } finally {
    source.close()
  }
  chmodSync(into, 0o600)
  rekey(into, key, newKey)
}

/** Encrypts a database file anew, in place, and waits for the disk; both keys are 64 hexadecimal digits. */
export function rekey(file: string, key: string, newKey: string): void {
  const copy = connect(file, key, { fileMustExist: true })
  try {
    copy.pragma(`rekey = "x'${newKey}'"`)
  } finally {
    copy.close()
  }
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What SQLite finds wrong with the file, and rows without their parent: in its words, which quote no row. */
export function integrityFaults(read: Query): string[] {
  const damage = damageIn(read)
  // Where pages are damaged, asking what rows refer to only fails.
  if (damage.length) return damage
  const orphans = read.all<{ table: string }>(sql`PRAGMA foreign_key_check`)
  return [...new Set(orphans.map(({ table }) => table))].map((table) => `rows of ${table} without their parent`)
}

function damageIn(read: Query): string[] {
  try {
    const found = read.all<{ integrity_check: string }>(sql`PRAGMA integrity_check(20)`)
    return found.map((row) => row.integrity_check).filter((text) => text !== 'ok')
  } catch (error) {
    // A page that even the check cannot do without.
    const code = codeOf(error)
    if (code === '') throw error
    return [code]
  }
}

/** The migrations a database has run, in order. */
export const appliedMigrations = (read: Query): { name: string; digest: string }[] =>
  read.all(sql`SELECT name, digest FROM migrations ORDER BY name`)
