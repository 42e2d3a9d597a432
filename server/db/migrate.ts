/**
 * Applies the migrations a database lacks, in name order. Foreign keys are off
 * while tables are rebuilt (with them on, a rebuild deletes child rows by
 * cascade) and checked after; STRICT and triggers are checked too, since a
 * generated rebuild drops them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { ROOT } from '#built'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'

/** Those this program ships with. */
export const MIGRATIONS = new URL('migrations/', ROOT)

export type Migration = { name: string; sql: string; digest: string }

export const readMigrations = (dir: URL): Migration[] =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, dir), 'utf8')
      return { name, sql, digest: sha256(sql) }
    })

/** True when exactly the known migrations were applied. */
function isCurrent(connection: Database.Database, known: readonly Migration[]): boolean {
  const table = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get()
  if (!table) return false
  const names = connection.prepare('SELECT name FROM migrations ORDER BY name').pluck().all()
  return names.length === known.length && known.every(({ name }, i) => name === names[i])
}

/** Throws `database.newer` when the file was made by a newer program; all migrations apply, or none. */
export function migrate(connection: Database.Database, dir: URL): void {
  const known = readMigrations(dir)
  // Nothing to do is the usual case, and needs no lock.
  if (isCurrent(connection, known)) return
  connection.pragma('foreign_keys = OFF')
  try {
    connection
      .transaction(() => {
        connection.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT')
        const rows = connection.prepare('SELECT name, digest FROM migrations').all() as {
          name: string
          digest: string
        }[]
        const applied = new Map(rows.map(({ name, digest }) => [name, digest]))
        for (const name of applied.keys())
          if (!known.some((migration) => migration.name === name))
            throw new AppError(
              'database.newer',
              `The database was made by a newer version of this program (${name}). Start that version. / 数据库由更新版本的程序建立，请使用该版本。`,
            )
        const missing = known.filter(({ name }) => !applied.has(name))
        if (!missing.length) return
        for (const { name, sql, digest } of missing) {
          connection.exec(sql)
          connection.prepare('INSERT INTO migrations VALUES (?, ?)').run(name, digest)
        }
        const orphans = connection.pragma('foreign_key_check') as unknown[]
        if (orphans.length) throw new Error(`A migration left ${orphans.length} rows without their parent.`)
        const loose = connection
          .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
          )
          .all()
        if (loose.length) throw new Error(`Tables that are not STRICT: ${JSON.stringify(loose)}`)
      })
      .immediate()
  } finally {
    connection.pragma('foreign_keys = ON')
  }
}
