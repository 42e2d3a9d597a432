/**
 * Putting a backup back, into an empty data folder. Everything is checked first,
 * then written beside the folder and renamed in one step: a kill leaves the folder
 * empty. The keys folder is no part of a backup: the copy of it that was kept apart
 * comes first, and a database key of this place encrypts what is restored.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Anchor } from '../../core/log.ts'
import { fingerprint, publicHex } from '../../core/seal/keys.ts'
import type { SignedAnchor } from '../access/anchor.ts'
import { anchorsFile, keepAnchor, keptAnchors } from '../access/keep-anchors.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import { type Config, databaseFile, databaseKey, privateDir } from '../config.ts'
import { hasInstallationKey, installationKey } from '../custody/installation.ts'
import { derive } from '../custody/passphrase.ts'
import { rekey } from '../db/copy.ts'
import { openDb } from '../db/open.ts'
import { syncDir, writeDurably } from '../sets/drafts.ts'
import { anchorsOf, checkDatabase, checkFiles, type Tell } from './check.ts'
import { ANCHORS, type BackupManifest, backupDigest, DATABASE, readManifest } from './manifest.ts'

export type RestoreOptions = {
  /** Anchors kept elsewhere: the log in the backup is held against those it reaches. */
  anchors?: readonly Anchor[] | undefined
  /** The public key (hex) that the backup must be signed by; otherwise that of the keys folder. */
  installation?: string | undefined
  /** The copy of the keys folder is lost: what is signed from now on is signed by another key. */
  withoutKeys?: boolean | undefined
  onProgress?: Tell | undefined
}

/** `younger`: anchors known here that lie beyond the backup's log; entries up to the last of them are not in it. */
export type Checked = { manifest: BackupManifest; key: string; younger: number }

const silent: Tell = () => undefined

/**
 * Checks a backup whole and changes nothing: signature, digests, database, log.
 * Throws `file.wrong`, `backup.broken` or `seal.passphrase`.
 */
export async function checkBackup(
  config: Config,
  dir: string,
  passphrase: string,
  { anchors = [], installation, onProgress = silent }: RestoreOptions = {},
): Promise<Checked> {
  const manifest = readManifest(dir)
  const expected = installation ?? (hasInstallationKey(config) ? publicHex(installationKey(config)) : undefined)
  if (expected !== undefined && manifest.installation !== expected)
    throw new AppError(
      'backup.broken',
      `The backup was made by another installation (${fingerprint(manifest.installation)}). / 该备份由另一安装（${fingerprint(manifest.installation)}）制作。`,
    )
  await checkFiles(dir, manifest, onProgress)
  const key = (await derive(passphrase, manifest.key)).toString('hex')
  const { younger } = await checkDatabase(dir, manifest, key, [...anchors, ...keptAnchors(config)])
  return { manifest, key, younger }
}

/**
 * Restores a backup into the data folder of `config`, which must be empty or absent.
 * Everybody is signed out, and the log says what was restored and what it lacks.
 * Throws as `checkBackup`, and `input.invalid` where there is data or no installation key.
 */
export async function restoreBackup(
  config: Config,
  dir: string,
  passphrase: string,
  by: By,
  options: RestoreOptions = {},
): Promise<Checked> {
  requireEmpty(config.dataDir)
  requireKeys(config, options)
  const checked = await checkBackup(config, dir, passphrase, options)
  const { manifest, key, younger } = checked
  const aside = { ...config, dataDir: `${config.dataDir}.restoring` }
  // Left by a restoring that was killed.
  rmSync(aside.dataDir, { recursive: true, force: true })
  const own = databaseKey(config)
  try {
    for (const { name } of manifest.files) {
      if (name === ANCHORS) continue
      const to = name === DATABASE ? databaseFile(aside) : join(aside.dataDir, name)
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
      if (name === DATABASE) copyFileSync(join(dir, name), to)
      else writeDurably(to, readFileSync(join(dir, name)))
    }
    rekey(databaseFile(aside), key, own)
    const db = await openDb(aside)
    try {
      await db.tx(async (q) => {
        // Nobody comes in by a session that has ended since.
        q.run(sql`UPDATE sessions SET ended = ${by.at} WHERE ended IS NULL`)
        const what = `${manifest.id} ${backupDigest(manifest)} ${manifest.log.size} -${manifest.faults.length} +${younger}`
        await logStore(q).append(act(by, '', 'restore', what))
      })
      keepReached(config, anchorsOf(dir), manifest.log.size, by.at)
      await keepAnchor({ db, config }, by.at)
    } finally {
      await db.close()
    }
    syncDir(aside.dataDir)
    renameSync(aside.dataDir, config.dataDir)
    syncDir(dirname(config.dataDir))
  } catch (error) {
    rmSync(aside.dataDir, { recursive: true, force: true })
    throw error
  }
  return checked
}

function requireEmpty(dataDir: string): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new AppError(
      'input.invalid',
      `${dataDir} is not empty: a backup is restored into an empty data folder only. Choose another (--data), or move what is there away. / ${dataDir}不是空目录：备份只能恢复到空的数据目录。请用 --data 另选，或先移走其中的内容。`,
    )
}

function requireKeys(config: Config, { withoutKeys = false }: RestoreOptions): void {
  if (withoutKeys || hasInstallationKey(config)) return
  throw new AppError(
    'input.invalid',
    `${config.keysDir} lacks installation.key: put the copy of the keys folder back first (JUANKU_KEYS), or say --without-keys if it is lost: then what was sealed before opens offline only (juanku unseal), by no ceremony, and its shares cannot be dealt anew. / ${config.keysDir}中没有 installation.key：请先放回密钥目录的副本（JUANKU_KEYS）；确已丢失的用 --without-keys，此前密封的只能离线启封（juanku unseal），不能在库启封，也不能重新分发份额。`,
  )
}

/**
 * Keeps the anchors that the restored log reaches. Younger ones speak of entries that
 * are lost, and would call every later log cut: they are set aside, never deleted.
 */
function keepReached(config: Config, brought: readonly SignedAnchor[], size: number, at: number): void {
  const file = anchorsFile(config)
  const known = keptAnchors(config)
  privateDir(dirname(file))
  if (known.some((anchor) => anchor.size > size)) {
    const name = `${basename(file, '.jsonl')}.before-restore-${at}.jsonl`
    writeDurably(join(dirname(file), name), readFileSync(file))
  }
  const lines = new Set(
    [...brought, ...known.filter((anchor) => anchor.size <= size)]
      .toSorted((one, other) => one.size - other.size || one.at - other.at)
      .map((anchor) => `${JSON.stringify(anchor)}\n`),
  )
  writeDurably(file, Buffer.from([...lines].join('')))
}
