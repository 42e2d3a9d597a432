/**
 * The database: one writer connection behind a queue, one reader that cannot
 * write. Outside this folder nothing knows the driver. The file is encrypted at rest (SQLCipher's
 * version 4 format), in WAL, and a commit is durable before it is answered.
 */
import { mkdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { AppError } from '../../core/errors.ts'
import { type Config, databaseFile, databaseKey } from '../config.ts'
import { MIGRATIONS, migrate } from './migrate.ts'

export type Query = BetterSQLite3Database
export type Db = {
  /** Queries outside a transaction; a write here fails. */
  read: Query
  /**
   * One writing transaction (BEGIN IMMEDIATE … COMMIT), rolled back whole when
   * `work` throws. Transactions of this process run one after another; await
   * nothing in there but queries. One that is not `durable` waits for no disk:
   * a power failure may undo it until a durable one has followed, but leaves
   * nothing torn.
   */
  tx<T>(work: (q: Query) => Promise<T>, options?: { durable?: boolean }): Promise<T>
  close(): Promise<void>
  /** Resolves when the disk failed under the database. Nothing is written from then on: the process should end. */
  failed: Promise<AppError>
}

/**
 * A commit after which so many pages wait in the WAL moves them into the file,
 * and its thread stands still meanwhile. Whoever writes much in a thread of its
 * own (an import) does so earlier and leaves nothing for the service's loop.
 */
const CHECKPOINT_PAGES = 4000

/** How long a writer waits for another process to let go, in ms. */
const BUSY_MS = 15_000

/** A connection to a database file. Throws `database.key` when the key is not its own, `work.failed` when it cannot be read. */
export function connect(file: string, key: string, options: Database.Options = {}): Database.Database {
  const connection = new Database(file, { timeout: 0, ...options })
  try {
    connection.pragma("cipher = 'sqlcipher'")
    connection.pragma('legacy = 4')
    connection.pragma(`key = "x'${key}'"`)
    // What a large sort puts aside would lie in a temporary file, which no key encrypts.
    connection.pragma('temp_store = MEMORY')
    connection.pragma('foreign_keys = ON')
    connection.pragma('recursive_triggers = ON')
    connection.prepare('SELECT count(*) FROM sqlite_master').get()
    return connection
  } catch (cause) {
    connection.close()
    if (isBusy(cause)) throw cause
    if (!(cause instanceof Database.SqliteError && cause.code === 'SQLITE_NOTADB'))
      throw new AppError(
        'work.failed',
        `The database cannot be opened: ${file} (${cause instanceof Database.SqliteError ? cause.code : 'failed'}). Check the folder's rights and the disk's space. / 数据库无法打开，请检查目录权限与磁盘空间。`,
        { cause },
      )
    throw new AppError(
      'database.key',
      `The database cannot be opened with this key: ${file}. Restore the key file that belongs to it, or choose another data folder. / 数据库无法用该密钥打开：请放回与之对应的密钥文件，或另选数据目录。`,
      { cause },
    )
  }
}

/** True for an error that says another connection holds a lock. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && (error.code.startsWith('SQLITE_BUSY') || error.code === 'SQLITE_LOCKED')

/** Between two tries for the lock, in ms: about as long as an import leaves it free now and then. */
const LONGEST_PAUSE_MS = 10

/** Runs `step` until the lock another process holds is free; the loop is never blocked meanwhile. */
async function whenFree<T>(step: () => T): Promise<T> {
  for (let waited = 0, pause = 2; ; waited += pause, pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return step()
    } catch (error) {
      if (!isBusy(error) || waited > BUSY_MS) throw error
      await wait(pause)
    }
  }
}

/** What SQLite says when the disk failed or the file is damaged: no later write can be trusted. */
const DISK = /^SQLITE_(?:IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY_DBMOVED)/
/** What it says when this write cannot be, and a later one may. */
const REFUSED = /^SQLITE_(?:FULL|READONLY|BUSY|LOCKED)/

/** The code of SQLite's own error, which the query builder and the log's store wrap; '' for any other error. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof Database.SqliteError) return at.code
  return ''
}

/** A write that the disk did not take, as a refusal everything above understands. */
const unwritable = (cause: unknown): AppError =>
  new AppError(
    'log.unwritable',
    'The database cannot be written, so nothing is shown or changed. Look at the disk. / 数据库无法写入，因此不显示也不更改任何内容；请检查磁盘。',
    { cause },
  )

/** Opens, and at the first start makes, the database of a data folder; brings it to the newest migration. */
export async function openDb(config: Config, migrationsDir: URL = MIGRATIONS): Promise<Db> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const file = databaseFile(config)
  const key = databaseKey(config)
  const writer = await whenFree(() => connect(file, key))
  try {
    await whenFree(() => writer.pragma('journal_mode = WAL'))
    writer.pragma('synchronous = FULL')
    writer.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    await whenFree(() => migrate(writer, migrationsDir))
  } catch (error) {
    writer.close()
    throw error
  }
  const reader = await whenFree(() => connect(file, key))
  reader.pragma('query_only = ON')
  reader.pragma('busy_timeout = 1000')

  const write = drizzle(writer)
  let fail: (error: AppError) => void = () => undefined
  const failed = new Promise<AppError>((resolve) => (fail = resolve))
  let failure: AppError | undefined
  let queue: Promise<unknown> = Promise.resolve()
  async function transact<T>(work: (q: Query) => Promise<T>, durable: boolean): Promise<T> {
    if (failure) throw failure
    try {
      writer.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`)
      await whenFree(() => writer.exec('BEGIN IMMEDIATE'))
      const result = await work(write)
      await whenFree(() => writer.exec('COMMIT'))
      return result
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK')
      const code = codeOf(error)
      if (DISK.test(code)) {
        failure = unwritable(error)
        fail(failure)
      }
      if (failure) throw failure
      throw REFUSED.test(code) ? unwritable(error) : error
    }
  }
  return {
    read: drizzle(reader),
    failed,
    tx(work, { durable = true } = {}) {
      const done = queue.then(() => transact(work, durable))
      queue = done.catch(() => undefined)
      return done
    },
    async close() {
      await queue
      reader.close()
      writer.close()
    },
  }
}
