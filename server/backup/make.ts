/**
 * Making a backup while the service runs. It is written into a folder whose name
 * ends in `.part` and gets its own name when it has been read back: a kill leaves
 * nothing that could be taken for a backup.
 */
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { moduleAt } from '#built'
import { AppError } from '../../core/errors.ts'
import { record } from '../access/record.ts'
import { act, type By, newId } from '../by.ts'
import type { Config } from '../config.ts'
import { derive, newTerms, requireLong } from '../custody/passphrase.ts'
import type { Deps } from '../deps.ts'
import { syncDir } from '../sets/drafts.ts'
import type { BackupJobs } from '../workers/backup.ts'
import { type CallOptions, startPool } from '../workers/pool.ts'
import type { BackupProgress } from './check.ts'
import { type BackupManifest, backupDigest } from './manifest.ts'
import type { BackupJob } from './write.ts'

export type BackupOptions = {
  onProgress?: ((progress: BackupProgress) => void) | undefined
  signal?: AbortSignal | undefined
  /** What writes the files; in a thread of its own unless it is said. */
  write?: ((job: BackupJob, options: CallOptions<BackupProgress>) => Promise<BackupManifest>) | undefined
}

/** Younger folders may belong to a backup that is being made. */
const AGE_MS = 3_600_000
/** What a backup is called, and what it is called until it is whole. */
const UNFINISHED = /^juanku-\d{8}-\d{6}\.[0-9a-f]+\.part$/

/**
 * Makes a backup in a folder of its own below `folder`, under the recovery
 * passphrase. That it began is on record before anything is written, that it holds
 * once it does. Throws `input.invalid` for a short passphrase or a folder that is
 * data or keys, `backup.broken` when what was written does not hold.
 */
export async function makeBackup(
  { db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>,
  folder: string,
  passphrase: string,
  by: By,
  { onProgress, signal, write = inThread }: BackupOptions = {},
): Promise<{ dir: string; manifest: BackupManifest }> {
  requireLong(passphrase, { zh: '备份恢复', en: 'recovery' })
  requireApart(folder, config)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  removeUnfinished(folder, now())
  const id = newId(by.at)
  const name = `juanku-${new Date(by.at)
    .toISOString()
    .replaceAll(/[-:]|\..*$/g, '')
    .replace('T', '-')}`
  const dir = join(folder, name)
  const part = join(folder, `${name}.${id.slice(-12)}.part`)
  await record(db, act(by, '', 'backup.begin', id))
  const key = newTerms()
  const secret = (await derive(passphrase, key)).toString('hex')
  let manifest: BackupManifest
  try {
    mkdirSync(part, { mode: 0o700 })
    const about = { id, at: by.at, by: by.actor, key }
    manifest = await write({ config, dir: part, key: secret, about }, { onProgress, signal })
    syncDir(part)
    renameSync(part, dir)
    syncDir(folder)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
  const { log, faults } = manifest
  await record(db, act(by, '', 'backup', `${id} ${backupDigest(manifest)} ${log.size} -${faults.length}`))
  return { dir, manifest }
}

async function inThread(job: BackupJob, options: CallOptions<BackupProgress>): Promise<BackupManifest> {
  const pool = startPool<BackupJobs>(moduleAt('workers/backup'))
  try {
    return await pool.call('write', job, options)
  } finally {
    await pool.close()
  }
}

/** Throws `input.invalid` when backups would lie in the data, or beside the keys that open it. */
function requireApart(folder: string, { dataDir, keysDir }: Config): void {
  for (const home of [dataDir, keysDir])
    if (isWithin(folder, home))
      throw new AppError(
        'input.invalid',
        `A backup in ${home} would be lost with it: name a folder elsewhere, best on another disk. / 备份不能放在${home}中（会一同丢失）：请指定别处的目录，最好在另一块磁盘上。`,
      )
}

/** Whether a folder is another, or lies below it. */
export function isWithin(inner: string, outer: string): boolean {
  const way = relative(real(outer), real(inner))
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`))
}

/** Where a folder really lies, or will. */
const real = (dir: string): string => (existsSync(dir) ? realpathSync(dir) : join(real(dirname(dir)), basename(dir)))

/** Removes what killed backups left: it is none, and nobody can open it. */
function removeUnfinished(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const dir = join(folder, name)
    if (UNFINISHED.test(name) && statSync(dir).mtimeMs < now - AGE_MS) rmSync(dir, { recursive: true, force: true })
  }
}
